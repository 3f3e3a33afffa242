from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from lkj.finding import Severity
from lkj.load import load_tahun
from lkj.rules import RULES, anggaran, bukti, check, kinerja, penulisan, rujukan, struktur

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from lkj.finding import Finding
    from lkj.load import DataTahun

    Rule = Callable[[DataTahun], Iterator[Finding]]

MODULES = (rujukan, struktur, penulisan, kinerja, anggaran, bukti)


def is_rule(member: Any) -> bool:
    if not inspect.isfunction(member):
        return False
    parameters = [parameter.annotation for parameter in inspect.signature(member).parameters.values()]
    takes_the_year_alone = parameters == ["DataTahun"] and not member.__name__.startswith("_")
    return takes_the_year_alone and member.__annotations__["return"] == "Iterator[Finding]"


def rules_of(module: ModuleType) -> list[Rule]:
    rules = [member for _, member in inspect.getmembers(module, is_rule) if member.__module__ == module.__name__]
    return sorted(rules, key=lambda rule: rule.__code__.co_firstlineno)


def code_of(rule: Rule) -> str:
    found = re.match(r"(LKJ\d{3}): \S", rule.__doc__ or "")
    assert found, f"{rule.__name__} does not begin its docstring with its code"
    return found[1]


def test_every_module_was_looked_at() -> None:
    folder = Path(rujukan.__file__).parent
    assert {Path(module.__file__ or "").name for module in MODULES} == {
        path.name for path in folder.glob("*.py") if path.name != "__init__.py"
    }


def test_every_rule_is_registered_once_in_the_order_of_its_module() -> None:
    assert list(RULES) == [rule for module in MODULES for rule in rules_of(module)]


def test_every_rule_has_a_code_of_its_own_in_order() -> None:
    codes = [code_of(rule) for rule in RULES]
    assert codes == sorted(set(codes))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_gives_its_own_code(rule: Rule) -> None:
    assert set(re.findall(r"\"(LKJ\d+)\"", inspect.getsource(rule))) <= {code_of(rule)}


def test_every_rule_has_a_case_that_fires() -> None:
    fired = {
        (module.__name__, kasus["uji"])
        for module in MODULES
        for kasus in yaml.safe_load(path_of(module).read_text(encoding="utf-8"))
        if kasus["temuan"]
    }
    fired |= {(bukti.__name__, "bukti_belum_ada")}  # of more than one file; see test_bukti.py
    assert fired == {(rule.__module__, rule.__name__) for rule in RULES}


def path_of(module: ModuleType) -> Path:
    return Path(__file__).parent / f"{module.__name__.rpartition('.')[2]}.yaml"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_data_without_flaws_give_nothing(bersih: tuple[DataTahun, DataTahun], rule: Rule) -> None:
    first, second = ([finding.severity for finding in rule(data)] for data in bersih)
    known = {"realisasi_kosong": (1, 1), "bukti_belum_ada": (16, 1)}.get(rule.__name__, (0, 0))
    assert (len(first), len(second)) == known
    assert {*first, *second} <= {Severity.PERINGATAN}


def test_files_that_may_be_absent_are_not_missed(proyek: Path) -> None:
    for name in ("analisis", "bukti", "sdm", "aset", "tindak_lanjut"):
        (proyek / "data" / "2025" / f"{name}.yaml").unlink()
    muatan = load_tahun(proyek, 2025)
    assert muatan.findings == []
    assert muatan.data is not None
    assert [finding.code for finding in check(muatan.data)] == ["LKJ201"]


def test_findings_come_sorted_and_once(proyek: Path, sunting: Callable[[Path, str, str], None]) -> None:
    folder = proyek / "data" / "2025"
    sunting(folder / "renstra.yaml", "tahun_selesai: 2026", "tahun_selesai: 2020")
    sunting(folder / "anggaran.yaml", "pagu_induk: 49898350", "pagu_induk: 49.898")
    data = load_tahun(proyek, 2025).data
    assert data is not None
    findings = [finding for finding in check(data) if finding.severity is Severity.GALAT]
    assert [(finding.position.file, finding.code) for finding in findings] == [
        ("data/2025/anggaran.yaml", "LKJ117"),
        ("data/2025/renstra.yaml", "LKJ118"),
    ]
