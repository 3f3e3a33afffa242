"""Images: figures, photos in cells, scanned pages and the logo, in both documents."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest
import typst
from lxml import etree
from pikepdf import Name
from PIL import Image

from lkj.convert.docx import write_docx
from lkj.convert.pandoc import Bahan, ConvertError
from lkj.convert.pdf import write_pdf, write_typst

if TYPE_CHECKING:
    from collections.abc import Callable

    Buat = Callable[[str], Bahan]

CENTIMETRE = 360_000
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
PHOTO = Path(__file__).parent / "bukti" / "a.png"
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200" fill="red"/></svg>
"""
SCAN = b"""\
#set page(width: 21cm, height: 29.7cm)
Halaman satu
#pagebreak()
Halaman dua
#pagebreak()
#set page(margin: 0pt)
#image("foto/a.png", width: 100%, height: 100%, fit: "stretch")
#image("foto/a.png", width: 100%, height: 100%, fit: "stretch")
"""
HEAD = "---\ntitle: Gambar\n---\n\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a drawing, a photo and a scan: a page of text, one with a stamp, and a photo of paper."""
    folder = tmp_path_factory.mktemp("gambar")
    for name in (
        "gambar/x.png",
        "foto/a.png",
        "pindaian/lhe-1.png",
        "pindaian/lhe-2.jpg",
        "pindaian/lhe-3.jpg",
        "pindaian/lhe-4.png",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        with Image.open(PHOTO) as photo:
            photo.convert("RGB").save(folder / name)
    with Image.open(PHOTO) as photo:
        photo.resize((3000, 2000)).save(folder / "foto" / "besar.png")
        photo.save(folder / "foto" / "hari ini.png")
    (folder / "gambar" / "x.svg").write_text(SVG, encoding="utf-8")
    (folder / "scan.typ").write_bytes(SCAN)
    with pikepdf.open(BytesIO(typst.compile(folder / "scan.typ", ignore_system_fonts=True))) as pdf:
        stamp = pdf.make_stream(b"1 0 0 rg 0 0 200 100 re f")
        stamp.stream_dict.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": [0, 0, 200, 100]})
        note = {"/Type": Name.Annot, "/Subtype": Name.Stamp, "/Rect": [200, 200, 400, 300], "/F": 4}
        pdf.pages[1]["/Annots"] = [pikepdf.Dictionary({**note, "/AP": {"/N": stamp}})]
        pdf.save(folder / "pindaian" / "lhe.pdf")
    return folder


@pytest.fixture
def siap(bahan: Buat, folder: Path) -> Callable[[str], Bahan]:
    return lambda markdown: replace(bahan(HEAD + markdown), resources=folder)


def images(bahan: Bahan, target: Path) -> list[tuple[str, str, float, float]]:
    """Give file, alternative text, width and height in centimetres of each image of the DOCX."""
    write_docx(bahan, target)
    with zipfile.ZipFile(target) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        relations = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
        suffixes = {relation.get("Id"): Path(relation.get("Target")).suffix for relation in relations}
    found = []
    for inline in document.iterfind(".//wp:inline", NAMESPACES):
        (extent,), (inner,) = inline.findall("wp:extent", NAMESPACES), inline.findall(".//a:xfrm/a:ext", NAMESPACES)
        assert dict(extent.attrib) == dict(inner.attrib)
        assert {inline.get(name) for name in ("distT", "distB", "distL", "distR")} == {"0"}
        (blip,) = inline.iterfind(".//a:blip", NAMESPACES)
        width, height = (round(int(extent.get(name)) / CENTIMETRE, 1) for name in ("cx", "cy"))
        (properties,) = inline.findall("wp:docPr", NAMESPACES)
        found.append((suffixes[blip.values()[0]], properties.get("descr"), width, height))
    return found


def figures(bahan: Bahan, target: Path) -> list[tuple[int, str, float, float]]:
    """Give page, alternative text, width and height in centimetres of each figure of the PDF."""
    write_pdf(bahan, target)
    found: list[tuple[int, str, float, float]] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == "/Figure":
                left, bottom, right, top = map(float, node["/A"][0]["/BBox"])
                width, height = (round(side / 72 * 2.54, 1) for side in (right - left, top - bottom))
                found.append((numbers[node["/Pg"].objgen], str(node["/Alt"]), width, height))
            walk(node.get("/K", pikepdf.Array([])))

    with pikepdf.open(target) as pdf:
        numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        walk(pdf.Root["/StructTreeRoot"]["/K"])
    return found


def has_pixels(berkas: Path) -> bool:
    with pypdfium2.PdfDocument(berkas) as pdf:
        return any(list(page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])) for page in pdf)


def test_a_figure_is_a_drawing_in_pdf_and_a_picture_of_the_same_width_in_docx(siap: Buat, tmp_path: Path) -> None:
    bahan = siap('![Bagan "pohon"](gambar/x.svg){width=400pt}')
    assert images(bahan, tmp_path / "x.docx") == [(".png", 'Bagan "pohon"', 14.1, 9.4)]
    assert figures(bahan, tmp_path / "x.pdf") == [(1, 'Bagan "pohon"', 14.1, 7.1)]
    assert not has_pixels(tmp_path / "x.pdf")


def test_a_width_may_be_a_share_of_the_text(siap: Buat, tmp_path: Path) -> None:
    assert figures(siap("![Rapat](foto/a.png){width=50%}"), tmp_path / "x.pdf") == [(1, "Rapat", 8.2, 5.5)]


