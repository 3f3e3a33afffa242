from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest
import yaml
from lxml import etree

from lkj.convert.docx import write_docx
from lkj.convert.pandoc import Bahan, ConvertError

if TYPE_CHECKING:
    from collections.abc import Callable

    Buat = Callable[[str], Bahan]

ROOT = Path(__file__).parents[2]
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


TABLES = [
    "Tabel I.1 Jumlah Pegawai menurut Golongan",
    "Tabel I.2 Target dan Realisasi per Triwulan",
    "Tabel I.3 Rumus Indikator",
    "Tabel I.4 Kata Panjang pada Kolom Sempit",
    "Tabel II.1 Capaian Indikator",
    "Tabel II.2 Realisasi Anggaran per Bulan",
    "Tabel L.1 Rencana Aksi",
]
FIGURES = ["Gambar I.1 Pohon Kinerja", "Gambar I.2 Rapat Anggota", "Gambar I.3 Pelatihan"]


def read_part(berkas: Path, name: str) -> Any:
    with zipfile.ZipFile(berkas) as archive:
        return etree.fromstring(archive.read(name))


def find(node: Any, path: str) -> list[Any]:
    found = node.xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    return found


def convert(bahan: Bahan, target: Path) -> Any:
    write_docx(bahan, target)
    return read_part(target, "word/document.xml")


def text(node: Any) -> str:
    return "".join(find(node, ".//w:t/text() | .//m:t/text()"))


