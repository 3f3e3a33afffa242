from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from lkj.finding import Finding, Position
from lkj.model.instansi import Peraturan
from lkj.render.naskah import AcuanKosong, PenulisNaskah
from lkj.render.susunan import AcuanTidakAdaError

FILE = "data/2025/narasi/capaian.md"
SEE = "lihat daftar rujukan dalam docs/data.md"


@dataclass(frozen=True, slots=True)
class Rapor:
    nama: str
    nilai: str

    @property
    def predikat(self) -> str:
        return "baik"

    def hitung(self) -> str:
        return "tidak boleh dipanggil"


ACUAN: dict[str, Any] = {
    "tahun": "2025",
    "instansi": Rapor("Dinas *Buku*", "78"),
    "indikator": {"koperasi": Rapor("Koperasi", "8,06"), "ukm": Rapor("UKM", "28,25"), "kosong": None},
    "peraturan": {"uu": Peraturan(kode="uu", nama="UU 1/2020")},
    "sdm": None,
}


def finalize(value: object) -> Markup:
    if isinstance(value, AcuanKosong):
        str(value)
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} cannot be printed")
    return Markup(value)  # noqa: S704


def rujuk(kode: str) -> Markup:
    if kode != "tabel-a":
        raise AcuanTidakAdaError(kode, ["tabel-a"])
    return Markup("[Tabel I.1](#tabel-a)")


def besar(value: object) -> Markup:
    return Markup(str(value).upper())  # noqa: S704


@pytest.fixture
def penulis() -> PenulisNaskah:
    return PenulisNaskah(ACUAN, finalize, {"besar": besar}, rujuk)


