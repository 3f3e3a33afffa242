from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, StringConstraints, model_validator

from lkj.finding import Position, format_finding
from lkj.model.dasar import Bulat, Desimal, Kode, Located, LocatedList, Model, Tanggal, Teks
from lkj.pesan import validate
from lkj.source import parse_yaml

FILE = "data/2025/indikator.yaml"


class Polaritas(StrEnum):
    MAKSIMAL = "maksimal"
    MINIMAL = "minimal"


class Target(Model):
    tahun: Annotated[int, Field(ge=2000, le=2100)] = Field(description="tahun target")
    nilai: Desimal | None = Field(None, gt=0, description="target tahun itu")


class Indikator(Model):
    kode: Kode = Field(description="nama singkat")
    nama: Teks = Field(description="nama indikator")
    satuan: Teks = Field(description="satuan ukuran")
    polaritas: Polaritas = Polaritas.MAKSIMAL
    target: tuple[Target, ...] = Field((), max_length=2)


class Alamat(Model):
    jalan: Teks
    kota: Literal["Pangkalpinang", "Sungailiat"] = "Pangkalpinang"


class Isi(Model):
    judul: Teks
    indikator: Annotated[tuple[Indikator, ...], Field(min_length=2)] = ()
    alamat: Alamat | None = None
    menurut_kode: dict[Kode, Target] = Field(default={})
    daftar: list[Teks] = Field(default=[])
    jumlah: int = 0
    pecahan: Desimal | None = None
    bulat: Bulat = Field(0, lt=10)
    tanggal: Tanggal | None = None
    singkatan: Annotated[str, StringConstraints(min_length=2, max_length=4)] = "ab"
    pola: Annotated[str, StringConstraints(pattern="^x")] = Field("x", description="huruf x")
    pola_lain: Annotated[str, StringConstraints(pattern="^x")] = "x"
    campuran: Annotated[int | Alamat | None, Field()] = None
    desimal_biasa: float = 0
    lebih: list[Indikator] | None = None

    @model_validator(mode="after")
    def _check(self) -> Isi:
        if self.jumlah == 7:
            raise ValueError("Jumlah {7} tidak boleh dipakai.")
        return self


def report(text: str, model: type[BaseModel] = Isi) -> str:
    node, findings = parse_yaml(text, FILE)
    assert findings == []
    value, findings = validate(model, node, FILE)
    assert (value is None) == bool(findings)
    shown = [format_finding(finding, {FILE: text.splitlines()}) for finding in findings]
    return "\n".join(shown).replace(FILE, "f")


def test_a_valid_file_becomes_its_model() -> None:
    node, _ = parse_yaml("kode: a\nnama: b\nsatuan: '%'\n", FILE)
    value, findings = validate(Indikator, node, FILE)
    assert findings == []
    assert value is not None
    assert value.model_dump() == Indikator(kode="a", nama="b", satuan="%").model_dump()
    assert value.at("satuan") == Position(FILE, 3, 9)


def test_an_unread_file_is_silent() -> None:
    assert validate(Isi, None, FILE) == (None, [])


def test_misspelt_key_is_reported_once() -> None:
    assert report("kode: a\nNama: b\nsatuann: c\n", Indikator) == (
        "f:2:1: galat LKJ010: Kunci `Nama` tidak dikenal.\n"
        " 2 | Nama: b\n"
        "   | ^\n"
        "   = maksud Anda “nama”?\n"
        "f:3:1: galat LKJ010: Kunci `satuann` tidak dikenal.\n"
        " 3 | satuann: c\n"
        "   | ^\n"
        "   = maksud Anda “satuan”?"
    )


def test_unknown_key() -> None:
    assert report("judul: x\nalamat:\n  jalan: y\n  jalan2: z\n") == (
        "f:4:3: galat LKJ010: Kunci `jalan2` tidak dikenal.\n"
        " 4 |   jalan2: z\n"
        "   |   ^\n"
        "   = kunci yang dikenal di sini: `jalan`, `kota`"
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("judul: x\nmenurut_kode:\n  a:\n    tahun: 2025\n    nilia: 1\n", "5:5"),
        (
            "judul: x\nlebih:\n- {kode: a, nama: b, satuan: c, target: [{tahun: 2025, nilia: 1}]}\n",
            "3:56",
        ),
    ],
)
def test_the_model_that_owns_a_key_is_found(text: str, place: str) -> None:
    _, findings = validate(Isi, parse_yaml(text, "f")[0], "f")
    assert [(str(f.position), f.message, f.advice) for f in findings] == [
        (f"f:{place}", "Kunci `nilia` tidak dikenal.", "maksud Anda “nilai”?")
    ]


