"""Budget: absorption, savings, change of the ceiling, and efficiency per output."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from lkj.compute import N
from lkj.compute.capaian import (
    compute_persentase,
    compute_pertumbuhan,
    compute_perubahan,
    compute_rata_rata,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


# No slots: with them `Keluaran[Decimal](…)` raises TypeError in Python 3.11.
@dataclass(frozen=True)
class Keluaran(Generic[N]):
    """One output (keluaran) with its cost in rupiah and its volume in its own unit.

    Attributes:
        realisasi_anggaran: what was spent on it (RAK).
        pagu: its budget ceiling (PAK).
        realisasi_volume: how much was delivered (RVK).
        target_volume: how much was planned (TVK).
    """

    realisasi_anggaran: N
    pagu: N
    realisasi_volume: N
    target_volume: N


def compute_serapan(realisasi: N, pagu: N) -> N:
    """Absorption: realised budget in percent of the ceiling."""
    return compute_persentase(realisasi, pagu)


def compute_sisa(pagu: N, realisasi: N) -> N:
    """Rupiah not spent."""
    return pagu - realisasi


def compute_selisih_pagu(perubahan: N, induk: N) -> N:
    """Change of the ceiling from the first to the revised budget, in rupiah."""
    return compute_perubahan(perubahan, induk)


def compute_selisih_relatif(perubahan: N, induk: N) -> N:
    """Change of the ceiling in percent of the first budget."""
    return compute_pertumbuhan(perubahan, induk)


def compute_efisiensi_keluaran(daftar: Iterable[Keluaran[N]]) -> N:
    """Efficiency in percent by the method of the ministry of finance (metode Kementerian Keuangan).

    The mean over the outputs of 1 − (RAK / RVK) / (PAK / TVK): by how much a unit delivered cost less than a
    unit planned.

    Raises:
        ValueError: there is no output.
    """
    return compute_rata_rata(1 - _compute_biaya_relatif(keluaran) for keluaran in daftar) * 100


def _compute_biaya_relatif(keluaran: Keluaran[N]) -> N:
    # Cost of a unit delivered against that of a unit planned.
    biaya = keluaran.realisasi_anggaran / keluaran.realisasi_volume
    return biaya / (keluaran.pagu / keluaran.target_volume)
