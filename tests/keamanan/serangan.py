"""The catalogue of hostile inputs: families of attacks, what stops each, and the inputs themselves.

`docs/keamanan.md` shows it (see `tools/keamanan.py`), and `test_keamanan.py` tries every input. The project they are
written into is the least one a report can be made of.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KENARI = "KENARI-BERKAS-DI-LUAR"
"""What files outside the project hold: it must not be found in anything the program says or writes."""

CHECK = ("check", "2025")
TAHUN = Path("data", "2025")
NASKAH = "data/2025/narasi/kesimpulan.md"
SDM = "data/2025/sdm.yaml:1:"
LUAR = "../../../luar/rahasia.md"


@dataclass(frozen=True, slots=True)
class Masukan:
    """A hostile input.

    Attributes:
        nama: tells it from the others of its family.
        tulis: writes it into a project; beside that is `luar/`, which belongs to somebody else.
        kode: the rule that reports it; empty where it does no harm and nothing is to be said.
        tempat: where it is reported, with the line.
        perintah: what is run.
        akhir: the exit code.
    """

    nama: str
    tulis: Callable[[Path], object]
    kode: str = ""
    tempat: str = ""
    perintah: tuple[str, ...] = CHECK
    akhir: int | None = None


@dataclass(frozen=True, slots=True)
class Keluarga:
    """Attacks of one kind.

    Attributes:
        nama: its name in the tests.
        serangan: what it tries, in Indonesian.
        penjaga: what stops it, in Indonesian.
        masukan: its inputs.
    """

    nama: str
    serangan: str
    penjaga: str
    masukan: tuple[Masukan, ...]


# Writing


def write(project: Path, nama: str, isi: str | bytes) -> None:
    """Write a file of the year."""
    path = project / TAHUN / nama
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(isi if isinstance(isi, bytes) else isi.encode("utf-8", "surrogatepass"))


def yaml(nama: str, isi: str | bytes, kode: str, baris: int = 1) -> Masukan:
    """Put it into a file that may be absent otherwise."""
    return Masukan(nama, lambda project: write(project, "sdm.yaml", isi), kode, f"data/2025/sdm.yaml:{baris}:")


def naskah(nama: str, isi: str, kode: str = "LKJ501", baris: int = 2) -> Masukan:
    """Put it into narrative, below a line that is fine."""
    text = f"Kesimpulan laporan ini.\n{isi}\n"
    place = f"{NASKAH}:{baris}:" if kode else ""
    return Masukan(nama, lambda project: write(project, "narasi/kesimpulan.md", text), kode, place)


def polos(nama: str, isi: str) -> Masukan:
    """Put it into a plain field, where it is text and nothing else."""
    return Masukan(nama, lambda project: replace(project, "instansi.yaml", "Jl. Buku 1", quote(isi)))


def bidang(nama: str, berkas: str, lama: str, baru: str, kode: str) -> Masukan:
    """Put it in the place of a value."""
    place = f"data/2025/{berkas}:"
    return Masukan(nama, lambda project: replace(project, berkas, lama, baru), kode, place)


def bukti(nama: str, berkas: str, isi: bytes | None, kode: str = "LKJ009", *, foto: bool = False) -> Masukan:
    """Name it as evidence, a photo or a scan, and put it there."""
    entry = (
        f"logo: {{berkas: {quote(berkas)}, alt: Logo}}\n"
        if foto
        else f"lampiran: [{{judul: Surat, berkas: {quote(berkas)}}}]\n"
    )

    def tulis(project: Path) -> None:
        write(project, "bukti.yaml", entry)
        if isi is not None:
            write(project, berkas, isi)

    return Masukan(nama, tulis, kode, "data/2025/bukti.yaml:1:" if kode else "")


def berkas(nama: str, tulis: Callable[[Path], object], kode: str, tempat: str, *perintah: str) -> Masukan:
    """Do something to the files of the project."""
    return Masukan(nama, tulis, kode, tempat, perintah or CHECK)


def quote(isi: str) -> str:
    """Write a text as YAML."""
    escaped = isi.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def replace(project: Path, nama: str, lama: str, baru: str) -> None:
    """Replace a text that stands once in a file."""
    path = project / TAHUN / nama
    isi = path.read_text(encoding="utf-8")
    assert isi.count(lama) == 1, f"{lama!r} stands {isi.count(lama)} times in {nama}"
    path.write_text(isi.replace(lama, baru), encoding="utf-8")


def link(project: Path, nama: str, tujuan: str, *, folder: bool = False) -> None:
    """Put a link in the place of a file of the year."""
    path = project / TAHUN / nama
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(tujuan, target_is_directory=folder)


# Pictures and documents


def chunk(jenis: bytes, isi: bytes) -> bytes:
    """Write a part of a PNG."""
    return struct.pack(">I", len(isi)) + jenis + isi + struct.pack(">I", zlib.crc32(jenis + isi))


def png(lebar: int, tinggi: int, *sisipan: bytes, piksel: bytes | None = None) -> bytes:
    """Write a grey PNG; with `piksel` what it holds need not be what it says."""
    rows = piksel if piksel is not None else zlib.compress(b"".join(b"\0" + b"\x80" * lebar for _ in range(tinggi)))
    head = struct.pack(">IIBBBBB", lebar, tinggi, 8, 0, 0, 0, 0)
    return b"".join((b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head), *sisipan, chunk(b"IDAT", rows), chunk(b"IEND", b"")))


def pdf(*, katalog: bytes = b"", halaman: bytes = b"", kotak: bytes = b"0 0 595 842", lain: bytes = b"") -> bytes:
    """Write a PDF of one page."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + katalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[" + kotak + b"]" + halaman + b">>",
        *filter(None, [lain]),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, isi in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, isi)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail


