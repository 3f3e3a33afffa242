"""Let what is to be compared take turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from tools.bench.hasil import Langkah, Ukuran
from tools.bench.proses import FailedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tools.bench.proses import Run

# Seconds. What takes longer than that is measured once.
LONG = 30


class Runner(Protocol):
    """Runs something once, and watches its memory if told to."""

    def __call__(self, *, watch: bool) -> Run:
        """Run.

        Raises:
            FailedError: it failed.
        """


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to measure.

    Attributes:
        kode: its name in comparisons.
        nama: what it is, in Indonesian.
        run: runs it.
        prepare: called before each run, unmeasured.
    """

    kode: str
    nama: str
    run: Runner
    prepare: Callable[[], object] = tuple


def interleave(subjects: Sequence[Subject], rounds: int, tell: Callable[[str], None]) -> tuple[Ukuran, ...]:
    """Run subjects in turns.

    Each runs once first, to fill caches and to have its memory watched. Only if that takes longer than `LONG` does it
    count, and is the only run. What fails is not run again.

    Args:
        subjects: what to measure.
        rounds: how often each is measured.
        tell: told, in Indonesian, what is being run.
    """
    found = [_Found(subject) for subject in subjects]
    for one in found:
        tell(one.subject.nama)
        one.run(watch=True)
    for number in range(1, rounds + 1):
        tell(f"putaran {number} dari {rounds}")
        for one in found:
            if not one.failure and sum(one.runs[0].seconds.values()) <= LONG:
                one.run(watch=False)
    return tuple(one.collect() for one in found)


class _Found:
    """What is known of a subject so far."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.runs: list[Run] = []
        self.failure = ""

    def run(self, *, watch: bool) -> None:
        self.subject.prepare()
        try:
            self.runs.append(self.subject.run(watch=watch))
        except FailedError as error:
            self.failure = str(error)

    def collect(self) -> Ukuran:
        kode, nama = self.subject.kode, self.subject.nama
        if self.failure:
            return Ukuran(kode=kode, nama=nama, gagal=self.failure)
        counted = self.runs[1:] or self.runs
        steps = (
            Langkah(nama=name, detik=tuple(round(run.seconds[name], 4) for run in counted))
            for name in counted[0].seconds
        )
        memory = round(max(run.megabytes for run in self.runs), 1)
        return Ukuran(kode=kode, nama=nama, langkah=tuple(steps), memori=memory)
