"""A job in a process of its own, whose end, however it comes, is no harm to others.

What the process writes goes to files without a name, of which only a little is read: no more of it is ever in memory.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

import lkj
from lkj.banyak import Akhir, Hasil
from lkj.banyak.ringkas import read_ringkas
from lkj.finding import Severity
from lkj.nama import show_nama

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lkj.banyak import Kerja

BATAS = 600.0
"""Seconds a job may take."""

# Bytes: so much a process may write before it is taken for one that never ends, and so much of that is read.
_BANYAK = 16 << 20
_DIBACA = 1 << 14
# Letters of the reason of a failure.
_PANJANG = 500
# Exit codes of the program; see `lkj.cli`.
_SELESAI = 0
_GALAT = 1

_ROOT = str(Path(lkj.__file__).parents[1])
# The program that runs here, wherever it stands. `python -m` would also find modules in the folder one is in, where a
# stranger may have put some, and a folder that stays on the path could hide modules of Python itself.
_MULAI = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); import lkj; del sys.path[0]; from lkj.cli import main; main()"
)


class Proses:
    """A job that runs."""

    def __init__(self, kerja: Kerja, words: Sequence[str], batas: float = BATAS) -> None:
        """Start a job; one that cannot be started has failed.

        Args:
            kerja: the job.
            words: the program to run, and what it is told.
            batas: seconds it may take.
        """
        self._kerja = kerja
        self._batas = batas
        self._mulai = time.monotonic()
        self._keluar, self._salah = TemporaryFile(), TemporaryFile()  # noqa: SIM115 # closed by `close`
        self._proses: subprocess.Popen[bytes] | None = None
        self._tertolak = ""
        try:
            self._proses = subprocess.Popen(  # noqa: S603 # this program itself
                words,
                stdin=subprocess.DEVNULL,
                stdout=self._keluar,
                stderr=self._salah,
                env={**os.environ, "PYTHONIOENCODING": "utf-8"},
                # Of its own, so that all that it starts can be ended with it.
                start_new_session=True,
            )
        except OSError as error:
            self._tertolak = f"proses tidak dapat dimulai: {error.strerror or error}"

    def look(self) -> Hasil | None:
        """Tell how the job ended; None as long as it runs."""
        detik = time.monotonic() - self._mulai
        if self._proses is None:
            return self._fail(detik, self._tertolak)
        code = self._proses.poll()
        if code is not None:
            return self._read(code, detik)
        if detik > self._batas:
            return self._fail(detik, f"lebih dari {self._batas / 60:g} menit, jadi dihentikan")
        if _size(self._keluar) + _size(self._salah) > _BANYAK:
            return self._fail(detik, "menulis terlalu banyak pesan, jadi dihentikan")
        return None

    def close(self) -> None:
        """End the job, with all that it started, if it still runs, and let go of what it wrote."""
        if self._proses and self._proses.poll() is None:
            _kill_tree(self._proses)
            self._proses.wait()
        self._keluar.close()
        self._salah.close()

    def _fail(self, detik: float, sebab: str) -> Hasil:
        return Hasil(self._kerja, Akhir.GAGAL, detik, sebab=sebab)

    def _read(self, code: int, detik: float) -> Hasil:
        """Read what a job that ended tells of itself."""
        if code not in {_SELESAI, _GALAT}:
            return self._fail(detik, self._explain(code))
        try:
            self._keluar.seek(0)
            jumlah, pertama = read_ringkas(self._keluar.read(_DIBACA))
        except ValueError:
            return self._fail(detik, self._explain(code))
        akhir = Akhir.GALAT if jumlah[Severity.GALAT] else Akhir.PERINGATAN if code == _GALAT else Akhir.SELESAI
        return Hasil(self._kerja, akhir, detik, jumlah, pertama)

    def _explain(self, code: int) -> str:
        """Say why a process failed: in its own last words, if it had any."""
        if code < 0:
            return _explain_signal(-code)
        self._salah.seek(max(0, _size(self._salah) - _DIBACA))
        lines = [line.strip() for line in self._salah.read().decode(errors="replace").splitlines() if line.strip()]
        heads = ("Program gagal: ", "Salah pakai: ")
        start = max((index for index, line in enumerate(lines) if line.startswith(heads)), default=-1)
        said = " ".join(lines[start:])
        for head in heads:
            said = said.removeprefix(head)
        return show_nama(said[:_PANJANG]) or f"proses berhenti dengan kode {code}"


def write_perintah(kerja: Kerja, *words: str) -> list[str]:
    """Write what to run for a job: this program, with the words of a command, to give a summary."""
    perintah, *options = words
    folder = os.fspath(kerja.folder)
    return [sys.executable, "-P", "-c", _MULAI, _ROOT, "-C", folder, perintah, str(kerja.tahun), *options, "--summary"]


def _size(file: IO[bytes]) -> int:
    return os.fstat(file.fileno()).st_size


def _kill_tree(proses: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        tool = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
        with suppress(OSError):
            subprocess.run([tool, "/T", "/F", "/PID", str(proses.pid)], capture_output=True, check=False)  # noqa: S603
        proses.kill()
    else:
        # Not awaited yet, so its number is still its own.
        with suppress(ProcessLookupError):
            os.killpg(proses.pid, signal.SIGKILL)


def _explain_signal(number: int) -> str:
    try:
        name = signal.Signals(number).name
    except ValueError:
        name = f"sinyal {number}"
    memori = "; mungkin memori komputer habis" if name == "SIGKILL" else ""
    return f"proses dihentikan dari luar atau rusak ({name}){memori}"
