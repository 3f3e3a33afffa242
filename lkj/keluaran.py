"""The folder of outputs: one writer at a time, all files or none, and a manifest of what they were made from."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, TYPE_CHECKING, Any

import lkj
from lkj.convert.pandoc import ConvertError, read_version
from lkj.load import is_scratch
from lkj.periksa import masukan_folders
from lkj.render.bacaan import find_shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

MANIFEST = "manifest.json"
"""Name of the file that tells what the others were made from."""


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
    return bool(hash_keluaran(folder) == manifest["keluaran"])


def hash_keluaran(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of each output but the manifest, by name."""
    return {path.name: hash_file(path) for path in sorted(folder.iterdir()) if path.is_file() and path.name != MANIFEST}


def write_manifest(folder: Path, bahan: Mapping[str, Any]) -> None:
    """Write the manifest of finished outputs."""
    write_json(folder / MANIFEST, {**bahan, "keluaran": hash_keluaran(folder)})


def write_text(path: Path, text: str) -> None:
    """Write a text, the same bytes on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write JSON, the same bytes on every system."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def recover(target: Path) -> None:
    """Clear up what a killed build left beside its outputs, once no other is at work there.

    Raises:
        ConvertError: what stands there is no folder.
    """
    if os.path.lexists(target) and not target.is_dir():
        raise ConvertError(f"{target.as_posix()} bukan folder: pindahkan atau hapus, lalu ulangi.")
    if any(target.parent.glob(f".{target.name}-*")):
        with hold(target, lambda _: None):
            pass


@contextmanager
def hold(target: Path, report: Callable[[str], None]) -> Iterator[None]:
    """Keep other builds from a folder of outputs, and clear up what a killed one left there.

    Raises:
        OSError: nothing can be written there.
    """
    target.parent.mkdir(exist_ok=True)
    kunci = target.with_name(f".{target.name}.kunci")
    with _lock(kunci, lambda: report("Menunggu penyusunan lain selesai")):
        _recover(target)
        try:
            yield
        finally:
            _recover(target)


@contextmanager
def stage(target: Path) -> Iterator[Path]:
    """Give an empty folder to write into; what it holds at the end takes the place of `target`, unless that failed.

    Raises:
        ConvertError: an output is open in another program.
    """
    folder = Path(mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    yield folder
    try:
        _publish(folder, target)
    except PermissionError as error:
        # Windows keeps a folder whose file is open in Word.
        raise ConvertError(f"{target.as_posix()} sedang dipakai: tutup berkasnya, lalu ulangi.") from error


def _publish(staging: Path, target: Path) -> None:
    """Put a finished folder in the place of the old one; at every moment one of them is whole."""
    # mkdtemp makes a folder for its owner alone; outputs are for everybody the project is for.
    staging.chmod(target.parent.stat().st_mode & 0o777)
    old = _old(target)
    if target.exists():
        target.rename(old)
    staging.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _recover(target: Path) -> None:
    """Clear up after a run: old outputs that were taken away come back if no new ones took their place."""
    old = _old(target)
    if old.exists() and not target.exists():
        old.rename(target)
    for left in target.parent.glob(f".{target.name}-*"):
        shutil.rmtree(left, ignore_errors=True)


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}-lama")


@contextmanager
def _lock(path: Path, tell: Callable[[], None]) -> Iterator[None]:
    """Hold a lock that the system releases when the process ends, however it ends; wait for who holds it."""
    while True:
        # Kept open: closing it would release the lock.
        file = path.open("ab")
        _take(file, tell)
        # Who held it may have removed it since it was opened here: then another may hold the one there is now.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                break
        file.close()
    try:
        yield
    finally:
        with suppress(OSError):  # Windows keeps a file that another build waits with
            path.unlink()
        file.close()


def _take(file: IO[bytes], tell: Callable[[], None]) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there

        told = False
        while True:
            # Gives up after ten seconds.
            with suppress(OSError):
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if told else msvcrt.LK_NBLCK, 1)
                return
            if not told:
                tell()
            told = True
    else:
        import fcntl  # noqa: PLC0415 - same

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell()
            fcntl.flock(file, fcntl.LOCK_EX)
