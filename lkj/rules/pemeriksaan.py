"""What `pemeriksaan.yaml` asks for: other severities, and findings that are accepted as they are.

Only rules on the data and on the report can be eased: without the others there is no report.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lkj.finding import Finding, Severity, suggest_name
from lkj.model.dasar import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from lkj.finding import Position
    from lkj.model.pemeriksaan import Pemeriksaan, Pengecualian, Tingkat
    from lkj.rules.tempat import PetaTempat

TIDAK_SAH, TIDAK_TERPAKAI, BERAKHIR = "LKJ013", "LKJ014", "LKJ015"

# The place that is the whole file, even one that is not there.
_SELURUHNYA = "/"


class Pelonggaran:
    """Applies `pemeriksaan.yaml` to findings.

    Args:
        pemeriksaan: what it says.
        boleh: the codes of the rules that can be eased.
        semua: the codes of all rules.
        hari_ini: the day on which it is asked whether an exception still holds.
    """

    def __init__(self, pemeriksaan: Pemeriksaan, boleh: Iterable[str], semua: Iterable[str], hari_ini: date) -> None:
        self._pemeriksaan = pemeriksaan
        self._boleh = set(boleh)
        self._semua = sorted(semua)
        self._hari_ini = hari_ini
        self._severities = {entry.aturan: entry.menjadi for entry in pemeriksaan.tingkat if entry.aturan in self._boleh}
        self._exceptions: dict[tuple[str, str], list[Pengecualian]] = {}
        for entry in pemeriksaan.pengecualian:
            if entry.aturan in self._boleh:
                self._exceptions.setdefault((entry.aturan, entry.berkas), []).append(entry)

    def apply(
        self,
        findings: Iterable[Finding],
        folder: str,
        tempat: PetaTempat,
        sources: Mapping[str, Sequence[str]],
    ) -> list[Finding]:
        """Ease the findings, and add what is wrong with the exceptions themselves.

        Args:
            findings: what the rules found.
            folder: the folder of the year, as positions name it.
            tempat: names the places of findings in YAML files.
            sources: the lines of the files, for those in narrative.
        """
        kept: list[Finding] = []
        used: set[int] = set()
        ended: set[int] = set()
        places: dict[tuple[str, str], list[str]] = {}
        for finding in findings:
            key = (finding.code, finding.position.file.removeprefix(f"{folder}/"))
            candidates = self._exceptions.get(key, [])
            accepted = [entry for entry in candidates if _covers(entry, finding.position, tempat, sources)]
            used |= {id(entry) for entry in accepted}
            if not any(entry.sampai >= self._hari_ini for entry in accepted):
                ended |= {id(entry) for entry in accepted}
                kept.append(replace(finding, severity=self._severities.get(finding.code, finding.severity)))
                places.setdefault(key, []).append(tempat.find(finding.position))
        # What cannot be eased keeps other rules from running, and many are silent on what follows from an error: what
        # they would have found is not known.
        grave = {f.code for f in kept if f.code not in self._boleh or f.severity is Severity.GALAT}
        entries = [entry for group in self._exceptions.values() for entry in group]
        unused = [entry for entry in entries if grave <= {entry.aturan} and id(entry) not in used]
        return [
            *kept,
            *self._check_codes(),
            *(_report_unused(entry, places.get((entry.aturan, entry.berkas), [])) for entry in unused),
            *(_report_ended(entry) for entry in entries if id(entry) in ended),
        ]

    def _check_codes(self) -> Iterator[Finding]:
        entries: tuple[Tingkat | Pengecualian, ...] = (*self._pemeriksaan.tingkat, *self._pemeriksaan.pengecualian)
        for entry in entries:
            if entry.aturan not in self._semua:
                advice = suggest_name(entry.aturan.upper(), self._semua, "lihat daftarnya dengan `lkj rules`")
                yield Finding(entry.at("aturan"), TIDAK_SAH, f"Aturan “{shorten(entry.aturan)}” tidak ada.", advice)
            elif entry.aturan not in self._boleh:
                message = f"Aturan {entry.aturan} tidak dapat dilonggarkan."
                yield Finding(entry.at("aturan"), TIDAK_SAH, message, "hapus butir ini, lalu perbaiki datanya")


def _report_unused(entry: Pengecualian, places: Iterable[str]) -> Finding:
    """Say that nothing was found where an exception is; it may be meant for one of the places where something was."""
    message = (
        f"Pengecualian {entry.aturan} tidak terpakai: tidak ada temuannya di {entry.berkas}, “{shorten(entry.pada)}”."
    )
    advice = suggest_name(entry.pada, places, "hapus pengecualian ini, atau perbaiki `berkas` dan `pada`")
    return Finding(entry.at("aturan"), TIDAK_TERPAKAI, message, advice, Severity.PERINGATAN)


def _report_ended(entry: Pengecualian) -> Finding:
    message = f"Pengecualian {entry.aturan} berakhir {entry.sampai.isoformat()}; temuannya berlaku lagi."
    advice = "perbaiki datanya, atau perpanjang `sampai` dengan alasan yang masih benar"
    return Finding(entry.at("sampai"), BERAKHIR, message, advice, Severity.PERINGATAN)


def _covers(entry: Pengecualian, position: Position, tempat: PetaTempat, sources: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether an exception for the file of a position holds at it."""
    if entry.pada == _SELURUHNYA:
        return True
    if entry.berkas.endswith(".md"):
        return _is_within(entry.pada, position, sources.get(position.file, ()))
    place = tempat.find(position)
    return place == entry.pada or place.startswith(f"{entry.pada}/")


def _is_within(teks: str, position: Position, lines: Sequence[str]) -> bool:
    """Tell whether a position lies in a piece of text, however that is broken into lines."""
    offset = sum(len(line) + 1 for line in lines[: position.line - 1]) + position.column - 1
    piece = re.compile(r"\s+".join(map(re.escape, teks.split())))
    return any(found.start() <= offset < found.end() for found in piece.finditer("\n".join(lines)))
