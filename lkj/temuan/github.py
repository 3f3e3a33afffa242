"""Annotations of GitHub Actions: one command a line, which shows a finding at its line of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.finding import Severity
from lkj.temuan.butir import list_butir

if TYPE_CHECKING:
    from lkj.periksa import HasilPeriksa
    from lkj.temuan.butir import Butir

_PERINTAH = {Severity.GALAT: "error", Severity.PERINGATAN: "warning", Severity.CATATAN: "notice"}


def write_github(hasil: HasilPeriksa, letak: str) -> str:
    """Write everything found, a line each.

    Args:
        hasil: what was found.
        letak: where the repository has the project.
    """
    return "".join(f"{_command(butir)}\n" for butir in list_butir(hasil, letak))


def _command(butir: Butir) -> str:
    position = butir.finding.position
    properties = {
        "file": butir.berkas,
        "line": str(position.line),
        "col": str(position.column),
        "title": f"{butir.finding.code} {butir.aturan}".rstrip(),
    }
    written = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    return f"::{_PERINTAH[butir.finding.severity]} {written}::{_escape(butir.describe())}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
