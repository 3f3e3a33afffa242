"""What a command said, said again where it would say the same.

A command does not run while everything it would read has the content it had. That is looked at, never guessed from the
times of files.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from lkj.masukan import hash_file, hash_folder, hash_program, masukan_folders, read_hari
from lkj.simpanan import is_on, recall, remember

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Teks: TypeAlias = tuple[str, Literal["out", "err", "mesin"]]
"""What is said and where: as output, as an error, or as output whose bytes a machine reads."""

TETAP = "Data, templat dan program tidak berubah; keluaran yang ada tetap dipakai"
"""What is said where outputs stay as they are."""

# Of more than this nothing is remembered: to look at it could take longer than to do the work.
_BANYAK = 10_000
_BESAR = 500 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Ucapan:
    """How a command ended.

    Attributes:
        kode: its exit code.
        teks: what it said at its end.
    """

    kode: int
    teks: Sequence[Teks]


class Ingatan:
    """What a command said when all it reads had the content it has now.

    Args:
        project: the folder of the project.
        tahun: the year.
        words: the name of the command, and all else that changes what it says.
        folder: where the command writes, if it does; nothing is recalled unless just the files it wrote stand there.
    """

    def __init__(self, project: Path, tahun: int, words: Sequence[object], folder: Path | None = None) -> None:
        self._folder = folder
        self._masukan = partial(_list_masukan, project, tahun)
        self._asked = json.dumps([*words, tahun, read_hari().isoformat(), os.environ.get("SOURCE_DATE_EPOCH")])
        self._program = [sys.version, *_list_packages(), hash_program()] if is_on() else []
        self._sidik = self._identify()

    def recall(self) -> Ucapan | None:
        """Give what was said; None if that is not known."""
        said = recall(self._sidik) if self._sidik else None
        if said is None or (self._folder and not _is_there(self._folder, said["keluaran"])):
            return None
        return Ucapan(said["kode"], said["teks"])

    def remember(self, ucapan: Ucapan) -> None:
        """Remember what was said, unless what it was said of changed meanwhile; not of outputs that were not made."""
        with suppress(OSError):
            keluaran = hash_folder(self._folder) if self._folder and not ucapan.kode else None
            if self._sidik and (keluaran or not self._folder) and self._sidik == self._identify():
                remember(self._sidik, {"kode": ucapan.kode, "teks": ucapan.teks, "keluaran": keluaran})

    def _identify(self) -> str | None:
        """Give a digest of all that decides what the command says; None where that cannot be told."""
        if self._program:
            with suppress(OSError):
                known = [self._asked, *self._program, *self._masukan()]
                return hashlib.sha256(json.dumps(known).encode()).hexdigest()
        return None


def _is_there(folder: Path, keluaran: dict[str, str]) -> bool:
    """Tell whether a folder of outputs needs nothing done, clearing up after a killed build included."""
    with suppress(OSError):
        linked = any(path.is_symlink() for path in (folder, folder.parent))
        return not linked and not any(folder.parent.glob(f".{folder.name}*")) and hash_folder(folder) == keluaran
    return False


def _list_packages() -> list[str]:
    """Name the packages there are with their versions, as their folders do."""
    names: set[str] = set()
    for folder in map(Path, sys.path):
        with suppress(OSError):
            names.update(path.name for path in folder.iterdir() if path.suffix in {".dist-info", ".egg-info"})
    return sorted(names)


def _list_masukan(project: Path, tahun: int) -> Iterator[tuple[str, str]]:
    """List all that stands in the folders a report is made from, each with its content.

    Raises:
        OSError: something cannot be read, or there is too much, or a link, which may lead anywhere, or a pipe.
    """
    banyak, besar = 0, 0
    for akar in masukan_folders(project, tahun):
        yield akar.name, str(akar.resolve())
        folders = [akar] if akar.exists() else []
        while folders:
            for path in sorted(folders.pop().iterdir()):
                banyak, besar = banyak + 1, besar + path.lstat().st_size
                ordinary = not path.is_symlink() and (path.is_dir() or path.is_file())
                if not ordinary or banyak > _BANYAK or besar > _BESAR:
                    raise OSError(str(path))
                if path.is_dir():
                    folders.append(path)
                yield path.relative_to(akar).as_posix(), "" if path.is_dir() else hash_file(path)
