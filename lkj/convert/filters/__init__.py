"""What becomes of the Markdown dialect in a document, between the pandoc that reads and the one that writes.

A filter changes the tree of a report in place. What it refuses it complains of; all complaints are told at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lkj.convert.filters.bagian import bagian_docx, bagian_typst
from lkj.convert.filters.blok import awal, blok, pengantar
from lkj.convert.filters.citra import citra
from lkj.convert.filters.daftar import daftar, nomor
from lkj.convert.filters.judul import gambar, judul
from lkj.convert.filters.rumus import rumus
from lkj.convert.filters.sel import sel
from lkj.convert.filters.tabel import sambung, tabel
from lkj.convert.filters.tautan import alamat, atribut, tautan

if TYPE_CHECKING:
    from collections.abc import Callable

    from lkj.convert.dokumen import Dokumen

FILTERS: dict[str, Callable[[Dokumen], Any]] = {
    "sambung": sambung,
    "atribut": atribut,
    "alamat": alamat,
    "rumus": rumus,
    "tautan": tautan,
    "citra": citra,
    "pengantar": pengantar,
    "daftar": daftar,
    "nomor": nomor,
    "judul": judul,
    "gambar": gambar,
    "tabel": tabel,
    "sel": sel,
    "blok": blok,
    "awal": awal,
    "bagian-docx": bagian_docx,
    "bagian-typst": bagian_typst,
}
"""The filters by name; docs/architecture.md says what each does."""