@pytest.fixture(scope="module")
def berkas(
    bahan: Buat, sampel: str, sampel_pdf: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    target = tmp_path_factory.mktemp("docx") / "sampel.docx"
    write_docx(bahan(sampel), target, lambda: sampel_pdf[1])
    return target


@pytest.fixture(scope="module")
def dokumen(berkas: Path) -> Any:
    return read_part(berkas, "word/document.xml")


def table_after(dokumen: Any, caption: str) -> Any:
    (table,) = find(
        dokumen,
        f"//w:p[w:pPr/w:pStyle/@w:val='TableCaption'][string(.)='{caption}']/following-sibling::w:tbl[1]",
    )
    return table


def test_it_opens_with_the_properties_of_the_metadata(berkas: Path) -> None:
    properties = docx.Document(str(berkas)).core_properties
    assert (properties.title, properties.author, properties.subject, properties.language) == (
        "Laporan Kinerja Tahun 2025",
        "Dinas Contoh Provinsi Percontohan",
        "Laporan Kinerja Instansi Pemerintah",
        "id-ID",
    )


def describe(section: Any) -> tuple[str, ...]:
    size = "×".join(find(section, "w:pgSz/@w:w") + find(section, "w:pgSz/@w:h") + find(section, "w:pgSz/@w:orient"))
    numbers = " ".join(find(section, "w:pgNumType/@w:fmt") + find(section, "w:pgNumType/@w:start"))
    return size, numbers, "tanpa kepala" if find(section, "w:titlePg") else ""


def test_each_section_has_its_paper_and_its_page_numbers(dokumen: Any) -> None:
    portrait, landscape = "11906×16838", "16838×11906×landscape"
    assert [describe(section) for section in find(dokumen, "//w:sectPr")] == [
        (portrait, "", "tanpa kepala"),
        (portrait, "lowerRoman 1", ""),
        (portrait, "decimal 1", ""),
        (landscape, "decimal", ""),
        (landscape, "decimal", ""),
        (portrait, "decimal", ""),
        (landscape, "decimal", ""),
    ]


def test_each_section_has_header_footer_and_margins(dokumen: Any) -> None:
    sections = find(dokumen, "//w:sectPr")
    for path in ("w:headerReference/@r:id", "w:footerReference/@r:id"):
        assert len({tuple(find(section, path)) for section in sections}) == 1
        assert len(find(sections[0], path)) == 1
    for section in sections:
        (margin,) = find(section, "w:pgMar")
        assert {etree.QName(name).localname: value for name, value in margin.attrib.items()} == {
            "top": "1417",
            "bottom": "1247",
            "left": "1417",
            "right": "1134",
            "header": "709",
            "footer": "624",
        }


def test_the_parts_of_a_section_stand_in_the_order_of_the_schema(dokumen: Any) -> None:
    names = [[etree.QName(part).localname for part in section] for section in find(dokumen, "//w:sectPr")]
    common = ["headerReference", "footerReference", "pgSz", "pgMar"]
    assert names == [[*common, "titlePg"], *[[*common, "pgNumType"]] * 6]


def test_no_section_is_empty_and_the_last_one_ends_the_document(dokumen: Any) -> None:
    blocks = find(dokumen, "/w:document/w:body/*[not(self::w:bookmarkStart or self::w:bookmarkEnd)]")
    ends = [bool(find(block, "descendant-or-self::w:sectPr")) for block in blocks]
    assert ends[-1]
    assert not any(before and after for before, after in pairwise(ends))


def test_page_breaks_stand_only_where_no_heading_or_section_starts_a_page(dokumen: Any) -> None:
    breaks = find(dokumen, "//w:p[w:pPr/w:pageBreakBefore]")
    assert [text(find(paragraph, "following-sibling::w:p[1]")[0]) for paragraph in breaks] == [
        "Setelah halaman baru; lihat kembali Tabel I.2.",
        "Masih lanskap.",
    ]


def test_the_header_shows_the_title_escaped(bahan: Buat, tmp_path: Path) -> None:
    convert(bahan('---\ntitle: "Usaha Kecil & Menengah"\n---\n\nIsi.\n'), tmp_path / "x.docx")
    assert text(read_part(tmp_path / "x.docx", "word/header1.xml")) == "Usaha Kecil & Menengah"


def test_head_rows_repeat_and_cells_span(dokumen: Any) -> None:
    table = table_after(dokumen, "Tabel I.2 Target dan Realisasi per Triwulan")
    rows = find(table, "w:tr")
    assert len(rows) == 48
    assert [index for index, row in enumerate(rows) if find(row, "w:trPr/w:tblHeader")] == [0, 1, 2]
    spans = [
        [
            (text(cell), *find(cell, "w:tcPr/w:gridSpan/@w:val"), *find(cell, "w:tcPr/w:vMerge/@w:val"))
            for cell in find(row, "w:tc")
        ]
        for row in rows[:4]
    ]
    assert spans == [
        [("No", "restart"), ("Sasaran Strategis", "restart"), ("Tahun 2025", "4"), ("Keterangan", "restart")],
        [("", "1", "continue")] * 2 + [("Triwulan I", "2"), ("Triwulan II", "2"), ("", "1", "continue")],
        [("", "1", "continue")] * 2 + [("Target",), ("Realisasi",), ("Target",), ("Realisasi",), ("", "1", "continue")],
        [
            ("1",),
            ("Meningkatnya kualitas kelembagaan koperasi dan usaha kecil",),
            ("1,00",),
            ("1,10",),
            ("1,50",),
            ("1,75",),
            ("Tercapai",),
        ],
    ]


def test_head_cells_are_grey_bold_and_centred_in_every_head_row(berkas: Path, dokumen: Any) -> None:
    table = table_after(dokumen, "Tabel I.2 Target dan Realisasi per Triwulan")
    cells = find(table, "w:tr[w:trPr/w:tblHeader]/w:tc")
    assert {tuple(find(cell, "w:tcPr/w:shd/@w:fill")) for cell in cells} == {(tata_letak()["warna"]["kepala_tabel"],)}
    assert {tuple(find(cell, "w:p/w:pPr/w:pStyle/@w:val")) for cell in cells} == {("KepalaTabel",)}
    assert find(table, "w:tr[w:trPr/w:tblHeader]/w:tc/w:p[w:r]/w:pPr/w:jc[@w:val!='center']") == []
    styles = read_part(berkas, "word/styles.xml")
    assert find(styles, "//w:style[@w:styleId='KepalaTabel']/w:rPr/w:b")


def test_body_cells_are_small_and_numbers_stand_right(berkas: Path, dokumen: Any) -> None:
    row = find(table_after(dokumen, "Tabel I.2 Target dan Realisasi per Triwulan"), "w:tr")[3]
    assert find(row, "w:tc/w:p/w:pPr/w:pStyle/@w:val") == ["IsiTabel"] * 7
    assert find(row, "w:tc/w:p/w:pPr/w:jc/@w:val") == ["center", "left", *["right"] * 4, "left"]
    styles = read_part(berkas, "word/styles.xml")
    assert find(styles, "//w:style[@w:styleId='IsiTabel']/w:rPr/w:sz/@w:val") == ["17"]


def test_tables_fill_the_text_width_of_their_section(dokumen: Any) -> None:
    portrait, landscape = 9355, 14287
    widths = []
    for table in find(dokumen, "//w:tbl"):
        (width,) = find(table, "w:tblPr/w:tblW[@w:type='dxa']/@w:w")
        widths.append(int(width))
        assert sum(map(int, find(table, "w:tblGrid/w:gridCol/@w:w"))) == int(width)
        for row in find(table, "w:tr"):
            assert sum(map(int, find(row, "w:tc/w:tcPr/w:tcW/@w:w"))) == int(width)
    assert widths == [portrait] * 6 + [landscape, portrait, landscape]


def test_only_rows_that_fit_a_page_are_kept_on_one(bahan: Buat, tmp_path: Path) -> None:
    markdown = f"| Judul |\n|:------|\n| {'kata ' * 1200}|\n| {'kata ' * 600}|\n"
    dokumen = convert(bahan(markdown), tmp_path / "x.docx")
    assert [len(find(row, "w:trPr/w:cantSplit")) for row in find(dokumen, "//w:tr")] == [1, 0, 1]


def test_lists_in_cells_are_indented_as_their_style_says(dokumen: Any) -> None:
    table = table_after(dokumen, "Tabel I.1 Jumlah Pegawai menurut Golongan")
    items = find(table, ".//w:p[w:pPr/w:numPr]")
    assert [text(item) for item in items] == ["pegawai negeri", "pegawai dengan perjanjian"]
    for item in items:
        assert find(item, "w:pPr/w:pStyle/@w:val") == ["IsiTabel"]
        assert find(item, "w:pPr/w:ind/@w:left") + find(item, "w:pPr/w:ind/@w:hanging") == ["200", "200"]


def test_formulas_are_word_formulas_and_large_where_they_fill_a_cell(dokumen: Any) -> None:
    assert len(find(dokumen, "//m:oMath")) == 5
    table = table_after(dokumen, "Tabel I.3 Rumus Indikator")
    assert [text(formula) for formula in find(table, ".//m:oMathPara")] == ["tahun initahun lalu×100"]
    assert len(find(table, ".//m:oMath[not(parent::m:oMathPara)]//m:f")) == 1


def test_every_link_has_its_bookmark(dokumen: Any) -> None:
    anchors = Counter(find(dokumen, "//w:hyperlink/@w:anchor"))
    assert anchors["tabel-pegawai"] == anchors["tabel-triwulan"] == anchors["gambar-pohon"] == 2
    assert set(anchors) <= set(find(dokumen, "//w:bookmarkStart/@w:name"))


def instructions(dokumen: Any) -> list[str]:
    return [str(found).strip() for found in find(dokumen, "//w:instrText/text()")]


def test_the_lists_are_fields_of_word(dokumen: Any) -> None:
    assert [found for found in instructions(dokumen) if not found.startswith("PAGEREF")] == [
        r'TOC \o "1-3" \h \z \u',
        r'TOC \h \z \c "Tabel"',
        r'TOC \h \z \c "Gambar"',
    ]
    assert len(find(dokumen, "//w:fldChar[@w:dirty='true']")) == 3


def test_every_field_begins_separates_and_ends(dokumen: Any) -> None:
    depth, states = 0, []
    for kind in find(dokumen, "//w:fldChar/@w:fldCharType"):
        depth += {"begin": 1, "separate": 0, "end": -1}[kind]
        states.append(depth)
    assert min(states) == 0
    assert max(states) == 2
    assert states[-1] == 0


def test_the_lists_hold_all_entries_with_the_pages_of_the_pdf(
    dokumen: Any, sampel_pdf: tuple[Path, dict[str, str]]
) -> None:
    entries = []
    for paragraph in find(dokumen, "//w:p[w:hyperlink//w:instrText]"):
        (anchor,) = find(paragraph, "w:hyperlink/@w:anchor")
        (before, number) = text_around_tab(paragraph)
        assert f"PAGEREF {anchor} \\h" in instructions(paragraph)
        assert number == sampel_pdf[1][anchor]
        entries.append((*find(paragraph, "w:pPr/w:pStyle/@w:val"), before))
    assert entries == [
        ("Toc1", "Kata Pengantar"),
        ("Toc1", "Daftar Isi"),
        ("Toc1", "Daftar Tabel"),
        ("Toc1", "Daftar Gambar"),
        ("Toc1", "BAB I Pendahuluan"),
        ("Toc2", "1.1 Pohon Kinerja"),
        ("Toc3", "1.1.1 Sasaran"),
        ("Toc1", "BAB II Akuntabilitas Kinerja"),
        ("Toc2", "2.1 Capaian"),
        ("Toc2", "2.2 Anggaran per Bulan"),
        ("Toc2", "2.3 Anggaran Kedua"),
        ("Toc2", "2.4 Tegak Kembali"),
        ("Toc1", "Lampiran 1 Perjanjian Kinerja"),
        ("Toc1", "Lampiran 2 Rencana Aksi"),
        *(("TableOfFigures", caption) for caption in (*TABLES, *FIGURES)),
    ]


def text_around_tab(paragraph: Any) -> tuple[str, str]:
    before, after = (
        "".join(find(paragraph, f"w:hyperlink/w:r[{axis}::w:r/w:tab]/w:t/text()"))
        for axis in ("following-sibling", "preceding-sibling")
    )
    return before, after


def test_a_bookmark_too_long_for_word_has_the_name_pandoc_gives_it(bahan: Buat, tmp_path: Path) -> None:
    long = "judul-yang-panjang-sekali-sehingga-word-tidak-menerimanya"
    write_docx(bahan(f"# Judul {{#{long}}}\n\n::: daftar-isi\nx\n:::\n"), tmp_path / "x.docx", lambda: {long: "7"})
    dokumen = read_part(tmp_path / "x.docx", "word/document.xml")
    (anchor,) = find(dokumen, "//w:hyperlink/@w:anchor")
    assert anchor == "X" + hashlib.sha1(long.encode(), usedforsecurity=False).hexdigest()[1:]
    assert anchor in find(dokumen, "//w:bookmarkStart/@w:name")


def test_an_entry_without_a_page_number_is_an_error(bahan: Buat, tmp_path: Path) -> None:
    with pytest.raises(ConvertError) as caught:
        write_docx(bahan("# Judul {#judul}\n\n::: daftar-isi\nx\n:::\n"), tmp_path / "x.docx", lambda: {"lain": "7"})
    assert str(caught.value) == "Halaman “#judul” tidak diketahui."


def test_a_list_of_nothing_is_empty(bahan: Buat, tmp_path: Path) -> None:
    dokumen = convert(bahan("::: daftar-gambar\n:::\n\nIsi."), tmp_path / "x.docx")
    assert (instructions(dokumen), text(dokumen)) == ([], "Isi.")


CHARTS = """\
::: daftar-gambar
:::

::: {.gambar #g1}
x

::: judul
Gambar I.1 Satu
:::
:::

::: {.gambar #g2}
x

::: judul
Grafik I.1 Dua
:::
:::

::: {.gambar #g3}
x

::: judul
Gambar I.2 Tiga
:::
:::
"""


def test_charts_are_counted_and_listed_by_themselves(bahan: Buat, tmp_path: Path) -> None:
    write_docx(bahan(CHARTS), tmp_path / "x.docx", lambda: {"g1": "1", "g2": "2", "g3": "3"})
    dokumen = read_part(tmp_path / "x.docx", "word/document.xml")
    assert [found for found in instructions(dokumen) if not found.startswith("PAGEREF")] == [
        r'TOC \h \z \c "Gambar"',
        r'TOC \h \z \c "Grafik"',
    ]
    entries = find(dokumen, "//w:p[w:pPr/w:pStyle/@w:val='TableOfFigures']")
    assert [text_around_tab(entry) for entry in entries] == [
        ("Gambar I.1 Satu", "1"),
        ("Gambar I.2 Tiga", "3"),
        ("Grafik I.1 Dua", "2"),
    ]
    assert [str(field).strip() for field in find(dokumen, "//w:fldSimple/@w:instr")] == [
        r"SEQ Gambar \* ARABIC \r 1",
        r"SEQ Grafik \* ARABIC \r 1",
        r"SEQ Gambar \* ARABIC",
    ]


def test_captions_are_numbered_by_word(dokumen: Any) -> None:
    fields = [(text(field), str(find(field, "@w:instr")[0]).strip()) for field in find(dokumen, "//w:fldSimple")]
    assert fields == [
        ("1", r"SEQ Gambar \* ARABIC \r 1"),
        ("1", r"SEQ Tabel \* ARABIC \r 1"),
        ("2", r"SEQ Gambar \* ARABIC"),
        ("3", r"SEQ Gambar \* ARABIC"),
        ("2", r"SEQ Tabel \* ARABIC"),
        ("3", r"SEQ Tabel \* ARABIC"),
        ("4", r"SEQ Tabel \* ARABIC"),
        ("1", r"SEQ Tabel \* ARABIC \r 1"),
        ("2", r"SEQ Tabel \* ARABIC"),
        ("1", r"SEQ Tabel \* ARABIC \r 1"),
    ]


def test_a_caption_without_a_number_stays_as_it_is(bahan: Buat, tmp_path: Path) -> None:
    markdown = ": Tabel Ringkas\n\n+---+\n| a |\n+===+\n| b |\n+---+\n\n: 1\n\n+---+\n| a |\n+===+\n| b |\n+---+\n"
    dokumen = convert(bahan(markdown), tmp_path / "x.docx")
    assert find(dokumen, "//w:fldSimple") == []
    assert [text(found) for found in find(dokumen, "//w:p[w:pPr/w:pStyle/@w:val='TableCaption']")] == [
        "Tabel Ringkas",
        "1",
    ]


def test_captions_belong_to_the_style_of_captions(berkas: Path) -> None:
    styles = read_part(berkas, "word/styles.xml")
    for style in ("TableCaption", "ImageCaption"):
        assert find(styles, f"//w:style[@w:styleId='{style}']/w:basedOn/@w:val") == ["Caption"]


def test_tables_say_what_they_are(dokumen: Any) -> None:
    for caption in TABLES:
        table = table_after(dokumen, caption)
        assert find(table, "w:tblPr/w:tblCaption/@w:val") == [caption]
        assert find(table, "w:tblPr/w:tblDescription/@w:val") == [caption]


def test_a_table_that_is_a_figure_is_named_after_it_and_kept_with_its_caption(bahan: Buat, tmp_path: Path) -> None:
    table = "+---+\n| a |\n+===+\n| b |\n+---+\n| c |\n+---+\n"
    dokumen = convert(bahan(f"::: gambar\n{table}\n::: judul\nGambar I.1 Foto\n:::\n:::\n"), tmp_path / "x.docx")
    assert find(dokumen, "//w:tbl/w:tblPr/w:tblDescription/@w:val") == ["Gambar I.1 Foto"]
    assert [text(found) for found in find(dokumen, "//w:p[w:pPr/w:keepNext]")] == ["c"]


def test_text_after_a_table_is_set_off_from_it(bahan: Buat, tmp_path: Path) -> None:
    table = "+---+\n| a |\n+===+\n| b |\n+---+\n\n"
    dokumen = convert(bahan(f"{table}Teks.\n\n{table}- Butir\n\n{table}::: sumber\nSumber\n:::\n"), tmp_path / "x.docx")
    after = [find(table, "following-sibling::w:p[1]/w:pPr")[0] for table in find(dokumen, "//w:tbl")]
    assert [find(properties, "w:spacing/@w:before") for properties in after] == [["160"], ["160"], []]
    names = [[etree.QName(part).localname for part in properties] for properties in after]
    assert names == [["pStyle", "spacing"], ["pStyle", "numPr", "spacing"], ["pStyle"]]


def test_what_stands_above_a_figure_caption_stays_with_it(dokumen: Any) -> None:
    kept = "//w:p[w:pPr/w:keepNext]"
    assert [text(found) for found in find(dokumen, kept)] == [
        "Sasaran 2: meningkatnya usaha kecil",
        "",
        "foto belum tersedia",
    ]


def test_a_paragraph_that_leads_to_what_follows_stays_with_it(bahan: Buat, tmp_path: Path) -> None:
    table = "+----+\n| a: |\n+====+\n| b  |\n+----+\n"
    signature = "::: ttd\nKepala Dinas:\n\nNama\n:::\n"
    markdown = f"Sebagai berikut:\n\n- a\n\n**Judul**\n\nIsi.\n\nTabel\n\n{table}\nMengetahui,\n\n{signature}"
    dokumen = convert(bahan(markdown), tmp_path / "x.docx")
    led = find(dokumen, "//w:p[w:pPr/w:pStyle/@w:val='Pengantar']")
    assert [text(found) for found in led] == ["Sebagai berikut:", "Judul", "Tabel", "Mengetahui,"]


def test_formulas_some_programs_would_cut_off_are_written_on_lines(bahan: Buat, tmp_path: Path) -> None:
    long = r"\text{jumlah koperasi yang aktif tahun ini}"
    formulas = (
        rf"\frac{{{long} - {long}}}{{{long}}} \times 100\%",
        rf"\frac{{{long} \times \left({long} + 1\right)}}{{\frac{{{long}}}{{2}}}} = {long}",
        r"\frac{1}{2} \times 100",
        rf"\sqrt{{{long} + {long} + {long} + {long}}}",
    )
    rows = "".join(f"| ${formula}$ | x |\n" for formula in formulas)
    dokumen = convert(bahan(f"| Rumus | Nilai {'panjang ' * 20}|\n|:------|:-----|\n{rows}"), tmp_path / "x.docx")
    cells = find(dokumen, "//w:tr[position() > 1]/w:tc[1]")
    label = "jumlah koperasi yang aktif tahun ini"
    assert [text(cell) for cell in cells[:2]] == [
        f"({label} − {label}) ÷ {label} × 100%",
        f"({label} × ({label} + 1)) ÷ ({label} ÷ 2) = {label}",
    ]
    assert [len(find(cell, ".//m:oMath")) for cell in cells] == [0, 0, 1, 1]


def test_chapter_labels_stand_on_a_line_of_their_own(dokumen: Any) -> None:
    headings = find(dokumen, "//w:p[w:pPr/w:pStyle/@w:val='Heading1'][w:r/w:br]")
    assert ["|".join(find(heading, "w:r/w:t/text() | w:r/w:br/@w:x")) for heading in headings] == [
        "BAB I|Pendahuluan",
        "BAB II|Akuntabilitas Kinerja",
        "Lampiran 1|Perjanjian Kinerja",
        "Lampiran 2|Rencana Aksi",
    ]


@pytest.mark.parametrize(
    ("style", "texts"),
    [
        ("SampulAwal", ["LAPORAN KINERJA TAHUN 2025"]),
        ("Sampul", ["Dinas ContohProvinsi Percontohan", "2026"]),
        (
            "Sumber",
            [
                "Sumber: Subbagian Umum, 2025",
                "Catatan: termasuk pegawai yang pensiun dalam tahun berjalan.",
                "Sumber: aplikasi keuangan daerah",
            ],
        ),
        (
            "Kop",
            [
                "PEMERINTAH PROVINSI PERCONTOHAN",
                "DINAS CONTOH",
                "Jalan Contoh Nomor 1, Telepon (0717) 000000",
            ],
        ),
        ("Tengah", ["PERJANJIAN KINERJA TAHUN 2025"]),
        (
            "TandaTangan",
            [
                "Pangkalpinang, 31 Januari 2026Kepala Dinas,",
                "NAMA KEPALA DINASPembina Utama MudaNIP 19700101 199003 1 001",
            ],
        ),
        ("RuangTandaTangan", ["", "", ""]),
        ("FotoKosong", ["foto belum tersedia"]),
        ("ImageCaption", FIGURES),
        ("TableCaption", TABLES),
        (
            "IsiTabelPolos",
            [
                "Pihak Kedua,Gubernur",
                "NAMA GUBERNUR",
                "Pihak Pertama,Kepala Dinas",
                "NAMA KEPALA DINASNIP 19700101 199003 1 001",
            ],
        ),
    ],
)
def test_blocks_have_their_styles(dokumen: Any, style: str, texts: list[str]) -> None:
    assert [text(found) for found in find(dokumen, f"//w:p[w:pPr/w:pStyle/@w:val='{style}']")] == texts


def test_every_style_used_is_defined(berkas: Path, dokumen: Any) -> None:
    used = set(find(dokumen, "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))
    assert {"Table", "TabelPolos", "Kotak", "Hyperlink", "IsiTabel"} <= used
    assert used <= set(find(read_part(berkas, "word/styles.xml"), "//w:style/@w:styleId"))


def tata_letak() -> dict[str, Any]:
    text = (ROOT / "templates" / "pandoc" / "tata_letak.yaml").read_text(encoding="utf-8")
    tata = yaml.safe_load(text)["tata_letak"]
    assert isinstance(tata, dict)
    return tata


@pytest.mark.parametrize("kode", ["hijau_tua", "hijau_muda", "kuning_tua", "kuning_muda", "merah"])
def test_ratings_have_their_colour(berkas: Path, dokumen: Any, kode: str) -> None:
    style = f"Kode{kode[0].upper()}{kode[1:]}"
    assert len(find(dokumen, f"//w:r[w:rPr/w:rStyle/@w:val='{style}']")) >= 12
    fill = find(read_part(berkas, "word/styles.xml"), f"//w:style[@w:styleId='{style}']/w:rPr/w:shd/@w:fill")
    assert fill == [tata_letak()["kode"][kode]["latar"]]


def test_the_language_is_indonesian(berkas: Path) -> None:
    styles = read_part(berkas, "word/styles.xml")
    assert find(styles, "/w:styles/w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val") == ["id-ID"]
    assert find(read_part(berkas, "word/settings.xml"), "/w:settings/w:themeFontLang/@w:val") == ["id-ID"]


def test_an_image_is_embedded(berkas: Path) -> None:
    with zipfile.ZipFile(berkas) as archive:
        (image,) = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert archive.read(image) == (Path(__file__).parent / "bukti" / "a.png").read_bytes()


def test_the_same_input_gives_the_same_bytes(
    berkas: Path, bahan: Buat, sampel: str, sampel_pdf: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    write_docx(bahan(sampel), tmp_path / "lagi.docx", lambda: sampel_pdf[1])
    assert (tmp_path / "lagi.docx").read_bytes() == berkas.read_bytes()


def test_a_text_without_anything_is_still_a_document(bahan: Buat, tmp_path: Path) -> None:
    dokumen = convert(bahan(""), tmp_path / "x.docx")
    assert [describe(section) for section in find(dokumen, "//w:sectPr")] == [("11906×16838", "", "")]


def test_an_error_writes_nothing(bahan: Buat, tmp_path: Path) -> None:
    with pytest.raises(ConvertError) as caught:
        write_docx(bahan("![x](hilang.png)"), tmp_path / "x.docx")
    assert str(caught.value) == (
        "Pandoc tidak dapat mengubah naskah:\nCould not fetch resource hilang.png: replacing image with description"
    )
    assert list(tmp_path.iterdir()) == []


def test_reference_docx_is_what_its_tool_writes(tmp_path: Path) -> None:
    folder = ROOT / "templates" / "pandoc"
    shutil.copy(folder / "tata_letak.yaml", tmp_path)
    subprocess.run([sys.executable, ROOT / "tools" / "make_reference_docx.py", tmp_path], check=True)
    assert (tmp_path / "reference.docx").read_bytes() == (folder / "reference.docx").read_bytes()


def test_pictures_are_not_compressed_twice(berkas: Path) -> None:
    with zipfile.ZipFile(berkas) as archive:
        ways = {(part.filename.startswith("word/media/"), part.compress_type) for part in archive.infolist()}
    assert ways == {(True, zipfile.ZIP_STORED), (False, zipfile.ZIP_DEFLATED)}
