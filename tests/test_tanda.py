from __future__ import annotations

import pytest
from pydantic import model_validator

from lkj.finding import Finding, Position, Severity
from lkj.model.dasar import Desimal, Model, Teks
from lkj.pesan import validate
from lkj.source import parse_yaml
from lkj.tanda import drop_told, find_tanda, find_tanda_naskah, is_unwritten


def places(text: str) -> list[tuple[int, int, int, str]]:
    return [(mark.position.line, mark.position.column, mark.baris, mark.apa) for mark in find_tanda(text, "f")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: # ISI: nilai a\n", [(1, 4, 1, "nilai a")]),
        ("a: 1 # ISI\n", [(1, 6, 1, "")]),
        ("# ISI: a\n\n# lain\na: 1\n", [(1, 1, 4, "a")]),
        ("a: 1\n  # ISI: tanpa isi\n", [(2, 3, 2, "tanpa isi")]),
        ("a: >- # ISI: x\n  b # ISI: y\nc: d\n", [(1, 7, 1, "x")]),
        ('a: "b # ISI: x" # ISI: y\n', [(1, 17, 1, "y")]),
        ("a: 'b\n  # ISI: x'\n", []),
        ("a: b# ISI: x\n", []),
        ("a: 1 # ISIAN: x\n", []),
        ("a: 1 # isi: x\n", []),
        ("a: 1 # jangan ISI: x\n", []),
        ("a: |\n  b\n# ISI: c\nc: 1\n", [(3, 1, 4, "c")]),
    ],
)
def test_marks_are_comments(text: str, found: list[tuple[int, int, int, str]]) -> None:
    assert places(text) == found


def test_a_mark_says_what_is_to_be_filled_in() -> None:
    [with_text, without] = find_tanda("a: # ISI: nilai a.\nb: # ISI\n", "f")
    finding = with_text.to_finding()
    assert (finding.code, finding.severity, finding.position) == ("LKJ017", Severity.PERINGATAN, Position("f", 1, 4))
    assert finding.message == "Belum diisi: nilai a."
    assert finding.advice == "isi, lalu hapus tanda # ISI"
    assert without.to_finding().message == "Bagian ini belum diisi."


def test_marks_in_narrative() -> None:
    text = "Satu.\n\nDua {%# ISI: sebut\n  sebabnya #} tiga. {%# ISI #}{%# lain #}\n"
    found = [(mark.position.line, mark.position.column, mark.apa) for mark in find_tanda_naskah(text, "f")]
    assert found == [(3, 5, "sebut sebabnya"), (4, 21, "")]


@pytest.mark.parametrize(
    ("text", "unwritten"),
    [("{%# ISI: x #}\n\n{%# y #}\n", True), ("{%# ISI #} x", False), ("{%# x #}", False), ("", False)],
)
def test_narrative_with_nothing_but_a_mark_is_not_there_yet(text: str, *, unwritten: bool) -> None:
    assert is_unwritten(text) is unwritten


def test_a_mark_is_not_told_beside_what_a_rule_says_of_the_same_line() -> None:
    marks = [Finding(Position("f", line, 9), "LKJ017", "x", severity=Severity.PERINGATAN) for line in (1, 2, 3)]
    others = [
        Finding(Position("f", 1, 3), "LKJ201", "x", severity=Severity.PERINGATAN),
        Finding(Position("f", 2, 3), "LKJ124", "x", severity=Severity.CATATAN),
        Finding(Position("g", 3, 3), "LKJ201", "x", severity=Severity.PERINGATAN),
    ]
    assert drop_told([*marks, *others]) == {*marks[1:], *others}


# What a mark makes of an error.


class Butir(Model):
    nama: Teks
    nilai: Desimal
    lain: Desimal
    atas: Desimal | None = None

    @model_validator(mode="after")
    def _check(self) -> Butir:
        if self.lain < self.nilai and self.atas is None:
            raise ValueError("Isi `atas`.")
        return self


class Isi(Model):
    butir: tuple[Butir, ...]
    angka: Desimal


def report(text: str) -> list[tuple[int, str, str]]:
    node, _ = parse_yaml(text, "f")
    _, findings = validate(Isi, node, "f", find_tanda(text, "f"))
    return [(finding.position.line, finding.code, finding.message) for finding in findings]


def test_a_blank_value_that_is_marked_is_not_a_mistake() -> None:
    text = "butir: []\nangka: # ISI: angka ini\n"
    assert report(text) == [(2, "LKJ012", "Belum diisi: angka ini.")]
    assert report("butir: []\nangka:\n") == [(2, "LKJ012", "Nilai `angka` kosong.")]
    assert report("butir: []\n# ISI: angka ini\nangka:\n") == [(2, "LKJ012", "Belum diisi: angka ini.")]


def test_the_mark_of_an_entry_stands_for_all_that_is_blank_in_it() -> None:
    text = "butir:\n  - nama: a # ISI: semua\n    nilai:\n    lain:\n  - nama: b\n    nilai:\n    lain: 1\nangka: 1\n"
    assert report(text) == [(2, "LKJ012", "Belum diisi: semua."), (6, "LKJ012", "Nilai `nilai` kosong.")]


def test_what_an_entry_lacks_as_a_whole_is_blank_where_a_key_is() -> None:
    text = "butir:\n  - nama: a\n    nilai: 2\n    lain: 1\n    atas: # ISI: atas\nangka: 1\n"
    assert report(text) == [(5, "LKJ012", "Belum diisi: atas.")]
    text = "butir:\n  - nama: a # ISI: semua\n    nilai: 2\n    lain: 1\nangka: 1\n"
    assert report(text) == [(2, "LKJ012", "Isi `atas`.")]


def test_a_mistake_that_is_marked_stays_a_mistake() -> None:
    [finding] = report("butir: []\nangka: 7,5 # ISI: angka ini\n")
    assert finding == (2, "LKJ012", "“7,5” bukan angka yang dapat dibaca.")
