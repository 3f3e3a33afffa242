from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lkj.model import pendukung

if TYPE_CHECKING:
    from collections.abc import Callable


def test_what_is_wrong_with_it(tolak: Callable[..., str], kasus: dict[str, str]) -> None:
    assert tolak(getattr(pendukung, kasus["uji"]), kasus["isi"]) == kasus["temuan"]


def test_a_group_is_counted_by_its_rows_or_by_itself(baca: Callable[..., Any]) -> None:
    group = baca(pendukung.KelompokJabatan, "nama: a\nlaki_laki: 12\npegawai:\n  SMA/SMP: 6\n")
    assert (group.laki_laki, group.perempuan, group.pegawai, group.jabatan) == (12, 0, {"SMA/SMP": 6}, ())
    group = baca(pendukung.KelompokJabatan, "nama: a\njabatan:\n  - nama: b\n    perempuan: 4\n")
    assert [jabatan.perempuan for jabatan in group.jabatan] == [4]


def test_evidence_may_be_missing_yet(baca: Callable[..., Any]) -> None:
    bukti = baca(pendukung.Bukti, "gambar:\n  - kode: a\n    judul: b\n    foto:\n      berkas:\n      alt: c\n")
    assert (bukti.gambar[0].foto.berkas, bukti.gambar[0].foto.alt) == (None, "c")


def test_a_digest_is_kept_as_it_is(baca: Callable[..., Any]) -> None:
    for sidik in ("0" * 64, "0123456789abcdef" * 4):
        assert baca(pendukung.Foto, f"sha256: {sidik}\n").sha256 == sidik
        assert baca(pendukung.Pindaian, f"judul: a\nsha256: {sidik}\n").sha256 == sidik


def test_a_recommendation_may_be_open(baca: Callable[..., Any]) -> None:
    found = baca(pendukung.Rekomendasi, "rekomendasi: a\ntriwulan:\n  - rapat\n  -\n  -\n  -\n")
    assert found.triwulan == ("rapat", None, None, None)
