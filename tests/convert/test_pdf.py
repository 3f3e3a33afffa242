from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw
import pytest

from lkj.convert.pandoc import Bahan, ConvertError
from lkj.convert.pdf import write_pdf, write_typst

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Buat = Callable[[str], Bahan]

TEGAK, LANSKAP = (595, 842), (842, 595)


@pytest.fixture(scope="module")
def berkas(sampel_pdf: tuple[Path, dict[str, str]]) -> Path:
    return sampel_pdf[0]


@pytest.fixture(scope="module")
def dokumen(berkas: Path) -> Iterator[pypdfium2.PdfDocument]:
    with pypdfium2.PdfDocument(berkas) as dokumen:
        yield dokumen


@pytest.fixture(scope="module")
def halaman(dokumen: pypdfium2.PdfDocument) -> list[list[str]]:
    return [page.get_textpage().get_text_range().split("\r\n") for page in dokumen]


def test_paper_is_a4_and_turned_for_landscape_parts_only(dokumen: pypdfium2.PdfDocument) -> None:
    sizes = [tuple(round(side) for side in page.get_size()) for page in dokumen]
    assert sizes == [TEGAK] * 13 + [LANSKAP] * 4 + [TEGAK] * 3 + [LANSKAP]


def test_every_page_but_the_cover_has_the_title_above_and_its_number_below(halaman: list[list[str]]) -> None:
    assert halaman[0] == ["LAPORAN KINERJA TAHUN 2025", "Dinas Contoh", "Provinsi Percontohan", "2026"]
    assert {lines[0] for lines in halaman[1:]} == {"Laporan Kinerja Tahun 2025"}
    assert [lines[-1] for lines in halaman[1:]] == ["i", "ii", "iii", "iv", *map(str, range(1, 17))]


def test_bookmarks_are_the_headings(dokumen: pypdfium2.PdfDocument) -> None:
    bookmarks = [(mark.get_title(), mark.level, mark.get_dest().get_index()) for mark in dokumen.get_toc()]
    assert bookmarks == [
        ("Kata Pengantar", 0, 1),
        ("Daftar Isi", 0, 2),
        ("Daftar Tabel", 0, 3),
        ("Daftar Gambar", 0, 4),
        ("BAB I Pendahuluan", 0, 5),
        ("1.1 Pohon Kinerja", 1, 5),
        ("1.1.1 Sasaran", 2, 5),
        ("1.1.1.1 Rincian", 3, 5),
        ("BAB II Akuntabilitas Kinerja", 0, 9),
        ("2.1 Capaian", 1, 9),
        ("2.2 Anggaran per Bulan", 1, 13),
        ("2.3 Anggaran Kedua", 1, 15),
        ("2.4 Tegak Kembali", 1, 17),
        ("Lampiran 1 Perjanjian Kinerja", 0, 18),
        ("Lampiran 2 Rencana Aksi", 0, 19),
    ]


def test_the_page_numbers_of_headings_tables_and_figures_are_known(sampel_pdf: tuple[Path, dict[str, str]]) -> None:
    assert sampel_pdf[1] == {
        "kata-pengantar": "i",
        "daftar-isi": "ii",
        "daftar-tabel": "iii",
        "daftar-gambar": "iv",
        "bab-pendahuluan": "1",
        "pohon-kinerja": "1",
        "sasaran": "1",
        "rincian": "1",
        "gambar-pohon": "1",
        "tabel-pegawai": "1",
        "gambar-foto": "1",
        "gambar-foto-kosong": "2",
        "tabel-triwulan": "2",
        "tabel-rumus": "4",
        "tabel-sempit": "4",
        "bab-akuntabilitas": "5",
        "capaian": "5",
        "tabel-capaian": "5",
        "anggaran-bulan": "9",
        "tabel-bulan": "9",
        "anggaran-kedua": "11",
        "tegak": "13",
        "lampiran-perjanjian": "14",
        "lampiran-rencana": "15",
        "tabel-rencana": "16",
    }


def without_leaders(lines: list[str]) -> list[str]:
    return [re.sub(r" [. ]*\. ", " … ", line) for line in lines]


