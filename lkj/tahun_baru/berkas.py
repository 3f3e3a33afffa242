"""What becomes of each file of a year in the year after: carried over, left blank and marked, or dropped.

`docs/tahun-baru.md` says the same to those who fill the new year in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lkj.format import join_dan
from lkj.tahun_baru.susunan import Butir, Susunan, read_susunan, write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lkj.load import DataTahun
    from lkj.model.instansi import Pejabat

_HAPUS = "# hapus setelah nilainya terisi"
_EMPAT_KOSONG = "[~, ~, ~, ~]"
_JENIS_BELANJA = ("operasi", "modal", "tak_terduga", "transfer")


@dataclass(frozen=True, slots=True)
class Pergantian:
    """A year that is to become the next one."""

    data: DataTahun
    tahun: int

    @property
    def lalu(self) -> int:
        """The year that is carried over."""
        return self.data.tahun

    @property
    def pejabat_purna(self) -> tuple[Pejabat, ...]:
        """The officials who left office before the new year."""
        first = date(self.tahun, 1, 1)
        return tuple(pejabat for pejabat in self.data.instansi.pejabat if pejabat.selesai and pejabat.selesai < first)

    @property
    def pejabat_dirujuk(self) -> frozenset[str]:
        """The codes of the officials the new year refers to."""
        last, iku, lhe = self.data.target.perjanjian[-1], self.data.target.iku, self.data.tindak_lanjut
        named = {self.data.instansi.pengesahan.pejabat, last.pihak_pertama, last.pihak_kedua}
        return frozenset(named | {iku.penanda_tangan if iku else "", lhe.mengetahui if lhe else ""})

    @property
    def renstra_berakhir(self) -> bool:
        """Whether the Renstra ends before the new year."""
        return self.data.renstra.tahun_selesai < self.tahun

    def rename(self, butir: Butir | None) -> None:
        """Put the new year in the place of the old one in the title of a document."""
        if butir and isinstance(butir.isi, str):
            # Not in a range of years, which does not move with the report.
            butir.isi = re.sub(rf"(?<![\d–-]){self.lalu}(?![\d–-])", str(self.tahun), butir.isi)
            butir.komentar = ""

    def move(self, bulan: str) -> str:
        """Give the same month as much later as the new year is."""
        return re.sub(r"\d{4}", lambda year: str(int(year[0]) + self.tahun - self.lalu), bulan, count=1)


def carry_file(nama: str, text: str, ganti: Pergantian) -> str:
    """Give what a file holds in the new year; empty if there is none.

    Args:
        nama: the name of the file without suffix.
        text: what it holds in the old year.
        ganti: the change of the year.
    """
    change = _PERUBAHAN.get(nama)
    if change is None or (nama == "renstra" and not ganti.renstra_berakhir):
        return text
    dokumen = read_susunan(text)
    change(dokumen.isi, ganti)
    return dokumen.write() if dokumen.isi.butir else ""


def _instansi(isi: Susunan, ganti: Pergantian) -> None:
    bulan = isi.below("pengesahan").find("bulan")
    if bulan:
        bulan.clear(ganti.move(str(bulan.isi)))
    purna = {pejabat.kode: pejabat.selesai for pejabat in ganti.pejabat_purna}
    pejabat = isi.below("pejabat")
    pejabat.keep(lambda butir: butir.susunan.read("kode") not in purna.keys() - ganti.pejabat_dirujuk)
    for butir in pejabat:
        selesai = purna.get(butir.susunan.read("kode"))
        if selesai:
            butir.mark(f"penggantinya; masa jabatannya selesai {selesai}, tetapi masih dirujuk")
    _mark(isi.find("inovasi"), f"inovasi yang berlanjut atau baru pada tahun {ganti.tahun}")
    _empty(isi, "penghargaan", f"penghargaan tahun {ganti.tahun}, bila ada")


def _renstra(isi: Susunan, ganti: Pergantian) -> None:
    _mark(isi.find("tahun_selesai"), f"Renstra yang berlaku tahun {ganti.tahun}; yang tertulis sudah berakhir")


def _target(isi: Susunan, ganti: Pergantian) -> None:
    perjanjian = isi.below("perjanjian")
    first, last = perjanjian.butir[0].susunan, perjanjian.butir[-1]
    perjanjian.keep(lambda butir: butir is last)
    for kunci in ("kode", "jenis", "judul", "bulan"):
        source, target = first.find(kunci), last.susunan.find(kunci)
        if source and target and isinstance(source.isi, str):
            target.clear(ganti.move(source.isi) if kunci == "bulan" else source.isi)
    judul = last.susunan.find("judul")
    ganti.rename(judul)
    _mark(judul, f"judul, bulan, pejabat dan sasaran perjanjian tahun {ganti.tahun}")
    for sasaran in last.susunan.below("sasaran"):
        for butir in sasaran.susunan.below("indikator"):
            _blank_target(butir.susunan, ganti)
    for butir in isi.below("program_kegiatan"):
        _blank_target(butir.susunan, ganti)
    iku = isi.below("iku").find("judul")
    ganti.rename(iku)
    _mark(iku, f"judul dokumen IKU tahun {ganti.tahun}")
    _blank_quarters(isi.below("rencana_aksi"), "target", ganti)


def _blank_target(target: Susunan, ganti: Pergantian) -> None:
    tanda = f"target {target.read('indikator')} tahun {ganti.tahun}"
    for kunci in ("target", "bawah", "atas", "triwulan"):
        butir = target.find(kunci)
        if butir:
            butir.clear(_EMPAT_KOSONG if kunci == "triwulan" else "", "" if kunci in {"atas", "triwulan"} else tanda)
    for butir in target.below("data"):
        butir.clear(tanda=tanda)
    target.drop("alasan")


def _blank_quarters(daftar: Susunan, apa: str, ganti: Pergantian) -> None:
    for butir in daftar:
        entri = butir.susunan
        entri.drop("catatan")
        entri.put("triwulan", _EMPAT_KOSONG, f"{apa} triwulan {entri.read('indikator')} tahun {ganti.tahun}")


def _realisasi(isi: Susunan, ganti: Pergantian) -> None:
    for butir in isi.below("data"):
        _add_years(butir.susunan, f"data {butir.susunan.read('kode')}", ganti)
    computed = {indikator.kode for indikator in ganti.data.indikator.indikator if indikator.rumus}
    for butir in isi.below("realisasi"):
        kode = butir.susunan.read("indikator")
        if kode not in computed:
            _add_years(butir.susunan, f"realisasi {kode}", ganti)
    _blank_quarters(isi.below("triwulan"), "realisasi", ganti)


def _add_years(entri: Susunan, apa: str, ganti: Pergantian) -> None:
    """Add the new year, and any between, to the values of an entry; the old ones stay."""
    nilai = entri.open("nilai")
    has_blank = any(butir.is_empty for butir in nilai)
    added = [str(year) for year in range(ganti.lalu + 1, ganti.tahun + 1)]
    for year in added:
        nilai.put(year, "", f"{apa} tahun {year}")
    alasan = f"nilai tahun {join_dan(added)} belum diisi"
    entri.put("alasan", write_text(f"{entri.read('alasan')}; {alasan}" if has_blank else alasan), komentar=_HAPUS)


def _anggaran(isi: Susunan, ganti: Pergantian) -> None:
    tahun = ganti.tahun
    for kunci in ("pagu", "realisasi"):
        sumber = isi.find(f"sumber_{kunci}")
        ganti.rename(sumber)
        _mark(sumber, f"dokumen sumber {kunci} tahun {tahun}")
    for program in isi.below("program"):
        _blank_pos(program.susunan, ganti)
        for kegiatan in program.susunan.below("kegiatan"):
            _blank_pos(kegiatan.susunan, ganti)
            for sub in kegiatan.susunan.below("sub_kegiatan"):
                _blank_pos(sub.susunan, ganti)
    sasaran = ", ".join(ganti.data.anggaran.realisasi_sasaran)
    _empty(isi, "realisasi_sasaran", f"realisasi anggaran tahun {tahun} per sasaran: {sasaran}", "{}")
    _add_belanja(isi.find("jenis_belanja"), ganti)
    _empty(isi, "penyesuaian", f"refocusing dan penyesuaian lain tahun {tahun}, bila ada")
    _empty(isi, "dekonsentrasi", f"anggaran dekonsentrasi tahun {tahun}, bila ada")
    _empty(isi, "sumber_efisiensi", f"asal efisiensi anggaran tahun {tahun}, bila ada")


def _blank_pos(pos: Susunan, ganti: Pergantian) -> None:
    figures = [kunci for kunci in ("pagu_induk", "pagu_perubahan", "realisasi") if pos.find(kunci)]
    if not figures:
        return
    realised = " dan realisasinya" if "realisasi" in figures else ""
    tanda = f"pagu {pos.read('kode')} tahun {ganti.tahun}{realised}"
    # The ceiling of a new year is that before any change, whichever the old year had.
    renamed = pos.find("pagu_induk") or pos.find("pagu_perubahan")
    if renamed:
        renamed.kunci = renamed.tertulis = "pagu_induk"
        renamed.clear(tanda=tanda)
    pos.drop("pagu_perubahan")
    if "realisasi" in figures:
        pos.put("realisasi", "", "" if renamed else f"realisasi {pos.read('kode')} tahun {ganti.tahun}")


def _add_belanja(jenis: Butir | None, ganti: Pergantian) -> None:
    """Keep the row of last year, and add one of the new year; the report compares these two."""
    if jenis is None or not jenis.susunan.butir:
        return
    rows = jenis.susunan
    rows.keep(lambda butir: butir.susunan.read("tahun") == str(ganti.tahun - 1))
    row = Butir(isi=Susunan([], daftar=False), depan=[""] if rows.butir else [])
    row.susunan.put("tahun", str(ganti.tahun))
    for kunci in _JENIS_BELANJA:
        row.susunan.put(kunci, "")
    row.mark(f"anggaran tahun {ganti.tahun} menurut jenis belanja")
    rows.butir.append(row)


def _analisis(isi: Susunan, ganti: Pergantian) -> None:
    for butir in isi.below("analisis"):
        for bagian in butir.susunan:
            if bagian.kunci != "indikator":
                bagian.clear("[]")
        butir.mark(f"analisis {butir.susunan.read('indikator')} tahun {ganti.tahun}")


def _bukti(isi: Susunan, ganti: Pergantian) -> None:
    _empty(isi, "dokumentasi", f"foto kegiatan tahun {ganti.tahun} beserta keterangannya")
    for butir in isi.below("gambar"):
        foto = butir.susunan.find("foto")
        if foto:
            _blank_file(foto.susunan)
        butir.mark(f"gambar {butir.susunan.read('kode')} tahun {ganti.tahun}")
    isi.drop("berita_acara")
    for kunci in ("monev", "lampiran"):
        for butir in isi.below(kunci):
            _blank_file(butir.susunan)
            ganti.rename(butir.susunan.find("judul"))
            butir.mark(f"dokumen tahun {ganti.tahun}")
    _empty(isi, "fakta", "angka yang dirujuk dari keterangan foto dan naskah, bila ada")


def _blank_file(entri: Susunan) -> None:
    berkas = entri.find("berkas")
    if berkas:
        berkas.clear()
    entri.drop("tanggal", "sha256")


def _mark_groups(isi: Susunan, ganti: Pergantian) -> None:
    """Have figures that stand for one moment looked through: without them there would be nothing to start from."""
    for kunci in ("kelompok", "kendaraan", "fakta"):
        for butir in isi.below(kunci):
            butir.mark(f"{butir.susunan.read('nama')} tahun {ganti.tahun}; yang tertulis tahun {ganti.lalu}")


def _tindak_lanjut(isi: Susunan, ganti: Pergantian) -> None:
    isi.put("surat", "", f"surat penyampaian LHE tahun {ganti.tahun}; hapus berkas ini bila tidak ada evaluasi")
    isi.put("rekomendasi", "[]", f"rekomendasi LHE tahun {ganti.tahun} dan tindak lanjutnya")
    isi.drop("alasan")


def _pemeriksaan(isi: Susunan, _: Pergantian) -> None:
    isi.drop("pengecualian")


def _mark(butir: Butir | None, tanda: str) -> None:
    if butir:
        butir.mark(tanda)


def _empty(isi: Susunan, kunci: str, tanda: str, kosong: str = "[]") -> None:
    """Empty a list, or a mapping, if there is one; one that was empty needs no filling in."""
    butir = isi.find(kunci)
    if butir and not butir.is_empty:
        butir.clear(kosong, tanda)


_PERUBAHAN: Mapping[str, Callable[[Susunan, Pergantian], None]] = {
    "instansi": _instansi,
    "renstra": _renstra,
    "target": _target,
    "realisasi": _realisasi,
    "anggaran": _anggaran,
    "analisis": _analisis,
    "bukti": _bukti,
    "sdm": _mark_groups,
    "aset": _mark_groups,
    "tindak_lanjut": _tindak_lanjut,
    "pemeriksaan": _pemeriksaan,
}