CELLS = """\
+------------------------------+------------------------------+
| Foto                         | Keterangan                   |
+:=============================+:=============================+
| ![Rapat](foto/a.png)         | Teks                         |
+------------------------------+------------------------------+
"""
NARROW = """\
+---------------+---------------------------------------------+
| Foto          | Keterangan                                  |
+:==============+:============================================+
| ![Rapat][f]   | Teks                                        |
+---------------+---------------------------------------------+

[f]: foto/a.png
"""
WIDE = "| Foto |\n|:-----|\n| ![Rapat](foto/a.png) |\n"


@pytest.mark.parametrize(
    ("cells", "pdf", "docx"),
    [(CELLS, (8.0, 5.3), (8.0, 5.3)), (NARROW, (4.0, 2.7), (4.0, 2.7)), (WIDE, (9.0, 6.0), (9.0, 6.0))],
)
def test_a_photo_fits_its_cell_and_is_no_more_than_six_centimetres_high(
    siap: Buat, tmp_path: Path, cells: str, pdf: tuple[float, float], docx: tuple[float, float]
) -> None:
    assert figures(siap(cells), tmp_path / "x.pdf") == [(1, "Rapat", *pdf)]
    assert images(siap(cells), tmp_path / "x.docx") == [(".png", "Rapat", *docx)]


def test_an_image_without_a_width_is_no_larger_than_the_text(siap: Buat, tmp_path: Path) -> None:
    bahan = siap("![Rapat](foto/besar.png)")
    assert figures(bahan, tmp_path / "x.pdf") == [(1, "Rapat", 16.5, 11.0)]
    assert images(bahan, tmp_path / "x.docx") == [(".png", "Rapat", 16.5, 11.0)]


def test_a_file_name_may_hold_blanks(siap: Buat, tmp_path: Path) -> None:
    bahan = siap("![Rapat](<foto/hari ini.png>){width=3cm}")
    assert figures(bahan, tmp_path / "x.pdf") == [(1, "Rapat", 3.0, 2.0)]
    assert images(bahan, tmp_path / "x.docx") == [(".png", "Rapat", 3.0, 2.0)]


def test_scanned_pages_fill_the_page_below_a_heading(siap: Buat, tmp_path: Path) -> None:
    bahan = siap(
        "# Lampiran {#lampiran .lampiran}\n\n"
        "![Halaman satu](pindaian/lhe.pdf){.halaman nomor=1}\n\n"
        "![Halaman dua](pindaian/lhe.pdf){.halaman nomor=2}\n\n"
        "::: lanskap\n![Halaman dua](pindaian/lhe.pdf){.halaman nomor=2}\n:::\n"
    )
    assert figures(bahan, tmp_path / "x.pdf") == [
        (1, "Halaman satu", 15.9, 22.5),
        (2, "Halaman dua", 15.9, 22.5),
        (3, "Halaman dua", 9.8, 13.8),
    ]
    assert not has_pixels(tmp_path / "x.pdf")
    assert images(bahan, tmp_path / "x.docx") == [
        (".png", "Halaman satu", 16.5, 11.0),
        (".jpg", "Halaman dua", 16.5, 11.0),
        (".jpg", "Halaman dua", 20.7, 13.8),
    ]


def test_a_drawn_page_keeps_its_stamp(siap: Buat, tmp_path: Path) -> None:
    write_pdf(siap("![Halaman dua](pindaian/lhe.pdf){.halaman nomor=2}"), tmp_path / "x.pdf")
    with pypdfium2.PdfDocument(tmp_path / "x.pdf") as pdf:
        colours = pdf[0].render(scale=0.2).to_pil().convert("RGB").getcolors(100_000)
    assert colours is not None
    assert next(count for count, colour in colours if colour == (255, 0, 0)) > 300


@pytest.mark.parametrize("nomor", ["3", "4"])
def test_a_page_that_is_a_photo_is_the_prepared_photo(siap: Buat, tmp_path: Path, nomor: str) -> None:
    bahan = siap(f"![Halaman foto](pindaian/lhe.pdf){{.halaman nomor={nomor}}}")
    assert figures(bahan, tmp_path / "x.pdf") == [(1, "Halaman foto", 16.5, 11.0)]
    assert has_pixels(tmp_path / "x.pdf")


def test_a_scan_may_be_a_photo_itself(siap: Buat, tmp_path: Path) -> None:
    bahan = siap("![Piagam](foto/a.png){.halaman}")
    assert figures(bahan, tmp_path / "x.pdf") == [(1, "Piagam", 16.5, 11.0)]
    assert images(bahan, tmp_path / "x.docx") == [(".png", "Piagam", 16.5, 11.0)]


@pytest.mark.parametrize(
    ("markdown", "message"),
    [
        ("![x](pindaian/lhe.pdf){.halaman nomor=9}", "Halaman 9 dari “pindaian/lhe.pdf” tidak dapat dibaca."),
        ("![x](pindaian/hilang.pdf){.halaman}", "Halaman 1 dari “pindaian/hilang.pdf” tidak dapat dibaca."),
    ],
)
def test_a_scan_that_cannot_be_read_is_an_error(siap: Buat, tmp_path: Path, markdown: str, message: str) -> None:
    with pytest.raises(ConvertError) as caught:
        write_pdf(siap(markdown), tmp_path / "x.pdf")
    assert str(caught.value).startswith(message)
    assert list(tmp_path.iterdir()) == []


def test_the_cover_has_a_logo_or_room_for_it(siap: Buat, tmp_path: Path) -> None:
    bahan = siap("::: sampul\n::: logo\n![Lambang](foto/a.png)\n:::\n\nJUDUL\n:::\n")
    assert figures(bahan, tmp_path / "x.pdf") == [(1, "Lambang", 4.5, 3.0)]
    assert images(bahan, tmp_path / "x.docx") == [(".png", "Lambang", 4.5, 3.0)]
    assert b"#logo[\n]" in write_typst(siap("::: sampul\nJUDUL\n:::\n"))
