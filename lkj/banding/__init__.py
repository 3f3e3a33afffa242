"""What a change of the data moves in the report: the working tree beside a revision, told to people and machines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from lkj.banding.hasil import compare_sisi
from lkj.banding.sisi import read_sisi
from lkj.git import Repositori, RevisiError
from lkj.masukan import name_masukan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lkj.banding.hasil import Beda
    from lkj.git import Revisi
    from lkj.periksa import HasilPeriksa


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """A year in the working tree beside the same year in a revision.

    Attributes:
        tahun: the year.
        revisi: what it is compared with.
        beda: how they differ.
        hasil: what was found in the data of the working tree.
        catatan: what could not be read of the revision, a sentence each.
    """

    tahun: int
    revisi: Revisi
    beda: Beda
    hasil: HasilPeriksa
    catatan: Sequence[str]


def compare_tahun(project: Path, tahun: int, rev: str | None = None) -> Perbandingan:
    """Compare the report of a year with that of a revision; nothing of the project is touched.

    Args:
        project: the folder that holds `data/`, and perhaps `templates/`.
        tahun: the year.
        rev: the revision; None for where the branch left the main branch.

    Raises:
        RevisiError: there is no such revision, or it has no data of the year.
        GitError: the repository cannot be read.
    """
    repositori = Repositori(project)
    revisi = repositori.find_revisi(rev)
    folder = f"data/{tahun}"
    with TemporaryDirectory(prefix="lkj-") as name:
        lama = Path(name)
        catatan = repositori.read_folders(revisi, name_masukan(tahun), lama)
        if not (lama / folder).is_dir():
            raise RevisiError(f"{revisi.teks} tidak memuat {folder}, jadi tidak ada pembandingnya.")
        baru = read_sisi(project, tahun)
        return Perbandingan(tahun, revisi, compare_sisi(read_sisi(lama, tahun), baru), baru.hasil, catatan)
