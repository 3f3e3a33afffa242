"""Draw the pictures of README.md and docs/templat.md: chosen pages of the PDF of a report.

    python tools/make_gambar_docs.py build/2025 [FOLDER]

writes `docs/gambar/sampul.png` and so on, or into another folder. `halaman.png` shows several pages side by side.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

FOLDER = Path(__file__).parents[1] / "docs" / "gambar"

# Name of the picture -> how the caption begins that its page holds; the cover has none.
HALAMAN = {
    "sampul": "",
    "tabel": "Tabel II.1 Sasaran Strategis",
    "pohon": "Gambar I.1 Pohon Kinerja",
    "grafik": "Grafik III.1 Capaian Indikator",
}
# The pages of `halaman.png`, side by side.
BERDAMPINGAN = (
    "Gambar I.1 Pohon Kinerja",
    "Tabel III.1 Skala Nilai",
    "Grafik III.1 Capaian",
    "Tabel III.9 Anggaran dan",
)
NAMA = (*HALAMAN, "halaman")
LEBAR = 620  # pixels
LEBAR_KECIL = 470  # of a page beside others
JARAK = 14  # between pages
WARNA = 64  # enough for a page, and small
ABU = "#B0B0B0"


def main(arguments: list[str]) -> int:
    """Draw the pictures from the folder named; give the exit code."""
    if not arguments or not (berkas := next(Path(arguments[0]).glob("lkj-*.pdf"), None)):
        print("pemakaian: python tools/make_gambar_docs.py build/TAHUN [FOLDER]")
        return 2
    target = Path(arguments[1]) if len(arguments) > 1 else FOLDER
    target.mkdir(parents=True, exist_ok=True)
    with pypdfium2.PdfDocument(berkas) as pdf:
        try:
            pages = {name: find_halaman(pdf, caption) for name, caption in HALAMAN.items()}
            small = [draw_halaman(find_halaman(pdf, caption), LEBAR_KECIL) for caption in BERDAMPINGAN]
        except ValueError as error:
            print(f"{error} tidak ada dalam {berkas.as_posix()}")
            return 1
        pictures = {name: draw_halaman(page, LEBAR) for name, page in pages.items()} | {"halaman": join(small)}
    for name, picture in pictures.items():
        picture.quantize(WARNA, dither=Image.Dither.NONE).save(target / f"{name}.png", optimize=True)
    print(f"{target.as_posix()}: {len(pictures)} gambar")
    return 0


def find_halaman(pdf: pypdfium2.PdfDocument, caption: str) -> pypdfium2.PdfPage:
    """Find the page that holds a caption; the cover for an empty one.

    Raises:
        ValueError: there is none.
    """
    found = [page for page in pdf if caption in " ".join(page.get_textpage().get_text_range().split())]
    if not found:
        raise ValueError(f"“{caption}”")
    # The lists of tables and figures hold the caption too; they come first.
    return found[-1] if caption else found[0]


def draw_halaman(page: pypdfium2.PdfPage, width: int) -> Image.Image:
    """Draw a page, so many pixels wide, with a line around it."""
    picture = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    return ImageOps.expand(picture, 1, ABU)


def join(pictures: list[Image.Image]) -> Image.Image:
    """Put pictures side by side."""
    width = sum(picture.width + JARAK for picture in pictures) - JARAK
    joined = Image.new("RGB", (width, max(picture.height for picture in pictures)), "white")
    left = 0
    for picture in pictures:
        joined.paste(picture, (left, 0))
        left += picture.width + JARAK
    return joined


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
