from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import lkj
from lkj import rules
from lkj.finding import Severity
from lkj.load import load_tahun
from lkj.rules import (
    BASIC_RULES,
    CODE_RULES,
    DAFTAR_ATURAN,
    DATA_RULES,
    READING,
    REPORT_RULES,
    check_basics,
    check_data,
)
from lkj.rules.aturan import Aturan, aturan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from lkj.load import DataTahun
    from lkj.rules.aturan import Flaw

PACKAGE = Path(rules.__file__).parent
MODULES = [import_module(f"lkj.rules.{path.stem}") for path in sorted(PACKAGE.glob("*.py")) if path.stem != "__init__"]
FAMILIES: dict[str, tuple[Aturan[Any], ...]] = {
    "CODE": CODE_RULES,
    "BASIC": BASIC_RULES,
    "DATA": DATA_RULES,
    "REPORT": REPORT_RULES,
    "READING": READING,
}


def rules_of(module: ModuleType) -> list[Aturan[Any]]:
    """List the rules a module makes of its functions."""
    members = [member for _, member in inspect.getmembers(module) if isinstance(member, Aturan) and member.periksa]
    return [member for member in members if inspect.getmodule(member.periksa) is module]


def names(found: list[Aturan[Any]]) -> list[str]:
    return sorted(member.kode for member in found)


def test_every_rule_is_registered_once() -> None:
    registered: list[Aturan[Any]] = [rule for family in FAMILIES.values() for rule in family]
    made: list[Aturan[Any]] = [rule for module in MODULES for rule in rules_of(module)]
    assert names(registered) == names([*made, *READING]) == list(DAFTAR_ATURAN)
    assert len(set(DAFTAR_ATURAN)) == len(registered)


def test_every_module_lists_its_rules() -> None:
    for module in MODULES:
        listed = [rule for name in FAMILIES if name != "READING" for rule in getattr(module, name, ())]
        assert names(listed) == names(rules_of(module)), module.__name__


def test_every_code_in_the_program_has_a_page() -> None:
    package = Path(lkj.__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    assert set(re.findall(r"\bLKJ\d{3}\b", text)) - {"LKJ000"} <= set(DAFTAR_ATURAN)


@pytest.mark.parametrize("rule", DAFTAR_ATURAN.values(), ids=lambda rule: rule.nama)
def test_every_page_is_complete(rule: Aturan[Any]) -> None:
    halaman = rule.halaman
    assert re.fullmatch(r"LKJ[0-6]\d\d", rule.kode)
    assert re.fullmatch(r"[A-Z][^\n]+\.", halaman.judul)
    assert halaman.mengapa.endswith(".")
    assert halaman.dasar_hukum.endswith(".")
    assert halaman.salah != halaman.benar


def test_names_tell_rules_apart() -> None:
    assert len({rule.nama for rule in DAFTAR_ATURAN.values()}) == len(DAFTAR_ATURAN)


def test_a_page_that_lacks_a_part_is_refused() -> None:
    def cacat(_: DataTahun) -> Iterator[Flaw]:
        """Judul.

        Mengapa:
            Sebab.
        """
        yield from ()

    with pytest.raises(ValueError, match="cacat: the docstring needs"):
        _ = aturan("LKJ000")(cacat).halaman


@pytest.mark.parametrize("rule", [*BASIC_RULES, *DATA_RULES], ids=lambda rule: rule.nama)
def test_data_without_flaws_give_no_errors(bersih: tuple[DataTahun, DataTahun], rule: Aturan[DataTahun]) -> None:
    assert [finding for data in bersih for finding in rule(data) if finding.severity is Severity.GALAT] == []


def test_cases_are_of_rules_that_exist() -> None:
    known = {rule.nama for rule in DAFTAR_ATURAN.values()}
    cases = [case["uji"] for path in Path(__file__).parent.glob("*.yaml") for case in yaml.safe_load(path.read_bytes())]
    assert cases
    assert set(cases) <= known


def test_files_that_may_be_absent_are_not_missed(proyek: Path) -> None:
    for name in ("analisis", "bukti", "sdm", "aset", "tindak_lanjut", "pemeriksaan"):
        (proyek / "data" / "2025" / f"{name}.yaml").unlink(missing_ok=True)
    muatan = load_tahun(proyek, 2025)
    assert muatan.findings == []
    assert muatan.data is not None
    findings = check_basics(muatan.data) | check_data(muatan.data)
    assert [finding for finding in findings if finding.severity is Severity.GALAT] == []


def test_findings_come_once(proyek: Path, sunting: Callable[[Path, str, str], None]) -> None:
    folder = proyek / "data" / "2025"
    sunting(folder / "renstra.yaml", "tahun_selesai: 2026", "tahun_selesai: 2020")
    sunting(folder / "anggaran.yaml", "pagu_induk: 49898350", "pagu_induk: 49.898")
    data = load_tahun(proyek, 2025).data
    assert data is not None
    findings = sorted(check_basics(data) | check_data(data))
    assert [(finding.position.file, finding.code) for finding in findings if finding.severity is Severity.GALAT] == [
        ("data/2025/anggaran.yaml", "LKJ117"),
        ("data/2025/renstra.yaml", "LKJ118"),
    ]
