"""Interval arithmetic: what a rounded number may have been, so that rounding alone is never called a contradiction.

A number printed with d decimals stands for any value within half a unit of its last place. Two statements contradict
each other only if no value fits both (XBRL Calculations 1.1; statcheck).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

_HALF = Decimal("0.5")
_CONTEXT = Context(prec=50)


@dataclass(frozen=True, slots=True)
class Selang:
    """All values from `bawah` to `atas`, both included."""

    bawah: Decimal
    atas: Decimal

    @classmethod
    def exactly(cls, nilai: Decimal | int) -> Selang:
        """Make the interval of a number that was not rounded."""
        return cls(Decimal(nilai), Decimal(nilai))

    @classmethod
    def rounded(cls, nilai: Decimal, desimal: int) -> Selang:
        """Make the interval of a number that was rounded to `desimal` decimals."""
        half = _HALF.scaleb(-desimal)
        return cls(_CONTEXT.subtract(nilai, half), _CONTEXT.add(nilai, half))

    def meets(self, other: Selang) -> bool:
        """Tell whether some value lies in both."""
        return self.bawah <= other.atas and other.bawah <= self.atas

    def __add__(self, other: Selang) -> Selang:
        return Selang(_CONTEXT.add(self.bawah, other.bawah), _CONTEXT.add(self.atas, other.atas))

    def __sub__(self, other: Selang) -> Selang:
        return Selang(_CONTEXT.subtract(self.bawah, other.atas), _CONTEXT.subtract(self.atas, other.bawah))

    def __mul__(self, other: Selang) -> Selang:
        with localcontext(_CONTEXT):
            corners = [a * b for a in (self.bawah, self.atas) for b in (other.bawah, other.atas)]
        return Selang(min(corners), max(corners))

    def __truediv__(self, other: Selang) -> Selang:
        """Divide.

        Raises:
            ZeroDivisionError: zero is among the divisors.
        """
        if other.bawah <= 0 <= other.atas:
            raise ZeroDivisionError("the divisor may be zero")
        with localcontext(_CONTEXT):
            corners = [a / b for a in (self.bawah, self.atas) for b in (other.bawah, other.atas)]
        return Selang(min(corners), max(corners))
