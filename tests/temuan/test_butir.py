from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lkj.finding import Position, Related
from lkj.mesin import dump_json
from lkj.periksa import check_tahun
from lkj.temuan.butir import list_butir
from tests.temuan.bahan import NARASI, TARGET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lkj.finding import Finding
    from lkj.periksa import HasilPeriksa

    Buat = Callable[..., Finding]
    Tulis = Callable[[Mapping[str, Any]], Path]


def sidik(hasil: HasilPeriksa, letak: str = "") -> list[str]:
    return [butir.sidik for butir in list_butir(hasil, letak)]


def test_what_is_known_of_each(hasil: Callable[..., HasilPeriksa]) -> None:
    naskah, target, nilai = list_butir(hasil(), "dinas/")
    assert [butir.berkas for butir in (naskah, target, nilai)] == [f"dinas/{NARASI}", *[f"dinas/{TARGET}"] * 2]
    assert [butir.aturan for butir in (naskah, target, nilai)] == ["", "target_nol", "nilai_tidak_sah"]
    assert [butir.tempat for butir in (naskah, target, nilai)] == [
        "",
        "program_kegiatan/koperasi_aktif/indikator",
        "program_kegiatan/koperasi_aktif/target",
    ]
    assert naskah.baris_isi == "Pegawai berjumlah 12 orang. Pegawai berjumlah 13 orang."
    assert nilai.baris_isi == "    target: 7,25"
    assert naskah.describe() == "Perlu 100% dilihat."
    assert target.describe() == "Target bernilai nol.\nSaran: maksud Anda “koperasi”?"
    assert nilai.describe() == (
        "“7,25” bukan angka.\nSaran: tulis 7.25.\nLihat juga dinas/data/2025/narasi/sdm.md:2: Naskahnya [di sini]."
    )


@pytest.mark.parametrize("position", [(9, 1), (0, 0)])
def test_a_line_that_was_not_read(hasil: Callable[..., HasilPeriksa], buat: Buat, position: tuple[int, int]) -> None:
    assert list_butir(hasil(buat(*position)))[0].baris_isi == ""
    assert list_butir(hasil(buat(berkas="data/2025")))[0].baris_isi == ""


def test_a_fingerprint_stays_when_lines_move_and_values_change(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    first, again = hasil(buat(3, 13)), hasil(buat(3, 13, pesan="Target masih nol."), sources={TARGET: ["x"] * 3})
    assert sidik(first) == sidik(again)


def test_a_fingerprint_in_narrative_is_that_of_its_line(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    here = hasil(buat(2, 9, berkas=NARASI))
    moved = hasil(
        buat(3, 11, berkas=NARASI),
        sources={NARASI: ["a", "b", "  Pegawai berjumlah 12 orang. Pegawai berjumlah 13 orang.  "]},
    )
    other = hasil(buat(1, 1, berkas=NARASI))
    assert sidik(here) == sidik(moved)
    assert sidik(here) != sidik(other)


@pytest.mark.parametrize("change", [{"kode": "LKJ110"}, {"berkas": NARASI}, {"baris": 2, "kolom": 16}])
def test_a_fingerprint_tells_rule_file_and_place(
    hasil: Callable[..., HasilPeriksa], buat: Buat, change: dict[str, Any]
) -> None:
    base = {"baris": 3, "kolom": 13}
    assert sidik(hasil(buat(**base))) != sidik(hasil(buat(**base | change)))


def test_a_fingerprint_tells_the_agencies_of_a_repository(hasil: Callable[..., HasilPeriksa]) -> None:
    assert not set(sidik(hasil())) & set(sidik(hasil(), "dinas/"))


def test_findings_of_one_rule_at_one_place_are_counted(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    same = [buat(2, column, berkas=NARASI) for column in (1, 19, 29)]
    assert len(set(sidik(hasil(*same)))) == 3
    assert sidik(hasil(*same))[:1] == sidik(hasil(same[0]))


def test_fingerprints_of_the_real_agency_are_all_different(akar: Path) -> None:
    found = sidik(check_tahun(akar, 2025))
    assert found
    assert len(set(found)) == len(found)


def test_related_places_are_named_within_the_repository(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    related = (Related(Position(TARGET, 4, 1), "juga"), Related(Position(NARASI, 1, 1), "di sini"))
    assert list_butir(hasil(buat(related=related)), "a/")[0].describe() == (
        "Target bernilai nol.\n"
        "Lihat juga a/data/2025/target.yaml:4: juga\n"
        "Lihat juga a/data/2025/narasi/sdm.md:1: di sini"
    )


def test_json_is_ascii() -> None:
    assert dump_json({"a": "“é😀”"}) == '{\n "a": "\\u201c\\u00e9\\ud83d\\ude00\\u201d"\n}\n'


def test_columns_are_code_points(kecil: dict[str, Any], tulis: Tulis) -> None:
    proyek = tulis(kecil)
    entry = '    - {indikator: "𝑥e\u0301", jumlah: 1, target: 200}'
    text = "Ayo 𝑥e\u0301 {{ tidak_ada }}."
    path = proyek / "data/2025/target.yaml"
    written = path.read_text(encoding="utf-8")
    head = written.partition("    - indikator: pengunjung")[0]
    assert head != written
    path.write_text(f"{head}{entry}\n", encoding="utf-8")
    (proyek / "data/2025/narasi").mkdir()
    (proyek / "data/2025/narasi/kesimpulan.md").write_text(f"{text}\n", encoding="utf-8")
    hasil = check_tahun(proyek, 2025)
    # Pairs of surrogates would make it two more, bytes still more; a letter and its accent are two code points.
    columns = {
        finding.position.column
        for finding in hasil.findings
        if finding.code == "LKJ010" and "`jumlah`" in finding.message
    }
    assert columns == {entry.index("jumlah") + 1}
    (proyek / "data/2025/target.yaml").write_text(written, encoding="utf-8")
    [found] = [finding for finding in check_tahun(proyek, 2025).findings if "tidak_ada" in finding.message]
    assert found.position.column in {text.index("{{") + 1, text.index("tidak_ada") + 1}
