"""The jobs as a Makefile of GNU make: a target for each, made again when its data change."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from lkj.banyak.nama import TakTertulisError, check_nama, find_tanda
from lkj.masukan import is_scratch, name_masukan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lkj.banyak import Kerja

WINDOWS = os.name == "nt"

_BENTUK = "Makefile"
# A pipe separates prerequisites whatever stands before it, and a backslash means what follows it.
_TERLARANG = "|\\"
# Quotation marks of cmd and of sh keep all but these.
_TERLARANG_WINDOWS = '"%$`!'
# What make reads something into, and how it is told not to. `=` and `;` are found before variables are put in.
_TULISAN = {" ": r"\ ", "$": "$$", "#": r"\#", ":": r"\:", "=": "$(SAMA_DENGAN)", ";": r"\$(TITIK_KOMA)"}
_TULISAN |= {char: f"\\{char}" for char in "*?["}
_TANPA_KUTIP = re.compile(r"[\w./,@+-]+", re.ASCII)

_KEPALA = """\
# Ditulis oleh lkj jobs --format make. Jalankan dari folder tempat perintah itu dijalankan, misalnya:
#   make -f jobs.mk -j 8 -k
# Tulis ulang bila ada instansi, tahun, atau berkas data baru.
LKJ ?= lkj
SAMA_DENGAN := =
TITIK_KOMA := ;

.PHONY: all
all:
"""


def write_makefile(daftar: Sequence[Kerja]) -> str:
    """Write the jobs as a Makefile.

    Raises:
        TakTertulisError: make, or the shell it starts, cannot be told a name.
    """
    parts = [_KEPALA]
    sources: dict[str, None] = {}
    for kerja in daftar:
        tanda = find_tanda(kerja).as_posix()
        target = _write(tanda)
        needed = [_write(path.as_posix()) for path in _list_sumber(kerja)]
        sources |= dict.fromkeys(needed)
        rule = " \\\n  ".join([f"{target}:", *needed])
        # `echo` because both cmd and sh have it.
        parts.append(
            f"\nall: {target}\n{rule}\n"
            f"\t$(LKJ) -C {_quote(kerja.folder.as_posix())} build {kerja.tahun}\n"
            f"\t@echo selesai > {_quote(tanda)}\n"
        )
    # A file that is no longer there makes its report again, instead of ending the run.
    parts.append("\n# Berkas yang dihapus juga membuat laporannya disusun ulang.\n")
    parts += [f"{source} :\n" for source in sources]
    return "".join(parts)


def _list_sumber(kerja: Kerja) -> Iterator[Path]:
    """List what a report is made from; with the folders, whose time tells that a file came or went."""
    for name in name_masukan(kerja.tahun):
        for root, names, files in os.walk(kerja.folder / name):
            names[:] = sorted(each for each in names if not is_scratch(each))
            yield Path(root)
            yield from (Path(root, each) for each in sorted(files) if not is_scratch(each))


def _write(name: str) -> str:
    """Write the name of a file so that make reads just that.

    Raises:
        TakTertulisError: it cannot be told.
    """
    check_nama(name, _BENTUK, _TERLARANG)
    if name.endswith((" ", ")")):
        raise TakTertulisError(f"Nama “{name}” tidak dapat ditulis dalam {_BENTUK}: ganti akhirnya")
    # The letter of a drive keeps its colon.
    drive = PureWindowsPath(name).drive if WINDOWS else ""
    text = drive + "".join(_TULISAN.get(char, char) for char in name[len(drive) :])
    return f"./{text}" if text.startswith("~") else text


def _quote(name: str) -> str:
    """Write the name of a file as a word of a command, for make and then for the shell."""
    if _TANPA_KUTIP.fullmatch(name):
        return name
    if WINDOWS:
        # make starts cmd there, or the sh of whatever brought make along.
        return f'"{check_nama(name, _BENTUK, _TERLARANG_WINDOWS)}"'
    return shlex.quote(name).replace("$", "$$")
