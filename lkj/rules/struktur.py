"""LKJ1xx, second half: what makes a year of data impossible to compute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.compute.capaian import Polaritas
from lkj.compute.rumus import Rumus, RumusError, parse_rumus
from lkj.compute.skala import find_cacat_skala
from lkj.finding import Finding, Position, Severity
from lkj.model.target import JenisPerjanjian
from lkj.rules.rujukan import iter_targets, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.load import DataTahun
    from lkj.model.indikator import Indikator


def rumus_salah(data: DataTahun) -> Iterator[Finding]:
    """LKJ103: a formula that cannot be read, or that uses data nobody defined."""
    known = [entry.kode for entry in data.realisasi.data]
    for indikator in data.indikator.indikator:
        if indikator.rumus is None:
            continue
        place = indikator.at("rumus")
        try:
            rumus = parse_rumus(indikator.rumus)
        except RumusError as error:
            position = Position(place.file, place.line, place.column + error.offset)
            yield Finding(position, "LKJ103", error.message, error.advice)
            continue
        for kode in dict.fromkeys(variabel.kode for variabel in rumus.daftar_variabel):
            if kode not in known:
                column = place.column + indikator.rumus.index(f"{kode}[")
                yield Finding(
                    Position(place.file, place.line, column),
                    "LKJ103",
                    f"Rumus memakai data “{kode}” yang tidak ada dalam realisasi.yaml.",
                    suggest(kode, known),
                )


def realisasi_tidak_tunggal(data: DataTahun) -> Iterator[Finding]:
    """LKJ104: a value for the same indicator and year is both published and computed, or published twice."""
    rumus = {indikator.kode: indikator for indikator in data.indikator.indikator if indikator.rumus}
    seen: dict[tuple[str, int], Position] = {}
    for entry in data.realisasi.realisasi:
        for tahun in entry.nilai:
            place = entry.at("nilai", tahun)
            if (entry.indikator, tahun) in seen:
                first = seen[entry.indikator, tahun]
                yield Finding(
                    place,
                    "LKJ104",
                    f"Nilai {tahun} indikator ini sudah ditulis di {first}.",
                    "hapus salah satu",
                )
            seen.setdefault((entry.indikator, tahun), place)
            owner = rumus.get(entry.indikator)
            if owner and has_data(data, owner, tahun):
                yield Finding(
                    place,
                    "LKJ104",
                    f"Nilai {tahun} indikator ini sudah dihitung dengan rumus dari data mentah.",
                    f"hapus nilai ini, atau hapus data {tahun} yang dipakai rumus ({owner.at('rumus')})",
                )


def realisasi_tidak_ada(data: DataTahun) -> Iterator[Finding]:
    """LKJ105: an indicator with a target has neither a value nor a reason for its absence."""
    published = {(entry.indikator, tahun) for entry in data.realisasi.realisasi for tahun in entry.nilai}
    daftar = {indikator.kode: indikator for indikator in data.indikator.indikator}
    for kode in dict.fromkeys(target.indikator for target in iter_targets(data)):
        indikator = daftar.get(kode)
        if indikator is None or (kode, data.tahun) in published or has_data(data, indikator, data.tahun):
            continue
        if indikator.rumus:
            advice = f"lengkapi data tahun {data.tahun} yang dipakai rumus dalam realisasi.yaml: {indikator.rumus}"
        else:
            advice = f"tulis nilai {data.tahun} dalam realisasi.yaml, atau kosongkan nilainya dan tulis `alasan`"
        yield Finding(
            indikator.at("kode"),
            "LKJ105",
            f"Indikator “{indikator.nama}” mempunyai target tetapi tidak mempunyai realisasi {data.tahun}.",
            advice,
        )


def has_data(data: DataTahun, indikator: Indikator, tahun: int) -> bool:
    """Tell whether every raw count the indicator's formula wants for a year was written, be it blank."""
    rumus = read_rumus(indikator)
    if rumus is None:
        return False
    series = {entry.kode: entry.nilai for entry in data.realisasi.data}
    return all(tahun - variabel.mundur in series.get(variabel.kode, {}) for variabel in rumus.daftar_variabel)


def read_rumus(indikator: Indikator) -> Rumus | None:
    """Parse the indicator's formula; None where it has none or `rumus_salah` reports it."""
    try:
        return parse_rumus(indikator.rumus) if indikator.rumus else None
    except RumusError:
        return None


def target_tidak_sesuai(data: DataTahun) -> Iterator[Finding]:
    """LKJ106: a target that does not fit its indicator's polarity or formula, or stands twice."""
    daftar = {indikator.kode: indikator for indikator in data.indikator.indikator}
    for target in iter_targets(data):
        indikator = daftar.get(target.indikator)
        if indikator is None:
            continue
        if (target.bawah is not None) != (indikator.polaritas is Polaritas.RENTANG):
            yield Finding(
                target.at("indikator"),
                "LKJ106",
                f"Target tidak cocok dengan polaritas “{indikator.polaritas}” indikator ({indikator.at('kode')}).",
                "polaritas rentang memerlukan `bawah` dan `atas`; maksimal dan minimal memerlukan `target` atau `data`",
            )
        if target.bawah is not None and target.atas is not None and target.bawah > target.atas:
            yield Finding(
                target.at("bawah"),
                "LKJ106",
                "Batas bawah target melebihi batas atasnya.",
                "tukar `bawah` dan `atas`",
            )
        rumus = read_rumus(indikator)
        used = {variabel.kode for variabel in rumus.daftar_variabel} if rumus else set()
        for kode in target.data:
            if kode not in used:
                yield Finding(
                    target.at("data", kode),
                    "LKJ106",
                    f"Target data “{kode}” tidak dipakai dalam rumus indikator.",
                    f"data dalam rumus: {', '.join(sorted(used))}" if used else "indikator ini tidak mempunyai rumus",
                )
        if target.target == 0 and indikator.polaritas is not Polaritas.RENTANG:
            yield Finding(
                target.at("target"),
                "LKJ107",
                "Target nol: persentase capaian tidak dapat dihitung.",
                "periksa target; bila memang nol, capaian dicetak “–”",
                Severity.PERINGATAN,
            )
    yield from _target_ganda(data)


