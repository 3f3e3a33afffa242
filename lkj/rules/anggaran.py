"""LKJ3xx: budget figures that cannot all be right, and money that does not go with performance."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from lkj.finding import Related, Severity
from lkj.format import format_desimal, format_satuan, round_half_up
from lkj.laporan.anggaran import has_perubahan
from lkj.model.dasar import iter_models
from lkj.rules.aturan import Flaw, aturan
from lkj.rules.hitungan import count_decimals, fold, write_gap, write_number, write_rounded, write_sum
from lkj.rules.selang import Selang

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lkj.angka import Angka
    from lkj.finding import Position
    from lkj.laporan import Kinerja, Laporan, SasaranLaporan
    from lkj.laporan.anggaran import PosAnggaran
    from lkj.load import DataTahun
    from lkj.model.anggaran import Anggaran, JenisBelanja, Penyesuaian, Pos
    from lkj.rules.aturan import Aturan

_PAGU = ("pagu_induk", "pagu_perubahan")
_FIELDS = (*_PAGU, "realisasi")
_BELANJA = ("operasi", "modal", "tak_terduga", "transfer")

# A digit typed too much or too little makes a tenfold amount; budgets are hardly ever changed that much.
_LONJAKAN = 8
_DESIMAL_RUPIAH = 2
_DESIMAL_PERSEN = 2
_SERAPAN_RENDAH = 75


@aturan("LKJ301")
def tingkat_tidak_sama(data: DataTahun) -> Iterator[Flaw]:
    """Angka anggaran suatu pos tidak sama dengan jumlah rinciannya.

    Mengapa:
        Angka yang ditulis pada dua tingkat harus menjadi jumlah yang sama. Bila tidak, tabel program dan tabel
        kegiatan dalam satu laporan saling membantah.

    Dasar hukum:
        Permendagri 77/2020: DPA merinci anggaran menurut program, kegiatan, dan sub kegiatan.

    Salah:
        # anggaran.yaml
        program:
          - kode: 1.2
            nama: Program Pengembangan Koleksi
            sasaran: koleksi
            unit: bidang_layanan
            pagu_induk: 310000000
            pagu_perubahan: 250000000
            kegiatan:
              - kode: 1.2.1
                nama: Pengolahan Bahan Perpustakaan
                pagu_induk: 300000000
                pagu_perubahan: 250000000
                realisasi: 240000000

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
                pagu_induk: 300000000
                pagu_perubahan: 250000000
                realisasi: 240000000
    """
    for pos, field, own, parts in _iter_unequal(data):
        yield Flaw(
            pos.at(field),
            f"`{field}` {pos.kode} tertulis {write_number(own)}, sedangkan rinciannya {_write_parts(own, parts)}.",
            "hapus angka ini agar dihitung dari rinciannya, atau perbaiki rinciannya",
        )


def _iter_unequal(data: DataTahun) -> Iterator[tuple[Pos, str, Decimal, list[Decimal]]]:
    """List the figures typed at two levels that do not agree: the item, the field, its figure and those below."""
    for pos in data.anggaran.iter_pos():
        for field in _FIELDS:
            own, (parts, complete) = getattr(pos, field), _list_known(pos.rincian, field)
            if own is not None and _contradicts(own, parts, complete=complete):
                yield pos, field, own, parts


def _list_known(items: Sequence[Pos], field: str) -> tuple[list[Decimal], bool]:
    """List the known figures of budget items (rupiah), and tell whether there are any and all are known."""
    figures = [_find(item, field) for item in items]
    known = [figure for figure in figures if figure is not None]
    return known, bool(items) and len(known) == len(items)


def _find(pos: Pos, field: str) -> Decimal | None:
    """Find a figure of a budget item (rupiah): its own, or the sum of its parts if all are known."""
    own: Decimal | None = getattr(pos, field)
    if own is not None:
        return own
    parts, complete = _list_known(pos.rincian, field)
    return _add(parts) if complete else None


def _add(parts: Iterable[Decimal]) -> Decimal:
    return sum(parts, Decimal(0))


def _contradicts(own: Decimal, parts: Sequence[Decimal], *, complete: bool) -> bool:
    """Tell whether a figure cannot be the sum of its parts; parts that are not known may only add to it."""
    added = _add(parts)
    return bool(parts) and (complete or added > own) and not _agrees(own, added)


def _agrees(written: Decimal, computed: Decimal) -> bool:
    return Selang.rounded(written, count_decimals(written)).meets(Selang.exactly(computed))


def _write_parts(own: Decimal, parts: Sequence[Decimal]) -> str:
    """Write how far parts come, and how far that is from the figure they should come to."""
    return f"{_write_total(parts)}, selisih {write_gap(own, _add(parts))}"


def _write_total(parts: Sequence[Decimal]) -> str:
    return write_sum(parts) if len(parts) > 1 else write_number(_add(parts))


@aturan("LKJ302")
def realisasi_sasaran_ganda(data: DataTahun) -> Iterator[Flaw]:
    """Realisasi anggaran suatu sasaran tidak sama dengan jumlah realisasi programnya.

    Mengapa:
        Laporan mencetak realisasi per sasaran dan per program. Bila keduanya ditulis dan berbeda, salah satunya
        tidak benar.

    Dasar hukum:
        PermenPANRB 53/2014: laporan menyajikan realisasi anggaran yang dipakai untuk mewujudkan kinerja.

    Salah:
        # anggaran.yaml
        realisasi_sasaran:
          koleksi: 204000000

    Benar:
        # anggaran.yaml
        realisasi_sasaran:
          koleksi: 240000000
    """
    for kode, own, parts in _iter_unequal_sasaran(data):
        yield Flaw(
            data.anggaran.at("realisasi_sasaran", kode),
            f"Realisasi sasaran “{kode}” tertulis {write_number(own)}, "
            f"sedangkan programnya {_write_parts(own, parts)}.",
            "hapus angka ini agar dihitung dari program, atau perbaiki realisasi program",
        )


def _iter_unequal_sasaran(data: DataTahun) -> Iterator[tuple[str, Decimal, list[Decimal]]]:
    programs = _group_programs(data.anggaran)
    for kode, own in data.anggaran.realisasi_sasaran.items():
        parts, complete = _list_known(programs.get(kode, []), "realisasi")
        if _contradicts(own, parts, complete=complete):
            yield kode, own, parts


def _group_programs(anggaran: Anggaran) -> dict[str, list[Pos]]:
    """List the programs of each sasaran."""
    programs: dict[str, list[Pos]] = {}
    for program in anggaran.program:
        programs.setdefault(program.sasaran, []).append(program)
    return programs


@aturan("LKJ303")
def pagu_sebelah(data: DataTahun) -> Iterator[Flaw]:
    """Suatu pos hanya mempunyai satu pagu, padahal anggaran tahun ini diubah.

    Mengapa:
        Setelah anggaran diubah, setiap pos mempunyai pagu sebelum dan sesudah perubahan. Pagu yang tidak ditulis
        tidak ikut dijumlahkan, sehingga jumlahnya terlalu kecil. Nol pun angka.

    Dasar hukum:
        Permendagri 77/2020: perubahan APBD dituangkan dalam DPPA, dengan anggaran sebelum dan sesudahnya.

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
                pagu_perubahan: 250000000
                realisasi: 240000000

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
                pagu_induk: 300000000
                pagu_perubahan: 250000000
                realisasi: 240000000
    """
    for pos in _iter_one_sided(data):
        missing, written = _PAGU if pos.pagu_induk is None else (_PAGU[1], _PAGU[0])
        yield Flaw(
            pos.at("kode"),
            f"`{missing}` {pos.kode} tidak ada, padahal anggaran tahun ini diubah "
            f"dan `{written}` tertulis {write_number(getattr(pos, written))}.",
            f"tulis `{missing}`; tulis 0 bila memang tidak dianggarkan",
        )


def _iter_one_sided(data: DataTahun) -> Iterator[Pos]:
    if has_perubahan(data):
        yield from (pos for pos in data.anggaran.iter_pos() if (pos.pagu_induk is None) != (pos.pagu_perubahan is None))


@aturan("LKJ304")
def nomor_tidak_sejalan(data: DataTahun) -> Iterator[Flaw]:
    """Nomor suatu pos tidak diawali nomor pos di atasnya.

    Mengapa:
        Nomor menyatakan susunan: kegiatan 1.2.1 adalah bagian program 1.2. Nomor yang tidak sejalan berarti salah
        ketik, atau pos ini ditulis di bawah program yang salah sehingga jumlah keduanya keliru.

    Dasar hukum:
        Permendagri 90/2019: kode program, kegiatan, dan sub kegiatan disusun bertingkat.

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
                  - kode: 1.1.2.1
                    nama: Pengatalogan
                    pagu_induk: 300000000
                    pagu_perubahan: 250000000
                    realisasi: 240000000

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
                    pagu_induk: 300000000
                    pagu_perubahan: 250000000
                    realisasi: 240000000
    """
    for parent in data.anggaran.iter_pos():
        for child in parent.rincian:
            if not child.kode.startswith(f"{parent.kode}."):
                place = parent.at("kode")
                yield Flaw(
                    child.at("kode"),
                    f"Nomor {child.kode} tidak berada di bawah {parent.kode} ({place}).",
                    f"awali dengan {parent.kode}. atau pindahkan ke induknya",
                    (Related(place, "pos di atasnya"),),
                )


@aturan("LKJ305")
def realisasi_tanpa_pagu(data: DataTahun) -> Iterator[Flaw]:
    """Ada realisasi anggaran pada pos atau sasaran yang tidak mempunyai pagu.

    Mengapa:
        Pos tanpa pagu dianggap tidak dianggarkan, sehingga realisasinya tidak masuk ke jumlah mana pun.

    Dasar hukum:
        UU 1/2004 Pasal 3: pengeluaran dilarang bila anggaran untuk membiayainya tidak tersedia.

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
                    pagu_induk: 280000000
                    pagu_perubahan: 250000000
                    realisasi: 225000000
                  - kode: 1.2.1.2
                    nama: Pelabelan
                    realisasi: 15000000

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
                    pagu_induk: 280000000
                    pagu_perubahan: 230000000
                    realisasi: 225000000
                  - kode: 1.2.1.2
                    nama: Pelabelan
                    pagu_induk: 20000000
                    pagu_perubahan: 20000000
                    realisasi: 15000000
    """
    for pos, realisasi in _iter_unfunded(data):
        yield Flaw(
            pos.at("realisasi"),
            f"Realisasi {pos.kode} tertulis {write_number(realisasi)}, tetapi pagunya tidak.",
            "tulis pagunya; tulis 0 bila memang tidak dianggarkan",
        )
    programs = _group_programs(data.anggaran)
    for kode in [sasaran.kode for sasaran in data.renstra.sasaran]:
        items, own = programs.get(kode, []), data.anggaran.realisasi_sasaran.get(kode)
        if own and not any(map(_has_pagu, items)) and not _list_known(items, "realisasi")[0]:
            yield Flaw(
                data.anggaran.at("realisasi_sasaran", kode),
                f"Realisasi sasaran “{kode}” tertulis {write_number(own)}, tetapi tidak ada programnya yang berpagu.",
                "tulis program sasaran ini beserta pagunya, atau perbaiki `sasaran` pada program",
            )


def _iter_unfunded(data: DataTahun) -> Iterator[tuple[Pos, Decimal]]:
    for pos in data.anggaran.iter_pos():
        if pos.realisasi is not None and not _has_pagu(pos):
            yield pos, pos.realisasi


@aturan("LKJ306", Severity.PERINGATAN)
def realisasi_anggaran_tidak_ada(data: DataTahun) -> Iterator[Flaw]:
    """Realisasi anggaran suatu sasaran tidak diketahui.

    Mengapa:
        Dari sasaran yang berpagu tidak dapat dikatakan berapa yang telah dibelanjakan. Serapan sasaran dan jumlah
        seluruh anggaran tidak tercetak.

    Dasar hukum:
        PermenPANRB 53/2014: laporan menyajikan realisasi anggaran yang dipakai untuk mewujudkan kinerja.

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
                pagu_induk: 300000000
                pagu_perubahan: 250000000

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
                pagu_induk: 300000000
                pagu_perubahan: 250000000
                realisasi: 240000000
    """
    published, programs, field = data.anggaran.realisasi_sasaran, _group_programs(data.anggaran), _name_pagu(data)
    for sasaran in data.renstra.sasaran:
        unknown = [pos for program in programs.get(sasaran.kode, []) for pos in _find_unknown(program)]
        if unknown and sasaran.kode not in published:
            yield Flaw(
                data.anggaran.at_key("realisasi_sasaran") if published else unknown[0].at("kode"),
                f"Realisasi anggaran sasaran “{sasaran.kode}” tidak diketahui dari pagu "
                f"{_write_total(_list_pagu(unknown, field))}, jumlahnya tidak akan dicetak.",
                f"tulis `{sasaran.kode}: …` dalam `realisasi_sasaran`, "
                f"atau `realisasi` pada {', '.join(pos.kode for pos in unknown)}",
            )


def _find_unknown(pos: Pos) -> list[Pos]:
    """List the items with a ceiling, at or below `pos`, whose realised budget is missing."""
    if pos.realisasi is not None or not _has_pagu(pos):
        return []
    below = [child for child in pos.rincian if _has_pagu(child)]
    return [unknown for child in below for unknown in _find_unknown(child)] if below else [pos]


def _has_pagu(pos: Pos) -> bool:
    own = pos.pagu_induk is not None or pos.pagu_perubahan is not None
    return own or any(_has_pagu(child) for child in pos.rincian)


def _name_pagu(data: DataTahun) -> str:
    """Name the field of the ceilings in force."""
    return _PAGU[has_perubahan(data)]


def _find_pagu(pos: Pos, field: str) -> Decimal | None:
    """Find a ceiling as the report has it (rupiah): its own, or the sum of those below; None where there are none."""
    own: Decimal | None = getattr(pos, field)
    return own if own is not None else _sum_pagu(pos.rincian, field)


def _sum_pagu(items: Iterable[Pos], field: str) -> Decimal | None:
    known = _list_pagu(items, field)
    return _add(known) if known else None


def _list_pagu(items: Iterable[Pos], field: str) -> list[Decimal]:
    """List the ceilings of the items that have one."""
    figures = (_find_pagu(item, field) for item in items)
    return [figure for figure in figures if figure is not None]


@aturan("LKJ307")
def realisasi_melebihi_pagu(data: DataTahun) -> Iterator[Flaw]:
    """Realisasi anggaran melebihi pagu yang berlaku.

    Mengapa:
        Belanja tidak dapat melebihi pagunya. Salah satu angka keliru: realisasi salah ketik, atau pagunya bukan pagu
        terakhir.

    Dasar hukum:
        UU 1/2004 Pasal 3: pengeluaran dilarang bila anggaran untuk membiayainya tidak cukup tersedia.

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
                pagu_induk: 300000000
                pagu_perubahan: 250000000
                realisasi: 290000000

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
                pagu_induk: 300000000
                pagu_perubahan: 250000000
                realisasi: 240000000
    """
    field, certain = _name_pagu(data), _is_certain(data)
    if _is_nothing(data):
        return
    doubtful = {pos.kode for pos, *_ in _iter_unequal(data)}
    overspent = {
        program.kode: _find_lowest(program, lambda pos: bool(_write_excess(pos.realisasi, _find_pagu(pos, field))))
        for program in data.anggaran.program
    }
    advice = "perbaiki realisasinya, atau tulis pagu yang terakhir ditetapkan"
    for pos in chain.from_iterable(overspent.values()):
        typed = getattr(pos, field) is not None
        # A ceiling that is added up is only as good as all that it is added up from.
        if pos.kode not in doubtful and (certain or typed):
            yield Flaw(
                pos.at("realisasi"),
                f"Realisasi {pos.kode} melebihi pagunya: {_write_excess(pos.realisasi, _find_pagu(pos, field))}.",
                advice,
                (Related(pos.at(field), "pagunya"),) if typed else (),
            )
    unequal = {kode for kode, *_ in _iter_unequal_sasaran(data)}
    for kode, items in _group_programs(data.anggaran).items() if certain else ():
        excess = _write_excess(data.anggaran.realisasi_sasaran.get(kode), _sum_pagu(items, field))
        if excess and kode not in unequal and not any(overspent[pos.kode] for pos in items):
            yield Flaw(
                data.anggaran.at("realisasi_sasaran", kode),
                f"Realisasi sasaran “{kode}” melebihi pagunya: {excess}.",
                advice,
            )


def _write_excess(realisasi: Decimal | None, pagu: Decimal | None) -> str:
    """Write by how much more was spent than there was; nothing where it was not."""
    if realisasi is None or pagu is None or not _is_plausible(pagu) or realisasi <= pagu:
        return ""
    return _write_difference(realisasi, pagu)


def _write_difference(minuend: Decimal, subtrahend: Decimal) -> str:
    return f"{write_number(minuend)} − {write_number(subtrahend)} = {write_number(minuend - subtrahend)}"


def _find_lowest(pos: Pos, is_wrong: Callable[[Pos], bool]) -> list[Pos]:
    """List the items at or below `pos` that are wrong, none of which has a wrong one below it."""
    below = [found for child in pos.rincian for found in _find_lowest(child, is_wrong)]
    return below or ([pos] if is_wrong(pos) else [])


def _is_certain(data: DataTahun) -> bool:
    """Tell whether nothing is said against the ceilings of a year yet, so that their total can be compared."""
    return not (
        any(field in _PAGU for _, field, *_ in _iter_unequal(data))
        or any(True for _ in _iter_one_sided(data))
        or any(True for _ in _iter_unfunded(data))
        or not all(_is_plausible(pagu) for pos in data.anggaran.iter_pos() for pagu in _list_own_pagu(pos))
    )


def _list_own_pagu(pos: Pos) -> list[Decimal]:
    return [pagu for pagu in (pos.pagu_induk, pos.pagu_perubahan) if pagu is not None]


def _is_plausible(nilai: Decimal) -> bool:
    """Tell whether an amount is not reported as such: as negative, or by LKJ117."""
    return nilai >= 0 and count_decimals(nilai) <= _DESIMAL_RUPIAH


def _is_nothing(data: DataTahun) -> bool:
    """Tell whether ceilings are written, and all of them are zero."""
    pagu = _list_pagu(data.anggaran.program, _name_pagu(data))
    return bool(pagu) and not any(pagu)


@aturan("LKJ308")
def rupiah_negatif(data: DataTahun) -> Iterator[Flaw]:
    """Jumlah uang bernilai negatif.

    Mengapa:
        Pagu, realisasi, dan besar penyesuaian dinyatakan sebagai jumlah positif. Angka negatif mengurangi jumlah di
        atasnya tanpa terlihat.

    Dasar hukum:
        Praktik baik: pengurangan dinyatakan dengan kata, bukan dengan tanda pada jumlahnya.

    Salah:
        # anggaran.yaml
        dekonsentrasi:
          - nama: Pembinaan Perpustakaan Desa
            nilai: -75000000

    Benar:
        # anggaran.yaml
        dekonsentrasi:
          - nama: Pembinaan Perpustakaan Desa
            nilai: 75000000
    """
    for place, name, nilai in _iter_amounts(data.anggaran):
        if nilai < 0:
            yield Flaw(
                place,
                f"`{name}` bernilai negatif: {write_number(nilai)}.",
                f"tulis {-nilai:f} bila tandanya salah ketik, atau 0 bila memang nihil",
            )


def _iter_amounts(anggaran: Anggaran) -> Iterator[tuple[Position, str, Decimal]]:
    for model in iter_models(anggaran):
        for field in type(model).model_fields:
            nilai = getattr(model, field)
            if isinstance(nilai, Decimal):
                yield model.at(field), field, nilai
    for kode, nilai in anggaran.realisasi_sasaran.items():
        yield anggaran.at("realisasi_sasaran", kode), f"realisasi_sasaran.{kode}", nilai


@aturan("LKJ309")
def jenis_belanja_tidak_sama(data: DataTahun) -> Iterator[Flaw]:
    """Jumlah jenis belanja tahun laporan tidak sama dengan jumlah pagu program.

    Mengapa:
        Belanja operasi, modal, tak terduga, dan transfer membagi habis anggaran yang sama dengan yang dibagi ke
        program. Dua jumlah yang berbeda tidak mungkin keduanya benar.

    Dasar hukum:
        PP 12/2019 Pasal 55: belanja daerah terdiri atas belanja operasi, modal, tidak terduga, dan transfer.

    Salah:
        # anggaran.yaml
        jenis_belanja:
          - tahun: 2025
            operasi: 502000000
            modal: 180000000
            tak_terduga: 0
            transfer: 0

    Benar:
        # anggaran.yaml
        jenis_belanja:
          - tahun: 2025
            operasi: 520000000
            modal: 180000000
            tak_terduga: 0
            transfer: 0
    """
    pagu = _list_pagu(data.anggaran.program, _name_pagu(data)) if _is_certain(data) else []
    if not any(pagu):
        return
    for belanja in _list_belanja(data, data.tahun):
        if not _agrees(_add(_kinds(belanja)), _add(pagu)):
            before = _add(_list_pagu(data.anggaran.program, "pagu_induk")) == _add(_kinds(belanja))
            yield Flaw(
                belanja.at("tahun"),
                f"Jenis belanja {belanja.tahun} berjumlah {write_sum(_kinds(belanja))}, "
                f"sedangkan pagu program {_write_parts(_add(_kinds(belanja)), pagu)}.",
                "jumlah ini adalah pagu sebelum perubahan: tulis jenis belanja sesudah perubahan"
                if before
                else "perbaiki jenis belanja, atau pagu program",
            )


def _list_belanja(data: DataTahun, tahun: int) -> list[JenisBelanja]:
    """List the entries of a year in which no amount is reported as such; there should be one."""
    entries = (belanja for belanja in data.anggaran.jenis_belanja if belanja.tahun == tahun)
    return [belanja for belanja in entries if all(map(_is_plausible, _kinds(belanja)))]


def _kinds(belanja: JenisBelanja) -> list[Decimal]:
    return [getattr(belanja, field) for field in _BELANJA]


@aturan("LKJ310")
def belanja_lalu_tidak_sama(data: DataTahun) -> Iterator[Flaw]:
    """Jenis belanja tahun lalu berbeda dari yang tertulis dalam data tahun lalu.

    Mengapa:
        Kenaikan anggaran dihitung dari angka tahun lalu. Angka yang tidak sama dengan laporan tahun lalu membuat
        kenaikan itu keliru, dan kedua laporan saling membantah.

    Dasar hukum:
        PermenPANRB 53/2014: laporan membandingkan tahun ini dengan tahun sebelumnya.

    Salah:
        # anggaran.yaml
        jenis_belanja:
          - tahun: 2024
            operasi: 500000000
            modal: 105000000
            tak_terduga: 0
            transfer: 0

    Benar:
        # anggaran.yaml
        jenis_belanja:
          - tahun: 2024
            operasi: 500000000
            modal: 150000000
            tak_terduga: 0
            transfer: 0
    """
    lalu = data.lalu
    if lalu is None:
        return
    for belanja in _list_belanja(data, lalu.tahun):
        published = _list_belanja(lalu, lalu.tahun)
        if published:
            yield from _compare_kinds(belanja, published[0])
        elif _is_certain(lalu):
            yield from _compare_pagu(belanja, lalu)


def _compare_kinds(belanja: JenisBelanja, published: JenisBelanja) -> Iterator[Flaw]:
    for field in _BELANJA:
        own, other = getattr(belanja, field), getattr(published, field)
        if own != other:
            yield Flaw(
                belanja.at(field),
                f"`{field}` {belanja.tahun} tertulis {write_number(own)}, sedangkan data {belanja.tahun} menulis "
                f"{write_number(other)}, selisih {write_gap(own, other)}.",
                f"tulis {other:f}, atau perbaiki data {belanja.tahun}",
                (Related(published.at(field), f"`{field}` dalam data {belanja.tahun}"),),
            )


def _compare_pagu(belanja: JenisBelanja, lalu: DataTahun) -> Iterator[Flaw]:
    pagu, own = _list_pagu(lalu.anggaran.program, _name_pagu(lalu)), _kinds(belanja)
    if any(pagu) and not _agrees(_add(own), _add(pagu)):
        yield Flaw(
            belanja.at("tahun"),
            f"Jenis belanja {belanja.tahun} berjumlah {write_sum(own)}, "
            f"sedangkan pagu program dalam data {belanja.tahun} {_write_parts(_add(own), pagu)}.",
            f"tulis jenis belanja seperti dalam anggaran {belanja.tahun}",
            (Related(lalu.anggaran.at_key("program"), f"pagu program {belanja.tahun}"),),
        )


@aturan("LKJ311", Severity.PERINGATAN)
def pagu_melonjak(data: DataTahun) -> Iterator[Flaw]:
    """Pagu sesudah perubahan delapan kali lipat pagu sebelumnya, atau seperdelapannya.

    Mengapa:
        Perubahan sebesar itu hampir selalu satu angka yang hilang atau terketik dua kali. Bila memang benar, pembaca
        menunggu penjelasannya.

    Dasar hukum:
        Praktik baik: angka yang berubah luar biasa diperiksa ke dokumen asalnya sebelum laporan ditandatangani.

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
                pagu_induk: 30000000
                pagu_perubahan: 250000000
                realisasi: 240000000

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
                pagu_induk: 300000000
                pagu_perubahan: 250000000
                realisasi: 240000000
    """
    for program in data.anggaran.program:
        for pos in _find_lowest(program, _changes_wildly):
            before, after = _list_own_pagu(pos)
            yield Flaw(
                pos.at("pagu_perubahan"),
                f"Pagu {pos.kode} berubah dari {write_number(before)} menjadi {write_number(after)}, "
                f"{_write_factor(before, after)}.",
                "periksa apakah ada angka nol yang hilang atau berlebih pada salah satu pagu",
                (Related(pos.at("pagu_induk"), "pagu sebelum perubahan"),),
            )


def _changes_wildly(pos: Pos) -> bool:
    return _is_jump(pos.pagu_induk, pos.pagu_perubahan)


def _is_jump(before: Decimal | None, after: Decimal | None) -> bool:
    """Tell whether one amount is many times the other; what begins or ends does not jump."""
    if not before or not after or not (_is_plausible(before) and _is_plausible(after)):
        return False
    return max(before, after) >= _LONJAKAN * min(before, after)


def _write_factor(before: Decimal, after: Decimal) -> str:
    factor = write_rounded(max(before, after) / min(before, after), 1)
    return f"{factor} kali lebih {'besar' if after > before else 'kecil'}"


@aturan("LKJ312", Severity.PERINGATAN)
def anggaran_melonjak(data: DataTahun) -> Iterator[Flaw]:
    """Anggaran suatu pos delapan kali lipat atau lebih dari anggaran pos yang sama tahun lalu.

    Mengapa:
        Perbedaan sebesar itu hampir selalu satu angka yang hilang atau terketik dua kali. Bila memang benar, pembaca
        menunggu penjelasannya.

    Dasar hukum:
        Praktik baik: angka yang berubah luar biasa diperiksa ke dokumen asalnya sebelum laporan ditandatangani.

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
                pagu_induk: 300000000
                pagu_perubahan: 250000000
                realisasi: 24000000

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
                pagu_induk: 300000000
                pagu_perubahan: 250000000
                realisasi: 240000000
    """
    for pos, fields, before in _iter_jumps(data):
        field = fields[0]
        now, then = getattr(pos, field), getattr(before, field)
        yield Flaw(
            pos.at(field),
            f"`{field}` {pos.kode} tertulis {write_number(now)}, sedangkan tahun {data.tahun - 1} "
            f"{write_number(then)}: {_write_factor(then, now)}.",
            "periksa apakah ada angka nol yang hilang atau berlebih, atau jelaskan perubahannya dalam naskah",
            (Related(before.at(field), f"`{field}` tahun {data.tahun - 1}"),),
        )


def _iter_jumps(data: DataTahun) -> Iterator[tuple[Pos, list[str], Pos]]:
    """List the lowest items that were another size last year: each with the fields that show it, and last year's."""
    earlier = {(pos.kode, fold(pos.nama)): pos for pos in data.lalu.anggaran.iter_pos()} if data.lalu else {}

    def find_jumps(pos: Pos) -> list[str]:
        before = earlier.get((pos.kode, fold(pos.nama)))
        if before is None or _changes_wildly(pos):
            return []
        return [field for field in _FIELDS if _is_jump(getattr(before, field), getattr(pos, field))]

    for program in data.anggaran.program:
        for pos in _find_lowest(program, lambda item: bool(find_jumps(item))):
            yield pos, find_jumps(pos), earlier[pos.kode, fold(pos.nama)]


