from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.angka import Angka
from lkj.compute.anggaran import (
    Keluaran,
    compute_efisiensi_keluaran,
    compute_selisih_pagu,
    compute_selisih_relatif,
    compute_serapan,
    compute_sisa,
)

rupiah = st.decimals("1", "100000000000", places=0)
volume = st.decimals("1", "100000", places=0)
keluaran = st.builds(Keluaran[Decimal], rupiah, rupiah, volume, volume)


@given(rupiah, rupiah)
def test_serapan_and_sisa_agree(pagu: Decimal, realisasi: Decimal) -> None:
    serapan, sisa = compute_serapan(realisasi, pagu), compute_sisa(pagu, realisasi)
    assert (serapan > 100, serapan == 100) == (sisa < 0, sisa == 0)
    assert sisa + realisasi == pagu


@given(rupiah, rupiah)
def test_the_first_budget_and_its_change_make_the_revised_one(perubahan: Decimal, induk: Decimal) -> None:
    selisih = compute_selisih_pagu(perubahan, induk)
    relatif = compute_selisih_relatif(perubahan, induk)
    assert induk + selisih == perubahan
    assert (relatif > 0, relatif < 0) == (selisih > 0, selisih < 0)


@given(rupiah, volume)
def test_spending_and_delivering_as_planned_is_neither_thrifty_nor_wasteful(pagu: Decimal, target: Decimal) -> None:
    assert compute_efisiensi_keluaran([Keluaran(pagu, pagu, target, target)]) == 0


@given(keluaran, rupiah)
def test_spending_more_for_the_same_volume_is_less_efficient(first: Keluaran[Decimal], more: Decimal) -> None:
    dearer = Keluaran(first.realisasi_anggaran + more, first.pagu, first.realisasi_volume, first.target_volume)
    assert compute_efisiensi_keluaran([dearer]) < compute_efisiensi_keluaran([first])


@given(st.lists(keluaran, min_size=1, max_size=5))
def test_efisiensi_is_the_mean_over_the_outputs(daftar: list[Keluaran[Decimal]]) -> None:
    each = [compute_efisiensi_keluaran([one]) for one in daftar]
    assert abs(compute_efisiensi_keluaran(daftar) - sum(each, Decimal(0)) / len(each)) < Decimal("1e-6")


def test_efisiensi_without_outputs_is_a_bug_of_the_caller() -> None:
    daftar: list[Keluaran[Decimal]] = []
    with pytest.raises(ValueError, match=r"^no numbers to average$"):
        compute_efisiensi_keluaran(daftar)


def test_efisiensi_shows_its_method() -> None:
    names = ("RAK", "PAK", "RVK", "TVK")
    efisiensi = compute_efisiensi_keluaran([Keluaran(*(Angka(Decimal(1), label=name) for name in names))])
    assert efisiensi.formula() == "jumlah(1 − RAK ÷ RVK ÷ (PAK ÷ TVK)) ÷ 1 × 100"


def test_an_output_not_delivered_has_no_unit_cost() -> None:
    belum = Keluaran(*(Angka(Decimal(nilai), label=f"nilai {nilai}") for nilai in (5, 10, 0, 4)))
    efisiensi = compute_efisiensi_keluaran([belum])
    assert (efisiensi.nilai, efisiensi.alasan) == (None, "pembaginya nol (nilai 0)")
