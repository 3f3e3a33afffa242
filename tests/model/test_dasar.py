from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, TypeAdapter, ValidationError

from lkj.finding import Position
from lkj.model.dasar import (
    Bulan,
    Bulat,
    Desimal,
    Kode,
    Located,
    LocatedList,
    Logika,
    Model,
    Nomor,
    Prosa,
    ProsaText,
    Tahun,
    Tanggal,
    Teks,
    find_position,
    iter_models,
    shorten,
    suggest_number,
)
from lkj.source import parse_yaml


class Anak(Model):
    nama: Teks
    nilai: Desimal | None = None


class Induk(Model):
    anak: Anak | None = None
    daftar: tuple[Anak, ...] = ()
    menurut_tahun: dict[Tahun, Desimal] = Field(default={})
    menurut_kode: dict[Kode, Anak] = Field(default={})


def read(text: str) -> Located:
    node, findings = parse_yaml(text, "f")
    assert findings == []
    assert node is not None
    return node


def check(kind: Any, text: object) -> Any:
    return TypeAdapter(kind).validate_python(text)


def reject(kind: Any, text: str) -> tuple[str, str]:
    with pytest.raises(ValidationError) as caught:
        check(kind, text)
    (error,) = caught.value.errors()
    assert error["type"] == "lkj"
    assert error["msg"] == error["ctx"]["pesan"]
    return error["ctx"]["pesan"], error["ctx"]["saran"]


