"""What templates can call: values and filters, headings, tables, figures, narrative and references."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from lkj.finding import Finding, suggest_name
from lkj.format import (
    format_akuntansi,
    format_angka,
    format_bertanda,
    format_bulan,
    format_mutlak,
    format_nihil,
    format_ringkas,
    format_rupiah,
    format_satuan,
    format_terbilang,
    huruf,
    join_dan,
    ordinal,
    romawi,
)
from lkj.ilustrasi import list_angka
from lkj.laporan.acuan import build_acuan
from lkj.laporan.perjanjian import pair_perjanjian
from lkj.model.dasar import ProsaText
from lkj.render.bacaan import BACAAN
from lkj.render.jejak import Pencatat
from lkj.render.naskah import AcuanKosong, PenulisNaskah, find_place
from lkj.render.susunan import JENIS_GAMBAR, JENIS_GRAFIK, Butir, Susunan
from lkj.render.tabel import LANSKAP, TEGAK, Tabel
from lkj.render.teks import Penulis
from lkj.table import ATAS, KIRI

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lkj.angka import Angka
    from lkj.laporan import Laporan
    from lkj.render.rupa import Rupa

UTAMA = "laporan.md.j2"

GAYA: dict[str, Callable[[Angka], str]] = {
    "angka": format_angka,
    "ringkas": format_ringkas,
    "satuan": format_satuan,
    "rupiah": format_rupiah,
    "akuntansi": format_akuntansi,
    "nihil": format_nihil,
    "tanda": format_bertanda,
    "mutlak": format_mutlak,
    "terbilang": format_terbilang,
}
"""How numbers are written, by the name of the filter."""


class TemplatError(RuntimeError):
    """A template that cannot be rendered; the message says which, where and why."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        super().__init__(f"Templat {name}, baris {line}: {reason}")


class _Lingkungan(SandboxedEnvironment):
    """Jinja's sandbox, which need not judge the same attribute of the same kind of object again and again."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._aman: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may reach an attribute: its name and the kind of object decide."""
        key = type(obj), attr
        if key not in self._aman:
            self._aman[key] = super().is_safe_attribute(obj, attr, value)
        return self._aman[key]