@aturan("LKJ313", Severity.PERINGATAN)
def penyesuaian_tidak_menjelaskan(data: DataTahun) -> Iterator[Flaw]:
    """Jumlah penyesuaian tidak sama dengan perubahan pagu.

    Mengapa:
        Refocusing, tagging, dan penyesuaian lain ditulis untuk menerangkan mengapa pagu berubah. Selisihnya adalah
        perubahan yang tidak diterangkan, dan pasti ditanyakan.

    Dasar hukum:
        Praktik baik: perubahan anggaran diterangkan sampai habis.

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
                pagu_induk: 330000000
                pagu_perubahan: 250000000
                realisasi: 240000000
        penyesuaian:
          - kode: refocusing
            nama: Refocusing anggaran
            nilai: 20000000
            terhadap: induk

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
                pagu_induk: 330000000
                pagu_perubahan: 250000000
                realisasi: 240000000
        penyesuaian:
          - kode: refocusing
            nama: Refocusing anggaran
            nilai: 30000000
            terhadap: induk
    """
    adjusted = [entry.nilai for entry in data.anggaran.penyesuaian]
    if not adjusted or not has_perubahan(data) or not _is_certain(data) or _is_nothing(data):
        return
    if not all(map(_is_plausible, adjusted)) or any(True for _ in _iter_excessive(data)):
        return
    before, after = (_add(_list_pagu(data.anggaran.program, field)) for field in _PAGU)
    if _add(adjusted) != abs(before - after):
        yield Flaw(
            data.anggaran.at_key("penyesuaian"),
            f"Penyesuaian berjumlah {_write_total(adjusted)}, sedangkan pagu {_write_change(before, after)}, "
            f"selisih {write_gap(_add(adjusted), abs(before - after))}.",
            "lengkapi `penyesuaian`, atau jelaskan selisihnya dalam naskah",
        )