CONTOH = """\
anak:
  nama: a
daftar:
  - nama: b
  - nama: c
    nilai: 1
menurut_tahun: {2024: 1.5}
menurut_kode:
  kunci: {nama: d}
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), "f:1:1", "f:1:1"),
        (("anak",), "f:2:3", "f:1:1"),
        (("anak", "nama"), "f:2:9", "f:2:3"),
        (("anak", "lain"), "f:2:3", "f:2:3"),
        (("anak", "nama", "lebih"), "f:2:9", "f:2:9"),
        (("daftar",), "f:4:3", "f:3:1"),
        (("daftar", 1), "f:5:5", "f:5:5"),
        (("daftar", 1, "nilai"), "f:6:12", "f:6:5"),
        (("daftar", 2), "f:4:3", "f:4:3"),
        (("daftar", "1"), "f:4:3", "f:4:3"),
        (("menurut_tahun", 2024), "f:7:23", "f:7:17"),
        (("lain",), "f:1:1", "f:1:1"),
    ],
)
def test_find_position(path: tuple[str | int, ...], value: str, key: str) -> None:
    node = read(CONTOH)
    assert str(find_position(node, path)) == value
    assert str(find_position(node, path, key=True)) == key


def test_find_position_in_a_list() -> None:
    node = read(CONTOH)["daftar"]
    assert isinstance(node, LocatedList)
    assert str(find_position(node, (0, "nama"))) == "f:4:11"


def test_models_know_their_place() -> None:
    induk = Induk.model_validate(read(CONTOH))
    assert induk.anak is not None
    assert str(induk.at()) == "f:1:1"
    assert str(induk.at("daftar", 1, "nilai")) == "f:6:12"
    assert str(induk.at("menurut_tahun", 2024)) == "f:7:23"
    assert str(induk.anak.at("nama")) == "f:2:9"
    assert str(induk.anak.at("nilai")) == "f:2:3"
    assert str(induk.daftar[1].at()) == "f:5:5"
    assert str(induk.menurut_kode["kunci"].at("nama")) == "f:9:17"


def test_a_model_made_in_code_has_no_file() -> None:
    assert Anak(nama="a").at("nama") == Position("", 1, 1)


def test_a_ready_model_keeps_its_place() -> None:
    anak = Anak.model_validate(read("nama: a\n"))
    induk = Induk(anak=anak)
    assert induk.anak is anak
    assert str(anak.at("nama")) == "f:1:7"
    assert str(induk.model_copy(update={"daftar": (anak,)}).daftar[0].at("nama")) == "f:1:7"


def test_models_are_frozen_and_strict_about_keys() -> None:
    anak = Anak(nama="a")
    with pytest.raises(ValidationError, match="frozen"):
        anak.nama = "b"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Anak.model_validate({"nama": "a", "lain": "b"})


def test_iter_models_walks_all() -> None:
    induk = Induk.model_validate(read(CONTOH))
    names = [model.nama for model in iter_models(induk) if isinstance(model, Anak)]
    assert names == ["a", "b", "c", "d"]
    assert next(iter_models(induk)) is induk
    assert [model.nama for model in iter_models([induk.anak, "x"]) if isinstance(model, Anak)] == ["a"]
    assert list(iter_models("x")) == []


ATURAN = "angka ditulis dengan titik sebagai tanda desimal, tanpa pemisah ribuan dan tanpa satuan"


@pytest.mark.parametrize("text", ["0", "-0.5", "97.50", "1000000", "12345678901234567890.123456789", " 7 "])
def test_desimal(text: str) -> None:
    value = check(Desimal, text)
    assert value == Decimal(text.strip())
    assert str(value) == text.strip()


def test_scalars_that_are_typed_already_pass() -> None:
    assert check(Desimal, Decimal("1.5")) == Decimal("1.5")
    assert check(Bulat, 3) == 3
    assert check(Bulat, Decimal(3)) == 3
    assert check(Tahun, 2025) == 2025
    assert check(Tanggal, date(2025, 1, 2)) == date(2025, 1, 2)
    assert check(Bulan, date(2025, 1, 1)) == date(2025, 1, 1)
    yes: object = True
    assert check(Logika, yes) is True


@pytest.mark.parametrize(
    ("text", "saran"),
    [
        ("7,25", f"tulis 7.25 ({ATURAN})"),
        ("1_000", f"tulis 1000 ({ATURAN})"),
        ("1 000", f"tulis 1000 ({ATURAN})"),
        ("1.500.000", f"tulis 1500000 ({ATURAN})"),
        ("1.500,50", f"tulis 1500.50 ({ATURAN})"),
        ("1.500.000,5", f"tulis 1500000.5 ({ATURAN})"),
        ("1,500,000.5", f"tulis 1500000.5 ({ATURAN})"),
        ("Rp 1.500", f"tulis 1500 ({ATURAN})"),
        ("Rp1.500.000,-", f"tulis 1500000 ({ATURAN})"),
        ("Rp. 750", f"tulis 750 ({ATURAN})"),
        ("97,5 %", f"tulis 97.5 ({ATURAN})"),
        ("007", f"tulis 7 ({ATURAN})"),
        ("-007.5", f"tulis -7.5 ({ATURAN})"),
        (".5", f"tulis 0.5 ({ATURAN})"),
        ("-.5", f"tulis -0.5 ({ATURAN})"),
        ("1e5", ATURAN),
        ("nan", ATURAN),
        ("+5", ATURAN),
        ("5.", ATURAN),
        ("5 orang", ATURAN),
        ("1.50.000", ATURAN),
        ("٣", ATURAN),
    ],
)
def test_wrong_numbers(text: str, saran: str) -> None:
    assert reject(Desimal, text) == (f"“{text}” bukan angka yang dapat dibaca.", saran)
    assert reject(Bulat, text) == (f"“{text}” bukan angka yang dapat dibaca.", saran)


def test_number_of_many_digits() -> None:
    assert reject(Desimal, "1" * 31) == (f"“{'1' * 31}” terlalu panjang.", "tulis paling banyak 30 angka")


@given(st.text())
def test_a_suggested_number_can_be_read(text: str) -> None:
    saran = suggest_number(text)
    if saran != ATURAN:
        number = saran.removeprefix("tulis ").removesuffix(f" ({ATURAN})")
        assert isinstance(Decimal(number), Decimal)
        assert suggest_number(number) == saran


def test_bulat() -> None:
    assert check(Bulat, "-12") == -12
    for text in ("3.0", "3.5", "0.125", "1000.000"):
        assert reject(Bulat, text) == (f"“{text}” bukan bilangan bulat.", "tulis bilangan bulat tanpa tanda desimal")
    assert reject(Bulat, "-1.000") == (
        "“-1.000” bukan bilangan bulat.",
        "tulis -1000 (bilangan bulat tanpa tanda desimal dan pemisah ribuan)",
    )


TAHUN = "tulis empat angka, misalnya 2025"


def test_tahun() -> None:
    assert check(Tahun, "2025") == 2025
    for text in ("25", "1850", "2025.0", "20256", "dua ribu"):
        assert reject(Tahun, text) == (f"“{text}” bukan tahun.", TAHUN)


TANGGAL = "tulis tahun-bulan-hari, misalnya 2025-11-03"


def test_tanggal() -> None:
    assert check(Tanggal, " 2024-02-29 ") == date(2024, 2, 29)
    for text in ("3 November 2025", "2025-1-2", "20250102", "2025-11-03T00:00", "٢٠٢٥-01-02"):
        assert reject(Tanggal, text) == (f"“{text}” bukan tanggal.", TANGGAL)
    assert reject(Tanggal, "2025-02-29") == ("Tanggal 2025-02-29 tidak ada dalam kalender.", TANGGAL)


BULAN = "tulis tahun-bulan, misalnya 2025-11"


def test_bulan() -> None:
    assert check(Bulan, "2025-11") == date(2025, 11, 1)
    for text in ("November 2025", "2025-1", "2025-11-03"):
        assert reject(Bulan, text) == (f"“{text}” bukan bulan.", BULAN)
    for text in ("2025-00", "2025-13", "0000-05"):
        assert reject(Bulan, text) == (f"Bulan {text} tidak ada dalam kalender.", BULAN)


def test_logika() -> None:
    assert check(Logika, "ya") is True
    assert check(Logika, " tidak ") is False
    for text in ("true", "Ya", "1"):
        assert reject(Logika, text) == (f"“{text}” bukan jawaban ya atau tidak.", "tulis ya atau tidak")


def test_kode() -> None:
    assert check(Kode, "pertumbuhan_koperasi_2") == "pertumbuhan_koperasi_2"
    for text in ("Pertumbuhan", "a-b", "_a", "a__b", "2a", "a b", "é", ""):
        assert reject(Kode, text) == (
            f"“{text}” bukan kode.",
            "kode memakai huruf kecil, angka dan garis bawah, diawali huruf, misalnya pertumbuhan_koperasi",
        )


def test_nomor_is_text() -> None:
    assert check(Nomor, "1.10") == "1.10"
    for text in ("1.", "a.1", "1..2", "٣"):
        assert reject(Nomor, text) == (
            f"“{text}” bukan nomor program atau kegiatan.",
            "tulis angka berpisah titik, misalnya 1.2.1",
        )


def test_text_is_stripped_and_must_say_something() -> None:
    assert Anak(nama="  a b ").nama == "a b"
    with pytest.raises(ValidationError, match="string_too_short"):
        Anak(nama="  ")


def test_prosa_is_a_class_of_its_own() -> None:
    assert isinstance(check(Prosa, "*a*"), ProsaText)
    assert check(Prosa, "*a*") == "*a*"
    with pytest.raises(ValidationError, match="string_too_short"):
        check(Prosa, "")


def test_messages_with_braces_are_not_templates() -> None:
    assert reject(Kode, "{pesan}")[0] == "“{pesan}” bukan kode."


def test_shorten() -> None:
    assert shorten("a" * 40) == "a" * 40
    assert shorten("a" * 41) == "a" * 39 + "…"
    assert shorten("satu\n  dua") == "satu dua"
    assert shorten("abcdef", 4) == "abc…"


@given(st.text())
def test_no_text_breaks_a_scalar(text: str) -> None:
    for kind in (Desimal, Bulat, Tahun, Tanggal, Bulan, Logika, Kode, Nomor):
        try:
            check(kind, text)
        except ValidationError as error:
            assert {found["type"] for found in error.errors()} == {"lkj"}  # noqa: PT017
