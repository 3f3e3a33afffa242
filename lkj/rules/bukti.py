"""LKJ4xx: evidence that is missing, or that does not show what it should."""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lkj.finding import Position, Related, Severity, suggest_name
from lkj.format import format_satuan, format_tanggal
from lkj.laporan.anggaran import RUPIAH
from lkj.load import Naskah
from lkj.model.dasar import iter_models
from lkj.model.pendukung import Dokumentasi, Foto, Gambar, Pindaian
from lkj.rules.aturan import Flaw, aturan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lkj.angka import Angka
    from lkj.laporan import Laporan
    from lkj.laporan.anggaran import PosAnggaran
    from lkj.load import DataTahun
    from lkj.model.anggaran import Kegiatan
    from lkj.rules.aturan import Aturan

# Of many kegiatan a message names the first ones.
_SHOWN = 6

# A link in Markdown as pandoc reads it, so that blanks may stand in its target, but not a picture; and the target of
# one that is defined elsewhere, but not a footnote.
_LINK = re.compile(
    r"""(?<!!)\[[^\[\]]*\]\(\s*(?P<sebaris><[^<>\n]*>|[^()<>"\n]*?)\s*(?:"[^"]*"\s*)?\)"""
    r"""|^\ {0,3}\[(?!\^)[^\[\]]+\]:\s*(?P<terpisah>\S+)""",
    re.MULTILINE,
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_WEB = re.compile(r"https?://\S|www\.\S", re.IGNORECASE)


@aturan("LKJ401")
def foto_tanpa_alt(data: DataTahun) -> Iterator[Flaw]:
    """Gambar tidak mempunyai uraian pengganti.

    Mengapa:
        Pembaca yang tidak melihat gambar hanya mendengar uraian `alt`-nya. Tanpa uraian itu bukti tidak sampai
        kepadanya, dan PDF laporan tidak memenuhi standar aksesibilitas.

    Dasar hukum:
        ISO 14289-1 (PDF/UA-1): setiap gambar mempunyai teks pengganti.

    Salah:
        # bukti.yaml
        dokumentasi:
          - kegiatan: 1.2.1
            entri:
              - keterangan: Buku baru diberi label sebelum disusun di rak.
                foto:
                  - berkas: bukti/olah.png

    Benar:
        # bukti.yaml
        dokumentasi:
          - kegiatan: 1.2.1
            entri:
              - keterangan: Buku baru diberi label sebelum disusun di rak.
                foto:
                  - berkas: bukti/olah.png
                    alt: Petugas menempelkan label pada punggung buku.
    """
    for model in iter_models(data.bukti):
        if isinstance(model, Foto) and model.berkas is not None and model.alt is None:
            yield Flaw(
                model.at("berkas"),
                f"Gambar “{model.berkas}” tidak mempunyai uraian `alt`.",
                "tulis `alt`: satu kalimat tentang apa yang tampak, untuk pembaca yang tidak melihatnya",
            )


@aturan("LKJ402", Severity.PERINGATAN)
def bukti_belum_ada(data: DataTahun) -> Iterator[Flaw]:
    """Gambar atau dokumen disebut, tetapi berkasnya belum ada.

    Mengapa:
        Laporan memuat kotak kosong di tempat bukti itu, sehingga pembaca tidak dapat memeriksa apa yang dikatakan
        keterangannya.

    Dasar hukum:
        PermenPANRB 53/2014: reviu menilai apakah informasi laporan didukung lampiran dan data yang andal.

    Salah:
        # bukti.yaml
        dokumentasi:
          - kegiatan: 1.2.1
            entri:
              - keterangan: Buku baru diberi label sebelum disusun di rak.
                foto:
                  - berkas:
                    alt: Petugas menempelkan label pada punggung buku.

    Benar:
        # bukti.yaml
        dokumentasi:
          - kegiatan: 1.2.1
            entri:
              - keterangan: Buku baru diberi label sebelum disusun di rak.
                foto:
                  - berkas: bukti/olah.png
                    alt: Petugas menempelkan label pada punggung buku.
    """
    for model in iter_models(data.bukti):
        match model:
            case Dokumentasi():
                missing = sum(foto.berkas is None for entri in model.entri for foto in entri.foto)
                what = f"{missing} foto kegiatan {model.kegiatan} belum ada." if missing else ""
            case Gambar():
                what = "" if model.foto.berkas else f"Gambar “{model.judul}” belum ada."
            case Pindaian():
                what = "" if model.berkas else f"Dokumen “{model.judul}” belum ada."
            case _:
                what = ""
        if what:
            yield Flaw(
                model.at("kegiatan") if isinstance(model, Dokumentasi) else model.at("judul"),
                what,
                "salin berkasnya ke folder bukti, lalu isi `berkas`; sampai saat itu laporan memuat kotak kosong",
            )


@aturan("LKJ403", Severity.PERINGATAN)
def realisasi_tanpa_bukti(laporan: Laporan) -> Iterator[Flaw]:
    """Kegiatan mempunyai realisasi, tetapi tidak mempunyai dokumentasi.

    Mengapa:
        Realisasi adalah pernyataan bahwa sesuatu dilaksanakan. Tanpa foto atau dokumen, pereviu dan pembaca tidak
        dapat memastikannya. Program penunjang tidak diperiksa.

    Dasar hukum:
        PermenPANRB 53/2014: reviu menilai apakah informasi laporan didukung lampiran dan data yang andal.

    Salah:
        # bukti.yaml
        dokumentasi: []
        fakta: []

    Benar:
        # bukti.yaml
        dokumentasi:
          - kegiatan: 1.1.1
            entri:
              - keterangan: Mobil pustaka melayani pengunjung pasar malam.
                foto:
                  - berkas: bukti/keliling.png
                    alt: Anak-anak memilih buku di samping mobil pustaka.
        fakta: []
    """
    bukti, folder = laporan.data.bukti, laporan.data.folder
    bare = list(_iter_bare(laporan))
    if bare and not (bukti and bukti.dokumentasi):
        yield Flaw(
            bukti.at_key("dokumentasi") if bukti else Position(f"{folder}/bukti.yaml"),
            f"Tidak ada dokumentasi satu kegiatan pun, padahal yang mempunyai realisasi {_name(bare)}.",
            "salin foto kegiatan ke folder bukti, lalu tulis `dokumentasi` dalam bukti.yaml",
        )
        return
    for kegiatan, nilai in bare:
        yield Flaw(
            kegiatan.at("kode"),
            f"Kegiatan {kegiatan.kode} mempunyai realisasi ({_write(nilai[0])}), tetapi tidak mempunyai dokumentasi.",
            f"tulis `kegiatan: {kegiatan.kode}` dengan fotonya dalam `dokumentasi` pada bukti.yaml",
            tuple(Related(place, angka.label) for angka in nilai for place in angka.positions()[:1]),
        )


def _iter_bare(laporan: Laporan) -> Iterator[tuple[Kegiatan, Sequence[Angka]]]:
    """List the kegiatan without documentation that have something to show, and what that is."""
    for program in laporan.program.values():
        if program.program.penunjang:
            continue
        for model, kegiatan in zip(program.program.kegiatan, program.kegiatan, strict=True):
            nilai = [kinerja.realisasi for kinerja in kegiatan.indikator]
            nilai += _iter_spent(kegiatan.anggaran)
            known = [angka for angka in nilai if angka.ada and angka > 0]
            if known and not kegiatan.foto:
                yield model, known


def _iter_spent(pos: PosAnggaran) -> Iterator[Angka]:
    """List what was spent on a budget item; on its parts, where the whole is not known."""
    if pos.realisasi.ada:
        yield pos.realisasi
    else:
        for part in pos.rincian:
            yield from _iter_spent(part)


def _name(bare: Sequence[tuple[Kegiatan, Sequence[Angka]]]) -> str:
    kode = [kegiatan.kode for kegiatan, _ in bare]
    more = ", …" if len(kode) > _SHOWN else ""
    return f"{len(kode)} kegiatan ({', '.join(kode[:_SHOWN])}{more})"


def _write(angka: Angka) -> str:
    what = "anggaran" if angka.satuan == RUPIAH else f"{angka.label}:"
    return f"{what} {format_satuan(angka)}"


@aturan("LKJ405", Severity.PERINGATAN)
def bukti_ganda(data: DataTahun) -> Iterator[Flaw]:
    """Satu foto atau dokumen dipakai sebagai bukti dua hal.

    Mengapa:
        Foto yang sama di bawah dua keterangan biasanya salah salin: salah satu kegiatan sebenarnya belum mempunyai
        bukti. Yang dibandingkan adalah nama berkas dan isinya, jadi salinan bernama lain juga ditemukan. Foto kegiatan
        dibandingkan dengan foto kegiatan lain, dokumen dengan dokumen lain.

    Dasar hukum:
        Praktik baik: setiap pernyataan dalam laporan mempunyai buktinya sendiri.

    Salah:
        # bukti.yaml
        dokumentasi:
          - kegiatan: 1.2.1
            entri:
              - keterangan: Buku baru diberi label sebelum disusun di rak.
                foto:
                  - berkas: bukti/keliling.png
                    alt: Petugas menempelkan label pada punggung buku.

    Benar:
        # bukti.yaml
        dokumentasi:
          - kegiatan: 1.2.1
            entri:
              - keterangan: Buku baru diberi label sebelum disusun di rak.
                foto:
                  - berkas: bukti/olah.png
                    alt: Petugas menempelkan label pada punggung buku.
    """
    if data.bukti is None:
        return
    # `lkj.media.bukti` finds files of different names with the same content.
    groups: tuple[Iterable[Foto | Pindaian], ...] = (data.bukti.iter_dokumentasi(), data.bukti.iter_pindaian())
    for group in groups:
        first: dict[str, Foto | Pindaian] = {}
        for model in group:
            if model.berkas is not None and (before := first.setdefault(model.berkas, model)) is not model:
                yield Flaw(
                    model.at("berkas"),
                    f"Berkas “{model.berkas}” sudah dipakai sebagai bukti lain ({before.at('berkas')}).",
                    "ganti dengan berkas yang dimaksud di sini, atau hapus salah satunya",
                    (Related(before.at("berkas"), "dipakai pertama kali di sini"),),
                )


@aturan("LKJ406", Severity.PERINGATAN)
def alt_tidak_menerangkan(data: DataTahun) -> Iterator[Flaw]:
    """Uraian pengganti hanya mengulang keterangan atau nama berkas.

    Mengapa:
        Keterangan dibacakan juga kepada pembaca yang tidak melihat gambar. Uraian `alt` yang mengulanginya, atau yang
        berisi nama berkas, tidak memberitahukan apa yang tampak.

    Dasar hukum:
        Praktik baik: WCAG 2.2, kriteria 1.1.1 (teks pengganti menggantikan isi gambar, bukan namanya).

    Salah:
        # bukti.yaml
        dokumentasi:
          - kegiatan: 1.2.1
            entri:
              - keterangan: Buku baru diberi label sebelum disusun di rak.
                foto:
                  - berkas: bukti/olah.png
                    alt: Buku baru diberi label sebelum disusun di rak.

    Benar:
        # bukti.yaml
        dokumentasi:
          - kegiatan: 1.2.1
            entri:
              - keterangan: Buku baru diberi label sebelum disusun di rak.
                foto:
                  - berkas: bukti/olah.png
                    alt: Petugas menempelkan label pada punggung buku.
    """
    for foto, keterangan in _iter_captions(data):
        alt = _plain(foto.alt or "")
        name = PurePosixPath(foto.berkas or "")
        if not alt:
            continue
        if alt in {_plain(name.name), _plain(name.stem)}:
            what = "nama berkasnya"
        elif alt == _plain(keterangan):
            what = "keterangannya"
        else:
            continue
        yield Flaw(
            foto.at("alt"),
            f"Uraian `alt` hanya mengulang {what}.",
            "tulis apa yang tampak dalam gambar, untuk pembaca yang tidak melihatnya",
        )


def _iter_captions(data: DataTahun) -> Iterator[tuple[Foto, str]]:
    """List every picture with its caption; the logo has none."""
    if data.bukti is None:
        return
    if data.bukti.logo:
        yield data.bukti.logo, ""
    for dokumentasi in data.bukti.dokumentasi:
        for entri in dokumentasi.entri:
            for foto in entri.foto:
                yield foto, entri.keterangan
    for gambar in data.bukti.gambar:
        yield gambar.foto, gambar.judul


def _plain(text: str) -> str:
    """Leave the words and numbers of a text, so that `IMG_01.jpg` is `img 01 jpg`."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


@aturan("LKJ407", Severity.PERINGATAN)
def foto_luar_tahun(data: DataTahun) -> Iterator[Flaw]:
    """Foto kegiatan diambil di luar tahun laporan.

    Mengapa:
        Foto dari tahun lain tidak membuktikan kegiatan tahun ini; biasanya foto lama ikut tersalin, atau tahun
        tanggalnya salah ketik.

    Dasar hukum:
        PermenPANRB 53/2014: laporan kinerja memuat kinerja satu tahun anggaran.

    Salah:
        # bukti.yaml
        dokumentasi:
          - kegiatan: 1.2.1
            entri:
              - keterangan: Buku baru diberi label sebelum disusun di rak.
                foto:
                  - berkas: bukti/olah.png
                    alt: Petugas menempelkan label pada punggung buku.
                    tanggal: 2024-08-20

    Benar:
        # bukti.yaml
        dokumentasi:
          - kegiatan: 1.2.1
            entri:
              - keterangan: Buku baru diberi label sebelum disusun di rak.
                foto:
                  - berkas: bukti/olah.png
                    alt: Petugas menempelkan label pada punggung buku.
                    tanggal: 2025-08-20
    """
    for foto in data.bukti.iter_dokumentasi() if data.bukti else ():
        if foto.tanggal and foto.tanggal.year != data.tahun:
            yield Flaw(
                foto.at("tanggal"),
                f"Foto kegiatan ini diambil {format_tanggal(foto.tanggal)}, di luar tahun laporan {data.tahun}.",
                f"perbaiki `tanggal`, atau ganti dengan foto tahun {data.tahun}",
            )


@aturan("LKJ408", Severity.PERINGATAN)
def tautan_buntu(data: DataTahun) -> Iterator[Flaw]:
    """Tautan tidak menuju alamat web dan tidak menuju berkas yang ada.

    Mengapa:
        Bukti dukung yang tautannya buntu tidak dapat dibuka pereviu, sehingga dianggap tidak ada.

    Dasar hukum:
        Praktik baik: tautan ditulis sebagai alamat web lengkap, atau menuju berkas yang disimpan bersama datanya.

    Salah:
        # narasi/kesimpulan.md
        Persentase anggota aktif mencapai {{ indikator.anggota_aktif.realisasi }}
        ([daftar anggota](bukti/anggota.pdf)).

    Benar:
        # narasi/kesimpulan.md
        Persentase anggota aktif mencapai {{ indikator.anggota_aktif.realisasi }}
        ([daftar anggota](https://disperpus.sekarjaya.go.id/anggota)).
    """
    for rekomendasi in data.tindak_lanjut.rekomendasi if data.tindak_lanjut else ():
        tautan = rekomendasi.tautan or ""
        if tautan and not (_WEB.match(tautan) or _normalise(tautan) in data.semua_berkas):
            yield _dead(data, rekomendasi.at("tautan"), tautan)
    for naskah in (*data.narasi.values(), *(Naskah(text, place) for text, place, _ in data.list_prosa())):
        for found in _LINK.finditer(naskah.teks):
            name = "terpisah" if found["sebaris"] is None else "sebaris"
            target = found[name].strip("<>")
            is_known = not target or _SCHEME.match(target) or "{{" in target
            if not is_known and _normalise(target) not in data.semua_berkas:
                yield _dead(data, _locate(naskah, found.start(name)), target)


def _dead(data: DataTahun, position: Position, target: str) -> Flaw:
    akhiran = PurePosixPath(_normalise(target)).suffix
    known = sorted(name for name in data.semua_berkas if PurePosixPath(name).suffix == akhiran)
    return Flaw(
        position,
        f"Tautan “{target}” bukan alamat web, dan berkas itu tidak ada di folder {data.folder}.",
        suggest_name(
            _normalise(target), known, f"awali alamat web dengan https://, atau salin berkasnya ke {data.folder}"
        ),
    )


def _normalise(target: str) -> str:
    """Give the name a relative link has among the files of the year, without the place within the file."""
    return posixpath.normpath(unquote(re.split("[?#]", target, maxsplit=1)[0]))


def _locate(naskah: Naskah, offset: int) -> Position:
    place, before = naskah.position, naskah.teks[:offset]
    if not place.file.endswith(".md"):
        # The lines of a YAML value are not those of its file.
        return place
    return Position(place.file, before.count("\n") + 1, offset - before.rfind("\n"))


DATA: tuple[Aturan[DataTahun], ...] = (
    foto_tanpa_alt,
    bukti_belum_ada,
    bukti_ganda,
    alt_tidak_menerangkan,
    foto_luar_tahun,
    tautan_buntu,
)
REPORT: tuple[Aturan[Laporan], ...] = (realisasi_tanpa_bukti,)
