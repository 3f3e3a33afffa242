from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import Undefined, UndefinedError
from markupsafe import Markup

from lkj.angka import Angka, unknown
from lkj.convert.pandoc import Bahan, run_pandoc
from lkj.format import BELUM_TERSEDIA, format_angka, format_rupiah, format_satuan
from lkj.laporan import Laporan, Rentang
from lkj.model.instansi import Peraturan
from lkj.render.jejak import Pencatat, strip_marks
from lkj.render.naskah import AcuanKosong
from lkj.render.teks import Penulis, escape_markdown

if TYPE_CHECKING:
    from pathlib import Path

NASTY = [
    "biasa",
    "*tebal* **lebih** _miring_ __lebih__ `kode` ~~coret~~",
    r"garis \ miring \\ ganda \* bintang",
    "[teks](https://contoh.id) ![gambar](x.png) [^1] ^[catatan] [kunci]: nilai",
    "<b>html</b> <!-- komentar --> <https://contoh.id> &amp; &copy; a<b>c",
    "{=html} {.kelas #id} {{ indikator.x }} {% if %} {# x #}",
    "$x^2$ $$y$$ harga $5 dan $6 a^b^ H~2~O",
    "a | b | c",
    "| a",
    "# judul",
    "###### judul",
    "#1",
    "> kutipan",
    "- butir",
    "* butir",
    "+ butir",
    "-",
    "+",
    "1. satu",
    "12) dua belas",
    "(3) tiga",
    "a. huruf",
    "A) huruf",
    "iv. romawi",
    "II. romawi",
    "IV. romawi",
    "XVII) romawi",
    "(ii) romawi",
    "(@) contoh",
    "(@soal) contoh",
    "@. contoh",
    "#. otomatis",
    "1.",
    ": definisi",
    "~ definisi",
    "---",
    "***",
    "___",
    "===",
    "-- dua garis -- tiga --- garis",
    "titik... empat.... lima.....",
    "\"kutip\" 'tunggal' Jum'at '90-an 5'10\"",
    "```",
    "~~~ python",
    "::: kelas",
    "::: {.kelas}",
    "% judul",
    "%%",
    "@akun dan @doe99 serta surel a@b.id",
    ":smile: (c) (tm)",
    "a--b https://contoh.id/a--b_c?d=1&e=*",
    "+---+",
    "|---|",
    "=",
    "\\",
    "akhir garis miring \\",
    "akhir dua spasi",
    "1986\\. Tahun",
    "100% & seterusnya; 3 < 4 > 2",
    "\\begin{x} \\newpage \\(x\\) \\[y\\]",
    "![",
    "](",
    "[[wiki]]",
    "==sorot==",
    "^atas^ ~bawah~",
    "Rp1.000,00/unit (±5%) – “petik” ‘tunggal’ …",
    "中文 العربية é ñ",
]


def read_block(block: dict[str, Any]) -> str:
    """Give the text of a paragraph that holds nothing but text."""
    assert block["t"] in {"Para", "Plain"}, block
    return read_inlines(block["c"])


def read_inlines(inlines: list[dict[str, Any]]) -> str:
    def one(inline: dict[str, Any]) -> str:
        match inline:
            case {"t": "Str", "c": text}:
                return str(text)
            case {"t": "Space"}:
                return " "
        raise AssertionError(f"not text: {inline}")

    return "".join(one(inline) for inline in inlines)


