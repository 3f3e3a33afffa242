from __future__ import annotations

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


def read_part(berkas: Path, name: str) -> Any:
    with zipfile.ZipFile(berkas) as archive:
        return etree.fromstring(archive.read(name))


def find(node: Any, path: str) -> list[Any]:
    found = node.xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    return found


def convert(bahan: Bahan, target: Path) -> Any:
    write_docx(bahan, target, {})
    return read_part(target, "word/document.xml")


def text(node: Any) -> str:
    return "".join(find(node, ".//w:t/text() | .//m:t/text()"))


@pytest.fixture(scope="module")
def berkas(
    bahan: Buat, sampel: str, sampel_pdf: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    target = tmp_path_factory.mktemp("docx") / "sampel.docx"
    write_docx(bahan(sampel), target, sampel_pdf[1])
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
    assert {tuple(find(cell, "w:tcPr/w:shd/@w:fill")) for cell in cells} == {(colors()["kepala_tabel"],)}
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
    assert widths == [portrait] * 7 + [landscape, portrait, landscape]


def test_only_rows_that_are_short_are_kept_on_one_page(bahan: Buat, tmp_path: Path) -> None:
    long = "kata " * 100
    markdown = f"+-------+\n| Judul |\n+=======+\n| {long}|\n+-------+\n"
    markdown = "\n".join(
        line[:-1].ljust(600, line[1]) + line[-1] if line[0] == "+" else line[:-1].ljust(600) + line[-1]
        for line in markdown.splitlines()
    )
    dokumen = convert(bahan(markdown), tmp_path / "x.docx")
    assert [len(find(row, "w:trPr/w:cantSplit")) for row in find(dokumen, "//w:tr")] == [1, 0]


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
    assert anchors == {
        "tabel-pegawai": 2,
        "tabel-triwulan": 2,
        "gambar-pohon": 2,
        "kata-pengantar": 1,
        "bab-pendahuluan": 1,
        "pohon-kinerja": 1,
        "sasaran": 1,
        "bab-akuntabilitas": 1,
    }
    assert set(anchors) <= set(find(dokumen, "//w:bookmarkStart/@w:name"))


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
        ("ImageCaption", ["Gambar I.1 Pohon Kinerja", "Gambar I.2 Rapat Anggota", "Gambar I.3 Pelatihan"]),
        (
            "TableCaption",
            [
                "Tabel I.1 Jumlah Pegawai menurut Golongan",
                "Tabel I.2 Target dan Realisasi per Triwulan",
                "Tabel I.3 Rumus Indikator",
                "Tabel I.4 Kata Panjang pada Kolom Sempit",
                "Tabel II.1 Capaian Indikator",
                "Tabel II.2 Realisasi Anggaran per Bulan",
                "Tabel L.1 Rencana Aksi",
            ],
        ),
        ("Toc1", ["Kata Pengantar", "BAB I Pendahuluan", "BAB II Akuntabilitas Kinerja"]),
        ("Toc2", ["1.1 Pohon Kinerja"]),
        ("Toc3", ["1.1.1 Sasaran"]),
        (
            "TableOfFigures",
            [
                "Tabel I.1 Jumlah Pegawai menurut Golongan",
                "Tabel I.2 Target dan Realisasi per Triwulan",
                "Gambar I.1 Pohon Kinerja",
            ],
        ),
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


def colors() -> dict[str, Any]:
    text = (ROOT / "templates" / "pandoc" / "warna.yaml").read_text(encoding="utf-8")
    warna = yaml.safe_load(text)["warna"]
    assert isinstance(warna, dict)
    return warna


@pytest.mark.parametrize("kode", ["hijau_tua", "hijau_muda", "kuning_tua", "kuning_muda", "merah"])
def test_ratings_have_their_colour(berkas: Path, dokumen: Any, kode: str) -> None:
    style = f"Kode{kode[0].upper()}{kode[1:]}"
    assert len(find(dokumen, f"//w:r[w:rPr/w:rStyle/@w:val='{style}']")) >= 12
    fill = find(read_part(berkas, "word/styles.xml"), f"//w:style[@w:styleId='{style}']/w:rPr/w:shd/@w:fill")
    assert fill == [colors()["kode"][kode]["latar"]]


def test_the_language_is_indonesian(berkas: Path) -> None:
    styles = read_part(berkas, "word/styles.xml")
    assert find(styles, "/w:styles/w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val") == ["id-ID"]
    assert find(read_part(berkas, "word/settings.xml"), "/w:settings/w:themeFontLang/@w:val") == ["id-ID"]


def test_an_image_is_embedded(berkas: Path) -> None:
    with zipfile.ZipFile(berkas) as archive:
        (image,) = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert archive.read(image) == (Path(__file__).parent / "bukti" / "a.png").read_bytes()


def test_the_same_input_gives_the_same_bytes(berkas: Path, bahan: Buat, sampel: str, tmp_path: Path) -> None:
    write_docx(bahan(sampel), tmp_path / "lagi.docx")
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
    target = tmp_path / "reference.docx"
    subprocess.run([sys.executable, ROOT / "tools" / "make_reference_docx.py", target], check=True)
    assert target.read_bytes() == (ROOT / "templates" / "pandoc" / "reference.docx").read_bytes()
