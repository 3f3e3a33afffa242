"""The schemas: good data pass however YAML is read, and what `lkj check` refuses they refuse, too."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints
from urllib.parse import urljoin

import check_jsonschema
import click
import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from jsonschema_specifications import REGISTRY
from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML

from lkj import schema
from lkj.cli import cli
from lkj.glossary import GLOSARIUM
from lkj.load import PELENGKAP, WAJIB
from lkj.model import dasar
from lkj.model.dasar import Model
from lkj.model.instansi import Nip
from lkj.model.pendukung import Sidik
from lkj.pesan import validate
from lkj.source import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

AKAR = Path(__file__).parents[1]
META: Any = Draft202012Validator.META_SCHEMA
MODEL = {**WAJIB, **PELENGKAP}
BERKAS = [
    path
    for folder in (AKAR, AKAR / "tests/instansi_kedua", AKAR / "tests/contoh")
    for path in sorted(folder.glob("data/*/*.yaml"))
]
# What no agency of the tests has.
TAMBAHAN = {
    "pemeriksaan": """\
tingkat:
  - {aturan: LKJ402, menjadi: catatan, alasan: Foto menyusul}
pengecualian:
  - {aturan: LKJ201, berkas: realisasi.yaml, pada: /, alasan: Memang begitu, sampai: 2027-03-31}
