"""Turn every page of the PDF and the DOCX of a report into contact sheets, for looking at them.

    python tools/make_pages.py build/2025

writes `build/2025-halaman/pdf-1.png`, `docx-1.png`, …: twelve pages a sheet. The pages of the DOCX come from
LibreOffice; where it is not installed they are left out, and the run says so.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS, ROWS = 4, 3
PAGE = (520, 740)  # the room of a page on a sheet, in pixels
GAP = 6
GREY = (128, 128, 128)


def main(arguments: list[str]) -> int:
    """Make the sheets of the folder named; give the exit code."""
    if len(arguments) != 1 or not (folder := Path(arguments[0])).is_dir():
        print("pemakaian: python tools/make_pages.py build/TAHUN")
        return 2
    target = folder.with_name(f"{folder.name}-halaman")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for path in sorted(folder.glob("lkj-*.pdf")):
        make_sheets(path, target, "pdf")
    for path in sorted(folder.glob("lkj-*.docx")):
        with tempfile.TemporaryDirectory() as scratch:
            converted = convert_docx(path, Path(scratch))
            if converted is None:
                print("LibreOffice tidak terpasang: halaman DOCX dilewati")
            else:
                make_sheets(converted, target, "docx")
    return 0


def convert_docx(path: Path, scratch: Path) -> Path | None:
    """Turn a DOCX into a PDF with LibreOffice; None where that is not installed."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return None
    # A profile of its own: a running LibreOffice would take the order over and answer nothing.
    profile = f"-env:UserInstallation={(scratch / 'profil').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(scratch), str(path)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 # a fixed program on a file of the project
    return scratch / f"{path.stem}.pdf"


def make_sheets(path: Path, target: Path, name: str) -> None:
    """Write the pages of a PDF as contact sheets, `NAME-1.png` and so on."""
    pages = list(render_pages(path))
    size = COLUMNS * ROWS
    sheets = [pages[start : start + size] for start in range(0, len(pages), size)]
    for number, part in enumerate(sheets, start=1):
        sheet = Image.new("RGB", (COLUMNS * (PAGE[0] + GAP), ROWS * (PAGE[1] + GAP)), GREY)
        for index, page in enumerate(part):
            row, column = divmod(index, COLUMNS)
            sheet.paste(page, (column * (PAGE[0] + GAP), row * (PAGE[1] + GAP)))
        sheet.save(target / f"{name}-{number}.png")
    print(f"{target.as_posix()}/{name}-*.png: {len(pages)} halaman pada {len(sheets)} lembar")


def render_pages(path: Path) -> Iterator[Image.Image]:
    """Give each page as a picture that fits its room on a sheet."""
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            picture = page.render(scale=2).to_pil()
            picture.thumbnail(PAGE)
            yield picture
            page.close()
    finally:
        document.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