BOM = zlib.compress(b"\0" * 80_000_000)
"""80 kB that become 80 MB."""

JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300" + "08" * 64 + "ffc0000b080008000801011100"
    "ffc4001400010000000000000000000000000000000affc40014100100000000000000000000000000000000ffda0008010100003f00"
    "37ffd9"
)


# Families


def _iter_yaml() -> Iterator[Keluarga]:
    aliases = "a: &a [x, x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
    )
    yield Keluarga(
        "fitur_yaml",
        "Bom alias, kunci gabungan, tanda jenis yang menjalankan kode, beberapa dokumen",
        "Fitur itu ditolak, dan setiap nilai tetap teks sampai diperiksa model (`lkj/source.py`)",
        (
            yaml("bom_alias", aliases, "LKJ004"),
            yaml("alias_berputar", "a: &a [*a]\n", "LKJ004"),
            yaml("kunci_gabungan", "a: &a {b: 1}\nc:\n  <<: *a\n", "LKJ004"),
            yaml("python_object", "a: !!python/object/apply:os.system [id]\n", "LKJ004"),
            yaml("python_name", "a: !!python/name:os.system\n", "LKJ004"),
            yaml("biner", "a: !!binary R0lGODlhDAAMAIQAAP\n", "LKJ004"),
            yaml("tanda_sendiri", "a: !include /etc/passwd\n", "LKJ004"),
            yaml("tag_panjang", "%TAG ! tag:x,2025:\n---\na: !b 1\n", "LKJ004"),
            yaml("dua_dokumen", "a: 1\n---\nb: 2\n", "LKJ004", 2),
            yaml("kunci_ganda", "jenjang: [S1]\njenjang: [S2]\nkelompok: []\n", "LKJ003", 2),
            yaml("kunci_berupa_daftar", "? [a, b]\n: 1\n", "LKJ004"),
            yaml("konflik_git", "<<<<<<< a\nb: 1\n", "LKJ002"),
        ),
    )
    yield Keluarga(
        "ukuran_yaml",
        "Berkas, baris, teks, kedalaman atau banyak nilai yang menghabiskan memori",
        "Batas dalam tabel di atas, diperiksa sebelum nilainya dibaca (`lkj/source.py`)",
        (
            yaml("kurung_dalam", "a: " + "[" * 200_000, "LKJ005"),
            yaml("peta_dalam", "{a: " * 100_000, "LKJ005"),
            yaml("jorokan_dalam", "\n".join(" " * n + "a:" for n in range(2000)), "LKJ005", 31),
            yaml("skalar_besar", "a: " + "x " * 5_000_000, "LKJ005"),
            yaml("skalar_100_mb", b"a: " + b"x" * 100_000_000, "LKJ005"),
            yaml("baris_panjang", "a: " + "x" * 9_000_000, "LKJ005"),
            yaml("kunci_panjang", "k" * 9_000_000 + ": 1\n", "LKJ005"),
            yaml("banyak_kunci", "".join(f"k{n}: 1\n" for n in range(20_000)), "LKJ005", 999),
            yaml("banyak_pesan_sebaris", "{" + "".join(f"k{n}: 1, " for n in range(3000)) + "}", "LKJ010"),
            yaml("banyak_jangkar", "a:\n" + "- &x\n" * 20_000, "LKJ005", 1002),
            yaml("angka_sangat_panjang", "a: " + "9" * 10_000_001, "LKJ005"),
        ),
    )
    yield Keluarga(
        "huruf",
        "Karakter kendali, pembalik arah tulisan, tak terlihat, yang tidak dapat dicetak, UTF-16, bukan UTF-8",
        "Karakter itu ditolak pada barisnya, juga bila ditulis sebagai `\\uXXXX` (`lkj/source.py`)",
        (
            *(
                yaml(f"U+{ord(char):04X}", f"jenjang: [S1]\nkelompok: [{{nama: a{char}b}}]\n", "LKJ006", 2)
                for char in "\x00\x07\x1b\x7f\x9b\xad\u061c\u200b\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ue000\ufeff"
                "\ufff9\U000e0041\U000f0000"
            ),
            *(
                yaml(f"tanpa_huruf_{n}", f"jenjang: [S1{char}]\nkelompok: []\n", "LKJ006")
                for n, char in enumerate("😀中＝")
            ),
            naskah("tanpa_huruf_dalam_naskah", "naik 📈", "LKJ006"),
            yaml("tanpa_huruf_lewat_escape", 'jenjang: ["\\U0001f600"]\nkelompok: []\n', "LKJ006"),
            yaml("lolos_lewat_escape", 'jenjang: ["\\u202e"]\nkelompok: []\n', "LKJ006"),
            yaml("esc_lewat_escape", 'jenjang: ["\\e[31m"]\nkelompok: []\n', "LKJ006"),
            yaml("utf16", "jenjang: [S1]\n".encode("utf-16"), "LKJ001"),
            yaml("utf32", "jenjang: [S1]\n".encode("utf-32"), "LKJ001"),
            yaml("bukan_utf8", b"jenjang: [\xff\xfe\xfd]\n", "LKJ001"),
            yaml("utf8_terlalu_panjang", b"jenjang: [\xc0\xaf]\n", "LKJ001"),
            naskah("arah_dalam_naskah", "a\u202eb", "LKJ006"),
        ),
    )


