"""The JSON of `lkj show`; `docs/skema/tampilan-1.json` describes it, and its `versi` changes when a key does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lkj.finding import Severity
from lkj.format import format_satuan
from lkj.laporan import Rentang
from lkj.mesin import dump_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lkj.angka import Angka
    from lkj.finding import Finding
    from lkj.laporan import Kinerja
    from lkj.rules.kelengkapan import SkorSasaran
    from lkj.tampilan.isi import BarisAnggaran, BarisIndikator, Isi

VERSI = 1


def write_json(isi: Isi, daftar_tabel: Iterable[str], findings: Iterable[Finding]) -> str:
    """Write tables.

    Args:
        isi: the rows.
        daftar_tabel: which tables.
        findings: what was found in the data.
    """
    value = {
        "versi": VERSI,
        "tahun": isi.laporan.tahun,
        "galat": sum(finding.severity is Severity.GALAT for finding in findings),
        **{nama: _TABEL[nama](isi) for nama in daftar_tabel},
    }
    return dump_json(value)


def _indikator(baris: BarisIndikator) -> dict[str, Any]:
    k = baris.kinerja
    pita = k.kriteria
    return {
        "kode": k.kode,
        "nama": k.nama,
        "tingkat": baris.tingkat,
        "pemilik": {"kode": k.indikator.pemilik[1], "nama": baris.pemilik},
        "satuan": k.satuan,
        "target": describe_target(k.target),
        "realisasi": describe_angka(k.realisasi),
        "capaian": describe_angka(k.capaian),
        "kriteria": {"nama": pita.nama, "kode": pita.kode} if pita else None,
        "tercapai": k.tercapai if k.capaian.ada else None,
        "realisasi_lalu": describe_angka(k.realisasi_lalu),
        "perubahan": describe_angka(k.perubahan),
        "perubahan_relatif": describe_angka(k.perubahan_relatif),
        "target_akhir": describe_angka(k.target_akhir),
        "jarak": describe_angka(k.jarak),
    }


def _anggaran(baris: BarisAnggaran) -> dict[str, Any]:
    pos = baris.pos
    return {
        "kode": pos.kode,
        "nama": pos.nama,
        "tingkat": baris.tingkat,
        "pagu_induk": describe_angka(pos.induk),
        "pagu_perubahan": describe_angka(pos.perubahan),
        "pagu": describe_angka(pos.pagu),
        "realisasi": describe_angka(pos.realisasi),
        "serapan": describe_angka(pos.serapan),
        "sisa": describe_angka(pos.sisa),
    }


def _triwulan(kinerja: Kinerja) -> dict[str, Any]:
    return {
        "kode": kinerja.kode,
        "nama": kinerja.nama,
        "satuan": kinerja.satuan,
        "target": describe_target(kinerja.target),
        "realisasi": describe_angka(kinerja.realisasi),
        "triwulan": [
            {
                "nomor": biasa.nomor,
                "target": describe_angka(biasa.target),
                "realisasi": describe_angka(biasa.realisasi),
                "target_kumulatif": describe_angka(kumulatif.target),
                "realisasi_kumulatif": describe_angka(kumulatif.realisasi),
            }
            for biasa, kumulatif in zip(kinerja.triwulan, kinerja.triwulan_kumulatif, strict=True)
        ],
    }


def _kelengkapan(skor: SkorSasaran) -> dict[str, Any]:
    return {
        "kode": skor.kode,
        "nama": skor.nama,
        "skor": skor.skor,
        "banding": [
            {"nama": banding.nama, "ada": banding.ada, "dari": banding.dari, "lengkap": banding.lengkap}
            for banding in skor.banding
        ],
    }


_TABEL: Mapping[str, Callable[[Isi], list[dict[str, Any]]]] = {
    "indikator": lambda isi: [_indikator(baris) for baris in isi.indikator],
    "anggaran": lambda isi: [_anggaran(baris) for baris in isi.anggaran],
    "triwulan": lambda isi: [_triwulan(kinerja) for kinerja in isi.triwulan],
    "kelengkapan": lambda isi: [_kelengkapan(skor) for skor in isi.kelengkapan],
}


def describe_target(target: Angka | Rentang) -> dict[str, Any]:
    """Describe a target; one that is a range has two numbers."""
    if isinstance(target, Rentang):
        return {"bawah": describe_angka(target.bawah), "atas": describe_angka(target.atas)}
    return describe_angka(target)


def describe_angka(angka: Angka) -> dict[str, Any]:
    """Describe a number: its value unrounded, and as the report prints it."""
    return {
        "nilai": None if angka.nilai is None else f"{angka.nilai:f}",
        "satuan": angka.satuan,
        "desimal": angka.desimal,
        "teks": format_satuan(angka),
        "alasan": angka.alasan if angka.nilai is None else "",
    }
