"""Pages of scanned documents for the PDF, as PDF/A and PDF/UA allow them: no PDF within the PDF.

A page that was drawn becomes SVG and keeps its lines; one that is a photo of paper stays the photo prepared for the
DOCX, which is smaller.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from lkj.convert.pandoc import ConvertError

if TYPE_CHECKING:
    from lkj.convert.pandoc import Bahan

# What filters/citra.py writes for a page of a PDF.
_CALL = re.compile(r'#halaman-pindaian\("([^"\\]+)", (\d+), ')

# A page with an image that covers more of it than that is a photo of paper.
_SHARE = 0.8

_SINGLE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("halaman.pdf")'


def read_pindaian(source: bytes, bahan: Bahan) -> dict[str, str]:
    """Give, for each page of a PDF that the Typst source shows, its SVG or the path of its photo.

    The keys are path and number, as in `pindaian/lhe.pdf#2`; the template looks them up in `sys.inputs`.

    Raises:
        ConvertError: a page cannot be read.
    """
    calls = dict.fromkeys(_CALL.findall(source.decode()))
    return {f"{path}#{number}": _read_page(path, int(number), bahan) for path, number in calls}


def _read_page(path: str, number: int, bahan: Bahan) -> str:
    import pypdfium2  # noqa: PLC0415 - heavy, and needed only here

    try:
        with pypdfium2.PdfDocument(bahan.resources / path) as document:
            return _find_photo(path, number, bahan) if _is_photo(document[number - 1]) else _draw(document, number)
    except (pypdfium2.PdfiumError, OSError, IndexError) as error:
        raise ConvertError(f"Halaman {number} dari “{path}” tidak dapat dibaca.") from error


def _find_photo(path: str, number: int, bahan: Bahan) -> str:
    photo = f"{path.removesuffix('.pdf')}-{number}.jpg"
    return photo if (bahan.resources / photo).is_file() else str(Path(photo).with_suffix(".png").as_posix())


def _is_photo(page: Any) -> bool:
    from pypdfium2 import raw  # noqa: PLC0415 - heavy, and needed only here

    boxes = [image.get_bounds() for image in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE])]
    largest = max(((right - left) * (top - bottom) for left, bottom, right, top in boxes), default=0)
    return bool(largest > _SHARE * page.get_width() * page.get_height())


def _draw(document: Any, number: int) -> str:
    import typst  # noqa: PLC0415 - heavy, and needed only here
    from pypdfium2 import PdfDocument, raw  # noqa: PLC0415 - same

    # Stamps and signatures lie on a page like notes; without this they would not be drawn.
    raw.FPDFPage_Flatten(document[number - 1], raw.FLAT_PRINT)
    with TemporaryDirectory() as folder:
        with PdfDocument.new() as single:
            single.import_pages(document, [number - 1])
            single.save(Path(folder) / "halaman.pdf")
        svg = typst.compile(  # type: ignore[call-overload] # its stub wants `root` to be bytes too
            _SINGLE, root=folder, format="svg", ignore_system_fonts=True
        )
        return bytes(svg).decode()
