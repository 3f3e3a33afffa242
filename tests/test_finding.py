from __future__ import annotations

import pytest

from lkj.finding import Finding, Position, Related, Severity, display_width, format_finding, stops_build

FILE = "data/2025/target.yaml"


def make(line: int, column: int, advice: str = "tulis 7.25", severity: Severity = Severity.GALAT) -> Finding:
    return Finding(Position(FILE, line, column), "LKJ012", "Angka salah.", advice, severity)


def test_position_is_clickable() -> None:
    assert str(Position(FILE, 12, 3)) == "data/2025/target.yaml:12:3"
    assert str(Position(FILE)) == "data/2025/target.yaml:1:1"


def test_findings_sort_by_place() -> None:
    later, earlier, other = make(10, 1), make(9, 2), Finding(Position("a.yaml"), "LKJ999", "Lain.")
    assert sorted([later, earlier, other]) == [other, earlier, later]


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ([], False),
        ([Severity.PERINGATAN, Severity.CATATAN], False),
        ([Severity.CATATAN, Severity.GALAT], True),
    ],
)
def test_only_a_galat_stops_the_build(severities: list[Severity], *, expected: bool) -> None:
    assert stops_build(make(1, 1, severity=severity) for severity in severities) is expected


def test_shows_the_line_with_a_caret() -> None:
    assert format_finding(make(2, 10), {FILE: ["tahun: 1", "  nilai: 7,25  "]}) == (
        "data/2025/target.yaml:2:10: galat LKJ012: Angka salah.\n 2 |   nilai: 7,25\n   |          ^\n   = tulis 7.25"
    )


def test_gutter_grows_with_the_line_number() -> None:
    assert format_finding(make(100, 1), {FILE: ["x"] * 100}) == (
        "data/2025/target.yaml:100:1: galat LKJ012: Angka salah.\n 100 | x\n     | ^\n     = tulis 7.25"
    )


def test_severity_is_named() -> None:
    finding = make(1, 1, "", Severity.PERINGATAN)
    assert format_finding(finding, {}) == "data/2025/target.yaml:1:1: peringatan LKJ012: Angka salah."


@pytest.mark.parametrize("sources", [{}, {FILE: []}, {FILE: ["satu"]}, {"data/2025/lain.yaml": ["a", "b", "c"]}])
def test_without_the_line(sources: dict[str, list[str]]) -> None:
    assert format_finding(make(2, 1), sources) == (
        "data/2025/target.yaml:2:1: galat LKJ012: Angka salah.\n   = tulis 7.25"
    )


def test_a_finding_about_no_line() -> None:
    assert format_finding(make(0, 0, ""), {FILE: ["x"]}) == ("data/2025/target.yaml:0:0: galat LKJ012: Angka salah.")


@pytest.mark.parametrize(
    ("line", "column", "shown", "caret"),
    [
        ("a:\tb", 4, "a: b", "   ^"),
        ("\tb: 1", 1, " b: 1", "^"),
        ("nama: 漢字 x", 9, "nama: 漢字 x", "          ^"),
        ("e\u0301a: x", 5, "e\u0301a: x", "   ^"),
        ("a:", 3, "a:", "  ^"),
        ("", 1, "", "^"),
        ("a", 5, "a", "    ^"),
    ],
)
def test_caret_stands_below_the_place(line: str, column: int, shown: str, caret: str) -> None:
    assert format_finding(make(1, column, ""), {FILE: [line]}) == (
        f"data/2025/target.yaml:1:{column}: galat LKJ012: Angka salah.\n 1 | {shown}\n   | {caret}"
    )


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("a\u200bb", 2), ("漢", 2), ("Ａ", 2), ("–“”", 3)],
)
def test_display_width(text: str, width: int) -> None:
    assert display_width(text) == width


def test_what_quotes_several_lines_is_on_one() -> None:
    place = Position("a.yaml")
    finding = Finding(place, "LKJ999", "“a\r\n\n  b” salah.", "tulis\nc", related=(Related(place, "d\re"),))
    assert (finding.message, finding.advice, finding.related[0].message) == ("“a b” salah.", "tulis c", "d e")
