"""LKJ104 to LKJ115: what makes a year of data impossible to compute."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lkj.compute.capaian import Polaritas
from lkj.compute.rumus import Rumus, RumusError, parse_rumus
from lkj.compute.skala import find_cacat_skala
from lkj.finding import Finding, Position, Severity
from lkj.model.target import JenisPerjanjian
from lkj.rules.rujukan import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.load import DataTahun
    from lkj.model.indikator import Indikator
    from lkj.model.target import TargetIndikator


def rumus_salah(data: DataTahun) -> Iterator[Finding]:
    """LKJ104: a formula that cannot be read, or that uses data nobody defined."""
    known = [entry.kode for entry in data.realisasi.data]
    for indikator in data.indikator.indikator:
        if indikator.rumus is None:
            continue
        place = indikator.at("rumus")
        try:
            rumus = parse_rumus(indikator.rumus)
        except RumusError as error:
            yield Finding(_shift(place, error.offset), "LKJ104", error.message, error.advice)
            continue
        for kode in dict.fromkeys(variabel.kode for variabel in rumus.daftar_variabel):
            if kode not in known:
                found = re.search(rf"\b{kode}\b", indikator.rumus)
                yield Finding(
                    _shift(place, found.start() if found else 0),
                    "LKJ104",
                    f"Rumus memakai data “{kode}” yang tidak ada dalam realisasi.yaml.",
                    suggest(kode, known),
                )


def _shift(place: Position, offset: int) -> Position:
    return Position(place.file, place.line, place.column + offset)


def realisasi_tidak_tunggal(data: DataTahun) -> Iterator[Finding]:
    """LKJ105: a value is published although a formula gives it."""
    daftar = {indikator.kode: indikator for indikator in data.indikator.indikator}
    for entry in data.realisasi.realisasi:
        indikator = daftar.get(entry.indikator)
        rumus = _read_rumus(data, indikator) if indikator else None
        for tahun in entry.nilai:
            if indikator and rumus and not _find_missing(data, rumus, tahun):
                yield Finding(
                    entry.at_key("nilai", tahun),
                    "LKJ105",
                    f"Nilai {tahun} indikator ini sudah dihitung dengan rumus dari data mentah.",
                    f"hapus nilai ini, atau hapus data {tahun} yang dipakai rumus ({indikator.at('rumus')})",
                )


def realisasi_tidak_ada(data: DataTahun) -> Iterator[Finding]:
    """LKJ106: an indicator with a target has neither a formula, nor a value, nor a reason for its absence."""
    entries = {entry.indikator: entry for entry in data.realisasi.realisasi}
    for indikator in _iter_unpublished(data):
        if indikator.rumus is None:
            entry, place = entries.get(indikator.kode), indikator.at("kode")
            yield Finding(
                entry.at("nilai") if entry else place,
                "LKJ106",
                f"Indikator “{indikator.nama}” ({place}) mempunyai target, tetapi tanpa realisasi {data.tahun}.",
                f"tulis nilai {data.tahun} dalam realisasi.yaml, atau kosongkan nilainya dan tulis `alasan`",
            )


def data_tidak_ada(data: DataTahun) -> Iterator[Finding]:
    """LKJ107: the formula of an indicator with a target wants a count that has neither a value nor a reason."""
    users: dict[tuple[str, int], list[str]] = {}
    for indikator in _iter_unpublished(data):
        rumus = _read_rumus(data, indikator)
        for missing in _find_missing(data, rumus, data.tahun) if rumus else ():
            users.setdefault(missing, []).append(indikator.kode)
    series = {entry.kode: entry for entry in data.realisasi.data}
    for (kode, tahun), names in users.items():
        yield Finding(
            series[kode].at("nilai"),
            "LKJ107",
            f"Data “{kode}” tidak mempunyai nilai tahun {tahun}, padahal dipakai rumus {', '.join(names)}.",
            f"tulis nilai {tahun}, atau kosongkan nilainya dan tulis `alasan`",
        )


def _iter_unpublished(data: DataTahun) -> Iterator[Indikator]:
    """List the indicators with a target whose value of the year is not written down."""
    targeted = {target.indikator for target in data.iter_targets()}
    published = {entry.indikator for entry in data.realisasi.realisasi if data.tahun in entry.nilai}
    return (entry for entry in data.indikator.indikator if entry.kode in targeted - published)


def _read_rumus(data: DataTahun, indikator: Indikator) -> Rumus | None:
    """Parse the indicator's formula; None where it has none or `rumus_salah` reports it."""
    try:
        rumus = parse_rumus(indikator.rumus) if indikator.rumus else None
    except RumusError:
        return None
    known = {entry.kode for entry in data.realisasi.data}
    return rumus if rumus and known.issuperset(variabel.kode for variabel in rumus.daftar_variabel) else None


