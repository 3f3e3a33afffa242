from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft7Validator, FormatChecker

import lkj
from lkj.finding import Edit, Position, Related, Severity
from lkj.periksa import HasilPeriksa, check_tahun
from lkj.rules import DAFTAR_ATURAN
from lkj.temuan.sarif import write_sarif
from tests.temuan.bahan import TARGET

if TYPE_CHECKING:
    from collections.abc import Callable

    from lkj.finding import Finding

    Buat = Callable[..., Finding]

SKEMA = json.loads((Path(__file__).parent / "skema/sarif-2.1.0.json").read_text(encoding="utf-8"))


def run(hasil: HasilPeriksa, letak: str = "") -> Any:
    log = json.loads(write_sarif(hasil, 2025, letak))
    assert list(Draft7Validator(SKEMA, format_checker=FormatChecker()).iter_errors(log)) == []
    return log["runs"][0]


def test_the_run(hasil: Callable[..., HasilPeriksa]) -> None:
    found = run(hasil(), "dinas/")
    assert found["tool"]["driver"]["name"] == "lkj"
    assert found["tool"]["driver"]["semanticVersion"] == lkj.__version__
    assert found["columnKind"] == "unicodeCodePoints"
    assert found["automationDetails"] == {"id": "lkj/dinas/2025/"}
    assert list(found["originalUriBaseIds"]) == ["%SRCROOT%"]
    assert [result["level"] for result in found["results"]] == ["note", "warning", "error"]


def test_a_result(hasil: Callable[..., HasilPeriksa]) -> None:
    result = run(hasil(), "dinas/")["results"][2]
    assert len(result.pop("partialFingerprints")["sidik/v1"]) == 64
    target = {"uri": "dinas/data/2025/target.yaml", "uriBaseId": "%SRCROOT%"}
    assert result == {
        "ruleId": "LKJ012",
        "ruleIndex": list(DAFTAR_ATURAN).index("LKJ012"),
        "level": "error",
        "message": {
            "text": "“7,25” bukan angka.\nSaran: tulis 7.25.\n"
            "Lihat juga [dinas/data/2025/narasi/sdm.md:2](1): Naskahnya [di sini]."
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": target,
                    "region": {
                        "startLine": 3,
                        "startColumn": 13,
                        "endLine": 3,
                        "endColumn": 17,
                        "snippet": {"text": "7,25"},
                    },
                }
            }
        ],
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": {
                    "artifactLocation": {"uri": "dinas/data/2025/narasi/sdm.md", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 2, "startColumn": 1},
                },
                "message": {"text": "Naskahnya [di sini]."},
            }
        ],
        "fixes": [
            {
                "description": {"text": "Ganti “7,25” dengan “7.25”."},
                "artifactChanges": [
                    {
                        "artifactLocation": target,
                        "replacements": [
                            {
                                "deletedRegion": {"startLine": 3, "startColumn": 13, "endLine": 3, "endColumn": 17},
                                "insertedContent": {"text": "7.25"},
                            }
                        ],
                    }
                ],
            }
        ],
    }


def test_a_rule_without_a_page_has_no_index(hasil: Callable[..., HasilPeriksa]) -> None:
    assert "ruleIndex" not in run(hasil())["results"][0]


def test_every_rule_is_described_as_code_scanning_wants() -> None:
    rules = run(HasilPeriksa())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(DAFTAR_ATURAN)
    for rule in rules:
        assert rule["name"]
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert "Mengapa" in rule["help"]["text"]
        assert "\x1b" not in rule["help"]["text"]
        assert "Salah:" in rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
        assert rule["properties"]["tags"]
    nol = rules[list(DAFTAR_ATURAN).index("LKJ109")]
    assert nol["name"] == "target_nol"
    assert nol["shortDescription"] == {"text": "Target bernilai nol."}
    assert nol["fullDescription"]["text"].startswith("Capaian adalah realisasi dibagi target. Dari target nol")
    assert nol["defaultConfiguration"] == {"level": "warning"}
    assert nol["properties"] == {"tags": ["Susunan dan rujukan"]}


def test_results_have_what_code_scanning_wants(akar: Path) -> None:
    results = run(check_tahun(akar, 2025))["results"]
    assert results
    for result in results:
        assert result["message"]["text"]
        assert result["partialFingerprints"]
        assert len(result["locations"]) == 1
        place = result["locations"][0]["physicalLocation"]
        assert (akar / unquote(place["artifactLocation"]["uri"])).exists()
        region = place["region"]
        assert 1 <= region["startLine"] == region["endLine"]
        assert 1 <= region["startColumn"] <= region["endColumn"]


def test_names_are_percent_encoded(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    result = run(hasil(buat(berkas="data/2025/narasi/50% é#?.md")), "a b/")["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20b/data/2025/narasi/50%25%20%C3%A9%23%3F.md"


def test_brackets_in_a_link_are_escaped(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    related = (Related(Position("a[1]\\b.md", 1, 1), "x"), Related(Position("b.md", 2, 1), "y"))
    result = run(hasil(buat(related=related)))["results"][0]
    assert result["message"]["text"].splitlines()[1:] == [
        r"Lihat juga [a\[1\]\\b.md:1](1): x",
        "Lihat juga [b.md:2](2): y",
    ]
    assert [there["id"] for there in result["relatedLocations"]] == [1, 2]


def test_columns_count_code_points(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    found = hasil(buat(1, 3, edit=Edit("é😀", "e")), sources={TARGET: ["😀 é😀 x"]})
    result = run(found)["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"], region["snippet"]["text"]) == (3, 7, "é😀 x")
    deleted = result["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"]
    assert (deleted["startColumn"], deleted["endColumn"]) == (3, 5)


def test_a_change_over_lines(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    found = hasil(buat(1, 3, edit=Edit("a\nbc\nd", "x")), sources={TARGET: ["# a", "bc", "de"]})
    deleted = run(found)["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"]
    assert deleted == {"startLine": 1, "startColumn": 3, "endLine": 3, "endColumn": 2}


def test_a_change_of_what_does_not_stand_there_is_left_out(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    assert "fixes" not in run(hasil(buat(3, 12, edit=Edit("7,25", "7.25"))))["results"][0]


def test_a_place_beyond_the_line(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    region = run(hasil(buat(9, 4)))["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 9, "startColumn": 4, "endLine": 9, "endColumn": 4, "snippet": {"text": ""}}


@pytest.mark.parametrize("severity", Severity)
def test_the_level_is_that_of_the_finding(hasil: Callable[..., HasilPeriksa], buat: Buat, severity: Severity) -> None:
    level = {"galat": "error", "peringatan": "warning", "catatan": "note"}[severity]
    assert run(hasil(buat(severity=severity)))["results"][0]["level"] == level
