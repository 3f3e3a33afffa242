"""Many agencies and years at once: what a job is, and how it ended."""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from lkj.masukan import TANPA_TEMPLAT
from lkj.nama import show_nama

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lkj.finding import Finding, Severity


class Akhir(StrEnum):
    """How a job ended."""

    SELESAI = "selesai"
    PERINGATAN = "peringatan"
    GALAT = "galat"
    GAGAL = "gagal"
    KOSONG = "tanpa data"


@dataclass(frozen=True, slots=True, order=True)
class Kerja:
    """A year of an agency; `folder` is that of its project, as the user would name it."""

    folder: Path
    tahun: int

    @property
    def nama(self) -> str:
        """The folder on a line of a terminal."""
        return show_nama(self.folder.as_posix())

    def write_perintah(self, perintah: str) -> str:
        """Write the command that does this job alone, as a shell reads it."""
        where = [] if self.folder.as_posix() == "." else ["-C", self.folder.as_posix()]
        # Who does not trust the templates of others now does not trust them later.
        without = ["--no-templates"] if os.environ.get(TANPA_TEMPLAT) else []
        words = ["lkj", *without, *where, perintah, str(self.tahun)]
        return show_nama(subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words))


@dataclass(frozen=True, slots=True)
class Hasil:
    """How a job ended.

    Attributes:
        kerja: the job.
        akhir: how it ended: `PERINGATAN` where warnings are to count, `KOSONG` where there are no data of that year.
        detik: how long it took, in seconds.
        jumlah: how many findings there are of each severity; empty where that is not known.
        pertama: the first of the gravest findings.
        sebab: why it failed.
    """

    kerja: Kerja
    akhir: Akhir
    detik: float = 0
    jumlah: Mapping[Severity, int] = field(default_factory=dict)
    pertama: Finding | None = None
    sebab: str = ""
