"""LKJ504 to LKJ509: numbers, counts and numbers of tables typed into narrative."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Context, Decimal, localcontext
from typing import TYPE_CHECKING, NamedTuple

from lkj.bahasa.bilangan import PERSEN, TERBILANG, find_bilangan, parse_terbilang
from lkj.bahasa.cacah import find_cacah, list_counts
from lkj.bahasa.kamus import split_words
from lkj.bahasa.naskah import read_naskah
from lkj.bahasa.pencocokan import (
    PEMBULATAN,
    find_maybe,
    find_unnamed,
    match_equal,
    match_near,
    read_konteks,
    write_suggestion,
)
from lkj.finding import Edit, Related, Severity
from lkj.format import format_satuan
from lkj.ingatan import remember_last
from lkj.rules.aturan import Flaw, aturan
from lkj.rules.hitungan import write_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.bahasa.bilangan import Bilangan
    from lkj.bahasa.cacah import Cacah
    from lkj.bahasa.kalimat import Teks
    from lkj.bahasa.kamus import Dikenal, Kamus, Sebutan
    from lkj.bahasa.pencocokan import Cocok, Konteks
    from lkj.laporan import Laporan
    from lkj.load import DataTahun
    from lkj.rules.aturan import Aturan

# An own context: what a caller set as the thread's decimal context must not make numbers equal.
_CONTEXT = Context(prec=60)
_MEMUAT_ANGKA = re.compile(rf"\d|{TERBILANG}", re.IGNORECASE)
# Time is not what a report accounts for: a training of five days, a plan of five years.
_WAKTU = frozenset(
    {"detik", "menit", "jam", "hari", "minggu", "pekan", "bulan", "tahun", "semester", "triwulan", "abad"}
)
_TERCATAT = 3  # digits that make it no chance that a number stands in the data
_SARAN_FAKTA = "catat sebagai `fakta` beserta sumbernya, lalu rujuk {{ fakta.KODE }}"


@aturan("LKJ504", Severity.PERINGATAN)
def angka_diketik(laporan: Laporan) -> Iterator[Flaw]:
    """Angka laporan diketik dalam naskah, bukan dirujuk.

    Mengapa:
        Angka yang diketik tidak ikut berubah bila datanya diperbaiki. Kalimat dan tabel kemudian menyebut angka yang
        berlainan, dan pembaca tidak tahu mana yang benar.

    Dasar hukum:
        Praktik baik: satu angka, satu sumber, sehingga reviu atas laporan kinerja (PermenPANRB 53/2014) dapat
        menelusurinya.

    Salah:
        # narasi/kesimpulan.md
        Perpustakaan mempunyai 8.000 anggota, dan {{ indikator.anggota_aktif.realisasi }} di antaranya aktif.

    Benar:
        # narasi/kesimpulan.md
        Perpustakaan mempunyai {{ data.anggota | angka }} anggota, dan {{ indikator.anggota_aktif.realisasi }} di
        antaranya aktif.
    """
    return _pick(laporan, _SAMA)


@aturan("LKJ505", Severity.PERINGATAN)
def angka_meleset(laporan: Laporan) -> Iterator[Flaw]:
    """Angka yang diketik dalam naskah hampir sama dengan angka laporan.

    Mengapa:
        Angka yang hampir sama biasanya salah ketik atau dibulatkan dengan cara lain. Pembaca menemukan dua angka untuk
        satu hal, dan keduanya tidak dapat dipercaya lagi.

    Dasar hukum:
        PermenPANRB 53/2014: reviu menilai keandalan informasi dalam laporan kinerja.

    Salah:
        # narasi/kesimpulan.md
        Realisasi {{ indikator.anggota_aktif.nama }} adalah 49,05%.

    Benar:
        # narasi/kesimpulan.md
        Realisasi {{ indikator.anggota_aktif.nama }} adalah {{ indikator.anggota_aktif.realisasi }}.
    """
    return _pick(laporan, _DEKAT)


@aturan("LKJ506", Severity.PERINGATAN)
def angka_tanpa_asal(laporan: Laporan) -> Iterator[Flaw]:
    """Angka dalam naskah tidak berasal dari data.

    Mengapa:
        Angka tanpa asal tidak dapat ditelusuri ke dokumen sumbernya, sehingga tidak dapat dibuktikan ketika laporan
        direviu atau dievaluasi.

    Dasar hukum:
        PermenPANRB 53/2014: informasi dalam laporan kinerja didukung data yang andal dan dapat ditelusuri.

    Salah:
        # narasi/kesimpulan.md
        Selama tahun {{ tahun }}, 26 sekolah mengunjungi perpustakaan.

    Benar:
        # bukti.yaml
        fakta:
          - kode: sekolah
            nama: Sekolah yang mengunjungi perpustakaan
            nilai: 26
            satuan: sekolah
        # narasi/kesimpulan.md
        Selama tahun {{ tahun }}, {{ fakta.sekolah }} mengunjungi perpustakaan.
    """
    return _pick(laporan, _ASING)


@aturan("LKJ508", Severity.PERINGATAN)
def jumlah_keliru(laporan: Laporan) -> Iterator[Flaw]:
    """Banyaknya sasaran, indikator, program atau daftar lain dalam naskah tidak sama dengan daftarnya.

    Mengapa:
        Kalimat pembuka sering disalin dari tahun lalu. Pembaca menghitung daftar di bawahnya dan menemukan jumlah lain.

    Dasar hukum:
        Praktik baik: bilangan yang menghitung suatu daftar dihitung dari daftar itu.

    Salah:
        # narasi/kesimpulan.md
        Perjanjian Kinerja memuat 3 (tiga) sasaran strategis.

    Benar:
        # narasi/kesimpulan.md
        Perjanjian Kinerja memuat {{ jumlah.sasaran | terbilang }} sasaran strategis.
    """
    return _pick(laporan, _KELIRU)


_SAMA, _DEKAT, _ASING, _KELIRU = range(4)


class _Temuan(NamedTuple):
    """A flaw, and which rule it is for."""

    jenis: int
    flaw: Flaw


def _pick(laporan: Laporan, jenis: int) -> Iterator[Flaw]:
    return (temuan.flaw for temuan in _judge_all(laporan) if temuan.jenis == jenis)


@remember_last
def _judge_all(laporan: Laporan) -> list[_Temuan]:
    naskah = read_naskah(laporan)
    texts = naskah.iter_teks(_MEMUAT_ANGKA)
    with localcontext(_CONTEXT):
        return [temuan for teks, names in texts for temuan in _judge(teks, names, naskah.kamus)]


def _judge(teks: Teks, names: list[Sebutan], kamus: Kamus) -> Iterator[_Temuan]:
    """Judge every number typed into a text."""
    numbers = list(find_bilangan(teks.polos))
    starts = [bilangan.start for bilangan in numbers]
    for kalimat in teks.kalimat:
        counts = list(find_cacah(teks, kalimat, names, kamus.laporan))
        yield from (temuan for cacah in counts if (temuan := _judge_count(teks, cacah, kamus.laporan)))
        inside = numbers[bisect_right(starts, kalimat.start - 1) : bisect_right(starts, kalimat.end - 1)]
        left = [b for b in inside if not any(cacah.start <= b.angka[0] < cacah.end for cacah in counts)]
        if left:
            konteks = read_konteks(teks, kalimat, names, kamus)
            yield from (temuan for bilangan in left if (temuan := _judge_number(teks, bilangan, konteks, kamus)))


def _judge_number(teks: Teks, bilangan: Bilangan, konteks: Konteks, kamus: Kamus) -> _Temuan | None:
    plain = not bilangan.jenis and bilangan.bacaan[0].teliti <= 1
    # What contradicts its words is told by `angka_dan_kata_berbeda`; 0 and 1 count nothing.
    if _contradicts_words(bilangan) or (plain and bilangan.nilai <= 1):
        return None
    equal = match_equal(bilangan, konteks, kamus)
    if equal:
        return _Temuan(_SAMA, _say_equal(teks, bilangan, equal))
    if bilangan.jenis == PERSEN and bilangan.nilai in {0, 100}:
        return None
    near = None if _is_recorded(bilangan, kamus) else match_near(bilangan, konteks, kamus)
    if near:
        return _Temuan(_DEKAT, _say_near(teks, bilangan, near))
    if plain and bilangan.sesudah.partition(" ")[0] in _WAKTU:
        return None
    return _Temuan(_ASING, _say_unknown(teks, bilangan, konteks, kamus))


def _is_recorded(bilangan: Bilangan, kamus: Kamus) -> bool:
    """Tell whether a number stands in the data, and not by chance."""
    return bilangan.penting >= _TERCATAT and kamus.find_recorded(bilangan.nilai) is not None


def _say_unknown(teks: Teks, bilangan: Bilangan, konteks: Konteks, kamus: Kamus) -> Flaw:
    place, quote = teks.place(bilangan.start), _quote(teks, bilangan)
    unnamed = find_unnamed(bilangan, konteks, kamus)
    if unnamed or _is_recorded(bilangan, kamus):
        apa = f"sama dengan {unnamed.label}" if unnamed else "nilainya tercatat dalam data"
        at = kamus.find_recorded(bilangan.nilai) if not unnamed else unnamed.position
        message = f"Angka “{quote}” diketik; {apa}, tetapi tidak mempunyai nama rujukan."
        advice = "rujuk tabel yang memuatnya, atau catat sebagai `fakta` dan rujuk {{ fakta.KODE }}"
        return Flaw(place, message, advice, (Related(at, "nilai itu"),) if at else ())
    maybe = find_maybe(bilangan, konteks, kamus)
    hint = f"; bila maksudnya {maybe.angka.label}, tulis {{{{ {maybe.nama} }}}}" if maybe else ""
    return Flaw(place, f"Angka “{quote}” tidak berasal dari data laporan.", f"{_SARAN_FAKTA}{hint}")


def _say_equal(teks: Teks, bilangan: Bilangan, cocok: Cocok) -> Flaw:
    start, end, new = write_suggestion(teks, bilangan, cocok.dikenal[0])
    labels = " dan ".join(dict.fromkeys(known.angka.label for known in cocok.dikenal[:_DISEBUT]))
    message = f"Angka “{_quote(teks, bilangan)}” diketik, padahal sama dengan {labels}."
    if len(cocok.dikenal) > 1:
        choice = " atau ".join(write_suggestion(teks, bilangan, known)[2] for known in cocok.dikenal[:_DISEBUT])
        return Flaw(teks.place(start), message, f"rujuk yang dimaksud: {choice}", _relate(cocok.dikenal))
    return _flaw(teks, (start, end, new), message, _relate(cocok.dikenal))


_DISEBUT = 3


def _say_near(teks: Teks, bilangan: Bilangan, cocok: Cocok) -> Flaw:
    known = cocok.dikenal[0]
    start, end, new = write_suggestion(teks, bilangan, known)
    printed = format_satuan(known.angka).replace("\N{NO-BREAK SPACE}", " ").removeprefix("-")
    quote = _quote(teks, bilangan)
    if cocok.alasan == PEMBULATAN:
        message = f"Angka “{quote}” adalah {known.angka.label} dengan pembulatan lain: laporan mencetak {printed}."
        return _flaw(teks, (start, end, new), message, _relate((known,)))
    message = f"Angka “{quote}” hampir sama dengan {known.angka.label}, yaitu {printed}: {cocok.alasan}."
    return Flaw(teks.place(start), message, f"periksa angkanya; bila itu maksudnya, tulis {new}", _relate((known,)))


def _quote(teks: Teks, bilangan: Bilangan) -> str:
    """Give a number as it was typed, with the word it counts."""
    unit = _BENDA.match(teks.polos, bilangan.end) if bilangan.kali == bilangan.jenis == "" else None
    return teks.quote(bilangan.start, unit.end() if unit and split_words(unit[0]) else bilangan.end)


_BENDA = re.compile(r"[ \u00a0][^\W\d_]+(?:/[^\W\d_]+)*")


def _relate(known: tuple[Dikenal, ...]) -> tuple[Related, ...]:
    return tuple(Related(k.angka.position, k.angka.label) for k in known[:_DISEBUT] if k.angka.position)


def _flaw(teks: Teks, change: tuple[int, int, str], message: str, related: tuple[Related, ...] = ()) -> Flaw:
    """Make a flaw that one change mends; in YAML its place is not known, so nothing can make it but a person."""
    start, end, new = change
    edit = Edit(teks.asli[start:end], new) if teks.tepat else None
    return Flaw(teks.place(start), message, f"ganti “{teks.quote(start, end)}” dengan {new}", related, edit)


def _judge_count(teks: Teks, cacah: Cacah, laporan: Laporan) -> _Temuan | None:
    actual = laporan.jumlah[cacah.daftar]
    new = f"{{{{ jumlah.{cacah.daftar} | {'angka' if cacah.digit else 'terbilang'} }}}}"
    change = (cacah.start, cacah.end, new)
    related = (Related(actual.position, actual.label),) if actual.position else ()
    quote = teks.quote(cacah.start, cacah.end)
    if cacah.nilai == actual.pasti:
        message = f"Bilangan “{quote}” diketik, padahal sama dengan {actual.label}."
        return _Temuan(_SAMA, _flaw(teks, change, message, related))
    if int(cacah.nilai) in list_counts(laporan, cacah.daftar):
        return None
    label = actual.label[:1].lower() + actual.label[1:]
    message = f"Naskah menyebut {quote} {cacah.benda}, padahal {label} menurut data {write_number(actual.pasti)}."
    return _Temuan(_KELIRU, _flaw(teks, change, message, related))


@aturan("LKJ507", Severity.PERINGATAN)
def nomor_bagian_diketik(laporan: Laporan) -> Iterator[Flaw]:
    """Nomor tabel, gambar, grafik atau lampiran diketik dalam naskah.

    Mengapa:
        Nomor dihitung ulang setiap kali laporan disusun. Nomor yang diketik menunjuk tabel lain begitu sebuah tabel
        ditambah atau dihapus.

    Dasar hukum:
        Praktik baik: rujuk silang dibuat otomatis, tidak diketik.

    Salah:
        # narasi/kesimpulan.md
        Capaian setiap indikator disajikan pada Tabel III.2.

    Benar:
        # narasi/kesimpulan.md
        Capaian setiap indikator disajikan pada {{ rujuk("tabel-capaian") }}.
    """
    for teks, _ in read_naskah(laporan).iter_teks(_BAGIAN):
        for found in _BAGIAN.finditer(teks.polos):
            if not _is_of_law(teks, found):
                quote = teks.quote(*found.span())
                message = f"Nomor “{quote}” diketik; nomor dapat berubah bila susunan laporan berubah."
                advice = f'rujuk dengan {{{{ rujuk("{_jenis_kode(found["jenis"])}-…") }}}}'
                yield Flaw(teks.place(found.start()), message, advice)


_BAGIAN = re.compile(
    r"\b(?P<jenis>(?i:tabel|gambar|grafik|bagan|diagram|lampiran))(?i:\s+di\s+(?:atas|bawah|samping)(?:\s+ini)?)?"
    r"\s+(?i:nomor\s+|no\.?\s*)?(?:\d{1,2}|[IVX]+)(?:[.-]\d{1,2})*(?![\w%]|[.,]\d|\s*(?i:persen|unit|buah|lembar|%))"
)
_PERATURAN = re.compile(
    r"\b(?:UU|PP|SE|SK|Undang-Undang|Peraturan|Permen\w*|Perpres|Perda|Pergub|Perbup|Perwal\w*|Keputusan|Kep\w+|Surat|"
    r"Instruksi|Inpres)\b"
)


def _is_of_law(teks: Teks, found: re.Match[str]) -> bool:
    """Tell whether an appendix is that of a regulation, which has its own number."""
    if found["jenis"].lower() != "lampiran":
        return False
    start, end = max(0, found.start() - 80), found.end() + 60
    if any(rujukan.nama.startswith("peraturan.") for rujukan in teks.rujukan_in(start, end)):
        return True
    return bool(_PERATURAN.search(teks.polos, start, end))


def _jenis_kode(jenis: str) -> str:
    return {"bagan": "gambar", "diagram": "gambar"}.get(jenis.lower(), jenis.lower())


@aturan("LKJ509")
def angka_dan_kata_berbeda(laporan: Laporan) -> Iterator[Flaw]:
    """Angka dan bilangan dalam kurung di sebelahnya tidak sama.

    Mengapa:
        Angka ditulis dua kali supaya tidak dapat disalahartikan. Bila keduanya berbeda, tidak ada yang berlaku.

    Dasar hukum:
        Praktik baik: angka dalam naskah dinas diikuti kata yang sama nilainya.

    Salah:
        # narasi/kesimpulan.md
        Perjanjian Kinerja memuat 2 (tiga) sasaran strategis.

    Benar:
        # narasi/kesimpulan.md
        Perjanjian Kinerja memuat {{ jumlah.sasaran | terbilang }} sasaran strategis.
    """
    naskah = read_naskah(laporan)
    for teks, _ in naskah.iter_teks(_BERDAMPINGAN):
        for start, end, angka, kata in _iter_pairs(teks, naskah.kamus):
            message = f"“{teks.quote(start, end)}”: angkanya {angka}, katanya {kata}."
            yield Flaw(teks.place(start), message, "tulis satu nilai; angka laporan dirujuk dengan filter `terbilang`")


_BERDAMPINGAN = re.compile(rf"\(\s*{TERBILANG}|{TERBILANG}\s*\(\d", re.IGNORECASE)
_KATA_DAHULU = re.compile(rf"({TERBILANG})\s*\((\d{{1,3}}(?:\.\d{{3}})*)\)", re.IGNORECASE)
_KURUNG = re.compile(rf"\s*\(\s*({TERBILANG})\s*\)", re.IGNORECASE)


def _iter_pairs(teks: Teks, kamus: Kamus) -> Iterator[tuple[int, int, str, str]]:
    """List the numbers that stand beside other ones in words: from where to where, and both."""
    for bilangan in find_bilangan(teks.polos):
        if bilangan.terbilang is not None and _contradicts_words(bilangan):
            yield bilangan.start, bilangan.end, write_number(bilangan.nilai), write_number(bilangan.terbilang)
    for found in _KATA_DAHULU.finditer(teks.polos):
        words, digits = parse_terbilang(found[1]), Decimal(found[2].replace(".", ""))
        if words is not None and words != digits:
            yield found.start(), found.end(), write_number(digits), write_number(words)
    for rujukan in teks.rujukan:
        note, known = _KURUNG.match(teks.polos, rujukan.end), kamus.nama.get(rujukan.nama)
        words = parse_terbilang(note[1]) if note else None
        if note and words is not None and known and known.angka.ada and known.tercetak != words:
            yield rujukan.start, note.end(), write_number(known.tercetak), write_number(words)


def _contradicts_words(bilangan: Bilangan) -> bool:
    return bilangan.terbilang is not None and bilangan.terbilang not in {bacaan.nilai for bacaan in bilangan.bacaan}


DATA: tuple[Aturan[DataTahun], ...] = ()
REPORT = (
    angka_diketik,
    angka_meleset,
    angka_tanpa_asal,
    nomor_bagian_diketik,
    jumlah_keliru,
    angka_dan_kata_berbeda,
)
