"""The manifest: what outputs were made from, and whether they still are what they would be."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import lkj
from lkj.convert.pandoc import ConvertError, read_version
from lkj.masukan import hash_file, hash_folder, hash_program
from lkj.simpanan import recall, remember

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

MANIFEST = "manifest.json"
"""Name of the file that tells what the others were made from."""

JEJAK = "jejak.json"
"""Name of the file that tells where each number comes from."""


def name_laporan(tahun: int, jenis: str) -> str:
    """Name the report of a year as a file of one kind: `docx`, `md` or `pdf`."""
    return f"lkj-{tahun}.{jenis}"


def describe_bahan(masukan: Mapping[str, str], tahun: int, epoch: int) -> dict[str, Any]:
    """Tell what outputs are made from: the head of their manifest, which is equal if and only if they would be.

    Args:
        masukan: what `hash_masukan` gives.
        tahun: the year.
        epoch: the time written into documents, seconds since 1970.

    Raises:
        ConvertError: pandoc cannot be run.
        OSError: a file cannot be read.
    """
    return {
        "versi": 1,
        "tahun": tahun,
        "waktu": epoch,
        "alat": {
            "lkj": lkj.__version__,
            "pandoc": read_version(),
            "typst": version("typst"),
            "kode": hash_program(),
        },
        "masukan": dict(masukan),
    }


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Read the manifest of outputs; None if there is none, or it is not one."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    parts = [found.get(name) for name in ("alat", "masukan", "keluaran")] if isinstance(found, dict) else [None]
    return found if all(isinstance(part, dict) for part in parts) else None


def is_current(folder: Path, describe: Callable[[], Mapping[str, Any]]) -> bool:
    """Tell whether a folder holds just the outputs that would be made now, each as it was written.

    Only those that were written for this user count: others may put any there, and a manifest that goes with them.

    Args:
        folder: the outputs.
        describe: gives what they would be made from, as `describe_bahan` does; asked where there is a manifest.
    """
    manifest = read_manifest(folder)
    if manifest is None or {**manifest, **describe()} != manifest:
        return False
    try:
        known = recall(hash_file(folder / MANIFEST)) is not None
        return bool(known and hash_keluaran(folder) == manifest["keluaran"])
    except FileNotFoundError:  # another build replaces them at this moment
        return False


def hash_keluaran(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of each output but the manifest, by name."""
    return {name: sidik for name, sidik in hash_folder(folder).items() if name != MANIFEST}


def write_manifest(folder: Path, bahan: Mapping[str, Any]) -> None:
    """Write the manifest of finished outputs.

    Raises:
        ConvertError: some of them are gone.
        OSError: it cannot be written.
    """
    keluaran = hash_keluaran(folder)
    if keluaran.keys() != {JEJAK, *(name_laporan(bahan["tahun"], jenis) for jenis in ("docx", "md", "pdf"))}:
        raise tell_removed(folder)
    write_json(folder / MANIFEST, {**bahan, "keluaran": keluaran})


def remember_manifest(folder: Path) -> None:
    """Remember that outputs are this program's own."""
    remember(hash_file(folder / MANIFEST), {})


def write_text(path: Path, text: str) -> None:
    """Write a text, the same bytes on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write JSON, the same bytes on every system."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def tell_removed(folder: Path) -> ConvertError:
    """Say that somebody removed the folder outputs are written to."""
    return ConvertError(f"Isi {folder.parent.as_posix()} dihapus selama laporan disusun; ulangi.")