def test_lists_of_contents_tables_and_figures_carry_page_numbers(halaman: list[list[str]]) -> None:
    assert without_leaders(halaman[2])[2:-1] == [
        "Kata Pengantar … i",
        "Daftar Isi … ii",
        "Daftar Tabel … iii",
        "Daftar Gambar … iv",
        "BAB I Pendahuluan … 1",
        "1.1 Pohon Kinerja … 1",
        "1.1.1 Sasaran … 1",
        "BAB II Akuntabilitas Kinerja … 5",
        "2.1 Capaian … 5",
        "2.2 Anggaran per Bulan … 9",
        "2.3 Anggaran Kedua … 11",
        "2.4 Tegak Kembali … 13",
        "Lampiran 1 Perjanjian Kinerja … 14",
        "Lampiran 2 Rencana Aksi … 15",
    ]
    assert without_leaders(halaman[3])[2:-1] == [
        "Tabel I.1 Jumlah Pegawai menurut Golongan … 1",
        "Tabel I.2 Target dan Realisasi per Triwulan … 2",
        "Tabel I.3 Rumus Indikator … 4",
        "Tabel I.4 Kata Panjang pada Kolom Sempit … 4",
        "Tabel II.1 Capaian Indikator … 5",
        "Tabel II.2 Realisasi Anggaran per Bulan … 9",
        "Tabel L.1 Rencana Aksi … 16",
    ]
    assert without_leaders(halaman[4])[2:-1] == [
        "Gambar I.1 Pohon Kinerja … 1",
        "Gambar I.2 Rapat Anggota … 1",
        "Gambar I.3 Pelatihan … 2",
    ]


def test_charts_are_listed_after_figures(bahan: Buat, tmp_path: Path) -> None:
    captions = ("Gambar I.1 Satu", "Grafik I.1 Dua", "Gambar I.2 Tiga")
    divs = (f"::: {{.gambar #g{n}}}\nx\n\n::: judul\n{caption}\n:::\n:::\n" for n, caption in enumerate(captions))
    markdown = "---\ntitle: X\n---\n\n::: daftar-gambar\n:::\n\n" + "\n".join(divs)
    assert write_pdf(bahan(markdown), tmp_path / "x.pdf") == {"g0": "i", "g1": "i", "g2": "i"}
    with pypdfium2.PdfDocument(tmp_path / "x.pdf") as pdf:
        lines = pdf[0].get_textpage().get_text_range().split("\r\n")
    assert without_leaders(lines)[1:4] == ["Gambar I.1 Satu … i", "Gambar I.2 Tiga … i", "Grafik I.1 Dua … i"]


def test_typst_numbers_no_caption_itself(halaman: list[list[str]]) -> None:
    lines = [line for lines in halaman for line in lines]
    assert lines.count("Tabel I.3 Rumus Indikator") == 1
    assert not [line for line in lines if re.match(r"(Table|Tabel|Figure|Gambar)\s?\d", line)]


def test_the_three_head_rows_repeat_on_each_page_of_a_table(halaman: list[list[str]]) -> None:
    head = ["Tahun 2025", "No Sasaran Strategis Triwulan I Triwulan II Keterangan"]
    head.append("Target Realisasi Target Realisasi")
    pages = [lines for lines in halaman if head[1] in lines]
    assert len(pages) == 3
    for lines in pages:
        start = lines.index(head[0])
        assert lines[start : start + 3] == head


NARROW = """\
+----+-------------------+-----------------------------------------------------------------------------------+
| No | Pertanggungjawaban                                                                                    |
|    +-------------------+-----------------------------------------------------------------------------------+
|    | Pertanggungjawaban| Pertanggungjawaban                                                                |
+:===+:==================+:==================================================================================+
| 1  | Pertanggungjawaban infrastrukturnya                                                                   |
+----+-------------------+-----------------------------------------------------------------------------------+
| 2  | pertanggungjawaban| pertanggungjawaban                                                                |
|    | 1.06.03.2.01.00051|                                                                                   |
|    | penyelenggaraannya|                                                                                   |
|    | akuntabilitasnya  |                                                                                   |
|    | menyanyikan bunga |                                                                                   |
|    | INFRASTRUKTURNYA  |                                                                                   |
+----+-------------------+-----------------------------------------------------------------------------------+
| penyelenggaraannyalah  | kelembagaan                                                                       |
+----+-------------------+-----------------------------------------------------------------------------------+
"""


