"""LKJ319 to LKJ320: amounts that were copied, and a year's budget that hardly follows on the last."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lkj.finding import Related, Severity
from lkj.rules.aturan import Flaw, aturan
from lkj.rules.hitungan import write_number, write_rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lkj.finding import Position
    from lkj.laporan import Laporan
    from lkj.load import DataTahun
    from lkj.model.anggaran import JenisBelanja
    from lkj.rules.aturan import Aturan

# Two items may well both get ten million; the same amount to the thousand is a coincidence.
_BULAT = 1_000_000
# As for a ceiling: a digit too much or too little makes a tenfold amount.
_LONJAKAN = 8


@aturan("LKJ319", Severity.PERINGATAN)
def jumlah_tersalin(data: DataTahun) -> Iterator[Flaw]:
    """Dua pos anggaran mempunyai jumlah yang persis sama.

    Mengapa:
        Dua jumlah yang tidak bulat hampir tidak pernah sama sampai ke rupiahnya. Biasanya baris disalin, lalu angkanya
        lupa diganti.

    Dasar hukum:
        Praktik baik: angka yang kebetulan sama diperiksa ke dokumen asalnya sebelum laporan ditandatangani.

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
                sub_kegiatan:
                  - kode: 1.2.1.1
                    nama: Pengatalogan
                    pagu_induk: 150000000
                    pagu_perubahan: 125000000
                    realisasi: 120125500
                  - kode: 1.2.1.2
                    nama: Pelabelan
                    pagu_induk: 150000000
                    pagu_perubahan: 125000000
                    realisasi: 120125500

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
                sub_kegiatan:
                  - kode: 1.2.1.1
                    nama: Pengatalogan
                    pagu_induk: 150000000
                    pagu_perubahan: 125000000
                    realisasi: 120125500
                  - kode: 1.2.1.2
                    nama: Pelabelan
                    pagu_induk: 150000000
                    pagu_perubahan: 125000000
                    realisasi: 119875250
    """
    for column in _list_columns(data):
        first: dict[Decimal, tuple[str, Position]] = {}
        for name, (nilai, place) in column.items():
            if nilai % _BULAT == 0:
                continue
            other, at = first.setdefault(nilai, (name, place))
            if other != name:
                yield Flaw(
                    place,
                    f"Jumlah {name} persis sama dengan {other}: {write_number(nilai)}.",
                    "periksa apakah baris ini disalin tanpa mengganti angkanya",
                    (Related(at, other),),
                )


def _list_columns(data: DataTahun) -> Iterator[Mapping[str, tuple[Decimal, Position]]]:
    """List the amounts of each kind that stand in one column, by the item they belong to: those of the lowest level."""
    anggaran = data.anggaran
    lowest = [pos for pos in anggaran.iter_pos() if not pos.rincian]
    for field in ("pagu_induk", "pagu_perubahan", "realisasi"):
        amounts = {pos.kode: (getattr(pos, field), pos.at(field)) for pos in lowest}
        yield {f"{field} {kode}": amount for kode, amount in amounts.items() if amount[0] is not None}
    yield {
        f"realisasi sasaran {kode}": (nilai, anggaran.at("realisasi_sasaran", kode))
        for kode, nilai in anggaran.realisasi_sasaran.items()
    }


@aturan("LKJ320", Severity.PERINGATAN)
def belanja_melonjak(data: DataTahun) -> Iterator[Flaw]:
    """Jumlah jenis belanja delapan kali lipat atau lebih dari tahun sebelumnya.

    Mengapa:
        Kenaikan anggaran dicetak dalam laporan. Perbedaan sebesar itu hampir selalu satu angka yang hilang atau
        terketik dua kali.

    Dasar hukum:
        Praktik baik: angka yang berubah luar biasa diperiksa ke dokumen asalnya sebelum laporan ditandatangani.

    Salah:
        # ../2024/anggaran.yaml
        jenis_belanja:
          - tahun: 2024
            operasi: 9000000000
            modal: 150000000
            tak_terduga: 0
            transfer: 0
        # anggaran.yaml
        jenis_belanja:
          - tahun: 2024
            operasi: 9000000000
            modal: 150000000
            tak_terduga: 0
            transfer: 0

    Benar:
        # ../2024/anggaran.yaml
        jenis_belanja:
          - tahun: 2024
            operasi: 500000000
            modal: 150000000
            tak_terduga: 0
            transfer: 0
        # anggaran.yaml
        jenis_belanja:
          - tahun: 2024
            operasi: 500000000
            modal: 150000000
            tak_terduga: 0
            transfer: 0
    """
    years = {belanja.tahun: belanja for belanja in data.anggaran.jenis_belanja}
    for tahun, belanja in years.items():
        before = years.get(tahun - 1)
        now, then = _sum(belanja), _sum(before) if before else Decimal(0)
        if before and min(now, then) > 0 and max(now, then) >= _LONJAKAN * min(now, then):
            factor = write_rounded(max(now, then) / min(now, then), 1)
            yield Flaw(
                belanja.at("tahun"),
                f"Belanja {tahun} berjumlah {write_number(now)}, tahun {tahun - 1} {write_number(then)}: "
                f"{factor} kali lebih {'besar' if now > then else 'kecil'}.",
                "periksa apakah ada angka nol yang hilang atau berlebih pada salah satu tahun",
                (Related(before.at("tahun"), f"belanja {tahun - 1}"),),
            )


def _sum(belanja: JenisBelanja) -> Decimal:
    return belanja.operasi + belanja.modal + belanja.tak_terduga + belanja.transfer


DATA: tuple[Aturan[DataTahun], ...] = (jumlah_tersalin, belanja_melonjak)
REPORT: tuple[Aturan[Laporan], ...] = ()