def _write_change(before: Decimal, after: Decimal) -> str:
    if before == after:
        return f"tetap {write_number(after)}"
    larger, smaller = max(before, after), min(before, after)
    return f"{'bertambah' if after > before else 'berkurang'} {_write_difference(larger, smaller)}"


@aturan("LKJ314")
def penyesuaian_melebihi_pagu(data: DataTahun) -> Iterator[Flaw]:
    """Penyesuaian anggaran melebihi pagu yang disesuaikan.

    Mengapa:
        Yang disesuaikan tidak dapat lebih banyak daripada yang dianggarkan, sebelum maupun sesudah perubahan. Porsinya
        akan tercetak di atas seratus persen.

    Dasar hukum:
        Praktik baik: bagian tidak melebihi keseluruhannya.

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
                pagu_induk: 330000000
                pagu_perubahan: 250000000
                realisasi: 240000000
        penyesuaian:
          - kode: refocusing
            nama: Refocusing anggaran
            nilai: 3000000000
            terhadap: induk

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
                pagu_induk: 330000000
                pagu_perubahan: 250000000
                realisasi: 240000000
        penyesuaian:
          - kode: refocusing
            nama: Refocusing anggaran
            nilai: 30000000
            terhadap: induk
    """
    for entry, pagu in _iter_excessive(data):
        of = f"program {', '.join(entry.program)}" if entry.program else "seluruh program"
        yield Flaw(
            entry.at("nilai"),
            f"“{entry.nama}” {write_number(entry.nilai)} melebihi pagu {of}: {_write_parts(entry.nilai, pagu)}.",
            "perbaiki `nilai`, atau `program` yang disesuaikan",
        )