def _iter_angka() -> Iterator[Keluarga]:
    pagu, rumus = "pagu_induk: 1000", "satuan: orang"
    yield Keluarga(
        "angka",
        "Angka raksasa, pangkat, tak hingga, tahun yang mustahil",
        "Angka paling banyak 30 tanda tanpa pangkat; tahun 1900 sampai 2099 (`lkj/model/dasar.py`)",
        (
            *(
                bidang(nama, "anggaran.yaml", pagu, f"pagu_induk: {isi}", "LKJ012")
                for nama, isi in {
                    "pangkat": "1e999999",
                    "panjang": "9" * 19_000,
                    "tak_hingga": ".inf",
                    "bukan_angka": "NaN",
                    "heksa": "0x7fffffffffffffff",
                    "garis_bawah": "1_000",
                    "angka_arab": "١٢٣",
                }.items()
            ),
            bidang("desimal", "indikator.yaml", rumus, "satuan: orang\n  desimal: 999999999", "LKJ012"),
            bidang("tahun_lima_angka", "renstra.yaml", "tahun_mulai: 2025", "tahun_mulai: 99999", "LKJ012"),
            bidang("tahun_panjang", "renstra.yaml", "tahun_mulai: 2025", f"tahun_mulai: {'9' * 5000}", "LKJ012"),
            bidang("bulan", "instansi.yaml", "2026-01", "9999-99", "LKJ012"),
        ),
    )
    yield Keluarga(
        "rumus",
        "Kode Python, pangkat bersusun, kurung sangat dalam, konstanta raksasa dalam rumus",
        "Rumus dibaca tata bahasa sendiri, tanpa `eval`, dengan batas panjang dan tingkat (`lkj/compute/rumus.py`)",
        tuple(
            bidang(nama, "indikator.yaml", rumus, f"satuan: orang\n  rumus: {quote(isi)}", "LKJ104")
            for nama, isi in {
                "impor": "__import__('os')[t]",
                "panggilan": "open(a[t])",
                "pangkat": "9**9**9",
                "kurung": "(" * 240 + "a[t]" + ")" * 240,
                "minus": "-" * 400 + "a[t]",
                "panjang": "+".join(["a[t]"] * 2000),
                "konstanta": "a[t] * " + "9" * 400,
                "atribut": "a.__class__[t]",
                "lambda": "(lambda: 1)[t]",
                "latex": "\\input{x}[t]",
            }.items()
        ),
    )


