"""Narrative: whatever it says, it is printed or refused at its line, and pandoc reads what was printed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from lkj.convert.pandoc import Bahan
from lkj.convert.pdf import write_typst
from lkj.finding import Position, stops_build
from lkj.laporan.acuan import build_acuan
from lkj.masukan import find_shipped
from lkj.periksa import examine
from lkj.render.batas import find_larangan
from lkj.render.jejak import Pencatat
from lkj.render.naskah import PenulisNaskah
from lkj.render.teks import Penulis
from lkj.render.templat import GAYA
from lkj.source import decode_source
from tests.conftest import KECIL, compute
from tests.fuzz.kasus import Proyek, check_place, examine_all, fuzz, write_yaml
from tests.fuzz.strategi import any_text, encode, list_files, mutate, plain_text, token

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

NAMA = ["ikhtisar", "kesimpulan", "kata_pengantar", "anggaran", "capaian", "rekomendasi", "tugas", "tidak_dikenal"]
TEKS = [path.read_text(encoding="utf-8") for path in list_files("narasi/*.md")]

ACUAN = [
    "tahun",
    "instansi.nama",
    "indikator.pengunjung.realisasi",
    "indikator.pengunjung",
    "anggaran.serapan",
    "indikator",
]
ACUAN += [
    "anggaran.tahun_lalu",
    "sasaran.baca.pagu",
    "jumlah",
    "data",
    "fakta.x",
    "x",
    "x.y.z",
    "tahun.upper",
    "self",
    "loop",
]
ACUAN += [
    "indikator['pengunjung'].target",
    "data_lalu",
    "renstra.periode",
    "tujuan.literasi.nama",
    "tahun.__class__",
    "range",
]
ACUAN += ["rujuk('\\ud800')", "indikator['\\ud800']", "rujuk('\\n')", "rujuk('\\x1b[31m')", "rujuk('')"]
ACUAN += [
    "rujuk('tabel-capaian')",
    "rujuk(tahun)",
    "rujuk()",
    "rujuk(1)",
    "indikator[0]",
    "anggaran[1e400]",
    "cycler",
    "namespace",
]
SARING = [
    "",
    "",
    "",
    "|angka",
    "|rupiah",
    "|terbilang",
    "|bertanda",
    "|x",
    "|safe",
    "|angka|rupiah",
    "|tojson",
    "|satuan(1)",
]
LAIN = [
    "9" * 5000,
    "1e999",
    "(" * 400,
    "-" * 900 + "1",
    "'",
    '"a',
    "a.b" * 800,
    "[" * 300 + "]" * 300,
    "not " * 900 + "x",
    "~",
    "x if",
    "a" * 9000,
]
LAIN += [
    "{{",
    "}}",
    "%}",
    "1 // 0",
    "'a' * 99999999",
    "x and x",
    "x[1:2]",
    "{'a': 1}",
    "lipsum",
    "caller()",
    "2 ** 9999",
    "x is x",
]
LAIN += [
    "." * 50,
    "x" + ".y" * 3000,
    "x" + "|angka" * 3000,
    "x" + "[0]" * 3000,
    "\\",
    "'\\ud800'",
    "'\\N{x}'",
    '"\\x"',
    "0x1F",
    "1_0",
    "é",
    "١",
]

inner = st.one_of(
    st.builds(lambda nama, saring: f" {nama}{saring} ", st.sampled_from(ACUAN), st.sampled_from(SARING)),
    st.sampled_from(LAIN),
    plain_text,
    token,
)
jinja = st.one_of(
    inner.map(lambda text: "{{" + text + "}}"),
    inner.map(lambda text: "{%" + text + "%}"),
    inner.map(lambda text: "{%#" + text + "#}"),
    st.sampled_from(
        ["{{", "}}", "{%", "%}", "{%#", "#}", "{{{", "}}}", "{%- raw -%}", "{% endraw %}", "{{-", "-}}", "{%+"]
    ),
)
MARKDOWN = [
    "# Judul",
    "===",
    "---",
    "- butir",
    "1. satu",
    "* x\n    * y",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "> kutipan",
    "~~~",
    "```\nx\n```",
]
MARKDOWN += [
    "**tebal**",
    "*miring",
    "[tautan](https://contoh.id)",
    "[^1]",
    "[^1]: catatan",
    "![x](bukti/a.png)",
    "![](http://x)",
    "<b>x</b>",
    "$x^2$",
]
MARKDOWN += [
    "$$\\frac{1}$$",
    "\\newpage",
    "{.kelas}",
    "::: kotak",
    ":::",
    "[x]{.y}",
    ": Tabel",
    "+---+\n| a |\n+---+",
    "~x~",
    "^2^",
    "\\",
    "  \n",
    "&amp;",
    "&#0;",
]
MARKDOWN += [
    "#hash",
    "@akun",
    "term\n:   arti",
    "`kode`",
    "`",
    "(@) x",
    "A. x",
    "[x]: y",
    "[tahun]",
    "\\(x\\)",
    "H~2~O",
    "1986\\. x",
    "%",
    "<!-- x -->",
    "<",
]
RUMUS = [
    r"$\frac{a}{b} \times 100\%$",
    r"$\text{A \& B} = {{ tahun }}$",
    r'[$\sum x_i^2$]{alt="jumlah"}',
    "$$\na + b\n$$",
    "$x$5",
    "Rp$5",
    "^[catatan]",
    "\\\n",
    "| $ | ` |",
]
KATA = [
    "Realisasi",
    "capaian",
    "Pengunjung",
    "Minat baca meningkat",
    "mencapai target",
    "melampaui target",
    "belum mencapai target",
    "meningkat",
]
KATA += [
    "menurun",
    "tetap",
    "dibandingkan tahun sebelumnya",
    "naik",
    "turun",
    "sebesar",
    "190",
    "190 orang",
    "95%",
    "95,00 persen",
    "200",
    "180",
    "Rp900",
]
KATA += [
    "90%",
    "9,0 ratus",
    "Rp1,5 miliar",
    "satu",
    "dua puluh lima",
    "(dua)",
    "seluruh indikator",
    "tiga sasaran",
    "semua program",
    "Tabel III.1",
    "BAB I",
]
KATA += [
    "tahun 2025",
    "tahun 2024",
    "1.000.000",
    "1,000.5",
    "12 Maret 2025",
    "triwulan II",
    "kriteria Baik",
    "terendah",
    "tertinggi",
    "lebih dari",
    "kurang dari",
]
KATA += [
    "efisiensi",
    "serapan anggaran",
    "pagu",
    "tidak",
    "namun",
    "sedangkan",
    ",",
    ".",
    ";",
    "(",
    ")",
    "dan",
    "yang",
    "karena",
    "agar",
    "99" * 400,
    "1." * 300,
]
KATA += [
    "UU Nomor 5 Tahun 2014",
    "Pasal 7",
    "pukul 10.00",
    "0812-3456-7890",
    "5 x 3",
    "sejuta",
    "nol",
    "minus dua",
    "-5",
    "5-10%",
    "± 3",
    "½",
    "۵",
]
words = st.lists(st.one_of(st.sampled_from(KATA), plain_text), min_size=1, max_size=14).map(" ".join)
part: SearchStrategy[str] = st.one_of(jinja, jinja, st.sampled_from(MARKDOWN), words, words, token)
prose = st.one_of(
    st.lists(st.tuples(part, st.sampled_from(["", " ", "\n", "\n\n", "\r\n"])).map("".join), max_size=8).map("".join),
    st.lists(words, max_size=4).map(". ".join),
    mutate(st.sampled_from(TEKS)),
    any_text,
)
# Of few parts, so that most texts hold nothing that is refused.
calm_part = st.one_of(
    st.sampled_from([teks for teks in MARKDOWN if find_larangan(teks) is None]),
    st.sampled_from(MARKDOWN + RUMUS),
    words,
    st.sampled_from(ACUAN[:5]).map("{{{{ {} }}}}".format),
    plain_text,
)
calm = st.lists(st.tuples(calm_part, st.sampled_from([" ", "\n", "\n\n"])).map("".join), min_size=1, max_size=6).map(
    "".join
)


@pytest.fixture(scope="module")
def siapkan(proyek_kecil: Proyek) -> Callable[[], PenulisNaskah]:
    """Make a writer of narrative about the least report."""
    acuan = build_acuan(compute(proyek_kecil.folder))

    def siapkan() -> PenulisNaskah:
        cetak = Penulis(Pencatat())
        saring = {nama: partial(cetak.write_angka, style=style) for nama, style in GAYA.items()}
        return PenulisNaskah(acuan, cetak.write, saring, str)

    return siapkan


@fuzz("naskah", 6_000, text=st.one_of(prose, jinja))
def test_any_narrative_is_printed_or_refused_at_its_line(siapkan: Callable[[], PenulisNaskah], text: str) -> None:
    text, refused = decode_source(encode(text), "narasi/x.md")
    if refused:
        return
    sources = {"narasi/x.md": text.splitlines(), "x.yaml": ["x"]}
    for file in sources:
        penulis = siapkan()
        found = penulis.check(text, Position(file))
        printed = penulis.render(text, Position(file))
        for finding in [*found, *penulis.findings]:
            check_place(finding, sources)
        assert not (printed and penulis.findings)


@fuzz("naskah", 7_000, nama=st.sampled_from(NAMA), text=prose)
def test_a_year_with_any_narrative_is_checked(proyek_kecil: Proyek, nama: str, text: str) -> None:
    with proyek_kecil.change({f"data/2025/narasi/{nama}.md": encode(text)}) as folder:
        examine_all(folder)


def write_fields(text: str) -> dict[str, bytes]:
    """Put a text into prose fields of the least data."""
    instansi = {**KECIL["instansi"], "tugas": text, "inovasi": [{"nama": "X", "uraian": text}]}
    analisis = {"analisis": [{"indikator": "pengunjung", "faktor_pendukung": [text], "solusi": ["Baik.", text]}]}
    return {"data/2025/instansi.yaml": write_yaml(instansi), "data/2025/analisis.yaml": write_yaml(analisis)}


@fuzz("naskah", 3_000, text=prose)
def test_a_year_with_any_prose_in_its_fields_is_checked(proyek_kecil: Proyek, text: str) -> None:
    with proyek_kecil.change(write_fields(text.encode("utf-8", "replace").decode())) as folder:
        examine_all(folder)


def to_typst(folder: Path) -> None:
    """Print a year and have pandoc read it, unless something is wrong with its data."""
    telaah = examine(folder, 2025, halaman=False)
    rendered, hasil = telaah.render()
    if rendered and not stops_build(hasil.findings):
        bahan = Bahan(rendered.markdown, find_shipped(), folder, 0)
        assert write_typst(bahan)


@fuzz("naskah", 400, texts=st.lists(calm, min_size=3, max_size=3))
def test_pandoc_reads_any_narrative_that_was_printed(proyek_kecil: Proyek, texts: list[str]) -> None:
    """Raises `ConvertError` where what was checked cannot be converted."""
    narasi = {f"data/2025/narasi/{nama}.md": encode(text) for nama, text in zip(NAMA, texts, strict=False)}
    with proyek_kecil.change({**narasi, **write_fields(texts[0])}) as folder:
        to_typst(folder)