def _iter_excessive(data: DataTahun) -> Iterator[tuple[Penyesuaian, list[Decimal]]]:
    """List the adjustments above the ceilings of their programs, each with the larger of those."""
    if not _is_certain(data) or _is_nothing(data):
        return
    programs = {program.kode: program for program in data.anggaran.program}
    ceilings = {field: {kode: _find_pagu(pos, field) for kode, pos in programs.items()} for field in _PAGU}
    for entry in data.anggaran.penyesuaian:
        chosen = [kode for kode in entry.program or programs if kode in programs]
        known = [[pagu for kode in chosen if (pagu := ceilings[field][kode]) is not None] for field in _PAGU]
        largest = max(known, key=_add)
        if largest and entry.nilai > _add(largest):
            yield entry, largest


@aturan("LKJ315", Severity.PERINGATAN)
def kinerja_tanpa_belanja(laporan: Laporan) -> Iterator[Flaw]:
    """Kinerja tercatat, padahal realisasi anggarannya nol.

    Mengapa:
        Keluaran tanpa belanja dari pagu yang tersedia jarang terjadi. Lebih sering realisasi anggarannya belum diisi,
        atau keluaran itu dibiayai dari tempat lain yang perlu disebut.

    Dasar hukum:
        PP 8/2006: laporan kinerja memuat keluaran setiap kegiatan dan hasil setiap program yang dianggarkan.

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
                pagu_induk: 300000000
                pagu_perubahan: 250000000
                realisasi: 0

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
                pagu_induk: 300000000
                pagu_perubahan: 250000000
                realisasi: 240000000
    """
    for sasaran in laporan.sasaran.values():
        for pos, kinerja in _find_unpaid(sasaran):
            yield Flaw(
                pos.realisasi.positions()[0],
                f"Realisasi anggaran {_name(pos)} nol dari pagu {write_number(pos.pagu.pasti)}, padahal "
                f"“{kinerja.nama}” terealisasi {format_satuan(kinerja.realisasi)}.",
                "isi realisasi anggarannya, atau jelaskan dalam naskah dari mana kinerja itu dibiayai",
            )


