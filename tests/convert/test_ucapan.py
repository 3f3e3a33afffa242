"""What the alternative text of a formula says, and how a formula stands in the Typst source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from lkj.compute.rumus import parse_rumus
from lkj.convert.pandoc import Bahan, ConvertError, run_pandoc

if TYPE_CHECKING:
    from collections.abc import Callable

    Buat = Callable[[str], Bahan]


def speak(bahan: Bahan) -> list[str]:
    return re.findall(r'#rumus\("((?:[^"\\]|\\.)*)", ', run_pandoc(bahan, "typst", ("rumus",)).decode())


@pytest.mark.parametrize(
    ("formula", "spoken"),
    [
        (r"\frac{\text{A}}{\text{B}} \times 100\%", "A dibagi B dikali 100 persen"),
        (
            r"\frac{\text{A ini} - \text{A lalu}}{\text{A lalu}} \times 100\%",
            "kurung buka A ini dikurangi A lalu kurung tutup dibagi A lalu dikali 100 persen",
        ),
        (r"\frac{\text{A} \times 2}{\text{B}}", "A dikali 2 dibagi B"),
        (r"\frac{\text{A}}{\text{B} \times 2}", "A dibagi kurung buka B dikali 2 kurung tutup"),
        (r"\frac{\frac{a}{b}}{\frac{c}{d}}", "a dibagi b dibagi kurung buka c dibagi d kurung tutup"),
        (r"a / \frac{b}{c} \div d", "a dibagi kurung buka b dibagi c kurung tutup dibagi d"),
        (r"\left(\text{A} + \text{B}\right) \times \text{C}", "kurung buka A ditambah B kurung tutup dikali C"),
        (r"(a - 1) \cdot 2", "kurung buka a dikurangi 1 kurung tutup dikali 2"),
        (
            r"\frac{\text{11}}{\text{134}} \times 100\% = \text{8,21\%}",
            "11 dibagi 134 dikali 100 persen sama dengan 8,21 persen",
        ),
        (r"0\text{,}5 \times -\text{A}", "0,5 dikali minus A"),
        (r"\text{A \&{} B \_{}\#{} \{{}x\}{} 5\%{} \textbackslash{}}", "A & B _# {x} 5 persen \\\\"),
        (r"\text{\textasciicircum{}\textasciitilde{}\${}}", "^~$"),
        ("\\text{A}\n  + \\text{B}", "A ditambah B"),
        (r"x = y = 3", "x sama dengan y sama dengan 3"),
        (r'\text{Kata "kutip"}', r"Kata \"kutip\""),
        ("β + 1", "β ditambah 1"),
    ],
)
def test_a_formula_is_said_as_a_sentence(bahan: Buat, formula: str, spoken: str) -> None:
    assert speak(bahan(f"Rumus ${formula}$.")) == [spoken]
    assert speak(bahan(f"$${formula}$$")) == [spoken]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "(koperasi[t] - koperasi[t-1]) / koperasi[t-1] * 100",
            "kurung buka koperasi 0 dikurangi koperasi 1 kurung tutup dibagi koperasi 1 dikali 100 persen",
        ),
        (
            "a[t] - (b[t] - 0.5) * -c[t]",
            "a 0 dikurangi kurung buka b 0 dikurangi 0,5 kurung tutup dikali kurung buka minus c 0 kurung tutup",
        ),
    ],
)
def test_the_formulas_of_indicators_are_said(bahan: Buat, text: str, spoken: str) -> None:
    latex = parse_rumus(text).to_latex(lambda variabel: f"{variabel.kode} {variabel.mundur}", "%")
    assert speak(bahan(f"${latex}$")) == [spoken]


def test_what_is_not_known_can_be_said_by_the_author(bahan: Buat) -> None:
    assert speak(bahan(r'[$\sum x$]{alt="jumlah \"x\""}')) == [r"jumlah \"x\""]


@pytest.mark.parametrize(
    ("formula", "culprit"),
    [(r"\sum x", r"\sum"), ("x^2", "^"), ("(a", "bagian yang belum selesai"), ("a)", ")"), (r"\frac a b", "a")],
)
def test_what_cannot_be_said_is_an_error(bahan: Buat, formula: str, culprit: str) -> None:
    with pytest.raises(ConvertError) as caught:
        speak(bahan(f"${formula}$"))
    assert str(caught.value) == (
        f"Pandoc tidak dapat mengubah naskah:\nRumus “{formula}” memuat “{culprit}”, yang belum dapat dibacakan; "
        'tulis kalimatnya, misalnya [$x$]{alt="x"}.'
    )


def test_a_formula_with_too_many_brackets_cannot_be_said(bahan: Buat) -> None:
    with pytest.raises(ConvertError, match="memuat “terlalu banyak kurung”, yang belum dapat dibacakan"):
        speak(bahan(f"${'(' * 2000}x{')' * 2000}$"))


def test_a_formula_stays_a_formula(bahan: Buat) -> None:
    source = run_pandoc(bahan(r"Nilai $\frac{a}{b}$."), "typst", ("rumus",)).decode()
    assert source == 'Nilai #rumus("a dibagi b", $a / b$);.\n'


def test_a_formula_in_a_link_stays_on_its_line(bahan: Buat) -> None:
    source = run_pandoc(bahan("[a $$x$$ b](https://a.id)"), "typst", ("rumus",)).decode()
    assert source == '#link("https://a.id")[a #rumus("x", $x$); b]\n'