def find(penulis: PenulisNaskah, text: str, file: str = FILE, line: int = 1, column: int = 1) -> Finding:
    """Render a text with one flaw; it comes out empty."""
    assert penulis.render(text, Position(file, line, column)) == ""
    (finding,) = penulis.findings
    return finding


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("Tahun {{ tahun }}.\n", "Tahun 2025."),
        ("{{ instansi.nama }} *miring* & <i>", "Dinas *Buku* *miring* & <i>"),
        ("{{ instansi['nama'] }} {{ indikator['ukm'].nilai }}", "Dinas *Buku* 28,25"),
        ("{{ indikator.koperasi.nilai }} {{ indikator.koperasi.predikat }}", "8,06 baik"),
        ("{{ tahun | besar }} {{ instansi.nama|besar|besar }}", "2025 DINAS *BUKU*"),
        ("lihat {{ rujuk('tabel-a') }}", "lihat [Tabel I.1](#tabel-a)"),
        ("{{ peraturan.uu.nama }}", "UU 1/2020"),
        ("a{%# catatan untuk\npenulis #} b", "a b"),
        ("{% raw %}{{ tahun }}{% endraw %}", "{{ tahun }}"),
        ("[teks]{.kelas} #1 dan a#b\n#tagar", "[teks]{.kelas} #1 dan a#b\n#tagar"),
        ("kurung } dan }} dan { saja", "kurung } dan }} dan { saja"),
        ("", ""),
    ],
)
def test_what_narrative_may_say(penulis: PenulisNaskah, text: str, rendered: str) -> None:
    assert penulis.render(text, Position(FILE)) == rendered
    assert penulis.findings == []


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "advice"),
    [
        (
            "Baris satu.\n\nCapaian indikatr {{ tahun }} dan {{ indikatr.koperasi.nilai }}.",
            3,
            37,
            "Rujukan “indikatr” tidak ada dalam laporan.",
            "maksud Anda “indikator”?",
        ),
        (
            "{{ zzz }}",
            1,
            4,
            "Rujukan “zzz” tidak ada dalam laporan.",
            "yang ada: indikator, instansi, peraturan, rujuk, sdm, tahun",
        ),
        (
            "Pertumbuhan koprasi {{ indikator.koprasi.nilai }}",
            1,
            34,
            "Rujukan “koprasi” tidak ada dalam laporan.",
            "maksud Anda “koperasi”?",
        ),
        (
            "\n{{ indikator['zzz'] }}",
            2,
            15,
            "Rujukan “zzz” tidak ada dalam laporan.",
            "yang ada: koperasi, kosong, ukm",
        ),
        (
            "{{ tahun }} {{ indikator.ukm.predikt }}",
            1,
            30,
            "Rujukan “predikt” tidak ada dalam laporan.",
            "maksud Anda “predikat”?",
        ),
        (
            "{{ indikator.ukm.x }}",
            1,
            18,
            "Rujukan “x” tidak ada dalam laporan.",
            "yang ada: nama, nilai, predikat",
        ),
        (
            "{{ instansi._nama }}",
            1,
            13,
            "Rujukan “_nama” tidak ada dalam laporan.",
            "maksud Anda “nama”?",
        ),
        (
            "{{ peraturan.uu.nam }}",
            1,
            17,
            "Rujukan “nam” tidak ada dalam laporan.",
            "maksud Anda “nama”?",
        ),
        (
            "{{ indikator.kosong.nilai }}",
            1,
            21,
            "Rujukan “nilai” tidak ada dalam laporan.",
            "yang ada: indikator, instansi, peraturan, rujuk, sdm, tahun",
        ),
        # Of Jinja's own names, none.
        (
            "{{ self }}",
            1,
            4,
            "Rujukan “self” tidak ada dalam laporan.",
            "yang ada: indikator, instansi, peraturan, rujuk, sdm, tahun",
        ),
        (
            "{{ indikator.koprasi | besar }}",
            1,
            14,
            "Rujukan “koprasi” tidak ada dalam laporan.",
            "maksud Anda “koperasi”?",
        ),
        (
            "satu\n{{ rujuk('tabel-b') }}",
            2,
            11,
            "Bagian “tabel-b” tidak ada dalam laporan.",
            "maksud Anda “tabel-a”?",
        ),
    ],
)
def test_unknown_names(penulis: PenulisNaskah, text: str, line: int, column: int, message: str, advice: str) -> None:
    assert find(penulis, text) == Finding(Position(FILE, line, column), "LKJ501", message, advice)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a\nb {{ tahun", 2, 3),
        ("{{ tahun | }}", 1, 1),
        ("{{ }}", 1, 1),
        ("{{ tahun tahun }}", 1, 1),
        ("a {% for %}", 1, 3),
        ("{% do x %}", 1, 1),
        ("{%# tidak ditutup", 1, 1),
        ("{{ 'petik }}", 1, 1),
    ],
)
def test_mistyped_references(penulis: PenulisNaskah, text: str, line: int, column: int) -> None:
    message = "Rujukan {{ … }} tidak lengkap atau salah tulis."
    assert find(penulis, text) == Finding(Position(FILE, line, column), "LKJ501", message, SEE)


@pytest.mark.parametrize(
    "reference",
    [
        "{% for x in indikator %}{% endfor %}",
        "{% if tahun %}a{% endif %}",
        "{% set x = 1 %}",
        "{% include 'makro.md.j2' %}",
        "{% import 'makro.md.j2' as x %}",
        "{% macro m() %}{% endmacro %}",
        "{% filter besar %}a{% endfilter %}",
        "{% autoescape false %}a{% endautoescape %}",
        "{{ tahun() }}",
        "{{ instansi.hitung() }}",
        "{{ range(3) }}",
        "{{ rujuk(tahun) }}",
        "{{ rujuk() }}",
        "{{ rujuk('tabel-a', 'tabel-b') }}",
        "{{ rujuk(kode='tabel-a') }}",
        "{{ rujuk(*tahun) }}",
        "{{ rujuk('tabel-a', **indikator) }}",
        "{{ tahun + 1 }}",
        "{{ 2 * 3 }}",
        "{{ -tahun }}",
        "{{ tahun ~ tahun }}",
        "{{ tahun == 2025 }}",
        "{{ not tahun }}",
        "{{ tahun and tahun }}",
        "{{ tahun if tahun else tahun }}",
        "{{ tahun is defined }}",
        "{{ [tahun] }}",
        "{{ {'a': tahun} }}",
        "{{ (tahun, tahun) }}",
        "{{ tahun[0:2] }}",
        "{{ indikator[tahun] }}",
        "{{ tahun | upper }}",
        "{{ tahun | safe }}",
        "{{ indikator | map(attribute='nama') }}",
        "{{ tahun | besar(1) }}",
        "{{ tahun | besar(x=1) }}",
        "{{ tahun | besar(*tahun) }}",
        "{{ 111.23 }}",
        "{{ 'teks' }}",
        "{{ none }}",
    ],
)
def test_everything_else_of_jinja_is_refused(penulis: PenulisNaskah, reference: str) -> None:
    message = "Naskah hanya boleh memuat rujukan {{ … }} yang sederhana."
    assert find(penulis, f"satu\na {reference}") == Finding(Position(FILE, 2, 3), "LKJ501", message, SEE)