def _find_unpaid(sasaran: SasaranLaporan) -> list[tuple[PosAnggaran, Kinerja]]:
    """List, at the lowest level that shows it, what spent nothing of its budget, each with an indicator of it."""
    found = []
    for program in sasaran.program:
        below = [pair for row in program.kegiatan for pair in _pair_unpaid(row.anggaran, row.indikator)]
        found += below or _pair_unpaid(program.anggaran, program.indikator)
    return found or _pair_unpaid(sasaran.anggaran, sasaran.indikator)


def _pair_unpaid(pos: PosAnggaran, indikator: Sequence[Kinerja]) -> list[tuple[PosAnggaran, Kinerja]]:
    if not (pos.pagu.ada and pos.pagu > 0 and pos.realisasi.nilai == 0):
        return []
    return [(pos, kinerja) for kinerja in indikator if kinerja.realisasi.nilai][:1]


def _name(pos: PosAnggaran) -> str:
    return pos.kode if pos.kode[:1].isdigit() else f"sasaran “{pos.kode}”"


@aturan("LKJ316", Severity.CATATAN)
def serapan_jauh_di_bawah_capaian(laporan: Laporan) -> Iterator[Flaw]:
    """Semua target sasaran tercapai dengan kurang dari tiga perempat anggarannya.

    Mengapa:
        Target yang tercapai dengan sebagian anggaran menunjukkan penghematan, atau anggaran yang direncanakan terlalu
        besar, atau target yang terlalu mudah. Pembaca laporan menanyakan mana yang benar.

    Dasar hukum:
        PermenPANRB 53/2014: laporan memuat analisis atas efisiensi penggunaan sumber daya.

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
                pagu_induk: 300000000
                pagu_perubahan: 250000000
                realisasi: 150000000

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
                pagu_induk: 300000000
                pagu_perubahan: 250000000
                realisasi: 240000000
    """
    suspect = _list_suspect(laporan.data)
    for sasaran in laporan.sasaran.values():
        agreed = [kinerja for kinerja in sasaran.indikator if kinerja.target_ditetapkan]
        if agreed and _is_little(sasaran.serapan) and all(kinerja.tercapai for kinerja in agreed):
            lowest = min(kinerja.capaian.pasti for kinerja in agreed)
            spent, pagu = sasaran.realisasi_anggaran, sasaran.pagu
            if not suspect.isdisjoint(sasaran.serapan.positions()):
                continue
            yield Flaw(
                spent.position or sasaran.sasaran.at("kode"),
                f"Serapan sasaran “{sasaran.sasaran.kode}” {write_number(spent.pasti)} ÷ {write_number(pagu.pasti)} = "
                f"{_write_persen(sasaran.serapan.pasti)}, padahal "
                f"{'semua indikatornya' if len(agreed) > 1 else 'indikatornya'} tercapai "
                f"{'paling sedikit ' if len(agreed) > 1 else ''}{_write_persen(lowest)}.",
                "jelaskan penghematannya dalam naskah; anggaran mungkin direncanakan terlalu besar",
                tuple(
                    Related(kinerja.realisasi.positions()[0], f"realisasi {kinerja.kode}")
                    for kinerja in agreed
                    if kinerja.realisasi.positions()
                ),
            )


