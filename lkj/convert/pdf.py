"""Markdown to PDF: pandoc writes Typst source, the `typst` wheel compiles it in process."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, Any

from lkj.convert.pandoc import ConvertError, run_pandoc
from lkj.convert.pindaian import read_pindaian
from lkj.sampingan import Sampingan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lkj.convert.pandoc import Bahan

FILTERS = (
    "sambung",
    "atribut",
    "alamat",
    "rumus",
    "tautan",
    "citra",
    "pengantar",
    "daftar",
    "judul",
    "gambar",
    "tabel",
    "sel",
    "blok",
    "awal",
    "bagian-typst",
)
"""The filters it takes, in order."""

# Archivable with its structure, and accessible: the second forbids an image or formula without alternative text.
_STANDARDS = ["a-2a", "ua-1"]

# What Typst says of a sign that the report's font has no picture for.
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')


def write_pdf(bahan: Bahan, target: Path, put_gambar: Callable[[], object] = lambda: None) -> dict[str, str]:
    """Write the report as PDF/A-2a and PDF/UA-1, byte for byte the same for the same input.

    Args:
        bahan: what to convert.
        target: the file to write.
        put_gambar: puts pictures into place that only Typst looks at; called when pandoc is done.

    Returns:
        The printed page number of each heading, table and figure, by identifier.

    Raises:
        ConvertError: pandoc or Typst failed or warned.
    """
    source = write_typst(bahan)
    put_gambar()
    with _open(source, read_pindaian(source, bahan), bahan) as compiler:
        # Typst cannot be stopped, only be left alone.
        work = Sampingan(lambda: (_compile(compiler, bahan), _read_halaman(compiler)))
        try:
            pdf, halaman = work.wait(bahan.patience)
        except TimeoutError as error:
            reason = f"Typst tidak selesai dalam {bahan.patience} detik; periksa naskah yang janggal."
            raise ConvertError(reason) from error
        target.write_bytes(pdf)
        return halaman


def write_typst(bahan: Bahan) -> bytes:
    """Give the Typst source of the report.

    Raises:
        ConvertError: pandoc failed or warned.
    """
    return run_pandoc(bahan, "typst", FILTERS, f"--template={bahan.pandoc / 'dokumen.typ'}")


@contextmanager
def _open(source: bytes, inputs: dict[str, str], bahan: Bahan) -> Iterator[Any]:
    """Give what compiles the report and answers questions about it: laid out once, it answers at once."""
    import typst  # noqa: PLC0415 - heavy, and needed only here

    # A source in memory is known only until it is compiled; the paths of images start from where it stands.
    handle, name = mkstemp(prefix=".laporan-", suffix=".typ", dir=bahan.resources)
    path = Path(name)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - it is open already
            file.write(source)
        yield typst.Compiler(str(path), root=str(bahan.resources), ignore_system_fonts=True, sys_inputs=inputs)
    finally:
        path.unlink()


def _compile(compiler: Any, bahan: Bahan) -> bytes:
    import typst  # noqa: PLC0415 - heavy, and needed only here

    try:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=_STANDARDS, timestamp=bahan.epoch)
    except typst.TypstError as error:
        missing = dict.fromkeys(_MISSING.findall(error.diagnostic))
        if missing:
            signs = " ".join(missing)
            raise ConvertError(f"Huruf laporan tidak memiliki tanda {signs}; ganti atau hapus dari data.") from error
        raise ConvertError(f"Typst tidak dapat menyusun PDF:\n{error.diagnostic.strip()}") from error
    if warnings:
        raise ConvertError("Typst memberi peringatan:\n" + "\n".join(map(str, warnings)))
    return bytes(pdf)


def _read_halaman(compiler: Any) -> dict[str, str]:
    """Ask Typst for the page numbers; the template puts them, by identifier, into `<halaman>`."""
    found = compiler.query("<halaman>", field="value", one=True)
    return {str(name): str(number) for name, number in json.loads(found).items()}
