from __future__ import annotations

import re

import pytest
import typst

from lkj.huruf import TAK_TERCETAK

BISA = [sign for sign in map(chr, range(0x20, 0x20000)) if not TAK_TERCETAK.search(sign)]
TANDA = [chr(mark) for mark in (*range(0x300, 0x370), *range(0x64B, 0x656))]


def find_missing(texts: list[str]) -> list[str]:
    """Print texts as strictly as a report, each by itself; give those with a sign that no font has."""
    lines = ['#set document(title: "x")', '#set text(font: "Libertinus Serif", lang: "id")']
    for text in texts:
        escapes = "".join(f"\\u{{{ord(sign):x}}}" for sign in text)
        lines += ["", f'#"{escapes}"']
    source = "\n".join(lines).encode()
    try:
        typst.compile(source, format="pdf", pdf_standards=["a-2a", "ua-1"], ignore_system_fonts=True)
    except typst.TypstError as error:
        return [texts[(int(line) - 4) // 2] for line in re.findall(r"\.typ:(\d+):", error.diagnostic)]
    return []


def test_what_is_allowed_can_be_printed() -> None:
    assert len(BISA) > 3900
    assert find_missing(BISA) == []
    assert find_missing(["a", "中", "b"]) == ["中"]


def test_what_is_allowed_can_be_printed_behind_a_letter() -> None:
    """A mark that a font lacks goes unnoticed where it stands alone."""
    assert find_missing([f"a{sign}b" for sign in BISA]) == []


def test_letters_bear_the_marks_that_are_allowed_behind_them() -> None:
    letters = [sign for sign in BISA if sign.isalpha() and ord(sign) < 0x2000][::7]
    texts = [text for letter in letters for text in (letter + mark for mark in TANDA) if not TAK_TERCETAK.search(text)]
    assert len(texts) > 5000
    assert find_missing(texts) == []


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("naik 📈 terus", "📈"),
        ("中", "中"),
        ("→\u0301", "\u0301"),
        ("a\u064b", "\u064b"),
        ("\ue000", "\ue000"),
        ("1\ufe0f\u20e3", "\u20e3"),
        ("ré é x̄ ≥ ½ ✓ ☑ • – “” Rp € ² № ‰ → السلام عليكم", ""),
        ("بِسْمِ", ""),
        ("\tdua\n", ""),
    ],
)
def test_signs(text: str, sign: str) -> None:
    found = TAK_TERCETAK.search(text)
    assert (found[0] if found else "") == sign
