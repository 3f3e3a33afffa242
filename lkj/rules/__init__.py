"""Rules on the data of a year: one function a rule.

A rule takes `DataTahun` and yields findings; it does no IO. This list is the registry, in the order rules are run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.finding import Severity
from lkj.rules import anggaran, bukti, kinerja, penulisan, rujukan, struktur

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lkj.finding import Finding
    from lkj.load import DataTahun

RULES: tuple[Callable[[DataTahun], Iterator[Finding]], ...] = (
    rujukan.kode_ganda,
    rujukan.kode_tidak_dikenal,
    rujukan.entri_ganda,
    struktur.rumus_salah,
    struktur.realisasi_tidak_tunggal,
    struktur.realisasi_tidak_ada,
    struktur.data_tidak_ada,
    struktur.target_tidak_sesuai,
    struktur.target_nol,
    struktur.indikator_salah_tingkat,
    struktur.perjanjian_tidak_berurutan,
    struktur.skala_cacat,
    struktur.jenjang_tidak_dikenal,
    struktur.pegawai_tidak_sama,
    struktur.unit_tidak_berpangkal,
    penulisan.pecahan_tanpa_desimal,
    penulisan.rupiah_berpecahan,
    penulisan.tahun_di_luar_masa,
    kinerja.realisasi_kosong,
    anggaran.tingkat_tidak_sama,
    anggaran.realisasi_sasaran_ganda,
    anggaran.pagu_sebelah,
    anggaran.nomor_tidak_sejalan,
    anggaran.realisasi_tanpa_pagu,
    anggaran.realisasi_anggaran_tidak_ada,
    bukti.foto_tanpa_alt,
    bukti.bukti_belum_ada,
)


def check(data: DataTahun) -> list[Finding]:
    """Run every rule and sort what they find by place."""
    return sorted({finding for rule in RULES for finding in rule(data)})


def is_computable(findings: Iterable[Finding]) -> bool:
    """Tell whether the report can be computed: only flaws of structure (LKJ1xx) stand in the way, not wrong figures."""
    return not any(finding.severity is Severity.GALAT and finding.code.startswith("LKJ1") for finding in findings)
