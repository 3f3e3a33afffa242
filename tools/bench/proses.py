"""Run processes one after another; tell the seconds each took, and the memory of all that ran at once."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Self

from lkj.simpanan import FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parents[2]

# Seconds. Who waits longer for a report has given up.
PATIENCE = 3600
_INTERVAL = 0.05
_MEGABYTE = 2**20
# Starts what is measured and waits for it. The system takes the memory of whoever starts a process for a part of what
# that process used; so that must be small.
_START = """
import os, sys, time
start = time.perf_counter()
_, status, usage = os.wait4(os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ), 0)
seconds = time.perf_counter() - start
with open(sys.argv[1], "w") as told:
    told.write(f"{seconds} {usage.ru_maxrss}")
code = os.waitstatus_to_exitcode(status)
sys.exit(code if code >= 0 else 128 - code)
"""
# Findings come first, and what went wrong last; a message of Typst has three lines.
_LAST_LINES = 3
_LAST_LETTERS = 300


class FailedError(RuntimeError):
    """A command ended with an error; the message is the last thing it said."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command.

    Attributes:
        name: what it does, in Indonesian.
        command: program and arguments.
        folder: where it runs; that of the `Lab` if none is given.
        stdin: the file it reads.
        environment: variables it gets beside those of `Lab`.
    """

    name: str
    command: Sequence[str]
    folder: Path | None = None
    stdin: Path = Path(os.devnull)
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """What steps took: seconds of each, by name, and at most so many megabytes at once."""

    seconds: Mapping[str, float]
    megabytes: float


@dataclass(frozen=True, slots=True)
class Lab:
    """A folder outside of the checkout: holds a copy of the program, which keeps what it compiles beside itself.

    Attributes:
        folder: where that is, and where all that is made goes.
    """

    folder: Path

    @classmethod
    def open(cls, folder: Path) -> Lab:
        """Copy the program into an empty folder."""
        for part in ("lkj", "templates"):
            shutil.copytree(ROOT / part, folder / "program" / part, ignore=shutil.ignore_patterns("__pycache__"))
        return cls(folder)

    @property
    def simpanan(self) -> Path:
        """Where the program remembers between its runs, unless a step says otherwise."""
        return self.folder / "simpanan-sementara"

    def run(self, steps: Sequence[Step], *, watch: bool) -> Run:
        """Run steps one after another; what they print is dropped.

        Args:
            steps: what to run.
            watch: look at memory while they run. Without it only the largest single process is known.

        Raises:
            FailedError: one of them failed.
        """
        seconds, megabytes = {}, 0.0
        for step in steps:
            seconds[step.name], used = self._run(step, watch=watch)
            megabytes = max(megabytes, used)
        return Run(seconds, megabytes)

    def _run(self, step: Step, *, watch: bool) -> tuple[float, float]:
        told = self.folder / "proses"
        with TemporaryFile() as said, step.stdin.open("rb") as stdin:
            process = subprocess.Popen(  # noqa: S603 # commands of this package
                [sys.executable, "-I", "-S", "-c", _START, str(told), *step.command],
                # Python looks there first, and must not find the program of the checkout.
                cwd=step.folder or self.folder,
                stdin=stdin,
                stdout=subprocess.DEVNULL,
                stderr=said,
                env=self._environment(step),
                start_new_session=True,
            )
            with process, _Watch(process.pid, active=watch) as memory:
                process.wait()
            if process.returncode:
                said.seek(0)
                told_last = _last_lines(said.read()).replace(f"{self.folder}/", "")
                raise FailedError(f"kode keluar {process.returncode}. {told_last}")
        seconds, used = map(float, told.read_text(encoding="ascii").split())
        largest = used * (1 if sys.platform == "darwin" else 1024) / _MEGABYTE
        return seconds, max(largest, memory.megabytes)

    def _environment(self, step: Step) -> dict[str, str]:
        # With PYTHONDONTWRITEBYTECODE every run would compile all its modules again.
        dropped = {"PYTHONDONTWRITEBYTECODE", "GITHUB_ACTIONS", "SOURCE_DATE_EPOCH"}
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        return {
            **kept,
            "PYTHONPATH": str(self.folder / "program"),
            "PYTHONPYCACHEPREFIX": str(self.folder / "pycache"),
            FOLDER: str(self.simpanan),
            **step.environment,
        }


def _last_lines(said: bytes) -> str:
    lines = [line.strip() for line in said.decode(errors="replace").splitlines() if line.strip()]
    return " ".join(lines[-_LAST_LINES:])[:_LAST_LETTERS]


class _Watch:
    """Looks, every now and then, how much memory a process and those it started use together; ends what never ends."""

    def __init__(self, pid: int, *, active: bool) -> None:
        self.megabytes = 0.0
        self._pid = pid
        self._active = active
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        now = time.monotonic()
        deadline, pause = now + PATIENCE, _INTERVAL
        while not self._ended.wait(pause if self._active else 1):
            now = time.monotonic()
            if self._active:
                used = sum(map(read_memory, _children(self._pid)))
                self.megabytes = max(self.megabytes, used / 1024)
                # To look takes the longer the more there is, and must not slow down what it looks at.
                pause = max(_INTERVAL, 20 * (time.monotonic() - now))
            if now > deadline:
                os.killpg(self._pid, signal.SIGKILL)
                return


def read_memory(pid: int) -> int:
    """Give the kilobytes a process and its children use together, what they share counted once; 0 if not known."""
    # It may end at any moment.
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"^Pss: +(\d+)", text, re.MULTILINE)
    return (int(found[1]) if found else 0) + sum(map(read_memory, _children(pid)))


def _children(pid: int) -> list[int]:
    try:
        tasks = [task.read_text(encoding="ascii") for task in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [int(child) for task in tasks for child in task.split()]
