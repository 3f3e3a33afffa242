from __future__ import annotations

import click
import pytest

from lkj.finding import Severity
from lkj.rules import DAFTAR_ATURAN
from lkj.rules.aturan import Aturan
from lkj.temuan.aturan import (
    RUMPUN,
    find_aturan,
    format_list,
    format_page,
    iter_rumpun,
    list_names,
    suggest_aturan,
    write_markdown,
)

ATURAN: Aturan[object] = Aturan(
    "LKJ299",
    "contoh_saja",
    Severity.PERINGATAN,
    None,
    """Contoh saja.

    Mengapa:
        Kalimat pertama yang cukup
        panjang untuk dipatahkan pada layar yang sempit.

        Paragraf kedua.

    Dasar hukum:
        Praktik baik: beri
        contoh.

    Salah:
        # narasi/sdm.md
        ```` kode

    Benar:
        # target.yaml
        program_kegiatan:
          - indikator: x
    """,
)

PAGE = """\
LKJ299 contoh_saja
Kinerja; peringatan; tidak dapat dilonggarkan dalam pemeriksaan.yaml

Contoh saja.

Mengapa
  Kalimat pertama yang cukup panjang untuk
  dipatahkan pada layar yang sempit.

  Paragraf kedua.

Dasar hukum
  Praktik baik: beri contoh.

Salah
  # narasi/sdm.md
  ```` kode

Benar
  # target.yaml
  program_kegiatan:
    - indikator: x"""

MARKDOWN = """\
**Contoh saja.**

`contoh_saja`: peringatan, tidak dapat dilonggarkan dalam `pemeriksaan.yaml`.

Kalimat pertama yang cukup panjang untuk dipatahkan pada layar yang sempit.

Paragraf kedua.

Dasar hukum: Praktik baik: beri contoh.

Salah:

`````markdown
# narasi/sdm.md
```` kode
`````

Benar:

```yaml
# target.yaml
program_kegiatan:
  - indikator: x
```"""


def test_every_rule_belongs_to_a_family() -> None:
    assert {kode[:4] for kode in DAFTAR_ATURAN} == set(RUMPUN)
    assert [awal for awal, _ in iter_rumpun()] == sorted(RUMPUN)
    assert [rule.kode for _, rules in iter_rumpun() for rule in rules] == list(DAFTAR_ATURAN)


@pytest.mark.parametrize("nama", ["LKJ109", "lkj109", "target_nol", "Target_Nol"])
def test_a_rule_is_found_by_code_or_name(nama: str) -> None:
    assert find_aturan(nama) is DAFTAR_ATURAN["LKJ109"]


@pytest.mark.parametrize("nama", ["LKJ998", "109", "", "target"])
def test_a_rule_that_is_not_there(nama: str) -> None:
    assert find_aturan(nama) is None


@pytest.mark.parametrize(
    ("nama", "hint"),
    [
        ("lkj1090", "maksud Anda LKJ109?"),
        ("LKJ299", "maksud Anda LKJ2"),
        ("Target_nl", "maksud Anda target_nol?"),
        ("LKJ999", "lihat daftarnya dengan `lkj rules`."),
        ("", "lihat daftarnya dengan `lkj rules`."),
    ],
)
def test_the_rule_that_was_probably_meant(nama: str, hint: str) -> None:
    assert suggest_aturan(nama).startswith(hint)


def test_no_name_is_used_twice() -> None:
    assert len(set(list_names())) == len(list_names()) == 2 * len(DAFTAR_ATURAN)


def test_the_list() -> None:
    lines = click.unstyle(format_list(None)).splitlines()
    assert lines[0] == "LKJ0  Berkas"
    assert "  LKJ109  peringatan  Target bernilai nol." in lines
    assert len(lines) == len(DAFTAR_ATURAN) + 2 * len(RUMPUN) - 1
    assert "\x1b[33mperingatan\x1b[0m" in format_list(None)


@pytest.mark.parametrize("width", [60, 140])
def test_the_list_fits_the_terminal(width: int) -> None:
    lines = click.unstyle(format_list(width)).splitlines()
    assert max(map(len, lines)) <= width
    assert sum(line.startswith("  LKJ") for line in lines) == len(DAFTAR_ATURAN)
    unbroken = format_list(None).replace("\n", " ")
    assert " ".join(format_list(width).split()) == " ".join(unbroken.split())


def test_the_page() -> None:
    assert click.unstyle(format_page(ATURAN, 45)) == PAGE
    assert "\x1b[33m\x1b[1mperingatan\x1b[0m" in format_page(ATURAN)
    assert "\x1b[1mMengapa\x1b[0m\n" in format_page(ATURAN)


def test_the_page_without_a_terminal_has_eighty_columns() -> None:
    shown = click.unstyle(format_page(ATURAN))
    assert "  Kalimat pertama yang cukup panjang untuk dipatahkan pada layar yang sempit.\n" in shown


@pytest.mark.parametrize("kode", DAFTAR_ATURAN)
def test_every_page_is_whole(kode: str) -> None:
    rule = DAFTAR_ATURAN[kode]
    shown = click.unstyle(format_page(rule, 60))
    for part in (rule.nama, str(rule.severity), "\n\nMengapa\n", "\n\nDasar hukum\n", "\n\nSalah\n", "\n\nBenar\n"):
        assert part in shown


def test_it_says_what_can_be_eased() -> None:
    assert "\nSusunan dan rujukan; peringatan; dapat dilonggarkan" in click.unstyle(
        format_page(DAFTAR_ATURAN["LKJ109"])
    )


def test_markdown() -> None:
    assert write_markdown(ATURAN) == MARKDOWN
