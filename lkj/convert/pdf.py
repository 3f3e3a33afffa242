"""Markdown to PDF: pandoc writes Typst source, the `typst` wheel compiles it in process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.convert.pandoc import ConvertError, run_pandoc

if TYPE_CHECKING:
    from pathlib import Path

    from lkj.convert.pandoc import Bahan

_FILTERS = (
    "atribut",
    "rumus",
    "tautan",
    "citra",
    "judul",
    "gambar",
    "tabel",
    "penggal",
    "daftar",
    "blok",
    "bagian-typst",
)


def write_pdf(bahan: Bahan, target: Path) -> None:
    """Write the report as PDF/A-2b, byte for byte the same for the same input.

    Raises:
        ConvertError: pandoc or Typst failed or warned.
    """
    target.write_bytes(_compile(write_typst(bahan), bahan))


def write_typst(bahan: Bahan) -> bytes:
    """Give the Typst source of the report.

    Raises:
        ConvertError: pandoc failed or warned.
    """
    return run_pandoc(
        bahan,
        "typst",
        _FILTERS,
        f"--template={bahan.pandoc / 'dokumen.typ'}",
        f"--metadata-file={bahan.pandoc / 'warna.yaml'}",
    )


def _compile(source: bytes, bahan: Bahan) -> bytes:
    import typst  # noqa: PLC0415 - heavy, and needed only here

    try:
        pdf, warnings = typst.compile_with_warnings(  # type: ignore[call-overload] # its stub wants `root` to be bytes too
            source,
            root=bahan.resources,
            format="pdf",
            ignore_system_fonts=True,
            pdf_standards="a-2b",
            timestamp=bahan.epoch,
        )
    except typst.TypstError as error:
        raise ConvertError(f"Typst tidak dapat menyusun PDF:\n{error.diagnostic.strip()}") from error
    if warnings:
        raise ConvertError("Typst memberi peringatan:\n" + "\n".join(map(str, warnings)))
    return bytes(pdf)
