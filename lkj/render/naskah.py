"""Narrative: Markdown in which `{{ … }}` refers to the report. Anything else of Jinja is refused.

Whoever edits the data may not be known to whoever builds it, so narrative gets an allow-list: names, attributes,
literal keys, a few filters, and the function `rujuk`.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from lkj.finding import Finding, Position, suggest_name
from lkj.model.dasar import Model
from lkj.render.batas import find_larangan
from lkj.render.susunan import AcuanTidakAdaError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
)
BOLEH = (*_ALLOWED, nodes.Call, nodes.Filter, nodes.Getitem)
"""What narrative may be made of; of the last three only what `_allows` names."""
# Jinja makes line feeds of all of these, too.
_BREAK = re.compile(r"\r\n?")
_OPENED = re.compile(r"\{[{%]")
_NOT_SIMPLE = "Naskah hanya boleh memuat rujukan {{ … }} yang sederhana."
# How many names and signs a reference may have, and digits a number in it.
_MOST_TOKENS = 30
_MOST_DIGITS = 30
_QUOTED = re.compile("“([^”]+)”")
_SEE = "lihat daftar rujukan dalam docs/data.md"


class AcuanKosong(StrictUndefined):
    """A name the report does not have; says which one was probably meant."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        hint = _suggest(str(self._undefined_name), _names(self._undefined_obj))
        return f"Rujukan “{self._undefined_name}” tidak ada dalam laporan" + (hint and f": {hint}")


