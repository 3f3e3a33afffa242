from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from lkj.periksa import HasilPeriksa, check_tahun
from lkj.temuan.gitlab import write_gitlab

if TYPE_CHECKING:
    from collections.abc import Callable

SKEMA = json.loads((Path(__file__).parent / "skema/gitlab-code-quality.json").read_text(encoding="utf-8"))


def test_all_that_is_said(hasil: Callable[..., HasilPeriksa]) -> None:
    notes, warning, error = json.loads(write_gitlab(hasil(), "dinas/"))
    assert [entry["severity"] for entry in (notes, warning, error)] == ["info", "minor", "critical"]
    assert len(error.pop("fingerprint")) == 64
    assert error == {
        "description": "LKJ012: “7,25” bukan angka. Saran: tulis 7.25. "
        "Lihat juga dinas/data/2025/narasi/sdm.md:2: Naskahnya [di sini].",
        "check_name": "LKJ012",
        "severity": "critical",
        "location": {"path": "dinas/data/2025/target.yaml", "lines": {"begin": 3}},
    }


def test_it_is_as_documented(hasil: Callable[..., HasilPeriksa], akar: Path) -> None:
    Draft202012Validator.check_schema(SKEMA)
    for found in (hasil(), check_tahun(akar, 2025)):
        report: Any = json.loads(write_gitlab(found, ""))
        assert list(Draft202012Validator(SKEMA).iter_errors(report)) == []
        prints = [entry["fingerprint"] for entry in report]
        assert prints
        assert len(set(prints)) == len(prints)


def test_nothing_found() -> None:
    assert write_gitlab(HasilPeriksa(), "") == "[]\n"


@pytest.mark.parametrize(
    ("key", "value"), [("severity", "galat"), ("location", {"path": "./a", "lines": {"begin": 1}}), ("fingerprint", "")]
)
def test_the_schema_refuses_what_is_wrong(hasil: Callable[..., HasilPeriksa], key: str, value: object) -> None:
    report = json.loads(write_gitlab(hasil(), ""))
    report[0][key] = value
    assert not Draft202012Validator(SKEMA).is_valid(report)
