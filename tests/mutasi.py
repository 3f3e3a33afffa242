"""Single edits of the kinds people make, generated from the data and their models, and what `lkj check` says to each.

An edit is *reported* if something new is found at the edited entry, or at a place that has a part in a number made of
it. Otherwise it must be a fact of its own: one that stands in the data once, so that no other can contradict it, and
that the report prints differently for it. Which fields hold such facts, and why, is said in `mutasi.yaml`.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from lkj.angka import Angka
from lkj.masukan import template_folders
from lkj.model.dasar import Located, LocatedList, Model
from lkj.periksa import examine
from lkj.render import render_laporan
from lkj.rules.rujukan import iter_references

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lkj.finding import Finding, Position
    from lkj.laporan import Laporan
    from lkj.load import DataTahun
    from lkj.rules.tempat import PetaTempat

TAHUN = 2025
SENDIRI: list[dict[str, str]] = yaml.safe_load((Path(__file__).parent / "mutasi.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Suntingan:
    """One edit: lines of a file that others take the place of.

    Attributes:
        jenis: its kind.
        ruas: the field it is made in, the names of entries left out: `realisasi/data/*/nilai/*`.
        berkas: the file, below the folder of the year.
        baris: the first line, from 1.
        banyak: how many lines go.
        baru: what takes their place.
        butir: the first and last line of the entry it is made in.
    """

    jenis: str
    ruas: str
    berkas: str
    baris: int
    banyak: int
    baru: tuple[str, ...]
    butir: tuple[int, int]

    def apply(self, text: str) -> str:
        lines = text.split("\n")
        lines[self.baris - 1 : self.baris - 1 + self.banyak] = self.baru
        return "\n".join(lines)

    def old_line(self, line: int) -> int:
        """Tell which line this was before the edit."""
        return line if line < self.baris else line + self.banyak - len(self.baru)


# The places an edit can be made at.


@dataclass(frozen=True)
class Nilai:
    """A single value of the data, as it stands on its line."""

    ruas: str
    berkas: str
    position: Position
    isi: Any
    teks: str
    tahun: Mapping[str, str] = field(default_factory=dict)


def walk(node: Any, ruas: str, isi: Any) -> Iterator[tuple[str, Position, str, Any, Mapping[str, str]]]:
    """List every single value below a node with the value the models made of it."""
    if isinstance(node, Located):
        values = {key: value for key, value in node.items() if isinstance(value, str)}
        for key, value in node.items():
            below = getattr(isi, key, None) if isinstance(isi, Model) else find_item(isi, key)
            name = "*" if isinstance(isi, dict) else key
            if isinstance(value, str):
                others = {k: v for k, v in values.items() if k != key} if isinstance(isi, dict) else {}
                yield f"{ruas}/{name}", node.values_at[key], value, below, others
            else:
                yield from walk(value, f"{ruas}/{name}", below)
    elif isinstance(node, LocatedList):
        parts = isi if isinstance(isi, tuple) else [None] * len(node)
        for value, position, part in zip(node, node.values_at, parts, strict=True):
            if isinstance(value, str):
                yield f"{ruas}/*", position, value, part, {}
            else:
                yield from walk(value, f"{ruas}/*", part)


def find_item(isi: Any, key: str) -> Any:
    return next((value for name, value in isi.items() if str(name) == key), None) if isinstance(isi, dict) else None


def list_values(data: DataTahun, sources: Mapping[str, Sequence[str]]) -> list[Nilai]:
    found = []
    for name, node in data.nodes().items():
        for ruas, position, text, isi, tahun in walk(node, name, getattr(data, name)):
            line = sources[position.file][position.line - 1]
            if line[position.column - 1 :].startswith(text):  # neither quoted nor over several lines
                found.append(Nilai(ruas, f"{name}.yaml", position, isi, text, tahun))
    return found


def find_entry(lines: Sequence[str], line: int) -> tuple[int, int]:
    """Find the outermost entry of a list that a line belongs to, else the key that begins without indentation."""
    start = line
    while start > 1 and not re.match(r" {2}- |\w", lines[start - 1]):
        start -= 1
    return start, find_end(lines, start)


def find_end(lines: Sequence[str], start: int) -> int:
    """Find the last line of the entry or key that begins on a line."""
    indent = len(lines[start - 1]) - len(lines[start - 1].lstrip())
    end = start
    for number, text in enumerate(lines[start:], start + 1):
        if text.strip() and not text.lstrip().startswith("#") and len(text) - len(text.lstrip()) <= indent:
            break
        if text.strip() and not text.lstrip().startswith("#"):
            end = number
    return end


# The kinds of edits. Each gives what a value becomes, or None where it cannot be made of it.


def swap_digits(nilai: Nilai, acak: random.Random) -> str | None:
    places = [i for i in range(len(nilai.teks) - 1) if (p := nilai.teks[i : i + 2]).isdigit() and p[0] != p[1]]
    places = [i for i in places if not (nilai.teks[i + 1] == "0" and (i == 0 or not nilai.teks[i - 1].isdigit()))]
    if not places:
        return None
    at = acak.choice(places)
    return nilai.teks[:at] + nilai.teks[at + 1] + nilai.teks[at] + nilai.teks[at + 2 :]


def lose_digit(nilai: Nilai, _: random.Random) -> str | None:
    whole = nilai.teks.partition(".")[0]
    return nilai.teks.replace(whole, whole[:-1], 1) if len(whole) > 1 else None


def add_zero(nilai: Nilai, _: random.Random) -> str | None:
    whole, point, rest = nilai.teks.partition(".")
    return f"{whole}0{point}{rest}" if whole.strip("-0") else None


def write_comma(nilai: Nilai, _: random.Random) -> str | None:
    return nilai.teks.replace(".", ",") if "." in nilai.teks else None


def write_thousands(nilai: Nilai, _: random.Random) -> str | None:
    return f"{int(nilai.teks):,}".replace(",", ".") if nilai.teks.isdigit() and len(nilai.teks) > 3 else None


def negate(nilai: Nilai, _: random.Random) -> str | None:
    return f"-{nilai.teks}" if nilai.teks.strip("0.") else None


def take_other_year(nilai: Nilai, _: random.Random) -> str | None:
    return next((value for value in nilai.tahun.values() if value != nilai.teks), None)


def mistype_code(nilai: Nilai, acak: random.Random) -> str | None:
    at = acak.randrange(len(nilai.teks))
    letter = "9" if nilai.teks[at].isdigit() else "x"
    return (
        nilai.teks[:at] + letter + nilai.teks[at + 1 :]
        if nilai.teks[at].isalnum() and nilai.teks[at] != letter
        else None
    )


def change_year(nilai: Nilai, _: random.Random) -> str | None:
    return f"{int(nilai.teks[:4]) - 1}{nilai.teks[4:]}"


def change_name(nilai: Nilai, acak: random.Random) -> str | None:
    words = nilai.teks.split(" ")
    long = [i for i, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long:
        return None
    at = acak.choice(long)
    words[at] = words[at][:-2] + words[at][-1] + words[at][-2]
    return " ".join(words) if words[at][-1] != words[at][-2] else None


def is_number(nilai: Nilai) -> bool:
    return isinstance(nilai.isi, (Decimal, int)) and not isinstance(nilai.isi, bool)


def ends_with(*names: str) -> Callable[[Nilai], bool]:
    return lambda nilai: nilai.ruas.endswith(names)


KINDS: dict[str, tuple[Callable[[Nilai], bool], Callable[[Nilai, random.Random], str | None]]] = {
    "angka bertukar tempat": (is_number, swap_digits),
    "angka hilang satu": (is_number, lose_digit),
    "nol kelebihan": (is_number, add_zero),
    "koma untuk titik": (is_number, write_comma),
    "titik pemisah ribuan": (is_number, write_thousands),
    "tanda negatif": (is_number, negate),
    "nilai tahun lain": (lambda nilai: is_number(nilai) and bool(nilai.tahun), take_other_year),
    "tahun tanggal salah": (lambda nilai: isinstance(nilai.isi, date), change_year),
    "kode salah ketik": (lambda _: False, mistype_code),  # of references only
    "nama salah ketik": (ends_with("/nama", "/judul", "/jabatan"), change_name),
    "satuan lain": (ends_with("/satuan"), lambda *_: "Rupiah"),
    "NIP salah ketik": (ends_with("/nip"), swap_digits),
    "berkas bukti hilang": (ends_with("/berkas"), lambda nilai, _: f"{nilai.teks}x"),
    "nilai dikosongkan": (lambda nilai: nilai.isi is not None and not isinstance(nilai.isi, str), lambda *_: ""),
}


# All edits of a year.


def list_edits(data: DataTahun, sources: Mapping[str, Sequence[str]], acak: random.Random) -> list[Suntingan]:
    references = {sebutan.position for sebutan in iter_references(data.nodes())}
    edits = [
        edit_value(jenis, nilai, new, sources[nilai.position.file])
        for nilai in list_values(data, sources)
        for jenis, new in list_changes(nilai, acak, is_reference=nilai.position in references)
    ]
    for name, node in data.nodes().items():
        edits += list_deletions(node, name, sources.get(node.position.file, ()))
    return [*edits, *list_prose_edits(data, sources)]


def list_changes(nilai: Nilai, acak: random.Random, *, is_reference: bool) -> Iterator[tuple[str, str]]:
    """List what can be made of a value, by kind."""
    kinds = [jenis for jenis, (fits, _) in KINDS.items() if fits(nilai)] + (
        ["kode salah ketik"] if is_reference else []
    )
    for jenis in kinds:
        new = KINDS[jenis][1](nilai, acak)
        if new is not None:
            yield jenis, new


def edit_value(jenis: str, nilai: Nilai, new: str, lines: Sequence[str]) -> Suntingan:
    line, column = nilai.position.line, nilai.position.column - 1
    text = lines[line - 1]
    new_line = f"{text[:column]}{new}{text[column + len(nilai.teks) :]}".rstrip()
    return Suntingan(jenis, nilai.ruas, nilai.berkas, line, 1, (new_line,), find_entry(lines, line))


def list_deletions(node: Any, ruas: str, lines: Sequence[str]) -> Iterator[Suntingan]:
    """Delete each entry of a list that stands on lines of its own."""
    if isinstance(node, Located):
        for key, value in node.items():
            yield from list_deletions(value, f"{ruas}/{key}", lines)
    elif isinstance(node, LocatedList):
        for value, position in zip(node, node.values_at, strict=True):
            line = lines[position.line - 1]
            if line.lstrip().startswith("- ") and len(node) > 1:
                end = find_end(lines, position.line)
                berkas = f"{ruas.partition('/')[0]}.yaml"
                entry = find_entry(lines, position.line)
                count = end - position.line + 1
                yield Suntingan("butir dihapus", f"{ruas}/*", berkas, position.line, count, (), entry)
            yield from list_deletions(value, f"{ruas}/*", lines)


_REFERENCE = re.compile(r"\{\{ ?([\w.]+)[^}]*\}\}")
_CLAIM = {
    "melampaui target": "belum mencapai target",
    "meningkat": "menurun",
    "menurun": "meningkat",
    "naik": "turun",
    "lebih rendah": "lebih tinggi",
}


def list_prose_edits(data: DataTahun, sources: Mapping[str, Sequence[str]]) -> Iterator[Suntingan]:
    """Type numbers where narrative refers to them, and turn what it claims around."""
    for file, lines in sources.items():
        prose = file.endswith(".md")
        berkas = file.removeprefix(f"{data.folder}/")
        ruas = "narasi" if prose else berkas.removesuffix(".yaml")
        for number, line in enumerate(lines, 1):
            entry = (number, number) if prose else find_entry(lines, number)
            for found in _REFERENCE.finditer(line):
                if is_figure(found[1]):
                    new = f"{line[: found.start()]}1.234,56{line[found.end() :]}"
                    yield Suntingan("angka diketik dalam naskah", ruas, berkas, number, 1, (new,), entry)
            if prose or "{{" in line:
                for old, other in _CLAIM.items():
                    if re.search(rf"\b{old}\b", line):
                        new = re.sub(rf"\b{old}\b", other, line, count=1)
                        yield Suntingan("pernyataan dibalik", ruas, berkas, number, 1, (new,), entry)
            for found in re.finditer(r'\{\{ ?rujuk\("tabel-[\w-]+"\) ?\}\}', line):
                new = f"{line[: found.start()]}Tabel 3.2{line[found.end() :]}"
                yield Suntingan("nomor tabel diketik", ruas, berkas, number, 1, (new,), entry)


def is_figure(name: str) -> bool:
    words = ("realisasi", "capaian", "target", "pagu", "serapan", "formasi", "jumlah", "data.", "fakta.", "kenaikan")
    return any(word in name for word in words) and "nama" not in name


def choose(edits: Iterable[Suntingan], each: int, acak: random.Random) -> list[Suntingan]:
    """Choose some edits of every kind in every field."""
    groups: dict[tuple[str, str], list[Suntingan]] = defaultdict(list)
    for edit in edits:
        groups[edit.jenis, edit.ruas].append(edit)
    return [edit for group in groups.values() for edit in acak.sample(group, min(each, len(group)))]


# What is said to an edit.


@dataclass(frozen=True)
class Dasar:
    """The data before any edit: what is found in them, and which places make a number together."""

    known: Counter[tuple[str, str, str, str]]
    printed: str
    partners: Mapping[tuple[str, int], frozenset[tuple[str, int]]]


def sign_of(finding: Finding, tempat: PetaTempat) -> tuple[str, str, str, str]:
    return (
        finding.code,
        finding.position.file,
        tempat.find(finding.position),
        re.sub(r":\d+(:\d+)?", "", finding.message),
    )


class Penyunting:
    """Applies edits to a copy of a project, one at a time, and tells what becomes of each.

    Args:
        asal: the project.
        salinan: where its copy goes.
    """

    def __init__(self, asal: Path, salinan: Path) -> None:
        shutil.copytree(asal / "data", salinan / "data")
        self.proyek = salinan
        self.folder = salinan / "data" / str(TAHUN)
        telaah = examine(salinan, TAHUN, halaman=False)
        assert telaah.siap is not None
        found = telaah.check_naskah()
        self.sources = found.sources
        self.data = telaah.siap.laporan.data
        self.dasar = Dasar(
            Counter(sign_of(finding, found.tempat) for finding in found.findings),
            self.print(telaah.siap.laporan),
            find_partners(telaah.siap.laporan),
        )

    def print(self, laporan: Laporan) -> str:
        return render_laporan(laporan, template_folders(self.proyek)).markdown

    def judge(self, edit: Suntingan) -> tuple[str, str]:
        """Say what becomes of an edit, and which rules reported it.

        Returns:
            `di tempatnya`, `terkait`, `fakta sendiri` or `lolos`; and codes, or the reason from `mutasi.yaml`.
        """
        path = self.folder / edit.berkas
        text = path.read_text(encoding="utf-8")
        path.write_text(edit.apply(text), encoding="utf-8", newline="\n")
        try:
            telaah = examine(self.proyek, TAHUN, halaman=False)
            found = telaah.check_naskah()
            new = self._new_findings(found.findings, found.tempat)
            if new:
                codes = " ".join(sorted({finding.code for finding in new}))
                if any(self._is_near(finding, edit) for finding in new):
                    return "di tempatnya", codes
                # Another place of the file, narrative that refers to what is gone, or what an exception was for.
                files = (f"data/{TAHUN}/{edit.berkas}", f"data/{TAHUN}/narasi/")
                related = edit.berkas == "pemeriksaan.yaml" or any(f.position.file.startswith(files) for f in new)
                return ("terkait", codes) if related else ("lolos", f"jauh: {new[0].position} {codes}")
            entry = find_entry_for(edit)
            if entry is None:
                return "lolos", "tidak dilaporkan"
            shown = telaah.siap is None or self.print(telaah.siap.laporan) != self.dasar.printed
            return ("fakta sendiri", entry["alasan"]) if shown or "tercetak" in entry else ("lolos", "tidak tercetak")
        finally:
            path.write_text(text, encoding="utf-8", newline="\n")

    def _new_findings(self, findings: Sequence[Finding], tempat: PetaTempat) -> list[Finding]:
        left = Counter(self.dasar.known)
        new = []
        for finding in findings:
            sign = sign_of(finding, tempat)
            if left[sign]:
                left[sign] -= 1
            else:
                new.append(finding)
        return new

    def _is_near(self, finding: Finding, edit: Suntingan) -> bool:
        file = f"data/{TAHUN}/{edit.berkas}"
        first, last = edit.butir
        edited = {(file, line) for line in range(first, last + 1)}
        partners = {
            place for line in range(edit.baris, edit.baris + edit.banyak) for place in self._partners(file, line)
        }
        places = [finding.position, *(related.position for related in finding.related)]
        for place in places:
            line = edit.old_line(place.line) if place.file == file else place.line
            if (place.file, line) in edited | partners:
                return True
        named = re.findall(r"(data/[\w./-]+):(\d+):\d+", f"{finding.message} {finding.advice}")
        if any((name, edit.old_line(int(line)) if name == file else int(line)) in edited for name, line in named):
            return True
        return self._shares_code(finding, edit)

    def _partners(self, file: str, line: int) -> frozenset[tuple[str, int]]:
        return self.dasar.partners.get((file, line), frozenset())

    def _shares_code(self, finding: Finding, edit: Suntingan) -> bool:
        """Tell whether a finding stands in an entry on the thing the edited entry is on, or names it."""
        own = find_codes(self._entry_text(edit))
        if any(f"“{code}”" in finding.message or (len(code) > 3 and code in finding.message) for code in own):
            return True
        places = [finding.position, *(related.position for related in finding.related)]
        return any(own & self._codes_at(place) for place in places)

    def _codes_at(self, place: Position) -> frozenset[str]:
        lines = self.sources.get(place.file, ())
        if not lines or place.file.endswith(".md"):
            return frozenset()
        first, last = find_entry(lines, min(place.line, len(lines)))
        return find_codes("\n".join(lines[first - 1 : last]))

    def _entry_text(self, edit: Suntingan) -> str:
        lines = self.sources[f"data/{TAHUN}/{edit.berkas}"]
        return "\n".join(lines[edit.butir[0] - 1 : edit.butir[1]])


def find_codes(text: str) -> frozenset[str]:
    """Find the codes an entry has or refers to."""
    return frozenset(re.findall(r"\b(?:kode|indikator|kegiatan|sasaran): (\S+)", text))


def find_partners(laporan: Laporan) -> dict[tuple[str, int], frozenset[tuple[str, int]]]:
    """Find for each place of the data the places that take part in a number with it."""
    partners: dict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)
    for angka in iter_angka(laporan, set()):
        places = {(position.file, position.line) for position in angka.positions()}
        for place in places if len(places) < 40 else ():  # the sum of everything relates nothing
            partners[place] |= places
    return {place: frozenset(found) for place, found in partners.items()}


def iter_angka(value: Any, seen: set[int]) -> Iterator[Angka]:
    if isinstance(value, Angka):
        yield value
        return
    if id(value) in seen or isinstance(value, (str, int, Model, Decimal)):
        return
    seen.add(id(value))
    if isinstance(value, dict):
        parts: Iterable[Any] = value.values()
    elif isinstance(value, (tuple, list)):
        parts = value
    else:
        parts = [getattr(value, name) for name in getattr(value, "__dataclass_fields__", ())]
    for part in parts:
        yield from iter_angka(part, seen)


def find_entry_for(edit: Suntingan) -> dict[str, str] | None:
    """Find what `mutasi.yaml` says of the field of an edit."""
    return next(
        (
            entry
            for entry in SENDIRI
            if fnmatch(edit.ruas, entry["ruas"]) and entry.get("jenis", edit.jenis) == edit.jenis
        ),
        None,
    )


def write_table(verdicts: Sequence[tuple[Suntingan, str]]) -> str:
    """Write how many edits of each kind were reported, and how many are facts of their own."""
    columns = ("di tempatnya", "terkait", "fakta sendiri", "lolos")
    rows = [("jenis suntingan", "banyak", *columns)]
    for jenis in (*dict.fromkeys(edit.jenis for edit, _ in verdicts), "semua"):
        counts = Counter(verdict for edit, verdict in verdicts if jenis in {edit.jenis, "semua"})
        numbers = [str(counts[column]) for column in columns]
        rows.append((jenis, str(counts.total()), numbers[0], numbers[1], numbers[2], numbers[3]))
    return "\n".join(f"{row[0]:28}" + "".join(f"{cell:>16}" for cell in row[1:]) for row in rows)