def test_only_words_too_long_for_their_cell_are_divided(bahan: Buat) -> None:
    source = write_typst(bahan(NARROW)).decode()
    marked = source.replace("\u00ad", "|").replace("\u200b", "¦")
    words = re.findall(r"[\w|¦.]*[|¦][\w|¦.]*", marked[marked.rindex("#figure") :])
    assert words == [
        "Per|tang|gung|ja|wa|ban",
        "per|tang|gung|ja|wa|ban",
        "1.¦06.¦03.¦2.¦01.¦00051",
        "pe|nye|leng|ga|raan|nya",
        "IN|FRAS|TRUK|TUR|NYA",
    ]


def table(*rows: str, widths: tuple[int, ...] = (10, 90)) -> str:
    """Write a table whose rows are `|`-separated cells; a leading `^` joins a cell with the one above it."""
    line = "+" + "+".join("-" * width for width in widths) + "+"
    head = line.replace("-", "=")
    written = [line, "|" + "|".join(" a".ljust(width) for width in widths) + "|", head]
    for row in rows:
        cells = row.split("|")
        if cells[0] == "^":
            written[-1] = "|" + " " * widths[0] + line[widths[0] + 1 :]
        lines = [textwrap.wrap(cell.strip("^"), width - 2) or [""] for cell, width in zip(cells, widths, strict=True)]
        written += (
            "|" + "|".join(f" {part}".ljust(width) for part, width in zip(parts, widths, strict=True)) + "|"
            for parts in zip_longest(*lines, fillvalue="")
        )
        written.append(line)
    return "\n".join(written) + "\n"


def bound_rows(bahan: Bahan) -> list[str]:
    """Give the beginning of each cell that keeps its rows on one page."""
    source = write_typst(bahan).decode()
    calls = re.findall(r"table\.cell\(([^)]*)\)\[(\w*)", source[source.rindex("#figure") :])
    return [text for options, text in calls if "breakable: false" in options]


def test_rows_that_surely_fit_a_page_are_kept_on_one(bahan: Buat) -> None:
    rows = ("pendek|isi", "panjang|" + "kata " * 1500, "sedang|" + "kata " * 700)
    assert bound_rows(bahan(table(*rows))) == ["pendek", "isi", "sedang", "kata"]


def test_joined_rows_are_kept_together_if_they_are_few(bahan: Buat) -> None:
    few = ("sedikit|satu", "^|dua")
    many = ("banyak|" + "kata " * 400, "^|" + "kita " * 400)
    assert bound_rows(bahan(table(*few, *many))) == ["sedikit", "satu", "dua", "kata", "kita"]


def test_a_landscape_page_has_room_for_longer_lines_but_fewer(bahan: Buat) -> None:
    rows = ("panjang|" + "kata " * 1000, "sedang|" + "kita " * 800)
    assert bound_rows(bahan(f"::: lanskap\n{table(*rows)}:::\n")) == ["sedang", "kita"]


def test_nothing_of_a_row_longer_than_a_page_is_lost(bahan: Buat, tmp_path: Path) -> None:
    write_pdf(bahan(f"---\ntitle: X\n---\n\n{table('panjang|' + 'kata ' * 2500)}"), tmp_path / "x.pdf")
    with pypdfium2.PdfDocument(tmp_path / "x.pdf") as pdf:
        counts = []
        for page in pdf:
            _, bottom, _, top = page.get_mediabox()
            counts.append(page.get_textpage().get_text_bounded(bottom=bottom, top=top).count("kata"))
    assert sum(counts) == 2500
    assert len(counts) == 2


def test_an_arrangement_without_a_head_is_no_table(bahan: Buat) -> None:
    plain = "+------+------+\n| Nama | Budi |\n+------+------+\n| Umur | 40   |\n+------+------+\n"
    source = write_typst(bahan(plain)).decode()
    body = source[source.index("#susunan((") :]
    assert body[: body.index("// The page")].split() == [
        "#susunan((8.9744%,",
        "91.0256%,),",
        "(start,",
        "start,),",
        *("grid.cell(colspan:", "1,", "rowspan:", "1)[", "Nama", "],"),
        *("grid.cell(colspan:", "1,", "rowspan:", "1)[", "Budi", "],"),
        *("grid.cell(colspan:", "1,", "rowspan:", "1)[", "Umur", "],"),
        *("grid.cell(colspan:", "1,", "rowspan:", "1)[", "40", "],"),
        ")",
    ]


