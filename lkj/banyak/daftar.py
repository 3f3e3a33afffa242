"""Which agencies and years there are below a folder. Folders are looked at; no file is opened."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lkj.banyak import Kerja

if TYPE_CHECKING:
    from collections.abc import Iterator

DALAM = 3
"""So many levels below the folder agencies are looked for: a country's provinces, their regencies, their agencies."""

# A project's own outputs and what tools install; hidden folders are passed over, too.
_LAIN = frozenset({"build", "node_modules", "venv", "__pycache__"})
# Only what can be a year: below a folder of anything, many a `data/` is none of ours.
_TAHUN = re.compile(r"(?:19|20)\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Daftar:
    """What was found.

    Attributes:
        kerja: the jobs, by folder, then by year.
        tanpa: the agencies that do not have the year asked for, as jobs that cannot be done.
        tahun: every year that some agency has.
        terlewat: folders that were passed over and may hold an agency, each with the reason.
    """

    kerja: tuple[Kerja, ...]
    tanpa: tuple[Kerja, ...]
    tahun: tuple[int, ...]
    terlewat: tuple[str, ...]


def find_kerja(akar: Path, tahun: int | None = None) -> Daftar:
    """Find the agencies below a folder, or the one that it is itself.

    Links to folders are not followed: where they lead to is found anyway, or is not part of the folder.

    Args:
        akar: the folder.
        tahun: only this year; None for all years of every agency.
    """
    telusur = _Telusur(akar)
    found = dict(telusur.walk(Path(), Path(os.path.realpath(akar)), 0))
    kerja, tanpa = [], []
    for folder, years in found.items():
        wanted = [year for year in years if tahun in {None, year}]
        kerja += [Kerja(akar / folder, year) for year in wanted]
        if tahun is not None and not wanted:
            tanpa.append(Kerja(akar / folder, tahun))
    years = sorted({year for each in found.values() for year in each})
    return Daftar(tuple(kerja), tuple(tanpa), tuple(years), tuple(telusur.tell_skipped(found)))


@dataclass(slots=True)
class _Telusur:
    akar: Path
    tautan: list[tuple[Path, Path]] = field(default_factory=list)
    tertutup: list[Path] = field(default_factory=list)

    def walk(self, folder: Path, nyata: Path, tingkat: int) -> Iterator[tuple[Path, list[int]]]:
        """Give the agencies in and below a folder, and their years.

        Args:
            folder: where, from the folder that was asked for.
            nyata: the same without links.
            tingkat: how many levels that is below it.
        """
        try:
            years = _list_tahun(self.akar / folder)
            names = [] if years or tingkat == DALAM else _list_folder(self.akar / folder)
        except OSError:
            self.tertutup.append(folder)
            return
        if years:
            yield folder, years
        for name in names:
            there = Path(os.path.realpath(nyata / name))
            if there == nyata / name:
                yield from self.walk(folder / name, there, tingkat + 1)
            else:
                self.tautan.append((folder / name, there))

    def tell_skipped(self, found: dict[Path, list[int]]) -> Iterator[str]:
        """Name what was passed over: an agency that is found under its own name is not."""
        known = {Path(os.path.realpath(self.akar / folder)) for folder in found}
        for folder in self.tertutup:
            yield f"{Kerja(self.akar / folder, 0).nama} dilewati: folder itu tidak dapat dibuka."
        for folder, there in self.tautan:
            try:
                lost = there not in known and bool(_list_tahun(there))
            except OSError:
                lost = True
            if lost:
                yield f"{Kerja(self.akar / folder, 0).nama} dilewati: tautan ke folder lain tidak diikuti."


def _list_tahun(project: Path) -> list[int]:
    """List the years of a project; none where there are no data.

    Raises:
        OSError: the folder cannot be looked into.
    """
    try:
        names = _list_folder(project / "data")
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [int(name) for name in names if _TAHUN.fullmatch(name)]


def _list_folder(folder: Path) -> list[str]:
    with os.scandir(folder) as entries:
        return sorted(entry.name for entry in entries if _is_open(entry.name) and _is_folder(entry))


def _is_open(name: str) -> bool:
    return not name.startswith(".") and name not in _LAIN


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads in a circle
        return False
