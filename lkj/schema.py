"""Models -> JSON Schema of each YAML file, for editors that complete, explain and check it while it is typed.

`lkj` reads the text of a value; an editor reads a value of YAML: `1.10` is a number there, `off` perhaps a truth value.
So a schema permits whatever a good text may be read as, and refuses of the rest as much as a schema can.

There is no `default` and no `examples`: editors put those into new entries, where a number nobody meant would pass for
data. Descriptions tell them instead.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from enum import EnumType
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeAlias, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator, StringConstraints
from pydantic.fields import FieldInfo

from lkj.load import PELENGKAP, WAJIB
from lkj.model.dasar import Bulan, Bulat, Desimal, Kode, Logika, Model, Nomor, Pola, Prosa, Tahun, Tanggal, Teks
from lkj.model.indikator import Indikator
from lkj.model.instansi import Nip
from lkj.model.pendukung import KelompokJabatan, Sidik
from lkj.model.realisasi import Data, Realisasi
from lkj.model.target import SasaranPerjanjian, TargetIndikator

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Skema: TypeAlias = dict[str, Any]

FOLDER = "skema"
DAFTAR_NAMA = (*WAJIB, *PELENGKAP)


def write_schema(nama: str) -> str:
    """Write the schema of a file.

    Args:
        nama: the name of the file without its suffix, one of `DAFTAR_NAMA`.
    """
    defs: dict[str, Skema] = {}
    body = _write_model({**WAJIB, **PELENGKAP}[nama], defs)
    need = "wajib" if nama in WAJIB else "pelengkap"
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Dibuat oleh `lkj schema` dari model data; jangan disunting dengan tangan.",
        "title": f"{nama}.yaml",
        "description": f"Berkas {need} dalam folder data satu tahun laporan.",
        **body,
        "$defs": dict(sorted(defs.items())),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def find_stale(folder: Path) -> dict[Path, str]:
    """Give the schemas that a folder lacks or has otherwise, and what they should say."""
    texts = {folder / f"{nama}.schema.json": write_schema(nama) for nama in DAFTAR_NAMA}
    return {path: text for path, text in texts.items() if not path.is_file() or _read(path) != text}


def write_stale(folder: Path) -> list[Path]:
    """Write the schemas that `find_stale` finds, and give their paths."""
    stale = find_stale(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in stale.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(stale)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


# Scalars: what is written, and what it is read as.


@dataclass(frozen=True, slots=True)
class _Jenis:
    """A scalar type.

    Attributes:
        nama: its name among the definitions of a schema.
        pola: what a value matches that is read as text.
        pesan: how to write it, for whoever wrote it otherwise.
        juga: what else a value is read as.
        terbaca: what a value is rarely read as; editors would propose such types wherever they are named.
        batas: limits of numbers.
        jelas: whether it goes without saying how it is written.
    """

    nama: str
    pola: str
    pesan: str
    juga: tuple[str, ...] = ()
    terbaca: tuple[str, ...] = ()
    batas: dict[str, int] = field(default_factory=dict)
    jelas: bool = False


def _whole(regex: str) -> str:
    # \d is more than ten digits to some validators.
    return rf"^\s*(?:{regex})\s*$".replace(r"\d", "[0-9]")


def _from_pola(nama: str, alias: Any, *juga: str, terbaca: Sequence[str] = (), **batas: int) -> _Jenis:
    """Take the pattern and the advice from the validator of a type."""
    validators = (meta.func for meta in alias.__metadata__ if isinstance(meta, BeforeValidator))
    pola = next(validator for validator in validators if isinstance(validator, Pola))
    return _Jenis(nama, _whole(pola.regex), f"{_capitalize(pola.saran)}.", juga, tuple(terbaca), batas)


def _capitalize(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


_SATU_TEKS = "Tulis satu teks; apit dengan tanda kutip bila memuat titik dua atau diawali tanda khusus."
_DESIMAL = "Tulis angka dengan titik sebagai tanda desimal, tanpa pemisah ribuan dan tanpa satuan, misalnya 7.25."
_BULAN = r"(?!0000)\d{4}-(0[1-9]|1[0-2])"

_DAFTAR_JENIS: dict[Any, _Jenis] = {
    Teks: _Jenis("teks", r"\S", _SATU_TEKS, ("number",), ("boolean",), jelas=True),
    Prosa: _Jenis("prosa", r"\S", _SATU_TEKS, ("number",), ("boolean",), jelas=True),
    Kode: _from_pola("kode", Kode, terbaca=("boolean",)),
    Nomor: _from_pola("nomor", Nomor, "number", minimum=0),
    Desimal: _Jenis("angka", _whole(r"-?(0|[1-9]\d*)(\.\d+)?"), _DESIMAL, ("number",)),
    Bulat: _Jenis("bulat", _whole(r"-?(0|[1-9]\d*)"), "Tulis bilangan bulat tanpa pemisah ribuan.", ("integer",)),
    Tahun: _from_pola("tahun", Tahun, "integer", minimum=1900, maximum=2099),
    Bulan: _Jenis("bulan", _whole(_BULAN), "Tulis tahun-bulan, misalnya 2025-11."),
    Tanggal: _Jenis(
        "tanggal", _whole(rf"{_BULAN}-(0[1-9]|[12]\d|3[01])"), "Tulis tahun-bulan-hari, misalnya 2025-11-03."
    ),
    Nip: _from_pola("nip", Nip),
    Sidik: _from_pola("sidik", Sidik),
}

_TERBACA = {"boolean": "terbaca sebagai benar atau salah", "null": "kosong"}
_TIPE = ("array", "boolean", "null", "number", "object", "string")


def _refer_jenis(jenis: _Jenis, defs: dict[str, Skema], batas: Skema, *, kosong: bool) -> Skema:
    """Define a scalar type, and refer to it."""
    # The limits are part of the definition: editors lose sight of one that has more beside it than a title.
    nama = "_".join([jenis.nama, *(f"{kata}_{angka}" for kata, angka in batas.items()), *(["atau_kosong"] * kosong)])
    tulisan = {
        # Text first: editors begin a new entry with what the first type looks like.
        "type": ["string", *jenis.juga] if jenis.juga else "string",
        "pattern": jenis.pola,
        **jenis.batas,
        **batas,
        "errorMessage": jenis.pesan,
    }
    defs[nama] = _permit(tulisan, ("null", *jenis.terbaca) if kosong else jenis.terbaca)
    return {"$ref": f"#/$defs/{nama}"}


def _permit(schema: Skema, tipe: Sequence[str]) -> Skema:
    """Permit further types without naming them, so that no editor proposes `true` or `null`."""
    if not tipe:
        return schema
    title = _capitalize(", atau ".join(_TERBACA[satu] for satu in tipe))
    return {"anyOf": [schema, {"title": title, "not": {"type": [satu for satu in _TIPE if satu not in tipe]}}]}


# Models and their values.


def _write_model(model: type[Model], defs: dict[str, Skema]) -> Skema:
    hints = get_type_hints(model, include_extras=True)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, info in model.model_fields.items() if info.is_required()],
        "properties": {
            name: _write_property(name, hints[name], info, defs) for name, info in model.model_fields.items()
        },
        **_DAFTAR_SYARAT.get(model, {}),
    }


def _write_property(name: str, hint: Any, info: FieldInfo, defs: dict[str, Skema]) -> Skema:
    value = _write_value(hint, defs, _write_limits(info.metadata))
    return {"title": _write_title(name), "description": _describe(hint, info), **value}


_SINGKATAN = {"alt": "teks alternatif", "iku": "IKU", "nip": "NIP", "sdm": "SDM", "sha256": "SHA-256"}


def _write_title(name: str) -> str:
    """Write the name of a key or a model as words."""
    words = [word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+", name)]
    return _capitalize(" ".join(_SINGKATAN.get(word, word) for word in words))


def _describe(hint: Any, info: FieldInfo) -> str:
    """Say what a key holds, how that is written, and what counts where it is left out."""
    jenis = _find_jenis(hint)
    default = "tidak" if info.default is False else info.default
    sentences = [
        f"{info.description}.",
        jenis.pesan if jenis and not jenis.jelas else "",
        f"Bawaan: {default}." if isinstance(default, (str, int)) else "",
    ]
    return " ".join(filter(None, sentences))


def _find_jenis(hint: Any) -> _Jenis | None:
    """Find the scalar type of a value, or of the items of a list."""
    if hint in _DAFTAR_JENIS or get_origin(hint) is dict:
        return _DAFTAR_JENIS.get(hint)
    return next(filter(None, map(_find_jenis, get_args(hint)[:1])), None)


def _write_value(hint: Any, defs: dict[str, Skema], batas: Skema, *, kosong: bool = False) -> Skema:
    """Write what a value of an annotation may be.

    Args:
        hint: the annotation.
        defs: takes the definitions it refers to.
        batas: limits of a number or a list.
        kosong: whether it may be blank.
    """
    if hint in _DAFTAR_JENIS:
        return _refer_jenis(_DAFTAR_JENIS[hint], defs, batas, kosong=kosong)
    first, *others = get_args(hint) or (None,)
    if NoneType in others:
        return _write_value(first, defs, batas, kosong=True)
    return _permit(_write_filled(hint, defs) | batas, ("null",) if kosong else ())


def _write_filled(hint: Any, defs: dict[str, Skema]) -> Skema:
    if hint == Logika:
        return _write_choice(("ya", "tidak"))
    if isinstance(hint, EnumType):
        return _write_choice([str(member.value) for member in hint])  # type: ignore[var-annotated]
    if isinstance(hint, type) and issubclass(hint, Model):
        if hint.__name__ not in defs:
            defs[hint.__name__] = {"title": _write_title(hint.__name__), **_write_model(hint, defs)}
        return {"$ref": f"#/$defs/{hint.__name__}"}
    first, *others = get_args(hint)
    if get_origin(hint) is tuple:
        pesan = "Tulis tiap butir pada baris sendiri, menjorok dan diawali “- ”."
        return {"type": "array", "items": _write_value(first, defs, {}), "errorMessage": pesan}
    if get_origin(hint) is dict:
        return _write_pairs(_DAFTAR_JENIS[first], _write_value(others[0], defs, {}))
    # What remains is an annotation with limits.
    rules = (rule for info in hint.__metadata__ if isinstance(info, FieldInfo) for rule in info.metadata)
    return _write_filled(first, defs) | _write_limits(rules)


def _write_pairs(kunci: _Jenis, nilai: Skema) -> Skema:
    pesan = f"Tulis tiap `kunci: nilai` pada baris sendiri, menjorok. Tentang kuncinya: {kunci.pesan}"
    return {
        "type": "object",
        "patternProperties": {kunci.pola: nilai},
        "additionalProperties": False,
        "errorMessage": pesan,
    }


def _write_choice(values: Sequence[str]) -> Skema:
    return {"type": "string", "enum": list(values), "errorMessage": f"Pilih salah satu: {', '.join(values)}."}


def _write_limits(rules: Iterable[Any]) -> Skema:
    words = {"min_length": "minItems", "max_length": "maxItems", "ge": "minimum", "le": "maximum"}
    # The limits of a text are part of its type.
    others = [rule for rule in rules if not isinstance(rule, StringConstraints)]
    return {word: getattr(rule, name) for rule in others for name, word in words.items() if hasattr(rule, name)}


# What models ask of several keys together. It stands here again, for the models say it in Python.


def _filled(*names: str) -> Skema:
    return {"required": list(names), "properties": {name: {"not": {"type": "null"}} for name in names}}


def _write_syarat(syarat: Skema, pesan: str) -> Skema:
    """Require a condition."""
    # No mapping is null, so this says no with a sentence of its own; and keys that stand below `not` are none that
    # editors propose.
    return {"if": {"not": syarat}, "then": {"type": "null", "errorMessage": pesan}}


_BERALASAN = _write_syarat(
    {"anyOf": [{"properties": {"nilai": {"additionalProperties": {"not": {"type": "null"}}}}}, _filled("alasan")]},
    "Nilai yang kosong wajib disertai `alasan`.",
)

_DAFTAR_SYARAT: dict[type[Model], Skema] = {
    Data: _BERALASAN,
    Realisasi: _BERALASAN,
    Indikator: _write_syarat(
        {"oneOf": [_filled("sasaran"), _filled("program"), _filled("kegiatan")]},
        "Isi tepat satu: `sasaran`, `program` atau `kegiatan`.",
    ),
    SasaranPerjanjian: _write_syarat(
        {"oneOf": [_filled("sasaran"), _filled("nama")]}, "Isi salah satu saja: `sasaran` (kode) atau `nama`."
    ),
    TargetIndikator: _write_syarat(
        {
            "oneOf": [
                _filled("target"),
                {"required": ["data"], "properties": {"data": {"minProperties": 1}}},
                {"anyOf": [_filled("bawah"), _filled("atas")]},
            ],
            "anyOf": [_filled("bawah", "atas"), {"properties": {"bawah": {"type": "null"}, "atas": {"type": "null"}}}],
        },
        "Isi salah satu saja: `target`, `data`, atau `bawah` bersama `atas`.",
    ),
    KelompokJabatan: _write_syarat(
        {
            "anyOf": [
                {"properties": {"jabatan": {"maxItems": 0}}},
                {
                    "properties": {
                        "formasi": {"maxProperties": 0},
                        "pegawai": {"maxProperties": 0},
                        "laki_laki": {"maximum": 0},
                        "perempuan": {"maximum": 0},
                    }
                },
            ]
        },
        "Kelompok yang memiliki `jabatan` dijumlahkan sendiri; hapus angka kelompoknya.",
    ),
}
