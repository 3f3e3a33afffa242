from __future__ import annotations

import pytest

from lkj.render.susunan import AcuanTidakAdaError, Butir, Susunan


def number(susunan: Susunan) -> Susunan:
    susunan.add_depan("pengantar", "Kata Pengantar")
    susunan.add_bab("satu", "Pendahuluan")
    susunan.add_berjudul("Tabel", "t1", "Pegawai")
    susunan.add_berjudul("Gambar", "g1", "Pohon")
    susunan.add_berjudul("Tabel", "t2", "Aset")
    susunan.add_subbab("a", "Pohon Kinerja")
    susunan.add_subbab("a1", "Tugas", 3)
    susunan.add_subbab("a2", "Fungsi", 3)
    susunan.add_subbab("a2i", "Rincian", 4)
    susunan.add_subbab("b", "Isu")
    susunan.add_subbab("b1", "Isu satu", 3)
    susunan.add_bab("dua", "Perencanaan")
    susunan.add_subbab("c", "Tujuan")
    susunan.add_berjudul("Tabel", "t3", "Renstra")
    susunan.add_lampiran("l1", "Matriks")
    susunan.add_lampiran("l2", "IKU")
    return susunan


def test_numbers() -> None:
    susunan = number(Susunan())
    assert [(butir.id, butir.jenis, butir.tingkat, butir.teks) for butir in susunan.daftar.values()] == [
        ("pengantar", "depan", 1, "Kata Pengantar"),
        ("satu", "bab", 1, "BAB I Pendahuluan"),
        ("t1", "Tabel", 0, "Tabel I.1 Pegawai"),
        ("g1", "Gambar", 0, "Gambar I.1 Pohon"),
        ("t2", "Tabel", 0, "Tabel I.2 Aset"),
        ("a", "subbab", 2, "1.1 Pohon Kinerja"),
        ("a1", "subbab", 3, "1.1.1 Tugas"),
        ("a2", "subbab", 3, "1.1.2 Fungsi"),
        ("a2i", "subbab", 4, "1.1.2.1 Rincian"),
        ("b", "subbab", 2, "1.2 Isu"),
        ("b1", "subbab", 3, "1.2.1 Isu satu"),
        ("dua", "bab", 1, "BAB II Perencanaan"),
        ("c", "subbab", 2, "2.1 Tujuan"),
        ("t3", "Tabel", 0, "Tabel II.1 Renstra"),
        ("l1", "lampiran", 1, "Lampiran 1 Matriks"),
        ("l2", "lampiran", 1, "Lampiran 2 IKU"),
    ]


def test_sections_of_a_chapter_are_those_of_the_pass_before() -> None:
    second = Susunan(number(Susunan()).daftar)
    assert [butir.nomor for butir in second.sections_of("satu")] == ["1.1", "1.2"]
    assert [butir.nomor for butir in second.sections_of("dua")] == ["2.1"]
    assert second.sections_of("l1") == []
    assert Susunan().sections_of("satu") == []


def test_references_need_the_pass_before() -> None:
    assert Susunan().refer("t3") == Butir("t3", "", "?", "")
    assert Susunan(number(Susunan()).daftar).refer("t3").nomor == "Tabel II.1"


@pytest.mark.parametrize(
    ("kode", "saran"),
    [
        ("pengantr", "maksud Anda “pengantar”?"),
        (
            "zzz",
            "bagian yang ada: a, a1, a2, a2i, b, b1, c, dua, g1, l1, l2, pengantar, satu, t1, t2, t3",
        ),
    ],
)
def test_a_reference_to_nothing(kode: str, saran: str) -> None:
    with pytest.raises(AcuanTidakAdaError) as caught:
        Susunan(number(Susunan()).daftar).refer(kode)
    assert (caught.value.message, caught.value.saran) == (f"Bagian “{kode}” tidak ada dalam laporan.", saran)
    assert str(caught.value) == caught.value.message


def test_an_id_twice_is_a_flaw_of_the_template() -> None:
    with pytest.raises(ValueError, match=r"^the template prints “satu” twice$"):
        number(Susunan()).add_subbab("satu", "Lagi")
