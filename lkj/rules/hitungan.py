"""Arithmetic as findings show it: with Indonesian numbers, so that a planner can redo it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.format import format_desimal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

# Of a longer sum the first and the last part are shown.
_SHOWN = 6


def write_number(nilai: Decimal) -> str:
    """Write an unrounded number: all its decimals, no others. See `write_rounded` for one that was divided."""
    return format_desimal(nilai, count_decimals(nilai))


def write_rounded(nilai: Decimal, desimal: int) -> str:
    """Write a number rounded to `desimal` decimals."""
    return format_desimal(nilai, desimal)


def write_sum(parts: Sequence[Decimal]) -> str:
    """Write a sum with its result: `49.898.350 + 74.997.700 = 124.896.050`."""
    numbers = [write_number(part) for part in parts]
    if len(numbers) > _SHOWN:
        numbers = [*numbers[: _SHOWN - 2], "…", numbers[-1]]
    return f"{' + '.join(numbers)} = {write_number(sum(parts[1:], parts[0]))}"


def write_gap(written: Decimal, computed: Decimal) -> str:
    """Write by how much two numbers differ, without a sign."""
    return write_number(abs(written - computed))


def fold(nama: str) -> str:
    """Write a name so that two that differ in capitals and blanks only are the same."""
    return " ".join(nama.split()).casefold()


def count_decimals(nilai: Decimal) -> int:
    """Count the decimals a number was typed with."""
    return len(f"{nilai:f}".partition(".")[2])
