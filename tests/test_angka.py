from __future__ import annotations

import operator
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

import pytest

from lkj.angka import Angka, constant, count, total, unknown
from lkj.finding import Position

if TYPE_CHECKING:
    from collections.abc import Callable

DI_SINI = Position("data/2025/realisasi.yaml", 3, 9)
DI_SANA = Position("data/2025/realisasi.yaml", 4, 9)


def fact(nilai: str, label: str = "", position: Position = DI_SINI) -> Angka:
    return Angka(Decimal(nilai), "orang", 0, label, position)


A = fact("12", "koperasi 2025", DI_SINI)
B = fact("10", "koperasi 2024", DI_SANA)
TIDAK_ADA = unknown("belum dinilai", "nilai", "rapor", DI_SINI)


@pytest.mark.parametrize(
    ("computed", "nilai", "formula"),
    [
        (A + B, "22", "koperasi 2025 + koperasi 2024"),
        (A - B, "2", "koperasi 2025 − koperasi 2024"),
        (A * B, "120", "koperasi 2025 × koperasi 2024"),
        (A / B, "1.2", "koperasi 2025 ÷ koperasi 2024"),
        (-A, "-12", "0 − koperasi 2025"),
        (1 + A, "13", "1 + koperasi 2025"),
        (1 - A, "-11", "1 − koperasi 2025"),
        (2 * A, "24", "2 × koperasi 2025"),
        (6 / A, "0.5", "6 ÷ koperasi 2025"),
        (A + Decimal("0.50"), "12.50", "koperasi 2025 + 0,50"),
        (A * -1, "-12", "koperasi 2025 × (−1)"),
        (A - Decimal("-2.5"), "14.5", "koperasi 2025 − (−2,5)"),
        ((A - B) / B * 100, "20.0", "(koperasi 2025 − koperasi 2024) ÷ koperasi 2024 × 100"),
        (100 * (A + B), "2200", "100 × (koperasi 2025 + koperasi 2024)"),
        (A - (B + 1), "1", "koperasi 2025 − (koperasi 2024 + 1)"),
        (A - (B - 1), "3", "koperasi 2025 − (koperasi 2024 − 1)"),
        (A + (B - 1), "21", "koperasi 2025 + koperasi 2024 − 1"),
        (A - B * 1, "2", "koperasi 2025 − koperasi 2024 × 1"),
        (A / (B / 5), "6", "koperasi 2025 ÷ (koperasi 2024 ÷ 5)"),
        (A * (B / 5), "24", "koperasi 2025 × koperasi 2024 ÷ 5"),
        (A / (B * 1), "1.2", "koperasi 2025 ÷ (koperasi 2024 × 1)"),
        (fact("3") * A, "36", "3 × koperasi 2025"),
        (constant(100), "100", ""),
        (A, "12", ""),
    ],
)
def test_arithmetic_keeps_value_and_formula(computed: Angka, nilai: str, formula: str) -> None:
    assert (computed.pasti, computed.formula()) == (Decimal(nilai), formula)


def test_values_are_not_rounded_to_the_context_of_the_thread() -> None:
    with localcontext(prec=3):
        quotient = constant(1) / 3
        assert quotient.nilai == Decimal("0." + "3" * 50)
        assert (constant(123456789) + 1).nilai == 123456790
        assert total([constant(123456789), constant(1)], "jumlah").nilai == 123456790


def test_an_unknown_operand_makes_the_result_unknown_with_its_reason() -> None:
    for computed in (TIDAK_ADA + A, A - TIDAK_ADA, TIDAK_ADA * 2, A / TIDAK_ADA, -TIDAK_ADA):
        assert (computed.ada, computed.nilai, computed.alasan) == (False, None, "belum dinilai")
    assert (TIDAK_ADA / A).formula() == "rapor ÷ koperasi 2025"
    assert (unknown("tanpa nama") + 1).formula() == "? + 1"


def test_the_first_reason_is_kept() -> None:
    assert (TIDAK_ADA + unknown("lain")).alasan == "belum dinilai"


def test_division_by_zero_gives_no_value() -> None:
    named = A / fact("0", "koperasi 2023")
    bare = A / 0
    assert (named.nilai, named.alasan) == (None, "pembaginya nol (koperasi 2023)")
    assert (bare.nilai, bare.alasan) == (None, "pembaginya nol")


def test_pasti_of_an_unknown_is_a_mistake() -> None:
    with pytest.raises(ValueError, match=r"^no value: belum dinilai$"):
        _ = TIDAK_ADA.pasti


