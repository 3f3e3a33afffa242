"""LKJ104 to LKJ115, LKJ119, LKJ148: what makes a year of data impossible to compute."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from lkj.compute.capaian import Polaritas
from lkj.compute.rumus import Rumus, RumusError, parse_rumus
from lkj.compute.skala import find_cacat_skala
from lkj.finding import Position, Related, Severity
from lkj.model.target import JenisPerjanjian
from lkj.rules.aturan import Flaw, aturan
from lkj.rules.rujukan import suggest

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence
    from decimal import Decimal

    from lkj.load import DataTahun
    from lkj.model.indikator import Indikator
    from lkj.model.target import TargetIndikator

    Series = Mapping[str, Mapping[int, Decimal | None]]

MAX_HASIL = 30
"""How many digits the result of a formula may have before or behind the decimal sign, as a number that is typed."""


@aturan("LKJ104")
def rumus_salah(data: DataTahun) -> Iterator[Flaw]:
    """Rumus indikator tidak dapat dibaca, atau memakai data yang tidak ada.

    Mengapa:
        Realisasi indikator dihitung dari data mentah dengan rumusnya. Selama rumus itu salah, tidak ada angka indikator
        yang dapat dihitung, dicetak, dan ditelusuri. Cara menghitung yang hanya diketahui dengan kata ditulis sebagai
        `uraian_rumus`.

    Dasar hukum:
        Praktik baik: cara menghitung setiap indikator dinyatakan bersama sumber datanya, sehingga siapa pun yang
        menghitung ulang mendapat angka yang sama.

    Salah:
        # indikator.yaml
        indikator:
          - kode: pengolahan
            nama: Jumlah judul buku yang diolah
            kegiatan: 1.2.1
            satuan: judul
            rumus: banyaknya judul yang selesai diberi label

    Benar:
        # indikator.yaml
        indikator:
          - kode: pengolahan
            nama: Jumlah judul buku yang diolah
            kegiatan: 1.2.1
            satuan: judul
            uraian_rumus: banyaknya judul yang selesai diberi label
    """
    known = _series(data)
    for indikator in data.indikator.indikator:
        if indikator.rumus is None:
            continue
        place = indikator.at("rumus")
        try:
            rumus = parse_rumus(indikator.rumus)
        except RumusError as error:
            yield Flaw(_shift(place, error.offset), error.message, error.advice)
            continue
        for kode in dict.fromkeys(variabel.kode for variabel in rumus.daftar_variabel):
            if kode not in known:
                found = re.search(rf"\b{kode}\b", indikator.rumus)
                yield Flaw(
                    _shift(place, found.start() if found else 0),
                    f"Rumus memakai data “{kode}” yang tidak ada dalam realisasi.yaml.",
                    suggest(kode, known),
                )


def _shift(place: Position, offset: int) -> Position:
    return Position(place.file, place.line, place.column + offset)


@aturan("LKJ105")
def realisasi_tidak_tunggal(data: DataTahun) -> Iterator[Flaw]:
    """Nilai indikator ditulis, padahal sudah dihitung dengan rumus.

    Mengapa:
        Satu angka mempunyai satu asal. Bila nilai ditulis tangan di samping nilai yang dihitung, keduanya dapat berbeda
        dan tidak jelas mana yang benar.

    Dasar hukum:
        Praktik baik: setiap angka laporan mempunyai satu sumber yang dapat ditelusuri.

    Salah:
        # realisasi.yaml
        realisasi:
          - indikator: anggota_aktif
            nilai:
              2025: 49.50
            sumber: Sistem otomasi perpustakaan

    Benar:
        # realisasi.yaml
        realisasi:
          - indikator: anggota_aktif
            nilai:
              2023: 40.00
            sumber: Sistem otomasi perpustakaan
    """
    daftar = {indikator.kode: indikator for indikator in data.indikator.indikator}
    series = _series(data)
    for entry in data.realisasi.realisasi:
        indikator = daftar.get(entry.indikator)
        rumus = read_rumus(indikator, series) if indikator else None
        for tahun in entry.nilai:
            if indikator and rumus and not _find_missing(rumus, tahun, series):
                yield Flaw(
                    entry.at_key("nilai", tahun),
                    f"Nilai {tahun} indikator ini sudah dihitung dengan rumus dari data mentah.",
                    f"hapus nilai ini, atau hapus data {tahun} yang dipakai rumusnya",
                    (Related(indikator.at("rumus"), "rumus yang menghitungnya"),),
                )


@aturan("LKJ106")
def realisasi_tidak_ada(data: DataTahun) -> Iterator[Flaw]:
    """Indikator yang mempunyai target tidak mempunyai realisasi.

    Mengapa:
        Target tanpa realisasi berarti janji tanpa pertanggungjawaban. Bila nilainya memang belum diketahui, laporan
        harus menyebut alasannya.

    Dasar hukum:
        PermenPANRB 53/2014: laporan kinerja membandingkan target dan realisasi setiap indikator Perjanjian Kinerja.

    Salah:
        # realisasi.yaml
        realisasi:
          - indikator: pengolahan
            nilai:
              2024: 380
            sumber: Laporan bidang layanan

    Benar:
        # realisasi.yaml
        realisasi:
          - indikator: pengolahan
            nilai:
              2024: 380
              2025: 405
            sumber: Laporan bidang layanan
    """
    entries = {entry.indikator: entry for entry in data.realisasi.realisasi}
    for indikator in _iter_unpublished(data):
        if indikator.rumus is None:
            entry, place = entries.get(indikator.kode), indikator.at("kode")
            yield Flaw(
                entry.at("nilai") if entry else place,
                f"Indikator “{indikator.nama}” ({place}) mempunyai target, tetapi tanpa realisasi {data.tahun}.",
                f"tulis nilai {data.tahun} dalam realisasi.yaml, atau kosongkan nilainya dan tulis `alasan`",
                (Related(place, "indikatornya"),) if entry else (),
            )


@aturan("LKJ107")
def data_tidak_ada(data: DataTahun) -> Iterator[Flaw]:
    """Data mentah yang dipakai rumus tidak mempunyai nilai tahun yang diperlukan.

    Mengapa:
        Rumus indikator memerlukan semua datanya. Satu data yang tidak ditulis membuat realisasi indikator tidak dapat
        dihitung, dan pembaca tidak tahu apakah data itu belum ada atau terlupa.

    Dasar hukum:
        PermenPANRB 53/2014: laporan kinerja membandingkan target dan realisasi setiap indikator Perjanjian Kinerja.

    Salah:
        # realisasi.yaml
        data:
          - kode: judul_baru
            nama: Jumlah Judul Terbitan Lima Tahun Terakhir
            satuan: judul
            nilai:
              2024: 3120
            sumber: Katalog perpustakaan

    Benar:
        # realisasi.yaml
        data:
          - kode: judul_baru
            nama: Jumlah Judul Terbitan Lima Tahun Terakhir
            satuan: judul
            nilai:
              2024: 3120
              2025: 3450
            sumber: Katalog perpustakaan
    """
    users: dict[tuple[str, int], list[str]] = {}
    series = _series(data)
    for indikator in _iter_unpublished(data):
        rumus = read_rumus(indikator, series)
        for missing in _find_missing(rumus, data.tahun, series) if rumus else ():
            users.setdefault(missing, []).append(indikator.kode)
    entries = {entry.kode: entry for entry in data.realisasi.data}
    for (kode, tahun), names in users.items():
        yield Flaw(
            entries[kode].at("nilai"),
            f"Data “{kode}” tidak mempunyai nilai tahun {tahun}, padahal dipakai rumus {', '.join(names)}.",
            f"tulis nilai {tahun}, atau kosongkan nilainya dan tulis `alasan`",
        )


def _iter_unpublished(data: DataTahun) -> Iterator[Indikator]:
    """List the indicators with a target whose value of the year is not written down."""
    targeted = {target.indikator for target in data.iter_targets()}
    published = {entry.indikator for entry in data.realisasi.realisasi if data.tahun in entry.nilai}
    unpublished = targeted - published
    return (entry for entry in data.indikator.indikator if entry.kode in unpublished)


def _series(data: DataTahun) -> Series:
    """Give the raw counts by code and year."""
    return {entry.kode: entry.nilai for entry in data.realisasi.data}


def read_rumus(indikator: Indikator, known: Container[str]) -> Rumus | None:
    """Parse an indicator's formula; None where it has none or `rumus_salah` reports it.

    Args:
        indikator: the indicator.
        known: the codes of the data there are.
    """
    try:
        rumus = parse_rumus(indikator.rumus) if indikator.rumus else None
    except RumusError:
        return None
    return rumus if rumus and all(variabel.kode in known for variabel in rumus.daftar_variabel) else None


def _find_missing(rumus: Rumus, tahun: int, series: Series) -> list[tuple[str, int]]:
    """List the counts the formula wants for a year that were not written, not even as blanks: code and year."""
    wanted = ((variabel.kode, tahun - variabel.mundur) for variabel in rumus.daftar_variabel)
    return [(kode, year) for kode, year in wanted if year not in series[kode]]


@aturan("LKJ108")
def target_tidak_sesuai(data: DataTahun) -> Iterator[Flaw]:
    """Bentuk target tidak cocok dengan polaritas atau rumus indikatornya.

    Mengapa:
        Capaian indikator rentang dihitung dari batas bawah dan batas atas, yang lain dari satu target. Target yang
        bentuknya lain, batas yang terbalik, atau data target yang tidak dipakai rumus tidak dapat dibandingkan dengan
        realisasi.

    Dasar hukum:
        Praktik baik: target dinyatakan dalam ukuran dan cara hitung yang sama dengan realisasinya.

    Salah:
        # target.yaml
        program_kegiatan:
          - indikator: pengolahan
            bawah: 380
            atas: 400

    Benar:
        # target.yaml
        program_kegiatan:
          - indikator: pengolahan
            target: 400
    """
    daftar = {indikator.kode: indikator for indikator in data.indikator.indikator}
    series = _series(data)
    for target in data.iter_targets():
        indikator = daftar.get(target.indikator)
        if indikator is None:
            continue
        place = indikator.at("kode")
        if (target.bawah is not None) != (indikator.polaritas is Polaritas.RENTANG):
            yield Flaw(
                target.at("indikator"),
                f"Target tidak cocok dengan polaritas “{indikator.polaritas}” indikator ({place}).",
                "polaritas rentang memerlukan `bawah` dan `atas`; yang lain memerlukan `target` atau `data`",
                (Related(place, f"indikator dengan polaritas {indikator.polaritas}"),),
            )
        if target.bawah is not None and target.atas is not None and target.bawah > target.atas:
            yield Flaw(
                target.at("bawah"),
                "Batas bawah target melebihi batas atasnya.",
                "tukar `bawah` dan `atas`",
                (Related(target.at("atas"), "batas atasnya"),),
            )
        yield from _find_unused(target, indikator, series)


def _find_unused(target: TargetIndikator, indikator: Indikator, series: Series) -> Iterator[Flaw]:
    rumus = read_rumus(indikator, series)
    if indikator.rumus and rumus is None:
        return
    related = Related(indikator.at("rumus"), "rumusnya") if rumus else Related(indikator.at("kode"), "indikatornya")
    used = [variabel.kode for variabel in rumus.daftar_variabel if not variabel.mundur] if rumus else []
    for kode in target.data:
        if kode not in used:
            yield Flaw(
                target.at_key("data", kode),
                f"Target data “{kode}” tidak dipakai rumus indikator untuk tahun laporan.",
                f"data yang dipakai: {', '.join(used)}" if used else "tulis `target`: indikator ini tanpa rumus",
                (related,),
            )


@aturan("LKJ109", Severity.PERINGATAN)
def target_nol(data: DataTahun) -> Iterator[Flaw]:
    """Target bernilai nol.

    Mengapa:
        Capaian adalah realisasi dibagi target. Dari target nol tidak ada persentase yang dapat dihitung, sehingga
        laporan mencetak “–” sebagai capaiannya.

    Dasar hukum:
        PermenPANRB 53/2014: laporan membandingkan target dan realisasi setiap indikator.

    Salah:
        # target.yaml
        program_kegiatan:
          - indikator: pengolahan
            target: 0
            alasan: Pengolahan dihentikan selama gedung diperbaiki

    Benar:
        # target.yaml
        program_kegiatan:
          - indikator: pengolahan
            target: 400
    """
    for place, nilai in _iter_lowest(data):
        if nilai == 0:
            yield Flaw(
                place,
                "Target nol: persentase capaian tidak dapat dihitung.",
                "periksa target; bila memang nol, capaian dicetak “–”",
            )


@aturan("LKJ110")
def indikator_salah_tingkat(data: DataTahun) -> Iterator[Flaw]:
    """Target berada di tingkat yang bukan tingkat indikatornya.

    Mengapa:
        Perjanjian Kinerja perangkat daerah memuat indikator sasaran; indikator program dan kegiatan diukur tersendiri.
        Target yang salah tempat tercetak pada tabel yang salah dan dihitung sebagai kinerja tingkat lain.

    Dasar hukum:
        PermenPANRB 53/2014: Perjanjian Kinerja memuat sasaran, indikator kinerja, dan targetnya.

    Salah:
        # target.yaml
        program_kegiatan:
          - indikator: kemutakhiran
            target: 34

    Benar:
        # target.yaml
        program_kegiatan:
          - indikator: pengolahan
            target: 400
    """
    daftar = {indikator.kode: indikator for indikator in data.indikator.indikator}
    below = set(map(id, data.target.program_kegiatan))
    for target in data.iter_targets():
        indikator = daftar.get(target.indikator)
        if indikator is None or (indikator.sasaran is None) == (id(target) in below):
            continue
        message, advice = (
            ("Target program dan kegiatan memuat indikator sasaran.", "pindahkan targetnya ke dalam `perjanjian`")
            if indikator.sasaran
            else (
                "Perjanjian Kinerja memuat indikator yang bukan indikator sasaran.",
                "pindahkan targetnya ke `program_kegiatan`",
            )
        )
        yield Flaw(target.at("indikator"), message, advice)


@aturan("LKJ111")
def perjanjian_tidak_berurutan(data: DataTahun) -> Iterator[Flaw]:
    """Perjanjian Kinerja tidak berurutan dari induk ke perubahannya.

    Mengapa:
        Target yang berlaku adalah target perjanjian terakhir. Bila urutannya salah, laporan mengukur kinerja terhadap
        target yang sudah diubah.

    Dasar hukum:
        PermenPANRB 53/2014: Perjanjian Kinerja yang sudah ditetapkan dapat direvisi atau disesuaikan.

    Salah:
        # target.yaml
        perjanjian:
          - kode: perubahan
            jenis: induk
            judul: Perjanjian Kinerja Perubahan Tahun 2025
            bulan: 2025-10
            tempat: Sekar Jaya
            pihak_pertama: kadis
            pihak_kedua: wali_kota
            sasaran:
              - sasaran: layanan
                indikator:
                  - indikator: anggota_aktif
                    target: 49
                    alasan: Target dinaikkan karena titik layanan keliling ditambah.
              - sasaran: koleksi
                indikator:
                  - indikator: kemutakhiran
                    target: 34

    Benar:
        # target.yaml
        perjanjian:
          - kode: perubahan
            jenis: perubahan
            judul: Perjanjian Kinerja Perubahan Tahun 2025
            bulan: 2025-10
            tempat: Sekar Jaya
            pihak_pertama: kadis
            pihak_kedua: wali_kota
            sasaran:
              - sasaran: layanan
                indikator:
                  - indikator: anggota_aktif
                    target: 49
                    alasan: Target dinaikkan karena titik layanan keliling ditambah.
              - sasaran: koleksi
                indikator:
                  - indikator: kemutakhiran
                    target: 34
    """
    before = None
    for index, perjanjian in enumerate(data.target.perjanjian):
        expected = JenisPerjanjian.PERUBAHAN if index else JenisPerjanjian.INDUK
        if perjanjian.jenis is not expected:
            yield Flaw(
                perjanjian.at("jenis"),
                f"Perjanjian ke-{index + 1} harus berjenis {expected}.",
                "urutkan: satu perjanjian induk, lalu perubahannya dari yang terlama",
            )
        if before and perjanjian.bulan < before.bulan:
            yield Flaw(
                perjanjian.at("bulan"),
                f"Perjanjian ini lebih tua daripada perjanjian sebelumnya ({before.at('bulan')}).",
                "urutkan perjanjian dari yang terlama",
                (Related(before.at("bulan"), "bulan perjanjian sebelumnya"),),
            )
        before = perjanjian


@aturan("LKJ112")
def skala_cacat(data: DataTahun) -> Iterator[Flaw]:
    """Skala nilai peringkat kinerja bercelah atau bertumpang tindih.

    Mengapa:
        Setiap persentase capaian harus mendapat tepat satu kriteria. Skala 51–65, 66–75, dan seterusnya tidak
        mengatakan apa kriteria capaian 65,5 persen.

    Dasar hukum:
        Permendagri 86/2017 mencetak skala yang bercelah; pita di sini ditulis menyambung agar semua capaian terbaca.

    Salah:
        # indikator.yaml
        skala:
          pita:
            - sampai: 50
              nama: Sangat Rendah
              kode: merah
            - lebih_dari: 51
              sampai: 75
              nama: Sedang
              kode: kuning_tua
            - lebih_dari: 75
              nama: Tinggi
              kode: hijau_tua

    Benar:
        # indikator.yaml
        skala:
          pita:
            - sampai: 50
              nama: Sangat Rendah
              kode: merah
            - lebih_dari: 50
              sampai: 75
              nama: Sedang
              kode: kuning_tua
            - lebih_dari: 75
              nama: Tinggi
              kode: hijau_tua
    """
    skala = data.indikator.skala
    for cacat in find_cacat_skala([pita.to_skala() for pita in skala.pita]):
        yield Flaw(
            skala.at("pita", cacat.indeks),
            cacat.pesan,
            "setiap pita mulai (`lebih_dari`) tepat di akhir pita sebelumnya (`sampai`)",
        )


@aturan("LKJ113")
def jenjang_tidak_dikenal(data: DataTahun) -> Iterator[Flaw]:
    """Pegawai dihitung pada jenjang pendidikan yang tidak ada kolomnya.

    Mengapa:
        Tabel pegawai memuat satu kolom untuk setiap jenjang dalam `jenjang`. Pegawai pada jenjang lain tidak akan
        tercetak, sehingga jumlahnya kurang.

    Dasar hukum:
        Praktik baik: tabel pegawai memuat seluruh pegawai, dan jumlah kolomnya sama dengan jumlah seluruhnya.

    Salah:
        # sdm.yaml
        jenjang:
          - S1
          - D3
        kelompok:
          - nama: Pustakawan
            formasi:
              S2: 1
              S1: 6
              D3: 4
            pegawai:
              S1: 5
              D3: 4
            laki_laki: 3
            perempuan: 6

    Benar:
        # sdm.yaml
        jenjang:
          - S2
          - S1
          - D3
        kelompok:
          - nama: Pustakawan
            formasi:
              S2: 1
              S1: 6
              D3: 4
            pegawai:
              S1: 5
              D3: 4
            laki_laki: 3
            perempuan: 6
    """
    if data.sdm is None:
        return
    for kelompok in data.sdm.kelompok:
        for susunan in (kelompok, *kelompok.jabatan):
            for field in ("formasi", "pegawai"):
                for jenjang in getattr(susunan, field):
                    if jenjang not in data.sdm.jenjang:
                        yield Flaw(
                            susunan.at_key(field, jenjang),
                            f"Jenjang “{jenjang}” tidak ada dalam daftar `jenjang`.",
                            suggest(jenjang, data.sdm.jenjang),
                            (Related(data.sdm.at_key("jenjang"), "daftar jenjang"),),
                        )


@aturan("LKJ114")
def pegawai_tidak_sama(data: DataTahun) -> Iterator[Flaw]:
    """Jumlah pegawai menurut jenjang berbeda dari jumlahnya menurut jenis kelamin.

    Mengapa:
        Orang yang sama dihitung dengan dua cara, jadi kedua jumlah harus sama. Bila berbeda, salah satu tabel pegawai
        pasti salah.

    Dasar hukum:
        PermenPANRB 53/2014: reviu memastikan informasi dalam laporan kinerja andal dan akurat.

    Salah:
        # sdm.yaml
        kelompok:
          - nama: Pustakawan
            formasi:
              S1: 6
              D3: 4
            pegawai:
              S1: 5
              D3: 4
            laki_laki: 3
            perempuan: 5

    Benar:
        # sdm.yaml
        kelompok:
          - nama: Pustakawan
            formasi:
              S1: 6
              D3: 4
            pegawai:
              S1: 5
              D3: 4
            laki_laki: 3
            perempuan: 6
    """
    for kelompok in data.sdm.kelompok if data.sdm else ():
        for susunan in (kelompok, *kelompok.jabatan):
            by_jenjang, by_kelamin = sum(susunan.pegawai.values()), susunan.laki_laki + susunan.perempuan
            if by_jenjang != by_kelamin and susunan.model_fields_set & {"laki_laki", "perempuan"}:
                yield Flaw(
                    susunan.at_key("pegawai"),
                    f"Pegawai di sini {by_jenjang} menurut jenjang, tetapi {by_kelamin} menurut jenis kelamin.",
                    "perbaiki `pegawai`, `laki_laki` atau `perempuan`",
                )


@aturan("LKJ115")
def unit_tidak_berpangkal(data: DataTahun) -> Iterator[Flaw]:
    """Unit menjadi bawahan dirinya sendiri.

    Mengapa:
        Bagan organisasi berpangkal pada satu pimpinan. Bila `induk` berputar, tidak ada pangkal dan bagan tidak dapat
        digambar.

    Dasar hukum:
        Praktik baik: susunan organisasi menunjukkan kepada siapa setiap unit bertanggung jawab.

    Salah:
        # instansi.yaml
        unit:
          - kode: pimpinan
            nama: Kepala Dinas
            induk: bidang_layanan

    Benar:
        # instansi.yaml
        unit:
          - kode: pimpinan
            nama: Kepala Dinas
    """
    induk = {unit.kode: unit.induk for unit in data.instansi.unit}
    for unit in data.instansi.unit:
        seen = set()
        kode = unit.induk
        while kode in induk and kode not in seen:
            seen.add(kode)
            kode = induk[kode]
        # Those below a circle are not at fault.
        if unit.kode in seen:
            yield Flaw(unit.at("induk"), "Unit ini menjadi bawahan dirinya sendiri.", "perbaiki `induk`")


@aturan("LKJ119")
def target_negatif(data: DataTahun) -> Iterator[Flaw]:
    """Target bernilai negatif.

    Mengapa:
        Capaian adalah realisasi dibagi target. Dengan target negatif, realisasi yang lebih buruk memberi persentase
        yang lebih tinggi, sehingga angkanya menyesatkan.

    Dasar hukum:
        PermenPANRB 53/2014: laporan kinerja membandingkan target dan realisasi setiap indikator.

    Salah:
        # target.yaml
        program_kegiatan:
          - indikator: pengolahan
            target: -400

    Benar:
        # target.yaml
        program_kegiatan:
          - indikator: pengolahan
            target: 400
    """
    for place, nilai in _iter_lowest(data):
        if nilai < 0:
            yield Flaw(
                place,
                "Target negatif: persentase capaian tidak bermakna.",
                "nyatakan indikator sehingga targetnya positif",
            )


def _iter_lowest(data: DataTahun) -> Iterator[tuple[Position, Decimal]]:
    """List the figures achievements are divided by: targets, and the lower bounds of ranges."""
    for target in data.iter_targets():
        for field, nilai in (("target", target.target), ("bawah", target.bawah)):
            if nilai is not None:
                yield target.at(field), nilai


@aturan("LKJ148")
def hasil_terlalu_besar(data: DataTahun) -> Iterator[Flaw]:
    """Hasil rumus terlalu besar, atau terlalu dekat dengan nol, untuk dicetak.

    Mengapa:
        Tidak ada ukuran kinerja dengan lebih dari tiga puluh angka di depan atau di belakang tanda desimal. Hasil
        seperti itu berarti data atau rumus yang salah ketik, dan tidak dapat digambar dalam grafik.

    Dasar hukum:
        Praktik baik: hasil hitungan diperiksa kewajarannya sebelum diterbitkan.

    Salah:
        # indikator.yaml
        indikator:
          - kode: anggota_muda
            nama: Banyaknya anggota yang berusia muda
            program: 1.1
            satuan: orang
            rumus: anggota_muda[t] * 1000000000000000 * 1000000000000000
        # realisasi.yaml
        data:
          - kode: anggota_muda
            nama: Jumlah Anggota Berusia Muda
            satuan: orang
            nilai:
              2024: 1900
              2025: 2000
            sumber: Sistem otomasi perpustakaan
        # target.yaml
        program_kegiatan:
          - indikator: anggota_muda
            target: 1950

    Benar:
        # indikator.yaml
        indikator:
          - kode: anggota_muda
            nama: Banyaknya anggota yang berusia muda
            program: 1.1
            satuan: orang
            rumus: anggota_muda[t]
        # realisasi.yaml
        data:
          - kode: anggota_muda
            nama: Jumlah Anggota Berusia Muda
            satuan: orang
            nilai:
              2024: 1900
              2025: 2000
            sumber: Sistem otomasi perpustakaan
        # target.yaml
        program_kegiatan:
          - indikator: anggota_muda
            target: 1950
    """
    series = _series(data)
    targets: dict[str, list[Mapping[str, Decimal]]] = {}
    for target in data.iter_targets():
        if target.data:
            targets.setdefault(target.indikator, []).append(target.data)
    for indikator in data.indikator.indikator:
        rumus = read_rumus(indikator, series)
        if rumus is None:
            continue
        moments = [(data.tahun, counts) for counts in targets.get(indikator.kode, ())]
        beyond = (tahun for tahun, hasil in _iter_hasil(rumus, series, moments) if _is_beyond(hasil))
        tahun = next(beyond, None)
        if tahun is not None:
            yield Flaw(
                indikator.at("rumus"),
                f"Hasil rumus ini tahun {tahun} lebih dari {MAX_HASIL} angka di depan atau di belakang tanda desimal.",
                "periksa rumus dan data yang dipakainya",
            )


def _is_beyond(hasil: Decimal) -> bool:
    return bool(hasil) and abs(hasil.adjusted()) >= MAX_HASIL


def _iter_hasil(
    rumus: Rumus, series: Series, targets: Sequence[tuple[int, Mapping[str, Decimal]]]
) -> Iterator[tuple[int, Decimal]]:
    """List what a formula gives for each year, and for targets set in raw counts; not where a count is missing."""
    years = {tahun + variabel.mundur for variabel in rumus.daftar_variabel for tahun in series[variabel.kode]}
    for tahun, counts in (*((tahun, {}) for tahun in sorted(years)), *targets):
        values = {
            variabel: counts[variabel.kode]
            if variabel.kode in counts and not variabel.mundur
            else series[variabel.kode].get(tahun - variabel.mundur)
            for variabel in rumus.daftar_variabel
        }
        known = {variabel: nilai for variabel, nilai in values.items() if nilai is not None}
        if len(known) == len(values):
            # A divisor of nought is told where the result is printed.
            with suppress(ArithmeticError):
                yield tahun, rumus.evaluate(known.__getitem__)


BASIC = (
    rumus_salah,
    realisasi_tidak_tunggal,
    realisasi_tidak_ada,
    data_tidak_ada,
    target_tidak_sesuai,
    indikator_salah_tingkat,
    perjanjian_tidak_berurutan,
    skala_cacat,
    jenjang_tidak_dikenal,
    unit_tidak_berpangkal,
    target_negatif,
    hasil_terlalu_besar,
)
DATA = (target_nol, pegawai_tidak_sama)
