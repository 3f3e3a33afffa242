"""YAML text -> values that know their position, and findings.

Every scalar stays a string (None for an empty one): what it means is the models' business. YAML's surprises
(anchors, tags, merge keys, several documents) are refused, so that a line of a file means what it looks like.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import yaml

from lkj.finding import MAX_FINDINGS, Finding, Position
from lkj.huruf import TAK_TERCETAK
from lkj.model.dasar import Located, LocatedList, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""What reads YAML and makes nothing but plain values: the fast one, for the other takes some tabs for errors."""

# What a file may hold at most. The longest list of a large agency has a tenth of that.
MAX_BYTES = 10_000_000
MAX_DEPTH = 30
MAX_SCALAR = 20_000
MAX_LINE = 30_000
MAX_NODES = 500_000

_NULL = {"", "~", "null", "Null", "NULL"}

# Control signs, signs without width and of direction, line separators other than LF and CR, surrogates, private use
# (later steps mark text with those), byte order mark, non-characters, tags.
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\ud800-\uf8ff\ufeff\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_GLUED_DASH = re.compile(r"-[\w\"']")
_CONFLICT = re.compile(r"(<{7}|={7}|>{7})( |$)")

_SAVE_AS_UTF8 = "simpan ulang berkas sebagai UTF-8 (di Notepad: Simpan Sebagai, lalu Pengodean: UTF-8)"


def decode_source(raw: bytes, file: str) -> tuple[str, list[Finding]]:
    """Turn the bytes of a file into text.

    Where there are findings the text is good for showing the lines they point at, not for parsing.

    Args:
        raw: the content of the file; a UTF-8 byte order mark is dropped.
        file: its name in positions.
    """
    if len(raw) > MAX_BYTES:
        message = f"Berkas ini lebih besar daripada {MAX_BYTES // 1_000_000} MB."
        return "", [Finding(Position(file), "LKJ005", message, "bagi isinya, atau hapus yang tidak perlu")]
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "", [Finding(Position(file), "LKJ001", "Berkas ini disimpan sebagai UTF-16.", _SAVE_AS_UTF8)]
    content = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = _LINE_BREAK.split(content[: error.start].decode())
        position = Position(file, len(before), len(before[-1]) + 1)
        finding = Finding(position, "LKJ001", "Huruf di sini tidak tersimpan sebagai UTF-8.", _SAVE_AS_UTF8)
        return _replace_forbidden(content.decode(errors="replace")), [finding]
    return _replace_forbidden(text), list(islice(_refuse_lines(_LINE_BREAK.split(text), file), MAX_FINDINGS))


def _refuse_lines(lines: Sequence[str], file: str) -> Iterator[Finding]:
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            message = f"Baris ini lebih panjang daripada {MAX_LINE} karakter."
            yield Finding(Position(file, number, MAX_LINE + 1), "LKJ005", message, "bagi menjadi beberapa baris")
        found = _find_forbidden(line)
        if found:
            yield _forbidden(found[0], Position(file, number, found.start() + 1))


def parse_yaml(text: str, file: str) -> tuple[Located | None, list[Finding]]:
    """Read the mapping a YAML file holds.

    Nothing is returned of a file that cannot be read whole: what it lacks would only show up as errors that
    follow from the first. Of two equal keys the first one counts.

    Args:
        text: what `decode_source` gave.
        file: its name in positions.
    """
    text = _replace_forbidden(text)
    lines = _LINE_BREAK.split(text)
    conflict = next((number for number, line in enumerate(lines, 1) if _CONFLICT.match(line)), None)
    if conflict:
        message = "Baris ini penanda konflik git yang belum diselesaikan."
        advice = "pilih isi yang benar, lalu hapus baris “<<<<<<<”, “=======” dan “>>>>>>>”"
        return None, [Finding(Position(file, conflict), "LKJ002", message, advice)]
    return _read(text, lines, file)


