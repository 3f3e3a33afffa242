"""Narrative: Markdown in which `{{ … }}` refers to the report. Anything else of Jinja is refused.

Whoever edits the data may not be known to whoever builds it, so narrative gets an allow-list: names, attributes,
literal keys, a few filters, and the function `rujuk`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from lkj.finding import Finding, Position
from lkj.render.susunan import AcuanTidakAdaError

if TYPE_CHECKING:
    from collections.abc import Callable

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.Filter,
    nodes.Call,
)
_FORBIDDEN_MARKDOWN = re.compile(r"^(#{1,6}\s)", re.MULTILINE)


class AcuanKosong(StrictUndefined):
    """A name the report does not have; says which one was probably meant."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        owner = self._undefined_obj
        known = _names(owner) if owner is not None else []
        close = difflib.get_close_matches(str(self._undefined_name), known, n=1)
        hint = f" Maksud Anda “{close[0]}”?" if close else f" Yang ada: {', '.join(known)}." if known else ""
        return f"Rujukan “{self._undefined_name}” tidak ada dalam laporan.{hint}"


class _Lingkungan(ImmutableSandboxedEnvironment):
    """Reaches keys of a mapping with a dot, and nothing of the mapping itself."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if obj is None:
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


class PenulisNaskah:
    """Renders narrative against the name space of the report, and gathers what is wrong in it.

    Attributes:
        findings: flaws found so far.
        dipakai: the top-level texts rendered so far, by position.
    """

    def __init__(
        self,
        acuan: Mapping[str, Any],
        finalize: Callable[[Any], Any],
        filters: Mapping[str, Callable[..., Any]],
        rujuk: Callable[[str], Any],
    ) -> None:
        # "{#" opens an attribute in pandoc Markdown, so comments begin otherwise.
        self._environment = _Lingkungan(
            undefined=AcuanKosong, finalize=finalize, autoescape=True, comment_start_string="{%#"
        )
        self._environment.filters = dict(filters)
        self._environment.globals = {**acuan, "rujuk": rujuk}
        self.findings: list[Finding] = []

    def render(self, text: str, position: Position) -> str:
        """Render narrative; what is wrong in it becomes a finding, and the text comes out empty.

        Args:
            text: Markdown with references.
            position: where the text starts in its file.
        """
        try:
            tree = self._environment.parse(text)
            for node in tree.find_all(nodes.Node):
                if not self._allows(node):
                    self._report(
                        position,
                        text,
                        node.lineno,
                        "",
                        "Naskah hanya boleh memuat rujukan {{ … }} yang sederhana.",
                    )
                    return ""
            return self._environment.from_string(tree).render().strip()
        except TemplateSyntaxError as error:
            self._report(position, text, error.lineno, "", "Rujukan {{ … }} tidak lengkap atau salah tulis.")
        except AcuanTidakAdaError as error:
            self._report(position, text, _line_of(error), str(error.args[0]), error.message, error.saran)
        except UndefinedError as error:
            message, _, hint = (error.message or "").partition(". ")
            self._report(
                position,
                text,
                _line_of(error),
                message,
                f"{message.rstrip('.')}.",
                hint[:1].lower() + hint[1:],
            )
        except (SecurityError, TypeError, ValueError, ArithmeticError):
            self._report(position, text, 1, "", "Rujukan ini bukan angka atau teks yang dapat dicetak.")
        return ""

    def _allows(self, node: nodes.Node) -> bool:
        if isinstance(node, nodes.Call):
            plain = isinstance(node.node, nodes.Name) and node.node.name == "rujuk"
            return (
                plain and all(isinstance(argument, nodes.Const) for argument in node.args) and not node.kwargs
            )
        if isinstance(node, nodes.Filter):
            return node.name in self._environment.filters and not node.args and not node.kwargs
        if isinstance(node, nodes.Getitem):
            return isinstance(node.arg, nodes.Const)
        return isinstance(node, _ALLOWED)

    def _report(
        self, position: Position, text: str, line: int, quoted: str, message: str, advice: str = ""
    ) -> None:  # noqa: PLR0913
        lines = text.split("\n")
        row = lines[line - 1] if 0 < line <= len(lines) else ""
        name = re.search("“([^”]+)”", quoted)
        column = row.find(name[1]) if name and name[1] in row else max(row.find("{{"), 0)
        offset = position.column - 1 if line == 1 else 0
        place = Position(position.file, position.line + line - 1, column + 1 + offset)
        self.findings.append(
            Finding(place, "LKJ501", message, advice or "lihat daftar rujukan dalam docs/data.md")
        )


def _names(owner: Any) -> list[str]:
    if isinstance(owner, Mapping):
        return sorted(str(key) for key in owner)
    if is_dataclass(owner):
        return sorted(entry.name for entry in fields(owner))
    return []


def _line_of(error: BaseException) -> int:
    """Find the template line an error came from: Jinja gives its frames the template's own line numbers."""
    line = 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