class Templat:
    """One rendering of the whole report: the environment templates run in, with all they may call.

    Attributes:
        pencatat: the trace of the numbers printed.
        susunan: the outline.
        naskah: the narrative, with what is wrong in it.
    """

    def __init__(
        self,
        laporan: Laporan,
        templates: Sequence[Path],
        rupa: Rupa,
        dikenal: dict[str, Butir],
        *,
        susun_tabel: bool = True,
    ) -> None:
        """Make a rendering.

        Args:
            laporan: what to print.
            templates: folders to look in.
            rupa: the pictures.
            dikenal: the outline a rendering before found; none for the first.
            susun_tabel: lay tables out, which tells nothing about the data and is slow.
        """
        self.laporan = laporan
        self._susun_tabel = susun_tabel
        self._rupa = rupa
        self._dalam_gambar = list_angka(laporan)
        self.pencatat = Pencatat()
        self.penulis = Penulis(self.pencatat)
        self.susunan = Susunan(dikenal)
        styles = {name: partial(self._style, style=style) for name, style in GAYA.items()}
        self.naskah = PenulisNaskah(build_acuan(laporan), self._finalize, styles, self._rujuk, BACAAN.naskah)
        self._prosa = {id(text): place for text, place, _ in laporan.data.list_prosa()}
        self._diminta: set[str] = set()
        # autoescape makes macros and blocks return Markup, so that nothing is escaped twice.
        self.environment = _Lingkungan(
            loader=FileSystemLoader([str(path) for path in templates]),
            bytecode_cache=BACAAN,
            undefined=AcuanKosong,
            finalize=self._finalize,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            comment_start_string="{%#",
            extensions=["jinja2.ext.do"],
        )
        self.environment.filters |= {
            **styles,
            "tebal": lambda value: Markup(f"**{self._cell(value)}**"),
            "sebut": _mention,
            "besar": lambda text: text.upper(),
            "kode": _plain_kode,
            "bulan": format_bulan,
            "romawi": romawi,
            "huruf": huruf,
            "urutan": ordinal,
            "dan": lambda words: join_dan([str(word) for word in words]),
            "json": lambda value: Markup(json.dumps(self.penulis.write(value), ensure_ascii=False)),
        }
        self.environment.globals |= {
            "laporan": laporan,
            "data": laporan.data,
            "tahun": laporan.tahun,
            "atas": ATAS,
            "kiri": KIRI,
            "tahun_lalu": laporan.tahun - 1,
            "daftar_isi": list(dikenal.values()),
            "isi_bab": self.susunan.sections_of,
            "depan": self._depan,
            "bab": self._bab,
            "subbab": self._subbab,
            "lampiran": self._lampiran,
            "naskah": self._naskah,
            "ada_naskah": lambda nama: nama in laporan.data.narasi,
            "rujuk": self._rujuk,
            "tabel": self._tabel,
            "foto": rupa.write_foto,
            "pindaian": rupa.write_pindaian,
            "ilustrasi": self._ilustrasi,
            "ada_ilustrasi": rupa.has_ilustrasi,
            "berdampingan": pair_perjanjian,
            "gambar": partial(self._gambar, JENIS_GAMBAR),
            "grafik": partial(self._gambar, JENIS_GRAFIK),
            "rumus": lambda kinerja: self.penulis.write_rumus(kinerja, laporan.tahun),
            "rumus_tampil": lambda kinerja: Markup(f"${self.penulis.write_rumus(kinerja, laporan.tahun)}$"),
            "rumus_teks": self.penulis.write_rumus_teks,
            "rumus_umum": self.penulis.write_rumus_umum,
            "hitungan": self.penulis.write_hitungan,
        }

    def render(self) -> str:
        """Render the main template; numbers stand between marks.

        Raises:
            TemplatError: a template is wrong.
        """
        try:
            text = self.environment.get_template(UTAMA).render()
        except TemplateSyntaxError as error:
            raise TemplatError(error.filename or UTAMA, error.lineno, str(error.message)) from error
        except TemplateNotFound as error:
            raise TemplatError(str(error.name), 1, "templat tidak ada") from error
        except (UndefinedError, SecurityError, TypeError, ValueError) as error:
            raise TemplatError(*find_place(error, ".j2", UTAMA), str(error)) from error
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"

    def check(self) -> list[Finding]:
        """Render once, for what is wrong with the narrative; references may point forward, so they come last.

        Raises:
            TemplatError: a template is wrong.
        """
        self.render()
        self.susunan.dikenal = self.susunan.daftar
        for text, position in tuple(self.naskah.dirender):
            if "rujuk" in text:
                self.naskah.render(text, position)
        return sorted({*self.naskah.findings, *self.find_unused()})

    def find_unused(self) -> list[Finding]:
        """Report narrative no template asked for: most often a misspelt file name."""
        known = sorted(self._diminta)
        return [
            Finding(
                naskah.position,
                "LKJ502",
                f"Naskah {naskah.position.file} tidak dipakai dalam laporan.",
                suggest_name(nama, known, f"naskah yang dikenal: {', '.join(known)}", "{}.md".format),
            )
            for nama, naskah in self.laporan.data.narasi.items()
            if nama not in self._diminta
        ]

    def _finalize(self, value: Any) -> Any:
        return self._prose(value) if isinstance(value, ProsaText) else self.penulis.write(value)

    def _cell(self, value: Any) -> Any:
        return self._prose(value) if isinstance(value, ProsaText) else self.penulis.write_cell(value)

    def _prose(self, text: ProsaText) -> Markup:
        return Markup(self.naskah.render(str(text), self._prosa[id(text)]))

    def _style(self, angka: Any, *, style: Callable[[Angka], str]) -> Markup:
        return self.penulis.write_angka(angka, style)

    def _naskah(self, nama: str) -> Markup:
        self._diminta.add(nama)
        naskah = self.laporan.data.narasi.get(nama)
        return Markup(self.naskah.render(naskah.teks, naskah.position) if naskah else "")  # Markdown

    def _rujuk(self, kode: str) -> Markup:
        return Markup(f"[{self.susunan.refer(kode).nomor}](#{kode})")

    def _depan(self, kode: str, judul: str) -> Markup:
        return self._heading(self.susunan.add_depan(kode, self.penulis.write(judul)), ".depan")

    def _bab(self, kode: str, judul: str) -> Markup:
        return self._heading(self.susunan.add_bab(kode, self.penulis.write(judul)), ".bab", ".label-bab")

    def _subbab(self, kode: str, judul: str, tingkat: int = 2) -> Markup:
        return self._heading(self.susunan.add_subbab(kode, self.penulis.write(judul), tingkat))

    def _lampiran(self, kode: str, judul: str) -> Markup:
        butir = self.susunan.add_lampiran(kode, self.penulis.write(judul))
        return self._heading(butir, ".lampiran", ".label-lampiran")

    def _heading(self, butir: Butir, kelas: str = "", label: str = "") -> Markup:
        nomor = f"[{butir.nomor}]{{{label}}}" if label else butir.nomor
        attributes = " ".join(filter(None, (f"#{butir.id}", kelas)))
        parts = ("#" * butir.tingkat, nomor, butir.judul, f"{{{attributes}}}")
        return Markup(" ".join(filter(None, parts)))

    def _tabel(self, rata: str, *, lanskap: bool = False, minimal: Sequence[int] = ()) -> Tabel:
        return Tabel(
            self._cell,
            self.susunan,
            rata,
            LANSKAP if lanskap else TEGAK,
            minimal,
            susun=self._susun_tabel,
            catat=self.pencatat.place,
        )

    def _ilustrasi(self, nama: str) -> Markup:
        return self._rupa.write_ilustrasi(nama, self.penulis.alt_writer(self._dalam_gambar.get(nama, ())))

    def _gambar(self, jenis: str, kode: str, judul: str, caller: Callable[[], str]) -> Markup:
        butir = self.susunan.add_berjudul(jenis, kode, self.penulis.write(judul))
        lines = (f"::: {{.gambar #{kode}}}", caller().strip(), "", "::: judul", butir.teks, ":::", ":::", "")
        return Markup("\n".join(lines))


def _mention(nama: str) -> str:
    """Write a name as it stands within a sentence: in small letters unless it is a proper name or an acronym."""
    first, _, rest = nama.partition(" ")
    return f"{first.lower()} {rest}" if rest[:1].islower() and first[1:].islower() else nama


def _plain_kode(kode: str) -> Markup:
    """Put a code of the data into an id or a class, where it must not be escaped."""
    return Markup(kode.replace(".", "-").replace("_", "-"))  # codes hold letters, digits, _ and .