def _replace_forbidden(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _find_forbidden(text: str) -> re.Match[str] | None:
    # Most texts hold nothing but what every font has.
    return None if text.isascii() and text.isprintable() else _FORBIDDEN.search(text) or TAK_TERCETAK.search(text)


def _forbidden(char: str, position: Position) -> Finding:
    if not _FORBIDDEN.match(char):
        message = f"Huruf laporan tidak memiliki tanda “{char}” (U+{ord(char):04X})."
        return Finding(position, "LKJ006", message, "hapus, atau ganti dengan kata atau tanda lain")
    message = f"Ada karakter yang tidak terlihat atau tidak baku (U+{ord(char):04X})."
    advice = "hapus karakter itu atau ketik ulang; biasanya terbawa saat menyalin dari Word atau PDF"
    return Finding(position, "LKJ006", message, advice)


# From parser events to values.


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not been read; `key` is the one whose value comes next."""

    node: Located | LocatedList
    key: str | None = None


# Stands for a key that was refused: its value is read, for the findings in it, and dropped.
_REFUSED = ""


def _read(text: str, lines: Sequence[str], file: str) -> tuple[Located | None, list[Finding]]:
    findings: list[Finding] = []
    # The bottom is a list that holds the document itself.
    stack = [_Open(LocatedList(Position(file)))]
    event: Any = None
    try:
        for number, event in enumerate(yaml.parse(text, LOADER)):
            position = _position(event.start_mark, lines, file)
            stop = _refuse_mass(number, findings, position) or _refuse_rest(event, stack, position)
            if stop:
                return None, [*findings, stop]
            findings += _refuse_feature(event, position)
            findings += _refuse_swallowed(event, position, lines)
            findings += _take(event, stack, position)
    except yaml.MarkedYAMLError as error:
        trouble = _trouble(error, event, _innermost(stack), lines)
        finding = Finding(*_explain(f"{error.context} {error.problem}", trouble))
        # What was refused there or one line above, such as `{{ … }}` without quotation marks, is the cause.
        causes = {cause.position.line for cause in findings if cause.code in {"LKJ002", "LKJ004"}}
        known = causes & {finding.position.line, finding.position.line - 1}
        return None, findings if known else [*findings, finding]
    except (ValueError, OverflowError):
        # The pure Python scanner lets chr() fail on an escape beyond Unicode.
        return None, [*findings, Finding(_position(event.end_mark, lines, file), "LKJ002", *_ESCAPE)]
    if any(finding.code == "LKJ004" for finding in findings):
        return None, findings
    root = next(iter(stack[0].node), None)
    if isinstance(root, Located):
        return root, findings
    return None, [*findings, _refuse_root(root, file)]


def _position(mark: Any, lines: Sequence[str], file: str) -> Position:
    """Turn a parser's mark into a place inside the file: its end where the mark lies beyond."""
    if mark.line < len(lines):
        return Position(file, mark.line + 1, mark.column + 1)
    return Position(file, len(lines), len(lines[-1]) + 1)


def _innermost(stack: Sequence[_Open]) -> Position:
    """Give the start of what is open, or of the document where it has been read to its end."""
    node = stack[-1].node
    return node.values_at[0] if len(stack) == 1 and isinstance(node, LocatedList) and node else node.position


def _take(event: Any, stack: list[_Open], position: Position) -> list[Finding]:
    """Put what an event brings into the innermost mapping or list that is open."""
    if isinstance(event, yaml.CollectionEndEvent):
        stack.pop()
    if not isinstance(event, yaml.NodeEvent):
        return []
    findings: list[Finding] = []
    value = _value(event, position)
    innermost = stack[-1]
    if isinstance(innermost.node, LocatedList):
        innermost.node.append(value)
        innermost.node.values_at.append(position)
    elif innermost.key is None:
        innermost.key, findings = _read_key(event, innermost.node, position)
    else:
        if innermost.key != _REFUSED:
            innermost.node[innermost.key] = value
            innermost.node.values_at[innermost.key] = position
        innermost.key = None
    if isinstance(value, (Located, LocatedList)):
        stack.append(_Open(value))
    return findings


def _value(event: Any, position: Position) -> Located | LocatedList | str | None:
    if isinstance(event, yaml.MappingStartEvent):
        return Located(position)
    if isinstance(event, yaml.SequenceStartEvent):
        return LocatedList(position)
    if isinstance(event, yaml.AliasEvent) or (event.implicit[0] and event.value in _NULL):
        return None
    return str(event.value)


def _read_key(event: Any, node: Located, position: Position) -> tuple[str, list[Finding]]:
    if isinstance(event, yaml.AliasEvent):
        return _REFUSED, []
    if not isinstance(event, yaml.ScalarEvent):
        message = "Kunci harus berupa kata."
        advice = 'tulis `kunci: nilai`; nilai yang memuat {{ … }} diapit tanda kutip: "{{ … }}"'
        return _REFUSED, [Finding(position, "LKJ004", message, advice)]
    name = str(event.value)
    refusal = _refuse_name(name, node)
    if refusal:
        return _REFUSED, [Finding(position, *refusal)]
    node.keys_at[name] = position
    return name, []


def _refuse_name(name: str, node: Located) -> tuple[str, str, str] | None:
    if not name.strip():
        return "LKJ002", *_EMPTY_KEY
    if _GLUED_DASH.match(name):
        return "LKJ002", *_DASH
    if name == "<<":
        return "LKJ004", "Kunci gabungan “<<” tidak dipakai di sini.", "tulis semua kunci beserta nilainya"
    if name in node.keys_at:
        message = f"Kunci `{shorten(name)}` sudah ada di baris {node.keys_at[name].line}."
        return "LKJ003", message, "hapus salah satu, atau ganti nama kuncinya"
    return None


def _refuse_rest(event: Any, stack: Sequence[_Open], position: Position) -> Finding | None:
    """Refuse what makes reading on useless."""
    if isinstance(event, yaml.DocumentStartEvent) and stack[0].node:
        message = "Baris “---” membagi berkas ini menjadi beberapa dokumen."
        advice = "hapus baris itu; satu berkas memuat satu dokumen"
        return Finding(position, "LKJ004", message, advice)
    if isinstance(event, yaml.DocumentEndEvent) and event.explicit:
        return Finding(position, "LKJ004", "Baris “...” tidak dipakai di sini.", "hapus baris itu")
    if isinstance(event, yaml.CollectionStartEvent) and len(stack) > MAX_DEPTH:
        message = f"Susunan di sini lebih dalam daripada {MAX_DEPTH} tingkat."
        return Finding(position, "LKJ005", message, "periksa jorokan dan kurung di bagian ini")
    return None


def _refuse_mass(number: int, findings: Sequence[Finding], position: Position) -> Finding | None:
    """Refuse a file that holds so much, or so much that is wrong, that nobody would read on."""
    if number > MAX_NODES:
        message = f"Berkas ini memuat lebih dari {MAX_NODES} nilai."
        return Finding(position, "LKJ005", message, "bagi isinya, atau hapus yang tidak perlu")
    if len(findings) > MAX_FINDINGS:
        message = f"Berkas ini memuat lebih dari {MAX_FINDINGS} kesalahan; sisanya tidak diperiksa."
        return Finding(position, "LKJ005", message, "perbaiki yang sudah disebut, lalu periksa lagi")
    return None


def _refuse_swallowed(event: Any, position: Position, lines: Sequence[str]) -> list[Finding]:
    """Refuse a list item that YAML takes for more of the unquoted text above it."""
    following = range(event.start_mark.line + 1, event.end_mark.line + 1)
    if not isinstance(event, yaml.ScalarEvent) or not event.implicit[0]:
        return []
    swallowed = next((number for number in following if re.match(r"\s*-[\s\w]", lines[number])), None)
    if swallowed is None:
        return []
    if _GLUED_DASH.match(event.value):
        return [Finding(position, "LKJ002", *_DASH)]
    message = "Baris ini terbaca sebagai lanjutan teks di atasnya, bukan butir daftar."
    advice = "sejajarkan “-” dengan butir di atasnya dan beri spasi sesudahnya; lanjutan teks diapit tanda kutip"
    position = position._replace(line=swallowed + 1, column=_indent(lines[swallowed]) + 1)
    return [Finding(position, "LKJ002", message, advice)]


def _refuse_feature(event: Any, position: Position) -> list[Finding]:
    findings: list[Finding] = []
    if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
        findings.append(Finding(position, "LKJ004", *_DIRECTIVE))
    if isinstance(event, yaml.AliasEvent):
        message = f"Rujukan “*{shorten(str(event.anchor))}” tidak dipakai di sini."
        advice = "tulis nilainya sendiri, atau apit dengan tanda kutip bila “*” bagian dari teks"
        findings.append(Finding(position, "LKJ004", message, advice))
    elif isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
        if event.anchor:
            message = f"Penanda “&{shorten(event.anchor)}” tidak dipakai di sini."
            advice = "hapus penanda itu, atau apit nilai dengan tanda kutip bila “&” bagian dari teks"
            findings.append(Finding(position, "LKJ004", message, advice))
        if event.tag:
            message = "Tanda jenis yang diawali “!” tidak dipakai di sini."
            advice = "hapus tanda itu, atau apit nilai dengan tanda kutip bila “!” bagian dari teks"
            findings.append(Finding(position, "LKJ004", message, advice))
    if isinstance(event, yaml.ScalarEvent):
        if len(event.value) > MAX_SCALAR:
            message = f"Teks ini lebih panjang daripada {MAX_SCALAR} karakter."
            findings.append(Finding(position, "LKJ005", message, "pindahkan sebagian ke berkas narasi"))
        # An escape such as "\u202e" brings in what the file itself does not hold.
        found = _find_forbidden(event.value)
        if found:
            findings.append(_forbidden(found[0], position))
    return findings


def _refuse_root(root: object, file: str) -> Finding:
    if root is None:
        advice = "isi dengan `kunci: nilai`, atau hapus berkas ini bila memang tidak dipakai"
        return Finding(Position(file), "LKJ002", "Berkas ini kosong.", advice)
    written = "daftar" if isinstance(root, LocatedList) else "teks"
    message = f"Berkas ini berupa {written}, padahal seharusnya `kunci: nilai`."
    advice = "tulis nama kunci dan titik dua di depan isinya"
    return Finding(Position(file), "LKJ002", message, advice)


# From parser errors to sentences. The wordings are those of libyaml and of PyYAML's own scanner.


class _Trouble(NamedTuple):
    """Where the parser gave up.

    Attributes:
        lines: the file.
        found: what it could not use.
        begun: the start of what it was reading.
        innermost: the start of the mapping or list that is open.
        quote: the opening quotation mark, where `found` follows a quoted text of several lines.
    """

    lines: Sequence[str]
    found: Position
    begun: Position
    innermost: Position
    quote: Position | None

    @property
    def before(self) -> str:
        """What stands on the line before `found`."""
        return self.lines[self.found.line - 1][: self.found.column - 1]

    @property
    def rest(self) -> str:
        """What stands on the line from `found` on."""
        return self.lines[self.found.line - 1][self.found.column - 1 :]


_Diagnosis: TypeAlias = tuple[Position, str, str]

_TAB = (
    "Baris ini memakai tab untuk menjorok.",
    "ganti tab dengan spasi; satu tingkat sama dengan dua spasi",
)
_DASH = ("Sesudah tanda “-” harus ada spasi.", "beri spasi; teks yang memang diawali “-” diapit tanda kutip")
_DIRECTIVE = ("Baris “%” tidak dipakai di sini.", "hapus baris itu")
_EMPTY_KEY = ("Kunci di depan titik dua kosong.", "tulis nama kuncinya, misalnya `nama: …`")
_QUOTE = (
    "Tanda kutip ini tidak ditutup.",
    "tutup teks dengan tanda kutip yang sama; di dalam '…' tanda ' ditulis dua kali ('')",
)
_ESCAPE = (
    "Tanda “\\” di dalam kutip ganda punya arti khusus.",
    "tulis “\\\\”, atau apit teks dengan kutip tunggal: '…'",
)
_MISALIGNED = (
    "Baris ini tidak sejajar dengan baris yang setingkat.",
    "samakan jorokan baris ini dan baris di atasnya; teks yang berlanjut ke baris lain diapit tanda kutip",
)


def _trouble(error: yaml.MarkedYAMLError, event: Any, innermost: Position, lines: Sequence[str]) -> _Trouble:
    found = _position(error.problem_mark, lines, innermost.file)
    begun = _position(error.context_mark, lines, innermost.file) if error.context_mark else found
    quote = None
    if isinstance(event, yaml.ScalarEvent) and event.style in ("'", '"'):
        start, end = (_position(mark, lines, found.file) for mark in (event.start_mark, event.end_mark))
        quote = start if start.line < end.line == found.line else None
    return _Trouble(lines, found, begun, innermost, quote)


def _explain(problem: str, trouble: _Trouble) -> tuple[Position, str, str, str]:
    diagnose = next(diagnose for pattern, diagnose in _DIAGNOSES if re.search(pattern, problem))
    position, message, advice = (trouble.quote, *_QUOTE) if trouble.quote else diagnose(trouble)
    tab = re.match(r" *\t", trouble.lines[position.line - 1])
    if tab and tab.end() <= position.column:
        position, message, advice = position._replace(column=tab.end()), *_TAB
    return position, "LKJ002", message, advice


def _diagnose_tab(trouble: _Trouble) -> _Diagnosis:
    return trouble.found, *_TAB


def _diagnose_quote(trouble: _Trouble) -> _Diagnosis:
    return trouble.begun, *_QUOTE


def _diagnose_escape(trouble: _Trouble) -> _Diagnosis:
    return trouble.found, *_ESCAPE


def _diagnose_colon(trouble: _Trouble) -> _Diagnosis:
    """A colon where none is expected: a second one, or the line should not be part of what stands above."""
    if re.search(r":\s", trouble.before):
        advice = 'apit nilai dengan tanda kutip, misalnya `kunci: "nilai: keterangan"`'
        return trouble.found, "Ada titik dua lagi di dalam nilai.", advice
    return _diagnose_misaligned(trouble)


def _diagnose_misaligned(trouble: _Trouble) -> _Diagnosis:
    """A line that does not line up: often the one above it with which it does has lost its colon."""
    position = trouble.found._replace(column=_indent(trouble.before) + 1)
    for number in range(position.line - 1, 0, -1):
        line = trouble.lines[number - 1]
        column = len(line) - len(re.sub(r"^(- |\s)*", "", line)) + 1
        if column <= position.column and _is_telling(line):
            if column == position.column and not re.search(r":(\s|$)", line):
                return _diagnose_no_colon(trouble._replace(begun=position._replace(line=number)))
            break
    message, advice = _MISALIGNED
    other = _find_off_by_one(trouble.lines, position)
    return position, message, advice.replace("baris di atasnya", f"baris {other}") if other else advice


def _find_off_by_one(lines: Sequence[str], position: Position) -> int | None:
    """Find the line further up that stands one blank off: often that one is wrong, though YAML stumbles later."""
    indent = position.column - 1
    is_item = lines[position.line - 1][indent:].startswith("-")

    def is_alike(number: int) -> bool:
        line = lines[number - 1]
        return abs(_indent(line) - indent) == 1 and line.lstrip().startswith("-") == is_item

    above = [number for number in range(position.line - 1, 0, -1) if _is_telling(lines[number - 1])]
    inside = takewhile(lambda number: _indent(lines[number - 1]) >= indent - 1, above)
    found = next(filter(is_alike, inside), None)
    return None if found in above[:1] else found


def _is_telling(line: str) -> bool:
    return not re.match(r"\s*(#|$)", line)


def _diagnose_no_colon(trouble: _Trouble) -> _Diagnosis:
    text = trouble.lines[trouble.begun.line - 1][trouble.begun.column - 1 :].rstrip()
    glued = re.fullmatch(r"([^\s:]+):((?!//)\S.*)", text)
    if glued:
        advice = f"tulis `{shorten(f'{glued[1]}: {glued[2]}')}`"
        return trouble.begun, "Sesudah titik dua harus ada spasi.", advice
    if _GLUED_DASH.match(text):
        return trouble.begun, *_DASH
    advice = "tulis `kunci: nilai`; bila ini lanjutan teks di atasnya, jorokkan lebih dalam daripada kuncinya"
    return trouble.begun, "Baris ini tidak memuat titik dua.", advice


def _diagnose_bracket(trouble: _Trouble) -> _Diagnosis:
    if trouble.begun.line < trouble.found.line:
        return _diagnose_open_bracket(trouble.begun)
    advice = "pisahkan butir dengan koma, tutup dengan kurung yang sesuai, atau apit teks dengan tanda kutip"
    return trouble.found, "Di sini seharusnya ada koma atau kurung penutup.", advice


def _diagnose_open_bracket(position: Position) -> _Diagnosis:
    message = "Kurung ini tidak ditutup, atau ada koma yang kurang di dalamnya."
    return position, message, "tutup kurung dan pisahkan butir dengan koma, atau tulis daftar berbaris “- ”"


def _diagnose_content(trouble: _Trouble) -> _Diagnosis:
    if not trouble.rest:
        return _diagnose_open_bracket(trouble.innermost)
    advice = "isi nilainya, atau apit teks dengan tanda kutip bila tanda itu bagian dari teks"
    return trouble.found, f"Di depan “{trouble.rest[0]}” seharusnya ada nilai.", advice


def _diagnose_dash(trouble: _Trouble) -> _Diagnosis:
    advice = "tulis butir pada baris baru yang menjorok; apit dengan tanda kutip bila “-” bagian dari teks"
    return trouble.found, "Butir daftar (“- ”) tidak boleh sebaris dengan kuncinya.", advice


def _diagnose_block_text(trouble: _Trouble) -> _Diagnosis:
    sign = _sign(trouble)
    advice = f"pindahkan teks ke baris baru yang menjorok; apit dengan tanda kutip bila “{sign}” bagian dari teks"
    return trouble.begun, f"Sesudah tanda “{sign}” teks harus mulai di baris berikutnya.", advice


def _diagnose_sign(trouble: _Trouble) -> _Diagnosis:
    sign = _sign(trouble)
    if sign == "\t":
        return trouble.begun, *_TAB
    return trouble.begun, f"Tulisan tidak boleh diawali “{sign}”.", f'apit dengan tanda kutip: "{sign}…"'


def _diagnose_block(trouble: _Trouble) -> _Diagnosis:
    """Something that does not fit into the mapping or list it stands in."""
    if trouble.before.strip():
        advice = "apit seluruh nilai dengan tanda kutip; tanda kutip di dalamnya memakai jenis yang lain"
        return trouble.found, "Ada tulisan sesudah nilai yang sudah selesai.", advice
    if trouble.rest.startswith(":"):
        return trouble.found, *_EMPTY_KEY
    if trouble.rest.startswith(("]", "}")):
        advice = "hapus kurung ini, atau tulis kurung pembukanya"
        return trouble.found, "Kurung penutup ini tanpa kurung pembuka.", advice
    in_list = _sign(trouble) == "-"
    is_item = trouble.rest.startswith("-")
    if trouble.begun.column != trouble.found.column or in_list == is_item:
        return _diagnose_misaligned(trouble)
    written = "" if is_item else "tidak "
    message = f"Baris ini {written}diawali “- ”, padahal baris yang setingkat {'tidak' if is_item else 'begitu'}."
    return trouble.found, message, "daftar dan `kunci: nilai` tidak dicampur; periksa jorokan baris ini"


def _diagnose_end(trouble: _Trouble) -> _Diagnosis:
    """Something after the end of the document; that ends early where its first line is indented, or it never began."""
    first = next((number for number, line in enumerate(trouble.lines, 1) if _is_telling(line)), 1)
    if trouble.lines[first - 1].startswith("%"):
        return trouble.found._replace(line=first, column=1), *_DIRECTIVE
    if trouble.innermost.column > trouble.found.column:
        return trouble.innermost, *_MISALIGNED
    return _diagnose_block(trouble)


def _diagnose_unknown(trouble: _Trouble) -> _Diagnosis:
    advice = "periksa jorokan, titik dua dan tanda kutip di baris ini dan baris sebelumnya"
    return trouble.found, "Tulisan di sini tidak dapat dibaca.", advice


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _sign(trouble: _Trouble) -> str:
    """Give what stands where it began; nothing at the end of a line."""
    return trouble.lines[trouble.begun.line - 1][trouble.begun.column - 1 : trouble.begun.column]


# The first pattern found in "context problem" decides.
_DIAGNOSES: tuple[tuple[str, Callable[[_Trouble], _Diagnosis]], ...] = (
    (r"tab character", _diagnose_tab),
    (r"end of stream|unexpected document", _diagnose_quote),
    (r"values are not allowed", _diagnose_colon),
    (r"find expected ':'", _diagnose_no_colon),
    (r"flow (sequence|mapping)", _diagnose_bracket),
    (r"node content", _diagnose_content),
    (r"sequence entries", _diagnose_dash),
    (r"block scalar", _diagnose_block_text),
    (r"quoted scalar", _diagnose_escape),
    (r"an (alias|anchor)|tag|directive|cannot start|keys are not|incompatible", _diagnose_sign),
    (r"document start", _diagnose_end),
    (r"block (mapping|collection)", _diagnose_block),
    (r"", _diagnose_unknown),
)
