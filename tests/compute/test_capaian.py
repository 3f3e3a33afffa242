from decimal import Decimal, DivisionByZero, InvalidOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.angka import Angka, unknown
from lkj.compute.capaian import (
    Polaritas,
    apply_batas,
    compute_capaian,
    compute_capaian_rentang,
    compute_jarak,
    compute_persentase,
    compute_perubahan_relatif,
    compute_rata_rata,
)
from lkj.finding import Position

positive = st.decimals("0.001", "100000", places=3)
number = st.decimals("-100000", "100000", places=3)
SATU_ARAH = [Polaritas.MAKSIMAL, Polaritas.MINIMAL]


def fact(nilai: str, label: str = "", line: int = 1) -> Angka:
    return Angka(Decimal(nilai), label=label, position=Position("data/2025/target.yaml", line, 1))


@given(number, number, positive)
def test_a_higher_realisasi_is_never_worse_for_maksimal(first: Decimal, second: Decimal, target: Decimal) -> None:
    low, high = sorted([first, second])
    assert compute_capaian(low, target, Polaritas.MAKSIMAL) <= compute_capaian(high, target, Polaritas.MAKSIMAL)


@given(number, number, positive)
def test_a_higher_realisasi_is_never_better_for_minimal(first: Decimal, second: Decimal, target: Decimal) -> None:
    low, high = sorted([first, second])
    assert compute_capaian(low, target, Polaritas.MINIMAL) >= compute_capaian(high, target, Polaritas.MINIMAL)


@given(st.sampled_from(SATU_ARAH), number, positive, positive)
def test_capaian_does_not_depend_on_the_unit(
    polaritas: Polaritas, realisasi: Decimal, target: Decimal, factor: Decimal
) -> None:
    scaled = compute_capaian(realisasi * factor, target * factor, polaritas)
    assert scaled == compute_capaian(realisasi, target, polaritas)


@given(number, positive, positive, positive)
def test_capaian_rentang_does_not_depend_on_the_unit(
    realisasi: Decimal, bawah: Decimal, lebar: Decimal, factor: Decimal
) -> None:
    atas = bawah + lebar
    scaled = compute_capaian_rentang(realisasi * factor, bawah * factor, atas * factor)
    assert scaled == compute_capaian_rentang(realisasi, bawah, atas)


@given(st.sampled_from(SATU_ARAH), positive)
def test_capaian_is_100_on_target(polaritas: Polaritas, target: Decimal) -> None:
    assert compute_capaian(target, target, polaritas) == 100


@given(number, number, positive, positive)
def test_capaian_rentang_is_100_inside_and_falls_with_the_distance_outside(
    first: Decimal, second: Decimal, bawah: Decimal, lebar: Decimal
) -> None:
    atas = bawah + lebar

    def distance(realisasi: Decimal) -> Decimal:
        return max(bawah - realisasi, realisasi - atas, Decimal(0))

    capaian = compute_capaian_rentang(first, bawah, atas)
    assert (capaian == 100) == (distance(first) == 0)
    assert capaian <= 100
    same_side = (first < bawah) == (second < bawah)
    if same_side and distance(first) <= distance(second):
        assert capaian >= compute_capaian_rentang(second, bawah, atas)


def test_capaian_rentang_inside_keeps_its_operands() -> None:
    operan = fact("95", "Realisasi", 1), fact("90", "Batas bawah", 2), fact("110", "Batas atas", 3)
    capaian = compute_capaian_rentang(*operan)
    assert capaian.operan == operan
    assert capaian.formula() == "dalam_rentang(Realisasi; Batas bawah; Batas atas)"