def test_missing_keys() -> None:
    assert report("indikator:\n  - nama: b\n  - kode: a\n    polaritas: minimal\n") == (
        "f:1:1: galat LKJ011: Kunci wajib `judul` tidak ada.\n"
        " 1 | indikator:\n"
        "   | ^\n"
        "   = sisipkan baris `judul: …` di awal bagian ini\n"
        "f:2:5: galat LKJ011: Kunci wajib `kode` tidak ada (nama singkat).\n"
        " 2 |   - nama: b\n"
        "   |     ^\n"
        "   = sisipkan baris `kode: …` di awal bagian ini\n"
        "f:2:5: galat LKJ011: Kunci wajib `satuan` tidak ada (satuan ukuran).\n"
        " 2 |   - nama: b\n"
        "   |     ^\n"
        "   = sisipkan baris `satuan: …` sesudah `nama`\n"
        "f:3:5: galat LKJ011: Kunci wajib `nama` tidak ada (nama indikator).\n"
        " 3 |   - kode: a\n"
        "   |     ^\n"
        "   = sisipkan baris `nama: …` sesudah `kode`\n"
        "f:3:5: galat LKJ011: Kunci wajib `satuan` tidak ada (satuan ukuran).\n"
        " 3 |   - kode: a\n"
        "   |     ^\n"
        "   = sisipkan baris `satuan: …` sesudah `kode`"
    )


ANGKA = "angka ditulis dengan titik sebagai tanda desimal, tanpa pemisah ribuan dan tanpa satuan"

