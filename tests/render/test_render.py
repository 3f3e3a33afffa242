from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lkj.finding import Finding, Position
from lkj.gambar.kanvas import Gambar
from lkj.masukan import template_folders
from lkj.media.bukti import Media
from lkj.render import Hasil, render_laporan
from lkj.render.jejak import Pencatat
from lkj.render.rupa import Rupa
from lkj.render.templat import TemplatError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lkj.laporan import Laporan

    Cetak = Callable[[Path], Hasil]
    Isi = Callable[[Laporan, str], Hasil]
    Rakit = Callable[[Mapping[str, Any]], Laporan]
    Sunting = Callable[[Path, str, str], None]
    Temukan = Callable[[Path], list[Finding]]
    Tempat = Callable[..., Position]
    Tulis = Callable[[Mapping[str, Any]], Path]


@pytest.fixture
def isi(tmp_path: Path) -> Isi:
    """Render a report with one template of a few lines."""

    def isi(laporan: Laporan, template: str) -> Hasil:
        (tmp_path / "laporan.md.j2").write_text(template, encoding="utf-8")
        return render_laporan(laporan, [tmp_path])

    return isi


# The report of 2025.


@pytest.fixture(scope="module")
def dua_kali(laporan: Laporan, akar: Path) -> list[tuple[Hasil, int]]:
    """Render the report twice; with each, how many marks of numbers its text had."""
    read = Pencatat.read
    marks = []

    def spy(self: Pencatat, text: str) -> Any:
        marks.append(text.count("\ue000"))
        return read(self, text)

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(Pencatat, "read", spy)
        rendered = [render_laporan(laporan, template_folders(akar)) for _ in range(2)]
    return list(zip(rendered, marks, strict=True))


def test_2025_has_no_flaw(dua_kali: list[tuple[Hasil, int]]) -> None:
    hasil, _ = dua_kali[0]
    assert hasil.findings == []
    assert hasil.markdown.endswith("\n")
    assert "\n\n\n" not in hasil.markdown
    assert not any("\ue000" <= char <= "\uf8ff" for char in hasil.markdown)


def test_every_number_written_into_the_text_is_traced(dua_kali: list[tuple[Hasil, int]]) -> None:
    hasil, marks = dua_kali[0]
    assert marks == len(hasil.cetakan)
    assert marks > 900


def test_rendering_again_gives_the_same(dua_kali: list[tuple[Hasil, int]]) -> None:
    (first, _), (second, _) = dua_kali
    assert first.markdown == second.markdown
    assert first.susunan == second.susunan


def test_flaws_in_narrative_2025(proyek: Path, temukan: Temukan, sunting: Sunting, tempat: Tempat) -> None:
    """All of them are found in one run, each at its place."""
    folder = proyek / "data/2025"
    sunting(folder / "narasi/anggaran.md", "{{ anggaran.kenaikan }}", "{{ anggaran.kenaikn }}")
    sunting(folder / "narasi/efisiensi.md", "sasaran.ukm.serapan", "sasaran.ukm.serapn")
    sunting(folder / "narasi/strategi.md", 'rujuk("tabel-strategi")', 'rujuk("tabel-strateg")')
    sunting(folder / "narasi/tantangan.md", "1. Ketersediaan", "1. {{ tahun | rupiah }} Ketersediaan")
    sunting(folder / "bukti.yaml", "{{ fakta.koperasi_merah_putih }}", "{{ fakta.koperasi_merah }}")
    (folder / "narasi/kesimpuln.md").write_text("Tidak dipakai.\n", encoding="utf-8")
    berkas = folder / "analisis.yaml"
    head, mark, rest = berkas.read_text(encoding="utf-8").partition("    faktor_pendukung:\n")
    berkas.write_text(f"{head}{mark}      - Baik {{{{ zzz.nilai }}}}.\n{rest}", encoding="utf-8")

    def unknown(position: Position, name: str, advice: str) -> Finding:
        return Finding(position, "LKJ501", f"Rujukan “{name}” tidak ada dalam laporan.", advice)

    assert temukan(proyek) == [
        unknown(
            tempat("analisis.yaml", "    faktor_pendukung:\n", "Baik {{", proyek=proyek),
            "zzz",
            "yang ada: anggaran, aset, data, data_lalu, dekonsentrasi, fakta, indikator, instansi, jumlah, penyesuaian,"
            " peraturan, renstra, rujuk, sasaran, sdm, tahun, tahun_lalu, tujuan",
        ),
        unknown(
            tempat("bukti.yaml", "kegiatan: 1.4.1\n", "keterangan: ", "Fasilitasi", proyek=proyek),
            "koperasi_merah",
            "maksud Anda “koperasi_merah_putih”?",
        ),
        unknown(Position("data/2025/narasi/anggaran.md", 3, 13), "kenaikn", "maksud Anda “kenaikan”?"),
        unknown(
            tempat("narasi/efisiensi.md", "sasaran.ukm.", "serapn", proyek=proyek), "serapn", "maksud Anda “serapan”?"
        ),
        Finding(
            Position("data/2025/narasi/kesimpuln.md"),
            "LKJ502",
            "Naskah data/2025/narasi/kesimpuln.md tidak dipakai dalam laporan.",
            "maksud Anda kesimpulan.md?",
        ),
        Finding(
            Position("data/2025/narasi/strategi.md", 2, 11),
            "LKJ501",
            "Bagian “tabel-strateg” tidak ada dalam laporan.",
            "maksud Anda “tabel-strategi”?",
        ),
        Finding(
            Position("data/2025/narasi/tantangan.md", 1, 4),
            "LKJ501",
            "Rujukan ini bukan angka atau teks yang dapat dicetak.",
            "lihat daftar rujukan dalam docs/data.md",
        ),
    ]


