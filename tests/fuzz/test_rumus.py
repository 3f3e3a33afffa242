"""Formulas: those that can be read mean what arithmetic says, all others are refused where they are wrong."""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from hypothesis import strategies as st

from lkj.angka import Angka
from lkj.compute.rumus import PANJANG_TERBESAR, Rumus, RumusError, Variabel, parse_rumus
from tests.fuzz.kasus import fuzz
from tests.fuzz.strategi import any_text, plain_text, token

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn

# Half a unit of the last of fifty digits, of a number between 1 and 10.
_TELITI = Fraction(5, 10**50)


@dataclass(frozen=True)
class Nilai:
    """An exact value, and how far from it what is calculated with fifty digits may be; None where nobody can tell."""

    pasti: Fraction
    galat: Fraction | None = Fraction(0)

    def __add__(self, other: Nilai) -> Nilai:
        return self._combine(other, self.pasti + other.pasti, lambda mine, its: mine + its)

    def __sub__(self, other: Nilai) -> Nilai:
        return self + -other

    def __neg__(self) -> Nilai:
        return Nilai(-self.pasti, self.galat)

    def __mul__(self, other: Nilai) -> Nilai:
        product = self.pasti * other.pasti
        return self._combine(
            other, product, lambda mine, its: abs(self.pasti) * its + abs(other.pasti) * mine + mine * its
        )

    def __truediv__(self, other: Nilai) -> Nilai:
        if other.galat and abs(other.pasti) <= other.galat:
            return Nilai(Fraction(0), None)
        quotient = self.pasti / other.pasti
        return self._combine(other, quotient, lambda mine, its: (mine + abs(quotient) * its) / (abs(other.pasti) - its))

    def _combine(self, other: Nilai, pasti: Fraction, spread: Callable[[Fraction, Fraction], Fraction]) -> Nilai:
        if self.galat is None or other.galat is None:
            return Nilai(pasti, None)
        galat = spread(self.galat, other.galat)
        return Nilai(pasti, galat + (abs(pasti) + galat) * _TELITI)


# A formula as text, and its value; None where it divides by zero.
Pasangan: TypeAlias = tuple[str, Nilai | None]

NILAI = {
    Variabel(kode, mundur): Decimal(nilai)
    for kode, mundur, nilai in [
        ("a", 0, "134"),
        ("a", 1, "124"),
        ("b", 2, "-2.5"),
        ("kode_2", 0, "0"),
        ("x", 0, "0.03"),
    ]
}
BLANK = st.sampled_from(["", "", " ", "\n", "\t  "])


def write_variabel(variabel: Variabel) -> str:
    return f"{variabel.kode}[t-{variabel.mundur}]" if variabel.mundur else f"{variabel.kode}[t]"


leaf = st.one_of(
    st.sampled_from(sorted(NILAI, key=str)).map(
        lambda variabel: (write_variabel(variabel), Nilai(Fraction(NILAI[variabel])))
    ),
    st.decimals(0, 1000, places=2).map(lambda number: (f"{number:f}", Nilai(Fraction(number)))),
    st.integers(0, 10**12).map(lambda number: (str(number), Nilai(Fraction(number)))),
)


@st.composite
def joined(draw: DrawFn, inner: st.SearchStrategy[Pasangan]) -> Pasangan:
    """Join two formulas, in brackets so that the text means what the value says."""
    (left, before), (right, after) = draw(inner), draw(inner)
    sign = draw(st.sampled_from("+-*/"))
    text = f"({draw(BLANK)}{left}{draw(BLANK)}{sign}{draw(BLANK)}{right})"
    if before is None or after is None:
        return text, None
    try:
        return text, _HITUNG[sign](before, after)
    except ZeroDivisionError:
        return text, None


_HITUNG = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


def negate(pair: Pasangan) -> Pasangan:
    text, value = pair
    return f"-{text}", None if value is None else -value


tree = st.recursive(leaf, lambda inner: st.one_of(joined(inner), inner.map(negate)), max_leaves=14)


