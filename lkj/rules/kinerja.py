"""LKJ20x: what is to be known about targets and realisations before they are signed."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from lkj.angka import Angka, unknown
from lkj.compute.capaian import Polaritas, compute_capaian, compute_persentase, compute_perubahan_relatif
from lkj.finding import Position, Related, Severity
from lkj.format import format_desimal, format_ringkas, join_dan, round_half_up
from lkj.ingatan import remember_last
from lkj.laporan.kinerja import DESIMAL_PERSEN, PERSEN, Pembaca, Rentang
from lkj.rules.aturan import Flaw, aturan
from lkj.rules.hitungan import count_decimals, write_gap, write_number, write_rounded
from lkj.rules.struktur import read_rumus, rumus_salah

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lkj.compute.rumus import Rumus, Variabel
    from lkj.laporan import Laporan
    from lkj.laporan.kinerja import Kinerja
    from lkj.laporan.perjanjian import DokumenPerjanjian, Janji
    from lkj.load import DataTahun
    from lkj.model.indikator import Indikator
    from lkj.model.realisasi import Data, Realisasi, RealisasiTriwulan
    from lkj.model.target import RencanaAksi, TargetIndikator
    from lkj.rules.aturan import Aturan

_SERATUS = Decimal(100)
_CAPAIAN_TERTINGGI = Decimal(200)
_CAPAIAN_TERENDAH = Decimal(25)
_LONJAKAN = Decimal(50)
# Smaller counts double or halve by themselves.
_HITUNGAN_KECIL = 10

_BUKAN_HITUNGAN = re.compile(r"%|\b(rp|rupiah|persen|poin|nilai|indeks|skor|derajat)\b", re.IGNORECASE)
_SELISIH = re.compile(
    r"\b(selisih|pertambahan|penambahan|pertumbuhan|perubahan|kenaikan|penurunan|surplus|defisit|neto|laba)\b",
    re.IGNORECASE,
)
# What is planned can be exceeded, as can an estimated population that is to be served.
_RENCANA = re.compile(r"\b(target|rencana|sasaran|kebutuhan|kuota|proyeksi|perkiraan)\b", re.IGNORECASE)


@aturan("LKJ201", Severity.PERINGATAN)
def realisasi_kosong(data: DataTahun) -> Iterator[Flaw]:
    """Realisasi tahun laporan belum ada.

    Mengapa:
        Capaian indikator tidak dapat dihitung. Laporan mencetak alasannya di tempat angka, dan pembaca akan menanyakan
        angka itu.

    Dasar hukum:
        PermenPANRB 53/2014: laporan membandingkan target dan realisasi setiap indikator.

    Salah:
        # realisasi.yaml
        realisasi:
          - indikator: pengadaan
            nilai:
              2024: 380
              2025:
            alasan: berita acara triwulan IV belum diterima

    Benar:
        # realisasi.yaml
        realisasi:
          - indikator: pengadaan
            nilai:
              2024: 380
              2025: 405
    """
    daftar: tuple[Realisasi | Data, ...] = (*data.realisasi.realisasi, *data.realisasi.data)
    for entry in daftar:
        if data.tahun in entry.nilai and entry.nilai[data.tahun] is None:
            yield Flaw(
                entry.at_key("nilai", data.tahun),
                f"Nilai {data.tahun} belum ada: {entry.alasan}.",
                "isi nilainya setelah diketahui; sampai saat itu laporan mencetak alasannya",
            )


@aturan("LKJ202", Severity.PERINGATAN)
def capaian_tidak_wajar(laporan: Laporan) -> Iterator[Flaw]:
    """Capaian melebihi 200% atau kurang dari 25%.

    Mengapa:
        Hasil lebih dari dua kali target, atau kurang dari seperempatnya, hampir selalu berarti salah ketik, salah
        satuan, atau target yang tidak sungguh-sungguh. Ketiganya merusak arti semua capaian lain.

    Dasar hukum:
        PermenPANRB 88/2021: target kinerja harus menantang dan realistis.

    Salah:
        # realisasi.yaml
        realisasi:
          - indikator: pengadaan
            nilai:
              2024: 380
              2025: 905

    Benar:
        # realisasi.yaml
        realisasi:
          - indikator: pengadaan
            nilai:
              2024: 380
              2025: 405
    """
    blamed = find_blamed(laporan)
    for kinerja in laporan.indikator.values():
        if isinstance(kinerja.target, Rentang) or not kinerja.target.ada or is_blamed(kinerja, blamed):
            continue
        # Without the cap, which would hide what is to be found.
        capaian = compute_capaian(kinerja.realisasi, kinerja.target, kinerja.indikator.polaritas)
        if capaian.ada and not _CAPAIAN_TERENDAH <= capaian.pasti <= _CAPAIAN_TERTINGGI:
            too_high = capaian.pasti > _CAPAIAN_TERTINGGI
            capped = " sebelum dibatasi" if kinerja.indikator.batas_capaian is not None else ""
            yield Flaw(
                kinerja.realisasi.positions()[0],
                f"Capaian {kinerja.kode} {write_rounded(capaian.pasti, DESIMAL_PERSEN)}%{capped} tidak wajar: "
                f"realisasi {format_ringkas(kinerja.realisasi)} terhadap target {format_ringkas(kinerja.target)}.",
                "periksa angka dan satuan keduanya; bila benar, "
                f"{'targetnya terlalu rendah' if too_high else 'jelaskan sebabnya dalam analisis'}",
                (Related(kinerja.target.positions()[0], "targetnya"),),
            )


@aturan("LKJ203", Severity.PERINGATAN)
def nilai_melonjak(laporan: Laporan) -> Iterator[Flaw]:
    """Nilai indikator atau data mentah naik atau turun lebih dari 50% dalam setahun.

    Mengapa:
        Lonjakan sebesar itu sering berasal dari angka yang tertukar atau cara menghitung yang berubah. Bila memang
        benar, pembaca menanyakan sebabnya.

    Dasar hukum:
        PermenPANRB 53/2014: laporan membandingkan realisasi dengan tahun lalu serta menganalisis penyebab peningkatan
        atau penurunan kinerja.

    Salah:
        # realisasi.yaml
        realisasi:
          - indikator: pengadaan
            nilai:
              2024: 380
              2025: 650

    Benar:
        # realisasi.yaml
        realisasi:
          - indikator: pengadaan
            nilai:
              2024: 380
              2025: 405
    """
    blamed = find_blamed(laporan)
    implausible = {finding.position for finding in capaian_tidak_wajar(laporan)}
    explained = set()
    users: dict[str, list[str]] = defaultdict(list)
    for kinerja in laporan.indikator.values():
        for variabel in kinerja.variabel:
            users[variabel.kode].append(kinerja.kode)
        if is_blamed(kinerja, blamed | implausible):
            explained.add(kinerja.kode)
        elif kinerja.perubahan_relatif.ada and abs(kinerja.perubahan_relatif.pasti) > _LONJAKAN:
            explained.add(kinerja.kode)
            yield _describe_jump(kinerja, laporan.tahun)
    for seri in laporan.data.realisasi.data:
        own = users[seri.kode]
        if not own or not explained.issuperset(own):
            yield from _find_jumps(seri, laporan.tahun, blamed)


def _describe_jump(kinerja: Kinerja, tahun: int) -> Flaw:
    kini, lalu = kinerja.realisasi, kinerja.realisasi_lalu
    relatif = kinerja.perubahan_relatif.pasti
    return Flaw(
        kini.positions()[0],
        f"Realisasi {kinerja.kode} {_write_change(relatif)} dari tahun {tahun - 1}: "
        f"({write_exact(kini)} − {write_term(lalu)}) ÷ {write_exact(lalu).removeprefix('−')} × 100 = "
        f"{_write_minus(relatif)}.",
        "periksa realisasi kedua tahun; bila benar, jelaskan sebabnya dalam analisis",
        relate(f"realisasi {tahun - 1}: {format_ringkas(lalu)}", lalu.positions()[0]),
    )


def _find_jumps(seri: Data, tahun: int, blamed: set[Position]) -> Iterator[Flaw]:
    """Find the jumps of a count; several are one finding, because a wrong number in between makes two of them."""
    known = sorted((year, nilai) for year, nilai in seri.nilai.items() if nilai is not None and year <= tahun)
    jumps = [(one, other) for one, other in pairwise(known) if _is_jump(*one, *other)]
    place = seri.at("nilai", jumps[0][1][0]) if jumps else None
    if place and place not in blamed:
        texts = (
            f"{write_number(before)} ({year}) menjadi {write_number(after)} ({next_year}), "
            f"{_write_change(compute_perubahan_relatif(after, before))}"
            for (year, before), (next_year, after) in jumps
        )
        yield Flaw(
            place,
            f"{seri.nama} melonjak: {'; '.join(texts)}.",
            "periksa angka kedua tahun; bila benar, jelaskan sebabnya dalam analisis",
        )


def _is_jump(year: int, before: Decimal, next_year: int, after: Decimal) -> bool:
    if next_year - year > 1 or not before or max(abs(before), abs(after)) < _HITUNGAN_KECIL:
        return False
    return abs(compute_perubahan_relatif(after, before)) > _LONJAKAN


def _write_change(relatif: Decimal) -> str:
    return f"{'naik' if relatif > 0 else 'turun'} {write_rounded(abs(relatif), DESIMAL_PERSEN)}%"


def write_exact(angka: Angka) -> str:
    """Write a number so that a planner who computes with it gets the same result: a quotient with two more decimals."""
    nilai = angka.pasti
    desimal = angka.desimal if round_half_up(nilai, angka.desimal) == nilai else angka.desimal + 2
    text = write_rounded(nilai, desimal) if angka.position is None else write_number(nilai)
    return text.replace("-", "−")


def write_term(angka: Angka) -> str:
    """Write a number after an operator, in brackets if it is negative."""
    text = write_exact(angka)
    return f"({text})" if text.startswith("−") else text


def _write_minus(nilai: Decimal) -> str:
    return write_rounded(nilai, DESIMAL_PERSEN).replace("-", "−")


@aturan("LKJ204", Severity.PERINGATAN)
def alasan_target_tidak_sesuai(laporan: Laporan) -> Iterator[Flaw]:
    """Target berubah atau lebih mudah daripada hasil tahun lalu tanpa alasan, atau beralasan tanpa perubahan.

    Mengapa:
        Target yang diubah di tengah tahun, atau yang ditetapkan di bawah hasil tahun lalu, terlihat seperti target yang
        dicari-cari. Alasannya dicetak di bawah Perjanjian Kinerja; alasan untuk target yang tidak berubah menyesatkan.

    Dasar hukum:
        PermenPANRB 53/2014: Perjanjian Kinerja disesuaikan bila pejabat, strategi, prioritas atau asumsinya berubah.
        PermenPANRB 88/2021: target kinerja harus menantang dan realistis.

    Salah:
        # target.yaml
        program_kegiatan:
          - indikator: pengadaan
            target: 370

    Benar:
        # target.yaml
        program_kegiatan:
          - indikator: pengadaan
            target: 370
            alasan: Harga buku naik, sedangkan anggarannya tetap.
    """
    setter: dict[str, TargetIndikator] = {entry.indikator: entry for entry in laporan.data.target.program_kegiatan}
    reported = set()
    for entry, janji in iter_janji(laporan.perjanjian):
        kode, changed = entry.indikator, _is_changed(janji)
        if changed or janji.sebelum is None:
            setter[kode] = entry
        if changed and janji.sebelum and not entry.alasan:
            reported.add(kode)
            yield Flaw(
                place_target(entry),
                f"Target {kode} berubah dari {write_target(janji.sebelum)} menjadi {write_target(janji.target)}, "
                "tanpa `alasan`.",
                "tulis `alasan` perubahannya, atau samakan target dengan perjanjian sebelumnya",
            )
        if changed is False and entry.alasan:
            yield Flaw(
                entry.at_key("alasan"),
                f"`alasan` perubahan target {kode} ditulis, padahal targetnya tetap {write_target(janji.target)}.",
                "hapus `alasan`, perbaiki target, atau pindahkan `alasan` ke perjanjian yang menetapkannya",
            )
    yield from _find_easy(laporan, {kode: entry for kode, entry in setter.items() if kode not in reported})


def iter_janji(perjanjian: Iterable[DokumenPerjanjian]) -> Iterator[tuple[TargetIndikator, Janji]]:
    """List the targets of agreements, each as it was typed and as it is printed."""
    for dokumen in perjanjian:
        for written, printed in zip(dokumen.perjanjian.sasaran, dokumen.sasaran, strict=True):
            yield from zip(written.indikator, printed.janji, strict=True)


def _is_changed(janji: Janji) -> bool | None:
    """Tell whether a target differs from that of the agreement before; None where there is nothing to compare."""
    return None if janji.sebelum is None else differ(janji.target, janji.sebelum)


def differ(one: Angka | Rentang, other: Angka | Rentang) -> bool | None:
    """Tell whether two targets print as different ones; None where that is not known."""
    if isinstance(one, Rentang) and isinstance(other, Rentang):
        return not (is_same_angka(one.bawah, other.bawah) and is_same_angka(one.atas, other.atas))
    if isinstance(one, Rentang) or isinstance(other, Rentang) or not (one.ada and other.ada):
        return None
    return not is_same_angka(one, other)


def is_same_angka(one: Angka, other: Angka) -> bool:
    """Tell whether two known numbers print as the same one."""
    desimal = min(one.desimal, other.desimal)
    return round_half_up(one.pasti, desimal) == round_half_up(other.pasti, desimal)


def _find_easy(laporan: Laporan, setter: dict[str, TargetIndikator]) -> Iterator[Flaw]:
    """Find targets in force that ask for less than last year gave.

    Args:
        laporan: the report.
        setter: by indicator, the target entry that set the target in force.
    """
    blamed = find_blamed(laporan)
    for kode, entry in setter.items():
        kinerja = laporan.indikator[kode]
        target, lalu = kinerja.target, kinerja.realisasi_lalu
        if entry.alasan or isinstance(target, Rentang) or not (target.ada and lalu.ada) or is_blamed(kinerja, blamed):
            continue
        minimal = kinerja.indikator.polaritas is Polaritas.MINIMAL
        if not is_same_angka(target, lalu) and (target > lalu) == minimal:
            yield Flaw(
                place_target(entry),
                f"Target {kode} {format_ringkas(target)} lebih {'tinggi' if minimal else 'rendah'} daripada "
                f"realisasi {laporan.tahun - 1} sebesar {format_ringkas(lalu)}, tanpa `alasan`.",
                "tetapkan target yang tidak lebih mudah daripada hasil tahun lalu, atau tulis `alasan`",
                relate(f"realisasi {laporan.tahun - 1}", lalu.positions()[0]),
            )


def place_target(entry: TargetIndikator) -> Position:
    """Find the place of the figure a target is set by."""
    return entry.at(next(field for field in ("target", "bawah", "data") if getattr(entry, field) not in (None, {})))


def write_target(target: Angka | Rentang) -> str:
    """Write a target as a finding shows it."""
    if isinstance(target, Rentang):
        return f"{format_ringkas(target.bawah)} sampai {format_ringkas(target.atas)}"
    return format_ringkas(target)


@aturan("LKJ205", Severity.PERINGATAN)
def tahun_rumus_berbeda(data: DataTahun) -> Iterator[Flaw]:
    """Rumus membagi data satu tahun dengan data lain dari tahun yang berbeda.

    Mengapa:
        Bagian dan keseluruhannya harus dihitung pada saat yang sama. Hanya pertumbuhan yang membandingkan data dua
        tahun, dan di situ datanya sama.

    Dasar hukum:
        Perpres 29/2014: indikator kinerja harus spesifik dan dapat diukur.

    Salah:
        # indikator.yaml
        indikator:
          - kode: rasio_judul
            nama: Rasio judul buku terhadap anggota
            kegiatan: 1.2.1
            satuan: "%"
            desimal: 2
            rumus: judul[t] / anggota[t-1] * 100
        # target.yaml
        program_kegiatan:
          - indikator: rasio_judul
            target: 125

    Benar:
        # indikator.yaml
        indikator:
          - kode: rasio_judul
            nama: Rasio judul buku terhadap anggota
            kegiatan: 1.2.1
            satuan: "%"
            desimal: 2
            rumus: judul[t] / anggota[t] * 100
        # target.yaml
        program_kegiatan:
          - indikator: rasio_judul
            target: 125
    """
    known = {seri.kode for seri in data.realisasi.data}
    for indikator in data.indikator.indikator:
        rumus = read_rumus(indikator, known)
        for above, below in _iter_divisions(rumus) if rumus else ():
            if _is_mixed(above, below):
                yield Flaw(
                    indikator.at("rumus"),
                    f"Rumus membagi {_write_data(above, data.tahun)} dengan {_write_data(below, data.tahun)}.",
                    "pakai data tahun yang sama di atas dan di bawah tanda bagi",
                )


def _iter_divisions(rumus: Rumus) -> Iterator[tuple[set[Variabel], set[Variabel]]]:
    """List the divisions of a formula, each with the variables above and below it."""
    # Numbers remember how they were made, even those without a value.
    facts = {variabel: unknown("") for variabel in rumus.daftar_variabel}
    names = {id(fact): variabel for variabel, fact in facts.items()}
    for part in _walk(rumus.evaluate(facts.__getitem__)):
        if part.operator == "/":
            above, below = ({names[id(p)] for p in _walk(side) if id(p) in names} for side in part.operan)
            yield above, below


def _walk(part: Angka) -> Iterator[Angka]:
    yield part
    for operan in part.operan:
        yield from _walk(operan)


def _is_mixed(above: set[Variabel], below: set[Variabel]) -> bool:
    """Tell whether a division has other data, of other years, above and below; growth has the same data."""
    return all(
        one and other and one.isdisjoint(other)
        for one, other in (
            ({variabel.mundur for variabel in above}, {variabel.mundur for variabel in below}),
            ({variabel.kode for variabel in above}, {variabel.kode for variabel in below}),
        )
    )


def _write_data(variables: Iterable[Variabel], tahun: int) -> str:
    return join_dan(
        [f"{kode} tahun {tahun - mundur}" for mundur, kode in sorted((v.mundur, v.kode) for v in variables)]
    )


@aturan("LKJ206")
def nilai_mustahil(data: DataTahun) -> Iterator[Flaw]:
    """Nilai tidak mungkin: banyaknya di bawah nol, atau bagian melebihi keseluruhannya.

    Mengapa:
        Yang dihitung satu per satu tidak dapat kurang dari nol, dan bagian tidak dapat melebihi keseluruhannya. Angka
        seperti itu pasti salah, begitu pula semua yang dihitung darinya.

    Dasar hukum:
        PermenPANRB 53/2014: reviu memastikan laporan menyajikan informasi kinerja yang andal dan akurat.

    Salah:
        # realisasi.yaml
        data:
          - kode: anggota_aktif
            nama: Jumlah Anggota Aktif
            satuan: orang
            nilai:
              2024: 3510
              2025: 8960

    Benar:
        # realisasi.yaml
        data:
          - kode: anggota_aktif
            nama: Jumlah Anggota Aktif
            satuan: orang
            nilai:
              2024: 3510
              2025: 3960
    """
    yield from _find_negative(data)
    series = {seri.kode: seri for seri in data.realisasi.data}
    shares = _find_shares(data, series)
    for kode_bagian, kode_seluruh in dict.fromkeys(shares.values()):
        bagian, seluruh = series[kode_bagian], series[kode_seluruh]
        for tahun, nilai in bagian.nilai.items():
            whole = seluruh.nilai.get(tahun)
            if nilai is not None and whole is not None and nilai > whole > 0:
                yield Flaw(
                    bagian.at("nilai", tahun),
                    f"{bagian.nama} {tahun} melebihi keseluruhannya: {_write_share(nilai, whole)}.",
                    "periksa kedua angka",
                    relate(seluruh.nama, seluruh.at("nilai", tahun)),
                )
    yield from _find_shares_above(data, shares, series)


def _find_negative(data: DataTahun) -> Iterator[Flaw]:
    daftar = {indikator.kode: indikator for indikator in data.indikator.indikator}
    entries: Iterable[tuple[Data | Realisasi, Data | Indikator | None]] = chain(
        ((seri, seri) for seri in data.realisasi.data),
        ((entry, daftar.get(entry.indikator)) for entry in data.realisasi.realisasi),
    )
    for fakta in data.iter_fakta():
        if fakta.nilai < 0 and is_hitungan(fakta.satuan, fakta.desimal) and not _SELISIH.search(fakta.nama):
            yield _describe_negative(fakta.at("nilai"), fakta.nama, fakta.nilai, fakta.satuan)
    for entry, owner in entries:
        if owner is None or not is_hitungan(owner.satuan, owner.desimal) or _SELISIH.search(owner.nama):
            continue
        for tahun, nilai in entry.nilai.items():
            if nilai is not None and nilai < 0:
                yield _describe_negative(entry.at("nilai", tahun), f"{owner.nama} {tahun}", nilai, owner.satuan)


def _describe_negative(place: Position, name: str, nilai: Decimal, satuan: str) -> Flaw:
    advice = "periksa angkanya; yang dihitung satu per satu paling sedikit nol"
    return Flaw(place, f"{name} sebesar {write_number(nilai)} {satuan}: kurang dari nol.", advice)


def is_hitungan(satuan: str, desimal: int) -> bool:
    """Tell whether a unit counts things one by one, so that its numbers are exact and not below zero."""
    return desimal == 0 and not _BUKAN_HITUNGAN.search(satuan)


def _find_shares(data: DataTahun, series: dict[str, Data]) -> dict[str, tuple[str, str]]:
    """Find the indicators that are a percentage of a whole: by code, the data that are its part and its whole."""
    shares = {}
    for indikator in data.indikator.indikator:
        rumus = read_rumus(indikator, series) if indikator.satuan == PERSEN else None
        if rumus is None or not _is_share(rumus):
            continue
        bagian, seluruh = (series.get(variabel.kode) for variabel in rumus.daftar_variabel)
        if bagian and seluruh and bagian.satuan == seluruh.satuan and not _RENCANA.search(seluruh.nama):
            shares[indikator.kode] = (bagian.kode, seluruh.kode)
    return shares


def _is_share(rumus: Rumus) -> bool:
    """Tell whether a formula is `a / b * 100`, however it is written."""
    if len({variabel.kode for variabel in rumus.daftar_variabel}) != 2 or len(rumus.daftar_variabel) != 2:  # noqa: PLR2004 # the part and its whole
        return False
    bagian, seluruh = rumus.daftar_variabel
    tried = [(Decimal(1), Decimal(2)), (Decimal(3), Decimal(2)), (Decimal(3), Decimal(8))]
    try:
        results = [rumus.evaluate({bagian: one, seluruh: other}.__getitem__) for one, other in tried]
    except ArithmeticError:
        return False
    return bagian.mundur == seluruh.mundur and results == [compute_persentase(one, other) for one, other in tried]


def _find_shares_above(data: DataTahun, shares: dict[str, tuple[str, str]], series: dict[str, Data]) -> Iterator[Flaw]:
    """Find targets and published values above 100 percent of the whole."""
    for entry in data.realisasi.realisasi:
        for tahun, nilai in entry.nilai.items() if entry.indikator in shares else ():
            if nilai is not None and nilai > _SERATUS:
                yield _describe_above(
                    entry.at("nilai", tahun), f"Nilai {entry.indikator} {tahun} {write_number(nilai)}%"
                )
    for target in data.iter_targets():
        if target.indikator not in shares:
            continue
        if target.target is not None and target.target > _SERATUS:
            yield _describe_above(target.at("target"), f"Target {target.indikator} {write_number(target.target)}%")
        bagian, seluruh = shares[target.indikator]
        whole = target.data.get(seluruh, series[seluruh].nilai.get(data.tahun))
        if bagian in target.data and whole is not None and target.data[bagian] > whole > 0:
            share = _write_share(target.data[bagian], whole)
            yield _describe_above(target.at("data", bagian), f"Target {target.indikator} {share}")


def _describe_above(place: Position, what: str) -> Flaw:
    advice = "periksa angkanya; bagian paling banyak sama dengan keseluruhannya"
    return Flaw(place, f"{what} melebihi 100%, padahal indikator ini bagian dari keseluruhan.", advice)


def _write_share(part: Decimal, whole: Decimal) -> str:
    share = write_rounded(compute_persentase(part, whole), DESIMAL_PERSEN)
    return f"{write_number(part)} ÷ {write_number(whole)} × 100 = {share}%"


@aturan("LKJ207", Severity.PERINGATAN)
def pembulatan_menyesatkan(laporan: Laporan) -> Iterator[Flaw]:
    """Pembulatan mencetak angka yang lain daripada yang ditetapkan, atau capaian 100,00% yang belum tercapai.

    Mengapa:
        Laporan mencetak setiap nilai dengan banyak desimal indikatornya. Target 30,125 yang tercetak 30,13 tidak lagi
        sama dengan dokumen asalnya, dan capaian yang tercetak 100,00% dikira tercapai.

    Dasar hukum:
        Praktik baik: angka dalam laporan sama dengan angka dalam dokumen yang menetapkannya.

    Salah:
        # renstra.yaml
        target:
          - indikator: kemutakhiran
            awal: 30.125
            tahunan:
              2024: 32
              2025: 34
              2026: 36
              2027: 38
              2028: 40
            akhir: 40

    Benar:
        # renstra.yaml
        target:
          - indikator: kemutakhiran
            awal: 30.13
            tahunan:
              2024: 32
              2025: 34
              2026: 36
              2027: 38
              2028: 40
            akhir: 40
    """
    yield from _find_cut(laporan.data)
    for kinerja in laporan.indikator.values():
        capaian = kinerja.capaian
        if capaian.ada and round_half_up(capaian.pasti, DESIMAL_PERSEN) == _SERATUS > capaian.pasti:
            yield Flaw(
                kinerja.realisasi.positions()[0],
                f"Capaian {kinerja.kode} {_write_below(capaian.pasti)}% tercetak 100,00%, tetapi dihitung belum "
                "mencapai target.",
                "periksa realisasi dan target; bila benar, jelaskan dalam naskah bahwa target belum tercapai",
            )


def _find_cut(data: DataTahun) -> Iterator[Flaw]:
    cut: dict[Position, list[tuple[Decimal, Position, Data | Indikator]]] = defaultdict(list)
    for owner, numbers in _iter_typed(data):
        # Fractions of what has no decimals at all are an error of their own.
        for nilai, place in numbers if owner.desimal else ():
            if round_half_up(nilai, owner.desimal) != nilai:
                cut[owner.at("kode")].append((nilai, place, owner))
    for found in cut.values():
        (nilai, place, owner), *others = sorted(found, key=lambda part: part[1])
        needed = max(count_decimals(number) for number, _, _ in found)
        printed = format_desimal(nilai, owner.desimal)
        yield Flaw(
            place,
            f"Angka {write_number(nilai)} tercetak {printed}, karena `desimal` {owner.kode} hanya {owner.desimal}.",
            f"tulis {printed.replace('.', '').replace(',', '.')}, atau naikkan `desimal` menjadi {needed} "
            f"({owner.at('desimal')})",
            tuple(
                Related(at, f"{write_number(number)} tercetak {format_desimal(number, owner.desimal)}")
                for number, at, _ in others
            ),
        )


def _iter_typed(data: DataTahun) -> Iterator[tuple[Data | Indikator, list[tuple[Decimal, Position]]]]:
    """List the numbers that were typed, each with what says how many decimals are printed."""
    series = {seri.kode: seri for seri in data.realisasi.data}
    daftar = {indikator.kode: indikator for indikator in data.indikator.indikator}
    for seri in data.realisasi.data:
        yield seri, _known((nilai, seri.at("nilai", tahun)) for tahun, nilai in seri.nilai.items())
    for target in data.iter_targets():
        for kode, nilai in target.data.items():
            yield series[kode], [(nilai, target.at("data", kode))]
        fields = [(getattr(target, field), target.at(field)) for field in ("target", "bawah", "atas")]
        parts = [(nilai, target.at("triwulan", index)) for index, nilai in enumerate(target.triwulan or ())]
        yield daftar[target.indikator], _known([*fields, *parts])
    for renstra in data.renstra.target:
        yearly = [(nilai, renstra.at("tahunan", tahun)) for tahun, nilai in renstra.tahunan.items()]
        ends = [(renstra.awal, renstra.at("awal")), (renstra.akhir, renstra.at("akhir"))]
        yield daftar[renstra.indikator], _known([*ends, *yearly])
    for entry in data.realisasi.realisasi:
        yield daftar[entry.indikator], _known((nilai, entry.at("nilai", t)) for t, nilai in entry.nilai.items())
    quarters: tuple[RencanaAksi | RealisasiTriwulan, ...] = (*data.target.rencana_aksi, *data.realisasi.triwulan)
    for quarterly in quarters:
        numbers = ((nilai, quarterly.at("triwulan", index)) for index, nilai in enumerate(quarterly.triwulan))
        yield daftar[quarterly.indikator], _known(numbers)
    for indikator in data.indikator.indikator:
        if indikator.standar_nasional:
            yield indikator, [(indikator.standar_nasional.nilai, indikator.standar_nasional.at("nilai"))]


def _known(numbers: Iterable[tuple[Decimal | None, Position]]) -> list[tuple[Decimal, Position]]:
    return [(nilai, place) for nilai, place in numbers if nilai is not None]


def _write_below(nilai: Decimal) -> str:
    """Write a number a little below 100 with as many decimals as show that it is below."""
    desimal = DESIMAL_PERSEN
    while round_half_up(nilai, desimal) >= _SERATUS:
        desimal += 1
    return write_rounded(nilai, desimal)


@aturan("LKJ208", Severity.PERINGATAN)
def indikator_bertentangan(laporan: Laporan) -> Iterator[Flaw]:
    """Dua indikator yang seharusnya sejalan menyatakan hal yang bertentangan.

    Mengapa:
        Kegiatan ada untuk mencapai indikator programnya. Bila semua indikator program tercapai tanpa satu pun indikator
        kegiatannya, atau sebaliknya, hubungan sebab akibat keduanya patut dipertanyakan. Dua target untuk ukuran yang
        sama tidak mungkin benar keduanya.

    Dasar hukum:
        PermenPANRB 88/2021: kinerja dijabarkan dari tingkat atas ke tingkat di bawahnya secara selaras.

    Salah:
        # realisasi.yaml
        realisasi:
          - indikator: pengolahan
            nilai:
              2024: 380
              2025: 390

    Benar:
        # realisasi.yaml
        realisasi:
          - indikator: pengolahan
            nilai:
              2024: 380
              2025: 405
    """
    for program in laporan.program.values():
        below = [kinerja for kegiatan in program.kegiatan for kinerja in kegiatan.indikator]
        reached, reached_below = _find_verdict(program.indikator), _find_verdict(below)
        if reached is not None and reached_below is not None and reached != reached_below:
            yield Flaw(
                program.indikator[0].realisasi.positions()[0],
                f"{_write_verdict(reached)} indikator program {program.program.kode} tercapai, tetapi "
                f"{_write_verdict(reached_below).lower()} indikator kegiatannya tercapai.",
                "periksa realisasi keduanya; bila benar, jelaskan dalam analisis atau perbaiki indikator kegiatannya",
                tuple(
                    Related(
                        kinerja.realisasi.positions()[0], f"capaian {kinerja.kode} {format_ringkas(kinerja.capaian)}"
                    )
                    for kinerja in below
                ),
            )
    yield from _find_twins(laporan)


def _find_verdict(daftar: Sequence[Kinerja]) -> bool | None:
    """Tell whether all indicators were reached (True) or none of them (False); None for anything between."""
    verdicts = {kinerja.tercapai for kinerja in daftar}
    return verdicts.pop() if len(verdicts) == 1 and all(kinerja.capaian.ada for kinerja in daftar) else None


def _write_verdict(reached: bool) -> str:  # noqa: FBT001 # the verdict itself, not a switch
    return "Semua" if reached else "Tidak satu pun"


def _find_twins(laporan: Laporan) -> Iterator[Flaw]:
    """Find indicators with the same formula and another target."""
    first: dict[str, Kinerja] = {}
    for kinerja in laporan.indikator.values():
        if kinerja.rumus is None or not kinerja.target_ditetapkan:
            continue
        # Written anew, so that blanks and needless brackets do not count.
        rumus = kinerja.rumus.to_text(lambda variabel: f"{variabel.kode}[{variabel.mundur}]", "")
        twin = first.setdefault(rumus, kinerja)
        if differ(twin.target, kinerja.target):
            yield Flaw(
                _place_kinerja(kinerja),
                f"Target {kinerja.kode} {write_target(kinerja.target)}, padahal {twin.kode} dengan rumus yang sama "
                f"bertarget {write_target(twin.target)}.",
                "samakan kedua target, atau bedakan rumusnya",
                (Related(_place_kinerja(twin), f"target {twin.kode}"),),
            )


def _place_kinerja(kinerja: Kinerja) -> Position:
    target = kinerja.target.bawah if isinstance(kinerja.target, Rentang) else kinerja.target
    return target.positions()[0]


@aturan("LKJ209")
def nilai_tahun_lalu_berbeda(laporan: Laporan) -> Iterator[Flaw]:
    """Nilai tahun yang lalu berbeda dari nilai dalam data tahun itu.

    Mengapa:
        Laporan tahun lalu sudah diterbitkan dengan angka itu. Perbandingan dengan tahun lalu yang memakai angka lain
        bertentangan dengan laporan instansi sendiri.

    Dasar hukum:
        PermenPANRB 53/2014: laporan membandingkan realisasi tahun ini dengan realisasi tahun lalu.

    Salah:
        # realisasi.yaml
        realisasi:
          - indikator: pengadaan
            nilai:
              2024: 360
              2025: 405

    Benar:
        # realisasi.yaml
        realisasi:
          - indikator: pengadaan
            nilai:
              2024: 380
              2025: 405
    """
    lalu = laporan.data.lalu
    if lalu is None:
        return
    raw = list(_compare_data(laporan.data, lalu))
    yield from raw
    # A formula that cannot be read is for last year's own check.
    if not any(rumus_salah(lalu)):
        yield from _compare_kinerja(laporan, lalu, {flaw.position for flaw in raw})


def _compare_data(data: DataTahun, lalu: DataTahun) -> Iterator[Flaw]:
    published = {seri.kode: seri for seri in lalu.realisasi.data}
    for seri in data.realisasi.data:
        other = published.get(seri.kode)
        if other is None or other.satuan.casefold() != seri.satuan.casefold():
            continue
        for tahun, nilai in seri.nilai.items():
            before = other.nilai.get(tahun)
            if nilai is not None and before is not None and not is_same(nilai, before, seri.desimal):
                yield Flaw(
                    seri.at("nilai", tahun),
                    f"{seri.nama} {tahun} tertulis {write_number(nilai)}, dalam data {lalu.tahun} "
                    f"{write_number(before)}, selisih {write_gap(nilai, before)}.",
                    "samakan dengan data tahun itu; bila angkanya memang direvisi, perbaiki keduanya",
                    (Related(other.at("nilai", tahun), f"nilai dalam data {lalu.tahun}"),),
                )


def is_same(one: Decimal, other: Decimal, desimal: int) -> bool:
    """Tell whether two numbers as typed are the same but for rounding.

    Args:
        one: a number.
        other: another one.
        desimal: how many decimals they are printed with; fewer typed ones are taken to be zeros.
    """
    shown = max(desimal, min(count_decimals(one), count_decimals(other)))
    return round_half_up(one, shown) == round_half_up(other, shown)


def _compare_kinerja(laporan: Laporan, lalu: DataTahun, reported: set[Position]) -> Iterator[Flaw]:
    """Compare the values of indicators with last year's, but for those made of counts that are reported themselves."""
    pembaca = Pembaca(lalu)
    for kinerja in laporan.indikator.values():
        before = pembaca.indikator.get(kinerja.kode)
        if before is None or _is_other(kinerja, before.satuan, pembaca.rumus.get(before.kode)):
            continue
        for tahun, kini in _iter_earlier(laporan, kinerja):
            nilai = pembaca.read_realisasi(before, tahun)
            if not (kini.ada and nilai.ada) or is_same_angka(kini, nilai) or not reported.isdisjoint(kini.positions()):
                continue
            gap = write_gap(*(round_half_up(number.pasti, kini.desimal) for number in (kini, nilai)))
            yield Flaw(
                kini.positions()[0],
                f"{kinerja.nama} {tahun} sebesar {format_ringkas(kini)}, dalam data {lalu.tahun} "
                f"{format_ringkas(nilai)}, selisih {gap}.",
                "samakan dengan data tahun itu; bila angkanya memang direvisi, perbaiki keduanya",
                (Related(nilai.positions()[0], f"nilai dalam data {lalu.tahun}"),),
            )