def test_the_least_data_make_a_report(kecil: dict[str, Any], tulis: Tulis, cetak: Cetak) -> None:
    proyek = tulis(kecil)
    (proyek / "data/2025/narasi").mkdir()
    (proyek / "data/2025/narasi/zzz.md").write_text("Tidak dipakai.\n", encoding="utf-8")
    hasil = cetak(proyek)
    assert "Tabel III.1 Skala Nilai Peringkat Kinerja" in hasil.markdown
    (unused,) = hasil.findings
    assert unused.position == Position("data/2025/narasi/zzz.md")
    assert unused.advice.startswith("naskah yang dikenal: ")


# The building blocks of templates.


def test_parts_and_forward_references(rakit: Rakit, kecil: dict[str, Any], isi: Isi) -> None:
    hasil = isi(
        rakit(kecil),
        '{{ depan("isi", "Daftar Isi") }}\n'
        "{% for b in daftar_isi %}{{ b.teks | safe }}; {% endfor %}.\n\n"
        '{{ bab("satu", "Bab *Satu*") }}\n\n'
        '{% for b in isi_bab("satu") %}{{ b.nomor }}{% endfor %}.\n\n'
        'Lihat {{ rujuk("tabel-a") }} dan {{ rujuk("lampiran-a") }}.\n\n'
        '{{ subbab("a", "Bagian") }}\n\n{{ subbab("b", "Rincian", 3) }}\n\n'
        '{% set t = tabel("l", minimal=[3]) %}{% do t.baris("x") %}{{ t.cetak("tabel-a", "Angka") }}\n\n'
        '{{ lampiran("lampiran-a", "Berkas") }}\n',
    )
    head, grid, tail = hasil.markdown.partition("+:--")
    assert head == (
        "# Daftar Isi {#isi .depan}\n"
        "Daftar Isi; BAB I Bab \\*Satu\\*; 1.1 Bagian; 1.1.1 Rincian; Tabel I.1 Angka; Lampiran 1 Berkas; .\n\n"
        "# [BAB I]{.label-bab} Bab \\*Satu\\* {#satu .bab}\n\n"
        "1.1.\n\n"
        "Lihat [Tabel I.1](#tabel-a) dan [Lampiran 1](#lampiran-a).\n\n"
        "## 1.1 Bagian {#a}\n\n"
        "### 1.1.1 Rincian {#b}\n\n"
    )
    assert grid
    assert tail.endswith(
        "\n\n: Tabel I.1 Angka {#tabel-a}\n\n# [Lampiran 1]{.label-lampiran} Berkas {#lampiran-a .lampiran}\n"
    )
    assert [butir.id for butir in hasil.susunan] == ["isi", "satu", "a", "b", "tabel-a", "lampiran-a"]


def test_styles_and_their_order_in_the_trace(rakit: Rakit, kecil: dict[str, Any], isi: Isi) -> None:
    kecil["anggaran"]["program"][0]["pagu_perubahan"] = 800
    hasil = isi(
        rakit(kecil),
        "{% set a = laporan.anggaran.semua %}{% set k = laporan.indikator.pengunjung %}\n"
        "{{ a.induk }} {{ a.induk | angka }} {{ a.induk | satuan | tebal }} {{ a.selisih | akuntansi }}\n"
        "{{ a.selisih | tanda }} {{ a.selisih | mutlak }} {{ a.induk | rupiah }} {{ k.jarak | nihil }}\n"
        "{{ k.realisasi | terbilang }} {{ a.induk | tebal }} {{ 'a_b' | tebal }}\n",
    )
    lines = hasil.markdown.splitlines()
    assert lines == [
        r"Rp1.000 1.000 **Rp1.000** \(200)",
        "−200 200 Rp1.000 –",
        "190 (seratus sembilan puluh) **1.000** **a\\_b**",
    ]
    assert [(c.teks, c.baris) for c in hasil.cetakan] == [
        ("Rp1.000", 1),
        ("1.000", 1),
        ("Rp1.000", 1),
        ("(200)", 1),
        ("−200", 2),
        ("200", 2),
        ("Rp1.000", 2),
        ("–", 2),
        ("190 (seratus sembilan puluh)", 3),
        ("1.000", 3),
    ]