@pytest.mark.parametrize(
    "reference",
    [
        "{{ indikator }}",
        "{{ instansi }}",
        "{{ sdm }}",
        "{{ instansi.hitung }}",
        "{{ instansi.__class__ }}",
        "{{ tahun.__class__.__mro__ }}",
        "{{ peraturan.uu._located }}",
        "{{ rujuk }}",
        "{{ indikator['items'] }}",
        "{{ 'a'['format'] }}",
    ],
)
def test_what_is_neither_number_nor_text(penulis: PenulisNaskah, reference: str) -> None:
    message = "Rujukan ini bukan angka atau teks yang dapat dicetak."
    assert find(penulis, f"satu\n\ndua {reference}") == Finding(Position(FILE, 3, 5), "LKJ501", message, SEE)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# Judul", 1),
        ("a\n\n### Judul {{ tahun }}", 3),
        ("a\n   ## b", 2),
        ("#", 1),
        ("> # a", 1),
        ("a\n- ## b", 2),
        ("Judul\n===", 2),
        ("a\n\n---\ntitle: b\n---", 3),
        ("a\n...", 2),
        ("a\n\n a. # b", 3),
        ("{%# c #}# a", 1),
        ("a   b\n--- ---\nc   d", 2),
    ],
)
def test_headings_belong_to_the_templates(penulis: PenulisNaskah, text: str, line: int) -> None:
    assert find(penulis, text).position.line == line
    (finding,) = penulis.findings
    assert (finding.code, finding.message, finding.advice) == (
        "LKJ501",
        "Naskah tidak boleh memuat judul atau garis (#, ===, ---).",
        "judul bagian berasal dari templat; tabel ditulis dengan tanda |",
    )


def test_a_flaw_in_a_yaml_value_stands_where_the_value_begins(penulis: PenulisNaskah) -> None:
    text = "Baris pertama\ndan {{ indikatr }}"
    assert find(penulis, text, "data/2025/bukti.yaml", 12, 21) == Finding(
        Position("data/2025/bukti.yaml", 12, 21),
        "LKJ501",
        "Rujukan “indikatr” tidak ada dalam laporan.",
        "maksud Anda “indikator”?",
    )


def test_flaws_are_gathered(penulis: PenulisNaskah) -> None:
    for text in ("{{ a }}", "{{ tahun }}", "{{ b }}"):
        penulis.render(text, Position(FILE))
    assert [finding.message for finding in penulis.findings] == [
        "Rujukan “a” tidak ada dalam laporan.",
        "Rujukan “b” tidak ada dalam laporan.",
    ]


def test_an_unknown_name_in_a_template() -> None:
    missing = AcuanKosong(name="nam", obj=Rapor("a", "b"))
    with pytest.raises(UndefinedError, match=r"^Rujukan “nam” tidak ada dalam laporan: maksud Anda “nama”\?$"):
        str(missing)
    with pytest.raises(UndefinedError, match=r"^Rujukan “nam” tidak ada dalam laporan$"):
        str(AcuanKosong(name="nam"))
