"""LKJ14x: personnel and assets that contradict each other."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lkj.finding import Related, Severity
from lkj.rules.aturan import Flaw, aturan
from lkj.rules.hitungan import fold, write_gap, write_number, write_sum

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lkj.laporan import Laporan
    from lkj.load import DataTahun
    from lkj.model.pendukung import (
        Aset,
        Barang,
        Jabatan,
        KelompokBarang,
        KelompokJabatan,
        Kendaraan,
        Sdm,
        SusunanPegawai,
    )
    from lkj.rules.aturan import Aturan

    Bernama = KelompokJabatan | Jabatan | KelompokBarang | Barang | Kendaraan

_COUNTS = ("formasi", "pegawai")


@aturan("LKJ140", Severity.CATATAN)
def pegawai_melebihi_formasi(data: DataTahun) -> Iterator[Flaw]:
    """Pegawai lebih banyak daripada formasinya.

    Mengapa:
        Formasi adalah kebutuhan menurut peta jabatan. Pegawai yang melebihinya berarti formasi belum diperbarui, atau
        salah satu angka keliru. Pegawai yang berjenjang lain daripada formasinya tidak dipersoalkan.

    Dasar hukum:
        PermenPANRB 1/2020: kebutuhan pegawai setiap jabatan dihitung dengan analisis beban kerja.

    Salah:
        # sdm.yaml
        kelompok:
          - nama: Pustakawan
            formasi:
              S1: 6
              D3: 4
            pegawai:
              S1: 4
              D3: 5
            laki_laki: 3
            perempuan: 6

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
    for susunan in _iter_susunan(data.sdm):
        formasi, pegawai = susunan.formasi, susunan.pegawai
        if not formasi or min((*formasi.values(), *pegawai.values())) < 0:
            continue
        above = [jenjang for jenjang in formasi if pegawai.get(jenjang, 0) > formasi[jenjang]]
        for jenjang in above:
            yield Flaw(
                susunan.at("pegawai", jenjang),
                f"Pegawai {jenjang} pada “{susunan.nama}” {_write_excess(pegawai[jenjang], formasi[jenjang])}.",
                "periksa `pegawai` dan `formasi`; bila memang lebih, jelaskan dalam naskah",
                (Related(susunan.at("formasi", jenjang), "formasinya"),),
            )
        all_formasi, all_pegawai = sum(formasi.values()), sum(pegawai.values())
        if not above and all_pegawai > all_formasi:
            yield Flaw(
                susunan.at_key("pegawai"),
                f"Pegawai pada “{susunan.nama}” {_write_excess(all_pegawai, all_formasi)}.",
                "periksa `pegawai` dan `formasi`; bila memang lebih, jelaskan dalam naskah",
                (Related(susunan.at_key("formasi"), "formasinya"),),
            )


def _write_excess(pegawai: int, formasi: int) -> str:
    return f"melebihi formasinya: {pegawai} − {formasi} = {pegawai - formasi} orang"


def _iter_susunan(sdm: Sdm | None) -> Iterator[KelompokJabatan | Jabatan]:
    """List the groups and positions that hold figures."""
    for kelompok in sdm.kelompok if sdm else ():
        yield from kelompok.jabatan or (kelompok,)


