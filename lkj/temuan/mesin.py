"""The project's own JSON; `docs/skema/temuan-1.json` describes it, and its `versi` changes when a key does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lkj.finding import Severity
from lkj.mesin import dump_json
from lkj.temuan.butir import list_butir

if TYPE_CHECKING:
    from lkj.finding import Position
    from lkj.periksa import HasilPeriksa
    from lkj.temuan.butir import Butir

VERSI = 1


def write_json(hasil: HasilPeriksa, tahun: int) -> str:
    """Write everything found in a year."""
    severities = [finding.severity for finding in hasil.findings]
    return dump_json(
        {
            "versi": VERSI,
            "tahun": tahun,
            "jumlah": {
                **{str(severity): severities.count(severity) for severity in Severity},
                "berkas": len({finding.position.file for finding in hasil.findings}),
            },
            "temuan": [_describe(butir) for butir in list_butir(hasil)],
        }
    )


def _describe(butir: Butir) -> dict[str, Any]:
    finding = butir.finding
    return {
        "kode": finding.code,
        "aturan": butir.aturan,
        "tingkat": str(finding.severity),
        **_place(finding.position),
        "baris_isi": butir.baris_isi,
        "pesan": finding.message,
        "saran": finding.advice,
        "terkait": [{**_place(there.position), "pesan": there.message} for there in finding.related],
        "ubah": {"lama": finding.edit.old, "baru": finding.edit.new} if finding.edit else None,
        "tempat": butir.tempat,
        "sidik": butir.sidik,
    }


def _place(position: Position) -> dict[str, Any]:
    return {"berkas": position.file, "baris": position.line, "kolom": position.column}
