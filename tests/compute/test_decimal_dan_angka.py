"""Every function gives the same value for plain and traced numbers, whatever the thread's decimal context."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from decimal import Context, Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lkj.compute
from lkj.angka import Angka, unknown
from lkj.compute.anggaran import (
    Keluaran,
    compute_efisiensi_keluaran,
    compute_selisih_pagu,
    compute_selisih_relatif,
    compute_serapan,
    compute_sisa,
)
from lkj.compute.capaian import (
    Polaritas,
    apply_batas,
    compute_capaian,
    compute_capaian_rentang,
    compute_jarak,
    compute_persentase,
    compute_pertumbuhan,
    compute_perubahan,
    compute_perubahan_relatif,
    compute_rata_rata,
)
from lkj.compute.rumus import parse_rumus
from lkj.compute.triwulan import (
    Cara,
    compute_kemajuan,
    compute_kumulatif,
    compute_tahunan,
    compute_tambahan,
    split_rata,
)
from lkj.finding import Position

number = st.decimals("-1000000", "1000000", places=3)
numbers = st.lists(number, min_size=1, max_size=4)
polaritas = st.sampled_from([Polaritas.MAKSIMAL, Polaritas.MINIMAL])
cara = st.sampled_from(Cara)
RUMUS = parse_rumus("-(a[t] - 1 / 3) * a[t-1] / (b[t-2] + 0.5) + a[t]")


def compute_rumus(daftar: list[Any]) -> Any:
    return RUMUS.evaluate(dict(zip(RUMUS.daftar_variabel, daftar, strict=True)).__getitem__)


CASES: list[tuple[Callable[..., Any], st.SearchStrategy[tuple[Any, ...]]]] = [
    (compute_capaian, st.tuples(number, number, polaritas)),
    (compute_capaian_rentang, st.tuples(number, number, number)),
    (apply_batas, st.tuples(number, number)),
    (compute_pertumbuhan, st.tuples(number, number)),
    (compute_persentase, st.tuples(number, number)),
    (compute_perubahan, st.tuples(number, number)),
    (compute_perubahan_relatif, st.tuples(number, number)),
    (compute_jarak, st.tuples(number, number, polaritas)),
    (compute_rata_rata, st.tuples(numbers)),
    (split_rata, st.tuples(number, st.integers(0, 4))),
    (compute_kumulatif, st.tuples(numbers, cara)),
    (compute_tambahan, st.tuples(numbers, cara)),
    (compute_tahunan, st.tuples(numbers, cara)),
    (compute_kemajuan, st.tuples(numbers, number, cara)),
    (compute_serapan, st.tuples(number, number)),
    (compute_sisa, st.tuples(number, number)),
    (compute_selisih_pagu, st.tuples(number, number)),
    (compute_selisih_relatif, st.tuples(number, number)),
    (
        compute_efisiensi_keluaran,
        st.tuples(st.lists(st.builds(Keluaran[Decimal], *[number] * 4), min_size=1, max_size=4)),
    ),
    (compute_rumus, st.tuples(st.lists(number, min_size=3, max_size=3))),
]
each_function = pytest.mark.parametrize(
    ("function", "arguments"), CASES, ids=[function.__name__ for function, _ in CASES]
)


def trace(value: Any) -> Any:
    """Make facts of all plain numbers in an argument."""
    if isinstance(value, Decimal):
        return Angka(value, label="fakta", position=Position("data/2025/target.yaml", 1, 1))
    if isinstance(value, list):
        return [trace(part) for part in value]
    if isinstance(value, Keluaran):
        return Keluaran(**{name: trace(part) for name, part in vars(value).items()})
    return value


def untrace(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)(untrace(part) for part in value)
    return value.nilai


def iter_results(value: Any) -> Iterator[Angka]:
    for part in value if isinstance(value, (list, tuple)) else [value]:
        assert isinstance(part, Angka)
        yield part


@each_function
@given(data=st.data())
def test_the_value_is_the_same(
    function: Callable[..., Any], arguments: st.SearchStrategy[tuple[Any, ...]], data: st.DataObject
) -> None:
    plain = data.draw(arguments)
    # Two digits would spoil any figure that depended on the thread's context.
    with localcontext(Context(prec=2)):
        traced = function(*(trace(argument) for argument in plain))
    try:
        with localcontext(Context(prec=50)):
            expected = function(*plain)
    except ArithmeticError:
        reasons = {result.alasan for result in iter_results(traced) if not result.ada}
        assert reasons
        assert reasons <= {"pembaginya nol", "pembaginya nol (fakta)"}
    else:
        assert untrace(traced) == expected


PAIR_CASES: list[tuple[Callable[..., Angka], tuple[Polaritas, ...]]] = [
    (compute_capaian, (Polaritas.MINIMAL,)),
    (compute_jarak, (Polaritas.MAKSIMAL,)),
    *[
        (function, ())
        for function in (
            apply_batas,
            compute_pertumbuhan,
            compute_persentase,
            compute_perubahan,
            compute_perubahan_relatif,
            compute_serapan,
            compute_sisa,
            compute_selisih_pagu,
            compute_selisih_relatif,
        )
    ],
]


@pytest.mark.parametrize("missing", [0, 1])
@pytest.mark.parametrize(("function", "rest"), PAIR_CASES, ids=[case[0].__name__ for case in PAIR_CASES])
def test_an_unknown_operand_gives_its_reason(
    function: Callable[..., Angka], rest: tuple[Polaritas, ...], missing: int
) -> None:
    operands = [trace(Decimal(1)), trace(Decimal(2))]
    operands[missing] = unknown("Belum dinilai")
    result = function(*operands, *rest)
    assert (result.nilai, result.alasan) == (None, "Belum dinilai")


def test_every_function_on_numbers_is_tried() -> None:
    found = {
        name
        for module in pkgutil.iter_modules(lkj.compute.__path__)
        for name in vars(importlib.import_module(f"lkj.compute.{module.name}"))
        if name.startswith(("compute_", "apply_", "split_"))
    }
    assert found - {"apply_function"} == {function.__name__ for function, _ in CASES} - {"compute_rumus"}
