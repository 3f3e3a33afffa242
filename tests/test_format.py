from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, localcontext

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from lkj.angka import Angka, constant, unknown
from lkj.format import (
    format_akuntansi,
    format_angka,
    format_bertanda,
    format_bulan,
    format_desimal,
    format_mutlak,
    format_nihil,
    format_ringkas,
    format_rupiah,
    format_satuan,
    format_tanggal,
    format_terbilang,
    huruf,
    join_dan,
    ordinal,
    romawi,
    round_half_up,
    terbilang,
)
from tests.terbilang import read_words

TIDAK_ADA = unknown("belum dinilai", "%")


def number(nilai: str, desimal: int = 0, satuan: str = "") -> Angka:
    return Angka(Decimal(nilai), satuan, desimal)


@pytest.mark.parametrize(
    ("nilai", "desimal", "rounded"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-0.5", 0, "-1"),
        ("-2.5", 0, "-3"),
        ("0.4999999999999999999999999999999999999", 0, "0"),
        ("8.0645161", 2, "8.06"),
        ("97.505", 2, "97.51"),
        ("7", 2, "7.00"),
        ("1E+5", 0, "100000"),
        ("-0.004", 2, "0.00"),
        ("-0", 0, "0"),
        ("123456789012345678901234567890123456789012345678901234567890.15", 1, None),
    ],
)
def test_round_half_up(nilai: str, desimal: int, rounded: str | None) -> None:
    expected = rounded or "123456789012345678901234567890123456789012345678901234567890.2"
    assert str(round_half_up(Decimal(nilai), desimal)) == expected


@pytest.mark.parametrize(
    ("nilai", "desimal", "text"),
    [
        ("22029055504", 0, "22.029.055.504"),
        ("8.0645161", 2, "8,06"),
        ("-18877450", 0, "-18.877.450"),
        ("-0.166", 2, "-0,17"),
        ("-0.004", 2, "0,00"),
        ("0", 0, "0"),
        ("999.995", 2, "1.000,00"),
        ("1000", 3, "1.000,000"),
    ],
)
def test_format_desimal(nilai: str, desimal: int, text: str) -> None:
    assert format_desimal(Decimal(nilai), desimal) == text


@given(st.decimals(-(10**15), 10**15, places=4), st.integers(0, 3))
def test_numbers_are_written_as_babel_writes_them(nilai: Decimal, desimal: int) -> None:
    pattern = "#,##0" + f".{'0' * desimal}" * bool(desimal)
    assert format_desimal(nilai, desimal) == format_decimal(
        round_half_up(nilai, desimal), format=pattern, locale="id_ID"
    )


def test_the_context_of_the_thread_changes_nothing() -> None:
    with localcontext(prec=2):
        assert format_desimal(Decimal("-12345.675"), 2) == "-12.345,68"
        assert format_bertanda(number("-12345.675", 2)) == "−12.345,68"


def test_format_angka() -> None:
    assert format_angka(number("8.0645", 2, "%")) == "8,06"
    assert format_angka(TIDAK_ADA) == "–"


@pytest.mark.parametrize(
    ("angka", "text"),
    [
        (number("8.0645", 2, "%"), "8,06%"),
        (number("22029055504", 0, "Rp"), "Rp22.029.055.504"),
        (number("-18877450", 0, "Rp"), "-Rp18.877.450"),
        (number("134", 0, "koperasi"), "134\N{NO-BREAK SPACE}koperasi"),
        (number("1234"), "1.234"),
        (TIDAK_ADA, "belum tersedia"),
    ],
)
def test_format_satuan(angka: Angka, text: str) -> None:
    assert format_satuan(angka) == text


@pytest.mark.parametrize(
    ("angka", "text"),
    [
        (number("31020900"), "Rp31.020.900"),
        (number("1250.5", 2, "Rp"), "Rp1.250,50"),
        (number("-0.4"), "Rp0"),
        (number("-1"), "-Rp1"),
        (TIDAK_ADA, "belum tersedia"),
    ],
)
def test_format_rupiah(angka: Angka, text: str) -> None:
    assert format_rupiah(angka) == text


@pytest.mark.parametrize(
    ("angka", "akuntansi", "nihil"),
    [
        (number("18877450"), "18.877.450", "18.877.450"),
        (number("-18877450"), "(18.877.450)", "-18.877.450"),
        (number("0"), "-", "-"),
        (number("-0.00", 2), "-", "-"),
        (number("-0.4"), "0", "0"),
        (TIDAK_ADA, "–", "–"),
    ],
)
def test_format_akuntansi_and_nihil(angka: Angka, akuntansi: str, nihil: str) -> None:
    assert (format_akuntansi(angka), format_nihil(angka)) == (akuntansi, nihil)


@pytest.mark.parametrize(
    ("angka", "text"),
    [
        (number("4.726", 2), "+4,73"),
        (number("-0.166", 2), "−0,17"),
        (number("1234"), "+1.234"),
        (number("-0.004", 2), "0,00"),
        (number("0.004", 2), "0,00"),
        (TIDAK_ADA, "–"),
    ],
)
def test_format_bertanda(angka: Angka, text: str) -> None:
    assert format_bertanda(angka) == text


