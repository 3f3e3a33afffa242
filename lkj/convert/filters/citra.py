"""Images come from the report's own files only: nothing is fetched and nothing outside its folder is read.

Each has an alternative text. A photo in a cell fits the cell, a scanned page the space between the margins, others are
as wide as they say. DOCX takes PNG or JPEG files of the same name where Word knows no SVG and no PDF.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lkj.convert.unsur import (
    attributes,
    div,
    get_attribute,
    quote_typst,
    raw_inline,
    read_teks,
    set_attribute,
    walk,
    walk_down,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from lkj.convert.dokumen import Dokumen
    from lkj.convert.unsur import Unsur

_DI_LUAR = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]|(.*[/\\])?\.\.([/\\]|\Z)", re.DOTALL)
_LEBAR = re.compile(r"[0-9.]+(pt|cm|mm|in|%)")


def citra(dokumen: Dokumen) -> None:
    """Check images, and put them into calls of the template (Typst) or under the names of files Word knows."""
    if not dokumen.typst:
        walk(dokumen.blocks, {"Image": partial(_use, dokumen, _put_in_docx), "Para": _mark, "Plain": _mark})
        return

    def use_in_table(tabel: Unsur) -> list[Unsur]:
        walk_down([tabel], {"Image": partial(_use, dokumen, _put_photo)})
        return [tabel]

    walk_down(dokumen.blocks, {"Table": use_in_table, "Image": partial(_use, dokumen, _put_in_pdf)})


def _use(dokumen: Dokumen, put: Callable[[Dokumen, Unsur], list[Unsur] | None], gambar: Unsur) -> list[Unsur] | None:
    """Check an image and put it in; one that may not be used leaves its alternative text."""
    _, alt, sasaran = gambar["c"]
    # The reader writes a blank as %20, and pandoc would read %2e as a dot.
    sasaran[0] = unquote(sasaran[0])
    if _DI_LUAR.match(sasaran[0]):
        dokumen.keluhan.append(f"Gambar “{sasaran[0]}” berada di luar folder laporan.")
        return list(alt)
    if not read_teks(alt):
        dokumen.keluhan.append(f"Gambar “{sasaran[0]}” belum punya teks alternatif.")
    lebar = get_attribute(gambar, "width")
    if lebar is not None and not _LEBAR.fullmatch(lebar):
        dokumen.keluhan.append(f"Lebar gambar “{lebar}” tidak dikenal; tulis misalnya 467pt, 12cm atau 40%.")
    return put(dokumen, gambar)


def _is_scan(gambar: Unsur) -> bool:
    return "halaman" in attributes(gambar)[1]


def _put_in_docx(dokumen: Dokumen, gambar: Unsur) -> None:
    sasaran = gambar["c"][2]
    nama, titik, akhiran = sasaran[0].rpartition(".")
    jenis = (titik + akhiran).lower()
    if _is_scan(gambar) and jenis == ".pdf":
        halaman = f"{nama}-{get_attribute(gambar, 'nomor') or '1'}"
        sasaran[0] = halaman + (".jpg" if (dokumen.resources / f"{halaman}.jpg").is_file() else ".png")
    elif jenis == ".svg":
        sasaran[0] = f"{nama}.png"
    set_attribute(gambar, "nomor", None)


def _mark(paragraf: Unsur) -> list[Unsur] | None:
    """Mark a scanned page for lkj/convert/docx.py."""
    isi = paragraf["c"]
    if len(isi) == 1 and isi[0]["t"] == "Image" and _is_scan(isi[0]):
        return [div([paragraf], gaya="Halaman Pindaian")]
    return None


def _put_in_pdf(_: Dokumen, gambar: Unsur) -> list[Unsur]:
    alamat, lebar = gambar["c"][2][0], get_attribute(gambar, "width")
    if not _is_scan(gambar):
        return _call("citra", gambar, f", lebar: {lebar}" if lebar else "")
    if alamat.lower().endswith(".pdf"):
        nomor = get_attribute(gambar, "nomor") or ""
        return _call("halaman-pindaian", gambar, nomor=nomor if re.fullmatch(r"[0-9]{1,9}", nomor) else "1")
    return _call("halaman-gambar", gambar)


def _put_photo(_: Dokumen, gambar: Unsur) -> list[Unsur]:
    return _call("foto", gambar)


def _call(fungsi: str, gambar: Unsur, sisa: str = "", nomor: str = "") -> list[Unsur]:
    _, alt, sasaran = gambar["c"]
    bagian = [quote_typst(sasaran[0]), *([nomor] if nomor else []), quote_typst(read_teks(alt))]
    return [raw_inline("typst", f"#{fungsi}({', '.join(bagian)}{sisa});")]
