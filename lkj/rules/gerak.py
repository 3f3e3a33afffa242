"""LKJ513 to LKJ516: claims of rises and falls, and comparisons, against the numbers of the report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lkj.bahasa.kalimat import ISI, between
from lkj.bahasa.pernyataan import is_small, iter_pernyataan
from lkj.finding import Edit, Severity
from lkj.format import format_satuan, round_half_up
from lkj.rules.aturan import Flaw, aturan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.angka import Angka
    from lkj.bahasa.kalimat import Rujukan
    from lkj.bahasa.pernyataan import Pernyataan
    from lkj.laporan import Laporan
    from lkj.laporan.anggaran import PosAnggaran

_MENGALAMI = r"(?:mengalami|terjadi|terdapat|menunjukkan)\s+"
_GERAK = re.compile(
    rf"\b(?:(?P<naik>meningkat|naik|bertambah|dinaikkan|ditingkatkan|lebih\s+(?:tinggi|besar|banyak)|"
    rf"{_MENGALAMI}(?:peningkatan|kenaikan|pertambahan))|(?P<turun>menurun|turun|berkurang|diturunkan|dikurangi|"
    rf"lebih\s+(?:rendah|kecil|sedikit)|{_MENGALAMI}(?:penurunan|pengurangan)))\b"
    r"(?!\s+(?:kelas|pangkat|daun|tangan|langsung|ke\s+lapangan|haji))",
    re.IGNORECASE,
)
_DIBUAT = re.compile(r"di\w+(?:kan|i)", re.IGNORECASE)
_LEBIH = re.compile(r"lebih\s", re.IGNORECASE)
_DISANGKAL = re.compile(r"\b(?:tidak|belum|tanpa|bukan|tak)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_DARI_MENJADI = re.compile(rf"[^,;.{ISI}]{{0,60}}?\bdari\s+({ISI}+)[^;.{ISI}]{{0,80}}?\bmenjadi\s+({ISI}+)")
_MENJADI = re.compile(rf"(?:(?!\bdari\b)[^,;.{ISI}]){{0,40}}?\bmenjadi\s+({ISI}+)")
_SEBESAR = re.compile(rf"(?:\s+(?:sebesar|sebanyak|sekitar|yakni|yaitu))?\s*(?:[Rr]p)?\s*\(?({ISI}+)")
_UBAHAN = (".perubahan", ".perubahan_relatif", ".kenaikan", ".kenaikan_relatif", ".selisih")
_SARAN = "sesuaikan kalimatnya dengan angka, atau periksa datanya"


@aturan("LKJ513", Severity.PERINGATAN)
def klaim_perubahan_keliru(laporan: Laporan) -> Iterator[Flaw]:
    """Naskah menyatakan naik, padahal angkanya turun; atau sebaliknya.

    Mengapa:
        Arah perubahan adalah hal pertama yang diingat pembaca. Kata yang tidak ikut diganti ketika angkanya berubah
        memutarbalikkan isi laporan.

    Dasar hukum:
        PermenPANRB 53/2014: laporan kinerja membandingkan realisasi tahun ini dengan tahun lalu.

    Salah:
        # narasi/kesimpulan.md
        {{ indikator.anggota_aktif.nama }} menurun dibandingkan dengan tahun lalu, dan anggota berkurang dari
        {{ data_lalu.anggota }} menjadi {{ data.anggota }}.

    Benar:
        # narasi/kesimpulan.md
        {{ indikator.anggota_aktif.nama }} meningkat dibandingkan dengan tahun lalu, dan anggota bertambah dari
        {{ data_lalu.anggota }} menjadi {{ data.anggota }}.
    """
    for pernyataan, found in _iter_moves(laporan):
        told = _tell_change(pernyataan, found)
        if told is None:
            told = _tell_performance(pernyataan, found)
        if told:
            quote = pernyataan.teks.quote(*found.span())
            place = pernyataan.teks.place(found.start())
            yield Flaw(place, f"Naskah menyatakan “{quote}”, padahal {told}.", _SARAN)


def _iter_moves(laporan: Laporan) -> Iterator[tuple[Pernyataan, re.Match[str]]]:
    """List the words for rises and falls that are said to be so."""
    for pernyataan in iter_pernyataan(laporan, _GERAK):
        klausa, polos = pernyataan.klausa, pernyataan.teks.polos
        for found in _GERAK.finditer(polos, klausa.start, klausa.end):
            before = pernyataan.until(found.start())
            if not _is_within_name(pernyataan, found) and not _DISANGKAL.search(before):
                yield pernyataan, found


def _is_within_name(pernyataan: Pernyataan, found: re.Match[str]) -> bool:
    names = between(pernyataan.names, pernyataan.kalimat.start, found.start() + 1)
    return bool(names) and found.start() < names[-1].end


def _tell_change(pernyataan: Pernyataan, found: re.Match[str]) -> str | None:
    """Say how the numbers a move is said to lead from and to contradict it; None where none are referred to."""
    at = found.end()
    both = _match_after(pernyataan, _DARI_MENJADI, at)
    if both:
        return _tell_pair(found, *(_angka_at(pernyataan, place) for place in both))
    only = None if _DIBUAT.match(found[0]) else _match_after(pernyataan, _MENJADI, at)
    if only:
        return _tell_pair(found, *_with_last_year(pernyataan, *only))
    by = _match_after(pernyataan, _SEBESAR, at)
    rujukan = _rujukan_at(pernyataan, *by) if by else None
    if rujukan and rujukan.nama.endswith(_UBAHAN):
        return _tell_sign(found, _angka_at(pernyataan, rujukan.start))
    return None


def _match_after(pernyataan: Pernyataan, pattern: re.Pattern[str], at: int) -> list[int]:
    """Match what follows a place in the sentence, and give where the references in it start; empty if it does not."""
    found = pattern.match(_without_words(pernyataan), at - pernyataan.kalimat.start)
    return [pernyataan.kalimat.start + found.start(group) for group in range(1, pattern.groups + 1)] if found else []


def _without_words(pernyataan: Pernyataan) -> str:
    """Give the sentence with references to words, such as the year, looking like words."""
    teks, kalimat, known = pernyataan.teks, pernyataan.kalimat, pernyataan.kamus.nama
    parts, at = [], kalimat.start
    for rujukan in teks.rujukan_in(kalimat.start, kalimat.end):
        if rujukan.nama not in known:
            parts += [teks.polos[at : rujukan.start], "x" * (rujukan.end - rujukan.start)]
            at = rujukan.end
    return "".join([*parts, teks.polos[at : kalimat.end]])


def _rujukan_at(pernyataan: Pernyataan, at: int) -> Rujukan | None:
    before = pernyataan.teks.rujukan_in(pernyataan.kalimat.start, at + 1)
    return before[-1] if before and at < before[-1].end else None


def _angka_at(pernyataan: Pernyataan, at: int) -> Angka | None:
    rujukan = _rujukan_at(pernyataan, at)
    known = pernyataan.kamus.nama.get(rujukan.nama) if rujukan else None
    return known.angka if known else None


def _with_last_year(pernyataan: Pernyataan, at: int) -> tuple[Angka | None, Angka | None]:
    """Give a number that is referred to, and before it that of the year before."""
    rujukan = _rujukan_at(pernyataan, at)
    nama = rujukan.nama if rujukan else ""
    lalu = f"data_lalu.{nama.removeprefix('data.')}" if nama.startswith("data.") else f"{nama}_lalu"
    known = pernyataan.kamus.nama.get(lalu)
    return (known.angka if known else None), _angka_at(pernyataan, at)


def _tell_pair(found: re.Match[str], lalu: Angka | None, kini: Angka | None) -> str:
    if not (lalu and kini and lalu.ada and kini.ada and lalu.satuan == kini.satuan):
        return ""
    if (kini > lalu) if found["naik"] else (kini < lalu):
        return ""
    return f"{_write(kini)} {_relate(kini, lalu)} {_write(lalu)}"


def _tell_sign(found: re.Match[str], angka: Angka | None) -> str:
    if not (angka and angka.ada) or ((angka > 0) if found["naik"] else (angka < 0)):
        return ""
    return f"{angka.label} {_write(angka)}"


def _write(angka: Angka) -> str:
    return format_satuan(angka).replace("\N{NO-BREAK SPACE}", " ")


def _tell_performance(pernyataan: Pernyataan, found: re.Match[str]) -> str:
    """Say how an indicator moved if not as it is claimed; empty where it did, or where something else may be meant."""
    klausa = pernyataan.klausa
    compares = pernyataan.compares_with_last_year()
    if (
        _DIBUAT.match(found[0])
        or (_LEBIH.match(found[0]) and not compares)
        or not (compares or pernyataan.is_of_this_year())
        or pernyataan.is_hypothetical(found.start())
        or _LAIN.search(pernyataan.without_names(klausa.start, klausa.end))
    ):
        return ""
    mentions = pernyataan.about(klausa.start, found.start(), "indikator", lengkap=True)
    start = mentions[-1][0] if mentions else klausa.start
    between = pernyataan.teks.polos[start : found.start()]
    named = bool(mentions) and is_small(between)
    if not (named or (compares and not mentions and _REALISASI.fullmatch(between))):
        return ""
    kinerja = pernyataan.find_kinerja(found.start())
    if kinerja is None or (named and _is_short(pernyataan, kinerja.kode)):
        return ""
    tahun = pernyataan.kamus.laporan.tahun
    if not kinerja.perubahan.ada:
        return f"perubahan {kinerja.nama} tidak diketahui: {kinerja.perubahan.alasan}" if compares else ""
    if kinerja.meningkat if found["naik"] else kinerja.menurun:
        return ""
    return (
        f"{kinerja.nama} {_write(kinerja.realisasi_lalu)} pada {tahun - 1} dan {_write(kinerja.realisasi)} pada {tahun}"
    )


_LAIN = re.compile(
    r"\b(?:target\w*|sejak|selama|rata-rata|program|kegiatan|anggaran|capaian|kinerja|standar)\b", re.IGNORECASE
)
_REALISASI = re.compile(
    rf"\W*(?:(?:dan|yang)\s+)?(?:(?:realisasi(?:nya)?|nilai(?:nya)?|indikator|ini|tersebut|sasaran|tahun|ini|juga|telah|sudah|"
    rf"yang|sedikit|terus|jauh|\d{{4}})\b|[\s{ISI}()])*",
    re.IGNORECASE,
)


def _is_short(pernyataan: Pernyataan, kode: str) -> bool:
    """Tell whether the clause speaks of the indicator by no more than a part of its name."""
    klausa = pernyataan.klausa
    return kode not in {found for _, found in pernyataan.about(klausa.start, klausa.end, "indikator", lengkap=True)}


@aturan("LKJ514", Severity.PERINGATAN)
def klaim_anggaran_keliru(laporan: Laporan) -> Iterator[Flaw]:
    """Naskah menyatakan sesuatu tentang anggaran yang bertentangan dengan angkanya.

    Mengapa:
        Naik turunnya anggaran dan habis tidaknya pagu diperiksa auditor terhadap laporan keuangan.

    Dasar hukum:
        PermenPANRB 53/2014: laporan kinerja memuat realisasi anggaran.

    Salah:
        # narasi/kesimpulan.md
        Anggaran tahun {{ tahun }} turun dibandingkan dengan tahun lalu dan terserap seluruhnya.

    Benar:
        # narasi/kesimpulan.md
        Anggaran tahun {{ tahun }} naik dibandingkan dengan tahun lalu dan terserap {{ anggaran.serapan }}.
    """
    for pernyataan in iter_pernyataan(laporan, _SEBUTAN_ANGGARAN):
        for found, told in (*_tell_budget(pernyataan), *_tell_absorption(pernyataan)):
            quote = pernyataan.teks.quote(*found.span())
            place = pernyataan.teks.place(found.start())
            yield Flaw(place, f"Naskah menyatakan “{quote}”, padahal {told}.", _SARAN)


_SEBUTAN_ANGGARAN = re.compile(r"\b(?:anggaran|pagu|belanja|dana)\b", re.IGNORECASE)
_BAGIAN_ANGGARAN = re.compile(
    r"\b(?:operasi|modal|pegawai|langsung|transfer|hibah|dekonsentrasi|program|kegiatan|bidang|jenis|perjalanan|serapan|"
    r"realisasi|barang|sisa)\b",
    re.IGNORECASE,
)
_POKOK_ANGGARAN = re.compile(
    rf"\b(?:anggaran|pagu|belanja)(?:\s+(?:anggaran|belanja|dinas|instansi|tahun|daerah|ini|tersebut|\d{{4}})|[\s{ISI}])*",
    re.IGNORECASE,
)
_INDUK = re.compile(r"\b(?:pagu|anggaran)\s+(?:induk|awal|murni)|\bsebelum\s+perubahan", re.IGNORECASE)
_SESUDAH = re.compile(r"\b(?:sesudah|setelah|hasil)\s+perubahan|\b(?:pagu|anggaran)\s+perubahan", re.IGNORECASE)
_LEWAT = re.compile(r"(?P<ingkar>\btidak\s+)?\b(?:melebihi|melampaui)\s+pagu\b", re.IGNORECASE)
_HABIS = re.compile(
    r"(?P<ingkar>\b(?:tidak|belum)\s+)?\b(?:(?:seluruhnya|sepenuhnya)\s+(?:terserap|terealisasi|terpakai|dibelanjakan)|"
    r"(?:terserap|terealisasi|terpakai|dibelanjakan)\s+(?:seluruhnya|sepenuhnya|habis))\b",
    re.IGNORECASE,
)
_PENUH = 100


def _tell_budget(pernyataan: Pernyataan) -> Iterator[tuple[re.Match[str], str]]:
    """List claims on how the whole budget moved, with what they contradict."""
    klausa, polos = pernyataan.klausa, pernyataan.teks.polos
    anggaran = pernyataan.kamus.laporan.anggaran
    for found in _GERAK.finditer(polos, klausa.start, klausa.end):
        before, after = pernyataan.until(found.start()), polos[found.end() : klausa.end]
        subject = list(_POKOK_ANGGARAN.finditer(before))
        if _is_part(pernyataan, found) or _DISANGKAL.search(before) or _tell_change(pernyataan, found) is not None:
            continue
        if _SESUDAH.search(before) and _INDUK.search(after):
            told = _tell_sign(found, anggaran.semua.selisih)
        elif subject and is_small(before[subject[-1].end() :]) and pernyataan.compares_with_last_year():
            told = _tell_sign(found, anggaran.kenaikan)
        else:
            continue
        if told:
            yield found, told


def _is_part(pernyataan: Pernyataan, found: re.Match[str]) -> bool:
    """Tell whether not the whole budget is meant, or the claim is none."""
    kalimat = pernyataan.kalimat
    return (
        not pernyataan.teks.tepat
        or bool(_BAGIAN_ANGGARAN.search(pernyataan.isi))
        or any(pernyataan.about(kalimat.start, kalimat.end, kind) for kind in ("sasaran", "indikator"))
        or pernyataan.is_hypothetical(found.start())
    )


def _tell_absorption(pernyataan: Pernyataan) -> Iterator[tuple[re.Match[str], str]]:
    """List claims on how much of a ceiling was spent, with what they contradict."""
    klausa, polos = pernyataan.klausa, pernyataan.teks.polos
    pos = _find_pos(pernyataan)
    if pos is None or not pos.serapan.ada or not pernyataan.is_of_this_year():
        return
    exact, printed = pos.serapan.pasti, round_half_up(pos.serapan.pasti, pos.serapan.desimal)
    told = f"{pos.serapan.label} {_write(pos.serapan)}"
    for found in _LEWAT.finditer(polos, klausa.start, klausa.end):
        if not pernyataan.is_hypothetical(found.start()) and (exact > _PENUH) is bool(found["ingkar"]):
            yield found, told
    for found in _HABIS.finditer(polos, klausa.start, klausa.end):
        whole = exact >= _PENUH if found["ingkar"] else printed >= _PENUH
        if not pernyataan.is_hypothetical(found.start()) and whole is bool(found["ingkar"]):
            yield found, told


def _find_pos(pernyataan: Pernyataan) -> PosAnggaran | None:
    """Find the budget a clause is about: that of the one sasaran of its sentence, or the whole."""
    laporan, kalimat = pernyataan.kamus.laporan, pernyataan.kalimat
    sasaran = {kode for _, kode in pernyataan.about(kalimat.start, kalimat.end, "sasaran")}
    if len(sasaran) == 1:
        entry = laporan.sasaran.get(next(iter(sasaran)))
        return entry.anggaran if entry else None
    teks = pernyataan.teks
    # What stands in a YAML file is about one thing, not about the agency.
    if sasaran or not teks.tepat or _SEBAGIAN.search(teks.polos, kalimat.start, kalimat.end):
        return None
    return laporan.anggaran.semua


_SEBAGIAN = re.compile(
    r"\b(?:program|sub\s*kegiatan|sasaran|bidang|jenis|indikator|dekonsentrasi|hibah)\b", re.IGNORECASE
)


@aturan("LKJ515", Severity.PERINGATAN)
def penurunan_bertanda(laporan: Laporan) -> Iterator[Flaw]:
    """Kata turun diikuti angka yang tercetak negatif.

    Mengapa:
        “Turun -0,17” berarti naik. Kata sudah menyebut arahnya, sehingga angkanya dicetak tanpa tanda.

    Dasar hukum:
        Praktik baik: arah perubahan disebut satu kali.

    Salah:
        # bukti.yaml
        fakta:
          - kode: terlambat
            nama: Perubahan buku yang terlambat kembali
            nilai: -12
            satuan: judul
        # narasi/kesimpulan.md
        Buku yang terlambat kembali berkurang {{ fakta.terlambat }}.

    Benar:
        # bukti.yaml
        fakta:
          - kode: terlambat
            nama: Perubahan buku yang terlambat kembali
            nilai: -12
            satuan: judul
        # narasi/kesimpulan.md
        Buku yang terlambat kembali berkurang {{ fakta.terlambat | mutlak }} judul.
    """
    for pernyataan, found in _iter_moves(laporan):
        by = _match_after(pernyataan, _SEBESAR, found.end()) if found["turun"] else []
        rujukan = _rujukan_at(pernyataan, *by) if by else None
        angka = _angka_at(pernyataan, rujukan.start) if rujukan else None
        if rujukan and angka and angka.ada and rujukan.filter != "mutlak" and _write(angka).startswith("-"):
            teks = pernyataan.teks
            new = _write_unsigned(rujukan, angka)
            message = f"Naskah akan mencetak “{teks.quote(*found.span())} {_write(angka)}”: arahnya disebut dua kali."
            edit = Edit(teks.asli[rujukan.start : rujukan.end], new) if teks.tepat else None
            yield Flaw(teks.place(rujukan.start), message, f"tulis {new}", edit=edit)


def _write_unsigned(rujukan: Rujukan, angka: Angka) -> str:
    """Refer to the size of a change as it was referred to with its sign: with its unit, or without."""
    new = f"{{{{ {rujukan.nama} | mutlak }}}}"
    if rujukan.filter not in {"", "satuan", "rupiah"} or not angka.satuan:
        return new
    return {"Rp": f"Rp{new}", "%": f"{new}%"}.get(angka.satuan, f"{new} {angka.satuan}")


_BANDING = re.compile(
    rf"(?P<kiri>{ISI}+)[^,;.{ISI}]{{0,40}}?\b(?P<ingkar>tidak\s+)?"
    r"(?P<kata>lebih\s+(?:(?P<naik>tinggi|besar|banyak)|(?:rendah|kecil|sedikit)))\s+(?:dari|daripada)\s+"
    rf"(?P<lalu>realisasi\s+(?:pada\s+)?tahun\s+(?:lalu|sebelumnya|x+)\s*(?=[.,;]|$))?(?:[^,;.{ISI}]{{0,80}}?(?P<kanan>{ISI}+))?",
    re.IGNORECASE,
)


@aturan("LKJ516", Severity.PERINGATAN)
def perbandingan_keliru(laporan: Laporan) -> Iterator[Flaw]:
    """Naskah membandingkan dua angka dengan kata yang keliru.

    Mengapa:
        “Lebih rendah daripada” yang menghubungkan dua angka tercetak langsung terlihat salah bila angkanya sebaliknya.

    Dasar hukum:
        PermenPANRB 53/2014: laporan kinerja membandingkan realisasi dengan target dan dengan tahun-tahun sebelumnya.

    Salah:
        # narasi/kesimpulan.md
        Anggota yang aktif, {{ data.anggota_aktif }} lebih banyak daripada seluruh anggota {{ data.anggota }}.

    Benar:
        # narasi/kesimpulan.md
        Anggota yang aktif, {{ data.anggota_aktif }} lebih sedikit daripada seluruh anggota {{ data.anggota }}.
    """
    for pernyataan in iter_pernyataan(laporan, _LEBIH):
        kalimat = pernyataan.kalimat
        for found in _BANDING.finditer(_without_words(pernyataan)):
            word = kalimat.start + found.start("kata")
            told = _tell_comparison(pernyataan, found)
            if told and pernyataan.klausa.start <= word < pernyataan.klausa.end:
                start = kalimat.start + (found.start("ingkar") if found["ingkar"] else found.start("kata"))
                quote = pernyataan.teks.quote(start, kalimat.start + found.end("kata"))
                yield Flaw(pernyataan.teks.place(start), f"Naskah menyatakan “{quote}”, padahal {told}.", _SARAN)


def _tell_comparison(pernyataan: Pernyataan, found: re.Match[str]) -> str:
    """Say how two numbers relate if not as it is claimed."""
    left, right = _compared(pernyataan, found)
    if not (left and right and left.ada and right.ada and left.satuan == right.satuan):
        return ""
    holds = left > right if found["naik"] else left < right
    if holds is not bool(found["ingkar"]):
        return ""
    return f"{_write(left)} {_relate(left, right)} {_write(right)}"


def _compared(pernyataan: Pernyataan, found: re.Match[str]) -> tuple[Angka | None, Angka | None]:
    start = pernyataan.kalimat.start
    left = _rujukan_at(pernyataan, start + found.start("kiri"))
    if left is None:
        return None, None
    if found["lalu"]:
        known = pernyataan.kamus.nama.get(f"{left.nama.rpartition('.')[0]}.realisasi_lalu")
        right = known.angka if known else None
    else:
        rujukan = _rujukan_at(pernyataan, start + found.start("kanan")) if found["kanan"] else None
        # What is said of the target in force is for `klaim_target_keliru`.
        right = _angka_at(pernyataan, rujukan.start) if rujukan and not rujukan.nama.endswith(".target") else None
    return _angka_at(pernyataan, left.start), right


def _relate(left: Angka, right: Angka) -> str:
    if left.pasti == right.pasti:
        return "sama dengan"
    return "lebih rendah daripada" if left < right else "lebih tinggi daripada"


REPORT = (klaim_perubahan_keliru, klaim_anggaran_keliru, penurunan_bertanda, perbandingan_keliru)
