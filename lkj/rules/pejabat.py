"""LKJ13x: officials, the days they sign on, and regulations."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from lkj.finding import Related, Severity
from lkj.format import format_bulan, format_tanggal
from lkj.model.target import JenisPerjanjian
from lkj.rules.aturan import Flaw, aturan
from lkj.rules.hitungan import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lkj.finding import Position
    from lkj.laporan import Laporan
    from lkj.load import DataTahun
    from lkj.model.instansi import Pejabat, Peraturan
    from lkj.rules.aturan import Aturan

_BULAN_TERAKHIR = 3
_UMUR_TERMUDA = 16
_TAHUN_TERTUA = 1945
# What follows the year of appointment: the month or, of those under contract (PPPK), a code that begins with 2.
_BULAN_ANGKAT = frozenset((*range(1, 13), *range(21, 30)))
_SEMENTARA = re.compile(r"^(?:Plt|Plh|Pj|Pjs)\.?\s+", re.IGNORECASE)
_TAHUN = re.compile(r"\btahun\s+(\d+)", re.IGNORECASE)
_TENTANG = re.compile(r"\btentang\b", re.IGNORECASE)


@aturan("LKJ130")
def penanda_tangan_tidak_menjabat(data: DataTahun) -> Iterator[Flaw]:
    """Dokumen ditandatangani pejabat yang tidak menjabat pada bulan itu.

    Mengapa:
        Perjanjian dan laporan mengikat karena ditandatangani pejabat yang berwenang. Tanda tangan sebelum atau sesudah
        masa jabatannya tidak sah, dan salah satu tanggalnya pasti keliru.

    Dasar hukum:
        PermenPANRB 53/2014: perjanjian kinerja ditandatangani pimpinan instansi dan atasan langsungnya; UU 30/2014:
        keputusan dibuat oleh pejabat yang berwenang.

    Salah:
        # instansi.yaml
        pejabat:
          - kode: wali_kota
            nama: Hendra Saputra
            jabatan: Wali Kota Sekar Jaya
            mulai: 2025-02-20

    Benar:
        # instansi.yaml
        pejabat:
          - kode: wali_kota
            nama: Hendra Saputra
            jabatan: Wali Kota Sekar Jaya
            mulai: 2021-02-26
    """
    daftar = {pejabat.kode: pejabat for pejabat in data.instansi.pejabat}
    jabatan = _group(daftar.values())
    for kode, place, bulan, dokumen in _iter_signatures(data):
        pejabat = daftar.get(kode)
        if pejabat is None or _is_reversed(pejabat) or _serves(pejabat, bulan):
            continue
        others = (other for other in jabatan[_position_of(pejabat)] if other.mulai and _serves(other, bulan))
        other = next(others, None)
        yield Flaw(
            place,
            f"{pejabat.nama} menandatangani {dokumen} pada {format_bulan(bulan)}, padahal menjabat {_term(pejabat)}.",
            f"tulis {other.kode} ({other.nama}), yang menjabat {_term(other)}"
            if other
            else "perbaiki pejabatnya, `bulan` dokumen, atau `mulai` dan `selesai` pejabat itu",
            (Related(pejabat.at("mulai" if pejabat.mulai else "selesai"), f"masa jabatan {pejabat.nama}"),),
        )


def _iter_signatures(data: DataTahun) -> Iterator[tuple[str, Position, date, str]]:
    """List who signs what and in which month: code of the official, its place, the month, the document."""
    for perjanjian in data.target.perjanjian:
        for field in ("pihak_pertama", "pihak_kedua"):
            yield getattr(perjanjian, field), perjanjian.at(field), perjanjian.bulan, perjanjian.judul
    pengesahan = data.instansi.pengesahan
    yield pengesahan.pejabat, pengesahan.at("pejabat"), pengesahan.bulan, "laporan"


def _serves(pejabat: Pejabat, bulan: date) -> bool:
    """Tell whether an official may have been in office on some day of a month."""
    begins = pejabat.mulai is None or pejabat.mulai.replace(day=1) <= bulan
    return begins and (pejabat.selesai is None or pejabat.selesai >= bulan)


def _is_reversed(pejabat: Pejabat) -> bool:
    return bool(pejabat.mulai and pejabat.selesai and pejabat.mulai > pejabat.selesai)


def _term(pejabat: Pejabat) -> str:
    begins = f"{'dari' if pejabat.selesai else 'sejak'} {format_tanggal(pejabat.mulai)}" if pejabat.mulai else ""
    ends = f"sampai {format_tanggal(pejabat.selesai)}" if pejabat.selesai else ""
    return " ".join(filter(None, (begins, ends)))


def _position_of(pejabat: Pejabat) -> str:
    """Give the position whose duties an official does, also one who only stands in."""
    return fold(_SEMENTARA.sub("", pejabat.jabatan))


def _group(daftar: Iterable[Pejabat]) -> dict[str, list[Pejabat]]:
    groups: dict[str, list[Pejabat]] = {}
    for pejabat in daftar:
        groups.setdefault(_position_of(pejabat), []).append(pejabat)
    return groups


@aturan("LKJ131")
def masa_jabatan_terbalik(data: DataTahun) -> Iterator[Flaw]:
    """Masa jabatan selesai sebelum dimulai.

    Mengapa:
        Salah satu dari kedua tanggal pasti keliru, sehingga tidak dapat diketahui siapa yang berwenang menandatangani.

    Dasar hukum:
        Praktik baik: hari terakhir menjabat tidak mendahului hari pertamanya.

    Salah:
        # instansi.yaml
        pejabat:
          - kode: kadis
            nama: Ratna Wulandari
            jabatan: Kepala Dinas Perpustakaan Kota Sekar Jaya
            nip: 19751231 200312 2 007
            mulai: 2023-01-02
            selesai: 2022-12-31

    Benar:
        # instansi.yaml
        pejabat:
          - kode: kadis
            nama: Ratna Wulandari
            jabatan: Kepala Dinas Perpustakaan Kota Sekar Jaya
            nip: 19751231 200312 2 007
            mulai: 2023-01-02
            selesai: 2026-12-31
    """
    for pejabat in data.instansi.pejabat:
        if pejabat.mulai and pejabat.selesai and pejabat.mulai > pejabat.selesai:
            yield Flaw(
                pejabat.at("selesai"),
                f"{pejabat.nama} selesai menjabat {format_tanggal(pejabat.selesai)}, sebelum mulai menjabat "
                f"{format_tanggal(pejabat.mulai)}.",
                "perbaiki `mulai` atau `selesai`",
                (Related(pejabat.at("mulai"), "hari pertama menjabat"),),
            )


@aturan("LKJ132")
def nip_tidak_mungkin(data: DataTahun) -> Iterator[Flaw]:
    """NIP memuat tanggal lahir, pengangkatan, jenis kelamin, atau nomor urut yang tidak mungkin.

    Mengapa:
        NIP tercetak di bawah tanda tangan. Susunannya tetap: delapan angka tanggal lahir, enam angka tahun dan bulan
        pengangkatan (untuk PPPK tahun dan kode perjanjian kerja), satu angka jenis kelamin, dan tiga angka nomor urut.
        Angka yang tidak mungkin berarti NIP salah salin.

    Dasar hukum:
        Peraturan Kepala BKN 22/2007: susunan Nomor Identitas Pegawai Negeri Sipil.

    Salah:
        # instansi.yaml
        pejabat:
          - kode: kadis
            nama: Ratna Wulandari
            jabatan: Kepala Dinas Perpustakaan Kota Sekar Jaya
            nip: 19751331 200312 2 007
            mulai: 2023-01-02

    Benar:
        # instansi.yaml
        pejabat:
          - kode: kadis
            nama: Ratna Wulandari
            jabatan: Kepala Dinas Perpustakaan Kota Sekar Jaya
            nip: 19751231 200312 2 007
            mulai: 2023-01-02
    """
    for pejabat in data.instansi.pejabat:
        flaw = _find_nip_flaw(pejabat.nip, data.tahun) if pejabat.nip else ""
        if flaw:
            yield Flaw(
                pejabat.at("nip"),
                f"NIP {pejabat.nama} tidak mungkin: {flaw}.",
                "salin NIP dari keputusan kepegawaian: tanggal lahir, tahun dan bulan pengangkatan, jenis kelamin, "
                "nomor urut",
            )


def _find_nip_flaw(nip: str, tahun: int) -> str:
    lahir, angkat, kelamin, urut = nip.split()
    try:
        birth = date.fromisoformat(f"{lahir[:4]}-{lahir[4:6]}-{lahir[6:]}")
    except ValueError:
        return f"tanggal lahir {lahir} tidak ada dalam kalender"
    appointed, month = int(angkat[:4]), int(angkat[4:])
    # Ages are counted by years alone, since PPPK have no month of appointment.
    flaws = (
        (birth.year > tahun, f"tanggal lahir {lahir} sesudah tahun laporan {tahun}"),
        (month not in _BULAN_ANGKAT, f"{angkat[4:]} bukan bulan pengangkatan dan bukan kode PPPK"),
        (appointed > tahun, f"tahun pengangkatan {appointed} sesudah tahun laporan {tahun}"),
        (
            appointed - birth.year < _UMUR_TERMUDA,
            f"lahir {birth.year} dan diangkat {appointed}, sebelum berumur {_UMUR_TERMUDA} tahun",
        ),
        (kelamin not in "12", f"jenis kelamin {kelamin}, seharusnya 1 (laki-laki) atau 2 (perempuan)"),
        (urut == "000", "nomor urut 000, padahal dimulai dari 001"),
    )
    return next((message for found, message in flaws if found), "")


@aturan("LKJ133")
def nip_dua_nama(data: DataTahun) -> Iterator[Flaw]:
    """Satu NIP tertulis untuk dua orang.

    Mengapa:
        NIP hanya diberikan kepada satu orang. Salah satu dari keduanya salah salin dan akan tercetak di bawah tanda
        tangan.

    Dasar hukum:
        Peraturan Kepala BKN 22/2007: setiap Pegawai Negeri Sipil mempunyai satu nomor identitas sendiri.

    Salah:
        # instansi.yaml
        pejabat:
          - kode: wali_kota
            nama: Hendra Saputra
            jabatan: Wali Kota Sekar Jaya
            nip: 19751231 200312 2 007
            mulai: 2021-02-26

    Benar:
        # instansi.yaml
        pejabat:
          - kode: wali_kota
            nama: Hendra Saputra
            jabatan: Wali Kota Sekar Jaya
            mulai: 2021-02-26
    """
    first: dict[str, Pejabat] = {}
    for pejabat in data.instansi.pejabat:
        if not pejabat.nip:
            continue
        owner = first.setdefault(pejabat.nip, pejabat)
        if fold(owner.nama) != fold(pejabat.nama):
            yield Flaw(
                pejabat.at("nip"),
                f"NIP {pejabat.nip} tertulis untuk {pejabat.nama}, padahal juga untuk {owner.nama}.",
                "periksa NIP keduanya, lalu perbaiki yang salah",
                (Related(owner.at("nip"), f"NIP {owner.nama}"),),
            )


@aturan("LKJ134", Severity.PERINGATAN)
def nama_dua_nip(data: DataTahun) -> Iterator[Flaw]:
    """Satu nama tertulis dengan dua NIP.

    Mengapa:
        Seorang pegawai yang tercantum dengan dua jabatan tetap mempunyai satu NIP. Salah satunya barangkali salah
        salin; bila memang dua orang, pembaca perlu dapat membedakannya.

    Dasar hukum:
        Peraturan Kepala BKN 22/2007: setiap Pegawai Negeri Sipil mempunyai satu nomor identitas sendiri.

    Salah:
        # instansi.yaml
        pejabat:
          - kode: plt_kadis
            nama: Ratna Wulandari
            jabatan: Plt. Kepala Dinas Perpustakaan Kota Sekar Jaya
            nip: 19751231 200312 2 001
            mulai: 2022-07-01
            selesai: 2023-01-01
        # target.yaml
        iku:
          judul: Indikator Kinerja Utama Tahun 2025
          penanda_tangan: plt_kadis

    Benar:
        # instansi.yaml
        pejabat:
          - kode: plt_kadis
            nama: Ratna Wulandari
            jabatan: Plt. Kepala Dinas Perpustakaan Kota Sekar Jaya
            nip: 19751231 200312 2 007
            mulai: 2022-07-01
            selesai: 2023-01-01
        # target.yaml
        iku:
          judul: Indikator Kinerja Utama Tahun 2025
          penanda_tangan: plt_kadis
    """
    first: dict[str, Pejabat] = {}
    for pejabat in data.instansi.pejabat:
        if not pejabat.nip:
            continue
        same = first.setdefault(fold(pejabat.nama), pejabat)
        if same.nip != pejabat.nip:
            yield Flaw(
                pejabat.at("nip"),
                f"{pejabat.nama} tertulis dengan NIP {pejabat.nip}, padahal juga dengan NIP {same.nip}.",
                "perbaiki NIP yang salah; bila memang dua orang, bedakan namanya",
                (Related(same.at("nip"), "NIP yang lain"),),
            )


@aturan("LKJ135", Severity.PERINGATAN)
def masa_jabatan_tumpang_tindih(data: DataTahun) -> Iterator[Flaw]:
    """Dua pejabat memegang satu jabatan pada waktu yang sama.

    Mengapa:
        Satu jabatan dipegang satu orang. Bila masa jabatan dua orang bertindihan, tidak jelas siapa yang berwenang
        menandatangani; biasanya hari terakhir pejabat lama belum diisi, atau penggantinya hanya pelaksana tugas.

    Dasar hukum:
        Praktik baik: hari terakhir pejabat lama dan hari pertama penggantinya berurutan.

    Salah:
        # instansi.yaml
        pejabat:
          - kode: wali_kota
            nama: Hendra Saputra
            jabatan: Wali Kota Sekar Jaya
            mulai: 2021-02-26
          - kode: wali_kota_baru
            nama: Maria Ulfah
            jabatan: Wali Kota Sekar Jaya
            mulai: 2026-01-05
        # tindak_lanjut.yaml
        mengetahui: wali_kota_baru

    Benar:
        # instansi.yaml
        pejabat:
          - kode: wali_kota
            nama: Hendra Saputra
            jabatan: Wali Kota Sekar Jaya
            mulai: 2021-02-26
            selesai: 2026-01-05
          - kode: wali_kota_baru
            nama: Maria Ulfah
            jabatan: Wali Kota Sekar Jaya
            mulai: 2026-01-05
        # tindak_lanjut.yaml
        mengetahui: wali_kota_baru
    """
    groups: dict[str, list[Pejabat]] = {}
    for pejabat in data.instansi.pejabat:
        if (pejabat.mulai or pejabat.selesai) and not _is_reversed(pejabat):
            groups.setdefault(fold(pejabat.jabatan), []).append(pejabat)
    for group in groups.values():
        yield from _find_overlaps(sorted(group, key=_first_day))


def _find_overlaps(group: Iterable[Pejabat]) -> Iterator[Flaw]:
    """Compare officials of one position, in the order of their first days, with the one before who stayed longest."""
    longest: Pejabat | None = None
    for pejabat in group:
        # On one and the same day the one may leave and the other begin.
        if longest and _first_day(pejabat) < _last_day(longest):
            yield Flaw(
                pejabat.at("mulai" if pejabat.mulai else "selesai"),
                f"{longest.nama} menjabat {_term(longest)}, dan {pejabat.nama} {_term(pejabat)}, keduanya sebagai "
                f"{pejabat.jabatan}.",
                "perbaiki `mulai` atau `selesai`; bila hanya pelaksana, awali `jabatan` dengan Plt. atau Pj.",
                (Related(longest.at("selesai"), f"masa jabatan {longest.nama}"),),
            )
        if longest is None or _last_day(pejabat) > _last_day(longest):
            longest = pejabat


def _first_day(pejabat: Pejabat) -> date:
    """Give the first day an official is known to have been in office."""
    return pejabat.mulai or pejabat.selesai or date.max


def _last_day(pejabat: Pejabat) -> date:
    return pejabat.selesai or date.max


@aturan("LKJ136", Severity.PERINGATAN)
def waktu_tidak_sesuai(data: DataTahun) -> Iterator[Flaw]:
    """Bulan dokumen atau tahun penghargaan tidak sesuai dengan tahun laporan.

    Mengapa:
        Laporan memuat perjanjian dan penghargaan tahun itu, dan baru dapat ditandatangani sesudah tahunnya berakhir.
        Waktu yang lain biasanya tersalin dari laporan tahun sebelumnya.

    Dasar hukum:
        PermenPANRB 53/2014: perjanjian kinerja disusun untuk satu tahun; laporan kinerja disusun setelah tahun itu
        berakhir.

    Salah:
        # instansi.yaml
        pengesahan:
          tempat: Sekar Jaya
          bulan: 2025-02
          pejabat: kadis

    Benar:
        # instansi.yaml
        pengesahan:
          tempat: Sekar Jaya
          bulan: 2026-02
          pejabat: kadis
    """
    tahun = data.tahun
    for perjanjian in data.target.perjanjian:
        # The original may be signed as soon as its budget is adopted.
        earliest = date(tahun - 1, 12, 1) if perjanjian.jenis is JenisPerjanjian.INDUK else date(tahun, 1, 1)
        if not earliest <= perjanjian.bulan <= date(tahun, 12, 1):
            yield Flaw(
                perjanjian.at("bulan"),
                f"{perjanjian.judul} ditandatangani {format_bulan(perjanjian.bulan)}, di luar tahun laporan {tahun}.",
                f"tulis bulan penandatanganannya, paling awal {earliest:%Y-%m} dan paling akhir {tahun}-12",
            )
    pengesahan = data.instansi.pengesahan
    if pengesahan.bulan.year != tahun + 1:
        late = pengesahan.bulan.year > tahun
        what = f"baru sesudah tahun {tahun + 1}" if late else f"sebelum tahun {tahun} berakhir"
        yield Flaw(
            pengesahan.at("bulan"),
            f"Laporan tahun {tahun} ditandatangani {format_bulan(pengesahan.bulan)}, {what}.",
            f"tulis bulan penandatanganan laporan, misalnya {tahun + 1}-02",
        )
    for penghargaan in data.instansi.penghargaan:
        if penghargaan.tahun != tahun:
            yield Flaw(
                penghargaan.at("tahun"),
                f"“{penghargaan.nama}” diterima tahun {penghargaan.tahun}, bukan tahun laporan {tahun}.",
                "perbaiki `tahun`, atau hapus penghargaan ini dari laporan",
            )


@aturan("LKJ137", Severity.CATATAN)
def laporan_terlambat(data: DataTahun) -> Iterator[Flaw]:
    """Laporan ditandatangani sesudah batas waktu pelaporan.

    Mengapa:
        Ketepatan waktu dinilai dalam evaluasi akuntabilitas kinerja. Laporan yang terlambat perlu penjelasan.

    Dasar hukum:
        Perpres 29/2014: laporan kinerja tahunan disampaikan paling lama tiga bulan setelah tahun anggaran berakhir.

    Salah:
        # instansi.yaml
        pengesahan:
          tempat: Sekar Jaya
          bulan: 2026-05
          pejabat: kadis

    Benar:
        # instansi.yaml
        pengesahan:
          tempat: Sekar Jaya
          bulan: 2026-02
          pejabat: kadis
    """
    pengesahan, tahun = data.instansi.pengesahan, data.tahun + 1
    if pengesahan.bulan.year == tahun and pengesahan.bulan.month > _BULAN_TERAKHIR:
        batas = format_bulan(date(tahun, _BULAN_TERAKHIR, 1))
        yield Flaw(
            pengesahan.at("bulan"),
            f"Laporan ditandatangani {format_bulan(pengesahan.bulan)}, padahal batas waktunya {batas}.",
            "periksa bulannya; bila benar, siapkan penjelasan atas keterlambatan",
        )


@aturan("LKJ138", Severity.PERINGATAN)
def tahun_peraturan_janggal(data: DataTahun) -> Iterator[Flaw]:
    """Nama peraturan memuat tahun yang tidak mungkin.

    Mengapa:
        Peraturan yang dirujuk tercetak dengan nomor dan tahunnya. Tahun sebelum Indonesia merdeka atau sesudah laporan
        disusun adalah salah ketik yang membuat dasar hukum tidak dapat ditemukan.

    Dasar hukum:
        UU 12/2011: peraturan disebut dengan jenis, nomor, dan tahun pengundangan atau penetapannya.

    Salah:
        # instansi.yaml
        peraturan:
          - kode: permenpanrb_53_2014
            nama: Peraturan Menteri PANRB Nomor 53 Tahun 2041
            tentang: Petunjuk Teknis Perjanjian Kinerja dan Pelaporan Kinerja

    Benar:
        # instansi.yaml
        peraturan:
          - kode: permenpanrb_53_2014
            nama: Peraturan Menteri PANRB Nomor 53 Tahun 2014
            tentang: Petunjuk Teknis Perjanjian Kinerja dan Pelaporan Kinerja
    """
    latest = data.tahun + 1
    for peraturan in data.instansi.peraturan:
        # Whoever writes the subject into the name may name a plan of later years in it.
        found = _TAHUN.search(_TENTANG.split(peraturan.nama, maxsplit=1)[0])
        if found and not _TAHUN_TERTUA <= int(found[1]) <= latest:
            yield Flaw(
                peraturan.at("nama"),
                f"Tahun {found[1]} pada nama peraturan ini tidak mungkin: peraturan yang dirujuk bertahun "
                f"{_TAHUN_TERTUA} sampai {latest}.",
                "perbaiki tahunnya menurut naskah peraturan",
            )


@aturan("LKJ139", Severity.PERINGATAN)
def peraturan_ganda(data: DataTahun) -> Iterator[Flaw]:
    """Satu peraturan ditulis dua kali.

    Mengapa:
        Peraturan yang tercantum dua kali tercetak dua kali dalam dasar hukum, atau dua kode berbeda menunjuk peraturan
        yang sama.

    Dasar hukum:
        UU 12/2011: jenis, nomor, dan tahun bersama-sama hanya dimiliki satu peraturan.

    Salah:
        # instansi.yaml
        dasar_hukum:
          - permenpanrb_53_2014
          - permenpanrb_53_2014

    Benar:
        # instansi.yaml
        dasar_hukum:
          - permenpanrb_53_2014
    """
    names: dict[str, Peraturan] = {}
    for peraturan in data.instansi.peraturan:
        same = names.setdefault(fold(peraturan.nama), peraturan)
        if same is not peraturan:
            yield Flaw(
                peraturan.at("nama"),
                f"Peraturan “{peraturan.kode}” bernama sama dengan “{same.kode}”.",
                "hapus salah satu, atau perbaiki nomor dan tahunnya",
                (Related(same.at("nama"), "ditulis pertama kali di sini"),),
            )
    seen: dict[str, Position] = {}
    for index, kode in enumerate(data.instansi.dasar_hukum):
        place = data.instansi.at("dasar_hukum", index)
        first = seen.setdefault(kode, place)
        if first != place:
            yield Flaw(
                place,
                f"Peraturan “{kode}” sudah ada dalam `dasar_hukum`.",
                "hapus salah satu",
                (Related(first, "ditulis pertama kali di sini"),),
            )


DATA: tuple[Aturan[DataTahun], ...] = (
    penanda_tangan_tidak_menjabat,
    masa_jabatan_terbalik,
    nip_tidak_mungkin,
    nip_dua_nama,
    nama_dua_nip,
    masa_jabatan_tumpang_tindih,
    waktu_tidak_sesuai,
    laporan_terlambat,
    tahun_peraturan_janggal,
    peraturan_ganda,
)
REPORT: tuple[Aturan[Laporan], ...] = ()