""",
}


def as_json(value: object) -> Any:
    """Make of what a YAML parser gave what an editor makes of it: keys are texts, and so are dates."""
    return json.loads(json.dumps(value, default=str))


def read_11(text: str) -> Any:
    return as_json(yaml.safe_load(text))


def read_12(text: str) -> Any:
    return as_json(YAML(typ="safe", pure=True).load(text))


READERS = [pytest.param(read_11, id="yaml-1.1"), pytest.param(read_12, id="yaml-1.2")]


@cache
def skema(nama: str) -> Any:
    return json.loads(schema.write_schema(nama))


@cache
def validator(nama: str) -> Draft202012Validator:
    return Draft202012Validator(skema(nama))


def refuse(nama: str, text: str) -> list[str]:
    """Give what `lkj check` says of the shape of a file."""
    node, findings = parse_yaml(text, f"{nama}.yaml")
    return [finding.message for finding in (*findings, *validate(MODEL[nama], node, f"{nama}.yaml")[1])]


# Good data.


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("path", BERKAS, ids=[path.relative_to(AKAR).as_posix() for path in BERKAS])
def test_good_data_are_permitted(path: Path, read: Callable[[str], Any]) -> None:
    text = path.read_text(encoding="utf-8")
    assert refuse(path.stem, text) == []
    assert [error.message for error in validator(path.stem).iter_errors(read(text))] == []


def test_every_file_is_tried() -> None:
    assert {path.stem for path in BERKAS} | set(TAMBAHAN) == set(schema.DAFTAR_NAMA) == set(MODEL)


@pytest.mark.parametrize("nama", sorted({path.stem for path in AKAR.glob("data/2025/*.yaml")}))
def test_a_program_for_such_checks_permits_them(nama: str) -> None:
    """It reads patterns as JavaScript does, as editors do."""
    paths = [str(path) for path in BERKAS if path.stem == nama]
    arguments = ["--schemafile", str(AKAR / "skema" / f"{nama}.schema.json"), *paths]
    done = CliRunner().invoke(check_jsonschema.main, arguments)
    assert (done.exit_code, done.output.splitlines()[0]) == (0, "ok -- validation done")


# Bad data: every model of every file, damaged in each of a few ways.


@dataclass(frozen=True)
class Tempat:
    """A mapping in good data that is of a model."""

    nama: str
    model: type[Model]
    isi: Any
    jalur: tuple[str | int, ...]

    def damage(self, put: Mapping[str, Any], drop: Sequence[str] = ()) -> str:
        """Give the file after an edit of the mapping."""
        document = deepcopy(self.isi)
        part = document
        for step in self.jalur:
            part = part[step]
        for name in drop:
            part.pop(name, None)
        part.update(put)
        return yaml.safe_dump(document, allow_unicode=True, sort_keys=False)


def hints_of(model: type[Model]) -> dict[str, Any]:
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


def model_in(hint: Any) -> type[Model] | None:
    if isinstance(hint, type) and issubclass(hint, Model):
        return hint
    return next(filter(None, map(model_in, get_args(hint))), None)


def iter_models(model: type[Model]) -> Iterator[type[Model]]:
    yield model
    for below in filter(None, map(model_in, hints_of(model).values())):
        yield from iter_models(below)


def iter_paths(model: type[Model], value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[type[Model], Any]]:
    yield model, path
    for name, hint in hints_of(model).items():
        below, part = model_in(hint), value.get(name)
        if below and isinstance(part, dict):
            yield from iter_paths(below, part, (*path, name))
        elif below and isinstance(part, list):
            for index, item in enumerate(part):
                yield from iter_paths(below, item, (*path, name, index))


def shorten(value: Any, path: tuple[str | int, ...]) -> tuple[Any, tuple[str | int, ...]]:
    """Leave one entry in each list of entries, and of the path what it is then."""
    step, rest = (path[0], path[1:]) if path else (None, ())
    if isinstance(value, dict):
        parts = {key: shorten(part, rest if key == step else ()) for key, part in value.items()}
        return {key: part for key, (part, _) in parts.items()}, () if step is None else (step, *parts[step][1])
    if isinstance(value, list) and value and isinstance(value[0], dict):
        part, rest = shorten(value[0 if step is None else int(step)], rest)
        return [part], () if step is None else (0, *rest)
    return value, path


def find_places() -> list[Tempat]:
    """Find each model of each file once."""
    found: dict[tuple[str, type[Model]], Tempat] = {}
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in BERKAS] + list(TAMBAHAN.items())
    for nama, text in texts:
        document = yaml.load(text, yaml.CBaseLoader)  # noqa: S506 # gives nothing but text
        for model, path in iter_paths(MODEL[nama], document, ()):
            if (nama, model) not in found:
                found[nama, model] = Tempat(nama, model, *shorten(yaml.safe_load(text), path))
    return list(found.values())


TEMPAT = find_places()
IDS = [f"{tempat.nama}-{tempat.model.__name__}" for tempat in TEMPAT]
each_place = pytest.mark.parametrize("tempat", TEMPAT, ids=IDS)


def assert_refused(nama: str, text: str, what: object) -> None:
    assert refuse(nama, text), (what, text)
    for read in (read_11, read_12):
        assert not validator(nama).is_valid(read(text)), (what, text)


def test_every_model_is_damaged() -> None:
    wanted = {(nama, model) for nama, root in MODEL.items() for model in iter_models(root)}
    assert {(tempat.nama, tempat.model) for tempat in TEMPAT} == wanted
    assert len(TEMPAT) >= 40


@each_place
def test_what_is_damaged_is_good_before(tempat: Tempat) -> None:
    text = tempat.damage({})
    assert refuse(tempat.nama, text) == []
    assert validator(tempat.nama).is_valid(read_11(text))


@each_place
def test_an_unknown_key(tempat: Tempat) -> None:
    assert_refused(tempat.nama, tempat.damage({"kunci_asing": "x"}), "kunci_asing")


@each_place
def test_a_missing_or_blank_key(tempat: Tempat) -> None:
    for name, info in tempat.model.model_fields.items():
        if info.is_required():
            assert_refused(tempat.nama, tempat.damage({}, [name]), name)
            assert_refused(tempat.nama, tempat.damage({name: None}), name)


WRONG: list[tuple[Any, list[Any]]] = [
    (dasar.Teks, [" ", ["a"], {"a": "b"}]),
    (dasar.Prosa, [" ", ["a"], {"a": "b"}]),
    (dasar.Kode, ["Bukan Kode", "a__b", 12, ["a"], {"a": "b"}]),
    (dasar.Nomor, ["1.1.", "satu", -1.5, True, ["1.1"]]),
    (dasar.Desimal, ["7,25", "1.000.000", "Rp5", "banyak", "5 %", True, [1], {"a": 1}]),
    (dasar.Bulat, ["1,5", 1.5, "1.000", "banyak", True, [1]]),
    (dasar.Tahun, [25, 20255, "th. 2025", 2025.5, [2025]]),
    (dasar.Bulan, ["2025-13", "Januari 2025", 2025, "2025-1", ["2025-01"]]),
    (dasar.Tanggal, ["2025-11", "3 November 2025", "2025-13-01", 2025, ["2025-11-03"]]),
    (dasar.Logika, ["mungkin", True, 1, ["ya"]]),
    (Nip, ["197512312003121007", 197512312003121007, "19751231 200312 1"]),
    (Sidik, ["abc", "A" * 64]),
]


def wrong_values(hint: Any) -> Iterator[Any]:
    """Give values that are none of an annotation."""
    values = [value for alias, wrong in WRONG if hint == alias for value in wrong]
    if values:
        yield from values
    elif get_origin(hint) is tuple:
        yield from ("teks", {"a": "b"})
        yield from ([value] for value in wrong_values(get_args(hint)[0]))
    elif get_origin(hint) is dict:
        key, value = get_args(hint)
        good = {dasar.Tahun: 2025, dasar.Kode: "a", dasar.Teks: "S1"}[key]
        yield from ("teks", ["a"])
        yield from ({good: wrong} for wrong in wrong_values(value))
        yield from ({wrong: 1} for wrong in wrong_values(key) if isinstance(wrong, (str, int)))
    elif isinstance(hint, type):
        yield from ("lain", ["a"], 5)
    else:
        # What remains is a value that may be left out, or one with limits.
        yield from wrong_values(get_args(hint)[0])


@each_place
def test_a_wrong_value(tempat: Tempat) -> None:
    tried = 0
    for name, hint in hints_of(tempat.model).items():
        for value in wrong_values(hint):
            assert_refused(tempat.nama, tempat.damage({name: value}), (name, value))
            tried += 1
    assert tried


@pytest.mark.parametrize(
    ("model", "name", "value"),
    [
        ("DaftarTarget", "perjanjian", []),
        ("Perjanjian", "sasaran", []),
        ("SasaranPerjanjian", "indikator", []),
        ("TargetIndikator", "triwulan", [1, 2, 3]),
        ("RencanaAksi", "triwulan", [1, 2, 3, 4, 5]),
        ("RealisasiTriwulan", "triwulan", [1, 2, 3, "7,5"]),
        ("Data", "desimal", 7),
        ("Indikator", "desimal", -1),
        ("Fakta", "desimal", 7),
        ("EntriDokumentasi", "foto", []),
        ("Dokumentasi", "entri", []),
        ("Sdm", "jenjang", []),
        ("Jabatan", "laki_laki", -1),
        ("Barang", "jumlah", -1),
        ("Barang", "nilai", -0.5),
        ("Rekomendasi", "triwulan", ["a"]),
    ],
)
def test_a_value_out_of_bounds(model: str, name: str, value: Any) -> None:
    places = [tempat for tempat in TEMPAT if tempat.model.__name__ == model]
    assert places
    for tempat in places:
        assert_refused(tempat.nama, tempat.damage({name: value}), (name, value))


# Keys that depend on each other.

TARGET = {"target": None, "data": None, "bawah": None, "atas": None}
DEPENDENT: list[tuple[str, str, dict[str, Any], bool]] = [
    ("indikator", "Indikator", {"sasaran": "a", "program": None, "kegiatan": None}, True),
    ("indikator", "Indikator", {"sasaran": None, "program": None, "kegiatan": 1.1}, True),
    ("indikator", "Indikator", {"sasaran": None, "program": None, "kegiatan": None}, False),
    ("indikator", "Indikator", {"sasaran": "a", "program": 1.1, "kegiatan": None}, False),
    ("target", "SasaranPerjanjian", {"sasaran": None, "nama": "A"}, True),
    ("target", "SasaranPerjanjian", {"sasaran": "a", "nama": "A"}, False),
    ("target", "SasaranPerjanjian", {"sasaran": None, "nama": None}, False),
    ("target", "TargetIndikator", {**TARGET, "target": 0}, True),
    ("target", "TargetIndikator", {**TARGET, "data": {"a": 1}}, True),
    ("target", "TargetIndikator", {**TARGET, "data": {}, "bawah": 1, "atas": 2}, True),
    ("target", "TargetIndikator", {**TARGET, "data": {}}, False),
    ("target", "TargetIndikator", {**TARGET, "data": {}, "target": 1, "atas": 2}, False),
    ("target", "TargetIndikator", {**TARGET, "data": {}, "atas": 2}, False),
    ("target", "TargetIndikator", {**TARGET, "data": {"a": 1}, "target": 1}, False),
    ("realisasi", "Data", {"nilai": {2025: None}, "alasan": "belum dihitung"}, True),
    ("realisasi", "Data", {"nilai": {2024: 1, 2025: None}, "alasan": None}, False),
    ("realisasi", "Realisasi", {"nilai": {2025: 1}, "alasan": None}, True),
    ("realisasi", "Realisasi", {"nilai": {2025: None}, "alasan": None}, False),
    ("sdm", "KelompokJabatan", {"jabatan": [{"nama": "A"}], "formasi": {}, "pegawai": {}, "laki_laki": 0}, True),
    ("sdm", "KelompokJabatan", {"jabatan": [], "formasi": {"S1": 1}, "laki_laki": 1}, True),
    ("sdm", "KelompokJabatan", {"jabatan": [{"nama": "A"}], "formasi": {"S1": 1}, "pegawai": {}}, False),
    ("sdm", "KelompokJabatan", {"jabatan": [{"nama": "A"}], "formasi": {}, "pegawai": {}, "laki_laki": 1}, False),
]


@pytest.mark.parametrize(("nama", "model", "values", "good"), DEPENDENT)
def test_keys_that_depend_on_each_other(nama: str, model: str, values: dict[str, Any], *, good: bool) -> None:
    [tempat] = [tempat for tempat in TEMPAT if (tempat.nama, tempat.model.__name__) == (nama, model)]
    # A key that must be filled where it stands is left out instead.
    put = {name: value for name, value in values.items() if value is not None or name != "data"}
    text = tempat.damage(put, list(values))
    assert (refuse(nama, text) == []) is good
    assert validator(nama).is_valid(read_11(text)) is good


def test_whatever_a_model_asks_of_several_keys_its_schema_asks() -> None:
    models = {model for root in MODEL.values() for model in iter_models(root)}
    asking = {
        model.__name__
        for model in models
        if any(found.info.mode == "after" for found in model.__pydantic_decorators__.model_validators.values())
    }
    definitions = [(name, part) for nama in MODEL for name, part in skema(nama)["$defs"].items()]
    assert {name for name, part in definitions if "if" in part} == asking
    assert asking == {model for _, model, _, _ in DEPENDENT}


# Scalars: what is written, what a parser makes of it, and what either says.

SCALARS: list[tuple[Any, str, list[str], list[str], list[str]]] = [
    # Type, name, permitted by both, refused by both, refused by `lkj` only: reading hides how it was written.
    (
        dasar.Teks,
        "teks",
        ["Dinas", "2025", "1.10", "06.10", "2025-11-03", "2025-11", "12:30", "ya", "true", "off", "No", "0x1F", "1e5"],
        ["''", "' '"],
        [],
    ),
    (dasar.Prosa, "prosa", ["Naik *sekali*", "2025", "'{{ tahun }}'"], ["''"], []),
    (
        dasar.Kode,
        "kode",
        ["koperasi", "a1_b2", "'koperasi '", "on", "off", "yes", "true", "y"],
        ["Koperasi", "a-b", "_a", "a__b", "1a", "12", "2025-11-03", "''"],
        ["True"],
    ),
    (
        dasar.Nomor,
        "nomor",
        ["1", "1.1", "1.10", "1.2.1", "06.10", "06", "08.1", "1.02.03.4"],
        ["a", "1.2.", "-1", "1,2", "''", "1.2a"],
        ["1.", "1e5", "+1"],
    ),
    (
        dasar.Desimal,
        "angka",
        ["0", "-3", "7.25", "31020900", "0.156", "'7.25'", "' 7.25 '", "-0.5", "49898350000000000000"],
        ["7,25", "31.020.900", "Rp1000", "5%", "ya", "true", "''", "'007'", "nihil", "2025-11-03"],
        ["1e5", "007", "+5", ".5", "5.", "0x1F"],
    ),
    (
        dasar.Bulat,
        "bulat",
        ["0", "12", "-3", "'12'"],
        ["1.5", "1,5", "31.020.900", "true", "''"],
        ["1.0", "1.000", "007"],
    ),
    (
        dasar.Tahun,
        "tahun",
        ["2025", "1999", "'2025'"],
        ["25", "1800", "20255", "2025/2026", "''", "2025.5"],
        ["2025.0"],
    ),
    (
        dasar.Bulan,
        "bulan",
        ["2025-11", "'2025-01'"],
        ["2025-13", "2025-1", "2025", "0000-01", "2025-11-03", "November 2025", "''"],
        [],
    ),
    (
        dasar.Tanggal,
        "tanggal",
        ["2025-11-03", "'2024-02-29'"],
        ["2025-11", "2025-11-3", "'2025-13-01'", "'2025-11-32'", "3/11/2025", "''"],
        ["'2025-02-30'"],
    ),
    (
        Nip,
        "nip",
        ["19751231 200312 1 007"],
        ["197512312003121007", "19751231 200312 1 07", "19751231 200312 1 007 8"],
        [],
    ),
    (Sidik, "sidik", ["a1" * 32], ["a1", "A1" * 32, "12"], []),
]
ONE = [
    pytest.param(alias, name, text, read, (lkj, editor), id=f"{name}-{text}-{reader}")
    for alias, name, good, bad, unseen in SCALARS
    for texts, lkj, editor in ((good, True, True), (bad, False, False), (unseen, False, True))
    for text in texts
    for reader, read in (("1.1", read_11), ("1.2", read_12))
    # Of these, YAML 1.1 makes what it likes.
    if texts is not unseen or read is read_12
]


def is_permitted(alias: Any, text: str) -> bool:
    try:
        TypeAdapter(alias).validate_python(yaml.load(text, yaml.CBaseLoader).strip() or None)  # noqa: S506 # only text
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("alias", "name", "text", "read", "verdicts"), ONE)
def test_a_scalar(alias: Any, name: str, text: str, read: Callable[[str], Any], verdicts: tuple[bool, bool]) -> None:
    definitions = {key: part for nama in MODEL for key, part in skema(nama)["$defs"].items()}
    part = definitions.get(name) or definitions[f"{name}_atau_kosong"]
    assert (is_permitted(alias, text), Draft202012Validator(part).is_valid(read(text))) == verdicts


def test_every_kind_of_scalar_is_tried() -> None:
    names = {name for nama in MODEL for name in skema(nama)["$defs"] if name.islower()}
    plain = {re.sub(r"_(minimum|maximum|atau_kosong).*", "", name) for name in names}
    assert plain == {name for _, name, *_ in SCALARS}


def test_a_blank_value_is_permitted_where_it_may_be_one() -> None:
    for nama in MODEL:
        for name, part in skema(nama)["$defs"].items():
            if name.islower():
                assert Draft202012Validator(part).is_valid(None) is name.endswith("_atau_kosong")


# What an editor shows.


def iter_parts(part: Any) -> Iterator[dict[str, Any]]:
    """Walk every schema in a schema."""
    yield part
    for key in ("properties", "patternProperties", "$defs"):
        for below in part.get(key, {}).values():
            yield from iter_parts(below)
    for key in ("anyOf", "oneOf"):
        for below in part.get(key, []):
            yield from iter_parts(below)
    for key in ("items", "if", "then", "not"):
        if key in part:
            yield from iter_parts(part[key])


def iter_properties() -> Iterator[tuple[str, dict[str, Any]]]:
    for nama in MODEL:
        root = skema(nama)
        for part in (root, *root["$defs"].values()):
            yield from part.get("properties", {}).items()


@pytest.mark.parametrize("nama", MODEL)
def test_a_schema_is_one(nama: str) -> None:
    Draft202012Validator.check_schema(skema(nama))
    vocabularies = [REGISTRY.contents(urljoin(META["$id"], part["$ref"])) for part in META["allOf"]]
    known = {key for vocabulary in vocabularies for key in vocabulary["properties"]}
    for part in iter_parts(skema(nama)):
        assert set(part) <= known | {"errorMessage"}
        assert "pattern" not in part or re.compile(part["pattern"])


def test_every_key_has_a_title_and_a_description_from_its_model() -> None:
    descriptions = {
        (name, info.description)
        for root in MODEL.values()
        for model in iter_models(root)
        for name, info in model.model_fields.items()
    }
    shown = [(name, part["title"], part["description"]) for name, part in iter_properties()]
    assert len({(name, text) for name, _, text in shown}) >= len(descriptions)
    for name, title, text in shown:
        assert re.fullmatch(r"[A-Z].*\w", title), name
        assert text.endswith(".")
        assert any(key == name and text.startswith(f"{said}.") for key, said in descriptions), name


def test_titles_are_words_of_the_field() -> None:
    words = {entri.istilah for entri in GLOSARIUM} | {"teks", "alternatif", "sha", "256"}
    for _, part in iter_properties():
        assert set(re.findall(r"\w+", part["title"].lower())) <= words, part["title"]


def test_everything_is_said_in_indonesian() -> None:
    english = re.compile(r"\b(the|of|and|is|are|for|with|must|value|whole|its|year)\b", re.IGNORECASE)
    for nama in MODEL:
        for part in iter_parts(skema(nama)):
            for key in ("title", "description", "errorMessage", "$comment"):
                assert not english.search(part.get(key, "")), part


def test_a_wrong_value_is_answered_in_a_sentence() -> None:
    for nama in MODEL:
        for part in iter_parts(skema(nama)):
            if {"pattern", "enum", "items", "patternProperties"} & set(part):
                assert re.fullmatch(r"[A-Z].*\.", part["errorMessage"]), part


def test_nothing_is_proposed_that_would_pass_for_data() -> None:
    """Editors fill in examples and defaults, and `true` or `null` wherever such a type is named."""
    for nama in MODEL:
        for part in iter_parts(skema(nama)):
            assert not {"default", "examples", "const"} & set(part)
        for _, part in iter_properties():
            named = [alternative.get("type", ()) for alternative in (part, *part.get("anyOf", []))]
            assert not {"boolean", "null"} & {*chain.from_iterable(named), *map(str, named)}, part


def test_defaults_and_ways_of_writing_are_described() -> None:
    shown = {(name, part["description"]) for name, part in iter_properties()}
    assert ("penunjang", "Ya untuk program penunjang (kesekretariatan). Bawaan: tidak.") in shown
    assert ("bulan", "Bulan penandatanganan, tahun-bulan. Tulis tahun-bulan, misalnya 2025-11.") in shown
    assert ("nama", "Nama tanpa gelar.") in shown
    assert any(name == "polaritas" and text.endswith("Bawaan: maksimal.") for name, text in shown)
    assert any(name == "desimal" and text.endswith("pemisah ribuan. Bawaan: 0.") for name, text in shown)


# The project: its schemas, its data and its editor.


def test_the_schemas_of_the_project_are_up_to_date() -> None:
    assert schema.find_stale(AKAR / "skema") == {}
    assert sorted(path.name for path in (AKAR / "skema").iterdir()) == sorted(f"{nama}.schema.json" for nama in MODEL)


def test_every_file_names_its_schema() -> None:
    for path in AKAR.glob("data/*/*.yaml"):
        [first, *_] = path.read_text(encoding="utf-8").splitlines()
        assert first == f"# yaml-language-server: $schema=../../skema/{path.stem}.schema.json"


def test_the_editor_knows_the_schemas_without_that_line() -> None:
    settings = json.loads((AKAR / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {f"./skema/{nama}.schema.json": f"data/*/{nama}.yaml" for nama in MODEL}
    assert settings["yaml.yamlVersion"] == "1.2"
    extensions = json.loads((AKAR / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert extensions == {"recommendations": ["redhat.vscode-yaml"]}


# The command.


@pytest.fixture
def jalankan(tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    def jalankan(*arguments: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(cli, ["-C", str(tmp_path), "schema", *arguments], standalone_mode=False)
        if done.exception:
            raise done.exception
        return done.return_value, done.stdout, done.stderr

    return jalankan


def test_schemas_are_written_once(tmp_path: Path, jalankan: Callable[..., tuple[int, str, str]]) -> None:
    done = "Selesai: 12 skema di skema sesuai dengan program\n"
    written = "".join(f"skema/{nama}.schema.json\n" for nama in MODEL)
    assert jalankan() == (0, written, done)
    assert (tmp_path / "skema" / "target.schema.json").read_bytes().decode() == schema.write_schema("target")
    assert jalankan() == (0, "", done)
    assert jalankan("--check") == (0, "", done)


def test_a_check_tells_what_is_not_up_to_date(tmp_path: Path, jalankan: Callable[..., tuple[int, str, str]]) -> None:
    jalankan("a/b")
    folder = tmp_path / "a" / "b"
    (folder / "sdm.schema.json").unlink()
    (folder / "aset.schema.json").write_bytes(b"{}\xff")
    told = "".join(
        f"a/b/{nama}.schema.json tidak sesuai dengan program; jalankan `lkj schema`.\n" for nama in ("sdm", "aset")
    )
    assert jalankan("a/b", "--check") == (1, "", told)
    assert (folder / "aset.schema.json").read_bytes() == b"{}\xff"
    assert jalankan("a/b")[:2] == (0, "a/b/sdm.schema.json\na/b/aset.schema.json\n")
    # Git for Windows may change the ends of the lines.
    text = schema.write_schema("sdm").replace("\n", "\r\n")
    (folder / "sdm.schema.json").write_bytes(text.encode())
    assert jalankan("a/b", "--check")[0] == 0


@pytest.mark.parametrize("nama", ["target", "target.yaml"])
def test_one_schema_is_shown(nama: str, tmp_path: Path, jalankan: Callable[..., tuple[int, str, str]]) -> None:
    assert jalankan(nama, "--stdout") == (0, schema.write_schema("target"), "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("targt", "--stdout"), "Skema targt tidak ada. Maksud Anda target?"),
        (("--stdout",), "Pilihan --stdout memerlukan NAMA, dan tidak dipakai bersama --check."),
        (("sdm", "--stdout", "--check"), "Pilihan --stdout memerlukan NAMA, dan tidak dipakai bersama --check."),
        (("sdm",), "sdm adalah nama berkas data; tambahkan --stdout untuk menampilkan skemanya."),
    ],
)
def test_usage_errors(
    arguments: tuple[str, ...], message: str, tmp_path: Path, jalankan: Callable[..., tuple[int, str, str]]
) -> None:
    with pytest.raises(click.UsageError, match=re.escape(message)):
        jalankan(*arguments)
    assert list(tmp_path.iterdir()) == []


def test_the_same_models_give_the_same_schema() -> None:
    assert [schema.write_schema(nama) for nama in MODEL] == [schema.write_schema(nama) for nama in MODEL]


def test_a_type_without_a_place_in_the_table_is_an_error() -> None:
    class Lain(Model):
        nilai: complex

    with pytest.raises(ValueError, match="unpack"):
        schema._write_model(Lain, {})  # noqa: SLF001
