"""The rules: one function a rule, and the registry of them all. Rules do no IO.

Each module lists its own rules at its end, by the step they belong to.

They run in three steps, each on what the one before made sure of: `CODE_RULES` on the YAML of the files, even of a year
that could not be read as a whole; `BASIC_RULES` on the data of a year, without whose agreement nothing can be computed;
then `DATA_RULES` on the data and `REPORT_RULES` on the report computed from them. `READING` describes what is found
before that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lkj.finding import Severity
from lkj.rules import (
    anggaran,
    belanja,
    bukti,
    gerak,
    kelengkapan,
    keterkaitan,
    kinerja,
    klaim,
    pejabat,
    penulisan,
    prosa,
    renstra,
    rujukan,
    struktur,
    sumber_daya,
    triwulan,
)
from lkj.rules.bacaan import READING as READING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lkj.finding import Finding
    from lkj.laporan import Laporan
    from lkj.load import DataTahun
    from lkj.model.dasar import Located
    from lkj.rules.aturan import Aturan

CODE_RULES: tuple[Aturan[Mapping[str, Located]], ...] = rujukan.CODE
BASIC_RULES: tuple[Aturan[DataTahun], ...] = (*rujukan.BASIC, *struktur.BASIC, *penulisan.BASIC)
DATA_RULES: tuple[Aturan[DataTahun], ...] = (
    *struktur.DATA,
    *penulisan.DATA,
    *keterkaitan.DATA,
    *pejabat.DATA,
    *sumber_daya.DATA,
    *kinerja.DATA,
    *triwulan.DATA,
    *renstra.DATA,
    *anggaran.DATA,
    *belanja.DATA,
    *bukti.DATA,
    *prosa.DATA,
    *kelengkapan.DATA,
)
REPORT_RULES: tuple[Aturan[Laporan], ...] = (
    *keterkaitan.REPORT,
    *pejabat.REPORT,
    *sumber_daya.REPORT,
    *kinerja.REPORT,
    *triwulan.REPORT,
    *renstra.REPORT,
    *anggaran.REPORT,
    *belanja.REPORT,
    *bukti.REPORT,
    *prosa.REPORT,
    *klaim.REPORT,
    *gerak.REPORT,
    *kelengkapan.REPORT,
)

_EASABLE: tuple[Aturan[Any], ...] = (*DATA_RULES, *REPORT_RULES)
_ALL: tuple[Aturan[Any], ...] = (*READING, *CODE_RULES, *BASIC_RULES, *_EASABLE)
DAFTAR_ATURAN: Mapping[str, Aturan[Any]] = {rule.kode: rule for rule in sorted(_ALL, key=lambda rule: rule.kode)}
"""Every rule by its code."""

EASABLE = frozenset(rule.kode for rule in _EASABLE)
"""The codes of the rules a project may ease: what the others find leaves nothing to report."""


def check_codes(berkas: Mapping[str, Located]) -> set[Finding]:
    """Check the codes of files some of which may be wrong otherwise, so that one run tells all.

    Args:
        berkas: the files that could be read as YAML, by name without suffix; empty where an optional one is absent.
    """
    return {finding for rule in CODE_RULES for finding in rule(berkas)}


def check_basics(data: DataTahun) -> set[Finding]:
    """Check what must hold for a report to be computed."""
    return check_codes(data.nodes()) | {finding for rule in BASIC_RULES for finding in rule(data)}


def check_data(data: DataTahun) -> set[Finding]:
    """Check the rest of what the data alone can tell."""
    return {finding for rule in DATA_RULES for finding in rule(data)}


def check_laporan(laporan: Laporan) -> set[Finding]:
    """Check what only the computed report can tell."""
    return {finding for rule in REPORT_RULES for finding in rule(laporan)}


def is_computable(basics: Iterable[Finding]) -> bool:
    """Tell whether the report can be computed, from what `check_basics` found."""
    return not any(finding.severity is Severity.GALAT for finding in basics)
