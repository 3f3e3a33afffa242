"""Building again whenever a file of the project changes. Nothing here prints, and nothing but Ctrl-C ends it.

The files are looked at again and again instead of asking the system to tell of changes: see docs/decisions/.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from lkj.build import Dokumen, build
from lkj.finding import Severity, stops_build
from lkj.format import format_desimal
from lkj.masukan import is_scratch, masukan_folders
from lkj.periksa import check_tahun
from lkj.temuan.butir import list_butir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lkj.build import HasilBuild
    from lkj.periksa import HasilPeriksa

# Of so many files that changed the names are told.
_DISEBUT = 3

# Seconds from one look to the next, and after a change: saving may take several steps, a checkout many.
_JEDA = 0.3
_TENANG = 0.1

# Looks after which a project that never rests is built as it is.
_SABAR = 30

# Nanoseconds. The clock of some file systems is so coarse that two savings can bear the same time.
_KASAR = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Mulai:
    """A round begins.

    Attributes:
        berubah: the files that changed, relative to the project; empty in the first round.
    """

    berubah: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diperiksa:
    """The data were checked.

    Attributes:
        hasil: what was found now and not in the round before, and everything that stops the build.
        tetap: how many other findings there are, all shown before.
    """

    hasil: HasilPeriksa
    tetap: int


@dataclass(frozen=True, slots=True)
class Tersusun:
    """The report was written.

    Attributes:
        hasil: the outputs.
        detik: how long the round took.
    """

    hasil: HasilBuild
    detik: float


@dataclass(frozen=True, slots=True)
class Tertahan:
    """The data have errors; the outputs are those of before."""

    detik: float


@dataclass(frozen=True, slots=True)
class Gagal:
    """Something failed; the outputs are those of before."""

    sebab: Exception
    detik: float


Kabar: TypeAlias = Mulai | Diperiksa | Tersusun | Tertahan | Gagal
"""What is told of a round."""


def watch(
    project: Path,
    tahun: int,
    report: Callable[[str], None],
    *,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.perf_counter,
) -> Iterator[Kabar]:
    """Build the report of a year, and again after every change, for ever.

    Args:
        project: the folder that holds `data/`, `build/` and perhaps `templates/`.
        tahun: the year.
        report: told, in Indonesian, what is being done.
        sleep: waits so many seconds.
        clock: counts seconds.
    """
    terakhir = Dokumen()
    dikenal: frozenset[tuple[str, str]] = frozenset()
    for berubah in list_changes(project, tahun, sleep):
        yield Mulai(berubah)
        mulai = clock()
        try:
            hasil = check_tahun(project, tahun)
            kabar, dikenal = _compare(hasil, dikenal)
            yield kabar
            if stops_build(hasil.findings):
                yield Tertahan(clock() - mulai)
                continue
            tersusun = build(project, tahun, report, terakhir)
            if tersusun.berkas:
                yield Tersusun(tersusun, clock() - mulai)
            else:
                # Drawing the pages of scans, or what was saved since the check, brought something else to light.
                yield _compare(tersusun, dikenal)[0]
                yield Tertahan(clock() - mulai)
        except Exception as error:  # noqa: BLE001 # whatever was saved, the next saving may mend it
            yield Gagal(error, clock() - mulai)


def describe(kabar: Mulai | Tersusun | Tertahan | Gagal) -> str:
    """Say in a line what is told of a round, but for what was found and what failed."""
    match kabar:
        case Mulai(()):
            return "Menyusun laporan"
        case Mulai():
            more = len(kabar.berubah) - _DISEBUT
            return f"Berubah: {', '.join(kabar.berubah[:_DISEBUT])}{f' dan {more} berkas lain' if more > 0 else ''}"
        case Tersusun():
            return f"Selesai dalam {_seconds(kabar)}: {kabar.hasil.berkas[0].parent.as_posix()}"
        case Tertahan():
            return f"Perbaiki galatnya; laporan tidak disusun, keluaran yang lama tidak berubah ({_seconds(kabar)})"
        case Gagal():
            return f"Keluaran yang lama tidak berubah ({_seconds(kabar)})"


def _seconds(kabar: Tersusun | Tertahan | Gagal) -> str:
    return f"{format_desimal(Decimal(kabar.detik), 1)} detik"


def _compare(hasil: HasilPeriksa, dikenal: frozenset[tuple[str, str]]) -> tuple[Diperiksa, frozenset[tuple[str, str]]]:
    """Pick what is to be shown, and give what is known from now on."""
    keys = {butir.finding: (butir.sidik, butir.finding.message) for butir in list_butir(hasil)}
    shown = [
        finding for finding in hasil.findings if finding.severity is Severity.GALAT or keys[finding] not in dikenal
    ]
    known = frozenset(keys.values())
    if stops_build(hasil.findings):
        # Where a file cannot be read, much is not looked at; that it is not found does not mean that it was mended.
        known |= dikenal
    return Diperiksa(replace(hasil, findings=shown), len(hasil.findings) - len(shown)), known


@dataclass(frozen=True, slots=True)
class _Rekam:
    # What was seen of a file: what the system says of it, a digest of its content (none: it cannot be read), and
    # whether it may change without the system saying anything else of it.
    keadaan: tuple[int, ...]
    sidik: str
    goyah: bool


def list_changes(project: Path, tahun: int, sleep: Callable[[float], None]) -> Iterator[tuple[str, ...]]:
    """Give the files whose content changed, relative to the project, as soon as they rest; none the first time.

    Args:
        project: the folder of the project.
        tahun: the year whose report is made.
        sleep: waits so many seconds.
    """

    def look(before: Mapping[Path, _Rekam]) -> dict[Path, _Rekam]:
        return _look(masukan_folders(project, tahun), before)

    before = look({})
    yield ()
    while True:
        sleep(_JEDA)
        now = look(before)
        changed = _differ(before, now)
        if changed:
            for _ in range(_SABAR):
                sleep(_TENANG)
                now, last = look(now), now
                if not _differ(last, now):
                    break
            changed = _differ(before, now)
        before = now
        if changed:
            yield tuple(sorted(path.relative_to(project).as_posix() for path in changed))


def _differ(before: Mapping[Path, _Rekam], now: Mapping[Path, _Rekam]) -> set[Path]:
    return {
        path
        for path in {*before, *now}
        if path not in before or path not in now or before[path].sidik != now[path].sidik
    }


def _look(folders: list[Path], before: Mapping[Path, _Rekam]) -> dict[Path, _Rekam]:
    """See what there is; only what seems changed is read."""
    seen = {}
    for folder in folders:
        for root, names, files in os.walk(folder):
            names[:] = [name for name in names if not is_scratch(name)]
            for path in (Path(root, name) for name in files if not is_scratch(name)):
                # What vanishes at this moment is not there.
                with suppress(OSError):
                    seen[path] = _see(path, before.get(path))
    return seen


def _see(path: Path, before: _Rekam | None) -> _Rekam:
    found = path.stat()
    keadaan = (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
    if before and before.keadaan == keadaan and not before.goyah:
        return before
    sidik = _digest(path, found.st_mode)
    return _Rekam(keadaan, sidik, not sidik or abs(time.time_ns() - found.st_mtime_ns) < _KASAR)


def _digest(path: Path, mode: int) -> str:
    # A queue or a device would be read for ever.
    if not stat.S_ISREG(mode):
        return ""
    try:
        with path.open("rb") as berkas:
            return hashlib.file_digest(berkas, "sha256").hexdigest()
    except OSError:
        return ""
