"""What the project promises, on the documents of two agencies."""

from __future__ import annotations

import difflib
import json
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pypdfium2
import pytest
import yaml
from lxml import etree

from lkj.build import HasilBuild, build
from lkj.format import format_angka

if TYPE_CHECKING:
    from collections.abc import Callable

    from lkj.finding import Position
    from lkj.render import Hasil

    Cetak = Callable[[Path], Hasil]
    Sunting = Callable[[Path, str, str], None]
    Tempat = Callable[..., Position]

GOLDEN = Path(__file__).parent / "golden"
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
PORTRAIT, LANDSCAPE = ("11906", "16838"), ("16838", "11906")  # A4, in twips


def read_markdown(hasil: HasilBuild) -> str:
    return next(path for path in hasil.berkas if path.suffix == ".md").read_text(encoding="utf-8")


def read_jejak(hasil: HasilBuild) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(hasil.berkas[0].with_name("jejak.json").read_text(encoding="utf-8"))
    return found


@cache
def read_docx(berkas: Path) -> Any:
    with zipfile.ZipFile(berkas) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def find(node: Any, path: str) -> list[Any]:
    found = node.xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    return found


def text_of(node: Any) -> str:
    return drop_breaks("".join(find(node, ".//w:t/text() | .//m:t/text()")))


def drop_breaks(text: str) -> str:
    """Take out where a long number may be broken in a narrow cell."""
    return text.replace("\u200b", "")


def read_docx_text(hasil: HasilBuild) -> str:
    return "\n".join(text_of(p) for p in find(read_docx(hasil.berkas[1]), "//w:p"))


@cache
def read_pdf(berkas: Path) -> str:
    with pypdfium2.PdfDocument(berkas) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    return drop_breaks(" ".join(" ".join(pages).split()))


def read_pdf_text(hasil: HasilBuild) -> str:
    return read_pdf(hasil.berkas[3])


# The whole text, as it was last read and accepted.


