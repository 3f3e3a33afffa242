"""LKJ6xx: what PermenPANRB 53/2014 asks for and the report lacks, and the score of each sasaran.

Of the seven comparisons it wants for each sasaran, the second to the sixth have a rule here, LKJ602 to LKJ606. The
first, of target and realisation, and the seventh, of the programmes that helped, are what rules on links between the
parts of the data find.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lkj.finding import Position, Related, Severity
from lkj.format import format_satuan
from lkj.model.target import JenisPerjanjian
from lkj.rules.aturan import Flaw, aturan
from lkj.rules.hitungan import write_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lkj.angka import Angka
    from lkj.laporan import Kinerja, Laporan, ProgramLaporan, SasaranLaporan
    from lkj.load import DataTahun
    from lkj.rules.aturan import Aturan


class Banding(NamedTuple):
    """How far one of the comparisons of a sasaran is there: for `ada` of its `dari` indicators or programmes."""

    nama: str
    ada: int
    dari: int

    @property
    def lengkap(self) -> bool:
        """Whether it is there for all of them."""
        return 0 < self.dari == self.ada


class SkorSasaran(NamedTuple):
    """The comparisons PermenPANRB 53/2014 asks for each sasaran, in its order."""

    kode: str
    nama: str
    banding: tuple[Banding, ...]

    @property
    def skor(self) -> int:
        """How many of them are complete."""
        return sum(banding.lengkap for banding in self.banding)


def score_sasaran(laporan: Laporan) -> tuple[SkorSasaran, ...]:
    """Score every sasaran by what the report says about it, whatever the reason for what it lacks."""
    return tuple(_score(laporan, kode, sasaran) for kode, sasaran in laporan.sasaran.items())


def _score(laporan: Laporan, kode: str, sasaran: SasaranLaporan) -> SkorSasaran:
    daftar = _list_targeted(sasaran)

    def among(nama: str, is_there: Callable[[Kinerja], bool]) -> Banding:
        return Banding(nama, sum(k.realisasi.ada and is_there(k) for k in daftar), len(daftar))

    ran = sum(map(_has_value, sasaran.program))
    return SkorSasaran(
        kode,
        sasaran.nama,
        (
            among("Target", lambda _: True),
            among("Tahun lalu", lambda k: k.realisasi_lalu.ada),
            among("Renstra", lambda k: k.target_akhir.ada),
            among("Standar", lambda k: k.standar.ada),
            among("Penyebab", lambda k: not _list_untold(k)),
            Banding("Efisiensi", int(sasaran.sisa.ada and _has_efisiensi(laporan)), 1),
            Banding("Program", ran, len(sasaran.program)),
        ),
    )


def _has_value(program: ProgramLaporan) -> bool:
    """Tell whether an indicator of a programme or of its kegiatan has a value."""
    below = (kinerja for kegiatan in program.kegiatan for kinerja in kegiatan.indikator)
    return any(kinerja.realisasi.ada for kinerja in (*program.indikator, *below))


def _list_targeted(sasaran: SasaranLaporan) -> list[Kinerja]:
    return [kinerja for kinerja in sasaran.indikator if kinerja.target_ditetapkan]


def _list_measured(sasaran: SasaranLaporan) -> list[Kinerja]:
    return [kinerja for kinerja in _list_targeted(sasaran) if kinerja.realisasi.ada]


def _flaw(sasaran: SasaranLaporan, message: str, advice: str, related: Iterable[tuple[Kinerja, str]]) -> Flaw:
    """Report a sasaran, with the indicators that are the reason and what is to be known of each."""
    places = tuple(Related(kinerja.indikator.at("kode"), f"{kinerja.nama}: {what}") for kinerja, what in related)
    return Flaw(sasaran.sasaran.at("kode"), f"Sasaran “{sasaran.nama}” {message}", advice, places)


def _name(kinerja: Iterable[Kinerja]) -> str:
    return ", ".join(f"“{entry.nama}”" for entry in kinerja)


@aturan("LKJ602", Severity.PERINGATAN)
def tahun_lalu_tidak_dibandingkan(laporan: Laporan) -> Iterator[Flaw]:
    """Indikator sasaran tidak mempunyai nilai tahun lalu.

    Mengapa:
        Tanpa nilai tahun lalu laporan tidak dapat mengatakan apakah kinerja naik atau turun. Nilai yang memang tidak
        ada dikosongkan dan diberi `alasan`; alasan itulah yang dicetak.

    Dasar hukum:
        PermenPANRB 53/2014: realisasi dan capaian tahun ini dibandingkan dengan tahun lalu dan beberapa tahun terakhir.

    Salah:
        # realisasi.yaml
        data:
          - kode: judul
            nama: Jumlah Judul Buku
            satuan: judul
            nilai:
              2025: 10000
            sumber: Katalog perpustakaan

    Benar:
        # realisasi.yaml
        data:
          - kode: judul
            nama: Jumlah Judul Buku
            satuan: judul
            nilai:
              2024: 9600
              2025: 10000
            sumber: Katalog perpustakaan
    """
    lalu = laporan.tahun - 1
    for sasaran in laporan.sasaran.values():
        missing = [k for k in _list_measured(sasaran) if not (k.realisasi_lalu.ada or _is_explained(k.realisasi_lalu))]
        if missing:
            yield _flaw(
                sasaran,
                f"tidak dapat dibandingkan dengan tahun lalu: nilai {lalu} {_name(missing)} tidak ada.",
                f"tulis nilai {lalu} dalam realisasi.yaml, atau kosongkan nilainya dan tulis `alasan`",
                [(kinerja, kinerja.realisasi_lalu.alasan) for kinerja in missing],
            )


def _is_explained(angka: Angka) -> bool:
    """Tell whether all that is missing for a number was left blank, which needs a reason."""
    missing = [part for part in angka.operan if not part.ada]
    return all(_is_explained(part) for part in missing) if missing else angka.position is not None


@aturan("LKJ603", Severity.PERINGATAN)
def renstra_tidak_dibandingkan(laporan: Laporan) -> Iterator[Flaw]:
    """Indikator sasaran tidak mempunyai target akhir Renstra.

    Mengapa:
        Laporan mengukur berapa lagi yang harus dicapai sampai akhir Renstra. Tanpa `akhir` jarak itu tidak diketahui
        dan laporan mencetak bahwa targetnya tidak ditetapkan.

    Dasar hukum:
        PermenPANRB 53/2014: realisasi sampai tahun ini dibandingkan dengan target jangka menengah dalam dokumen
        perencanaan strategis.

    Salah:
        # renstra.yaml
        target:
          - indikator: kemutakhiran
            awal: 30
            tahunan: {2024: 32, 2025: 34, 2026: 36, 2027: 38, 2028: 40}

    Benar:
        # renstra.yaml
        target:
          - indikator: kemutakhiran
            awal: 30
            tahunan: {2024: 32, 2025: 34, 2026: 36, 2027: 38, 2028: 40}
            akhir: 40
    """
    for sasaran in laporan.sasaran.values():
        missing = [kinerja for kinerja in _list_measured(sasaran) if not kinerja.target_akhir.ada]
        if missing:
            yield _flaw(
                sasaran,
                f"tidak dapat dibandingkan dengan target jangka menengah: target akhir {_name(missing)} tidak ada.",
                "tulis `akhir` dalam `target` pada renstra.yaml",
                [(kinerja, "tanpa target akhir Renstra") for kinerja in missing],
            )


@aturan("LKJ604", Severity.CATATAN)
def standar_tidak_dibandingkan(laporan: Laporan) -> Iterator[Flaw]:
    """Tidak satu pun indikator sasaran dibandingkan dengan standar nasional.

    Mengapa:
        Standar nasional menunjukkan apakah target instansi cukup tinggi. Perbandingan ini hanya wajib bila standarnya
        ada, sehingga temuan ini cukup diperiksa sekali.

    Dasar hukum:
        PermenPANRB 53/2014: realisasi tahun ini dibandingkan dengan standar nasional, jika ada.

    Salah:
        # indikator.yaml
        indikator:
          - kode: kemutakhiran
            nama: Persentase koleksi terbitan lima tahun terakhir
            sasaran: koleksi
            satuan: "%"
            desimal: 2
            rumus: judul_baru[t] / judul[t] * 100
            sumber_data: Katalog perpustakaan
            penanggung_jawab: bidang_layanan

    Benar:
        # indikator.yaml
        indikator:
          - kode: kemutakhiran
            nama: Persentase koleksi terbitan lima tahun terakhir
            sasaran: koleksi
            satuan: "%"
            desimal: 2
            rumus: judul_baru[t] / judul[t] * 100
            sumber_data: Katalog perpustakaan
            penanggung_jawab: bidang_layanan
            standar_nasional:
              nilai: 30
              sumber: Standar Nasional Perpustakaan 2017
    """
    for sasaran in laporan.sasaran.values():
        daftar = _list_targeted(sasaran)
        if daftar and not any(kinerja.standar.ada for kinerja in daftar):
            yield _flaw(
                sasaran,
                "tidak dibandingkan dengan standar nasional.",
                "tulis `standar_nasional` pada indikatornya, bila ada",
                [(kinerja, "tanpa standar nasional") for kinerja in daftar],
            )


@aturan("LKJ605", Severity.PERINGATAN)
def penyebab_tidak_diuraikan(laporan: Laporan) -> Iterator[Flaw]:
    """Penyebab keberhasilan atau kegagalan tidak diuraikan.

    Mengapa:
        Angka capaian belum menjelaskan mengapa target tercapai atau tidak. Setiap indikator sasaran yang terukur
        memerlukan faktornya; yang tidak mencapai target juga faktor penghambat, dan solusi atau upaya perbaikannya.

    Dasar hukum:
        PermenPANRB 53/2014: analisis penyebab keberhasilan atau kegagalan serta alternatif solusi yang telah dilakukan.

    Salah:
        # analisis.yaml
        analisis:
          - indikator: kemutakhiran
            solusi:
              - Judul dipilih dari usulan pembaca.

    Benar:
        # analisis.yaml
        analisis:
          - indikator: kemutakhiran
            faktor_pendukung:
              - Buku baru diadakan sejak awal tahun.
            solusi:
              - Judul dipilih dari usulan pembaca.
    """
    if laporan.data.analisis is None:
        yield from _find_no_analisis(laporan)
        return
    for sasaran in laporan.sasaran.values():
        untold = [(kinerja, _list_untold(kinerja)) for kinerja in _list_measured(sasaran)]
        flaws = [(kinerja, _write_untold(kinerja, parts)) for kinerja, parts in untold if parts]
        if flaws:
            yield _flaw(
                sasaran,
                f"belum dianalisis lengkap: {'; '.join(f'“{kinerja.nama}” {what}' for kinerja, what in flaws)}.",
                "lengkapi analisis indikatornya dalam analisis.yaml",
                flaws,
            )


def _find_no_analisis(laporan: Laporan) -> Iterator[Flaw]:
    measured = [kinerja for sasaran in laporan.sasaran.values() for kinerja in _list_measured(sasaran)]
    if measured:
        yield Flaw(
            Position(f"{laporan.data.folder}/analisis.yaml"),
            f"Tidak ada analisis, padahal {len(measured)} indikator sasaran mempunyai capaian.",
            "buat analisis.yaml dengan faktor pendukung dan penghambat, solusi, dan upaya perbaikan tiap indikator",
        )


def _list_untold(kinerja: Kinerja) -> list[str]:
    """List what the analysis of an indicator with a value lacks."""
    analisis, failed = kinerja.analisis, _has_failed(kinerja)
    if analisis is None:
        return ["analisis"]
    parts = []
    if failed and not analisis.faktor_penghambat:
        parts.append("faktor_penghambat")
    elif not (analisis.faktor_pendukung or analisis.faktor_penghambat):
        parts.append("faktor_pendukung atau faktor_penghambat")
    if failed and not (analisis.solusi or analisis.upaya_perbaikan):
        parts.append("solusi atau upaya_perbaikan")
    return parts


def _has_failed(kinerja: Kinerja) -> bool:
    return kinerja.capaian.ada and not kinerja.tercapai


def _write_untold(kinerja: Kinerja, parts: Iterable[str]) -> str:
    failed = f"tidak mencapai target (capaian {format_satuan(kinerja.capaian)}) " if _has_failed(kinerja) else ""
    return failed + " dan ".join(f"tanpa {part}" for part in parts)


@aturan("LKJ606", Severity.PERINGATAN)
def efisiensi_tidak_diuraikan(laporan: Laporan) -> Iterator[Flaw]:
    """Sisa anggaran tidak dijelaskan sebagai efisiensi.

    Mengapa:
        Sisa anggaran baru berarti efisiensi bila asalnya dijelaskan. Tanpa penjelasan, sisa itu terbaca sebagai
        pekerjaan yang tidak dilaksanakan.

    Dasar hukum:
        PermenPANRB 53/2014: laporan memuat analisis atas efisiensi penggunaan sumber daya.

    Salah:
        # anggaran.yaml
        sumber_efisiensi: []

    Benar:
        # anggaran.yaml
        sumber_efisiensi:
          - Efisiensi belanja perjalanan dinas
    """
    semua = laporan.anggaran.semua
    if semua.sisa.ada and not _has_efisiensi(laporan):
        pagu, realisasi, sisa = (write_number(angka.pasti) for angka in (semua.pagu, semua.realisasi, semua.sisa))
        yield Flaw(
            laporan.data.anggaran.at_key("sumber_efisiensi"),
            f"Sisa anggaran {pagu} − {realisasi} = {sisa} tidak dijelaskan asalnya.",
            "tulis asalnya dalam `sumber_efisiensi`, atau uraikan dalam narasi/efisiensi.md",
        )


def _has_efisiensi(laporan: Laporan) -> bool:
    """Tell whether it is explained where savings come from, or none are known that could be."""
    sisa = laporan.anggaran.semua.sisa
    told = laporan.data.anggaran.sumber_efisiensi or _has_naskah(laporan.data, "efisiensi")
    return bool(told) or not (sisa.ada and sisa > 0)


def _has_naskah(data: DataTahun, *nama: str) -> bool:
    """Tell whether any of some narratives says something."""
    return any(entry in data.narasi and data.narasi[entry].teks.strip() for entry in nama)


@aturan("LKJ608", Severity.PERINGATAN)
def pagu_tidak_ada(laporan: Laporan) -> Iterator[Flaw]:
    """Program pendukung sasaran tidak mempunyai pagu.

    Mengapa:
        Tanpa pagu, laporan tidak dapat mengatakan berapa biaya kinerja sasaran itu, berapa serapannya, dan seberapa
        efisien anggaran digunakan.

    Dasar hukum:
        PermenPANRB 53/2014: laporan menguraikan anggaran dan realisasinya untuk mewujudkan kinerja menurut Perjanjian
        Kinerja.

    Salah:
        # anggaran.yaml
        program:
          - kode: 1.2
            nama: Program Pengembangan Koleksi
            sasaran: koleksi
            unit: bidang_layanan
            kegiatan:
              - kode: 1.2.1
                nama: Pengolahan Bahan Perpustakaan
        jenis_belanja: []

    Benar:
        # anggaran.yaml
        program:
          - kode: 1.2
            nama: Program Pengembangan Koleksi
            sasaran: koleksi
            unit: bidang_layanan
            kegiatan:
              - kode: 1.2.1
                nama: Pengolahan Bahan Perpustakaan
                pagu_induk: 300000000
                pagu_perubahan: 250000000
                realisasi: 240000000
        jenis_belanja: []
    """
    data = laporan.data.anggaran
    if not laporan.anggaran.semua.pagu.ada:
        advice = "tulis pagu dan realisasi setiap program atau kegiatan"
        yield Flaw(data.at_key("program"), "Tidak satu pun program mempunyai pagu.", advice)
        return
    for sasaran in laporan.sasaran.values():
        # Without any programme, that is what is wrong.
        if sasaran.program and not sasaran.pagu.ada:
            kode = ", ".join(program.program.kode for program in sasaran.program)
            yield Flaw(
                sasaran.sasaran.at("kode"),
                f"Sasaran “{sasaran.nama}” tidak mempunyai pagu: {kode} tanpa `pagu_induk` dan `pagu_perubahan`.",
                "tulis pagu dan realisasinya dalam anggaran.yaml",
                tuple(Related(program.program.at("kode"), "program tanpa pagu") for program in sasaran.program),
            )


@aturan("LKJ609", Severity.PERINGATAN)
def penutup_tidak_lengkap(data: DataTahun) -> Iterator[Flaw]:
    """Penutup tidak memuat simpulan atau langkah ke depan.

    Mengapa:
        Penutup adalah bagian yang paling banyak dibaca pimpinan: apa simpulannya, dan apa yang akan diperbaiki.
        Simpulan ditulis dalam narasi/kesimpulan.md, langkah ke depan dalam rekomendasi.md atau rencana_aksi.md.

    Dasar hukum:
        PermenPANRB 53/2014: penutup menguraikan simpulan umum atas capaian kinerja dan langkah di masa mendatang untuk
        meningkatkan kinerja.

    Salah:
        # narasi/kesimpulan.md

    Benar:
        # narasi/kesimpulan.md
        Sebagian besar anggota perpustakaan aktif sepanjang tahun {{ tahun }}.
    """
    for what, nama in (("simpulan", ("kesimpulan",)), ("langkah ke depan", ("rekomendasi", "rencana_aksi"))):
        if not _has_naskah(data, *nama):
            names = " atau ".join(f"narasi/{entry}.md" for entry in nama)
            yield Flaw(
                Position(f"{data.folder}/narasi/{nama[0]}.md"),
                f"Penutup laporan tidak memuat {what}.",
                f"tulis {what} dalam {names}",
            )


@aturan("LKJ610", Severity.CATATAN)
def berita_acara_tidak_ada(data: DataTahun) -> Iterator[Flaw]:
    """Perjanjian Kinerja diubah tanpa berita acara.

    Mengapa:
        Perubahan target di tengah tahun harus dapat dipertanggungjawabkan. Berita acara yang dilampirkan menunjukkan
        bahwa perubahan itu disepakati, bukan menyesuaikan target dengan hasil.

    Dasar hukum:
        PermenPANRB 53/2014: Perjanjian Kinerja dapat direvisi dengan syarat tertentu, dan laporan dilengkapi lampiran
        yang mendukung informasinya.

    Salah:
        # bukti.yaml
        berita_acara:

    Benar:
        # bukti.yaml
        berita_acara:
          judul: Berita Acara Perubahan Perjanjian Kinerja Tahun 2025
          berkas: bukti/berita_acara.png
    """
    perjanjian = data.target.perjanjian[-1]
    if perjanjian.jenis is JenisPerjanjian.PERUBAHAN and not (data.bukti and data.bukti.berita_acara):
        yield Flaw(
            perjanjian.at("jenis"),
            f"“{perjanjian.judul}” mengubah perjanjian semula tanpa berita acara.",
            "pindai berita acaranya, lalu tulis `berita_acara` dalam bukti.yaml",
        )


@aturan("LKJ611", Severity.CATATAN)
def ikhtisar_tidak_ada(data: DataTahun) -> Iterator[Flaw]:
    """Ikhtisar eksekutif tidak mempunyai pengantar.

    Mengapa:
        Ikhtisar hanya berisi daftar sasaran dan capaian yang disusun program. Pengantarnya mengatakan kepada pimpinan
        apa yang terpenting tahun ini.

    Dasar hukum:
        Praktik baik: ikhtisar eksekutif menyampaikan pokok kinerja, kendala, dan langkah mengatasinya dalam satu
        bacaan.

    Salah:
        # narasi/ikhtisar.md

    Benar:
        # narasi/ikhtisar.md
        Tahun {{ tahun }} perpustakaan menambah layanan keliling.
    """
    if not _has_naskah(data, "ikhtisar"):
        yield Flaw(
            Position(f"{data.folder}/narasi/ikhtisar.md"),
            "Ikhtisar eksekutif tidak mempunyai pengantar.",
            "tulis pokok kinerja tahun ini dalam narasi/ikhtisar.md",
        )


@aturan("LKJ612", Severity.PERINGATAN)
def tindak_lanjut_kosong(data: DataTahun) -> Iterator[Flaw]:
    """Tindak lanjut hasil evaluasi tidak memuat rekomendasi.

    Mengapa:
        Laporan mencetak tabel tindak lanjut yang kosong. Pembaca tidak tahu apakah evaluasinya tanpa rekomendasi, atau
        rekomendasinya belum ditindaklanjuti.

    Dasar hukum:
        PermenPANRB 88/2021: rekomendasi hasil evaluasi akuntabilitas kinerja ditindaklanjuti.

    Salah:
        # tindak_lanjut.yaml
        rekomendasi: []

    Benar:
        # tindak_lanjut.yaml
        rekomendasi: []
        alasan: Laporan Hasil Evaluasi belum diterima ketika laporan ini disusun.
    """
    entry = data.tindak_lanjut
    if entry and not entry.rekomendasi and not entry.alasan:
        yield Flaw(
            entry.at_key("rekomendasi"),
            "Tindak lanjut hasil evaluasi tidak memuat satu rekomendasi pun.",
            "tulis rekomendasi Laporan Hasil Evaluasi dan tindak lanjutnya, atau jelaskan dalam `alasan`",
        )


@aturan("LKJ613", Severity.PERINGATAN)
def iku_tidak_ada(data: DataTahun) -> Iterator[Flaw]:
    """Dokumen Indikator Kinerja Utama tidak dilampirkan.

    Mengapa:
        Target dalam perjanjian mengukur indikator kinerja utama. Tanpa dokumen IKU, laporan tidak menunjukkan bahwa
        indikator itu ditetapkan sebelum kinerjanya diukur, dan oleh siapa.

    Dasar hukum:
        PER/09/M.PAN/5/2007: setiap instansi pemerintah menetapkan Indikator Kinerja Utama.

    Salah:
        # target.yaml
        iku:

    Benar:
        # target.yaml
        iku:
          judul: Indikator Kinerja Utama Tahun 2025
          penanda_tangan: kadis
    """
    if data.target.iku is None:
        yield Flaw(
            data.target.at_key("iku"),
            "Dokumen Indikator Kinerja Utama (IKU) tidak dilampirkan.",
            "tulis `iku` dengan judul dan penanda tangannya dalam target.yaml",
        )


DATA: tuple[Aturan[DataTahun], ...] = (
    penutup_tidak_lengkap,
    berita_acara_tidak_ada,
    ikhtisar_tidak_ada,
    tindak_lanjut_kosong,
    iku_tidak_ada,
)
REPORT: tuple[Aturan[Laporan], ...] = (
    tahun_lalu_tidak_dibandingkan,
    renstra_tidak_dibandingkan,
    standar_tidak_dibandingkan,
    penyebab_tidak_diuraikan,
    efisiensi_tidak_diuraikan,
    pagu_tidak_ada,
)
