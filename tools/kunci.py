"""What docs/data.md says of each key beside its name, its type and its meaning: unit, legal basis and an example."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from lkj.glossary import GLOSARIUM, PERATURAN, UMUM
from lkj.load import PELENGKAP, WAJIB, load_tahun
from lkj.model.dasar import iter_models, shorten

if TYPE_CHECKING:
    from pathlib import Path

    from lkj.model.dasar import Model

TANPA_SATUAN = "–"
INDIKATOR = "satuan indikator"

# Units of the figures whose description names none, by the names of model and key.
SATUAN = {
    "TargetRenstra.awal": INDIKATOR,
    "TargetRenstra.tahunan": INDIKATOR,
    "TargetRenstra.akhir": INDIKATOR,
    "Pita.lebih_dari": "% capaian",
    "Pita.sampai": "% capaian",
    "Indikator.desimal": "angka",
    "Indikator.batas_capaian": "% capaian",
    "StandarNasional.nilai": INDIKATOR,
    "TargetIndikator.target": INDIKATOR,
    "TargetIndikator.bawah": INDIKATOR,
    "TargetIndikator.atas": INDIKATOR,
    "TargetIndikator.data": "`satuan` data mentah",
    "TargetIndikator.triwulan": INDIKATOR,
    "RencanaAksi.triwulan": INDIKATOR,
    "Data.desimal": "angka",
    "Data.nilai": "`satuan` di sebelahnya",
    "Realisasi.nilai": INDIKATOR,
    "RealisasiTriwulan.triwulan": INDIKATOR,
    "Fakta.nilai": "`satuan` di sebelahnya",
    "Fakta.desimal": "angka",
    "KelompokJabatan.formasi": "orang",
    "KelompokJabatan.pegawai": "orang",
    "KelompokJabatan.laki_laki": "orang",
    "KelompokJabatan.perempuan": "orang",
    "Jabatan.formasi": "orang",
    "Jabatan.pegawai": "orang",
    "Jabatan.laki_laki": "orang",
    "Jabatan.perempuan": "orang",
    "Barang.jumlah": "buah",
    "Kendaraan.jumlah": "unit",
}

# Examples of what no data hold, or only data that are odd on purpose; as YAML writes it.
CONTOH = {
    "Pejabat.selesai": "2025-10-31",
    "Renstra.misi": "Meningkatkan kesejahteraan masyarakat",
    "TargetRenstra.keterangan": "Disesuaikan dengan Renstra Perubahan",
    "RencanaAksi.catatan": "Rencana disusun sebelum target diubah",
    "RealisasiTriwulan.catatan": "Hitungan triwulan IV dikoreksi pada bulan Januari",
    "Data.desimal": "2",
    "Data.alasan": "survei kepuasan baru selesai pada bulan Maret",
    "Program.pagu_perubahan": "2450000000",
    "SubKegiatan.nama": "Pengolahan Bahan Pustaka",
    "SubKegiatan.pagu_perubahan": "125000000",
    "Bukti.logo": "berkas: bukti/logo.png",
    "Foto.sha256": sha256(b"foto").hexdigest(),
    "Pindaian.sha256": sha256(b"pindaian").hexdigest(),
    "Fakta.desimal": "2",
    "Aset.keterangan": "Nilai aset menurut Kartu Inventaris Barang",
    "Rekomendasi.target": "Rencana aksi triwulanan tersusun",
    "Rekomendasi.waktu": "Maret 2025",
    "Rekomendasi.triwulan": "[Penyusunan, Pembahasan, Penetapan, ~]",
    "Rekomendasi.tautan": "https://arsip.contoh.go.id/lhe-2025",
    "Pemeriksaan.tingkat": "- aturan: LKJ402",
    "Tingkat.aturan": "LKJ402",
    "Tingkat.menjadi": "catatan",
    "Tingkat.alasan": "Foto baru terkumpul pada bulan Februari",
}

# How regulations are cited in descriptions where the glossary calls them by a longer name.
SEBUTAN = {"Peraturan BKN 22/2007": "Peraturan Kepala BKN 22/2007"}


def name_kunci(model: type[Model], key: str) -> str:
    """Name a key as the tables above do."""
    return f"{model.__name__}.{key}"


def find_satuan(model: type[Model], key: str) -> str:
    """Give the unit of what a key holds; a dash for what is no quantity."""
    if "(rupiah)" in (model.model_fields[key].description or ""):
        return "rupiah"
    return SATUAN.get(name_kunci(model, key), TANPA_SATUAN)


def find_dasar(model: type[Model], key: str) -> str:
    """Give the legal basis: what the description cites, else what the glossary cites for the words of the key."""
    description = model.model_fields[key].description or ""
    cited = [name for name in PERATURAN if name in description]
    cited += [name for short, name in SEBUTAN.items() if short in description]
    basis = {entri.istilah: entri.dasar for entri in GLOSARIUM}
    found = cited or [basis[word] for word in key.split("_") if basis[word] != UMUM]
    return ", ".join(dict.fromkeys(found)) or UMUM


def find_contoh(*sources: tuple[Path, int]) -> dict[str, str]:
    """Give an example of every key by its name, as the first project and year write it that have one.

    Args:
        sources: projects and years.
    """
    found: dict[str, str] = {}
    for project, tahun in sources:
        data = load_tahun(project, tahun).data
        for name in (*WAJIB, *PELENGKAP):
            for model in iter_models(getattr(data, name, None)):
                for key, value in model.located.items():
                    if value:
                        found.setdefault(name_kunci(type(model), key), write_contoh(value))
    return found


def write_contoh(value: Any) -> str:
    """Write the beginning of a value on one line of YAML."""
    if isinstance(value, dict):
        key, first = next(iter(value.items()))
        return f"{key}: {'…' if isinstance(first, (dict, list)) else write_contoh(first)}" if first else f"{key}:"
    if isinstance(value, list):
        short = all(item is None or re.fullmatch(r"[\d.]+", str(item)) for item in value)
        return f"[{', '.join(item or '~' for item in value)}]" if short else f"- {write_contoh(value[0])}"
    return shorten(str(value))
