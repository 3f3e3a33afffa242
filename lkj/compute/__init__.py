"""Pure calculation on Decimal or on traced numbers: no IO, no clock, no globals.

Each function is written once for `Decimal` and for `Angka`. An `Angka` without value makes the result one
without value, for the same reason, and so does a division by zero. With plain `Decimal` a division by zero
raises `decimal.DivisionByZero`, and 0 / 0 `decimal.InvalidOperation`; both are an `ArithmeticError`. Results
carry no name, unit or decimals: the caller gives them with `Angka.named`.
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from typing import TYPE_CHECKING, TypeVar

from lkj.angka import Angka

if TYPE_CHECKING:
    from collections.abc import Callable

N = TypeVar("N", Decimal, Angka)


def apply_function(operator: str, function: Callable[..., Decimal], *operan: N) -> N:
    """Apply what is no arithmetic, such as a minimum, as one step; a traced result keeps all its operands.

    Args:
        operator: the name the step is shown by.
        function: gives the value from the plain values of the operands.
        operan: one operand or more.
    """
    first = operan[0]
    if isinstance(first, Decimal):
        return function(*operan)
    missing = next((part for part in operan if not part.ada), None)
    if missing is not None:
        return Angka(None, operator=operator, operan=operan, alasan=missing.alasan)
    # As in the arithmetic of Angka: the thread's decimal context must not move a figure.
    with localcontext(Context(prec=50)):
        return Angka(function(*(part.pasti for part in operan)), operator=operator, operan=operan)