@pytest.mark.parametrize(
    ("compare", "results"),
    [
        (operator.lt, (False, False, True)),
        (operator.le, (False, True, True)),
        (operator.gt, (True, False, False)),
        (operator.ge, (True, True, False)),
    ],
)
def test_comparison_is_by_value(compare: Callable[[object, object], bool], results: tuple[bool, bool, bool]) -> None:
    assert (compare(A, B), compare(A, 12), compare(A, Decimal("12.5"))) == results


def test_comparison_with_a_plain_number_on_the_left() -> None:
    assert 11 < A <= 12
    assert 13 > A >= 12


def test_comparison_with_an_unknown_is_a_mistake() -> None:
    with pytest.raises(ValueError, match=r"^no value: belum dinilai$"):
        _ = A < TIDAK_ADA


@pytest.mark.parametrize("write", [str, "{}".format])
def test_it_writes_no_text_itself(write: Callable[[Angka], str]) -> None:
    with pytest.raises(TypeError, match=r"^an Angka is written by lkj\.format only$"):
        write(A)


def test_naming_a_computed_value() -> None:
    growth = ((A - B) / B * 100).named("pertumbuhan", "%", 2)
    assert (growth.label, growth.satuan, growth.desimal) == ("pertumbuhan", "%", 2)
    assert growth.formula() == "(koperasi 2025 − koperasi 2024) ÷ koperasi 2024 × 100"
    assert (growth + 1).formula() == "pertumbuhan + 1"
    assert (growth + 1).operands() == (growth,)


def test_naming_a_fact_leaves_the_fact_as_it_is() -> None:
    named = A.named("target", "%", 1)
    assert (named.nilai, named.satuan, named.desimal, named.label) == (Decimal(12), "%", 1, "target")
    assert (named.position, named.operan, named.formula()) == (None, (A,), "sama(koperasi 2025)")
    assert named.positions() == (DI_SINI,)


def test_naming_a_constant() -> None:
    named = constant(100).named("seratus")
    assert (named.nilai, named.label, named.formula()) == (Decimal(100), "seratus", "sama(100)")


def test_naming_an_unknown_keeps_the_reason() -> None:
    without_position = unknown("belum dinilai").named("rapor", "nilai", 2)
    with_position = TIDAK_ADA.named("rapor dinas")
    assert (without_position.label, without_position.satuan, without_position.desimal) == (
        "rapor",
        "nilai",
        2,
    )
    assert (without_position.alasan, without_position.operan) == ("belum dinilai", ())
    assert (with_position.label, with_position.alasan, with_position.operan) == (
        "rapor dinas",
        "belum dinilai",
        (TIDAK_ADA,),
    )


def test_operands_are_named_numbers_each_once_in_order() -> None:
    growth = (A - B) / B * 100
    assert growth.operands() == (A, B)
    assert (growth.named("pertumbuhan") / A).operands()[0].label == "pertumbuhan"
    assert A.operands() == ()


def test_positions_are_those_of_the_facts_each_once_in_order() -> None:
    growth = ((A - B) / B * 100).named("pertumbuhan")
    assert (growth / fact("1")).positions() == (DI_SINI, DI_SANA)
    assert constant(1).positions() == ()


def test_total() -> None:
    parts = (A, B, constant(1))
    added = total(iter(parts), "jumlah koperasi", "koperasi", 1)
    assert (added.nilai, added.label, added.satuan, added.desimal) == (
        Decimal(23),
        "jumlah koperasi",
        "koperasi",
        1,
    )
    assert (added.operan, added.positions()) == (parts, (DI_SINI, DI_SANA))
    assert added.formula() == "jumlah(koperasi 2025; koperasi 2024; 1)"


def test_total_of_nothing_is_zero() -> None:
    assert (total([], "jumlah").nilai, total([], "jumlah").alasan) == (Decimal(0), "")


def test_total_with_an_unknown_is_unknown() -> None:
    added = total([A, TIDAK_ADA, unknown("lain")], "jumlah")
    assert (added.nilai, added.alasan, added.operan[1]) == (None, "belum dinilai", TIDAK_ADA)


def test_count() -> None:
    counted = count(iter("abc"), "penghargaan", DI_SANA, "buah")
    assert (counted.nilai, counted.label, counted.satuan) == (Decimal(3), "penghargaan", "buah")
    assert (counted.positions(), counted.formula()) == ((DI_SANA,), "")
