"""The Code Quality report of GitLab, which a merge request shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.finding import Severity
from lkj.mesin import dump_json
from lkj.temuan.butir import list_butir

if TYPE_CHECKING:
    from lkj.periksa import HasilPeriksa

_SEVERITY = {Severity.GALAT: "critical", Severity.PERINGATAN: "minor", Severity.CATATAN: "info"}


def write_gitlab(hasil: HasilPeriksa, letak: str) -> str:
    """Write everything found.

    Args:
        hasil: what was found.
        letak: where the repository has the project.
    """
    return dump_json(
        [
            {
                # The merge request shows this and neither the name of the check nor the column.
                "description": f"{butir.finding.code}: {butir.describe()}".replace("\n", " "),
                "check_name": butir.finding.code,
                "fingerprint": butir.sidik,
                "severity": _SEVERITY[butir.finding.severity],
                "location": {"path": butir.berkas, "lines": {"begin": butir.finding.position.line}},
            }
            for butir in list_butir(hasil, letak)
        ]
    )