def test_filters_for_text(rakit: Rakit, kecil: dict[str, Any], isi: Isi) -> None:
    kecil["instansi"] |= {"singkatan": "dinas_x", "fungsi": ["a", "b_", "c"], "alamat": 'Jl. "Buku" \\ 1'}
    hasil = isi(
        rakit(kecil),
        "{% set i = data.instansi %}\n"
        "{{ i.singkatan | besar }} {{ '1.1' | kode }} {{ i.singkatan | kode }} {{ i.pengesahan.bulan | bulan }}\n"
        "{{ 4 | romawi }} {{ 3 | huruf }} {{ 2 | urutan }} {{ i.fungsi | dan }} {{ i.alamat | json }}\n"
        "{{ tahun }} {{ tahun_lalu }} {{ i.tugas }} {{ i.pengesahan.bulan }}",
    )
    assert hasil.markdown.splitlines() == [
        r"DINAS\_X 1-1 dinas-x Januari 2026",
        r'IV c kedua a, b\_, dan c "Jl. \\\"Buku\\\" \\\\ 1"',
        "2025 2024 mengurus perpustakaan Januari 2026",
    ]


def test_pictures_scans_and_figures(
    kecil: dict[str, Any], tulis: Tulis, hitung: Callable[[Path], Laporan], tmp_path: Path
) -> None:
    kecil["bukti"] = {
        "gambar": [{"kode": "halaman_depan", "judul": "Ada_nya", "foto": {"berkas": "a.png", "alt": "Rak"}}],
        "lampiran": [{"judul": "Surat *asli*", "berkas": "s.pdf"}],
    }
    proyek = tulis(kecil)
    for berkas in ("a.png", "s.pdf"):
        (proyek / "data/2025" / berkas).write_bytes(b"")
    laporan = hitung(proyek)
    assert laporan.data.bukti
    (gambar,), (lampiran,) = laporan.data.bukti.gambar, laporan.data.bukti.lampiran
    template = (
        '{{ bab("b", "B") }}\n\n'
        "{% for g in data.bukti.gambar %}{% call gambar(g.kode | kode, g.judul) %}\n\n{{ foto(g.foto) }}\n\n"
        "{% endcall %}\n{% endfor %}"
        "{% for nama in ['satu', 'dua'] if ada_ilustrasi(nama) %}{% call grafik(nama, 'Grafik *' ~ nama) %}\n"
        "{{ ilustrasi(nama) }}\n{% endcall %}\n{% endfor %}"
        '{% call gambar("pohon", "Pohon") %}{{ ilustrasi("pohon") }}{% endcall %}\n\n'
        "{{ pindaian(data.bukti.lampiran[0]) }}\n"
    )
    (tmp_path / "laporan.md.j2").write_text(template, encoding="utf-8")
    drawn = {nama: (Gambar(nama, 400, 300, f"Alt *{nama}*"),) for nama in ("dua", "pohon")}
    rupa = Rupa(Media({}, {"a.png": "foto/1.jpg"}, {"s.pdf": ("pindaian/2.pdf", 2)}), drawn)
    hasil = render_laporan(laporan, [tmp_path], rupa.media, rupa.ilustrasi)
    assert hasil.markdown == (
        "# [BAB I]{.label-bab} B {#b .bab}\n\n"
        f"::: {{.gambar #halaman-depan}}\n{rupa.write_foto(gambar.foto)}\n\n"
        "::: judul\nGambar I.1 Ada\\_nya\n:::\n:::\n"
        f"::: {{.gambar #dua}}\n{rupa.write_ilustrasi('dua')}\n\n"
        "::: judul\nGrafik I.1 Grafik \\*dua\n:::\n:::\n"
        f"::: {{.gambar #pohon}}\n{rupa.write_ilustrasi('pohon')}\n\n"
        "::: judul\nGambar I.2 Pohon\n:::\n:::\n\n"
        f"{rupa.write_pindaian(lampiran)}\n"
    )
    assert [(butir.id, butir.jenis, butir.nomor) for butir in hasil.susunan[1:]] == [
        ("halaman-depan", "Gambar", "Gambar I.1"),
        ("dua", "Grafik", "Grafik I.1"),
        ("pohon", "Gambar", "Gambar I.2"),
    ]