@aturan("LKJ141")
def jumlah_pegawai_negatif(data: DataTahun) -> Iterator[Flaw]:
    """Formasi atau banyak pegawai bernilai negatif.

    Mengapa:
        Orang tidak dapat berjumlah negatif, dan jumlah seluruh pegawai ikut berkurang.

    Dasar hukum:
        Praktik baik: yang dihitung paling sedikit nol.

    Salah:
        # sdm.yaml
        kelompok:
          - nama: Pustakawan
            formasi:
              S1: -6
              D3: 4
            pegawai:
              S1: 5
              D3: 4
            laki_laki: 3
            perempuan: 6

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
    for susunan in _iter_susunan(data.sdm):
        for field in _COUNTS:
            counts: Mapping[str, int] = getattr(susunan, field)
            for jenjang, jumlah in counts.items():
                if jumlah < 0:
                    yield Flaw(
                        susunan.at(field, jenjang),
                        f"`{field}` {jenjang} pada “{susunan.nama}” bernilai negatif: {jumlah}.",
                        f"tulis {-jumlah} bila tandanya salah ketik, atau hapus bila tidak ada",
                    )


@aturan("LKJ142", Severity.PERINGATAN)
def jenis_kelamin_kosong(data: DataTahun) -> Iterator[Flaw]:
    """Pegawai suatu jabatan tidak dirinci menurut jenis kelamin, padahal jabatan lain dirinci.

    Mengapa:
        Jumlah laki-laki dan perempuan seluruhnya menjadi lebih kecil daripada jumlah pegawai, sehingga porsi keduanya
        keliru.

    Dasar hukum:
        Praktik baik: jumlah menurut jenjang dan menurut jenis kelamin menghitung orang yang sama.

    Salah:
        # sdm.yaml
        kelompok:
          - nama: Pustakawan
            pegawai:
              S1: 5
              D3: 4
            laki_laki: 3
            perempuan: 6
          - nama: Pelaksana
            pegawai:
              D3: 2

    Benar:
        # sdm.yaml
        kelompok:
          - nama: Pustakawan
            pegawai:
              S1: 5
              D3: 4
            laki_laki: 3
            perempuan: 6
          - nama: Pelaksana
            pegawai:
              D3: 2
            laki_laki: 1
            perempuan: 1
    """
    staffed = [susunan for susunan in _iter_susunan(data.sdm) if any(susunan.pegawai.values())]
    counted = [susunan for susunan in staffed if _counts_sexes(susunan)]
    for susunan in staffed if counted else ():
        if not _counts_sexes(susunan):
            yield Flaw(
                susunan.at_key("pegawai"),
                f"{sum(susunan.pegawai.values())} pegawai pada “{susunan.nama}” tidak dirinci menurut jenis kelamin.",
                "tulis `laki_laki` dan `perempuan`",
                (Related(counted[0].at("nama"), "jabatan ini dirinci"),),
            )


def _counts_sexes(susunan: SusunanPegawai) -> bool:
    # Whoever writes a zero has counted; LKJ114 compares the counts.
    return bool(susunan.model_fields_set & {"laki_laki", "perempuan"})


@aturan("LKJ143", Severity.PERINGATAN)
def sumber_daya_ganda(data: DataTahun) -> Iterator[Flaw]:
    """Dua kelompok, jabatan, barang, atau kendaraan bernama sama.

    Mengapa:
        Baris bernama sama tidak dapat dibedakan dalam tabel. Biasanya satu baris tersalin dua kali, sehingga orang atau
        barangnya terhitung ganda, atau namanya lupa diganti sesudah disalin.

    Dasar hukum:
        Praktik baik: setiap baris tabel mempunyai nama sendiri.

    Salah:
        # aset.yaml
        kendaraan:
          - nama: Mobil pustaka
            jumlah: 2
          - nama: Mobil pustaka
            jumlah: 1

    Benar:
        # aset.yaml
        kendaraan:
          - nama: Mobil pustaka
            jumlah: 2
          - nama: Mobil jabatan
            jumlah: 1
    """
    for entries in _list_siblings(data):
        first: dict[str, Bernama] = {}
        for entry in entries:
            same = first.setdefault(fold(entry.nama), entry)
            if same is not entry:
                yield Flaw(
                    entry.at("nama"),
                    f"Nama “{entry.nama}” dipakai dua kali.",
                    "bedakan namanya, atau hapus salah satu bila tersalin dua kali",
                    (Related(same.at("nama"), "dipakai pertama kali di sini"),),
                )


def _list_siblings(data: DataTahun) -> list[Sequence[Bernama]]:
    """List what stands beside each other in the tables."""
    lists: list[Sequence[Bernama]] = []
    if data.sdm:
        lists += [data.sdm.kelompok, *(kelompok.jabatan for kelompok in data.sdm.kelompok)]
    if data.aset:
        lists += [data.aset.kelompok, *(kelompok.barang for kelompok in data.aset.kelompok), data.aset.kendaraan]
    return lists


@aturan("LKJ144", Severity.PERINGATAN)
def kendaraan_tidak_sama(data: DataTahun) -> Iterator[Flaw]:
    """Banyak kendaraan tidak sama dengan banyak alat angkutan dalam daftar aset.

    Mengapa:
        Kendaraan dinas tercatat sebagai alat angkutan. Dua jumlah dalam satu subbab yang berbeda akan ditanyakan; bila
        alat angkutan memang mencakup yang bukan kendaraan, sebutkan.

    Dasar hukum:
        Permendagri 108/2016: kendaraan termasuk alat angkutan dalam penggolongan barang milik daerah.

    Salah:
        # aset.yaml
        kendaraan:
          - nama: Mobil pustaka
            jumlah: 2

    Benar:
        # aset.yaml
        kendaraan:
          - nama: Mobil pustaka
            jumlah: 3
    """
    aset = data.aset
    transport = _list_transport(aset) if aset else []
    if aset is None or not aset.kendaraan or not transport:
        return
    vehicles = [Decimal(entry.jumlah) for entry in aset.kendaraan]
    counted, recorded = sum(vehicles, Decimal(0)), Decimal(sum(barang.jumlah or 0 for barang in transport))
    if counted != recorded:
        total = write_sum(vehicles) if len(vehicles) > 1 else write_number(counted)
        yield Flaw(
            aset.at_key("kendaraan"),
            f"Kendaraan berjumlah {total}, sedangkan alat angkutan dalam daftar aset {write_number(recorded)}, "
            f"selisih {write_gap(counted, recorded)}.",
            "samakan keduanya, atau jelaskan selisihnya dalam `keterangan`",
            tuple(Related(barang.at("nama"), f"jumlah “{barang.nama}”") for barang in transport),
        )


def _list_transport(aset: Aset) -> list[Barang]:
    return [barang for kelompok in aset.kelompok for barang in kelompok.barang if "angkutan" in barang.nama.casefold()]


@aturan("LKJ145", Severity.PERINGATAN)
def barang_sebelah(data: DataTahun) -> Iterator[Flaw]:
    """Barang mempunyai jumlah tanpa nilai, atau nilai tanpa jumlah.

    Mengapa:
        Angka yang kosong dicetak sebagai nihil. Barang yang ada mempunyai nilai, dan nilai adalah nilai suatu barang.

    Dasar hukum:
        Praktik baik: daftar aset memuat banyak dan nilai barang; barang tanpa nilai buku ditulis bernilai 0.

    Salah:
        # aset.yaml
        kelompok:
          - nama: Peralatan dan Mesin
            barang:
              - nama: Alat Angkutan
                jumlah: 3
                nilai: 900000000
              - nama: Komputer
                jumlah: 12

    Benar:
        # aset.yaml
        kelompok:
          - nama: Peralatan dan Mesin
            barang:
              - nama: Alat Angkutan
                jumlah: 3
                nilai: 900000000
              - nama: Komputer
                jumlah: 12
                nilai: 96000000
    """
    for kelompok in data.aset.kelompok if data.aset else ():
        for barang in kelompok.barang:
            if barang.jumlah and barang.nilai is None:
                yield Flaw(
                    barang.at_key("jumlah"),
                    f"“{barang.nama}” berjumlah {write_number(Decimal(barang.jumlah))}, tetapi nilainya tidak ditulis.",
                    "tulis `nilai`; tulis 0 bila nilai bukunya sudah habis",
                )
            if barang.nilai and not barang.jumlah:
                yield Flaw(
                    barang.at_key("nilai"),
                    f"“{barang.nama}” bernilai {write_number(barang.nilai)}, tetapi jumlahnya "
                    f"{'tidak ditulis' if barang.jumlah is None else 'nol'}.",
                    "tulis `jumlah`",
                )


@aturan("LKJ146", Severity.CATATAN)
def jenjang_tidak_dipakai(data: DataTahun) -> Iterator[Flaw]:
    """Jenjang pendidikan yang dicantumkan tidak ada formasi maupun pegawainya.

    Mengapa:
        Tabel pegawai memuat kolom yang seluruhnya kosong. Bila pegawainya sebenarnya ada, mereka tercatat pada jenjang
        lain.

    Dasar hukum:
        Praktik baik: tabel hanya memuat kolom yang berisi.

    Salah:
        # sdm.yaml
        jenjang:
          - S1
          - D3
          - SMA

    Benar:
        # sdm.yaml
        jenjang:
          - S1
          - D3
    """
    if data.sdm is None:
        return
    used = {
        jenjang
        for susunan in _iter_susunan(data.sdm)
        for counts in (susunan.formasi, susunan.pegawai)
        for jenjang, jumlah in counts.items()
        if jumlah
    }
    # LKJ113 reports the others, and one of them is perhaps what is missed here.
    known = used.issubset(data.sdm.jenjang)
    for index, jenjang in enumerate(data.sdm.jenjang):
        if known and jenjang not in used:
            yield Flaw(
                data.sdm.at("jenjang", index),
                f"Tidak ada formasi maupun pegawai berjenjang “{jenjang}”.",
                "hapus jenjang ini, atau periksa jenjang pegawai",
            )


@aturan("LKJ147")
def jenjang_ganda(data: DataTahun) -> Iterator[Flaw]:
    """Satu jenjang pendidikan dicantumkan dua kali.

    Mengapa:
        Setiap jenjang menjadi satu kolom. Pegawai pada jenjang yang dicantumkan dua kali tampak dalam dua kolom dan
        terhitung ganda.

    Dasar hukum:
        Praktik baik: setiap orang dihitung sekali.

    Salah:
        # sdm.yaml
        jenjang:
          - S1
          - D3
          - S1

    Benar:
        # sdm.yaml
        jenjang:
          - S1
          - D3
    """
    if data.sdm is None:
        return
    first: dict[str, int] = {}
    for index, jenjang in enumerate(data.sdm.jenjang):
        if first.setdefault(jenjang, index) != index:
            yield Flaw(
                data.sdm.at("jenjang", index),
                f"Jenjang “{jenjang}” sudah dicantumkan.",
                "hapus salah satu",
                (Related(data.sdm.at("jenjang", first[jenjang]), "dicantumkan pertama kali di sini"),),
            )


DATA: tuple[Aturan[DataTahun], ...] = (
    pegawai_melebihi_formasi,
    jumlah_pegawai_negatif,
    jenis_kelamin_kosong,
    sumber_daya_ganda,
    kendaraan_tidak_sama,
    barang_sebelah,
    jenjang_tidak_dipakai,
    jenjang_ganda,
)
REPORT: tuple[Aturan[Laporan], ...] = ()
