"""Formulas in cells of a DOCX that some programs would cut off, written on lines that may break."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from lkj.convert.ooxml import POINT, W

if TYPE_CHECKING:
    from collections.abc import Iterable

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

# What a formula may be made of to be written on a line: runs, fractions and brackets.
_KNOWN = {
    _M + name
    for name in (
        *("oMathPara", "oMathParaPr", "jc", "oMath", "r", "rPr", "nor", "sty", "t"),
        *("f", "fPr", "type", "num", "den", "d", "dPr", "begChr", "endChr", "sepChr", "grow", "e", "ctrlPr"),
    )
}
_SIGNS = {"+", "−", "×", "="}

# LibreOffice draws formulas in 12 points, whatever the size of the text around them. A letter is that share wide.
_SIZE, _LETTER = 12 * POINT, 0.46


def flatten_formulas(paragraph: ET.Element, width: float) -> None:
    """Write the formulas of a paragraph as text that are wider than so many twips."""
    for place, formula in enumerate(paragraph):
        if formula.tag not in {_M + "oMath", _M + "oMathPara"}:
            continue
        wide = _count(formula) * _SIZE * _LETTER > width
        if wide and {part.tag for part in formula.iter()} <= _KNOWN:
            run = ET.Element(W + "r")
            ET.SubElement(run, W + "t").text = _write(formula).strip()
            paragraph[place] = run


def _count(part: ET.Element) -> int:
    """Count the letters side by side in a formula; of a fraction only one half counts."""
    if part.tag == _M + "t":
        return len(part.text or "")
    counts = map(_count, part)
    return max(counts) if part.tag == _M + "f" else sum(counts)


def _write(part: ET.Element) -> str:
    if part.tag == _M + "t":
        return f" {part.text} " if part.text in _SIGNS else part.text or ""
    if part.tag == _M + "f":
        return " ÷ ".join(_bracket(_write_all(part.iterfind(_M + name))) for name in ("num", "den"))
    written = _write_all(part)
    return f"({written.strip()})" if part.tag == _M + "d" else written


def _write_all(parts: Iterable[ET.Element]) -> str:
    return "".join(map(_write, parts))


def _bracket(text: str) -> str:
    stripped = text.strip()
    return f"({stripped})" if any(f" {sign} " in text for sign in (*_SIGNS, "÷")) else stripped