def _is_other(kinerja: Kinerja, satuan: str, rumus: Rumus | None) -> bool:
    """Tell whether an indicator was measured otherwise last year, which is said by a rule of its own."""
    has_other_rumus = kinerja.rumus is not None and rumus is not None and kinerja.rumus.isi != rumus.isi
    return has_other_rumus or satuan.casefold() != kinerja.satuan.casefold()


def _iter_earlier(laporan: Laporan, kinerja: Kinerja) -> Iterator[tuple[int, Angka]]:
    """List the values of earlier years that the report shows as realisations."""
    yield laporan.tahun - 1, kinerja.realisasi_lalu
    for tahun in range(laporan.data.renstra.tahun_mulai, laporan.tahun - 1):
        yield tahun, kinerja.riwayat[tahun]


@remember_last
def find_blamed(laporan: Laporan) -> set[Position]:
    """List the values that are wrong already: what follows from one of them is not said again."""
    wrong = chain(nilai_mustahil(laporan.data), nilai_tahun_lalu_berbeda(laporan))
    return {finding.position for finding in wrong}


def is_blamed(kinerja: Kinerja, blamed: set[Position]) -> bool:
    """Tell whether the values of an indicator are made of one that `find_blamed` lists."""
    return not blamed.isdisjoint((*kinerja.realisasi.positions(), *kinerja.realisasi_lalu.positions()))


def relate(message: str, place: Position) -> tuple[Related, ...]:
    """Name the one other place that has a part in a flaw."""
    return (Related(place, message),)


DATA: tuple[Aturan[DataTahun], ...] = (realisasi_kosong, tahun_rumus_berbeda, nilai_mustahil)
REPORT: tuple[Aturan[Laporan], ...] = (
    capaian_tidak_wajar,
    nilai_melonjak,
    alasan_target_tidak_sesuai,
    pembulatan_menyesatkan,
    indikator_bertentangan,
    nilai_tahun_lalu_berbeda,
)
