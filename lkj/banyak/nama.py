"""Names for engines: what a folder is called may be anything, and each engine reads something into it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lkj.nama import show_nama

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lkj.banyak import Kerja


class TakTertulisError(ValueError):
    """A name that a format cannot express; the message says which and why, in Indonesian."""


def check_nama(name: str, bentuk: str, terlarang: str = "") -> str:
    """Give a name back that a format can express.

    Args:
        name: of a folder or file.
        bentuk: the format, as a sentence calls it.
        terlarang: characters that mean something else in it, however they are written.

    Raises:
        TakTertulisError: it cannot.
    """
    shown = show_nama(name)
    bad = [char for char in name if char in terlarang]
    if bad:
        raise TakTertulisError(f"Nama “{shown}” tidak dapat ditulis dalam {bentuk}: ganti namanya, tanpa {bad[0]}")
    # Ends of lines, marks of direction, and bytes that are no UTF-8.
    if not name.isprintable():
        raise TakTertulisError(f"Nama “{shown}” tidak dapat ditulis dalam {bentuk}: ganti namanya, tanpa huruf kendali")
    return name


def find_tanda(kerja: Kerja) -> Path:
    """Give the file that tells an engine when a report was made.

    None of the outputs can: what has not changed is not written again, and engines delete what a rule writes when that
    is interrupted or begun anew, where the outputs stay until they are replaced as a whole.
    """
    return kerja.folder / "build" / f"{kerja.tahun}.selesai"


def name_kerja(daftar: Iterable[Kerja], pemisah: str = "-") -> dict[Kerja, str]:
    """Give each job a name of its own, of small letters, digits and `pemisah`: for jobs, rules and artifacts."""
    names: dict[Kerja, str] = {}
    taken: set[str] = set()
    for kerja in daftar:
        plain = unicodedata.normalize("NFKD", f"{kerja.folder.as_posix()} {kerja.tahun}").lower()
        base = re.sub(r"[^a-z0-9]+", pemisah, plain.encode("ascii", "ignore").decode()).strip(pemisah)
        name, number = base, 1
        while name in taken:
            number += 1
            name = f"{base}{pemisah}{number}"
        taken.add(name)
        names[kerja] = name
    return names
