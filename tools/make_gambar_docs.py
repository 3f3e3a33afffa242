"""Draw the pictures of docs/templat.md: chosen pages of the PDF of a report.

    python tools/make_gambar_docs.py build/2025 [FOLDER]

writes `docs/gambar/sampul.png` and so on, or into another folder.
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
LEBAR = 620  # pixels
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
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
        for name, caption in HALAMAN.items():
            found = [index for index, text in enumerate(texts) if caption in text]
            if not found:
                print(f"“{caption}” tidak ada dalam {berkas.as_posix()}")
                return 1
            # The lists of tables and figures hold the caption too; they come first.
            draw_halaman(pdf[found[-1] if caption else 0]).save(target / f"{name}.png", optimize=True)
    print(f"{target.as_posix()}: {len(HALAMAN)} gambar")
    return 0


def draw_halaman(page: pypdfium2.PdfPage) -> Image.Image:
    """Draw a page with a line around it, in few colours."""
    picture = page.render(scale=LEBAR / page.get_width()).to_pil().convert("RGB")
    return ImageOps.expand(picture, 1, ABU).quantize(WARNA, dither=Image.Dither.NONE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