@pytest.mark.parametrize(("fixture", "name"), [("tercetak", "lkj-2025.md"), ("kedua_tercetak", "instansi_kedua.md")])
def test_golden(request: pytest.FixtureRequest, fixture: str, name: str) -> None:
    """Write it again with `pytest -k golden --perbarui`, and read the difference before accepting it."""
    markdown = request.getfixturevalue(fixture).markdown
    golden = GOLDEN / name
    if request.config.getoption("--perbarui"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(markdown, encoding="utf-8", newline="\n")
    accepted = golden.read_text(encoding="utf-8")
    if markdown != accepted:
        lines = difflib.unified_diff(accepted.splitlines(), markdown.splitlines(), name, "sekarang", lineterm="", n=1)
        pytest.fail("\n".join(lines))


# Change one count.


@pytest.fixture(scope="module")
def satu_lebih(tmp_path_factory: pytest.TempPathFactory, akar: Path) -> HasilBuild:
    """The report as it would be with 135 koperasi."""
    proyek = tmp_path_factory.mktemp("satu_lebih")
    for asal in sorted((akar / "data").rglob("*")):
        salinan = proyek / asal.relative_to(akar)
        if asal.is_dir():
            salinan.mkdir(parents=True)
        elif asal.name == "realisasi.yaml":
            isi = asal.read_text(encoding="utf-8")
            assert isi.count("      2025: 134\n") == 1
            salinan.write_text(isi.replace("      2025: 134\n", "      2025: 135\n"), encoding="utf-8")
        else:
            salinan.parent.mkdir(parents=True, exist_ok=True)
            salinan.write_bytes(asal.read_bytes())
    return build(proyek, 2025, lambda _: None)


def test_changing_a_count_moves_exactly_the_numbers_made_of_it(
    terbangun: HasilBuild, satu_lebih: HasilBuild, tempat: Tempat
) -> None:
    place = str(tempat("realisasi.yaml", "kode: koperasi\n", "2025: ", "134"))
    before, after = read_jejak(terbangun), read_jejak(satu_lebih)
    assert before["jumlah"] == after["jumlah"]
    moved, expected = {}, {}
    for old, new in zip(before["angka"], after["angka"], strict=True):
        assert (old["label"], old["posisi"]) == (new["label"], new["posisi"])
        values = [trace["simpul"][entry["simpul"]]["nilai"] for trace, entry in ((before, old), (after, new))]
        if values[0] != values[1] or old["teks"] != new["teks"]:
            moved[old["nomor"]] = old["label"]
        if place in old["posisi"]:
            expected[old["nomor"]] = old["label"]
    # Where target and realisation are both parts of that count, it cancels out of the achievement.
    unmoved = {label for nomor, label in expected.items() if nomor not in moved}
    assert unmoved == {
        "Capaian Persentase koperasi yang diawasi dan diperiksa 2025",
        "Capaian Persentase koperasi yang diberdayakan 2025",
    }
    assert moved == {nomor: label for nomor, label in expected.items() if label not in unmoved}
    assert len(moved) > 20


def test_the_changed_count_shows_in_every_document(terbangun: HasilBuild, satu_lebih: HasilBuild) -> None:
    # 11 ÷ 124 × 100 = 8,87; 8,87… ÷ 7,25 × 100 = 122,36.
    figures = ("111,23%", "8,87%", "122,36%")
    for read in (read_markdown, read_docx_text, read_pdf_text):
        assert [figure in read(terbangun) for figure in figures] == [True, False, False]
        assert [figure in read(satu_lebih) for figure in figures] == [False, True, True]


# Every part of the published report.

HEADINGS = """\
Kata Pengantar
Ikhtisar Eksekutif
Daftar Isi
Daftar Tabel
Daftar Gambar
BAB I Pendahuluan
1.1 Pohon Kinerja
1.2 Cascading Kinerja, Peta Proses Bisnis dan Struktur Organisasi
1.3 Tugas, Fungsi dan Peta Jabatan
1.4 Isu-Isu Strategis
1.5 Dukungan SDM, Sarana-Prasarana dan Anggaran
BAB II Perencanaan dan Perjanjian Kinerja
2.1 Tujuan, Sasaran dan Indikator Kinerja
2.2 Strategi dan Arah Kebijakan
2.3 Struktur Program dan Kegiatan Tahun 2025
2.4 Indikator Kinerja Utama (IKU)
2.5 Perjanjian Kinerja Tahun 2025
2.5.1 Perjanjian Kinerja Tahun 2025 (Induk)
2.5.2 Perjanjian Kinerja Perubahan Tahun 2025
2.6 Instrumen Pendukung Capaian Kinerja Tahun 2025
BAB III Akuntabilitas Kinerja
3.1 Capaian Kinerja Tahun 2025
3.1.1 Sasaran Kinerja: Meningkatnya Pertumbuhan Koperasi
3.1.1.1 Data Dukung Capaian Meningkatnya Pertumbuhan Koperasi melalui Program Pelayanan Izin Usaha Simpan Pinjam
3.1.1.2 Data Dukung Capaian Meningkatnya Pertumbuhan Koperasi melalui Program Pengawasan dan Pemeriksaan Koperasi
3.1.1.3 Data Dukung Capaian Meningkatnya Pertumbuhan Koperasi melalui Program Penilaian Kesehatan KSP/USP Koperasi
3.1.1.4 Data Dukung Capaian Meningkatnya Pertumbuhan Koperasi melalui Program Pemberdayaan dan Perlindungan Koperasi
3.1.2 Sasaran Kinerja: Meningkatnya Pertumbuhan UKM
3.1.2.1 Data Dukung Capaian Meningkatnya Pertumbuhan UKM melalui Program Pemberdayaan Usaha Menengah, Usaha Kecil,\
 dan Usaha Mikro (UMKM)
3.1.2.2 Data Dukung Capaian Meningkatnya Pertumbuhan UKM melalui Program Pengembangan UMKM
3.1.3 Sasaran Kinerja: Meningkatnya Kualitas SDM KUKM
3.1.3.1 Data Dukung Capaian Meningkatnya Kualitas SDM KUKM melalui Program Pendidikan dan Latihan Perkoperasian
3.1.4 Sasaran Kinerja: Meningkatnya Tata Kelola Pemerintahan
3.2 Efisiensi Anggaran
3.3 Tindak Lanjut atas Laporan Hasil Evaluasi SAKIP Tahun 2025
3.4 Inovasi
3.5 Penghargaan
3.6 Lintas Sektor (Crosscutting)
BAB IV Penutup
4.1 Kesimpulan
4.2 Rekomendasi
4.3 Rencana Aksi
Lampiran 1 Perencanaan Strategis (Matriks Renstra)
Lampiran 2 Indikator Kinerja Utama (IKU)
Lampiran 3 Perjanjian Kinerja Tahun 2025
Lampiran 4 Perjanjian Kinerja Perubahan Tahun 2025
Lampiran 5 Laporan Monev Rencana Aksi Tahun 2025
Lampiran 6 Dokumen LHE Akuntabilitas Tahun 2025
Lampiran 7 Tanggapan/Tindak Lanjut Evaluasi SAKIP Tahun 2025
Lampiran 8 Piagam Penghargaan Kepala Perangkat Daerah Tahun 2025
""".splitlines()

# Title, columns and head rows of each table.
TABLES = {
    "Tabel I.1 Jumlah Pegawai Menurut Kualifikasi Jabatan, Jenis Kelamin dan Kompetensi": (16, 3),
    "Tabel I.2 Sarana-Prasarana": (4, 1),
    "Tabel I.3 Perbandingan Anggaran Menurut Jenis Belanja": (6, 1),
    "Tabel II.1 Sasaran Strategis Dinas Koperasi, Usaha Kecil dan Menengah Tahun 2023–2026": (11, 3),
    "Tabel II.2 Strategi dan Arah Kebijakan": (4, 1),
    "Tabel II.3 Struktur Program dan Kegiatan yang Terkait Langsung dengan Pencapaian Sasaran Tahun 2025": (5, 1),
    "Tabel II.4 Perjanjian Kinerja Tahun 2025 Kepala Dinas Koperasi, Usaha Kecil dan Menengah Provinsi"
    " Kepulauan Bangka Belitung": (7, 1),
    "Tabel II.5 Komponen Anggaran pada Perjanjian Kinerja Tahun 2025": (5, 1),
    "Tabel II.6 Perjanjian Kinerja Perubahan Tahun 2025 Kepala Dinas Koperasi, Usaha Kecil dan Menengah Provinsi"
    " Kepulauan Bangka Belitung": (7, 1),
    "Tabel II.7 Komponen Anggaran pada Perjanjian Kinerja Perubahan Tahun 2025": (5, 1),
    "Tabel III.1 Skala Nilai Peringkat Kinerja": (3, 1),
    "Tabel III.2 Capaian Kinerja Tahun 2025": (11, 3),
    "Tabel III.3 Rumusan Indikator dan Formulasi Perhitungan": (4, 2),
    "Tabel III.4 Target dan Realisasi Kinerja Tahun 2025": (5, 2),
    "Tabel III.5 Rumusan Indikator dan Formulasi Perhitungan": (4, 2),
    "Tabel III.6 Target dan Realisasi Kinerja Tahun 2025": (5, 2),
    "Tabel III.7 Rumusan Indikator dan Formulasi Perhitungan": (4, 2),
    "Tabel III.8 Target dan Realisasi Kinerja Tahun 2025": (5, 2),
    "Tabel III.9 Anggaran dan Realisasi Belanja per Sasaran Tahun 2025": (10, 3),
    "Tabel III.10 Tindak Lanjut atas Laporan Hasil Evaluasi SAKIP Tahun 2025": (11, 2),
}

FIGURES = """\
Gambar I.1 Pohon Kinerja
Gambar I.2 Cascading Kinerja
Gambar I.3 Peta Proses Bisnis Dinas Koperasi, Usaha Kecil dan Menengah
Gambar I.4 Struktur Organisasi Dinas Koperasi, Usaha Kecil dan Menengah
Gambar I.5 Peta Jabatan Dinas Koperasi, Usaha Kecil dan Menengah Provinsi Kepulauan Bangka Belitung
Gambar II.1 Situs Web Dinas Koperasi, Usaha Kecil dan Menengah Provinsi Kepulauan Bangka Belitung
Grafik III.1 Capaian Indikator Kinerja terhadap Target Tahun 2025
Grafik III.2 Persentase pertumbuhan koperasi dari Tahun ke Tahun
Grafik III.3 Persentase pertumbuhan koperasi per Triwulan, Kumulatif
Gambar III.1 Program Pelayanan Izin Usaha Simpan Pinjam
Gambar III.2 Program Pengawasan dan Pemeriksaan Koperasi
Gambar III.3 Program Pengawasan dan Pemeriksaan Koperasi
Gambar III.4 Program Penilaian Kesehatan KSP/USP Koperasi
Gambar III.5 Program Pemberdayaan dan Perlindungan Koperasi
Grafik III.4 Persentase pertumbuhan UKM dari Tahun ke Tahun
Gambar III.6 Program Pemberdayaan Usaha Menengah, Usaha Kecil, dan Usaha Mikro (UMKM)
Gambar III.7 Program Pengembangan UMKM
Grafik III.5 Persentase SDM KUKM yang berkualitas dari Tahun ke Tahun
Gambar III.8 Program Pendidikan dan Latihan Perkoperasian
Grafik III.6 Pagu dan Realisasi Anggaran Tahun 2025
""".splitlines()

# fmt: off
FIGURES_OF_THE_YEAR = [
    "8,06%", "111,23%", "28,25%", "100,16%", "0,156%", "102,86%", "62,81", "83,90",
    "75,54%", "Rp16.639.719.539", "Rp22.029.055.504", "27.864.866.313", "15.852.556.713", "(5.835.810.809)",
    "10,48%", "15,29%", "117", "60,68%", "23,93%", "9,40%", "5,13%", "0,85%", "22.765.795.368,00", "Rp4.172.030.576",
    "8,22", "25,37", "16,44", "8,21", "5,52", "0,12", "100,00",
]
# fmt: on


def test_every_section_and_appendix(terbangun: HasilBuild) -> None:
    found = re.findall(r"^#{1,4} (.+) \{#.+\}$", read_markdown(terbangun), re.MULTILINE)
    assert [re.sub(r"\[(.+?)\]\{.+?\}", r"\1", heading) for heading in found] == HEADINGS


def test_every_table_and_figure(terbangun: HasilBuild) -> None:
    markdown = read_markdown(terbangun)
    assert re.findall(r"^: (Tabel .+) \{#.+\}$", markdown, re.MULTILINE) == list(TABLES)
    captions = re.findall(r"^::: judul\n(.+)\n:::$", markdown, re.MULTILINE)
    assert len(captions) == len(FIGURES)
    for caption, figure in zip(captions, FIGURES, strict=True):
        assert re.match(rf"{re.escape(figure)}(,|$)", caption)


def test_lists_of_tables_and_figures(terbangun: HasilBuild) -> None:
    markdown = read_markdown(terbangun)
    for kind, number in (("Tabel", 20), ("Gambar", 14), ("Grafik", 6)):
        listed = re.findall(rf"^- \[({kind} .+)\]\(#(.+)\)$", markdown, re.MULTILINE)
        assert len(listed) == number
        for caption, target in listed:
            assert f"{caption} {{#{target}}}" in markdown or f"#{target}}}" in markdown
    targets = set(re.findall(r"\{[^{}]*#([\w-]+)", markdown))
    assert set(re.findall(r"\]\(#([\w-]+)\)", markdown)) <= targets


@pytest.mark.parametrize("figure", FIGURES_OF_THE_YEAR)
def test_figures_of_the_year_in_every_document(terbangun: HasilBuild, figure: str) -> None:
    assert figure in read_markdown(terbangun)
    assert figure in read_docx_text(terbangun)
    assert figure in read_pdf_text(terbangun)


# DOCX.


@pytest.fixture(scope="module")
def dokumen(terbangun: HasilBuild) -> Any:
    return read_docx(terbangun.berkas[1])


def find_table(dokumen: Any, title: str) -> Any:
    for caption in find(dokumen, "//w:p[w:pPr/w:pStyle/@w:val='TableCaption']"):
        if text_of(caption) == title:
            return find(caption, "following-sibling::w:tbl[1]")[0]
    raise AssertionError(title)


def test_word_can_open_it(terbangun: HasilBuild) -> None:
    opened = docx.Document(str(terbangun.berkas[1]))
    assert opened.core_properties.title == "Laporan Kinerja Instansi Pemerintah Tahun 2025"
    assert len(opened.tables) > 40


def test_headings_have_the_styles_of_headings(dokumen: Any) -> None:
    def styled(level: int) -> list[str]:
        return [text_of(p) for p in find(dokumen, f"//w:p[w:pPr/w:pStyle/@w:val='Heading{level}']")]

    for level, pattern in ((2, r"\d\.\d "), (3, r"\d\.\d\.\d "), (4, r"\d\.\d\.\d\.\d ")):
        assert styled(level) == [heading for heading in HEADINGS if re.match(pattern, heading)]
    assert len(styled(1)) == sum(not heading[0].isdigit() for heading in HEADINGS)


@pytest.mark.parametrize("title", TABLES)
def test_tables_keep_their_columns_and_repeat_their_head(dokumen: Any, title: str) -> None:
    columns, head = TABLES[title]
    table = find_table(dokumen, title)
    assert len(find(table, "./w:tblGrid/w:gridCol")) == columns
    assert len(find(table, "./w:tr[w:trPr/w:tblHeader]")) == head
    # Every row fills the grid.
    for row in find(table, "./w:tr"):
        spans = [find(cell, "./w:tcPr/w:gridSpan/@w:val") for cell in find(row, "./w:tc")]
        assert sum(int(span[0]) if span else 1 for span in spans) == columns


@pytest.mark.parametrize(
    ("title", "row", "spans"),
    [
        ("Tabel I.1 Jumlah Pegawai Menurut Kualifikasi Jabatan, Jenis Kelamin dan Kompetensi", 0, [6, 6, 2]),
        ("Tabel I.1 Jumlah Pegawai Menurut Kualifikasi Jabatan, Jenis Kelamin dan Kompetensi", 1, [5, 5]),
        ("Tabel II.1 Sasaran Strategis Dinas Koperasi, Usaha Kecil dan Menengah Tahun 2023–2026", 0, [4]),
        ("Tabel III.2 Capaian Kinerja Tahun 2025", 0, [4]),
        ("Tabel III.9 Anggaran dan Realisasi Belanja per Sasaran Tahun 2025", 0, [3, 3]),
        ("Tabel III.9 Anggaran dan Realisasi Belanja per Sasaran Tahun 2025", -1, [6]),
        ("Tabel III.10 Tindak Lanjut atas Laporan Hasil Evaluasi SAKIP Tahun 2025", 0, [4]),
    ],
)
def test_cells_over_several_columns(dokumen: Any, title: str, row: int, spans: list[int]) -> None:
    found = find(find(find_table(dokumen, title), "./w:tr")[row], "./w:tc/w:tcPr/w:gridSpan/@w:val")
    assert [int(span) for span in found if span != "1"] == spans


def test_cells_over_several_rows(dokumen: Any) -> None:
    """Tabel II.4: the first five columns of an indicator go over its four quarters."""
    title = next(title for title in TABLES if title.startswith("Tabel II.4 "))
    rows = find(find_table(dokumen, title), "./w:tr")[1:]
    assert len(rows) == 16
    for number, row in enumerate(rows):
        merges = [find(cell, "./w:tcPr/w:vMerge") for cell in find(row, "./w:tc")]
        assert [bool(merge) for merge in merges] == [True] * 5 + [False] * 2
        starts = [merge[0].get(f"{{{NAMESPACES['w']}}}val") == "restart" for merge in merges[:5]]
        assert starts == [number % 4 == 0] * 5


def test_formulas_are_mathematics(dokumen: Any) -> None:
    formulas = [text_of(formula) for formula in find(dokumen, "//m:oMath")]
    assert "Jumlah Koperasi tahun 2025−Jumlah Koperasi tahun 2024Jumlah Koperasi tahun 2024×100%" in formulas
    assert "673×100%=8,22%" in formulas
    assert find(dokumen, "//m:f/m:num")


def test_sections_are_a4_and_wide_tables_lie_across(dokumen: Any, terbangun: HasilBuild) -> None:
    sections = find(dokumen, "//w:sectPr")
    sizes = [(*find(section, "./w:pgSz/@w:w"), *find(section, "./w:pgSz/@w:h")) for section in sections]
    assert set(sizes) == {PORTRAIT, LANDSCAPE}
    assert sizes.count(LANDSCAPE) == len(re.findall(r"^::: lanskap$", read_markdown(terbangun), re.MULTILINE))
    for section, size in zip(sections, sizes, strict=True):
        assert find(section, "./w:pgSz/@w:orient") == (["landscape"] if size == LANDSCAPE else [])


# PDF.


def test_pdf_speaks_indonesian(terbangun: HasilBuild) -> None:
    text = read_pdf_text(terbangun)
    for heading in HEADINGS:
        assert heading.split(" ", 2)[0] in text
    for title in (*TABLES, *FIGURES):
        assert " ".join(title.split()[:2]) in text
    assert not re.search(r"\b(Table|Figure|Contents|Listing|Chapter|Page|Section|Appendix) ?\d*\b", text)


def test_pdf_has_an_outline_of_every_chapter_and_section(terbangun: HasilBuild) -> None:
    with pypdfium2.PdfDocument(terbangun.berkas[3]) as pdf:
        titles = [entry.get_title() for entry in pdf.get_toc()]
    found = {" ".join(title.split()) for title in titles}
    assert {heading for heading in HEADINGS if re.match(r"\d\.\d ", heading)} <= found


# Another structure, the same templates.

DIHAPUS = {"sdm", "sdm_berkualitas", "sdm_bersertifikat", "sdm_terlatih", "3.1", "3.1.1"}
LENYAP = object()


def read_data(proyek: Path) -> dict[str, Any]:
    """Read all files, every scalar as the text that stands there."""
    folder = proyek / "data/2025"
    return {path.name: blank(yaml.load(path.read_bytes(), yaml.BaseLoader)) for path in sorted(folder.glob("*.yaml"))}  # noqa: S506 # gives nothing but texts


def blank(value: Any) -> Any:
    match value:
        case dict():
            return {key: blank(item) for key, item in value.items()}
        case list():
            return [blank(item) for item in value]
        case _:
            return value or None


def prune(value: Any) -> Any:
    """Leave out whatever has or names one of the codes that are taken away."""
    match value:
        case dict():
            if any(isinstance(item, str) and item in DIHAPUS for item in value.values()):
                return LENYAP
            return {key: prune(item) for key, item in value.items() if key not in DIHAPUS}
        case list():
            return [kept for item in value if (kept := prune(item)) is not LENYAP]
        case str() if value in DIHAPUS:
            return LENYAP
        case _:
            return value


def add_sasaran(data: dict[str, Any]) -> None:
    """Add a sasaran with indicator, program, kegiatan, evidence and appendix."""
    data["renstra.yaml"]["sasaran"].append(
        {"kode": "digital", "tujuan": "pertumbuhan_kukm", "nama": "Meningkatnya Pemasaran Daring"}
    )
    data["indikator.yaml"]["indikator"] += [
        {"kode": "toko_daring", "nama": "Toko daring yang aktif", "sasaran": "digital", "satuan": "toko"},
        {"kode": "pelatihan_daring", "nama": "Pelatihan daring", "program": "5.1", "satuan": "kali"},
    ]
    data["target.yaml"]["perjanjian"][1]["sasaran"].append(
        {"sasaran": "digital", "indikator": [{"indikator": "toko_daring", "target": "400"}]}
    )
    data["target.yaml"]["program_kegiatan"].append({"indikator": "pelatihan_daring", "target": "10"})
    data["realisasi.yaml"]["realisasi"] += [
        {"indikator": "toko_daring", "nilai": {"2025": "450"}},
        {"indikator": "pelatihan_daring", "nilai": {"2025": "12"}},
    ]
    kegiatan = {"kode": "5.1.1", "nama": "Pelatihan Toko", "pagu_induk": "1000000", "pagu_perubahan": "2000000"}
    data["anggaran.yaml"]["program"].append(
        {"kode": "5.1", "nama": "Program Pasar Daring", "sasaran": "digital", "kegiatan": [kegiatan]}
    )
    data["anggaran.yaml"]["realisasi_sasaran"]["digital"] = "1500000"
    data["bukti.yaml"]["dokumentasi"].append(
        {
            "kegiatan": "5.1.1",
            "entri": [{"keterangan": "Pelatihan {{ tahun }}.", "foto": [{"alt": "Foto pelatihan toko daring."}]}],
        }
    )
    data["bukti.yaml"]["lampiran"][2:] = [{"judul": "Daftar Toko Daring"}, {"judul": "Daftar Peserta"}]


def test_another_structure_needs_no_other_template(proyek: Path, cetak: Cetak, sunting: Sunting) -> None:
    data = prune(read_data(proyek))
    add_sasaran(data)
    for name, content in data.items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10000)
        (proyek / "data/2025" / name).write_text(text, encoding="utf-8")
    sunting(proyek / "data/2025/narasi/efisiensi.md", "sasaran.sdm.serapan", "sasaran.digital.serapan")
    berkas = proyek / "data/2025/narasi/keterangan_perubahan.md"
    berkas.write_text(
        berkas.read_text(encoding="utf-8").replace("sdm_berkualitas", "pertumbuhan_ukm"), encoding="utf-8"
    )
    hasil = cetak(proyek)
    assert hasil.findings == []
    shown = [butir.teks for butir in hasil.susunan]
    assert [teks for teks in shown if teks.startswith("3.1.")] == [
        *(heading for heading in HEADINGS if heading.startswith(("3.1.1", "3.1.2"))),
        "3.1.3 Sasaran Kinerja: Meningkatnya Tata Kelola Pemerintahan",
        "3.1.4 Sasaran Kinerja: Meningkatnya Pemasaran Daring",
        "3.1.4.1 Data Dukung Capaian Meningkatnya Pemasaran Daring melalui Program Pasar Daring",
    ]
    assert [teks for teks in shown if teks.startswith("Lampiran")] == [
        *(heading for heading in HEADINGS if re.match("Lampiran [1-7] ", heading)),
        "Lampiran 8 Daftar Toko Daring",
        "Lampiran 9 Daftar Peserta",
    ]
    assert [teks for teks in shown if re.match(r"Tabel III\.([789]|10) ", teks)] == [
        "Tabel III.7 Rumusan Indikator dan Formulasi Perhitungan",
        "Tabel III.8 Target dan Realisasi Kinerja Tahun 2025",
        "Tabel III.9 Anggaran dan Realisasi Belanja per Sasaran Tahun 2025",
        "Tabel III.10 Tindak Lanjut atas Laporan Hasil Evaluasi SAKIP Tahun 2025",
    ]
    assert "Gambar III.8 Program Pasar Daring, Pelatihan Toko" in shown
    assert "Meningkatnya Kualitas SDM KUKM" not in hasil.markdown
    assert "Pendidikan dan Latihan Perkoperasian" not in hasil.markdown
    assert "112,50%" in hasil.markdown
    # 22.029.055.504 less 966.028.200, and 2.000.000 more.
    totals = {c.teks for c in hasil.cetakan if c.angka.label == "Pagu perubahan seluruh anggaran"}
    assert totals == {"21.065.027.304", "Rp21.065.027.304"}
    assert {format_angka(c.angka) for c in hasil.cetakan if c.angka.label == "Banyak program"} == {"8"}


