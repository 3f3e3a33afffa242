"""Achievement of an indicator, and its comparison with other years and with the medium-term target."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from lkj.angka import Angka
from lkj.compute import N, apply_function

if TYPE_CHECKING:
    from collections.abc import Iterable


class Polaritas(StrEnum):
    """Which way an indicator is better: high, low, or within a range."""

    MAKSIMAL = "maksimal"
    MINIMAL = "minimal"
    RENTANG = "rentang"


def compute_capaian(realisasi: N, target: N, polaritas: Polaritas) -> N:
    """Achievement in percent of the target, unrounded and without a cap.

    `maksimal` R / T × 100, `minimal` (2T − R) / T × 100. Targets are positive.

    Raises:
        ValueError: for `rentang`, which has two bounds; see `compute_capaian_rentang`.
    """
    if polaritas is Polaritas.MAKSIMAL:
        return compute_persentase(realisasi, target)
    if polaritas is Polaritas.MINIMAL:
        return (2 * target - realisasi) / target * 100
    raise ValueError("a range has no single target")


def compute_capaian_rentang(realisasi: N, bawah: N, atas: N) -> N:
    """Achievement in percent against a range, bounds included: 100 inside, else measured to the nearer bound.

    Args:
        realisasi: what was reached.
        bawah: the lower bound, positive.
        atas: the upper bound, not below `bawah`.
    """
    if _is_less(realisasi, bawah):
        return compute_capaian(realisasi, bawah, Polaritas.MAKSIMAL)
    if _is_less(atas, realisasi):
        return compute_capaian(realisasi, atas, Polaritas.MINIMAL)
    return apply_function("dalam_rentang", lambda *_: Decimal(100), realisasi, bawah, atas)


def apply_batas(capaian: N, batas: N | None) -> N:
    """Cap an achievement (percent) where the data asks for it; without `batas` it stays what it is."""
    return capaian if batas is None else apply_function("min", min, capaian, batas)


def compute_pertumbuhan(kini: N, lalu: N) -> N:
    """Growth of a count from one year to the next, in percent."""
    return (kini - lalu) / lalu * 100


def compute_persentase(bagian: N, seluruh: N) -> N:
    """Share of a part in the whole, in percent."""
    return bagian / seluruh * 100


def compute_perubahan(kini: N, lalu: N) -> N:
    """Change against an earlier value in the unit of the values; for percentages, in percentage points."""
    return kini - lalu


def compute_perubahan_relatif(kini: N, lalu: N) -> N:
    """Change in percent of the size of the earlier value.

    A rate may be negative, so the size counts: from −2 to 4 is a rise of 300 %, not a fall.
    """
    ukuran = -lalu if _is_less(lalu, Decimal(0)) else lalu
    return compute_perubahan(kini, lalu) / ukuran * 100


def compute_jarak(realisasi: N, target_akhir: N, polaritas: Polaritas) -> N:
    """Distance still to go to the medium-term target, in points; zero or negative once it is reached.

    Raises:
        ValueError: for `rentang`, which has no single target.
    """
    if polaritas is Polaritas.MAKSIMAL:
        return target_akhir - realisasi
    if polaritas is Polaritas.MINIMAL:
        return realisasi - target_akhir
    raise ValueError("a range has no single target")


def compute_rata_rata(numbers: Iterable[N]) -> N:
    """Mean, every number with the same weight.

    Raises:
        ValueError: there is no number.
    """
    parts = tuple(numbers)
    if not parts:
        raise ValueError("no numbers to average")
    # Added up as one step, so that a long list stays a flat one in the trace.
    return apply_function("jumlah", lambda *values: sum(values, Decimal(0)), *parts) / len(parts)


def _is_less(left: Decimal | Angka, right: Decimal | Angka) -> bool:
    # Not so where one is unknown: the arithmetic that follows then carries the reason.
    smaller, larger = (number.nilai if isinstance(number, Angka) else number for number in (left, right))
    return smaller is not None and larger is not None and smaller < larger