@pytest.mark.parametrize(
    ("angka", "text"),
    [
        (number("4"), "4 (empat)"),
        (number("3.6"), "4 (empat)"),
        (number("1234", 0, "orang"), "1.234 (seribu dua ratus tiga puluh empat)"),
        (number("-2"), "-2 (minus dua)"),
        (TIDAK_ADA, "belum tersedia"),
    ],
)
def test_format_terbilang(angka: Angka, text: str) -> None:
    assert format_terbilang(angka) == text


def test_only_whole_numbers_are_put_into_words() -> None:
    with pytest.raises(ValueError, match=r"^only whole numbers are put into words: 8\.06$"):
        format_terbilang(number("8.0645", 2))


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (9, "sembilan"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (110, "seratus sepuluh"),
        (111, "seratus sebelas"),
        (199, "seratus sembilan puluh sembilan"),
        (200, "dua ratus"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (1100, "seribu seratus"),
        (2000, "dua ribu"),
        (11000, "sebelas ribu"),
        (21000, "dua puluh satu ribu"),
        (100000, "seratus ribu"),
        (101000, "seratus satu ribu"),
        (1000000, "satu juta"),
        (1001000, "satu juta seribu"),
        (11000011, "sebelas juta sebelas"),
        (10**9, "satu miliar"),
        (10**12, "satu triliun"),
        (10**15, "satu kuadriliun"),
        (
            22_029_055_504,
            "dua puluh dua miliar dua puluh sembilan juta lima puluh lima ribu lima ratus empat",
        ),
        (-1, "minus satu"),
        (-1000, "minus seribu"),
    ],
)
def test_terbilang(n: int, words: str) -> None:
    assert terbilang(n) == words


def test_words_of_small_numbers_read_back() -> None:
    assert [read_words(terbilang(n)) for n in range(12_345)] == list(range(12_345))


@given(st.integers(0, 18).flatmap(lambda digits: st.integers(0, min(10**digits, 10**18 - 1))))
def test_words_read_back(n: int) -> None:
    assert read_words(terbilang(n)) == n
    # One thousand, hundred or ten is never "satu ribu", "satu ratus" or "satu puluh".
    assert not re.search(r"(?<!ratus )(?<!puluh )\bsatu (ribu|ratus|puluh|belas)\b", terbilang(n))


@pytest.mark.parametrize("n", [10**18, -(10**18)])
def test_too_large_for_words(n: int) -> None:
    with pytest.raises(ValueError, match=rf"^too large to be put into words: {n}$"):
        terbilang(n)


def test_ordinal() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 10, 12, 21)] == [
        "kesatu",
        "kedua",
        "ketiga",
        "kesepuluh",
        "kedua belas",
        "kedua puluh satu",
    ]


def test_romawi() -> None:
    assert [romawi(n) for n in range(1, 11)] == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    assert [romawi(n) for n in (14, 40, 49, 90, 99, 400, 900, 2025)] == [
        "XIV",
        "XL",
        "XLIX",
        "XC",
        "XCIX",
        "CD",
        "CM",
        "MMXXV",
    ]


def test_huruf() -> None:
    assert [huruf(n) for n in (1, 2, 26, 27, 28, 52, 53, 702, 703)] == (
        ["a", "b", "z", "aa", "ab", "az", "ba", "zz", "aaa"]
    )


@pytest.mark.parametrize("write", [ordinal, romawi, huruf])
def test_counting_starts_at_one(write: object) -> None:
    assert callable(write)
    with pytest.raises(ValueError, match=r"^counting starts at 1: 0$"):
        write(0)


def test_dates() -> None:
    assert format_tanggal(date(2024, 9, 3)) == "3 September 2024"
    assert format_tanggal(date(2025, 12, 31)) == "31 Desember 2025"
    assert format_bulan(date(2025, 11, 1)) == "November 2025"


@given(st.dates())
def test_dates_are_written_as_babel_writes_them(tanggal: date) -> None:
    assert format_tanggal(tanggal) == format_date(tanggal, "d MMMM y", locale="id_ID")
    assert format_bulan(tanggal) == format_date(tanggal, "MMMM y", locale="id_ID")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a dan b"),
        (["a", "b", "c"], "a, b, dan c"),
        (["a", "b", "c", "d"], "a, b, c, dan d"),
    ],
)
def test_join_dan(words: list[str], text: str) -> None:
    assert join_dan(words) == text


def test_a_constant_is_written_whole() -> None:
    assert format_angka(constant(100)) == "100"


def test_the_size_of_a_change_has_no_sign() -> None:
    assert [format_mutlak(Angka(Decimal(text), "poin", 2)) for text in ("4.7312", "-0.168", "0")] == [
        "4,73",
        "0,17",
        "0,00",
    ]
    assert format_mutlak(unknown("belum ada")) == "–"


def test_a_table_shows_only_percent_signs() -> None:
    assert [format_ringkas(Angka(Decimal(5), satuan)) for satuan in ("%", "koperasi", "")] == ["5%", "5", "5"]
    assert format_ringkas(unknown("belum ada", "%")) == "–"


def test_what_a_number_is_does_not_follow_it() -> None:
    assert [format_satuan(Angka(Decimal("78.1"), satuan, 2)) for satuan in ("Nilai", "Indeks", "Skor")] == ["78,10"] * 3