def link_targets(dokumen: pypdfium2.PdfDocument, index: int) -> list[int]:
    """Give the page each link of a page leads to, -1 for one out of the document."""
    raw, page = pypdfium2.raw, dokumen[index]
    annotations = [raw.FPDFPage_GetAnnot(page, number) for number in range(raw.FPDFPage_GetAnnotCount(page))]
    links = [raw.FPDFAnnot_GetLink(annotation) for annotation in annotations]
    return [raw.FPDFDest_GetDestPageIndex(dokumen, raw.FPDFLink_GetDest(dokumen, link)) for link in links]


def test_links_lead_to_the_page_of_their_target(dokumen: pypdfium2.PdfDocument) -> None:
    assert link_targets(dokumen, 1) == [5, 5, -1, -1]
    assert link_targets(dokumen, 4) == [5, 5, 6]
    assert link_targets(dokumen, 12) == [6]


def test_the_properties_come_from_the_metadata(dokumen: pypdfium2.PdfDocument, berkas: Path) -> None:
    properties = dokumen.get_metadata_dict()
    assert (properties["Title"], properties["Author"], properties["Subject"], properties["CreationDate"]) == (
        "Laporan Kinerja Tahun 2025",
        "Dinas Contoh Provinsi Percontohan",
        "Laporan Kinerja Instansi Pemerintah",
        "D:20260101000000Z",
    )
    content = berkas.read_bytes()
    assert b"/Lang(id-ID)" in content
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


def test_the_same_input_gives_the_same_bytes(berkas: Path, bahan: Buat, sampel: str, tmp_path: Path) -> None:
    write_pdf(bahan(sampel), tmp_path / "lagi.pdf")
    assert (tmp_path / "lagi.pdf").read_bytes() == berkas.read_bytes()


def test_an_image_that_is_missing_is_an_error(bahan: Buat, tmp_path: Path) -> None:
    with pytest.raises(ConvertError) as caught:
        write_pdf(bahan("![x](hilang.png)"), tmp_path / "x.pdf")
    report = str(caught.value).splitlines()
    assert report[0] == "Typst tidak dapat menyusun PDF:"
    assert report[1].startswith("error: file not found (searched at ")
    assert list(tmp_path.iterdir()) == []


def test_a_warning_of_typst_is_an_error(bahan: Buat, templates: Path, tmp_path: Path) -> None:
    shutil.copytree(templates / "pandoc", tmp_path / "pandoc")
    tata = tmp_path / "pandoc" / "tata_letak.yaml"
    text = tata.read_text(encoding="utf-8")
    tata.write_text(text.replace("pdf: Libertinus Serif", "pdf: Tidak Ada"), encoding="utf-8")
    with pytest.raises(ConvertError) as caught:
        write_pdf(replace(bahan("---\ntitle: X\n---\n"), templates=tmp_path), tmp_path / "x.pdf")
    assert str(caught.value) == "Typst memberi peringatan:\nunknown font family: tidak ada"


def test_signs_the_font_does_not_have(bahan: Buat, tmp_path: Path) -> None:
    with pytest.raises(ConvertError) as caught:
        write_pdf(bahan("---\ntitle: x\n---\n\nSatu \N{GRINNING FACE} dua \u6f22."), tmp_path / "a.pdf")
    assert str(caught.value) == (
        "Huruf laporan tidak memiliki tanda \N{GRINNING FACE} \u6f22; ganti atau hapus dari data."
    )


LAMA = """
import sys, time
from pathlib import Path
from lkj.convert import pandoc, pdf
from lkj.convert.pandoc import Bahan, ConvertError

pandoc.PATIENCE = 0.05
pdf.write_typst = lambda _: b""
pdf._compile = lambda *_: time.sleep(60)
try:
    pdf.write_pdf(Bahan("x", Path(), Path(sys.argv[1]), 0), Path(sys.argv[1], "x.pdf"))
except ConvertError as error:
    print(error)
"""


def test_typst_has_its_time_and_does_not_keep_the_program_from_ending(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LAMA, tmp_path], capture_output=True, encoding="utf-8", check=True, timeout=30
    )
    assert done.stdout == "Typst tidak selesai dalam 0.05 detik; periksa naskah yang janggal.\n"
    assert list(tmp_path.iterdir()) == []