@pytest.mark.parametrize(
    ("realisasi", "formula"),
    [
        ("80", "Realisasi ÷ Batas bawah × 100"),
        ("120", "(2 × Batas atas − Realisasi) ÷ Batas atas × 100"),
    ],
)
def test_capaian_rentang_outside_shows_the_nearer_bound(realisasi: str, formula: str) -> None:
    capaian = compute_capaian_rentang(
        fact(realisasi, "Realisasi"), fact("90", "Batas bawah"), fact("110", "Batas atas")
    )
    assert capaian.formula() == formula


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_capaian_rentang_with_an_unknown_operand_is_unknown(missing: int) -> None:
    operan = [fact("95"), fact("90"), fact("110")]
    operan[missing] = unknown("Belum dinilai")
    capaian = compute_capaian_rentang(*operan)
    assert (capaian.nilai, capaian.alasan) == (None, "Belum dinilai")


def test_apply_batas_without_a_cap_gives_the_very_same_number() -> None:
    capaian = fact("111.23")
    assert apply_batas(capaian, None) is capaian


@given(number, positive)
def test_apply_batas_never_exceeds_the_cap_and_changes_nothing_below_it(capaian: Decimal, batas: Decimal) -> None:
    assert apply_batas(capaian, batas) == min(capaian, batas)


def test_apply_batas_keeps_both_operands() -> None:
    capped = apply_batas(fact("111.23", "Capaian"), fact("100", "Batas"))
    assert (capped.pasti, capped.formula()) == (Decimal(100), "min(Capaian; Batas)")


@pytest.mark.parametrize("compute", [compute_capaian, compute_jarak])
def test_a_range_has_no_single_target(compute: object) -> None:
    assert callable(compute)
    with pytest.raises(ValueError, match=r"^a range has no single target$"):
        compute(Decimal(1), Decimal(1), Polaritas.RENTANG)


@pytest.mark.parametrize("polaritas", SATU_ARAH)
def test_a_zero_target_gives_no_value_but_a_reason(polaritas: Polaritas) -> None:
    capaian = compute_capaian(fact("5", "Realisasi"), fact("0", "Target"), polaritas)
    assert (capaian.nilai, capaian.alasan) == (None, "pembaginya nol (Target)")


def test_a_zero_divisor_raises_for_plain_decimals() -> None:
    with pytest.raises(DivisionByZero):
        compute_persentase(Decimal(5), Decimal(0))
    with pytest.raises(InvalidOperation):
        compute_persentase(Decimal(0), Decimal(0))


@given(number, number.filter(bool))
def test_relative_change_has_the_sign_of_the_change(kini: Decimal, lalu: Decimal) -> None:
    relatif = compute_perubahan_relatif(kini, lalu)
    assert (relatif > 0, relatif < 0) == (kini > lalu, kini < lalu)


@given(st.sampled_from(SATU_ARAH), number, positive)
def test_no_distance_is_left_exactly_when_the_target_is_reached(
    polaritas: Polaritas, realisasi: Decimal, target: Decimal
) -> None:
    reached = compute_capaian(realisasi, target, polaritas) >= 100
    assert (compute_jarak(realisasi, target, polaritas) <= 0) == reached


@given(st.lists(number, min_size=1, max_size=20))
def test_the_mean_lies_between_the_extremes(numbers: list[Decimal]) -> None:
    assert min(numbers) <= compute_rata_rata(numbers) <= max(numbers)


def test_the_mean_shows_all_its_numbers_as_one_step() -> None:
    rata_rata = compute_rata_rata(fact(str(index), f"Capaian {index}") for index in (1, 2, 6))
    assert (rata_rata.pasti, rata_rata.formula()) == (
        Decimal(3),
        "jumlah(Capaian 1; Capaian 2; Capaian 6) ÷ 3",
    )


def test_the_mean_of_very_many_numbers_can_be_traced() -> None:
    rata_rata = compute_rata_rata(fact("2", line=line) for line in range(1, 5001))
    assert (rata_rata.pasti, len(rata_rata.positions())) == (Decimal(2), 5000)


def test_there_is_no_mean_of_nothing() -> None:
    numbers: list[Decimal] = []
    with pytest.raises(ValueError, match=r"^no numbers to average$"):
        compute_rata_rata(numbers)
