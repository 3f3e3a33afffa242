"""Quarters: splitting a year's target, and rolling quarterly figures up to the year."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING

from lkj.compute import N, apply_function
from lkj.compute.capaian import compute_persentase

if TYPE_CHECKING:
    from collections.abc import Sequence


class Cara(StrEnum):
    """What a quarterly figure says: where the year stands so far, or what the quarter adds."""

    KUMULATIF = "kumulatif"
    TAMBAHAN = "tambahan"


def split_rata(target: N, desimal: int) -> tuple[N, N, N, N]:
    """Split a year's target into four quarters that add up to it exactly.

    Three equal quarters rounded half up to `desimal` decimals; the fourth takes what remains.
    """
    step = Decimal(1).scaleb(-desimal)
    bagian = apply_function("bagi_rata", lambda nilai: (nilai / 4).quantize(step, ROUND_HALF_UP), target)
    return bagian, bagian, bagian, target - bagian - bagian - bagian


def compute_kumulatif(daftar: Sequence[N], cara: Cara) -> list[N]:
    """Where the year stands at the end of each quarter."""
    return list(daftar) if cara is Cara.KUMULATIF else list(accumulate(daftar))


def compute_tambahan(daftar: Sequence[N], cara: Cara) -> list[N]:
    """What each quarter adds to the year."""
    if cara is Cara.TAMBAHAN:
        return list(daftar)
    return [*daftar[:1], *map(sub, daftar[1:], daftar)]


def compute_tahunan(daftar: Sequence[N], cara: Cara) -> N:
    """The year's value that one quarter or more lead to."""
    return compute_kumulatif(daftar, cara)[-1]


def compute_kemajuan(daftar_realisasi: Sequence[N], target: N, cara: Cara) -> list[N]:
    """Progress at the end of each quarter, in percent of the year's target."""
    return [compute_persentase(posisi, target) for posisi in compute_kumulatif(daftar_realisasi, cara)]
