"""SARIF 2.1.0, with what GitHub code scanning asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

import lkj
from lkj.finding import Severity
from lkj.mesin import dump_json
from lkj.rules import DAFTAR_ATURAN
from lkj.temuan.aturan import format_page, name_rumpun, write_markdown
from lkj.temuan.butir import list_butir

if TYPE_CHECKING:
    from lkj.finding import Position
    from lkj.periksa import HasilPeriksa
    from lkj.rules.aturan import Aturan
    from lkj.temuan.butir import Butir

_LEVEL = {Severity.GALAT: "error", Severity.PERINGATAN: "warning", Severity.CATATAN: "note"}
_ROOT = "%SRCROOT%"
_MAX_DESCRIPTION = 1024  # of code scanning, in characters


def write_sarif(hasil: HasilPeriksa, tahun: int, letak: str) -> str:
    """Write everything found.

    Args:
        hasil: what was found.
        tahun: the year.
        letak: where the repository has the project.
    """
    index = {kode: number for number, kode in enumerate(DAFTAR_ATURAN)}
    return dump_json(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "lkj",
                            "semanticVersion": lkj.__version__,
                            "rules": [_describe_rule(rule) for rule in DAFTAR_ATURAN.values()],
                        }
                    },
                    "language": "id",
                    # Keeps the years, and the agencies of one repository, apart.
                    "automationDetails": {"id": f"lkj/{letak}{tahun}/"},
                    "originalUriBaseIds": {_ROOT: {"description": {"text": "Akar repositori."}}},
                    "columnKind": "unicodeCodePoints",
                    "results": [_describe(butir, index.get(butir.finding.code)) for butir in list_butir(hasil, letak)],
                }
            ],
        }
    )


def _describe_rule(rule: Aturan[Any]) -> dict[str, Any]:
    halaman = rule.halaman
    return {
        "id": rule.kode,
        "name": rule.nama,
        "shortDescription": {"text": halaman.judul},
        "fullDescription": {"text": " ".join(halaman.mengapa.split())[:_MAX_DESCRIPTION]},
        "help": {"text": click.unstyle(format_page(rule)), "markdown": write_markdown(rule)},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": [name_rumpun(rule.kode)]},
    }


def _describe(butir: Butir, index: int | None) -> dict[str, Any]:
    finding, fix = butir.finding, _fix(butir)
    related = [
        {
            "id": number,
            "physicalLocation": {**_file(butir, there.position), "region": _start(there.position)},
            "message": {"text": there.message},
        }
        for number, there in enumerate(finding.related, 1)
    ]
    return {
        "ruleId": finding.code,
        **({} if index is None else {"ruleIndex": index}),
        "level": _LEVEL[finding.severity],
        "message": {"text": _write_message(butir)},
        "locations": [{"physicalLocation": {**_file(butir, finding.position), "region": _region(butir)}}],
        **({"relatedLocations": related} if related else {}),
        # Not `primaryLocationLineHash`: the action that uploads warns of every value there that it did not compute.
        "partialFingerprints": {"sidik/v1": butir.sidik},
        **({"fixes": [fix]} if fix else {}),
    }


def _write_message(butir: Butir) -> str:
    """Write the message; code scanning shows a related place only where the message has a link to it."""
    finding = butir.finding
    links = (
        f"Lihat juga [{_escape_link(f'{butir.name_file(there.position)}:{there.position.line}')}]({number}): "
        f"{there.message}"
        for number, there in enumerate(finding.related, 1)
    )
    return "\n".join([finding.message, *butir.advise(), *links])


def _escape_link(text: str) -> str:
    return re.sub(r"([\\\[\]])", r"\\\1", text)


def _file(butir: Butir, position: Position) -> dict[str, Any]:
    return {"artifactLocation": {"uri": quote(butir.name_file(position)), "uriBaseId": _ROOT}}


def _start(position: Position) -> dict[str, int]:
    return {"startLine": position.line, "startColumn": position.column}


def _region(butir: Butir) -> dict[str, Any]:
    """Give the rest of the line, from the place of the finding on."""
    position, line = butir.finding.position, butir.baris_isi
    return {
        **_start(position),
        "endLine": position.line,
        "endColumn": max(len(line) + 1, position.column),
        "snippet": {"text": line[position.column - 1 :]},
    }


def _fix(butir: Butir) -> dict[str, Any] | None:
    """Describe the change that mends it; None if there is none, or the text it takes away does not stand there."""
    position, edit = butir.finding.position, butir.finding.edit
    if edit is None:
        return None
    first, *more = edit.old.split("\n")
    if not butir.baris_isi.startswith(first, position.column - 1):
        return None
    deleted = {
        **_start(position),
        "endLine": position.line + len(more),
        "endColumn": len(more[-1]) + 1 if more else position.column + len(first),
    }
    change = {
        **_file(butir, position),
        "replacements": [{"deletedRegion": deleted, "insertedContent": {"text": edit.new}}],
    }
    return {"description": {"text": f"Ganti “{edit.old}” dengan “{edit.new}”."}, "artifactChanges": [change]}
