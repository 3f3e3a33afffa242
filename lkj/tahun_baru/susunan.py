"""YAML as it is written: entries with their comments, which can be changed and written back.

What is not changed comes out as it was typed: numbers, quotation marks, line breaks within a text, comments and blank
lines. A comment belongs to the entry below it, as people read it, so it stays when the entry above it goes. Only the
layout is made even: two blanks a level, and entries in braces on lines of their own.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from lkj.source import LOADER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TEXT_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_EMPTY = frozenset({"", "~", "null", "Null", "NULL", "[]", "{}"})
_STEP = 2
_LONG = 100
_WIDE = 60
_NEVER_PLAIN = re.compile(
    r"""^[\s\-?:,\[\]{}#&*!|>'"%@`]|^\.{3}(\s|$)|: |:$| #|\s$|^$|^(~|null|true|false)$""", re.IGNORECASE
)


@dataclass(slots=True)
class Butir:
    """An entry of a mapping or a list.

    Attributes:
        kunci: its key, as read; empty in a list.
        isi: what it holds: a value as typed, without the blanks its lines begin with, or entries.
        depan: the comments and blank lines above it.
        komentar: the comment behind it on its first line, with its sign; empty if there is none.
        tertulis: its key, as typed.
    """

    kunci: str = ""
    isi: Isi = ""
    depan: list[str] = field(default_factory=list)
    komentar: str = ""
    tertulis: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing."""
        return isinstance(self.isi, str) and self.isi in _EMPTY

    @property
    def susunan(self) -> Susunan:
        """The entries it holds; none where it holds a value."""
        return self.isi if isinstance(self.isi, Susunan) else Susunan([], daftar=True)

    def clear(self, isi: str = "", tanda: str = "") -> None:
        """Empty it, and drop the comments right above and behind it, which explain what it held.

        Args:
            isi: what it holds now.
            tanda: what is to be filled in; not marked if empty.
        """
        while self.depan and self.depan[-1]:
            del self.depan[-1]
        self.isi = isi
        self.komentar = f"# ISI: {tanda}" if tanda else ""

    def mark(self, tanda: str) -> None:
        """Mark it: what it holds is not yet that of the new year."""
        first = self
        while isinstance(first.isi, Susunan) and not first.kunci and first.isi.butir:
            first = first.isi.butir[0]
        # The mark of an old year that was never finished.
        self.depan = [line for line in self.depan if not line.startswith("# ISI")]
        first.komentar = "" if first.komentar.startswith("# ISI") else first.komentar
        if first.komentar or (isinstance(first.isi, str) and ("\n" in first.isi or len(first.isi) > _WIDE)):
            self.depan.append(f"# ISI: {tanda}")
        else:
            first.komentar = f"# ISI: {tanda}"


@dataclass(slots=True)
class Susunan:
    """The entries of a mapping, or of a list."""

    butir: list[Butir]
    daftar: bool

    def __iter__(self) -> Iterator[Butir]:
        return iter(self.butir)

    def find(self, kunci: str) -> Butir | None:
        """Find the entry with a key."""
        return next((butir for butir in self.butir if butir.kunci == kunci), None)

    def below(self, *path: str) -> Susunan:
        """Give the entries below a path of keys; none where it does not lead to any."""
        here = self
        for kunci in path:
            found = here.find(kunci)
            here = found.susunan if found else Susunan([], daftar=True)
        return here

    def open(self, kunci: str) -> Susunan:
        """Give the mapping with a key, to put something into it even if there is nothing yet."""
        found = self.find(kunci)
        if found is None:
            found = Butir(kunci, tertulis=kunci)
            self.butir.append(found)
        if isinstance(found.isi, str):
            found.isi = Susunan([], daftar=False)
        return found.isi

    def read(self, kunci: str) -> str:
        """Give the value with a key, as plain text; empty if there is none."""
        found = self.find(kunci)
        return read_text(found.isi) if found and isinstance(found.isi, str) else ""

    def put(self, kunci: str, isi: str, tanda: str = "", komentar: str = "") -> None:
        """Give a key a value, behind all others if it is new.

        Args:
            kunci: the key.
            isi: the value, as typed.
            tanda: what is to be filled in; not marked if empty.
            komentar: what is to be said behind it, where it is not marked and has one line.
        """
        found = self.find(kunci)
        if found is None:
            found = Butir(kunci, tertulis=kunci)
            self.butir.append(found)
        found.clear(isi, tanda)
        if not tanda and "\n" not in isi:
            found.komentar = komentar

    def keep(self, wanted: Callable[[Butir], bool]) -> None:
        """Drop all entries but those that are wanted, each with the comments above it."""
        first = self.butir[:1]
        self.butir = [butir for butir in self.butir if wanted(butir)]
        if self.daftar and self.butir and self.butir[:1] != first:
            # The blank lines that part entries have no place above the first.
            depan = self.butir[0].depan
            while depan and not depan[0]:
                del depan[0]

    def drop(self, *kunci: str) -> None:
        """Drop the entries with these keys."""
        self.keep(lambda butir: butir.kunci not in kunci)


Isi: TypeAlias = str | Susunan


@dataclass(slots=True)
class Dokumen:
    """A file: its entries, the lines before and after them, and how its lines end."""

    kepala: list[str]
    isi: Susunan
    akhir: list[str]
    ganti_baris: str

    def write(self) -> str:
        """Write it as it was typed, but for what was changed."""
        lines = [*self.kepala, *_write(self.isi, 0), *self.akhir]
        return "".join(f"{line}{self.ganti_baris}" for line in lines)


def read_susunan(text: str) -> Dokumen:
    """Take YAML apart that `parse_yaml` had nothing to say against."""
    root = yaml.compose(text, LOADER)
    pembaca = _Pembaca(text.splitlines())
    # The line that names the schema belongs to the file, not to its first entry.
    kepala = list(pembaca.lines[:1]) if pembaca.lines[0].startswith("# yaml-language-server") else []
    pembaca.last = len(kepala) - 1
    isi = pembaca.read_root(root)
    return Dokumen(kepala, isi, pembaca.lines[pembaca.last + 1 :], "\r\n" if "\r\n" in text else "\n")


def read_text(tertulis: str) -> str:
    """Give the text a value stands for as it is typed."""
    return str(yaml.load(tertulis, _TEXT_LOADER) or "")  # noqa: S506 # makes nothing but texts


def write_text(text: str) -> str:
    """Type a text: on several lines if it is long, with quotation marks where YAML needs them."""
    if len(text) > _LONG:
        lines = textwrap.wrap(text, _LONG, break_long_words=False, break_on_hyphens=False)
        return "\n  ".join([">-", *lines])
    return "'" + text.replace("'", "''") + "'" if _NEVER_PLAIN.search(text) else text


# Reading


class _Pembaca:
    """Goes down the lines of a file; `last` is the last one that was read, counted from 0."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.last = -1

    def read_root(self, node: Any) -> Susunan:
        """Take the whole file apart."""
        whole = Butir(kunci=" ")
        self._read_value(whole, node, 0, None)
        if whole.susunan.butir:
            whole.susunan.butir[0].depan[:0] = whole.depan
        return whole.susunan

    def read_entries(self, node: Any, column: int) -> Susunan:
        """Take a mapping or a list apart."""
        if isinstance(node, yaml.SequenceNode):
            return Susunan([self._read_item(item, node.start_mark.column) for item in node.value], daftar=True)
        return Susunan([self._read_pair(key, value, column) for key, value in node.value], daftar=False)

    def _read_pair(self, key: Any, value: Any, column: int) -> Butir:
        depan = self._take_lines(key.start_mark.line, column)
        butir = Butir(key.value, depan=depan, tertulis=self._cut(key.start_mark, key.end_mark, column))
        self._read_value(butir, value, column, key.end_mark)
        return butir

    def _read_item(self, item: Any, column: int) -> Butir:
        line = item.start_mark.line
        if not self._is_dash(line, item.start_mark.column):
            # Its dash stands further up: on a line of its own, or behind the dash of the list it is the first item of.
            above = range(self.last + 1, line)
            line = next((number for number in above if self.lines[number].lstrip().startswith("-")), self.last)
        butir = Butir(depan=self._take_lines(line, column))
        self._read_value(butir, item, column, None)
        return butir

    def _is_dash(self, line: int, column: int) -> bool:
        return bool(re.fullmatch(r"[\s-]*-[\s-]*", self.lines[line][:column]))

    def _take_lines(self, line: int, column: int) -> list[str]:
        """Give what stands above the line an entry begins in, as far as it was not read."""
        above = [_outdent(text, column).rstrip() for text in self.lines[self.last + 1 : line]]
        self.last = max(self.last, line)
        return above

    def _read_value(self, butir: Butir, value: Any, column: int, key_end: Any) -> None:
        if isinstance(value, yaml.ScalarNode) or _is_kept(value):
            end = self._find_end(value)
            butir.isi = self._cut(value.start_mark, end, column)
            butir.komentar = "" if getattr(value, "style", "") in {"|", ">"} else self._comment(end)
            self.last = max(self.last, end.line)
        elif value.flow_style:
            butir.depan += self._comments_within(value)
            butir.isi = self._spread(value)
            butir.komentar = self._comment(value.end_mark)
            self.last = value.end_mark.line
        else:
            if key_end is not None:
                butir.komentar = self._comment(key_end, r"\s*:")
            elif not butir.kunci and value.start_mark.line > self.last:
                butir.komentar = next(iter(re.findall(r"#.*", self.lines[self.last])), "")
            butir.isi = self.read_entries(value, value.start_mark.column)

    def _comments_within(self, node: Any) -> list[str]:
        """Give the comments between braces: there is no other place for them once these are gone."""
        lines = self.lines[node.start_mark.line : node.end_mark.line]
        return [found[0] for line in lines if (found := re.search(r"(?:(?<=\s)|^)#[^'\"]*$", line))]

    def _spread(self, node: Any) -> Isi:
        """Take what stands in braces apart."""
        if isinstance(node, yaml.ScalarNode) or _is_kept(node):
            return self._cut(node.start_mark, node.end_mark, 0)
        if isinstance(node, yaml.SequenceNode):
            return Susunan([Butir(isi=self._spread(item)) for item in node.value], daftar=True)
        return Susunan(
            [
                Butir(key.value, self._spread(value), tertulis=self._cut(key.start_mark, key.end_mark, 0))
                for key, value in node.value
            ],
            daftar=False,
        )

    def _find_end(self, node: Any) -> Any:
        """Find where a value ends; the mark of a block of text is where the next thing begins."""
        if getattr(node, "style", "") not in {"|", ">"}:
            return node.end_mark
        line = node.end_mark.line - (node.end_mark.column == 0)
        while line > node.start_mark.line and not self.lines[line].strip():
            line -= 1
        return _Akhir(line, len(self.lines[line]))

    def _cut(self, start: Any, end: Any, column: int) -> str:
        if start.line == end.line:
            return str(self.lines[start.line][start.column : end.column])
        first, *rest, last = self.lines[start.line : end.line + 1]
        below = [_outdent(line, column) for line in (*rest, last[: end.column])]
        return "\n".join([first[start.column :].rstrip(" \t"), *below])

    def _comment(self, end: Any, before: str = "") -> str:
        found = re.match(rf"{before}\s*(#.*)$", self.lines[end.line][end.column :])
        return found[1].rstrip() if found else ""