def _find_missing(data: DataTahun, rumus: Rumus, tahun: int) -> list[tuple[str, int]]:
    """List the counts the formula wants for a year that were not written, not even as blanks: code and year."""
    series = {entry.kode: entry.nilai for entry in data.realisasi.data}
    wanted = ((variabel.kode, tahun - variabel.mundur) for variabel in rumus.daftar_variabel)
    return [(kode, year) for kode, year in wanted if year not in series[kode]]


def target_tidak_sesuai(data: DataTahun) -> Iterator[Finding]:
    """LKJ108: a target that does not fit its indicator's polarity or formula."""
    daftar = {indikator.kode: indikator for indikator in data.indikator.indikator}
    for target in data.iter_targets():
        indikator = daftar.get(target.indikator)
        if indikator is None:
            continue
        if (target.bawah is not None) != (indikator.polaritas is Polaritas.RENTANG):
            yield Finding(
                target.at("indikator"),
                "LKJ108",
                f"Target tidak cocok dengan polaritas “{indikator.polaritas}” indikator ({indikator.at('kode')}).",
                "polaritas rentang memerlukan `bawah` dan `atas`; yang lain memerlukan `target` atau `data`",
            )
        if target.bawah is not None and target.atas is not None and target.bawah > target.atas:
            yield Finding(
                target.at("bawah"),
                "LKJ108",
                "Batas bawah target melebihi batas atasnya.",
                "tukar `bawah` dan `atas`",
            )
        yield from _find_unused(data, target, indikator)


def _find_unused(data: DataTahun, target: TargetIndikator, indikator: Indikator) -> Iterator[Finding]:
    rumus = _read_rumus(data, indikator)
    if indikator.rumus and rumus is None:
        return
    place = indikator.at("kode")
    used = [variabel.kode for variabel in rumus.daftar_variabel if not variabel.mundur] if rumus else []
    for kode in target.data:
        if kode not in used:
            yield Finding(
                target.at_key("data", kode),
                "LKJ108",
                f"Target data “{kode}” tidak dipakai rumus indikator untuk tahun laporan.",
                f"data yang dipakai: {', '.join(used)}" if used else f"indikator ({place}) tidak mempunyai rumus",
            )


def target_nol(data: DataTahun) -> Iterator[Finding]:
    """LKJ109: a target of zero, of which no percentage can be formed, or below, of which it would mislead."""
    for target in data.iter_targets():
        for field, nilai in (("target", target.target), ("bawah", target.bawah)):
            if nilai == 0:
                yield Finding(
                    target.at(field),
                    "LKJ109",
                    "Target nol: persentase capaian tidak dapat dihitung.",
                    "periksa target; bila memang nol, capaian dicetak “–”",
                    Severity.PERINGATAN,
                )
            elif nilai is not None and nilai < 0:
                message = "Target negatif: persentase capaian tidak bermakna."
                yield Finding(target.at(field), "LKJ109", message, "nyatakan indikator sehingga targetnya positif")