def _target_ganda(data: DataTahun) -> Iterator[Finding]:
    groups = [
        [target for sasaran in perjanjian.sasaran for target in sasaran.indikator]
        for perjanjian in data.target.perjanjian
    ]
    for group in (*groups, list(data.target.program_kegiatan)):
        first: dict[str, Position] = {}
        for target in group:
            place = target.at("indikator")
            if target.indikator in first:
                yield Finding(
                    place,
                    "LKJ106",
                    f"Target indikator ini sudah ditulis di {first[target.indikator]}.",
                    "hapus salah satu",
                )
            first.setdefault(target.indikator, place)


def indikator_salah_tingkat(data: DataTahun) -> Iterator[Finding]:
    """LKJ108: an agreement holds indicators of sasaran; the other targets are of programmes and kegiatan."""
    daftar = {indikator.kode: indikator for indikator in data.indikator.indikator}
    agreed = {
        id(t) for perjanjian in data.target.perjanjian for sasaran in perjanjian.sasaran for t in sasaran.indikator
    }
    for target in iter_targets(data):
        indikator = daftar.get(target.indikator)
        if indikator is None:
            continue
        if id(target) in agreed and indikator.sasaran is None:
            message = "Perjanjian Kinerja memuat indikator yang bukan indikator sasaran."
            yield Finding(target.at("indikator"), "LKJ108", message, "pindahkan targetnya ke `program_kegiatan`")
        if id(target) not in agreed and indikator.sasaran is not None:
            message = "Target program dan kegiatan memuat indikator sasaran."
            yield Finding(target.at("indikator"), "LKJ108", message, "pindahkan targetnya ke dalam `perjanjian`")


def perjanjian_tidak_berurutan(data: DataTahun) -> Iterator[Finding]:
    """LKJ109: the first agreement is the original, every later one a revision of it, later in time."""
    before = None
    for index, perjanjian in enumerate(data.target.perjanjian):
        expected = JenisPerjanjian.PERUBAHAN if index else JenisPerjanjian.INDUK
        if perjanjian.jenis is not expected:
            yield Finding(
                perjanjian.at("jenis"),
                "LKJ109",
                f"Perjanjian ke-{index + 1} harus berjenis {expected}.",
                "urutkan: satu perjanjian induk, lalu perubahannya dari yang terlama",
            )
        if before and perjanjian.bulan < before.bulan:
            yield Finding(
                perjanjian.at("bulan"),
                "LKJ109",
                f"Perjanjian ini lebih tua daripada perjanjian sebelumnya ({before.at('bulan')}).",
                "urutkan perjanjian dari yang terlama",
            )
        before = perjanjian


def skala_cacat(data: DataTahun) -> Iterator[Finding]:
    """LKJ110: the rating scale has a gap or an overlap (Permendagri 86/2017 prints one with gaps)."""
    skala = data.indikator.skala
    for cacat in find_cacat_skala([pita.to_skala() for pita in skala.pita]):
        place = skala.at("pita", cacat.indeks)
        yield Finding(
            place,
            "LKJ110",
            cacat.pesan,
            "setiap pita mulai (`lebih_dari`) tepat di akhir pita sebelumnya (`sampai`)",
        )


def jenjang_tidak_dikenal(data: DataTahun) -> Iterator[Finding]:
    """LKJ111: personnel counted under a qualification that the table has no column for."""
    if data.sdm is None:
        return
    for kelompok in data.sdm.kelompok:
        for susunan in (kelompok, *kelompok.jabatan):
            for field in ("formasi", "pegawai"):
                for jenjang in getattr(susunan, field):
                    if jenjang not in data.sdm.jenjang:
                        yield Finding(
                            susunan.at(field, jenjang),
                            "LKJ111",
                            f"Jenjang “{jenjang}” tidak ada dalam daftar `jenjang`.",
                            suggest(jenjang, data.sdm.jenjang),
                        )


def unit_tidak_berpangkal(data: DataTahun) -> Iterator[Finding]:
    """LKJ112: the organisation must be one tree: following `induk` ends at a unit without one."""
    induk = {unit.kode: unit.induk for unit in data.instansi.unit}
    for unit in data.instansi.unit:
        seen = set()
        kode: str | None = unit.kode
        while kode in induk and kode not in seen:
            seen.add(kode)
            kode = induk[kode]
        if kode in seen:
            yield Finding(unit.at("induk"), "LKJ112", "Unit ini menjadi bawahan dirinya sendiri.", "perbaiki `induk`")
