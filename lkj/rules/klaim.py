"""LKJ510 to LKJ512: claims of targets that were reached, against the numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lkj.bahasa.kalimat import ISI
from lkj.bahasa.pernyataan import is_small, iter_pernyataan
from lkj.compute.capaian import Polaritas
from lkj.finding import Related, Severity
from lkj.format import format_satuan, round_half_up
from lkj.laporan.kinerja import Rentang
from lkj.rules.aturan import Flaw, aturan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.angka import Angka
    from lkj.bahasa.pernyataan import Pernyataan
    from lkj.laporan import Laporan
    from lkj.laporan.kinerja import Kinerja

_PENUH = 100  # percent of the target

_INGKAR = r"(?:tidak|belum|gagal|tak|hampir|nyaris)\b(?!\s+(?:hanya|saja|sekadar))"
_BANDING = r"(?:dari(?:pada)?|dibanding(?:kan)?(?:\s+dengan)?)"
_AKTIF = re.compile(
    rf"(?P<ingkar>\b{_INGKAR}\s+(?:\w+\s+){{0,2}}?)?\b(?P<kerja>melampaui|melebihi|mencapai|memenuhi|menyamai|di\s+atas|"
    rf"di\s+bawah|lebih\s+(?:tinggi|besar)\s+{_BANDING}|lebih\s+(?:rendah|kecil)\s+{_BANDING}|kurang\s+dari|"
    r"sesuai(?:\s+dengan)?)\s+(?P<target>target(?:nya)?)\b",
    re.IGNORECASE,
)
_PASIF = re.compile(
    rf"(?P<target>\btarget(?:nya)?)\b(?P<antara>[^,;]{{0,80}}?)\s+(?P<ingkar>{_INGKAR}\s+)?"
    r"(?:(?:dapat|bisa|berhasil|telah|sudah|juga|pun|sepenuhnya|mampu)\s+)*"
    r"(?P<kerja>tercapai|dicapai|terpenuhi|dipenuhi|terlampaui|dilampaui)\b"
    rf"(?!\s*(?:sebesar|sebanyak|hanya|baru|dengan|{ISI}|\d))",
    re.IGNORECASE,
)
_SENDIRI = re.compile(
    rf"(?P<ingkar>\b{_INGKAR}\s+)?\b(?P<kerja>tercapai|terpenuhi|terlampaui)\b"
    rf"(?!\s*(?:sebesar|sebanyak|hanya|baru|dengan|{ISI}|\d))",
    re.IGNORECASE,
)
_SEBUTAN_TARGET = re.compile(r"\btarget|\btercapai|\bterpenuhi|\bterlampaui", re.IGNORECASE)
_LEBIH = re.compile(r"melampaui|melebihi|terlampaui|dilampaui|di\s+atas|lebih\s+(?:tinggi|besar)", re.IGNORECASE)
_KURANG = re.compile(r"di\s+bawah|lebih\s+(?:rendah|kecil)|kurang", re.IGNORECASE)
# What is not the target of the indicator for the year.
_TARGET_LAIN = (
    r"nasional|triwulan|tw|semester|induk|awal|semula|program|kegiatan|anggaran|serapan|penyerapan|pendapatan|minimal|"
    r"bulan\w*|pelatihan|penerimaan|retribusi|pajak|pad|kabupaten|kota"
)
_MILIK_LAIN = re.compile(rf"\s+(?:kinerja\s+)?(?:{_TARGET_LAIN})\b", re.IGNORECASE)
_BUKAN_INI = re.compile(rf"\b(?:{_TARGET_LAIN}|yang|sebagian|seluruh|semua|beberapa)\b", re.IGNORECASE)
_JAMAK = re.compile(r"\b(?:semua|seluruh|sebagian|beberapa|setiap)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_POKOK_LAIN = re.compile(r"\b(?:program|kegiatan|anggaran|serapan|penyerapan|pagu|belanja|pendapatan)\b", re.IGNORECASE)
_JANGKA_MENENGAH = re.compile(r"\b(?:akhir|renstra|rpjmd|rpd|jangka\s+menengah)\b", re.IGNORECASE)


@aturan("LKJ510", Severity.PERINGATAN)
def klaim_target_keliru(laporan: Laporan) -> Iterator[Flaw]:
    """Naskah menyatakan target tercapai atau tidak tercapai, padahal angkanya mengatakan lain.

    Mengapa:
        Kalimat dan tabel yang bertentangan membuat pembaca meragukan keduanya. Kalimat seperti ini sering disalin dari
        laporan tahun lalu.

    Dasar hukum:
        PermenPANRB 53/2014: laporan kinerja menjelaskan keberhasilan atau kegagalan mencapai target.

    Salah:
        # narasi/kesimpulan.md
        {{ indikator.anggota_aktif.nama }} sebesar {{ indikator.anggota_aktif.realisasi }} belum mencapai target.

    Benar:
        # narasi/kesimpulan.md
        {{ indikator.anggota_aktif.nama }} sebesar {{ indikator.anggota_aktif.realisasi }} melampaui target.
    """
    for pernyataan in iter_pernyataan(laporan, _SEBUTAN_TARGET):
        for found in (*_iter_active(pernyataan), *_iter_passive(pernyataan), *_iter_bare(pernyataan)):
            flaw = _judge_target(pernyataan, found)
            if flaw:
                yield flaw


def _iter_active(pernyataan: Pernyataan) -> Iterator[re.Match[str]]:
    """List claims such as `melampaui target`, not of a target of something else."""
    klausa, polos = pernyataan.klausa, pernyataan.teks.polos
    for found in _AKTIF.finditer(polos, klausa.start, klausa.end):
        # The subject comes first; a name that holds such a word is one of an indicator.
        before = pernyataan.without_names(klausa.start, found.start())
        if not _POKOK_LAIN.search(before) and not _MILIK_LAIN.match(polos, found.end(), klausa.end):
            yield found


def _iter_passive(pernyataan: Pernyataan) -> Iterator[re.Match[str]]:
    """List claims such as `target tercapai`, not of a target of something else."""
    klausa, polos = pernyataan.klausa, pernyataan.teks.polos
    for found in _PASIF.finditer(polos, klausa.start, klausa.end):
        between = pernyataan.without_names(*found.span("antara"))
        if not _BUKAN_INI.search(between) and not _JAMAK.search(polos[klausa.start : found.start()]):
            yield found


def _iter_bare(pernyataan: Pernyataan) -> Iterator[re.Match[str]]:
    """List claims such as `tercapai` that follow the name of an indicator or its number."""
    klausa, polos = pernyataan.klausa, pernyataan.teks.polos
    if not _KATA_TARGET.search(pernyataan.isi):
        for found in _SENDIRI.finditer(polos, klausa.start, klausa.end):
            mentions = pernyataan.about(klausa.start, found.start(), "indikator")
            start = mentions[-1][0] if mentions else klausa.start
            if is_small(polos[start : found.start()]) and (mentions or not pernyataan.teks.indikator):
                yield found


_KATA_TARGET = re.compile(r"\btarget", re.IGNORECASE)


def _judge_target(pernyataan: Pernyataan, found: re.Match[str]) -> Flaw | None:
    teks, klausa = pernyataan.teks, pernyataan.klausa
    kinerja = pernyataan.find_kinerja(found.start(), sebab=found.re is _PASIF)
    referred = [rujukan.nama for rujukan in teks.rujukan_in(klausa.start, klausa.end)]
    if (
        kinerja is None
        or pernyataan.is_hypothetical(found.start())
        or not pernyataan.is_of_this_year()
        or any(name.endswith(".target_induk") for name in referred)
    ):
        return None
    polos = teks.polos
    around = polos[found.start() : found.end()] + polos[found.end() : min(klausa.end, found.end() + 30)]
    akhir = bool(_JANGKA_MENENGAH.search(around)) or any(name.endswith(".target_akhir") for name in referred)
    told = _tell_against(kinerja, found, akhir=akhir)
    if not told:
        return None
    message = f"Naskah menyatakan “{teks.quote(*found.span())}”, padahal {told}."
    return Flaw(
        teks.place(found.start()),
        message,
        "sesuaikan kalimatnya dengan angka, atau periksa target dan realisasinya",
        relate(kinerja.realisasi, "realisasi"),
    )


def _tell_against(kinerja: Kinerja, found: re.Match[str], *, akhir: bool) -> str:
    """Say which numbers a claim contradicts; empty if it does not."""
    measure = kinerja.jarak if akhir else kinerja.capaian
    kerja, denied = found["kerja"], bool(found["ingkar"])
    beyond, below = bool(_LEBIH.match(kerja)), bool(_KURANG.match(kerja))
    # “Melebihi” is praise of one indicator and blame of another.
    if (beyond or below) and kinerja.indikator.polaritas is not Polaritas.MAKSIMAL:
        return ""
    if not measure.ada:
        return "" if akhir else f"capaian {kinerja.nama} belum diketahui: {measure.alasan}"
    if below:
        denied = not denied
    reached, passed = _is_reached(kinerja, akhir=akhir, denied=denied)
    return "" if (passed if beyond else reached) is not denied else write_capaian(kinerja, akhir=akhir)


def _is_reached(kinerja: Kinerja, *, akhir: bool, denied: bool) -> tuple[bool, bool]:
    """Tell whether a target was reached, and whether it was passed; rounding is for the benefit of the claim."""
    if akhir:
        return kinerja.jarak <= 0, kinerja.jarak < 0
    exact = kinerja.capaian.pasti
    printed = round_half_up(exact, kinerja.capaian.desimal)
    return (exact >= _PENUH, printed > _PENUH) if denied else (printed >= _PENUH, exact > _PENUH)


def write_capaian(kinerja: Kinerja, *, akhir: bool = False) -> str:
    """Write the numbers of an indicator: realisation, target and achievement."""
    realisasi = _write(kinerja.realisasi)
    if akhir:
        return f"{kinerja.nama} {realisasi} dari target akhir {_write(kinerja.target_akhir)}"
    target = kinerja.target
    batas = f"{_write(target.bawah)} sampai {_write(target.atas)}" if isinstance(target, Rentang) else _write(target)
    return f"{kinerja.nama} {realisasi} dari target {batas} (capaian {_write(kinerja.capaian)})"


def _write(angka: Angka) -> str:
    return format_satuan(angka).replace("\N{NO-BREAK SPACE}", " ")


def relate(angka: Angka, label: str) -> tuple[Related, ...]:
    """Point at the first of the facts a number is made of."""
    return tuple(Related(position, label) for position in angka.positions()[:1])


@aturan("LKJ511", Severity.PERINGATAN)
def klaim_kriteria_keliru(laporan: Laporan) -> Iterator[Flaw]:
    """Naskah menyebut kriteria kinerja yang bukan kriteria menurut capaiannya.

    Mengapa:
        Kriteria dihitung dari capaian dengan skala nilai peringkat kinerja. Kriteria yang diketik tidak ikut berubah
        bila capaiannya berubah.

    Dasar hukum:
        Permendagri 86/2017: skala nilai peringkat kinerja.

    Salah:
        # narasi/kesimpulan.md
        Capaian {{ indikator.anggota_aktif.nama }} termasuk kriteria sedang.

    Benar:
        # narasi/kesimpulan.md
        Capaian {{ indikator.anggota_aktif.nama }} termasuk kriteria {{ indikator.anggota_aktif.kriteria }}.
    """
    claimed = _compile_criteria(laporan)
    for pernyataan in iter_pernyataan(laporan, _SEBUTAN_KRITERIA):
        klausa = pernyataan.klausa
        for found in claimed.finditer(pernyataan.teks.polos, klausa.start, klausa.end):
            kinerja = pernyataan.find_kinerja(found.start())
            if kinerja is None or pernyataan.is_hypothetical(found.start()) or not pernyataan.is_of_this_year():
                continue
            actual = kinerja.kriteria.nama if kinerja.kriteria else ""
            if " ".join(found["nama"].split()).lower() == actual.lower():
                continue
            told = f"{actual} (capaian {_write(kinerja.capaian)})" if actual else "belum dapat dinilai"
            yield Flaw(
                pernyataan.teks.place(found.start("nama")),
                f"Naskah menyebut kriteria “{found['nama']}”, padahal kriteria {kinerja.nama} {told}.",
                f"tulis {{{{ indikator.{kinerja.kode}.kriteria }}}}",
            )


_SEBUTAN_KRITERIA = re.compile(r"kriteria|kategori|predikat|peringkat", re.IGNORECASE)
_KRITERIA_LAZIM = ("tinggi", "baik", "sedang", "cukup", "rendah", "kurang")


def _compile_criteria(laporan: Laporan) -> re.Pattern[str]:
    """Make what matches a criterion that is claimed: one of the scale, or one that scales commonly have."""
    own = [re.escape(pita.pita.nama).replace("\\ ", r"\s+") for pita in laporan.skala]
    lazim = rf"(?:sangat\s+)?(?:{'|'.join(_KRITERIA_LAZIM)})"
    names = "|".join([*sorted(own, key=len, reverse=True), lazim])
    return re.compile(
        r"(?<!tidak )(?<!belum )(?<!bukan )\b(?:ber)?(?:kriteria|kategori|predikat|peringkat)"
        rf"(?:\s+(?:penilaian|kinerja|capaian|nilai|realisasi|yang))*\s+[“\"'‘(]?(?P<nama>{names})(?!\w)"
        rf"(?=\s*(?:[.,;:)”\"'’(]|$|{ISI})|\s+(?:dan|dengan|pada|karena|sehingga|tahun|menurut|berdasarkan|dalam|sesuai)\b)",
        re.IGNORECASE,
    )


@aturan("LKJ512", Severity.PERINGATAN)
def klaim_seluruh_keliru(laporan: Laporan) -> Iterator[Flaw]:
    """Naskah menyatakan semua indikator mencapai target, padahal tidak semua; atau sebaliknya.

    Mengapa:
        Kalimat ini biasanya menjadi kesimpulan laporan, dan yang pertama dibandingkan pembaca dengan tabel capaian.

    Dasar hukum:
        PermenPANRB 53/2014: laporan kinerja mengungkapkan keberhasilan dan kegagalan.

    Salah:
        # narasi/kesimpulan.md
        Belum semua indikator kinerja utama mencapai target.

    Benar:
        # narasi/kesimpulan.md
        Seluruh indikator kinerja utama mencapai target.
    """
    for pernyataan in iter_pernyataan(laporan, _SEBUTAN_SELURUH):
        klausa = pernyataan.klausa
        for found in _SELURUH.finditer(pernyataan.teks.polos, klausa.start, klausa.end):
            told = "" if _is_limited(pernyataan, found) else _tell_all(laporan, found)
            if told:
                quote = pernyataan.teks.quote(*found.span())
                yield Flaw(
                    pernyataan.teks.place(found.start()),
                    f"Naskah menyatakan “{quote}”, padahal {told}.",
                    "sesuaikan kalimatnya dengan tabel capaian",
                )


_SEBUTAN_SELURUH = re.compile(r"\b(?:seluruh|semua)", re.IGNORECASE)
_SELURUH = re.compile(
    r"(?P<ingkar>\b(?:tidak|belum|bukan)\s+)?\b(?:seluruh|semua)\s+(?:target\s+)?(?:indikator|iku|target|sasaran)"
    r"(?:\s+(?:kinerja|utama|strategis|sasaran|dinas|instansi|tahun|yang\s+diperjanjikan|dalam\s+perjanjian\s+kinerja|"
    rf"perjanjian|indikator|\d{{4}}|{ISI}+))*\s+(?:(?:telah|sudah|dapat|berhasil|mampu|juga)\s+)*"
    r"(?P<kerja>(?:mencapai|memenuhi|melampaui|melebihi)\s+target|tercapai|terpenuhi|terlampaui)\b",
    re.IGNORECASE,
)


def _is_limited(pernyataan: Pernyataan, found: re.Match[str]) -> bool:
    """Tell whether not all the indicators of the agreement are meant, or the claim is none."""
    kalimat = pernyataan.kalimat
    return (
        not pernyataan.teks.tepat
        or bool(_POKOK_LAIN.search(pernyataan.isi))
        or any(pernyataan.about(kalimat.start, kalimat.end, kind) for kind in ("indikator", "sasaran"))
        or pernyataan.is_hypothetical(found.start())
        or not pernyataan.is_of_this_year()
        or bool(_MILIK_LAIN.match(pernyataan.teks.polos, found.end()))
    )


def _tell_all(laporan: Laporan, found: re.Match[str]) -> str:
    """Say what a claim on all indicators contradicts; empty if it does not."""
    beyond = bool(_LEBIH.match(found["kerja"]))
    good = [k for k in laporan.indikator_utama if (k.capaian.ada and k.capaian > _PENUH if beyond else k.tercapai)]
    if (len(good) == len(laporan.indikator_utama)) is not bool(found["ingkar"]):
        return ""
    verb = "melampaui" if beyond else "mencapai"
    told = f"{len(good)} dari {len(laporan.indikator_utama)} indikator kinerja utama {verb} target"
    fine = {k.kode for k in good}
    bad = next((k for k in laporan.indikator_utama if k.kode not in fine), None)
    if bad is None:
        return told
    return f"{told}; capaian {bad.nama} {_write(bad.capaian) if bad.capaian.ada else 'belum diketahui'}"


REPORT = (klaim_target_keliru, klaim_kriteria_keliru, klaim_seluruh_keliru)
