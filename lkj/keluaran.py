"""The folder of outputs: one writer at a time, all files or none.

What the outputs are safe from, and how: see docs/decisions/.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from contextlib import contextmanager, suppress
from ctypes import CDLL
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, TYPE_CHECKING

from lkj.convert.pandoc import ConvertError
from lkj.manifes import tell_removed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# How Linux and macOS are asked to swap two folders, and paths that start from where the program runs.
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_AT_FDCWD = -100

# What keeps a folder where it is: an open file (Windows), protection, being mounted, the image of a container.
_HELD = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.EXDEV}

# What is said of a lock that another holds, and on drives where there are none.
_TAKEN = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}

# Seconds between attempts to move a folder: a virus scanner or a cloud drive holds new files on Windows for a moment.
_PAUSES = (0.1, 0.3, 1.0) if sys.platform == "win32" else ()


def recover(target: Path, report: Callable[[str], None] = lambda _: None) -> None:
    """Clear up what a killed build left beside its outputs, once no other is at work there.

    Raises:
        ConvertError: what stands there is no folder, or a link, and nothing is written outside of the project.
        OSError: nothing can be written there.
    """
    for path in (target.parent, target, _kunci(target)):
        if path.is_symlink():
            raise ConvertError(f"{path.as_posix()} adalah tautan: pindahkan atau hapus, lalu ulangi.")
    for path in (target.parent, target):
        if path.exists() and not path.is_dir():
            raise ConvertError(f"{path.as_posix()} bukan folder: pindahkan atau hapus, lalu ulangi.")
    if any(target.parent.glob(f".{target.name}-*")):
        with hold(target, report):
            pass


@contextmanager
def hold(target: Path, report: Callable[[str], None]) -> Iterator[None]:
    """Keep other builds from a folder of outputs, and clear up what a killed one left there.

    Raises:
        OSError: nothing can be written there.
    """
    with _lock(target, lambda: report("Menunggu penyusunan lain selesai")):
        _bring_back(target)
        for left in target.parent.glob(f".{target.name}-*"):
            _remove(left)
        yield


@contextmanager
def stage(target: Path) -> Iterator[Path]:
    """Give an empty folder to write into; what it holds at the end takes the place of `target`, unless that failed.

    Raises:
        ConvertError: the folder was removed meanwhile, or the old outputs cannot be moved.
        OSError: something could not be written.
    """
    # The system would move it all the same, and leave it to nobody to clear up.
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    with _naming(target, target.parent):
        folder = Path(mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        with _naming(target, target):
            yield folder
            _publish(folder, target)
    except Exception as error:
        if not folder.is_dir():
            raise tell_removed(folder) from error
        raise
    finally:
        _remove(folder)


@contextmanager
def _naming(target: Path, shown: Path) -> Iterator[None]:
    """Let what the system refuses name a folder users know, not a hidden one, nor none as where a disk is full."""
    try:
        yield
    except OSError as error:
        # None where a write failed, a number or a name without its folder where a whole folder is removed.
        name = Path(str(error.filename or ""))
        hidden = target.with_name(f".{target.name}")
        if error.errno and (name.parent == Path() or str(name).startswith(str(hidden))):
            error.filename = str(shown)
        raise


def _publish(staging: Path, target: Path) -> None:
    """Put a finished folder in the place of the old one, in a single step where the system can."""
    # mkdtemp makes a folder for its owner alone; outputs are for everybody the project is for.
    staging.chmod(target.parent.stat().st_mode & 0o777)
    _flush(staging)
    try:
        if not target.exists():
            _move(staging, target)
        elif not _exchange(staging, target):
            _move(target, _old(target))
            try:
                _move(staging, target)
            finally:
                _bring_back(target)
    except OSError as error:
        if error.errno not in _HELD:
            raise
        raise ConvertError(
            f"{target.as_posix()} tidak dapat diganti: tutup berkasnya yang sedang dibuka, atau hapus folder itu, lalu "
            "ulangi."
        ) from error
    _flush_folder(target.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in a single step; tell whether it was done, which not every system and file system can."""
    paths = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            failed = CDLL(None).renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
        elif sys.platform == "darwin":
            failed = CDLL(None).renamex_np(*paths, _RENAME_SWAP)
        else:
            return False
    except AttributeError:  # a C library older than the call
        return False
    # Whatever the reason: moving one after the other will do, or tell.
    return bool(failed == 0)


def _move(folder: Path, target: Path) -> None:
    """Move a folder; try again where others hold it for a moment."""
    for pause in _PAUSES:
        with suppress(PermissionError):
            folder.rename(target)
            return
        time.sleep(pause)
    folder.rename(target)


def _bring_back(target: Path) -> None:
    """Put old outputs back that were moved away, if no new ones took their place; else remove them."""
    old = _old(target)
    if old.exists() and not target.exists():
        old.rename(target)
    _remove(old)


def _flush(folder: Path) -> None:
    """Have the files of a folder written to the disk: else a power failure could leave empty ones under their names."""
    for path in folder.iterdir():
        with path.open("rb+") as file:  # Windows wants the right to write
            os.fsync(file.fileno())
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system has a way to ask for it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(path: Path) -> None:
    """Remove a folder, or a link to one; what the system keeps stays for the next build."""
    with suppress(OSError):
        if path.is_symlink():
            path.unlink()
        shutil.rmtree(path, ignore_errors=True)
        if path.is_dir():
            # Windows keeps files that somebody protected from writing.
            for file in path.iterdir():
                if file.is_file() and not file.is_symlink():
                    file.chmod(0o600)
            shutil.rmtree(path, ignore_errors=True)


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}-lama")


def _kunci(target: Path) -> Path:
    return target.with_name(f".{target.name}.kunci")


@contextmanager
def _lock(target: Path, tell: Callable[[], None]) -> Iterator[None]:
    """Hold a lock that the system releases when the process ends, however it ends; wait for who holds it."""
    path = _kunci(target)
    while True:
        with _naming(target, target.parent):
            target.parent.mkdir(exist_ok=True)
            # Kept open: closing it would release the lock.
            file = path.open("ab")
            try:
                _take(file, tell)
            except BaseException:
                file.close()
                raise
        # Who held it may have removed it since it was opened here: then another may hold the one there is now.
        if _is_open(file, path):
            break
        file.close()
    try:
        yield
    finally:
        # Somebody may have removed it, and another build made its own.
        own = _is_open(file, path)
        if sys.platform == "win32":
            file.close()  # what is open, also in a build that waits, cannot be removed there
        if own:
            with suppress(OSError):
                path.unlink()
        file.close()


def _is_open(file: IO[bytes], path: Path) -> bool:
    """Tell whether an open file is the one that bears a name now."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _take(file: IO[bytes], tell: Callable[[], None]) -> None:
    """Take the lock, or go on without one where files cannot be locked: two builds at once may then fail, not mix."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there

        lock, first, again = msvcrt.locking, (msvcrt.LK_NBLCK, 1), (msvcrt.LK_LOCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - same

        lock, first, again = fcntl.flock, (fcntl.LOCK_EX | fcntl.LOCK_NB,), (fcntl.LOCK_EX,)
    how, told = first, False
    while True:
        try:
            lock(file.fileno(), *how)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return
            # Windows gives up waiting after ten seconds.
            if error.errno not in _TAKEN:
                raise
            if not told:
                tell()
            how, told = again, True
        else:
            return
