"""LKJ12x: what has nothing to do with anything else, and names and units that disagree."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from lkj.angka import Angka
from lkj.finding import Related, Severity
from lkj.format import join_dan
from lkj.rules.aturan import Flaw, aturan
from lkj.rules.hitungan import fold
from lkj.rules.rujukan import iter_definitions, iter_references
from lkj.rules.struktur import read_rumus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lkj.finding import Position
    from lkj.laporan import Laporan
    from lkj.load import DataTahun
    from lkj.model.indikator import Indikator
    from lkj.model.pendukung import Fakta
    from lkj.model.realisasi import Data
    from lkj.model.renstra import Sasaran, Tujuan
    from lkj.rules.aturan import Aturan

_HAMPIR = 0.85


@aturan("LKJ120", Severity.PERINGATAN)
def rantai_terputus(data: DataTahun) -> Iterator[Flaw]:
    """Tujuan tanpa sasaran, sasaran tanpa program, atau program tanpa kegiatan.

    Mengapa:
        Tujuan dicapai lewat sasaran, sasaran lewat program, dan program lewat kegiatan. Mata rantai yang putus berarti
        ada yang dijanjikan tanpa cara mencapainya, atau anggaran tanpa rincian.

    Dasar hukum:
        Permendagri 86/2017: tujuan, sasaran, program, dan kegiatan Renstra disusun berjenjang.

    Salah:
        # renstra.yaml
        tujuan:
          - kode: literasi
            nama: Meningkatnya literasi masyarakat
          - kode: arsip
            nama: Meningkatnya tertib arsip

    Benar:
        # renstra.yaml
        tujuan:
          - kode: literasi
            nama: Meningkatnya literasi masyarakat
    """
    reached = {sasaran.tujuan for sasaran in data.renstra.sasaran}
    for tujuan in data.renstra.tujuan:
        if tujuan.kode not in reached:
            yield Flaw(
                tujuan.at("kode"),
                f"Tujuan “{tujuan.nama}” tidak mempunyai sasaran.",
                "tulis sasaran yang mencapainya, atau hapus tujuan ini",
            )
    served = {program.sasaran for program in data.anggaran.program}
    # A sasaran that lacks an indicator, too, has one thing wrong with it: nothing is done about it.
    measured = _measured(data)
    for sasaran in data.renstra.sasaran:
        if sasaran.kode in measured - served:
            yield Flaw(
                sasaran.at("kode"),
                f"Sasaran “{sasaran.nama}” tidak didukung program.",
                "tulis kode sasaran ini pada program yang mendukungnya dalam anggaran.yaml",
            )
    for program in data.anggaran.program:
        if not program.kegiatan:
            yield Flaw(
                program.at("kode"),
                f"Program {program.kode} tidak mempunyai kegiatan.",
                "tulis kegiatannya dengan pagu dan realisasi masing-masing",
            )


def _measured(data: DataTahun) -> set[str]:
    """Give the codes of the sasaran that have an indicator."""
    return {indikator.sasaran for indikator in data.indikator.indikator if indikator.sasaran}


@aturan("LKJ121", Severity.PERINGATAN)
def sasaran_tanpa_indikator(data: DataTahun) -> Iterator[Flaw]:
    """Sasaran tidak mempunyai indikator.

    Mengapa:
        Tanpa indikator tidak ada yang dapat diukur: laporan tidak memuat target, realisasi, maupun capaian sasaran itu.

    Dasar hukum:
        PermenPANRB 53/2014: capaian setiap sasaran strategis diukur dengan indikator kinerja.

    Salah:
        # renstra.yaml
        sasaran:
          - kode: budaya
            tujuan: literasi
            nama: Meningkatnya budaya baca
            strategi:
              - nama: Memperbanyak pojok baca

    Benar:
        # renstra.yaml
        sasaran:
          - kode: layanan
            tujuan: literasi
            nama: Meningkatnya layanan perpustakaan
            strategi:
              - nama: Memperluas jangkauan layanan
              - nama: Memperbanyak pojok baca
    """
    measured = _measured(data)
    for sasaran in data.renstra.sasaran:
        if sasaran.kode not in measured:
            yield Flaw(
                sasaran.at("kode"),
                f"Sasaran “{sasaran.nama}” tidak mempunyai indikator.",
                f"tulis indikator dengan `sasaran: {sasaran.kode}` dalam indikator.yaml, atau hapus sasaran ini",
            )


@aturan("LKJ122", Severity.PERINGATAN)
def program_tanpa_indikator(data: DataTahun) -> Iterator[Flaw]:
    """Program atau kegiatan tidak mempunyai indikator.

    Mengapa:
        Anggaran program dan kegiatan dipertanggungjawabkan dengan hasil dan keluarannya. Tanpa indikator, laporan hanya
        dapat memuat serapannya.

    Dasar hukum:
        PP 12/2019: anggaran disusun berdasarkan kinerja, dengan indikator dan target program serta kegiatan.

    Salah:
        # indikator.yaml
        indikator:
          - kode: pengolahan
            nama: Jumlah judul buku yang diolah
            program: 1.2
            satuan: judul

    Benar:
        # indikator.yaml
        indikator:
          - kode: pengolahan
            nama: Jumlah judul buku yang diolah
            kegiatan: 1.2.1
            satuan: judul
    """
    programs = {indikator.program for indikator in data.indikator.indikator}
    kegiatan = {indikator.kegiatan for indikator in data.indikator.indikator}
    for program in data.anggaran.program:
        bare = [entry for entry in program.kegiatan if entry.kode not in kegiatan]
        if program.kode not in programs:
            whole = bare and len(bare) == len(program.kegiatan)
            yield Flaw(
                program.at("kode"),
                f"Program {program.kode} {'dan kegiatannya ' if whole else ''}tidak mempunyai indikator.",
                f"tulis indikator dengan `program: {program.kode}` dalam indikator.yaml",
            )
            if whole:
                continue
        if bare:
            yield Flaw(
                bare[0].at("kode"),
                f"Kegiatan {join_dan([entry.kode for entry in bare])} tidak mempunyai indikator.",
                f"tulis indikator dengan `kegiatan: {bare[0].kode}` dalam indikator.yaml",
            )


@aturan("LKJ123", Severity.PERINGATAN)
def target_tidak_ditetapkan(data: DataTahun) -> Iterator[Flaw]:
    """Sasaran tidak diperjanjikan, atau indikator tidak mempunyai target.

    Mengapa:
        Capaian hanya dapat dihitung terhadap target. Sasaran Renstra yang tidak dimuat perjanjian, atau indikator tanpa
        target, tidak dipertanggungjawabkan tahun ini dan akan ditanyakan penelaah.

    Dasar hukum:
        PermenPANRB 53/2014: perjanjian kinerja memuat sasaran strategis, indikator kinerja, dan targetnya.

    Salah:
        # indikator.yaml
        indikator:
          - kode: kursi_baca
            nama: Jumlah kursi baca yang ditambah
            kegiatan: 1.1.1
            satuan: kursi

    Benar:
        # indikator.yaml
        indikator:
          - kode: kursi_baca
            nama: Jumlah kursi baca yang ditambah
            kegiatan: 1.1.1
            satuan: kursi
        # target.yaml
        program_kegiatan:
          - indikator: kursi_baca
            target: 40
        # realisasi.yaml
        realisasi:
          - indikator: kursi_baca
            nilai:
              2024: 30
              2025: 40
            sumber: Berita acara serah terima
    """
    targeted = {target.indikator for target in data.iter_targets()}
    in_force = data.target.perjanjian[-1]
    omitted = _omitted(data)
    for sasaran in data.renstra.sasaran:
        if sasaran.kode in omitted:
            yield Flaw(
                in_force.at_key("sasaran"),
                f"{in_force.judul} tidak memuat sasaran “{sasaran.nama}”.",
                "tambahkan sasaran itu beserta indikator dan targetnya",
                (Related(sasaran.at("kode"), "sasaran Renstra"),),
            )
    for indikator in data.indikator.indikator:
        # Those of a sasaran that was left out are not at fault themselves.
        if indikator.kode not in targeted and indikator.sasaran not in omitted:
            where = "perjanjian" if indikator.sasaran else "program_kegiatan"
            yield Flaw(
                indikator.at("kode"),
                f"Indikator “{indikator.nama}” tidak mempunyai target tahun {data.tahun}.",
                f"tulis targetnya dalam `{where}` (target.yaml), atau hapus indikator yang tidak dipakai lagi",
            )


def _omitted(data: DataTahun) -> frozenset[str | None]:
    """Find the sasaran with indicators that the agreement in force leaves out."""
    owner, in_force = _owners(data), data.target.perjanjian[-1]
    agreed = {owner.get(target.indikator) for entry in in_force.sasaran for target in entry.indikator}
    return frozenset(_measured(data) - agreed - {entry.sasaran for entry in in_force.sasaran})


def _owners(data: DataTahun) -> dict[str, str | None]:
    return {indikator.kode: indikator.sasaran for indikator in data.indikator.indikator}


@aturan("LKJ124", Severity.CATATAN)
def isi_tidak_dipakai(data: DataTahun) -> Iterator[Flaw]:
    """Data, fakta, peraturan, atau pejabat ditulis, tetapi tidak dirujuk dari mana pun.

    Mengapa:
        Isi yang tidak dirujuk tidak tercetak. Barangkali rujukannya terlupa, atau isinya tersisa dari tahun lalu dan
        tidak diperbarui lagi.

    Dasar hukum:
        Praktik baik: berkas hanya memuat data yang dipakai laporan, sehingga semuanya diperiksa orang.

    Salah:
        # realisasi.yaml
        data:
          - kode: kursi
            nama: Jumlah Kursi Baca
            satuan: kursi
            nilai:
              2025: 240
            sumber: Kartu inventaris

    Benar:
        # realisasi.yaml
        data:
          - kode: kursi
            nama: Jumlah Kursi Baca
            satuan: kursi
            nilai:
              2025: 240
            sumber: Kartu inventaris
        # narasi/kesimpulan.md
        Pengunjung dapat memakai {{ data.kursi }}.
    """
    used = {(sebutan.jenis, sebutan.kode) for sebutan in iter_references(data.nodes())}
    used |= {("data", kode) for indikator in data.indikator.indikator for kode in _DATA.findall(indikator.rumus or "")}
    texts = chain((naskah.teks for naskah in data.narasi.values()), (text for text, _, _ in data.list_prosa()))
    used |= {mention for text in texts for mention in _find_mentions(text)}
    for sebutan in iter_definitions(data.nodes()):
        if sebutan.jenis in _SARAN and (sebutan.jenis, sebutan.kode) not in used:
            yield Flaw(
                sebutan.position,
                f"{sebutan.jenis.capitalize()} “{sebutan.kode}” tidak dirujuk dari mana pun.",
                _SARAN[sebutan.jenis].format(kode=sebutan.kode),
            )


_SARAN = {
    "data": "pakai dalam rumus, rujuk dalam naskah dengan {{{{ data.{kode} }}}}, atau hapus",
    "fakta": "rujuk dalam naskah dengan {{{{ fakta.{kode} }}}}, atau hapus",
    "peraturan": "rujuk dalam naskah dengan {{{{ peraturan.{kode} }}}}, tambahkan ke `dasar_hukum`, atau hapus",
    "pejabat": "tulis kodenya pada dokumen yang ditandatanganinya, atau hapus",
}
_DATA = re.compile(r"\b([a-z]\w*)\s*\[")
_RUJUKAN = re.compile(r"\{\{([^{}]*)\}\}")
_SEBUTAN = re.compile(r"""\b(data|fakta|peraturan)(?:_lalu)?\s*(?:\.\s*|\[\s*["'])(\w+)""")


def _find_mentions(text: str) -> list[tuple[str, str]]:
    """List what a prose text refers to: kind and code."""
    return [mention for inner in _RUJUKAN.findall(text) for mention in _SEBUTAN.findall(inner)]


@aturan("LKJ125", Severity.PERINGATAN)
def nama_kembar(data: DataTahun) -> Iterator[Flaw]:
    """Dua tujuan, sasaran, indikator, atau data bernama sama.

    Mengapa:
        Pembaca tabel dan grafik hanya melihat nama. Dua baris bernama sama dengan angka berbeda tampak seperti
        pertentangan; sering salah satunya tersalin dan lupa diganti.

    Dasar hukum:
        Praktik baik: setiap indikator dan data mempunyai nama yang menunjukkan apa yang diukur.

    Salah:
        # realisasi.yaml
        data:
          - kode: judul_baru
            nama: Jumlah Judul Buku
            satuan: judul
            nilai:
              2024: 3120
              2025: 3450
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
    groups: Mapping[str, Iterable[Tujuan | Sasaran | Indikator | Data]] = {
        "tujuan": data.renstra.tujuan,
        "sasaran": data.renstra.sasaran,
        "indikator": data.indikator.indikator,
        "data": data.realisasi.data,
    }
    for jenis, entries in groups.items():
        first: dict[str, Tujuan | Sasaran | Indikator | Data] = {}
        for entry in entries:
            same = first.setdefault(fold(entry.nama), entry)
            if same is not entry:
                yield Flaw(
                    entry.at("nama"),
                    f"Nama {jenis} “{entry.nama}” sudah dipakai {jenis} {same.kode}.",
                    "bedakan namanya, atau hapus salah satu",
                    (Related(same.at("nama"), "dipakai pertama kali di sini"),),
                )


def _squeeze(text: str) -> str:
    return " ".join(text.split())


@aturan("LKJ126", Severity.PERINGATAN)
def rumusan_hampir_sama(data: DataTahun) -> Iterator[Flaw]:
    """Rumusan sasaran dalam perjanjian hampir, tetapi tidak persis, sama dengan rumusan Renstra.

    Mengapa:
        Perbedaan satu dua kata biasanya salah salin, bukan perubahan yang disengaja. Penelaah membandingkan keduanya
        dan menanyakan mana yang benar.

    Dasar hukum:
        PermenPANRB 53/2014: perjanjian kinerja menjabarkan sasaran yang telah ditetapkan dalam dokumen perencanaan.

    Salah:
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
              - nama: Meningkatkan layanan perpustakaan
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
    owner = {indikator.kode: indikator.sasaran for indikator in data.indikator.indikator}
    daftar = {sasaran.kode: sasaran for sasaran in data.renstra.sasaran}
    for perjanjian in data.target.perjanjian:
        for entry in perjanjian.sasaran:
            # Only what its indicators belong to can be what it words anew.
            kode = dict.fromkeys(owner.get(target.indikator) or "" for target in entry.indikator)
            meant = [daftar[sasaran] for sasaran in kode if sasaran in daftar]
            near = next((sasaran for sasaran in meant if entry.nama and _is_near(entry.nama, sasaran.nama)), None)
            if near:
                yield Flaw(
                    entry.at("nama"),
                    f"Perjanjian menulis “{entry.nama}”, Renstra “{near.nama}”.",
                    f"ganti `nama` dengan `sasaran: {near.kode}` agar rumusannya sama",
                    (Related(near.at("nama"), "rumusan Renstra"),),
                )


def _is_near(text: str, other: str) -> bool:
    text, other = _squeeze(text), _squeeze(other)
    return text != other and SequenceMatcher(None, text.casefold(), other.casefold()).ratio() > _HAMPIR


@aturan("LKJ127", Severity.PERINGATAN)
def berubah_dari_tahun_lalu(data: DataTahun) -> Iterator[Flaw]:
    """Indikator, program, atau kegiatan yang sama ditulis lain daripada dalam data tahun lalu.

    Mengapa:
        Laporan membandingkan realisasi tahun ini dengan tahun lalu. Bila nama, satuan, polaritas, atau rumusnya
        berubah, kedua angka itu barangkali tidak mengukur hal yang sama.

    Dasar hukum:
        PermenPANRB 53/2014: realisasi dan capaian tahun ini dibandingkan dengan tahun lalu.

    Salah:
        # indikator.yaml
        indikator:
          - kode: pengolahan
            nama: Jumlah eksemplar buku yang diolah
            kegiatan: 1.2.1
            satuan: judul

    Benar:
        # indikator.yaml
        indikator:
          - kode: pengolahan
            nama: Jumlah judul buku yang diolah
            kegiatan: 1.2.1
            satuan: judul
    """
    if data.lalu is None:
        return
    known = {indikator.kode: indikator for indikator in data.lalu.indikator.indikator}
    codes, codes_lalu = (frozenset(entry.kode for entry in year.realisasi.data) for year in (data, data.lalu))
    for indikator in data.indikator.indikator:
        before = known.get(indikator.kode)
        if before is None:
            continue
        changed = [field for field in ("nama", "satuan", "polaritas") if _differ(indikator, before, field)]
        now, then = read_rumus(indikator, codes), read_rumus(before, codes_lalu)
        # A formula that was found since, or is no longer known, need not be another way of measuring.
        if now and then and now.isi != then.isi:
            changed.append("rumus")
        for field in changed:
            yield Flaw(
                indikator.at(field),
                f"{field.capitalize()} indikator {indikator.kode} “{getattr(indikator, field)}”, tahun "
                f"{data.lalu.tahun} “{getattr(before, field)}”.",
                "samakan; bila memang berubah, jelaskan dalam naskah bahwa kedua tahun tidak sebanding",
                (Related(before.at(field), f"{field} tahun {data.lalu.tahun}"),),
            )
    yield from _compare_pos(data, data.lalu)


def _differ(indikator: Indikator, before: Indikator, field: str) -> bool:
    """Tell whether a word of two indicators differs in more than capitals, blanks or the spelling of a unit."""
    return _normalize(getattr(indikator, field)) != _normalize(getattr(before, field))


def _compare_pos(data: DataTahun, lalu: DataTahun) -> Iterator[Flaw]:
    known = {pos.kode: pos for pos in lalu.anggaran.iter_pos()}
    for pos in data.anggaran.iter_pos():
        before = known.get(pos.kode)
        if before and fold(before.nama) != fold(pos.nama):
            yield Flaw(
                pos.at("nama"),
                f"Nomor {pos.kode} bernama “{pos.nama}”, tahun {lalu.tahun} “{before.nama}”.",
                "samakan namanya, atau beri nomor lain bila bukan pos yang sama",
                (Related(before.at("nama"), f"nama tahun {lalu.tahun}"),),
            )


@aturan("LKJ128", Severity.PERINGATAN)
def satuan_dua_ejaan(data: DataTahun) -> Iterator[Flaw]:
    """Satu satuan ditulis dengan dua ejaan.

    Mengapa:
        Satuan tercetak di samping setiap angka. Ejaan yang berbeda membuat pembaca menyangka satuannya berbeda.

    Dasar hukum:
        Praktik baik: satu satuan ditulis dengan satu ejaan di seluruh laporan.

    Salah:
        # realisasi.yaml
        data:
          - kode: anggota
            nama: Jumlah Anggota
            satuan: Orang
            nilai:
              2024: 7800
              2025: 8000
            sumber: Sistem otomasi perpustakaan

    Benar:
        # realisasi.yaml
        data:
          - kode: anggota
            nama: Jumlah Anggota
            satuan: orang
            nilai:
              2024: 7800
              2025: 8000
            sumber: Sistem otomasi perpustakaan
    """
    entries: Iterable[Indikator | Data | Fakta] = chain(
        data.indikator.indikator, data.realisasi.data, data.iter_fakta()
    )
    spellings: dict[str, dict[str, list[Position]]] = {}
    for entry in entries:
        places = spellings.setdefault(_normalize(entry.satuan), {})
        places.setdefault(_squeeze(entry.satuan), []).append(entry.at("satuan"))
    for places in spellings.values():
        # Of two that stand equally often the first is kept.
        [(usual, _)] = Counter({spelling: len(found) for spelling, found in places.items()}).most_common(1)
        for spelling, found in places.items():
            if spelling != usual:
                yield Flaw(
                    found[0],
                    f"Satuan “{spelling}” di tempat lain ditulis “{usual}”.",
                    f"tulis “{usual}” di semua tempat",
                    (
                        Related(places[usual][0], f"ditulis “{usual}” di sini"),
                        *(Related(place, f"juga ditulis “{spelling}”") for place in found[1:]),
                    ),
                )


_SINONIM = {
    "persen": "%",
    "persentase": "%",
    "prosen": "%",
    "rp": "rupiah",
    "org": "orang",
    "dok": "dokumen",
    "lap": "laporan",
    "bln": "bulan",
    "thn": "tahun",
}


def _normalize(satuan: str) -> str:
    plain = fold(satuan).rstrip(".")
    return _SINONIM.get(plain, plain)


@aturan("LKJ129", Severity.PERINGATAN)
def satuan_rumus_tidak_cocok(data: DataTahun) -> Iterator[Flaw]:
    """Rumus menjumlahkan satuan yang berbeda, atau hasilnya tidak bersatuan seperti indikatornya.

    Mengapa:
        Koperasi tidak dapat ditambah dengan orang, bagian dibagi keseluruhan baru menjadi persen setelah dikali 100,
        dan persentase bukan banyaknya barang. Rumus seperti itu menghasilkan angka yang tidak bermakna.

    Dasar hukum:
        Praktik baik: satuan kedua sisi rumus sama.

    Salah:
        # indikator.yaml
        indikator:
          - kode: anggota_muda
            nama: Bagian anggota yang berusia muda
            program: 1.1
            satuan: orang
            desimal: 2
            rumus: anggota_muda[t] / anggota[t] * 100
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
            target: 25

    Benar:
        # indikator.yaml
        indikator:
          - kode: anggota_muda
            nama: Bagian anggota yang berusia muda
            program: 1.1
            satuan: "%"
            desimal: 2
            rumus: anggota_muda[t] / anggota[t] * 100
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
            target: 25
    """
    satuan = {entry.kode: entry.satuan for entry in data.realisasi.data}
    counted = {_normalize(nama) for nama in satuan.values()} - _BERSKALA
    for indikator in data.indikator.indikator:
        tree = _read_tree(indikator, satuan)
        steps = list(_iter_steps(tree)) if tree else []
        mixed = next((pair for pair in map(_find_mixed, steps) if pair), None)
        if mixed:
            yield Flaw(
                indikator.at("rumus"),
                f"Rumus menjumlahkan atau mengurangkan satuan yang berbeda: {mixed[0]} dan {mixed[1]}.",
                "periksa data yang dipakai rumus, atau samakan `satuan`-nya dalam realisasi.yaml",
            )
        # Of a share of a whole it is known in what unit it must be.
        elif tree and _measure(tree) == "":
            yield from _check_share(indikator, steps, counted)


def _check_share(indikator: Indikator, steps: Iterable[Angka], counted: set[str]) -> Iterator[Flaw]:
    unit = _normalize(indikator.satuan)
    percent = any(_is_hundred(part) for step in steps for part in step.operan)
    if unit == _PERSEN and not percent:
        yield Flaw(
            indikator.at("rumus"),
            "Satuan indikator ini persen, tetapi rumusnya tidak dikali 100.",
            "kalikan seluruh rumus dengan 100, atau perbaiki `satuan`",
        )
    elif unit in counted and percent:
        yield Flaw(
            indikator.at("satuan"),
            f"Rumus menghasilkan persentase, tetapi satuan indikatornya “{indikator.satuan}”.",
            'tulis satuan "%", atau perbaiki rumusnya',
            (Related(indikator.at("rumus"), "rumus"),),
        )


_PERSEN = "%"
_SERATUS = Decimal(100)
# Units that a share of a whole may have when it is shown on a scale from 0 to 100.
_BERSKALA = {_PERSEN, "angka", "indeks", "nilai", "poin", "skor"}


def _read_tree(indikator: Indikator, satuan: Mapping[str, str]) -> Angka | None:
    """Calculate a formula with ones, for the sake of its steps."""
    parsed = read_rumus(indikator, satuan)
    return parsed.evaluate(lambda variabel: Angka(Decimal(1), satuan[variabel.kode])) if parsed else None


def _iter_steps(tree: Angka) -> Iterator[Angka]:
    if tree.operator:
        yield tree
    for part in tree.operan:
        yield from _iter_steps(part)


def _is_hundred(part: Angka) -> bool:
    return not (part.operator or part.satuan) and part.nilai == _SERATUS


def _find_mixed(step: Angka) -> tuple[str, str] | None:
    """Give the units of the two sides of a sum or a difference, if both are known and differ."""
    kiri, kanan = map(_measure, step.operan)
    if step.operator not in "+-" or not kiri or not kanan or _normalize(kiri) == _normalize(kanan):
        return None
    return kiri, kanan


def _measure(part: Angka) -> str | None:
    """Give the unit of a part of a formula: empty for a bare number or a share, None where it is a mixture."""
    if not part.operator:
        return part.satuan
    kiri, kanan = map(_measure, part.operan)
    if kiri is None or kanan is None:
        return None
    if part.operator in "+-":
        return kiri or kanan
    if part.operator == "/":
        return kiri if not kanan else "" if _normalize(kiri) == _normalize(kanan) else None
    return kiri or kanan if not (kiri and kanan) else None


@aturan("LKJ150", Severity.PERINGATAN)
def indikator_berganti(data: DataTahun) -> Iterator[Flaw]:
    """Indikator hanya ada dalam salah satu dari dua perjanjian yang berurutan.

    Mengapa:
        Perjanjian perubahan mengubah target, bukan apa yang diperjanjikan. Indikator yang hilang atau muncul di tengah
        tahun biasanya terlupa, dan tabel pembanding kedua perjanjian menjadi timpang.

    Dasar hukum:
        PermenPANRB 53/2014: perjanjian kinerja diubah bila terjadi perubahan strategi, program, kegiatan, atau anggaran
        yang berarti.

    Salah:
        # target.yaml
        perjanjian:
          - kode: induk
            jenis: induk
            judul: Perjanjian Kinerja Tahun 2025
            bulan: 2025-01
            tempat: Sekar Jaya
            pihak_pertama: kadis
            pihak_kedua: wali_kota
            sasaran:
              - sasaran: layanan
                indikator:
                  - indikator: anggota_aktif
                    target: 48

    Benar:
        # target.yaml
        perjanjian:
          - kode: induk
            jenis: induk
            judul: Perjanjian Kinerja Tahun 2025
            bulan: 2025-01
            tempat: Sekar Jaya
            pihak_pertama: kadis
            pihak_kedua: wali_kota
            sasaran:
              - sasaran: layanan
                indikator:
                  - indikator: anggota_aktif
                    target: 48

              - sasaran: koleksi
                indikator:
                  - indikator: kemutakhiran
                    target: 34
    """
    owner = _owners(data)
    for before, after in pairwise(data.target.perjanjian):
        earlier, later = (
            {target.indikator: target for entry in perjanjian.sasaran for target in entry.indikator}
            for perjanjian in (before, after)
        )
        left_out = _omitted(data) if after is data.target.perjanjian[-1] else frozenset()
        for kode, target in earlier.items():
            if kode not in later and owner.get(kode) not in left_out:
                yield Flaw(
                    after.at_key("sasaran"),
                    f"Indikator “{kode}” ada dalam {before.judul}, tetapi tidak dalam {after.judul}.",
                    "tambahkan indikator itu dengan targetnya, atau jelaskan penghapusannya dalam naskah",
                    (Related(target.at("indikator"), f"dalam {before.judul}"),),
                )
        for kode, target in later.items():
            if kode not in earlier and target.alasan is None:
                yield Flaw(
                    target.at("indikator"),
                    f"Indikator “{kode}” ada dalam {after.judul}, tetapi tidak dalam {before.judul}.",
                    f"tambahkan indikator itu pada {before.kode}, atau tulis `alasan` penambahannya",
                    (Related(before.at_key("sasaran"), before.judul),),
                )


DATA: tuple[Aturan[DataTahun], ...] = (
    rantai_terputus,
    sasaran_tanpa_indikator,
    program_tanpa_indikator,
    target_tidak_ditetapkan,
    isi_tidak_dipakai,
    nama_kembar,
    rumusan_hampir_sama,
    berubah_dari_tahun_lalu,
    satuan_dua_ejaan,
    satuan_rumus_tidak_cocok,
    indikator_berganti,
)
REPORT: tuple[Aturan[Laporan], ...] = ()
