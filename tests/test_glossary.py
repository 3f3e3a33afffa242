from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections import Counter
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import lkj
from lkj.glossary import GLOSARIUM, PERATURAN, UMUM
from lkj.load import PELENGKAP, WAJIB
from lkj.model.dasar import Model

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ISTILAH = [entri.istilah for entri in GLOSARIUM]


def iter_modules() -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(lkj.__path__, "lkj."):
        if not info.name.endswith("__main__"):
            yield importlib.import_module(info.name)


def iter_classes() -> Iterator[type]:
    for module in iter_modules():
        yield from (
            found for _, found in inspect.getmembers(module, inspect.isclass) if found.__module__ == module.__name__
        )


def model_words() -> set[str]:
    names = [name for found in iter_classes() if issubclass(found, Model) for name in (*found.model_fields,)]
    return words([*names, *WAJIB, *PELENGKAP])


def code_words() -> set[str]:
    """Names of modules and classes, fields and properties of dataclasses, and values of enumerations."""
    names = [module.__name__.rpartition(".")[2] for module in iter_modules()]
    for found in iter_classes():
        names += [part.lower() for part in re.findall("[A-Z][a-z]+", found.__name__)]
        names += [name for name, value in vars(found).items() if isinstance(value, property)]
        if is_dataclass(found):
            names += [entry.name for entry in fields(found)]
        if issubclass(found, StrEnum):
            names += [str(member) for member in found]
    return words(names)


def words(names: list[str]) -> set[str]:
    return {word for name in names for word in name.split("_") if word}


def test_every_word_of_the_data_is_explained() -> None:
    assert model_words()
    assert sorted(model_words() - set(ISTILAH)) == []


def test_no_entry_is_without_use() -> None:
    assert sorted(set(ISTILAH) - model_words() - code_words()) == []


def test_entries_are_sorted_and_stand_once() -> None:
    assert sorted(ISTILAH) == ISTILAH
    assert [word for word, number in Counter(ISTILAH).items() if number > 1] == []


def test_every_entry_is_a_word_with_a_gloss_and_a_basis() -> None:
    for entri in GLOSARIUM:
        assert re.fullmatch("[a-z]+[0-9]*", entri.istilah)
        assert re.fullmatch(r"\S(.*[^\s.])?", entri.gloss), entri.istilah
        assert entri.dasar in {UMUM, *PERATURAN}, entri.istilah


def test_every_regulation_is_cited_and_they_are_sorted() -> None:
    assert set(PERATURAN) - {entri.dasar for entri in GLOSARIUM} == set()
    assert sorted(PERATURAN, key=str.casefold) == list(PERATURAN)
    assert all(PERATURAN.values())


def test_the_nouns_of_the_method_are_there() -> None:
    nouns = "anggaran angka capaian instansi kegiatan kinerja laporan perjanjian program realisasi renstra sasaran"
    assert set(nouns.split()) | {"serapan", "target", "triwulan", "tujuan"} <= set(ISTILAH)