def indikator_salah_tingkat(data: DataTahun) -> Iterator[Finding]:
    """LKJ110: an agreement holds indicators of sasaran; the other targets are of programmes and kegiatan."""
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
        yield Finding(target.at("indikator"), "LKJ110", message, advice)


def perjanjian_tidak_berurutan(data: DataTahun) -> Iterator[Finding]:
    """LKJ111: the first agreement is the original, every later one a revision of it, later in time."""
    before = None
    for index, perjanjian in enumerate(data.target.perjanjian):
        expected = JenisPerjanjian.PERUBAHAN if index else JenisPerjanjian.INDUK
        if perjanjian.jenis is not expected:
            yield Finding(
                perjanjian.at("jenis"),
                "LKJ111",
                f"Perjanjian ke-{index + 1} harus berjenis {expected}.",
                "urutkan: satu perjanjian induk, lalu perubahannya dari yang terlama",
            )
        if before and perjanjian.bulan < before.bulan:
            yield Finding(
                perjanjian.at("bulan"),
                "LKJ111",
                f"Perjanjian ini lebih tua daripada perjanjian sebelumnya ({before.at('bulan')}).",
                "urutkan perjanjian dari yang terlama",
            )
        before = perjanjian


def skala_cacat(data: DataTahun) -> Iterator[Finding]:
    """LKJ112: the rating scale has a gap or an overlap (Permendagri 86/2017 prints one with gaps)."""
    skala = data.indikator.skala
    for cacat in find_cacat_skala([pita.to_skala() for pita in skala.pita]):
        yield Finding(
            skala.at("pita", cacat.indeks),
            "LKJ112",
            cacat.pesan,
            "setiap pita mulai (`lebih_dari`) tepat di akhir pita sebelumnya (`sampai`)",
        )


def jenjang_tidak_dikenal(data: DataTahun) -> Iterator[Finding]:
    """LKJ113: personnel counted under a qualification that the table has no column for."""
    if data.sdm is None:
        return
    for kelompok in data.sdm.kelompok:
        for susunan in (kelompok, *kelompok.jabatan):
            for field in ("formasi", "pegawai"):
                for jenjang in getattr(susunan, field):
                    if jenjang not in data.sdm.jenjang:
                        yield Finding(
                            susunan.at_key(field, jenjang),
                            "LKJ113",
                            f"Jenjang “{jenjang}” tidak ada dalam daftar `jenjang`.",
                            suggest(jenjang, data.sdm.jenjang),
                        )


def pegawai_tidak_sama(data: DataTahun) -> Iterator[Finding]:
    """LKJ114: persons counted by qualification and by sex are not equally many."""
    for kelompok in data.sdm.kelompok if data.sdm else ():
        for susunan in (kelompok, *kelompok.jabatan):
            by_jenjang, by_kelamin = sum(susunan.pegawai.values()), susunan.laki_laki + susunan.perempuan
            if by_jenjang != by_kelamin and susunan.model_fields_set & {"laki_laki", "perempuan"}:
                yield Finding(
                    susunan.at_key("pegawai"),
                    "LKJ114",
                    f"Pegawai di sini {by_jenjang} menurut jenjang, tetapi {by_kelamin} menurut jenis kelamin.",
                    "perbaiki `pegawai`, `laki_laki` atau `perempuan`",
                )


def unit_tidak_berpangkal(data: DataTahun) -> Iterator[Finding]:
    """LKJ115: the organisation must be one tree: following `induk` ends at a unit without one."""
    induk = {unit.kode: unit.induk for unit in data.instansi.unit}
    for unit in data.instansi.unit:
        seen = set()
        kode = unit.induk
        while kode in induk and kode not in seen:
            seen.add(kode)
            kode = induk[kode]
        # Those below a circle are not at fault.
        if unit.kode in seen:
            yield Finding(unit.at("induk"), "LKJ115", "Unit ini menjadi bawahan dirinya sendiri.", "perbaiki `induk`")