def test_formulas(isi: Isi, laporan: Laporan) -> None:
    hasil = isi(
        laporan,
        "{% for kode in ['izin_usp', 'nilai_kinerja'] %}{% set k = laporan.indikator[kode] %}\n"
        "{{ rumus(k) }}\n{{ rumus_umum(k) }}\n{{ rumus_teks(k) }}\n{{ hitungan(k) }}\n{{ rumus_tampil(k) }}\n\n"
        "{% endfor %}",
    )
    formula = (
        r"$\frac{\text{Jumlah Izin Usaha Simpan Pinjam yang Difasilitasi%s}}"
        r"{\text{Jumlah Koperasi Simpan Pinjam yang Ada%s}} \times 100\%%$"
    )
    year, general = (formula % (t, t) for t in (" tahun 2025", " (t)"))
    first, second = hasil.markdown.split("\n\n")[:2]
    *_, shown = first.splitlines()
    assert first.splitlines()[:4] == [
        year,
        general,
        "Jumlah Izin Usaha Simpan Pinjam yang Difasilitasi (t) ÷ Jumlah Koperasi Simpan Pinjam yang Ada (t) × 100%",
        r"$\frac{\text{6}}{\text{73}} \times 100\% = \text{8,22\%}$",
    ]
    assert shown == f"${year}$"
    assert second.splitlines()[:4] == ["Penilaian Rapor Kinerja Perangkat Daerah"] * 3 + ["belum tersedia"]


def test_narrative_in_a_template(
    kecil: dict[str, Any], tulis: Tulis, hitung: Callable[[Path], Laporan], isi: Isi
) -> None:
    folder = tulis(kecil) / "data/2025/narasi"
    folder.mkdir()
    (folder / "satu.md").write_text("Pagu *{{ anggaran.pagu }}*, {{ rujuk('b') }}.\n", encoding="utf-8")
    hasil = isi(
        hitung(folder.parents[2]),
        '{{ bab("b", "B") }}\n{{ naskah("satu") }}|{{ naskah("dua") }}|{{ ada_naskah("satu") | string }}'
        '{{ ada_naskah("dua") | string }}',
    )
    assert hasil.markdown.splitlines()[1:] == ["Pagu *Rp1.000*, [BAB I](#b).||TrueFalse"]
    assert [(c.teks, c.baris) for c in hasil.cetakan] == [("Rp1.000", 2)]


def test_agreements_side_by_side(isi: Isi, laporan: Laporan) -> None:
    hasil = isi(
        laporan,
        "{% for kiri, kanan in berdampingan(laporan.perjanjian[0], laporan.perjanjian[1]) %}"
        "{{ kiri.nomor }}-{{ kanan.nomor }} {% endfor %}",
    )
    assert hasil.markdown == "1-1 2-1 3-1 4-2\n"


def test_prose_is_markdown_in_cells_and_in_bold(rakit: Rakit, kecil: dict[str, Any], isi: Isi) -> None:
    kecil["instansi"]["tugas"] = "mengurus *buku* {{ tahun }}"
    hasil = isi(
        rakit(kecil),
        "{{ data.instansi.tugas }}\n{{ data.instansi.tugas | tebal }}\n\n"
        '{% set t = tabel("l") %}{% do t.baris(data.instansi.tugas) %}{{ t.polos() }}',
    )
    assert hasil.markdown.startswith("mengurus *buku* 2025\n**mengurus *buku* 2025**\n\n")
    assert hasil.markdown.count("| mengurus *buku* 2025 ") == 1


def test_a_template_that_asks_for_what_is_not_there(rakit: Rakit, kecil: dict[str, Any], isi: Isi) -> None:
    with pytest.raises(TemplatError, match=r"laporan\.md\.j2, baris 1: Rujukan “thun” tidak ada dalam laporan$"):
        isi(rakit(kecil), "{{ thun }}")


def test_a_folder_without_the_main_template(rakit: Rakit, kecil: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(TemplatError, match=r"^Templat laporan\.md\.j2, baris 1: templat tidak ada$"):
        render_laporan(rakit(kecil), [tmp_path])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ 1 | tidak_ada }}", "No filter named 'tidak_ada'."),
        ("\n{{ laporan }}", "Laporan cannot be printed"),
    ],
)
def test_a_wrong_template_is_named(rakit: Rakit, kecil: dict[str, Any], isi: Isi, text: str, message: str) -> None:
    with pytest.raises(TemplatError) as caught:
        isi(rakit(kecil), text)
    assert str(caught.value).endswith(f"laporan.md.j2, baris {text.count(chr(10)) + 1}: {message}")
