"""docs/templat.md: every example is applied to a project at once, and does what the page says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import jinja2
import pytest
import yaml
from PIL import Image

from lkj.build import build
from lkj.convert.docx import write_docx
from lkj.convert.pandoc import Bahan
from lkj.convert.pdf import write_pdf
from lkj.ilustrasi import plan_ilustrasi
from lkj.masukan import pandoc_folder, template_folders
from lkj.media.bukti import Media
from lkj.periksa import read_tata_letak
from lkj.render.rupa import Rupa
from lkj.render.tabel import Tabel
from lkj.render.templat import Templat
from tests.halaman import ATAS, BAWAH, Dokumen, read_dokumen
from tools import make_gambar_docs, make_reference_docx

if TYPE_CHECKING:
    from lkj.build import HasilBuild
    from lkj.laporan import Laporan

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "templat.md").read_text(encoding="utf-8")
GAMBAR = ROOT / "docs" / "gambar"
TERBESAR = 120_000  # bytes of a picture in the repository

# A sentence that ends with the name of the file, and what is written into it.
CONTOH = re.findall(r"`([\w./]+)`:\n\n```(?:yaml|jinja|markdown)\n(.*?)```", PAGE, re.DOTALL)


def read_contoh(berkas: str) -> list[str]:
    return [isi for nama, isi in CONTOH if nama == berkas]


def put(proyek: Path, berkas: str, isi: str) -> None:
    path = proyek / berkas
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(isi, encoding="utf-8")


def copy_templat(proyek: Path, berkas: str) -> str:
    """Copy a template that ships with the program, as the page tells to; give its text."""
    path = proyek / berkas
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / berkas, path)
    return path.read_text(encoding="utf-8")


def put_keys(proyek: Path, berkas: str, contoh: str) -> None:
    """Put the lines of an example in the place of those with the same keys, or at the end."""
    isi = (proyek / berkas).read_text(encoding="utf-8")
    for baris in contoh.splitlines():
        kunci = re.match(r" *\w+:", baris)
        assert kunci
        lama = re.findall(rf"^{kunci[0]}.*$", isi, re.MULTILINE)
        assert len(lama) <= 1
        isi = isi.replace(lama[0], baris) if lama else f"{isi}{baris}\n"
    put(proyek, berkas, isi)


def put_includes(proyek: Path, contoh: str) -> None:
    """Put the `include` lines of an example in the place of those of the same folder."""
    laporan = copy_templat(proyek, "templates/laporan.md.j2")
    folder = re.findall(r'include "(\w+)/', contoh)
    pola = rf'{{% include "{folder[0]}/.*?(?=\n\n{{% include "(?!{folder[0]}/))'
    isi, banyak = re.subn(pola, lambda _: contoh.strip(), laporan, flags=re.DOTALL)
    assert (set(folder), banyak) == ({folder[0]}, 1)
    put(proyek, "templates/laporan.md.j2", isi)


def apply_contoh(proyek: Path) -> None:
    shutil.copytree(ROOT / "templates" / "pandoc", proyek / "templates" / "pandoc")
    for contoh in read_contoh("templates/pandoc/tata_letak.yaml"):
        put_keys(proyek, "templates/pandoc/tata_letak.yaml", contoh)
    make_reference_docx.main(proyek / "templates" / "pandoc")
    (logo,) = read_contoh("data/2025/bukti.yaml")
    put(proyek, "data/2025/bukti.yaml", f"{(proyek / 'data/2025/bukti.yaml').read_text(encoding='utf-8')}\n{logo}")
    (proyek / "data/2025/bukti").mkdir(exist_ok=True)
    Image.new("RGB", (60, 80), "navy").save(proyek / "data/2025" / yaml.safe_load(logo)["logo"]["berkas"])
    (kop,) = read_contoh("data/2025/instansi.yaml")
    put_keys(proyek, "data/2025/instansi.yaml", kop)
    for contoh in read_contoh("templates/laporan.md.j2"):
        put_includes(proyek, contoh)
    # The summary is left out, and with it its narrative.
    for nama in re.findall(r'naskah\("(\w+)"\)', (ROOT / "templates/depan/ikhtisar.md.j2").read_text(encoding="utf-8")):
        (proyek / "data/2025/narasi" / f"{nama}.md").unlink(missing_ok=True)
    (makro,) = read_contoh("templates/makro.md.j2")
    isi = copy_templat(proyek, "templates/makro.md.j2")
    lama = next(baris for baris in isi.splitlines() if baris.startswith(makro.partition(")")[0]))
    put(proyek, "templates/makro.md.j2", isi.replace(lama, makro.strip()))
    (kalimat,) = read_contoh("templates/bab/penutup.md.j2")
    isi = copy_templat(proyek, "templates/bab/penutup.md.j2")
    lama = "Rencana aksi untuk mengatasi permasalahan yang dihadapi:"
    assert lama in isi
    put(proyek, "templates/bab/penutup.md.j2", isi.replace(lama, kalimat.strip()))
    (bab,), (lain,) = read_contoh("bab/anggaran_program.md.j2"), read_contoh("bab/gambar_lain.md.j2")
    put(proyek, "templates/bab/anggaran_program.md.j2", f"{bab}\n{lain}")
    (naskah,) = read_contoh("data/2025/narasi/anggaran_program.md")
    put(proyek, "data/2025/narasi/anggaran_program.md", naskah)


@dataclass(frozen=True, slots=True)
class Jadi:
    """The report with every example of the page."""

    proyek: Path
    markdown: str
    pdf: Dokumen
    docx: Any


@pytest.fixture(scope="module")
def jadi(tmp_path_factory: pytest.TempPathFactory) -> Jadi:
    proyek = tmp_path_factory.mktemp("templat")
    shutil.copytree(ROOT / "data", proyek / "data")
    apply_contoh(proyek)
    hasil = build(proyek, 2025, lambda _: None)
    assert hasil.berkas, hasil.findings
    assert [satu for satu in hasil.findings if satu.code.startswith("LKJ5")] == []
    folder = proyek / "build" / "2025"
    return Jadi(
        proyek,
        (folder / "lkj-2025.md").read_text(encoding="utf-8"),
        read_dokumen(folder / "lkj-2025.pdf"),
        docx.Document(str(folder / "lkj-2025.docx")),
    )


def test_every_example_says_which_file_it_belongs_to() -> None:
    assert len(CONTOH) == len(re.findall(r"^```(?!sh\n)\w+$", PAGE, re.MULTILINE)) == 12


# What the examples do.


def test_the_margin_of_the_layout_moves_the_text_of_both_documents(jadi: Jadi) -> None:
    kiri = [
        min(t.kotak.kiri for t in halaman.tulisan if BAWAH < t.kotak.bawah < halaman.tinggi - ATAS)
        for halaman in jadi.pdf.halaman[1:]
    ]
    assert min(kiri) == pytest.approx(3.5 * 72 / 2.54, abs=0.6)
    assert {round(section.left_margin.cm, 2) for section in jadi.docx.sections} == {3.5}


def test_the_colour_of_the_layout_is_that_of_both_documents(jadi: Jadi) -> None:
    assert "DDEBF7" in {jalur.isi for halaman in jadi.pdf.halaman for jalur in halaman.jalur}
    cells = jadi.docx.element.body.xpath(".//w:tbl//w:tcPr/w:shd/@w:fill")
    assert "DDEBF7" in cells
    assert "E7E6E6" not in cells


def test_the_fonts_of_the_layout_are_those_of_both_documents(jadi: Jadi) -> None:
    pdf = (jadi.proyek / "build/2025/lkj-2025.pdf").read_bytes()
    assert b"+NewCM10-Regular" in pdf
    assert b"LibertinusSerif" not in pdf
    assert jadi.docx.styles.element.xpath("w:docDefaults//w:rFonts/@w:ascii") == ["Arial"]


def test_the_logo_is_on_the_cover(jadi: Jadi) -> None:
    assert len(jadi.pdf.halaman[0].citra) == 1
    assert re.search(r"^::: logo\n!\[Lambang Provinsi Kepulauan Bangka Belitung\]\(foto/", jadi.markdown, re.MULTILINE)


def test_the_letterhead_shows_the_address(jadi: Jadi) -> None:
    kop = re.search(r"^::: kop\n(.*?)^:::$", jadi.markdown, re.MULTILINE | re.DOTALL)
    assert kop
    for teks in (
        "Jl. Merdeka No. 1",
        "(0717) 111111",
        "https://contoh.babelprov.go.id",
        "dinas@contoh.babelprov.go.id",
    ):
        assert teks in kop[1].replace("\\", "")


def test_parts_stand_in_the_order_of_the_includes(jadi: Jadi) -> None:
    judul = [satu.judul for satu in jadi.pdf.penanda if satu.tingkat == 0 and not satu.judul.startswith("Lampiran")]
    assert judul == [
        "Daftar Isi",
        "Daftar Tabel",
        "Daftar Gambar",
        "Kata Pengantar",
        "BAB I Pendahuluan",
        "BAB II Perencanaan dan Perjanjian Kinerja",
        "BAB III Anggaran per Program",
        "BAB IV Akuntabilitas Kinerja",
        "BAB V Penutup",
    ]


def test_a_changed_macro_changes_every_sentence_that_calls_it(jadi: Jadi) -> None:
    nama = "Dinas Koperasi, Usaha Kecil dan Menengah"
    instansi = yaml.safe_load((jadi.proyek / "data/2025/instansi.yaml").read_text(encoding="utf-8"))
    panjang = f"{nama} ({instansi['singkatan']}) {instansi['wilayah']}"
    assert jadi.markdown.replace("\\", "").count(panjang) > 2


def test_a_changed_sentence_is_printed_in_place_of_the_old_one(jadi: Jadi) -> None:
    assert "\nPermasalahan di atas diatasi dengan rencana aksi berikut:\n" in jadi.markdown
    assert "Rencana aksi untuk mengatasi" not in jadi.markdown


def test_the_new_chapter_has_text_table_and_figures_with_their_numbers(jadi: Jadi) -> None:
    bab = jadi.markdown[jadi.markdown.index("# [BAB III]") : jadi.markdown.index("# [BAB IV]")]
    assert "## 3.1 Pagu dan Serapan {#pagu-program}" in bab
    assert "dalam\n[Tabel III.1](#tabel-anggaran-program)." in bab
    assert "**Perhatian.**" in bab
    assert ": Tabel III.1 Pagu dan Serapan Anggaran Menurut Program {#tabel-anggaran-program}" in bab
    assert "Grafik III.1 Pagu dan Realisasi Anggaran" in bab
    assert "::: {.gambar #gambar-lain-" in bab
    assert "Gambar III.1 " in bab
    shown = {tulisan.teks for halaman in jadi.pdf.halaman for tulisan in halaman.tulisan}
    assert "Tabel III.1 Pagu dan Serapan Anggaran Menurut Program" in shown
    assert "Grafik III.1 Pagu dan Realisasi Anggaran" in shown


def test_a_reference_docx_changed_by_hand_is_used(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates" / "pandoc", tmp_path / "templates" / "pandoc")
    reference = tmp_path / "templates" / "pandoc" / "reference.docx"
    document = docx.Document(str(reference))
    document.styles["Isi Tabel"].font.italic = True
    document.sections[0].footer.paragraphs[0].insert_paragraph_before("Dinas Contoh")
    document.save(str(reference))
    markdown = "---\ntitle: Laporan\n---\n\n# A {#a .bab}\n\n| A | B |\n|---|---|\n| a | b |\n"
    write_docx(Bahan(markdown, pandoc_folder(tmp_path), tmp_path, 0), tmp_path / "laporan.docx")
    written = docx.Document(str(tmp_path / "laporan.docx"))
    assert written.tables[0].rows[1].cells[0].paragraphs[0].style.font.italic
    assert written.sections[-1].footer.paragraphs[0].text == "Dinas Contoh"
    assert "Laporan" in written.sections[-1].header.part.blob.decode()


def test_the_command_it_gives_shows_where_the_templates_are(tmp_path: Path) -> None:
    (kode,) = re.findall(r'^python -c "(.+)"$', PAGE, re.MULTILINE)
    path = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
    command = [sys.executable, "-c", kode]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()) == template_folders(tmp_path)[-1]


def test_the_commands_it_gives_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^make ([\w-]+)$", PAGE, re.MULTILINE)
    assert targets == ["reference", "gambar-docs"]
    assert set(targets) <= set(re.findall(r"^([\w-]+):", makefile, re.MULTILINE))


# The tables of names.


def read_names(judul: str) -> list[str]:
    """Give the names in the first column of the table below a heading or sentence."""
    part = PAGE[PAGE.index(judul) :]
    table = re.search(r"^\| --- \| --- \|\n((?:\|.*\n)+)", part, re.MULTILINE)
    assert table
    cells = [baris.split(" | ")[0] for baris in table[1].splitlines()]
    return [nama for cell in cells for nama in re.findall(r"`([^`]+)`", cell)]


@pytest.fixture(scope="module")
def lingkungan(laporan: Laporan) -> jinja2.Environment:
    return Templat(laporan, [], Rupa(Media(), {}), {}).environment


def test_every_function_of_templates_is_explained(lingkungan: jinja2.Environment) -> None:
    names = [nama.partition("(")[0] for nama in read_names("### Fungsi dan nilai")]
    assert sorted(names) == sorted(set(lingkungan.globals) - set(jinja2.Environment(autoescape=True).globals))


def test_every_filter_of_templates_is_explained(lingkungan: jinja2.Environment) -> None:
    assert sorted(read_names("### Filter")) == sorted(
        set(lingkungan.filters) - set(jinja2.Environment(autoescape=True).filters)
    )


def test_every_method_of_tables_is_explained() -> None:
    names = [re.sub(r"t\.(\w+)\(.*", r"\1", nama) for nama in read_names("### Tabel")]
    assert sorted(names) == sorted(nama for nama in vars(Tabel) if not nama.startswith("_"))


def test_every_class_is_explained() -> None:
    def classes(text: str) -> set[str]:
        return set(re.findall(r"`::: \{?\.?([a-z-]+)", text))

    assert classes(PAGE) == classes((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))


def test_every_style_it_names_is_one_of_the_reference_document() -> None:
    known = {style.name.lower() for style in docx.Document(str(ROOT / "templates/pandoc/reference.docx")).styles}
    names = read_names("## Gaya DOCX sendiri")
    assert len(names) > 20
    assert [nama for nama in names if nama.lower() not in known] == []


def test_every_illustration_it_names_can_be_drawn(laporan: Laporan) -> None:
    sentence = re.search(r"^Nama ilustrasi: (.+?)\.$", PAGE, re.MULTILINE | re.DOTALL)
    assert sentence
    drawn = {
        re.sub("^(riwayat|triwulan)-.*", r"\1-KODE", nama) for nama in plan_ilustrasi(laporan, *read_tata_letak(ROOT))
    }
    assert set(re.findall("`(.+?)`", sentence[1])) == drawn


def test_what_it_says_of_the_report_is_there(laporan: Laporan) -> None:
    rows = re.findall(r"^\| (`laporan\..+?) \| (.+) \|$", PAGE, re.MULTILINE)
    assert len(rows) == 10
    for names, isi in rows:
        for nama in re.findall(r"`laporan\.(\w+)`", names):
            value = getattr(laporan, nama)
            sample = next(iter(value.values())) if isinstance(value, dict) else value
            known = {field.name for entry in (sample, getattr(sample, "semua", None)) for field in names_of(entry)}
            assert [
                satu for satu in re.findall(r"`(\w+)`", isi) if satu not in known and not hasattr(sample, satu)
            ] == []


def names_of(value: object) -> tuple[Any, ...]:
    return fields(value) if hasattr(value, "__dataclass_fields__") else ()  # type: ignore[arg-type]


# The pictures.


def test_the_pictures_are_small_and_said_in_words() -> None:
    shown = re.findall(r"!\[(.+)\]\(gambar/(\w+)\.png\)", PAGE)
    assert sorted(nama for _, nama in shown) == sorted(make_gambar_docs.HALAMAN)
    assert sorted(path.stem for path in GAMBAR.iterdir()) == sorted(make_gambar_docs.NAMA)
    for path in GAMBAR.iterdir():
        assert path.stat().st_size < TERBESAR
        with Image.open(path) as gambar:
            assert (gambar.format, gambar.mode) == ("PNG", "P")


def test_the_pictures_can_be_drawn_again(
    terbangun: HasilBuild, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make_gambar_docs.main([str(terbangun.berkas[0].parent), str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{tmp_path.as_posix()}: 5 gambar\n"
    for path in GAMBAR.iterdir():
        with Image.open(path) as kept, Image.open(tmp_path / path.name) as drawn:
            assert drawn.size == kept.size
            assert (tmp_path / path.name).stat().st_size < TERBESAR


def test_a_page_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert make_gambar_docs.main([]) == make_gambar_docs.main([str(tmp_path)]) == 2
    assert capsys.readouterr().out == "pemakaian: python tools/make_gambar_docs.py build/TAHUN [FOLDER]\n" * 2
    berkas = tmp_path / "lkj-2025.pdf"
    write_pdf(Bahan("---\ntitle: Laporan\n---\n\nIsi.\n", ROOT / "templates", tmp_path, 0), berkas)
    assert make_gambar_docs.main([str(tmp_path), str(tmp_path)]) == 1
    assert capsys.readouterr().out == f"“Tabel II.1 Sasaran Strategis” tidak ada dalam {berkas.as_posix()}\n"