def _list_suspect(data: DataTahun) -> set[Position]:
    """List the places of amounts that are reported for their size, which makes what follows from them doubtful."""
    changed = (pos for program in data.anggaran.program for pos in _find_lowest(program, _changes_wildly))
    jumps = (pos.at(field) for pos, fields, _ in _iter_jumps(data) for field in fields)
    return {*(pos.at("pagu_perubahan") for pos in changed), *jumps}


def _is_little(serapan: Angka) -> bool:
    """Tell whether little was spent, but not nothing, which is more than a note."""
    return serapan.ada and 0 < round_half_up(serapan.pasti, _DESIMAL_PERSEN) < _SERAPAN_RENDAH


def _write_persen(nilai: Decimal) -> str:
    return f"{format_desimal(nilai, _DESIMAL_PERSEN)}%"


@aturan("LKJ317")
def pagu_nol(data: DataTahun) -> Iterator[Flaw]:
    """Pagu semua program nol.

    Mengapa:
        Instansi yang melaksanakan program mempunyai anggaran. Pagu yang semuanya nol berarti belum diisi, dan serapan
        tidak dapat dihitung.

    Dasar hukum:
        PermenPANRB 53/2014: laporan menyajikan anggaran dan realisasinya.

    Salah:
        # anggaran.yaml
        program:
          - kode: 1.1
            nama: Program Layanan Perpustakaan
            sasaran: layanan
            kegiatan:
              - kode: 1.1.1
                nama: Layanan Perpustakaan Keliling
                pagu_induk: 0
                pagu_perubahan: 0
                realisasi: 0
          - kode: 1.2
            nama: Program Pengembangan Koleksi
            sasaran: koleksi
            kegiatan:
              - kode: 1.2.1
                nama: Pengolahan Bahan Perpustakaan
                pagu_induk: 0
                pagu_perubahan: 0
                realisasi: 0

    Benar:
        # anggaran.yaml
        program:
          - kode: 1.2
            nama: Program Pengembangan Koleksi
            sasaran: koleksi
            kegiatan:
              - kode: 1.2.1
                nama: Pengolahan Bahan Perpustakaan
                pagu_induk: 300000000
                pagu_perubahan: 250000000
                realisasi: 240000000
    """
    if _is_certain(data) and _is_nothing(data):
        yield Flaw(
            data.anggaran.at_key("program"),
            f"`{_name_pagu(data)}` semua program nol.",
            "isi pagu setiap kegiatan seperti dalam DPA",
        )