class _Lingkungan(ImmutableSandboxedEnvironment):
    """Reaches keys of a mapping with a dot, and nothing of the mapping itself."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if obj is None:
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


# "{#" opens an attribute in pandoc Markdown, so comments begin otherwise. What was read outlives the report it was read
# for, and is bound to this.
_LINGKUNGAN = _Lingkungan(undefined=AcuanKosong, comment_start_string="{%#")


class _Cacat(NamedTuple):
    """What is wrong in a text, and in which of its lines, from 1."""

    line: int
    message: str
    advice: str = _SEE
    kode: str = "LKJ501"
    column: int = 0


class PenulisNaskah:
    """Renders narrative against the name space of the report, and gathers what is wrong in it.

    Attributes:
        findings: flaws found so far.
        dirender: the texts rendered so far, with their places.
    """

    def __init__(
        self,
        acuan: Mapping[str, Any],
        finalize: Callable[[Any], Any],
        filters: Mapping[str, Callable[..., Any]],
        rujuk: Callable[[str], Any],
        dibaca: dict[tuple[str, bool], nodes.Template | _Cacat | None] | None = None,
    ) -> None:
        """Make a writer.

        Args:
            acuan: what texts may name.
            finalize: writes a value.
            filters: how else a value can be written, by the name of the filter.
            rujuk: refers to a part of the report.
            dibaca: texts that were read before, so that another rendering need not read them again.
        """
        self._acuan = {**acuan, "rujuk": rujuk}
        self._finalize = finalize
        self._filters = filters
        self._rujuk = rujuk
        self.findings: list[Finding] = []
        self.dirender: list[tuple[str, Position]] = []
        self._dibaca = {} if dibaca is None else dibaca

    def render(self, text: str, position: Position) -> str:
        """Render narrative; what is wrong in it becomes a finding, and the text comes out empty.

        Args:
            text: Markdown with references: a whole `.md` file, or a value in a YAML file.
            position: where the text starts.
        """
        text = _BREAK.sub("\n", text)
        self.dirender.append((text, position))
        rendered = self._try_render(text, sebaris=_is_value(position))
        if isinstance(rendered, str):
            return rendered
        place = _locate(rendered, text, position)
        self.findings.append(Finding(place, rendered.kode, rendered.message, rendered.advice))
        return ""

    def check(self, text: str, position: Position) -> list[Finding]:
        """Find what is wrong with narrative whatever the numbers are: how it is written, not what it refers to."""
        text = _BREAK.sub("\n", text)
        flaw = self._read(text, sebaris=_is_value(position))
        if not isinstance(flaw, _Cacat):
            return []
        return [Finding(_locate(flaw, text, position), flaw.kode, flaw.message, flaw.advice)]

    def _try_render(self, text: str, *, sebaris: bool) -> str | _Cacat:
        tree = self._read(text, sebaris=sebaris)
        if tree is None:
            return text.strip()
        if isinstance(tree, _Cacat):
            return tree
        parts = []
        for part in _printed(tree):
            printed = part.data if isinstance(part, nodes.TemplateData) else self._print(part)
            if isinstance(printed, _Cacat):
                return printed
            parts.append(printed)
        return "".join(parts).strip()

    def _print(self, part: nodes.Expr) -> str | _Cacat:
        try:
            return str(escape(self._finalize(self._find(part))))
        except AcuanTidakAdaError as error:
            return _Cacat(part.lineno, error.message, error.saran)
        except UndefinedError as error:
            message, _, hint = str(error).partition(": ")
            # A name that stands first is not asked for from any object.
            hint = hint or _suggest(_quoted(message), self._acuan)
            return _Cacat(part.lineno, f"{message}.", hint)
        except (SecurityError, TypeError, ValueError, ArithmeticError):
            return _Cacat(part.lineno, "Rujukan ini bukan angka atau teks yang dapat dicetak.")

    def _find(self, node: nodes.Node) -> Any:
        """Find what a reference gives, as Jinja would: to make a program of so few kinds of nodes takes longer."""
        match node:
            case nodes.Name():
                return self._acuan[node.name] if node.name in self._acuan else AcuanKosong(name=node.name)
            case nodes.Getattr():
                return _LINGKUNGAN.getattr(self._find(node.node), node.attr)
            case nodes.Getitem():
                return _LINGKUNGAN.getitem(self._find(node.node), self._find(node.arg))
            case nodes.Filter(node=nodes.Expr() as value):
                return self._filters[node.name](self._find(value))
            case nodes.Call():
                return self._rujuk(self._find(node.args[0]))
            case nodes.Const():
                return node.value
        raise TypeError(f"{type(node).__name__} is not allowed")

    def _read(self, text: str, *, sebaris: bool) -> nodes.Template | _Cacat | None:
        """Read a text; None where it is plain, with no reference in it."""
        key = text, sebaris
        if key not in self._dibaca:
            self._dibaca[key] = self._parse(text, sebaris=sebaris)
        return self._dibaca[key]

    def _parse(self, text: str, *, sebaris: bool) -> nodes.Template | _Cacat | None:
        banned = _refuse(text, sebaris=sebaris)
        if banned or not _OPENED.search(text):
            return banned
        try:
            odd = _find_odd(_LINGKUNGAN.lex(text))
            if odd:
                return _Cacat(odd, _NOT_SIMPLE)
            tree = _LINGKUNGAN.parse(text)
        except TemplateSyntaxError as error:
            return _Cacat(error.lineno, "Rujukan {{ … }} tidak lengkap atau salah tulis.")
        refused = [node for node in tree.find_all(nodes.Node) if not self._allows(node)]
        # A number typed between braces is as little traced as one typed without them.
        refused += [part for part in _printed(tree) if isinstance(part, nodes.Const)]
        if refused:
            line = next((node.lineno for node in refused if node.lineno), 1)
            return _Cacat(line, _NOT_SIMPLE)
        return tree

    def _allows(self, node: nodes.Node) -> bool:
        match node:
            case nodes.Call():
                plain = isinstance(node.node, nodes.Name) and node.node.name == "rujuk"
                return plain and _takes_constants(node, 1)
            case nodes.Filter():
                return node.name in self._filters and _takes_constants(node, 0)
            case nodes.Getitem():
                return isinstance(node.arg, nodes.Const)
            case _:
                return isinstance(node, _ALLOWED)


def _refuse(text: str, *, sebaris: bool) -> _Cacat | None:
    """Find what a text must not hold, whatever it refers to."""
    banned = find_larangan(text, sebaris=sebaris)
    if banned is None:
        return None
    before = text[: banned.at]
    column = len(before) - before.rfind("\n")
    return _Cacat(before.count("\n") + 1, banned.message, banned.advice, banned.kode, column)


def _find_odd(tokens: Iterable[tuple[int, str, str]]) -> int | None:
    """Find the line of a reference that Python could not read, or that names signs by their numbers."""
    inside = 0
    for line, kind, text in tokens:
        if kind in {"variable_begin", "block_begin"}:
            inside = 0
        elif kind not in {"data", "whitespace"}:
            inside += 1
        # Python writes an infinite number as a name.
        is_number = kind == "float" or (kind == "integer" and len(text) > _MOST_DIGITS)
        if is_number or inside > _MOST_TOKENS or (kind == "string" and "\\" in text):
            return line
    return None


def _printed(tree: nodes.Template) -> list[nodes.Expr]:
    return [part for output in tree.find_all(nodes.Output) for part in output.nodes]


def _takes_constants(node: nodes.Call | nodes.Filter, number: int) -> bool:
    constants = [argument for argument in node.args if isinstance(argument, nodes.Const)]
    others = (node.kwargs, node.dyn_args, node.dyn_kwargs)
    return len(constants) == len(node.args) == number and not any(others)


def _locate(flaw: _Cacat, text: str, position: Position) -> Position:
    """Find the place of a flaw in its file."""
    if _is_value(position):
        # The lines of a YAML value are not those of its file.
        return position
    if flaw.column:
        return Position(position.file, flaw.line, flaw.column)
    row = text.split("\n")[flaw.line - 1]
    opened = _OPENED.search(row)
    start = opened.start() if opened else 0
    named = re.compile(rf"(?<!\w){re.escape(_quoted(flaw.message))}(?!\w)").search(row, start)
    return Position(position.file, flaw.line, (named.start() if named else start) + 1)


def _is_value(position: Position) -> bool:
    """Tell a value in a YAML file from a narrative file."""
    return not position.file.endswith(".md")


def _quoted(message: str) -> str:
    found = _QUOTED.search(message)
    return found[1] if found else ""


def _suggest(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    return suggest_name(name, names, f"yang ada: {', '.join(names)}" if names else "")


def _names(owner: Any) -> list[str]:
    """List what narrative may ask an object for."""
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    if isinstance(owner, Model):
        return list(type(owner).model_fields)
    kind = type(owner)
    return [name for name in dir(kind) if not name.startswith("_") and not callable(getattr(kind, name))]


def find_place(error: BaseException, suffix: str, otherwise: str) -> tuple[str, int]:
    """Find the template and the line an error came from: Jinja gives its frames those of the template.

    Args:
        error: what was raised while a template ran.
        suffix: how the names of templates end.
        otherwise: the template to name, with its first line, where none of them ran.
    """
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(suffix)]
    return (frames[-1].filename, frames[-1].lineno or 1) if frames else (otherwise, 1)
