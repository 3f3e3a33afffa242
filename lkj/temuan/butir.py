"""What the formats for machines say of a finding, worked out once for all of them."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lkj.rules import DAFTAR_ATURAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.finding import Finding, Position
    from lkj.periksa import HasilPeriksa


@dataclass(frozen=True, slots=True)
class Butir:
    """A finding, and what else is known of it.

    Attributes:
        finding: what was found.
        letak: what the names of files begin with; see `lkj.temuan.letak`.
        baris_isi: the line it points at; empty if none was read.
        tempat: its place in a YAML file, such as `data/koperasi/nilai`; empty elsewhere.
        sidik: tells it from every other finding, and stays the same when lines move.
    """

    finding: Finding
    letak: str
    baris_isi: str
    tempat: str
    sidik: str

    @property
    def aturan(self) -> str:
        """The name of its rule; empty if the rule is not known."""
        rule = DAFTAR_ATURAN.get(self.finding.code)
        return rule.nama if rule else ""

    @property
    def berkas(self) -> str:
        """The file it stands in."""
        return self.name_file(self.finding.position)

    def name_file(self, position: Position) -> str:
        """Name the file of a position."""
        return f"{self.letak}{position.file}"

    def describe(self) -> str:
        """Say all of it, a line for each part."""
        finding = self.finding
        related = [
            f"Lihat juga {self.name_file(there.position)}:{there.position.line}: {there.message}"
            for there in finding.related
        ]
        return "\n".join([finding.message, *self.advise(), *related])

    def advise(self) -> Iterator[str]:
        """Give the advice as a sentence, if there is one."""
        advice = self.finding.advice
        if advice:
            yield f"Saran: {advice}{'' if advice.endswith(('.', '?', '!')) else '.'}"


def list_butir(hasil: HasilPeriksa, letak: str = "") -> list[Butir]:
    """List everything found.

    Args:
        hasil: what was found.
        letak: what the names of files shall begin with.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    listed = []
    for finding in hasil.findings:
        line = _line_at(finding.position, hasil)
        tempat = hasil.tempat.find(finding.position)
        key = (finding.code, f"{letak}{finding.position.file}", tempat or line.strip())
        seen[key] += 1
        sidik = hashlib.sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest()
        listed.append(Butir(finding, letak, line, tempat, sidik))
    return listed


# Of a longer line no more is told: there may be many findings in it.
_PANJANG = 2000


def _line_at(position: Position, hasil: HasilPeriksa) -> str:
    lines = hasil.sources.get(position.file, ())
    return lines[position.line - 1][:_PANJANG] if 0 < position.line <= len(lines) else ""
