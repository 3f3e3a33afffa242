"""The JSON of `lkj diff`; `docs/skema/banding-1.json` describes it, and its `versi` changes when a key does."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from lkj.mesin import dump_json
from lkj.tampilan.mesin import describe_angka
from lkj.telusur.peta import strip_escapes

if TYPE_CHECKING:
    from lkj.banding import Perbandingan
    from lkj.banding.angka import UbahanAngka, UbahanPenilaian
    from lkj.banding.data import Ubahan
    from lkj.banding.hasil import Beda, UbahanTemuan
    from lkj.render.susunan import Butir as Bagian

VERSI = 1


def write_json(perbandingan: Perbandingan) -> str:
    """Write a comparison."""
    beda = perbandingan.beda
    return dump_json(
        {
            "versi": VERSI,
            "tahun": perbandingan.tahun,
            "revisi": {"nama": perbandingan.revisi.nama, "commit": perbandingan.revisi.commit},
            "berbeda": beda.ada,
            "terhitung": {"lama": beda.terhitung_lama, "baru": beda.terhitung_baru},
            "teks_berubah": beda.teks,
            "catatan": list(perbandingan.catatan),
            "data": [_data(nomor, ubahan) for nomor, ubahan in enumerate(beda.data, start=1)],
            "penilaian": [_penilaian(satu, beda) for satu in beda.penilaian],
            "angka": [_angka(ubahan, beda) for ubahan in beda.angka],
            "bagian": [{"kejadian": str(satu.jenis), **_bagian(satu.bagian)} for satu in beda.bagian],
            "temuan": [_temuan(satu, beda) for satu in beda.temuan],
        }
    )


def _data(nomor: int, ubahan: Ubahan) -> dict[str, Any]:
    return {
        "nomor": nomor,
        "kejadian": str(ubahan.jenis),
        "berkas": ubahan.posisi.file,
        "tempat": ubahan.tempat,
        "baris_lama": ubahan.posisi_lama.line if ubahan.posisi_lama else None,
        "baris_baru": ubahan.posisi_baru.line if ubahan.posisi_baru else None,
        "lama": ubahan.lama,
        "baru": ubahan.baru,
    }


def _penilaian(satu: UbahanPenilaian, beda: Beda) -> dict[str, Any]:
    return {
        "indikator": satu.kode,
        "nama": satu.nama,
        "apa": satu.apa,
        "lama": satu.lama,
        "baru": satu.baru,
        "sebab": list(beda.number(satu.sebab)),
    }


def _angka(ubahan: UbahanAngka, beda: Beda) -> dict[str, Any]:
    parts = Counter(tempat.bagian for tempat in ubahan.asal.tempat)
    return {
        "kejadian": str(ubahan.jenis),
        "label": ubahan.asal.label,
        "nama": list(ubahan.asal.nama),
        "lama": describe_angka(ubahan.lama.angka) if ubahan.lama else None,
        "baru": describe_angka(ubahan.baru.angka) if ubahan.baru else None,
        "tempat": [
            {"bagian": _bagian(bagian) if bagian else None, "banyak": banyak} for bagian, banyak in parts.items()
        ],
        "sebab": list(beda.number(ubahan.sebab)),
    }


def _bagian(bagian: Bagian) -> dict[str, Any]:
    return {"id": bagian.id, "jenis": bagian.jenis, "nomor": bagian.nomor, "judul": strip_escapes(bagian.judul)}


def _temuan(satu: UbahanTemuan, beda: Beda) -> dict[str, Any]:
    finding = satu.butir.finding
    return {
        "kejadian": str(satu.jenis),
        "kode": finding.code,
        "aturan": satu.butir.aturan,
        "tingkat_lama": str(satu.tingkat_lama) if satu.tingkat_lama else None,
        "tingkat_baru": str(satu.tingkat_baru) if satu.tingkat_baru else None,
        "berkas": finding.position.file,
        "baris": finding.position.line,
        "kolom": finding.position.column,
        "pesan": finding.message,
        "sidik": satu.butir.sidik,
        "sebab": list(beda.number(satu.sebab)),
    }
