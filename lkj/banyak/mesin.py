"""JSON: the summary as `docs/skema/banyak-1.json` describes it, and the matrix of GitHub Actions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lkj.banyak import Akhir
from lkj.banyak.nama import check_nama, name_kerja
from lkj.finding import Severity
from lkj.mesin import dump_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lkj.banyak import Hasil, Kerja
    from lkj.finding import Finding

VERSI = 1
MAKS_MATRIKS = 256
"""So many jobs a matrix of GitHub Actions may have."""


def write_json(perintah: str, daftar: Sequence[Hasil]) -> str:
    """Write how the jobs ended; `versi` changes when a key does."""
    ends = [hasil.akhir for hasil in daftar]
    return dump_json(
        {
            "versi": VERSI,
            "perintah": perintah,
            "jumlah": {akhir.replace(" ", "_"): ends.count(akhir) for akhir in Akhir},
            "hasil": [_describe(hasil) for hasil in daftar],
        }
    )


def _describe(hasil: Hasil) -> dict[str, Any]:
    return {
        "folder": hasil.kerja.folder.as_posix(),
        "tahun": hasil.kerja.tahun,
        "akhir": hasil.akhir.replace(" ", "_"),
        **{str(severity): hasil.jumlah.get(severity) for severity in Severity},
        "detik": round(hasil.detik, 3),
        "pertama": _describe_finding(hasil.pertama),
        "sebab": hasil.sebab,
    }


def _describe_finding(finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    place = finding.position
    return {
        "kode": finding.code,
        "tingkat": str(finding.severity),
        "berkas": place.file,
        "baris": place.line,
        "kolom": place.column,
        "pesan": finding.message,
    }


def write_matriks(daftar: Sequence[Kerja]) -> str:
    """Write the jobs as a matrix, on one line of ASCII, as an output of a job must be.

    Raises:
        TakTertulisError: a workflow cannot be told a name.
    """
    names = name_kerja(daftar)
    include = [
        {
            "folder": check_nama(kerja.folder.as_posix(), "matriks GitHub Actions"),
            "tahun": kerja.tahun,
            "nama": names[kerja],
        }
        for kerja in daftar
    ]
    return json.dumps({"include": include}, separators=(",", ":")) + "\n"