def _iter_naskah() -> Iterator[Keluarga]:
    escapes = (
        "tahun.__class__",
        "tahun.__class__.__mro__[1].__subclasses__()",
        "instansi._located",
        "instansi['__class__']",
        "instansi.__init__.__globals__",
        "rujuk.__globals__",
        "rujuk.__func__.__globals__['os'].popen('id').read()",
        "''.__class__",
        "'{0.__class__}'.format(tahun)",
        "'%s' % tahun",
        "instansi.nama.format(tahun)",
        "instansi.model_dump()",
        "self._TemplateReference__context",
        "cycler.__init__.__globals__.os",
        "lipsum.__globals__",
        "namespace()",
        "joiner()",
        "range(10**9)",
        "'x' * 10**9",
        "2 ** 10**9",
        "[1] * 10**9",
        "tahun | attr('__class__')",
        "tahun | map('upper')",
        "tahun | format('x')",
        "(tahun | string) | list",
        "tahun | default('x')",
        "instansi | tojson",
        "tahun is defined",
        "tahun if tahun else 1",
        "tahun ~ tahun",
        "[tahun]",
        "{'a': tahun}",
        "(tahun, tahun)",
        "rujuk(rujuk)",
        "rujuk('a', 'b')",
        "rujuk(*tahun)",
        "'\\x5f\\x5fclass\\x5f\\x5f'",
        "instansi['\\x5f\\x5fclass\\x5f\\x5f']",
        "9" * 5000,
        "tahun" + ".a" * 200,
        "tahun" + "|angka" * 100,
        "tahun" + "[0]" * 100,
    )
    yield Keluarga(
        "rujukan",
        "Keluar dari rujukan `{{ … }}`: atribut Python, format, fungsi, perulangan dan teks raksasa",
        "Daftar putih atas pohon Jinja, sebelum dijalankan, dalam kotak pasir (`lkj/render/naskah.py`)",
        tuple(naskah(f"{n:02}", f"{{{{ {isi} }}}}") for n, isi in enumerate(escapes, 1)),
    )
    statements = (
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% from 'x' import y %}",
        "{% extends 'laporan.md.j2' %}",
        "{% for a in range(10**9) %}x{% endfor %}",
        "{% set x = 1 %}",
        "{% macro f() %}{{ f() }}{% endmacro %}",
        "{% if 1 %}a{% endif %}",
        "{% do x %}",
        "{% block a %}{% endblock %}",
        "{% call f() %}{% endcall %}",
        "{% filter upper %}a{% endfilter %}",
        "{% autoescape false %}{% endautoescape %}",
        "{%- with a = 1 -%}{%- endwith -%}",
        "{% debug %}",
        "{% trans %}a{% endtrans %}",
    )
    yield Keluarga(
        "perintah_jinja",
        "Perintah Jinja `{% … %}` dalam naskah",
        "Tidak ada yang boleh selain `{% raw %}`, yang tidak menjalankan apa pun (`lkj/render/naskah.py`)",
        tuple(naskah(f"{n:02}", isi) for n, isi in enumerate(statements, 1)),
    )
    yield Keluarga(
        "jinja_rusak",
        "Jinja yang dibuat agar lama atau mustahil dibaca",
        "Rujukan paling panjang 300 karakter dan harus ditutup (`lkj/render/batas.py`)",
        (
            naskah("kurawal", "{" * 50_000, "LKJ005"),
            naskah("rujukan_terbuka", "{{ a " * 5000),
            naskah("rujukan_terbuka_berbaris", "{{ a\n" * 15_000),
            naskah("perintah_terbuka", "{% a " * 5000, "LKJ005"),
            naskah("rujukan_bersarang", "{{ " + "(" * 5000 + " }}"),
            naskah("rujukan_panjang", "{{ a" + " " * 20_000 + "}}"),
            naskah("banyak_rujukan", "{{ x }}\n" * 10_000),
            naskah("komentar_terbuka", "{%# a\n" * 14_000, "LKJ005", 12),
        ),
    )


TERLARANG = (
    "![a](http://contoh.invalid/a.png)",
    "![a](/etc/hostname)",
    "![a](../../../../luar/rahasia.md)",
    "![a](data:image/png;base64,AAAA)",
    "![a](%2e%2e/x.png)",
    "![a](x.pdf){.halaman nomor=99999999}",
    "![a][b]",
    "[a](javascript:alert(1))",
    "[a](file:///etc/passwd)",
    "[a](< vbscript:x>)",
    "[a](C:\\Windows\\win.ini)",
    "[a](smb://contoh.invalid/x)",
    "<javascript:alert(1)>",
    '`#read("/etc/passwd")`{=typst}',
    "```{=openxml}\n<w:p/>\n```",
    "```{=html}\n<script/>\n```",
    '[a]{typst:fill="red"}',
    "::: {style=x}\na\n:::",
    '[a]{.b onclick="x"}',
    "$\\input{/etc/passwd}$",
    "\\newcommand{\\a}{\\a\\a}",
    "\\def\\a{\\a\\a}",
    "\\write18{id}",
    "# Judul",
)
"""What narrative must not hold."""

MENGHENTIKAN = (
    "[^1]: tidak dirujuk",
    "Kata[^1] tanpa catatan.",
    "[a]: https://a.id",
    "> [a]: https://a.id",
    "{%# x #}[a]: https://a.id",
    "[[b\n] c\n]:",
    "::: kotak",
    ":::::",
    "- ::: kotak",
    "::: sampul\n:::",
    "```",
    "~~~",
    "a. ~~~",
    "satu ` dua",
    "$\\sum x$",
    "$\\frac{1}$",
    "$a}$",
    "$\\text{a$b}$",
    "$x +$",
    "$$x",
    "$x\ny$",
    "$\\\n- b$",
    "$$x\n- y$$",
    "$100 {{ indikator.pengunjung.realisasi }}$",
    '[$\\foo$]{alt="x"}',
    '[$x$]{alt=""}',
    "[a $x^2$]{alt='x'}",
    "$x^2$",
    "${{ indikator.pengunjung.realisasi }}$",
    "${%# x #}\\sum{%# y #}$",
    "{% raw %}$x^2${% endraw %}",
    "x {{- tahun }}",
    "[a]{#bab-i}",
    "[a]{\n#bab-i}",
    '[a]{alt="{" #bab-i}',
    "[a]{.b/c}",
    "<https://a.id>{#bab-i}",
    "[a](#tidak-ada)",
    "[a](\\#tidak-ada)",
    "[a](&#35;tidak-ada)",
    "[a](javascript&#58;alert(1))",
    "[a]()",
    "[a](<>)",
    "<div>",
    '<SPAN id="bab-i">a</SPAN>',
    "&#x1F600;",
    "&#1;",
    "&zwj;",
    "&#xE000;",
    ": Judul tabel",
    "Table: judul",
    "a. # Judul",
    "---- ----",
    "+---+\n| # |\n+---+",
)
"""What would stop the converters."""