def test_text_comes_out_of_pandoc_as_it_was_written(akar: Path) -> None:
    """Each text as a paragraph, a list item, in bold, and as the title of a heading; one run for all."""
    escaped = [escape_markdown(text) for text in NASTY]
    parts = [f"{text}\n\n1. {text}\n\n**{text}**\n\n## {text} {{#k{i}}}\n" for i, text in enumerate(escaped)]
    bahan = Bahan("\n".join(parts), akar / "templates", akar, 0)
    blocks = json.loads(run_pandoc(bahan, "json", []))["blocks"]
    assert len(blocks) == 4 * len(NASTY)
    for i, text in enumerate(NASTY):
        paragraph, items, bold, heading = blocks[4 * i : 4 * i + 4]
        assert read_block(paragraph) == text
        assert [[read_block(block) for block in item] for item in items["c"][1]] == [[text]]
        assert [(inline["t"], read_inlines(inline["c"])) for inline in bold["c"]] == [("Strong", text)]
        assert (heading["t"], read_inlines(heading["c"][2])) == ("Header", text)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("  dua  spasi\tdan\n\nbaris \r\n baru ", "dua spasi dan baris baru"),
        ("    134\u00a0koperasi  ada\n", "134\u00a0koperasi ada"),
        ("a\u2028b\x85c", "a b c"),
        ("", ""),
        ("-5", "-5"),
        ("1.5 juta", "1.5 juta"),
        ("3. tiga", "3\\. tiga"),
        ("(a) b", "\\(a) b"),
        ("M. Nur", "M\\. Nur"),
    ],
)
def test_escaped_text(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


@pytest.fixture
def penulis() -> Penulis:
    return Penulis(Pencatat())


KOPERASI = Angka(Decimal(134), "koperasi")


@pytest.mark.parametrize(
    ("value", "running", "cell"),
    [
        ("a*b", "a\\*b", "a\\*b"),
        (2025, "2025", "2025"),
        (Markup("**siap**"), "**siap**", "**siap**"),
        (date(2026, 1, 1), "Januari 2026", "Januari 2026"),
        (KOPERASI, "134\u00a0koperasi", "134"),
        (Angka(Decimal("8.0645"), "%", 2), "8,06%", "8,06"),
        (Angka(Decimal(-1500), "Rp"), "-Rp1.500", "-1.500"),
        (unknown("belum ada"), "belum tersedia", "–"),
        (Rentang(Angka(Decimal(60), "%"), Angka(Decimal(85), "%")), "60%–85%", "60–85"),
    ],
)
def test_values(penulis: Penulis, value: Any, running: str, cell: str) -> None:
    assert strip_marks(penulis.write(value)) == running
    assert strip_marks(penulis.write_cell(value)) == cell
    assert isinstance(penulis.write(value), Markup)


def test_regulations(penulis: Penulis) -> None:
    uu = Peraturan(kode="uu", nama="UU 1/2020", tentang="Buku & [Rak]")
    assert penulis.write(uu) == "UU 1/2020 tentang Buku \\& \\[Rak\\]"
    assert penulis.write(Peraturan(kode="surat", nama="Surat 2")) == "Surat 2"


@pytest.mark.parametrize("value", [None, True, 1.5, Decimal(1), ["a"], {}])
def test_what_cannot_be_printed(penulis: Penulis, value: Any) -> None:
    with pytest.raises(TypeError, match=f"^{type(value).__name__} cannot be printed$"):
        penulis.write(value)


@pytest.mark.parametrize("value", [None, "2025", 1])
def test_only_numbers_have_a_style(penulis: Penulis, value: Any) -> None:
    with pytest.raises(TypeError, match=f"^{type(value).__name__} is not a number of the report$"):
        penulis.write_angka(value, format_rupiah)


def test_what_is_not_there_says_its_name(penulis: Penulis) -> None:
    missing: Undefined = AcuanKosong(name="koprasi", obj={"koperasi": 1})
    for write in (penulis.write, penulis.write_cell):
        with pytest.raises(UndefinedError, match=r"^Rujukan “koprasi” tidak ada .+ maksud Anda “koperasi”\?$"):
            write(missing)


def test_numbers_go_through_the_trace_in_the_order_they_stand_in() -> None:
    pencatat = Pencatat()
    penulis = Penulis(pencatat)
    bawah, atas = Angka(Decimal(60)), Angka(Decimal(85))
    later = penulis.write_angka(KOPERASI, format_satuan)
    text, printed = pencatat.read(f"{penulis.write_angka(Rentang(bawah, atas), format_angka)}\n\n{later}")
    assert text == "60–85\n\n134\u00a0koperasi"
    assert [(c.teks, c.baris, c.angka) for c in printed] == [
        ("60", 1, bawah),
        ("85", 1, atas),
        ("134\u00a0koperasi", 3, KOPERASI),
    ]


def test_formulas_2025(penulis: Penulis, laporan: Laporan) -> None:
    kinerja = laporan.indikator["pertumbuhan_koperasi"]
    t, before = "Jumlah Koperasi tahun 2025", "Jumlah Koperasi tahun 2024"
    assert penulis.write_rumus(kinerja, 2025) == (
        rf"$\frac{{\text{{{t}}} - \text{{{before}}}}}{{\text{{{before}}}}} \times 100\%$"
    )
    general = penulis.write_rumus(kinerja, 2025).replace(t, "Jumlah Koperasi (t)")
    assert penulis.write_rumus_umum(kinerja) == general.replace(before, "Jumlah Koperasi (t-1)")
    assert strip_marks(penulis.write_hitungan(kinerja)) == (
        r"$\frac{\text{134} - \text{124}}{\text{124}} \times 100\% = \text{8,06\%}$"
    )
    marks = Penulis(pencatat := Pencatat()).write_hitungan(kinerja)
    assert [c.teks for c in pencatat.read(marks)[1]] == ["134", "124", "124", "8,06"]


def test_formulas_in_words_2025(penulis: Penulis, laporan: Laporan) -> None:
    kinerja = laporan.indikator["nilai_kinerja"]
    words = "Penilaian Rapor Kinerja Perangkat Daerah"
    assert penulis.write_rumus(kinerja, 2025) == words
    assert penulis.write_rumus_umum(kinerja) == penulis.write_rumus_teks(kinerja) == words
    assert strip_marks(penulis.write_hitungan(kinerja)) == "belum tersedia"
    assert penulis.write_rumus(laporan.indikator["koperasi_berizin"], 2025) == "–"


def test_formula_as_text_2025(penulis: Penulis, laporan: Laporan) -> None:
    assert penulis.write_rumus_teks(laporan.indikator["pertumbuhan_koperasi"]) == (
        "(Jumlah Koperasi (t) − Jumlah Koperasi (t-1)) ÷ Jumlah Koperasi (t-1) × 100%"
    )


def test_calculation_in_another_unit(penulis: Penulis, laporan_kedua: Laporan) -> None:
    kinerja = laporan_kedua.indikator["aki"]
    shown = strip_marks(penulis.write_hitungan(kinerja))
    assert shown.endswith(rf" = \text{{{format_angka(kinerja.realisasi)}}}$")
    assert "%" not in shown


def test_numbers_in_the_words_of_a_figure_are_traced() -> None:
    pencatat = Pencatat()
    first, second = Angka(Decimal("8.06"), "%", 2, "a"), Angka(Decimal("8.0601"), "%", 2, "b")
    pagu = Angka(Decimal(1000), "Rp", 0, "c")
    alt = "Capaian_tertinggi: 8,06%, lalu 8,06% dari Rp1.000; bukan 18,06% atau 8,06%x."
    markdown, printed = pencatat.read(Penulis(pencatat).alt_writer((first, second, pagu, first))(alt))
    assert markdown == r"Capaian\_tertinggi: 8,06%, lalu 8,06% dari Rp1.000; bukan 18,06% atau 8,06%x."
    assert [(cetakan.teks, cetakan.angka) for cetakan in printed] == [
        ("8,06%", first),
        ("8,06%", second),
        ("Rp1.000", pagu),
    ]
    assert Penulis(pencatat).alt_writer(())("a_b 1") == r"a\_b 1"


def test_numbers_in_the_words_of_a_figure_go_on_from_part_to_part() -> None:
    pencatat = Pencatat()
    satu, dua = Angka(Decimal(3), "orang", 0, "a"), Angka(Decimal(3), "orang", 0, "b")
    kosong = unknown("belum dihitung", "orang")
    write = Penulis(pencatat).alt_writer((satu, dua, kosong))
    parts = ("3\xa0orang;", "3\xa0orang, -3 orang, 3,5;", BELUM_TERSEDIA)
    markdown, printed = pencatat.read(" ".join(map(write, parts)))
    assert markdown == " ".join(parts)
    assert [(cetakan.teks, cetakan.angka) for cetakan in printed] == [
        ("3\xa0orang", satu),
        ("3\xa0orang", dua),
        (BELUM_TERSEDIA, kosong),
    ]
