"""The manifest: what outputs were made from, and whether they still are what they would be."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lkj
from lkj.convert.pandoc import ConvertError, read_version
from lkj.load import is_scratch
from lkj.periksa import masukan_folders
from lkj.render.bacaan import find_shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

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
            "kode": _hash_program(),
        },
        "masukan": dict(masukan),
    }


def hash_masukan(project: Path, tahun: int) -> dict[str, str]:
    """Give the SHA-256 of every file a report of the year is made from, by name; of none that is gone meanwhile."""
    found = {}
    for folder in masukan_folders(project, tahun):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not is_scratch(path.relative_to(folder).as_posix()):
                with suppress(FileNotFoundError):
                    found[path.relative_to(project).as_posix()] = hash_file(path)
    return found


def hash_file(path: Path) -> str:
    """Give the SHA-256 of a file in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hash_program() -> str:
    """Give the SHA-256 of the program and its templates; ends of lines, which git may change, do not count."""
    root, shipped = Path(__file__).parent, find_shipped()
    digest = hashlib.sha256()
    for folder, pattern in ((root, "*.py"), (root, "*.typ"), (shipped, "*")):
        for path in sorted(folder.rglob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                content = path.read_bytes().replace(b"\r\n", b"\n")
                digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
                digest.update(content)
    return digest.hexdigest()


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Read the manifest of outputs; None if there is none, or it is not one."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    parts = [found.get(name) for name in ("alat", "masukan", "keluaran")] if isinstance(found, dict) else [None]
    return found if all(isinstance(part, dict) for part in parts) else None


def is_current(folder: Path, bahan: Mapping[str, Any]) -> bool:
    """Tell whether a folder holds just the outputs that would be made from `bahan`, and each as it was written."""
    manifest = read_manifest(folder)
    if manifest is None or {**manifest, **bahan} != manifest:
        return False
    try:
        return bool(hash_keluaran(folder) == manifest["keluaran"])
    except FileNotFoundError:  # another build replaces them at this moment
        return False


def hash_keluaran(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of each output but the manifest, by name."""
    return {path.name: hash_file(path) for path in sorted(folder.iterdir()) if path.is_file() and path.name != MANIFEST}


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


def write_text(path: Path, text: str) -> None:
    """Write a text, the same bytes on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write JSON, the same bytes on every system."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def tell_removed(folder: Path) -> ConvertError:
    """Say that somebody removed the folder outputs are written to."""
    return ConvertError(f"Isi {folder.parent.as_posix()} dihapus selama laporan disusun; ulangi.")