SAMPLE = {
    "judul:": ("7", "Nilai `judul` kosong.", "tulis isinya di sini"),
    "judul: ' '": ("8", "Nilai `judul` kosong.", "tulis isinya di sini"),
    "judul: [a, b]": ("8", "Isi `judul` harus satu nilai, bukan daftar.", "tulis nilainya saja"),
    "judul: {a: b}": ("8", "Isi `judul` harus satu nilai, bukan kunci dan nilai.", "tulis nilainya saja"),
    "daftar: a": (
        "9",
        "Isi `daftar` harus berupa daftar.",
        "tulis tiap butir pada baris sendiri, menjorok dan diawali “- ”",
    ),
    "daftar:": (
        "8",
        "Nilai `daftar` kosong.",
        ("tulis tiap butir pada baris sendiri, menjorok dan diawali “- ”, atau hapus kunci ini bila tidak ada isinya"),
    ),
    "daftar: [a, [b]]": (
        "13",
        "Isi butir ke-2 pada `daftar` harus satu nilai, bukan daftar.",
        "tulis nilainya saja",
    ),
    "daftar: [a, '']": ("13", "Nilai butir ke-2 pada `daftar` kosong.", "tulis isinya di sini"),
    "indikator: {a: b}": (
        "12",
        "Isi `indikator` harus berupa daftar.",
        "tulis tiap butir pada baris sendiri, menjorok dan diawali “- ”",
    ),
    "indikator: []": ("12", "Isi `indikator` hanya 0 butir, padahal paling sedikit 2.", "lengkapi butirnya"),
    "indikator: [{kode: a, nama: b, satuan: c}, x]": (
        "44",
        "Isi butir ke-2 pada `indikator` harus berupa kunci dan nilai.",
        "tulis `kunci: nilai` pada baris-baris di bawahnya, menjorok dua spasi",
    ),
    "alamat: Jalan Merdeka": (
        "9",
        "Isi `alamat` harus berupa kunci dan nilai.",
        "tulis `kunci: nilai` pada baris-baris di bawahnya, menjorok dua spasi",
    ),
    "menurut_kode: [a]": (
        "15",
        "Isi `menurut_kode` harus berupa kunci dan nilai.",
        "tulis `kunci: nilai` pada baris-baris di bawahnya, menjorok dua spasi",
    ),
    "menurut_kode: {A b: {tahun: 2025}}": (
        "16",
        "“A b” bukan kode.",
        "kode memakai huruf kecil, angka dan garis bawah, diawali huruf, misalnya pertumbuhan_koperasi",
    ),
    "alamat: {jalan: x, kota: pangkalpinan}": (
        "26",
        "“pangkalpinan” bukan pilihan untuk `kota`.",
        "maksud Anda “Pangkalpinang”? pilih salah satu: Pangkalpinang, Sungailiat",
    ),
    "alamat: {jalan: x, kota: Jakarta}": (
        "26",
        "“Jakarta” bukan pilihan untuk `kota`.",
        "pilih salah satu: Pangkalpinang, Sungailiat",
    ),
    "alamat: {jalan: x, kota: }": (
        "26",
        "Nilai `kota` kosong.",
        "pilih salah satu: Pangkalpinang, Sungailiat, atau hapus kunci ini bila tidak ada isinya",
    ),
    "alamat: {jalan: x, kota: []}": (
        "26",
        "Isi `kota` harus satu nilai, bukan daftar.",
        "pilih salah satu: Pangkalpinang, Sungailiat",
    ),
    "jumlah: dua": ("9", "“dua” bukan bilangan bulat.", "tulis bilangan bulat tanpa tanda desimal"),
    "bulat: 1.5": ("8", "“1.5” bukan bilangan bulat.", "tulis bilangan bulat tanpa tanda desimal"),
    "bulat: 12": ("8", "Nilai `bulat` harus kurang dari 10.", ""),
    "pecahan: 7,25": (
        "10",
        "“7,25” bukan angka yang dapat dibaca.",
        f"tulis 7.25 ({ANGKA})",
    ),
    "tanggal: kemarin": ("10", "“kemarin” bukan tanggal.", "tulis tahun-bulan-hari, misalnya 2025-11-03"),
    "menurut_kode: {a: {tahun: 1999}}": ("27", "Nilai `tahun` tidak boleh kurang dari 2000.", ""),
    "menurut_kode: {a: {tahun: 2101}}": ("27", "Nilai `tahun` tidak boleh lebih dari 2100.", ""),
    "menurut_kode: {a: {tahun: 2025, nilai: 0}}": ("40", "Nilai `nilai` harus lebih dari 0.", ""),
    "singkatan: a": ("12", "Nilai `singkatan` kurang dari 2 huruf.", ""),
    "singkatan: abcde": ("12", "Nilai `singkatan` lebih dari 4 huruf.", ""),
    "pola: y": ("7", "Nilai `pola` tidak dapat dipakai.", "isi dengan: huruf x"),
    "pola_lain: y": ("12", "Nilai `pola_lain` tidak dapat dipakai.", ""),
    "desimal_biasa: y": ("16", "Nilai `desimal_biasa` tidak dapat dipakai.", ""),
    "campuran: y": ("11", "“y” bukan bilangan bulat.", "tulis bilangan bulat tanpa tanda desimal"),
    "jumlah: 7": ("1", "Jumlah {7} tidak boleh dipakai.", ""),
}


@pytest.mark.parametrize("line", SAMPLE)
def test_wrong_values(line: str) -> None:
    text = line if line.startswith("judul") else f"{line}\njudul: x"
    column, message, advice = SAMPLE[line]
    _, findings = validate(Isi, parse_yaml(text, "f")[0], "f")
    assert [(str(f.position), f.code, f.message, f.advice) for f in findings] == [
        (f"f:1:{column}", "LKJ012", message, advice)
    ]


def test_too_many_items() -> None:
    text = "kode: a\nnama: b\nsatuan: c\ntarget:\n" + "  - tahun: 2025\n" * 3
    assert report(text, Indikator) == (
        "f:5:3: galat LKJ012: Isi `target` sampai 3 butir, padahal paling banyak 2.\n"
        " 5 |   - tahun: 2025\n"
        "   |   ^\n"
        "   = hapus yang berlebih"
    )


