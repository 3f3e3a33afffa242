from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.rules.selang import Selang

D = Decimal
NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=3)


def test_a_rounded_number_stands_for_half_a_unit_to_each_side() -> None:
    assert Selang.rounded(D("8.06"), 2) == Selang(D("8.055"), D("8.065"))
    assert Selang.rounded(D(97), 0) == Selang(D("96.5"), D("97.5"))
    assert Selang.exactly(3) == Selang(D(3), D(3))


@pytest.mark.parametrize(
    ("written", "computed", "together"),
    [
        ("8.06", "8.064516", True),
        ("8.06", "8.065", True),
        ("8.06", "8.0651", False),
        ("8.1", "8.06", False),
    ],
)
def test_numbers_meet_if_rounding_explains_the_difference(written: str, computed: str, *, together: bool) -> None:
    assert Selang.rounded(D(written), 2).meets(Selang.exactly(D(computed))) is together


@given(NUMBERS, NUMBERS)
def test_what_was_rounded_away_stays_inside(a: Decimal, b: Decimal) -> None:
    one, other = Selang.rounded(round(a, 1), 1), Selang.rounded(round(b, 1), 1)
    for found, exact in ((one + other, a + b), (one - other, a - b), (one * other, a * b)):
        assert found.bawah <= exact <= found.atas


@given(NUMBERS, st.decimals(min_value=1, max_value=1000, places=3))
def test_a_quotient_stays_inside(a: Decimal, b: Decimal) -> None:
    found = Selang.rounded(round(a, 1), 1) / Selang.rounded(round(b, 1), 1)
    assert found.bawah <= a / b <= found.atas


def test_a_divisor_that_may_be_zero_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        _ = Selang.exactly(1) / Selang.rounded(D("0.0"), 1)
