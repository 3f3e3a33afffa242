"""Runs jobs beside each other, so many at once, and no more than that: who needs a scheduler has `lkj jobs`."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lkj.banyak import Akhir, Hasil
from lkj.banyak.proses import BATAS, Proses, write_perintah

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lkj.banyak.daftar import Daftar

# Seconds from one look at the processes to the next.
_JEDA = 0.02
# What asks a program to end: Ctrl-C, an engine of CI that was told to stop, a terminal that is closed.
_SINYAL = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def count_inti() -> int:
    """Count the cores this program may use: a build, which uses two now and then, keeps little more than one busy."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def run_semua(
    daftar: Daftar,
    words: Sequence[str],
    sekaligus: int,
    report: Callable[[Hasil, int], None],
    *,
    write: Callable[..., list[str]] = write_perintah,
    batas: float = BATAS,
) -> list[Hasil]:
    """Run a command for every job, each in a process of its own; give how they ended, in the order of the jobs.

    Args:
        daftar: the jobs; those that cannot be done are among what is given.
        words: the command and its options.
        sekaligus: so many at once.
        report: told of each job that ended, and how many have ended so far.
        write: writes what to run for a job.
        batas: seconds each may take.

    Raises:
        KeyboardInterrupt: the program was asked to end; no process is left then.
    """
    waiting = deque(daftar.kerja)
    running: list[Proses] = []
    ended: list[Hasil] = []
    with _hold_signals() as asked:
        try:
            while (waiting or running) and not asked:
                while waiting and len(running) < sekaligus:
                    kerja = waiting.popleft()
                    running.append(Proses(kerja, write(kerja, *words), batas))
                for proses in tuple(running):
                    hasil = proses.look()
                    if hasil:
                        running.remove(proses)
                        proses.close()
                        ended.append(hasil)
                        report(hasil, len(ended))
                time.sleep(_JEDA)
        finally:
            for proses in running:
                proses.close()
    if asked:
        raise KeyboardInterrupt
    without = [Hasil(kerja, Akhir.KOSONG) for kerja in daftar.tanpa]
    return sorted([*ended, *without], key=lambda hasil: hasil.kerja)


@contextmanager
def _hold_signals() -> Iterator[list[int]]:
    """Write down what asks the program to end, instead of being interrupted with a process half started."""
    asked: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield asked  # no signal ever comes here
        return
    # What somebody chose to ignore, as `nohup` does, stays ignored.
    before = {number: signal.getsignal(number) for number in _SINYAL if signal.getsignal(number) != signal.SIG_IGN}
    for number in before:
        signal.signal(number, lambda number, _: asked.append(number))
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)