@aturan("LKJ318", Severity.PERINGATAN)
def nama_pos_ganda(data: DataTahun) -> Iterator[Flaw]:
    """Dua pos anggaran di bawah pos yang sama bernama sama.

    Mengapa:
        Dua kegiatan yang bernama sama tidak dapat dibedakan dalam tabel. Biasanya satu kegiatan tersalin dua kali,
        sehingga anggarannya terhitung ganda, atau namanya lupa diganti sesudah disalin.

    Dasar hukum:
        Permendagri 90/2019: setiap kode program, kegiatan, dan sub kegiatan mempunyai nomenklatur sendiri.

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
                    pagu_induk: 200000000
                    pagu_perubahan: 150000000
                    realisasi: 145000000
                  - kode: 1.2.1.2
                    nama: Pengatalogan
                    pagu_induk: 100000000
                    pagu_perubahan: 100000000
                    realisasi: 95000000

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
                    pagu_induk: 200000000
                    pagu_perubahan: 150000000
                    realisasi: 145000000
                  - kode: 1.2.1.2
                    nama: Pelabelan
                    pagu_induk: 100000000
                    pagu_perubahan: 100000000
                    realisasi: 95000000
    """
    families: list[Sequence[Pos]] = [data.anggaran.program, *(pos.rincian for pos in data.anggaran.iter_pos())]
    for family in families:
        first: dict[str, Pos] = {}
        for pos in family:
            other = first.setdefault(fold(pos.nama), pos)
            # The same item twice is reported for its code.
            if other.kode != pos.kode:
                yield Flaw(
                    pos.at("nama"),
                    f"Nama {pos.kode} sama dengan nama {other.kode}: “{pos.nama}”.",
                    "perbaiki namanya, atau hapus salah satu bila tersalin dua kali",
                    (Related(other.at("nama"), f"nama {other.kode}"),),
                )


DATA: tuple[Aturan[DataTahun], ...] = (
    tingkat_tidak_sama,
    realisasi_sasaran_ganda,
    pagu_sebelah,
    nomor_tidak_sejalan,
    realisasi_tanpa_pagu,
    realisasi_anggaran_tidak_ada,
    realisasi_melebihi_pagu,
    rupiah_negatif,
    jenis_belanja_tidak_sama,
    belanja_lalu_tidak_sama,
    pagu_melonjak,
    anggaran_melonjak,
    penyesuaian_tidak_menjelaskan,
    penyesuaian_melebihi_pagu,
    pagu_nol,
    nama_pos_ganda,
)
REPORT: tuple[Aturan[Laporan], ...] = (
    kinerja_tanpa_belanja,
    serapan_jauh_di_bawah_capaian,
)
