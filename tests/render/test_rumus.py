from __future__ import annotations

import pytest

from lkj.render.rumus import find_salah

KATA = 'tulis kalimatnya juga, misalnya [$x^2$]{alt="x kuadrat"}'
TANPA = "tulis rumusnya tanpa tanda itu"


@pytest.mark.parametrize(
    "rumus",
    [
        r"\frac{\text{A ini} - \text{A lalu}}{\text{A lalu}} \times 100\%",
        r"a / \frac{b}{c} \div d",
        r"\left(\text{A} + \text{B}\right) \times -\text{C}",
        r"(a - 1) \cdot 2 = 0,5",
        r"\text{A \& B \_ \# \{x\} 5\% ^ ~} = 2",
        "β + 1 ≥ 2 × é",
        "8,06",
    ],
)
def test_formulas_that_can_be_said(rumus: str) -> None:
    assert find_salah(rumus, ada_kata=False) is None
    assert find_salah(rumus, ada_kata=True) is None


@pytest.mark.parametrize(
    ("rumus", "at", "message"),
    [
        (r"1 + \sum x", 4, r"Rumus ini memuat “\sum”, yang belum dapat dibacakan."),
        ("x^2", 1, "Rumus ini memuat “^”, yang belum dapat dibacakan."),
        (r"\sqrt{x}", 0, r"Rumus ini memuat “\sqrt”, yang belum dapat dibacakan."),
        ("n!", 1, "Rumus ini memuat “!”, yang belum dapat dibacakan."),
    ],
)
def test_formulas_whose_words_the_author_must_give(rumus: str, at: int, message: str) -> None:
    assert find_salah(rumus, ada_kata=False) == (at, message, KATA)
    assert find_salah(rumus, ada_kata=True) is None


@pytest.mark.parametrize(
    ("rumus", "at", "message", "advice"),
    [
        (r"a \foo b", 2, r"Rumus tidak dapat memuat “\foo” di sini.", TANPA),
        (r"\timesβ", 0, r"Rumus tidak dapat memuat “\timesβ” di sini.", TANPA),
        ("a}", 1, "Rumus tidak dapat memuat “}” di sini.", TANPA),
        ("a % b", 2, "Rumus tidak dapat memuat “%” di sini.", TANPA),
        (r"\frac a b", 6, "Rumus tidak dapat memuat “a” di sini.", TANPA),
        (r"\frac{}{b}", 6, "Rumus tidak dapat memuat “}” di sini.", TANPA),
        (r"\text{a \b c}", 0, r"Isi \text{…} di sini tidak dapat dibaca.", "hapus perintah dan kurung di dalamnya"),
        (r"\text{ }", 0, r"Rumus tidak dapat memuat “\text{ }” di sini.", TANPA),
        (r"\frac{a}", 8, "Rumus ini belum selesai.", "lengkapi, atau hapus tandanya yang terakhir"),
        ("(a", 2, "Rumus ini belum selesai.", "lengkapi, atau hapus tandanya yang terakhir"),
        ("(" * 30 + "a" + ")" * 30, 20, "Rumus tidak dapat memuat “(” di sini.", TANPA),
    ],
)
def test_formulas_no_converter_reads(rumus: str, at: int, message: str, advice: str) -> None:
    for ada_kata in (False, True):
        assert find_salah(rumus, ada_kata=ada_kata) == (at, message, advice)


@pytest.mark.parametrize("rumus", ["+x", "x +", "=", "x = = y", "()"])
def test_an_operator_stands_between_two_parts(rumus: str) -> None:
    assert find_salah(rumus, ada_kata=False) is not None
