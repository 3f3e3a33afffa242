"""The rules for reading: their list, and the page of each, in the terminal and as Markdown."""

from __future__ import annotations

import re
from itertools import groupby
from textwrap import indent, wrap
from typing import TYPE_CHECKING, Any

import click

from lkj.finding import Severity, suggest_name
from lkj.rules import DAFTAR_ATURAN, EASABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.rules.aturan import Aturan

RUMPUN = {
    "LKJ0": "Berkas",
    "LKJ1": "Susunan dan rujukan",
    "LKJ2": "Kinerja",
    "LKJ3": "Anggaran",
    "LKJ4": "Bukti",
    "LKJ5": "Naskah",
    "LKJ6": "Kelengkapan",
}
"""The families of rules, by what their codes begin with."""

WARNA = {Severity.GALAT: "red", Severity.PERINGATAN: "yellow", Severity.CATATAN: "cyan"}
"""The colour of each severity in a terminal."""

_LEBAR = 80
_FENCE = "```"


def name_rumpun(kode: str) -> str:
    """Name the family of a rule."""
    return RUMPUN[kode[:4]]


def iter_rumpun() -> Iterator[tuple[str, list[Aturan[Any]]]]:
    """Give the rules by family: the beginning of their codes, and the rules."""
    for awal, rules in groupby(DAFTAR_ATURAN.values(), key=lambda rule: rule.kode[:4]):
        yield awal, list(rules)


def find_aturan(nama: str) -> Aturan[Any] | None:
    """Find a rule by its code or its name, in capitals or not."""
    by_name = {rule.nama: rule for rule in DAFTAR_ATURAN.values()}
    return DAFTAR_ATURAN.get(nama.upper()) or by_name.get(nama.lower())


def suggest_aturan(nama: str) -> str:
    """Say which rule was probably meant by a code or name there is not: a code of the same family, or a name."""
    family = [kode for kode in DAFTAR_ATURAN if kode[:4] == nama[:4].upper()]
    names = [rule.nama for rule in DAFTAR_ATURAN.values()]
    given, known = (nama.upper(), family) if family else (nama.lower(), names)
    return suggest_name(given, known, "lihat daftarnya dengan `lkj rules`.", str)


def list_names() -> list[str]:
    """List what a rule can be asked for by: every code, then every name."""
    return [*DAFTAR_ATURAN, *(rule.nama for rule in DAFTAR_ATURAN.values())]


def say_easable(rule: Aturan[Any]) -> str:
    """Say whether a project may ease the rule."""
    return f"{'dapat' if rule.kode in EASABLE else 'tidak dapat'} dilonggarkan dalam pemeriksaan.yaml"


def format_list(width: int | None) -> str:
    """Write the list of rules.

    Args:
        width: of the terminal; None to leave every rule on one line.
    """
    parts = []
    for awal, rules in iter_rumpun():
        heading = click.style(f"{awal}  {RUMPUN[awal]}", bold=True)
        parts.append("\n".join([heading, *(_format_row(rule, width) for rule in rules)]))
    return "\n\n".join(parts)


def _format_row(rule: Aturan[Any], width: int | None) -> str:
    tingkat = click.style(f"{rule.severity:<10}", fg=WARNA[rule.severity])
    head = " " * len(f"  {rule.kode}  {'':<10}  ")
    return f"  {rule.kode}  {tingkat}  {fill(rule.halaman.judul, width, head)[len(head) :]}"


def format_page(rule: Aturan[Any], width: int | None = None) -> str:
    """Write the page of a rule as plain text with colours.

    Args:
        rule: the rule.
        width: of the terminal, if it is one.
    """
    halaman = rule.halaman
    width = width or _LEBAR
    tingkat = click.style(str(rule.severity), fg=WARNA[rule.severity], bold=True)
    head = f"{click.style(rule.kode, bold=True)} {rule.nama}"
    about = f"{name_rumpun(rule.kode)}; {tingkat}; {say_easable(rule)}"
    parts = {
        "Mengapa": _fill_paragraphs(halaman.mengapa, width),
        "Dasar hukum": _fill_paragraphs(halaman.dasar_hukum, width),
        "Salah": indent(halaman.salah, "  "),
        "Benar": indent(halaman.benar, "  "),
    }
    sections = [f"{click.style(title, bold=True)}\n{text}" for title, text in parts.items()]
    return "\n\n".join([f"{head}\n{about}", fill(halaman.judul, width), *sections])


def _fill_paragraphs(text: str, width: int) -> str:
    return "\n\n".join(fill(part, width, "  ") for part in _paragraphs(text))


def _paragraphs(text: str) -> list[str]:
    """Split a text into its paragraphs, each on one line."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]


def fill(text: str, width: int | None, first: str = "", rest: str | None = None) -> str:
    """Break a sentence into lines.

    Args:
        text: the sentence.
        width: of the terminal; None to leave it on one line.
        first: what its first line begins with.
        rest: what the others begin with; None for the same.
    """
    if width is None:
        return f"{first}{text}"
    lines = wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines)


def write_markdown(rule: Aturan[Any]) -> str:
    """Write the page of a rule as Markdown, without a heading."""
    halaman = rule.halaman
    return "\n\n".join(
        [
            f"**{halaman.judul}**",
            f"`{rule.nama}`: {rule.severity}, {say_easable(rule).replace('pemeriksaan.yaml', '`pemeriksaan.yaml`')}.",
            *_paragraphs(halaman.mengapa),
            f"Dasar hukum: {' '.join(halaman.dasar_hukum.split())}",
            "Salah:",
            _write_example(halaman.salah),
            "Benar:",
            _write_example(halaman.benar),
        ]
    )


def _write_example(text: str) -> str:
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=0)
    fence = "`" * (longest + 1) if longest else _FENCE
    first = text.partition("\n")[0]
    return f"{fence}{'yaml' if first.endswith('.yaml') else 'markdown'}\n{text}\n{fence}"
