from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.compute.skala import CacatSkala, Pita, find_cacat_skala, rate

bound = st.decimals("-1000", "1000", places=2)


def make_pita(nama: str, lebih_dari: str | None, sampai: str | None) -> Pita:
    return Pita(
        None if lebih_dari is None else Decimal(lebih_dari),
        None if sampai is None else Decimal(sampai),
        nama,
        "",
    )


def join(bounds: list[Decimal]) -> list[Pita]:
    ends = [None, *sorted(bounds), None]
    return [Pita(low, high, f"P{index}", f"k{index}") for index, (low, high) in enumerate(pairwise(ends))]


skala = st.lists(bound, max_size=6, unique=True).map(join)


def holds(pita: Pita, nilai: Decimal) -> bool:
    above = nilai > (Decimal("-Infinity") if pita.lebih_dari is None else pita.lebih_dari)
    return above and nilai <= (Decimal("Infinity") if pita.sampai is None else pita.sampai)


@given(skala, bound)
def test_a_valid_scale_holds_every_value_exactly_once(daftar_pita: list[Pita], nilai: Decimal) -> None:
    assert find_cacat_skala(daftar_pita) == []
    bounds = [pita.sampai for pita in daftar_pita if pita.sampai is not None]
    for value in (nilai, *bounds, *(number + Decimal("0.001") for number in bounds)):
        assert [pita for pita in daftar_pita if holds(pita, value)] == [rate(value, daftar_pita)]


@given(skala, st.data())
def test_any_single_boundary_edit_is_found(daftar_pita: list[Pita], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(daftar_pita) - 1))
    old = daftar_pita[index]
    below = data.draw(st.booleans())
    kept = old.lebih_dari if below else old.sampai
    new = data.draw(st.one_of(st.none(), bound).filter(lambda value: value != kept))
    edited = Pita(new, old.sampai, "x", "x") if below else Pita(old.lebih_dari, new, "x", "x")
    assert find_cacat_skala([*daftar_pita[:index], edited, *daftar_pita[index + 1 :]]) != []


def test_an_upper_bound_belongs_to_its_band() -> None:
    rendah, tinggi = make_pita("Rendah", None, "50"), make_pita("Tinggi", "50", None)
    assert rate(Decimal(50), [rendah, tinggi]) is rendah
    assert rate(Decimal("50.0000001"), [rendah, tinggi]) is tinggi


def test_a_value_no_band_holds_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match=r"^no band holds 65\.5$"):
        rate(Decimal("65.5"), [make_pita("Rendah", None, "65"), make_pita("Sedang", "66", None)])


@pytest.mark.parametrize(
    ("daftar_pita", "expected"),
    [
        ([], [CacatSkala(0, "Skala tidak memuat satu pita pun.")]),
        (
            [make_pita("Rendah", "0", "50"), make_pita("Tinggi", "50", "100")],
            [
                CacatSkala(0, "Pita pertama (“Rendah”) harus terbuka ke bawah, tanpa “lebih_dari”."),
                CacatSkala(1, "Pita terakhir (“Tinggi”) harus terbuka ke atas, tanpa “sampai”."),
            ],
        ),
        (
            [
                make_pita("Rendah", None, None),
                make_pita("Sedang", None, "75"),
                make_pita("Tinggi", "75", None),
            ],
            [
                CacatSkala(0, "Pita “Rendah” bukan yang terakhir, jadi harus menyebut “sampai”."),
                CacatSkala(1, "Pita “Sedang” bukan yang pertama, jadi harus menyebut “lebih_dari”."),
            ],
        ),
        (
            [
                make_pita("Rendah", None, "65"),
                make_pita("Sedang", "66", "75"),
                make_pita("Tinggi", "75.25", None),
            ],
            [
                CacatSkala(1, "Ada celah antara 65 dan 66: 65,5 tidak masuk pita mana pun."),
                CacatSkala(2, "Ada celah antara 75 dan 75,25: 75,125 tidak masuk pita mana pun."),
            ],
        ),
        (
            [make_pita("Rendah", None, "66"), make_pita("Sedang", "65.5", None)],
            [CacatSkala(1, "Pita “Rendah” dan “Sedang” bertumpang tindih antara 65,5 dan 66.")],
        ),
        (
            [
                make_pita("Rendah", None, "65"),
                make_pita("Sedang", "65", "65"),
                make_pita("Tinggi", "65", None),
            ],
            [CacatSkala(1, "Pita “Sedang” tidak memuat nilai apa pun: lebih dari 65 sampai 65.")],
        ),
    ],
    ids=["empty", "closed ends", "inner open ends", "gaps", "overlap", "band without values"],
)
def test_defects_say_which_band_and_what(daftar_pita: list[Pita], expected: list[CacatSkala]) -> None:
    assert find_cacat_skala(daftar_pita) == expected