@st.composite
def chain(draw: DrawFn) -> Pasangan:
    """Write a formula without brackets; Python, which gives signs the same rank, tells its value."""
    parts = draw(st.lists(leaf, min_size=1, max_size=8))
    signs = draw(st.lists(st.sampled_from("+-*/"), min_size=len(parts), max_size=len(parts)))
    text = "".join(
        f"{sign if number else ''}{part}" for number, (sign, (part, _)) in enumerate(zip(signs, parts, strict=True))
    )
    names = {f"v{number}": value for number, (_, value) in enumerate(parts)}
    code = "".join(f"{sign if number else ''}v{number}" for number, sign in enumerate(signs))
    try:
        return text, eval(code, {}, names)  # noqa: S307 # made right here, of signs and names
    except ZeroDivisionError:
        return text, None


@fuzz("rumus", 16_000, pair=st.one_of(tree, chain()))
def test_the_value_is_that_of_exact_arithmetic(pair: Pasangan) -> None:
    text, value = pair
    rumus, error = read(text)
    if rumus is None:
        assert len(text) > PANJANG_TERBESAR or "[t" not in text, error
        return
    check_written(rumus)
    found = rumus.evaluate(lambda variabel: Angka(NILAI[variabel], label="x"))
    if value is None:
        assert not found.ada
        assert found.alasan
    elif value.galat is not None:
        assert abs(Fraction(found.pasti) - value.pasti) <= value.galat


def read(text: str) -> tuple[Rumus | None, RumusError | None]:
    """Read a formula, or give what is wrong with it."""
    try:
        return parse_rumus(text), None
    except RumusError as error:
        return None, error


def check_written(rumus: Rumus) -> None:
    """See that the written formula is balanced, and means the same when it is read again."""
    latex = rumus.to_latex(lambda variabel: variabel.kode, "%")
    assert is_balanced(latex)
    assert latex.count(r"\left(") == latex.count(r"\right)")
    text = rumus.to_text(write_variabel, "")
    again = text.translate(str.maketrans("−×÷,", "-*/."))
    if len(again) <= PANJANG_TERBESAR:
        values = [
            satu.evaluate(lambda variabel: Angka(NILAI.get(variabel, Decimal(3))))
            for satu in (rumus, parse_rumus(again))
        ]
        assert values[0].ada == values[1].ada
        assert not values[0].ada or round(values[0].pasti - values[1].pasti, 20) == 0


def is_balanced(latex: str) -> bool:
    """Tell whether every brace that is not escaped is closed."""
    depth = 0
    for sign in re.findall(r"\\.|[{}]", latex):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


@fuzz("rumus", 4_000, label=plain_text)
def test_any_name_is_balanced_latex(label: str) -> None:
    assert is_balanced(parse_rumus("a[t] / b[t-1] * 100").to_latex(lambda _: label, "%"))


PART = st.sampled_from(
    ["a[t]", "b[t-1]", "kode_2[t-2]", "[t]", "a", "(", ")", "((", "))", "+", "-", "--", "*", "/", "**", "%"]
)
PART_LAIN = st.sampled_from(
    ["1", "1.5", "1,5", ".", "1.", "a[t+1]", "a[ t - 1 ]", "A[t]", "a[", "]", " ", "\n", "x", "÷", "×", "٣", "²"]
)
garbage = st.one_of(st.lists(st.one_of(PART, PART_LAIN, token), max_size=30).map("".join), any_text)
deep = st.builds(
    lambda sign, number: sign * number + "a[t]" + ")" * number, st.sampled_from(["(", "-", "(-"]), st.integers(0, 300)
)


@fuzz("rumus", 12_000, text=st.one_of(garbage, deep))
def test_any_text_is_a_formula_or_refused_where_it_is_wrong(text: str) -> None:
    rumus, error = read(text)
    if rumus is None:
        assert error
        assert error.message
        assert error.advice
        assert 0 <= error.offset <= len(text)
    else:
        check_written(rumus)
        rumus.evaluate(lambda variabel: Angka(Decimal(variabel.mundur), label=variabel.kode))