# The second agency: other sasaran, polarities, levels of budget, and sections left out.


def test_sections_without_data_are_left_out(kedua_terbangun: HasilBuild) -> None:
    markdown = read_markdown(kedua_terbangun)
    for absent in ("Penghargaan", "Peta Proses Bisnis Dinas", "Tindak Lanjut atas", "Strategi dan Arah Kebijakan"):
        assert not re.search(rf"^#.*{absent}", markdown, re.MULTILINE)


def test_numbers_of_sections_have_no_gap(kedua_terbangun: HasilBuild) -> None:
    numbers = [
        tuple(int(part) for part in number.split("."))
        for number in re.findall(r"^#{2,4} ([\d.]+) ", read_markdown(kedua_terbangun), re.MULTILINE)
    ]
    assert numbers == sorted(set(numbers))
    for number in numbers:
        assert number[-1] == 1 or (*number[:-1], number[-1] - 1) in numbers


def test_every_document_of_the_second_agency_shows_its_figures(kedua_terbangun: HasilBuild) -> None:
    entries = read_jejak(kedua_terbangun)["angka"]
    assert len(entries) > 100
    texts = ["".join(read(kedua_terbangun).split()) for read in (read_docx_text, read_pdf_text)]
    markdown = next(path for path in kedua_terbangun.berkas if path.suffix == ".md").read_text(encoding="utf-8")
    # The words of a figure are not among those of the page.
    pictures = {number for number, line in enumerate(markdown.split("\n"), 1) if line.startswith("![")}
    shown = {
        entry["teks"]
        for entry in entries
        if re.fullmatch(r"(Rp)?[\d.,]+%?", entry["teks"]) and entry["baris"] not in pictures
    }
    assert [figure for figure in sorted(shown) for text in texts if figure not in text] == []
