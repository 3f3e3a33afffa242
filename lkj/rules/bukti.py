"""LKJ4xx: evidence that cannot be shown as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.finding import Finding, Severity
from lkj.model.dasar import iter_models
from lkj.model.pendukung import Dokumentasi, Foto, Gambar, Pindaian

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.load import DataTahun


def foto_tanpa_alt(data: DataTahun) -> Iterator[Finding]:
    """LKJ401: a picture without the words for those who cannot see it (PDF/UA-1, ISO 14289-1)."""
    for model in iter_models(data.bukti):
        if isinstance(model, Foto) and model.berkas is not None and model.alt is None:
            yield Finding(
                model.at("berkas"),
                "LKJ401",
                f"Gambar “{model.berkas}” tidak mempunyai uraian `alt`.",
                "tulis `alt`: satu kalimat tentang apa yang tampak, untuk pembaca yang tidak melihatnya",
            )


def bukti_belum_ada(data: DataTahun) -> Iterator[Finding]:
    """LKJ402: a picture or a document that is announced but not there yet; a box in the report says so."""
    for model in iter_models(data.bukti):
        match model:
            case Dokumentasi():
                missing = sum(foto.berkas is None for entri in model.entri for foto in entri.foto)
                what = f"{missing} foto kegiatan {model.kegiatan} belum ada." if missing else ""
            case Gambar():
                what = "" if model.foto.berkas else f"Gambar “{model.judul}” belum ada."
            case Pindaian():
                what = "" if model.berkas else f"Dokumen “{model.judul}” belum ada."
            case _:
                what = ""
        if what:
            yield Finding(
                model.at("kegiatan") if isinstance(model, Dokumentasi) else model.at("judul"),
                "LKJ402",
                what,
                "salin berkasnya ke folder bukti, lalu isi `berkas`; sampai saat itu laporan memuat kotak kosong",
                Severity.PERINGATAN,
            )
