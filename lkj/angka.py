"""`Angka`: a number that knows its unit, its decimals and where it came from.

Facts carry the position in the YAML file they were written at. Arithmetic on them builds the calculation up
as a tree, so that each number a report shows can be taken back to the lines that made it. A value that is not
known has no `nilai` but a reason; it makes everything computed from it unknown, with the same reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Context, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lkj.finding import Position

# An own context: what a caller set as the thread's decimal context must not move a figure.
_CONTEXT = Context(prec=50)

_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2}
_SIGN = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}


@dataclass(frozen=True, slots=True, eq=False)
class Angka:
    """One number of the report.

    Attributes:
        nilai: the unrounded value, or None where it is not known.
        satuan: its unit as printed (`%`, `Rp`, `orang`); empty for a bare number.
        desimal: how many decimals it is shown with.
        label: what it is, in Indonesian; empty for a step inside a larger calculation.
        position: where it was written, for a fact; None for a computed value or a constant.
        operator: `+`, `-`, `*`, `/` or a function name such as `jumlah`; empty for a fact or a constant.
        operan: what the operator was applied to.
        alasan: why `nilai` is None.
    """

    nilai: Decimal | None
    satuan: str = ""
    desimal: int = 0
    label: str = ""
    position: Position | None = None
    operator: str = ""
    operan: tuple[Angka, ...] = ()
    alasan: str = ""

    @property
    def ada(self) -> bool:
        """Whether the value is known."""
        return self.nilai is not None

    @property
    def pasti(self) -> Decimal:
        """The value itself.

        Raises:
            ValueError: the value is not known; ask `ada` first.
        """
        if self.nilai is None:
            raise ValueError(f"no value: {self.alasan}")
        return self.nilai

    def named(self, label: str, satuan: str = "", desimal: int = 0) -> Angka:
        """Give a computed value its name, unit and decimals; it becomes an operand shown by that name."""
        if self.position is None and (self.operator or self.nilai is None):
            return replace(self, label=label, satuan=satuan, desimal=desimal)
        # A fact stays what it is: the new name is a number equal to it.
        return Angka(self.nilai, satuan, desimal, label, operator="sama", operan=(self,), alasan=self.alasan)

    def formula(self, write: Callable[[Angka], str] | None = None) -> str:
        """Write the calculation with the labels of its operands, for example `(a − b) ÷ b × 100`.

        Empty for a fact.

        Args:
            write: writes an operand; without, its label.
        """
        return _write(self, write or (lambda part: part.label), outermost=True) if self.operator else ""

    def operands(self) -> tuple[Angka, ...]:
        """List the named numbers the formula is made of, each once, in the order they appear."""
        return tuple({id(found): found for found in _named_below(self)}.values())

    def positions(self) -> tuple[Position, ...]:
        """List the YAML positions this number depends on, each once, in order of use."""
        if self.position is not None:
            return (self.position,)
        return tuple(dict.fromkeys(found for part in self.operan for found in part.positions()))

    def __add__(self, other: Angka | Decimal | int) -> Angka:
        return _combine("+", self, _angka(other))

    def __radd__(self, other: Decimal | int) -> Angka:
        return _combine("+", _angka(other), self)

    def __sub__(self, other: Angka | Decimal | int) -> Angka:
        return _combine("-", self, _angka(other))

    def __rsub__(self, other: Decimal | int) -> Angka:
        return _combine("-", _angka(other), self)

    def __mul__(self, other: Angka | Decimal | int) -> Angka:
        return _combine("*", self, _angka(other))

    def __rmul__(self, other: Decimal | int) -> Angka:
        return _combine("*", _angka(other), self)

    def __truediv__(self, other: Angka | Decimal | int) -> Angka:
        return _combine("/", self, _angka(other))

    def __rtruediv__(self, other: Decimal | int) -> Angka:
        return _combine("/", _angka(other), self)

    def __neg__(self) -> Angka:
        return _combine("-", _angka(0), self)

    def __lt__(self, other: Angka | Decimal | int) -> bool:
        return self.pasti < _angka(other).pasti

    def __le__(self, other: Angka | Decimal | int) -> bool:
        return self.pasti <= _angka(other).pasti

    def __gt__(self, other: Angka | Decimal | int) -> bool:
        return self.pasti > _angka(other).pasti

    def __ge__(self, other: Angka | Decimal | int) -> bool:
        return self.pasti >= _angka(other).pasti

    def __str__(self) -> str:
        """Refuse: text made here would bypass rounding and the trace; `lkj.format` writes numbers.

        Raises:
            TypeError: always.
        """
        raise TypeError("an Angka is written by lkj.format only")


def constant(nilai: Decimal | int) -> Angka:
    """Make a number that belongs to the method itself, such as the 100 of a percentage."""
    return Angka(Decimal(nilai))


def unknown(alasan: str, satuan: str = "", label: str = "", position: Position | None = None) -> Angka:
    """Make a number that is not known, with the reason that is printed in its place."""
    return Angka(None, satuan, 0, label, position, alasan=alasan)


def total(numbers: Iterable[Angka], label: str, satuan: str = "", desimal: int = 0) -> Angka:
    """Add numbers up as one step; unknown if any of them is, zero if there is none."""
    parts = tuple(numbers)
    missing = next((part for part in parts if not part.ada), None)
    nilai = None
    if missing is None:
        nilai = Decimal(0)
        for part in parts:
            nilai = _CONTEXT.add(nilai, part.pasti)
    return Angka(nilai, satuan, desimal, label, None, "jumlah", parts, missing.alasan if missing else "")


def count(things: Iterable[object], label: str, position: Position, satuan: str = "") -> Angka:
    """Count a list of the data; the fact is the list itself, at its position."""
    return Angka(Decimal(sum(1 for _ in things)), satuan, 0, label, position)


def _angka(value: Angka | Decimal | int) -> Angka:
    return value if isinstance(value, Angka) else constant(value)


def _combine(operator: str, left: Angka, right: Angka) -> Angka:
    missing = next((part for part in (left, right) if not part.ada), None)
    if missing is not None:
        return Angka(None, operator=operator, operan=(left, right), alasan=missing.alasan)
    if operator == "/" and right.pasti == 0:
        alasan = f"pembaginya nol ({right.label})" if right.label else "pembaginya nol"
        return Angka(None, operator=operator, operan=(left, right), alasan=alasan)
    apply = {
        "+": _CONTEXT.add,
        "-": _CONTEXT.subtract,
        "*": _CONTEXT.multiply,
        "/": _CONTEXT.divide,
    }[operator]
    return Angka(apply(left.pasti, right.pasti), operator=operator, operan=(left, right))


def _named_below(number: Angka) -> Iterator[Angka]:
    for part in number.operan:
        if part.label:
            yield part
        else:
            yield from _named_below(part)


def _write(number: Angka, write: Callable[[Angka], str], *, outermost: bool = False) -> str:
    if number.label and not outermost:
        return write(number)
    if not number.operator:
        return "?" if number.nilai is None else _write_value(number.nilai)
    if number.operator not in _BINDING:
        return f"{number.operator}({'; '.join(_write(part, write) for part in number.operan)})"
    left, right = number.operan
    before = _write(left, write)
    after = _write(right, write)
    binding = _BINDING[number.operator]
    if not left.label and _BINDING.get(left.operator, 3) < binding:
        before = f"({before})"
    loose = _BINDING.get(right.operator, 3)
    if not right.label and (loose < binding or (loose == binding and number.operator in "-/")):
        after = f"({after})"
    return f"{before}{_SIGN[number.operator]}{after}"


def _write_value(nilai: Decimal) -> str:
    # A minus sign right after an operator would read as two operators.
    text = f"{nilai:f}".replace(".", ",")
    return f"(−{text[1:]})" if text.startswith("-") else text