@dataclass(frozen=True, slots=True)
class _Akhir:
    line: int
    column: int


def _is_kept(node: Any) -> bool:
    """Tell whether something in braces is left as it is: nothing, or a list of plain values."""
    if isinstance(node, yaml.ScalarNode) or not node.flow_style:
        return False
    is_plain = isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value)
    return is_plain or not node.value


def _outdent(line: str, column: int) -> str:
    """Take the blanks off that an entry of this column begins with, or as many as there are."""
    blanks = len(line) - len(line.lstrip(" "))
    return line[min(blanks, column) :]


# Writing


def _write(susunan: Susunan, indent: int) -> Iterator[str]:
    for butir in susunan:
        yield from _indent(butir.depan, indent)
        head = " " * indent + ("-" if susunan.daftar else f"{butir.tertulis}:")
        if isinstance(butir.isi, str):
            yield from _write_value(butir, head, indent)
            continue
        below = list(_write(butir.isi, indent + _STEP))
        if susunan.daftar and not butir.komentar and not butir.isi.butir[0].depan:
            below[0] = f"{head} {below[0].lstrip(' ')}"
        else:
            yield " ".join(filter(None, (head, butir.komentar)))
        yield from below


def _write_value(butir: Butir, head: str, indent: int) -> Iterator[str]:
    first, *rest = str(butir.isi).split("\n")
    # A no-break space at its end is part of the value.
    lines = [f"{head} {first}".rstrip(" "), *_indent(rest, indent)]
    if butir.komentar:
        lines[-1] += f" {butir.komentar}"
    yield from lines


def _indent(lines: Sequence[str], indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in lines]