def test_enum() -> None:
    assert report("kode: a\nnama: b\nsatuan: c\npolaritas: Maksimum\n", Indikator) == (
        "f:4:12: galat LKJ012: “Maksimum” bukan pilihan untuk `polaritas`.\n"
        " 4 | polaritas: Maksimum\n"
        "   |            ^\n"
        "   = maksud Anda “maksimal”? pilih salah satu: maksimal, minimal"
    )


def test_a_list_is_not_called_short_for_its_wrong_items() -> None:
    assert report("judul: x\nindikator:\n  - {kode: a, nama: b, satuan: c}\n  - {kode: A, nama: b, satuan: c}\n") == (
        "f:4:12: galat LKJ012: “A” bukan kode.\n"
        " 4 |   - {kode: A, nama: b, satuan: c}\n"
        "   |            ^\n"
        "   = kode memakai huruf kecil, angka dan garis bawah, diawali huruf, misalnya pertumbuhan_koperasi"
    )


def test_a_list_where_the_file_should_be_a_mapping() -> None:
    node = LocatedList(Position(FILE))
    _, findings = validate(Isi, node, FILE)
    assert [format_finding(finding, {}) for finding in findings] == [
        (
            f"{FILE}:1:1: galat LKJ012: Isi berkas {FILE} harus berupa kunci dan nilai.\n"
            "   = tulis `kunci: nilai` pada baris-baris di bawahnya, menjorok dua spasi"
        )
    ]


def test_findings_follow_the_file() -> None:
    lines = report("jumlah: x\ndaftar: y\njudull: z\nalamat: 1\n").splitlines()
    assert [line.split(" ")[0] for line in lines if line.startswith("f:")] == [
        "f:1:9:",
        "f:2:9:",
        "f:3:1:",
        "f:4:9:",
    ]


def test_where_the_model_is_one_of_several_the_nearest_place_counts() -> None:
    class Dalam(BaseModel, extra="forbid"):
        isi: dict[str, Alamat] | Annotated[list[str], Field(min_length=1)]

    assert report("isi:\n  a:\n    lain: x\n", Dalam) == (
        "f:2:3: galat LKJ011: Kunci wajib `jalan` tidak ada.\n"
        " 2 |   a:\n"
        "   |   ^\n"
        "   = sisipkan baris `jalan: …` di awal bagian ini\n"
        "f:2:3: galat LKJ010: Kunci `lain` tidak dikenal.\n"
        " 2 |   a:\n"
        "   |   ^\n"
        "   = hapus kunci ini"
    )


scalar = st.sampled_from(["", "~", "x", "'", "7", "1.5", "maksimal", "[a]", "{a: b}", "[]", "{}", "2025-01-01"])
key = st.sampled_from([*Isi.model_fields, *Indikator.model_fields, *Alamat.model_fields, "lain"])


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans(), key, scalar), max_size=12))
def test_any_values_are_explained(rows: list[tuple[int, bool, str, str]]) -> None:
    text = "".join(f"{'  ' * depth}{'- ' * item}{name}: {value}\n" for depth, item, name, value in rows)
    node, _ = parse_yaml(text, FILE)
    value, findings = validate(Isi, node, FILE)
    assert (value is None) or not findings
    for finding in findings:
        assert 1 <= finding.position.line <= len(rows)
        assert "nput should" not in finding.message


tree = st.recursive(
    st.sampled_from([None, "", "x", "7", "2025", "maksimal"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(key, inner, max_size=4),
)


def locate(value: object) -> object:
    position = Position(FILE)
    if isinstance(value, dict):
        node = Located(position)
        node.update({name: locate(inner) for name, inner in value.items()})
        node.keys_at = node.values_at = dict.fromkeys(value, position)
        return node
    if isinstance(value, list):
        items = LocatedList(position)
        items += [locate(inner) for inner in value]
        items.values_at = [position] * len(items)
        return items
    return value


@given(st.dictionaries(key, tree))
def test_any_tree_is_explained(value: dict[str, object]) -> None:
    node = locate(value)
    assert isinstance(node, Located)
    model, findings = validate(Isi, node, FILE)
    assert (model is None) == bool(findings)
