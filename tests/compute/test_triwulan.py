from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.angka import Angka, unknown
from lkj.compute.triwulan import (
    Cara,
    compute_kemajuan,
    compute_kumulatif,
    compute_tahunan,
    compute_tambahan,
    split_rata,
)
from lkj.finding import Position

number = st.decimals("-1000000", "1000000", places=4)
daftar = st.lists(number, min_size=1, max_size=4)


def fact(nilai: str, label: str) -> Angka:
    return Angka(Decimal(nilai), label=label, position=Position("data/2025/target.yaml", 1, 1))


@given(number, st.integers(0, 4))
def test_the_quarters_add_up_to_the_target_exactly(target: Decimal, desimal: int) -> None:
    quarters = split_rata(target, desimal)
    assert sum(quarters) == target
    assert len(set(quarters[:3])) == 1
    assert abs(quarters[0] - target / 4) <= Decimal("0.5").scaleb(-desimal)


def test_a_half_is_rounded_up() -> None:
    assert [str(quarter) for quarter in split_rata(Decimal("0.5"), 2)] == ["0.13", "0.13", "0.13", "0.11"]


def test_the_quarters_keep_where_they_come_from() -> None:
    first, second, third, fourth = split_rata(fact("7.25", "Target"), 2)
    assert first is second is third
    assert first.formula() == "bagi_rata(Target)"
    assert fourth.formula() == "Target − bagi_rata(Target) − bagi_rata(Target) − bagi_rata(Target)"
    assert fourth.pasti == Decimal("1.82")


def test_an_unknown_target_has_unknown_quarters() -> None:
    quarters = split_rata(unknown("Belum ditetapkan"), 2)
    assert [quarter.nilai for quarter in quarters] == [None] * 4
    assert {quarter.alasan for quarter in quarters} == {"Belum ditetapkan"}


@given(daftar)
def test_kumulatif_and_tambahan_are_inverse(quarters: list[Decimal]) -> None:
    assert compute_tambahan(compute_kumulatif(quarters, Cara.TAMBAHAN), Cara.KUMULATIF) == quarters
    assert compute_kumulatif(compute_tambahan(quarters, Cara.KUMULATIF), Cara.TAMBAHAN) == quarters


@given(daftar)
def test_a_list_already_in_the_asked_form_stays_as_it_is(quarters: list[Decimal]) -> None:
    assert compute_kumulatif(quarters, Cara.KUMULATIF) == quarters
    assert compute_tambahan(quarters, Cara.TAMBAHAN) == quarters


@given(daftar)
def test_the_year_is_the_last_position_or_the_sum(quarters: list[Decimal]) -> None:
    assert compute_tahunan(quarters, Cara.KUMULATIF) == quarters[-1]
    assert compute_tahunan(quarters, Cara.TAMBAHAN) == sum(quarters)


@given(number.filter(bool), st.integers(0, 4))
def test_quarters_that_meet_the_plan_end_at_100_percent(target: Decimal, desimal: int) -> None:
    assert compute_kemajuan(split_rata(target, desimal), target, Cara.TAMBAHAN)[-1] == 100


def test_no_quarters_yet_give_no_positions() -> None:
    none: list[Decimal] = []
    assert compute_kumulatif(none, Cara.TAMBAHAN) == []
    assert compute_tambahan(none, Cara.KUMULATIF) == []


def test_an_unknown_quarter_makes_the_positions_after_it_unknown() -> None:
    quarters = [fact("1", "TW I"), unknown("Belum dilaporkan"), fact("2", "TW III")]
    positions = compute_kumulatif(quarters, Cara.TAMBAHAN)
    assert [(position.nilai, position.alasan) for position in positions] == [
        (1, ""),
        (None, "Belum dilaporkan"),
        (None, "Belum dilaporkan"),
    ]


@pytest.mark.parametrize(
    ("cara", "formula"),
    [(Cara.TAMBAHAN, "(TW I + TW II) ÷ Target × 100"), (Cara.KUMULATIF, "TW II ÷ Target × 100")],
)
def test_progress_shows_what_it_is_made_of(cara: Cara, formula: str) -> None:
    kemajuan = compute_kemajuan([fact("1", "TW I"), fact("2", "TW II")], fact("4", "Target"), cara)
    assert kemajuan[-1].formula() == formula
