"""The JSON of `lkj explain`; `docs/skema/telusur-1.json` describes it, and its `versi` changes when a key does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lkj.finding import Severity
from lkj.format import format_satuan
from lkj.mesin import dump_json
from lkj.telusur.peta import strip_escapes

if TYPE_CHECKING:
    from lkj.angka import Angka
    from lkj.finding import Position
    from lkj.periksa import HasilPeriksa
    from lkj.render.susunan import Butir
    from lkj.telusur.cari import Pencarian
    from lkj.telusur.peta import Asal, Peta, Tempat

VERSI = 1


def write_json(pencarian: Pencarian, peta: Peta, hasil: HasilPeriksa) -> str:
    """Write the numbers that were found, and all that they are made of."""
    nodes: dict[Angka, str] = {}
    for asal in pencarian.asal:
        _visit(asal, peta, nodes)
    value = {
        "versi": VERSI,
        "tahun": peta.tahun,
        "apa": pencarian.apa,
        "maksud": pencarian.maksud,
        "galat": sum(finding.severity is Severity.GALAT for finding in hasil.findings),
        "bagian": _describe_bagian(pencarian.bagian),
        "angka": [_describe_angka(asal, peta, nodes) for asal in pencarian.asal],
        "simpul": [_describe_simpul(peta.asal[angka], peta, nodes) for angka in nodes],
    }
    return dump_json(value)


def _visit(asal: Asal, peta: Peta, nodes: dict[Angka, str]) -> None:
    """Name a number and those it is made of: as `jejak.json` does, and otherwise with an x."""
    if asal.angka not in nodes:
        nodes[asal.angka] = asal.simpul or f"x{len(nodes) + 1}"
        for operan in asal.operan:
            _visit(peta.asal[operan], peta, nodes)


def _describe_angka(asal: Asal, peta: Peta, nodes: dict[Angka, str]) -> dict[str, Any]:
    return {
        "simpul": nodes[asal.angka],
        "nama": list(asal.nama),
        "tempat": [_describe_tempat(tempat) for tempat in asal.tempat],
        "pemakai": [peta.asal[angka].simpul for angka in asal.pemakai if peta.asal[angka].simpul],
    }


def _describe_tempat(tempat: Tempat) -> dict[str, Any]:
    sel = tempat.sel
    return {
        "nomor": tempat.nomor,
        "teks": tempat.teks,
        "baris": tempat.baris,
        "bagian": _describe_bagian(tempat.bagian),
        "sel": {
            "baris": sel.baris,
            "kolom": sel.kolom,
            "baris_akhir": sel.baris_akhir,
            "kolom_akhir": sel.kolom_akhir,
        }
        if sel
        else None,
    }


def _describe_bagian(butir: Butir | None) -> dict[str, Any] | None:
    if butir is None:
        return None
    judul = strip_escapes(butir.judul)
    return {"id": butir.id, "jenis": butir.jenis, "nomor": butir.nomor, "judul": judul}


def _describe_simpul(asal: Asal, peta: Peta, nodes: dict[Angka, str]) -> dict[str, Any]:
    angka = asal.angka
    return {
        "id": nodes[angka],
        "label": angka.label,
        "nilai": None if angka.nilai is None else f"{angka.nilai:f}",
        "satuan": angka.satuan,
        "desimal": angka.desimal,
        "teks": format_satuan(angka),
        "alasan": angka.alasan if angka.nilai is None else "",
        "rumus": asal.rumus,
        "hitungan": asal.hitungan,
        "operan": [nodes[operan] for operan in asal.operan],
        "letak_rumus": _describe_letak(asal.letak_rumus, peta),
        "letak": _describe_letak(angka.position, peta),
    }


def _describe_letak(position: Position | None, peta: Peta) -> dict[str, Any] | None:
    if position is None:
        return None
    return {
        "berkas": position.file,
        "baris": position.line,
        "kolom": position.column,
        "baris_isi": peta.read_line(position),
    }
