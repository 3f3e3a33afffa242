"""Findings out: as text for people, and in the formats that machines read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from lkj.temuan.github import write_github
from lkj.temuan.gitlab import write_gitlab
from lkj.temuan.letak import find_letak
from lkj.temuan.mesin import write_json
from lkj.temuan.sarif import write_sarif

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lkj.periksa import HasilPeriksa

    Penulis: TypeAlias = Callable[[HasilPeriksa, int, str], str]

PENULIS: Mapping[str, Penulis] = {
    "json": lambda hasil, tahun, _: write_json(hasil, tahun),
    "github": lambda hasil, _, letak: write_github(hasil, letak),
    "sarif": write_sarif,
    "gitlab": lambda hasil, _, letak: write_gitlab(hasil, letak),
}
"""What writes each format for machines, from what was found, the year, and where the repository has the project."""


def write_findings(bentuk: str, hasil: HasilPeriksa, tahun: int, project: Path) -> str:
    """Write everything found in a format for machines.

    Args:
        bentuk: the format, a key of `PENULIS`.
        hasil: what was found.
        tahun: the year.
        project: the folder of the project.
    """
    return PENULIS[bentuk](hasil, tahun, find_letak(project))