def _iter_markdown() -> Iterator[Keluarga]:
    yield Keluarga(
        "markdown",
        "Gambar, tautan, kode dokumen, atribut, perintah TeX, judul dan metadata dalam naskah",
        "Daftar larangan pada barisnya (`lkj/render/batas.py`, `lkj/render/markah.py`); konverter menolak sekali lagi",
        (
            *(naskah(f"{n:02}", isi) for n, isi in enumerate(TERLARANG, 1)),
            naskah("definisi_tautan", "[a]\n\n[a]: javascript:alert(1)", baris=4),
            naskah("judul_bergaris", "Judul\n=====", baris=3),
            naskah("metadata", "---\ntitle: x\n---"),
        ),
    )
    yield Keluarga(
        "markdown_rusak",
        "Catatan kaki, pengenal dan tautan tanpa pasangan, blok yang tidak ditutup, rumus yang tidak terbaca",
        "Ditolak pada barisnya (`lkj/render/markah.py`); rumus dibaca tata bahasa sendiri (`lkj/render/rumus.py`)",
        tuple(
            naskah(f"{n:02}", isi, baris=3 if "\n- " in isi and "$$" in isi else 2)
            for n, isi in enumerate(MENGHENTIKAN, 1)
        ),
    )
    yield Keluarga(
        "markdown_berat",
        "Markdown yang membuat konverter berjam-jam atau kehabisan memori",
        "Batas tingkat, tanda, panjang kata dan panjang naskah (`lkj/render/batas.py`, `lkj/load.py`)",
        tuple(
            naskah(nama, isi, "LKJ005", baris)
            for nama, isi, baris in (
                ("kurung", "[" * 5000, 2),
                ("kurung_tertutup", "[" * 2000 + "a" + "]" * 2000, 2),
                ("kutipan", "> " * 3000 + "a", 2),
                ("daftar_sebaris", "- " * 3000 + "a", 2),
                ("kurung_sedang", ("[" * 9 + "a" + "]" * 9 + "\n\n") * 400, 2),
                ("kutipan_sedang", "> " * 19 + "a", 2),
                ("daftar_menjorok", "\n".join("  " * n + "- a" for n in range(300)), 33),
                ("bintang", "*a " * 20_000, 2),
                ("tebal", "**a* " * 5000, 2),
                ("garis_bawah", "_a __b " * 10_000, 2),
                ("kutip_balik", " ".join("`" * n for n in range(1, 400)), 2),
                ("dolar", "$a " * 20_000, 2),
                ("pecahan", "$" + r"\frac{a}{" * 500 + "a" + "}" * 500 + "$", 2),
                ("kata", "x" * 90_000, 2),
                ("catatan_kaki", "a^[b] " * 2000, 2),
                ("naskah_panjang", "Anggota perpustakaan bertambah.\n" * 4000, 1),
                ("komentar_html", "<!-- a " * 4000, 2),
                ("angka_bertitik", "123." * 7000, 2),
                ("angka_berkoma", "1," * 14_000, 2),
            )
        ),
    )
    angka = "Ada 12 orang. "
    yield Keluarga(
        "ekspresi_reguler",
        "Teks yang membuat pemeriksaan bahasa mundur berkali-kali (*catastrophic backtracking*)",
        "Semua pola linear; naskah paling panjang 100.000 karakter (`lkj/bahasa/`)",
        tuple(
            Masukan(
                nama,
                lambda project, isi=isi: write(  # type: ignore[misc] # the default binds the loop's value
                    project, "narasi/kesimpulan.md", angka + f"{isi * 100}\n" * (200 // len(isi))
                ),
            )
            for nama, isi in {
                "banyak_rp": "Rp5 ",
                "permen": "permen permen ",
                "romawi": "IIIIV ",
                "terbilang": "satu ",
                "nomor": "nomor 1 ",
                "tanggal": "1 - 2 ",
                "surel": "a@b ",
                "domain": "aa-bb. ",
                "kalimat": "indikator mencapai target, ",
                "seluruh": "semua indikator kinerja utama ",
                "kriteria": "kriteria kinerja ",
            }.items()
        ),
    )


RACUN = (
    '#read("/etc/passwd")',
    '#import "/etc/passwd": *',
    "`#read(1)`{=typst}",
    "\\input{/etc/passwd}",
    "$\\input{/etc/passwd}$",
    "\\write18{id}",
    "<script>alert(1)</script>",
    "<w:p><w:r/></w:p>",
    "```{=openxml}\n<w:p/>\n```",
    "{{ 7*7 }}",
    "{% include '/etc/passwd' %}",
    "{%# a #}",
    "![a](http://contoh.invalid/a.png)",
    "[a](javascript:alert(1))",
    "](x) {.halaman nomor=1}",
    "::: kotak",
    "| a | b |",
    "+---+---+",
    "---\ntitle: x\n---",
    "=cmd|'/C calc'!A0",
    "&#x3c;script&#x3e;",
    '"; #read("a")',
    "// komentar",
    "/* komentar */",
    "#{1/0}",
    "@rujukan",
    "<label>",
    "\\",
    "$$",
    "[^1]",
    "~/x",
    "%{x}",
    "::error file=x::y",
    "\\u001b[31m",
)
"""What must stay text in a plain field."""


def _iter_bidang() -> Iterator[Keluarga]:
    yield Keluarga(
        "bidang_polos",
        "Typst, TeX, HTML, OpenXML, Markdown dan Jinja dalam bidang biasa",
        "Bidang biasa tidak dijalankan; setiap tandanya dicetak sebagai teks (`lkj/render/teks.py`)",
        tuple(polos(f"{n:02}", isi) for n, isi in enumerate(RACUN, 1)),
    )


def _iter_bukti() -> Iterator[Keluarga]:
    yield Keluarga(
        "jalur",
        "Nama berkas bukti yang keluar dari folder tahun, alamat jaringan, perangkat",
        "Nama dicocokkan dengan daftar berkas folder tahun; tidak ada jalur yang dibuka (`lkj/load.py`)",
        tuple(
            bukti(f"{n:02}", isi, None, "LKJ008")
            for n, isi in enumerate(
                (
                    "../../../luar/rahasia.md",
                    "../2024/x.png",
                    "bukti/../../../x",
                    "/etc/passwd",
                    "//srv/x/y.png",
                    "C:\\Windows\\win.ini",
                    "\\\\srv\\x\\y.png",
                    "file:///etc/passwd",
                    "http://contoh.invalid/x.png",
                    "~/.ssh/id_rsa",
                    "%2e%2e/x.png",
                    "CON",
                    "bukti/NUL.jpg",
                    "bukti/a:b.png",
                    "bukti/x.png.",
                    "bukti/x.png ::$DATA",
                    ".",
                    "..",
                    "bukti",
                    "instansi.yaml/",
                ),
                1,
            )
        ),
    )
    yield Keluarga(
        "gambar",
        "Bom dekompresi, gambar rusak, berkas yang menyamar, SVG, gambar berlapis arsip",
        "Jenis dari isi, ukuran dari kepala berkas, lalu pikselnya saja yang ditulis ulang (`lkj/media/foto.py`)",
        (
            bukti("bom_ukuran", "a.png", png(50_000, 50_000, piksel=b""), foto=True),
            bukti("bom_piksel", "a.png", png(4, 4, piksel=BOM), "", foto=True),
            bukti("bom_teks", "a.png", png(4, 4, chunk(b"zTXt", b"a\0\0" + BOM)), foto=True),
            bukti("bom_itxt", "a.png", png(4, 4, chunk(b"iTXt", b"a\0\1\0\0\0" + BOM)), foto=True),
            bukti("bom_profil", "a.png", png(4, 4, chunk(b"iCCP", b"a\0\0" + BOM)), foto=True),
            bukti("pita", "a.png", png(9000, 1), foto=True),
            bukti("terpotong", "a.png", png(40, 40)[:60], foto=True),
            bukti("kosong", "a.png", b"", foto=True),
            bukti("svg", "a.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", foto=True),
            bukti("svg_jujur", "a.svg", b"<svg onload='x'/>", foto=True),
            bukti("html", "a.png", b"<!doctype html><script>1</script>", foto=True),
            bukti("gif", "a.png", b"GIF89a\1\0\1\0\0\0\0;", foto=True),
            bukti("zip", "a.png", b"PK\x03\x04" + b"\0" * 40, foto=True),
            bukti("exe", "a.jpg", b"MZ\x90\0" + b"\0" * 40, foto=True),
            bukti("eps", "a.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n", foto=True),
            bukti("tiff", "a.jpg", b"II*\0\x08\0\0\0", foto=True),
            bukti("png_dan_zip", "a.png", png(40, 40) + b"PK\x03\x04" + b"\0" * 40, "", foto=True),
            bukti("png_dan_html", "a.png", png(40, 40, chunk(b"tEXt", b"a\0<script>")), "", foto=True),
            bukti("bukan_png", "a.png", b"\x89PNG\r\n\x1a\n" + os.urandom(64), foto=True),
            bukti("besar", "a.png", b"\x89PNG\r\n\x1a\n" + bytes(60 * 2**20), foto=True),
        ),
    )
    action = b"/OpenAction<</S/%s>>"
    attached = b"<</Type/Filespec/F(a.exe)/EF<</F 3 0 R>>>>"
    yield Keluarga(
        "pdf",
        "PDF berisi skrip, lampiran, perintah menjalankan program, formulir, halaman raksasa",
        "Objeknya ditulis ulang PDFium lalu ditelusuri; tidak ada yang dijalankan (`lkj/media/pindaian.py`)",
        (
            bukti("skrip", "a.pdf", pdf(katalog=action % b"JavaScript/JS(app.alert)")),
            bukti("skrip_disamarkan", "a.pdf", pdf(katalog=action % b"Java#53cript/JS(x)")),
            bukti("jalankan", "a.pdf", pdf(katalog=action % b"Launch/F(cmd.exe)")),
            bukti("halaman_bertindak", "a.pdf", pdf(halaman=b"/AA<</O<</S/Launch/F(x)>>>>")),
            bukti("buka_alamat", "a.pdf", pdf(katalog=action % b"URI/URI(http://contoh.invalid)")),
            bukti("kirim_formulir", "a.pdf", pdf(katalog=action % b"SubmitForm/F(http://contoh.invalid)")),
            bukti(
                "lampiran",
                "a.pdf",
                pdf(katalog=b"/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>", lain=attached),
            ),
            bukti("formulir_xfa", "a.pdf", pdf(katalog=b"/AcroForm<</Fields[]/XFA[(a)(b)]>>")),
            bukti("halaman_raksasa", "a.pdf", pdf(kotak=b"0 0 14400 14400")),
            bukti("halaman_tipis", "a.pdf", pdf(kotak=b"0 0 1 842")),
            bukti("tanpa_akhir", "a.pdf", pdf()[:-8]),
            bukti("bukan_pdf", "a.pdf", b"%PDF-1.7\n" + os.urandom(200) + b"%%EOF"),
            bukti("html_dan_pdf", "a.pdf", b"<!doctype html><script>1</script>" + pdf()),
        ),
    )


def _iter_berkas() -> Iterator[Keluarga]:
    yield Keluarga(
        "tautan",
        "Tautan simbolis, pipa dan perangkat sebagai berkas data",
        "Hanya berkas biasa di dalam `data/` yang dibaca; tautan ke `.git` pun ditolak (`lkj/load.py`)",
        (
            berkas("ke_luar", lambda p: link(p, "sdm.yaml", LUAR), "LKJ007", SDM),
            berkas("naskah", lambda p: link(p, "narasi/kesimpulan.md", f"../{LUAR}"), "LKJ007", NASKAH),
            berkas("ke_git", _link_git, "LKJ007", NASKAH),
            berkas("perangkat", lambda p: link(p, "sdm.yaml", "/dev/zero"), "LKJ007", SDM),
            berkas("putus", lambda p: link(p, "sdm.yaml", "tidak-ada"), "LKJ007", SDM),
            berkas("berputar", lambda p: link(p, "sdm.yaml", "sdm.yaml"), "LKJ007", SDM),
            berkas("pipa", lambda p: os.mkfifo(p / TAHUN / "sdm.yaml"), "LKJ007", SDM),
            berkas("folder", lambda p: (p / TAHUN / "sdm.yaml").mkdir(), "LKJ007", SDM),
            berkas("folder_narasi", lambda p: link(p, "narasi", "../../../luar"), "LKJ007", "data/2025/narasi:1:"),
            berkas("folder_tahun", _link_tahun, "LKJ007", "data/2025:1:"),
            berkas("akar_sistem", _link_akar, "LKJ007", "data/2025:1:"),
            berkas("folder_berputar", lambda p: link(p, "bukti", "."), "", ""),
            berkas("folder_akar", lambda p: link(p, "bukti", "/"), "", ""),
        ),
    )
    yield Keluarga(
        "nama_berkas",
        "Nama berkas berisi urutan terminal, perintah CI, pembalik arah, nama perangkat Windows",
        "Nama seperti itu dilaporkan, ditampilkan tanpa karakter itu, dan isinya tidak dibaca (`lkj/load.py`)",
        tuple(
            berkas(f"{n:02}", lambda p, nama=nama: write(p, nama, "a\n"), "LKJ007", "data/2025/", *perintah)  # type: ignore[misc]
            for n, (nama, perintah) in enumerate(
                (
                    (nama, perintah)
                    for nama in (
                        "\x1b[31mX\x1b]0;pwn\x07.yaml",
                        "a\n::error file=x::pwn.yaml",
                        "narasi/a\n::warning::x.md",
                        "narasi/a\u202etxt.md",
                        "narasi/\udcff\udcfe.md",
                        "bukti/a\rb.png",
                        "narasi/a\u200bb.md",
                    )
                    for perintah in ((), *((*CHECK, "--format", bentuk) for bentuk in ("github", "sarif", "gitlab")))
                ),
                1,
            )
        )
        + tuple(
            berkas(
                f"windows_{n}",
                lambda p, nama=nama: write(p, f"bukti/{nama}", "a\n"),  # type: ignore[misc]
                "LKJ007",
                "data/2025/bukti/",
            )
            for n, nama in enumerate(
                ("CON", "NUL.jpg", "com1.png", "LPT9", "aux.x.y", "a:b", "a.", "a ", "a?b", "a|b"), 1
            )
        ),
    )
    yield Keluarga(
        "banyak_berkas",
        "Puluhan ribu berkas, folder yang sangat dalam, folder tahun yang mustahil",
        "Batas banyaknya berkas dan tingkat folder; tahun empat angka (`lkj/load.py`, `lkj/cli.py`)",
        (
            berkas("folder_dalam", _nest, "LKJ005", "data/2025:1:"),
            berkas("banyak_berkas", _fill, "LKJ005", "data/2025:1:"),
            berkas("banyak_naskah", _write_many, "LKJ502", "data/2025/narasi/n0.md:1:"),
            berkas("naskah_bersama", _write_long, "LKJ005", "data/2025/narasi/n8.md:1:"),
            Masukan("tahun_panjang", lambda p: (p / "data" / ("9" * 200)).mkdir(), perintah=("check",), akhir=0),
            Masukan("tahun_arab", lambda p: (p / "data" / "٢٠٩٩").mkdir(), perintah=("check",), akhir=0),
            Masukan("tahun_nol", lambda p: (p / "data" / "0000").mkdir(), perintah=("check", "0000"), akhir=2),
            Masukan("tahun_jalur", lambda _: None, perintah=("check", "../../luar"), akhir=2),
            Masukan("tahun_baru_jalur", lambda _: None, perintah=("new", "../2026", "--from", "2025"), akhir=2),
        ),
    )


def _link_git(project: Path) -> None:
    (project / ".git").mkdir()
    (project / ".git" / "config").write_text(KENARI)
    link(project, "narasi/kesimpulan.md", "../../../.git/config")


def _start_repository(project: Path) -> None:
    git = shutil.which("git")
    assert git, "git is needed"
    subprocess.run([git, "init", "-q", str(project)], check=True)


def _link_tahun(project: Path) -> None:
    (project / TAHUN).rename(project.parent / "luar" / "2025")
    (project / TAHUN).symlink_to("../../luar/2025", target_is_directory=True)


def _link_akar(project: Path) -> None:
    (project / TAHUN).rename(project.parent / "lama")
    (project / TAHUN).symlink_to("/", target_is_directory=True)


def _nest(project: Path) -> None:
    # Not so many that the system could not remove them again.
    (project / TAHUN / "/".join(["d"] * 300)).mkdir(parents=True)


def _fill(project: Path) -> None:
    folder = project / TAHUN / "bukti"
    folder.mkdir()
    first = folder / "0"
    first.touch()
    for number in range(1, 10_002):
        os.link(first, folder / str(number))


def _write_many(project: Path) -> None:
    for number in range(1000):
        write(project, f"narasi/n{number}.md", "Halo.\n")


def _write_long(project: Path) -> None:
    for number in range(12):
        write(project, f"narasi/n{number}.md", "Halo semua. " * 8000)


def _iter_perintah() -> Iterator[Keluarga]:
    yield Keluarga(
        "git",
        "Pilihan git yang disamarkan sebagai nama revisi pada `lkj diff`",
        "Nama yang diawali “-” atau memuat kendali ditolak; git tahu di mana pilihan berakhir (`lkj/git.py`)",
        tuple(
            Masukan(nama, _start_repository, perintah=("diff", "2025", *kata), akhir=2)
            for nama, kata in {
                "pilihan": ("--upload-pack=id",),
                "pilihan_sesudah_pemisah": ("--", "--output=../../luar/x"),
                "pilihan_pendek": ("--", "-x"),
                "kendali": ("a\x1b[31mb",),
                "baris": ("HEAD\nmain",),
                "kosong": ("",),
                "rentang": ("HEAD..main",),
                "isi": ("HEAD:data",),
                "perintah": ("$(id)",),
            }.items()
        ),
    )
    yield Keluarga(
        "lembar",
        "Rumus lembar kerja dalam nama yang masuk ke `lkj show --csv`",
        "Teks yang dapat dibaca sebagai rumus diawali tanda petik (`lkj/tampilan/lembar.py`)",
        tuple(
            Masukan(
                f"{n:02}",
                lambda p, isi=isi: replace(  # type: ignore[misc]
                    p, "indikator.yaml", "nama: Pengunjung", f"nama: {quote(isi)}"
                ),
                perintah=("show", "2025", "indikator", "--csv"),
                akhir=0,
            )
            for n, isi in enumerate(
                (
                    "=1+1",
                    "+1+1",
                    "-1+1",
                    "@SUM(1)",
                    "=cmd|'/C calc'!A0",
                    "−1",
                    "= 1;2",
                    '="a";"b"',
                ),
                1,
            )
        ),
    )
    yield Keluarga(
        "pesan",
        "Nilai yang meniru anotasi CI, Markdown, HTML atau baris baru dalam pesan",
        "Pesan selalu satu baris, dan setiap bentuk meloloskan tandanya sendiri (`lkj/temuan/`)",
        tuple(
            Masukan(
                f"{bentuk}_{n}",
                lambda p, isi=isi: replace(p, "anggaran.yaml", "pagu_induk: 1000", f"pagu_induk: {quote(isi)}"),  # type: ignore[misc]
                "LKJ012",
                "data/2025/anggaran.yaml",
                (*CHECK, "--format", bentuk),
            )
            for bentuk in ("text", "github", "sarif", "gitlab", "json")
            for n, isi in enumerate(
                ("1\n::error::pwn", "1\r::set-output name=x::y", "%0A::stop-commands::x", "@semua <img>")
            )
        ),
    )


KELUARGA: tuple[Keluarga, ...] = tuple(
    keluarga
    for each in (
        _iter_yaml,
        _iter_angka,
        _iter_naskah,
        _iter_markdown,
        _iter_bidang,
        _iter_bukti,
        _iter_berkas,
        _iter_perintah,
    )
    for keluarga in each()
)
"""Every family."""


def count_masukan() -> int:
    """Count the hostile inputs."""
    return sum(len(keluarga.masukan) for keluarga in KELUARGA)
