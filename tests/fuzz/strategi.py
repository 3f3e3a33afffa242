"""What is thrown at the program."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from hypothesis import strategies as st

from tests.conftest import AKAR, KEDUA

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hypothesis.strategies import DrawFn, SearchStrategy

    Pohon: TypeAlias = dict[str, Any]

CONTOH = AKAR / "tests" / "contoh"

# What YAML, Jinja, Markdown, Unicode or arithmetic gives a meaning that whoever typed it may not have had in mind.
TANDA = [
    *(
        "&a",
        "*a",
        "<<",
        "<<: *a",
        "!!str",
        "!!python/object:os.system",
        "!x",
        "%YAML 1.1",
        "---",
        "...",
        "- ",
        "-",
        "? ",
        ": ",
    ),
    *(
        ":",
        "#",
        " #",
        "# ISI: x",
        "# ISI",
        "|",
        ">",
        "|-",
        ">-2",
        "|9",
        "@",
        "`",
        "'",
        '"',
        "''",
        '"\\x41"',
        '"\\UFFFFFFFF"',
    ),
    *(
        "[",
        "]",
        "{",
        "}",
        "[]",
        "{}",
        "[[[[",
        "{{{{",
        ",",
        "\\",
        "~",
        "null",
        "true",
        "ya",
        "tidak",
        "NaN",
        ".nan",
        "-.inf",
    ),
    *(
        "0",
        "-0",
        "0.0",
        "-1",
        "1e999",
        "1E5",
        "0x1F",
        "0o17",
        "1_000",
        "007",
        "9" * 29,
        "9" * 31,
        "0." + "0" * 27 + "1",
    ),
    *("1.000.000", "1.000,5", "134,00", "Rp1.000", "12%", "٣٤", "１２", "Ⅳ", "½", "²", "1:30", "2025-02-30", "2025-13"),
    *(
        "2025",
        "2024",
        "1900",
        "2099",
        "0000",
        "9999-12",
        "2025-11-03",
        "\t",
        "\r",
        "\r\n",
        "\n",
        "\n\n",
        " ",
        "\u00a0",
        "\u3000",
    ),
    *(
        "\ufeff",
        "\u200b",
        "\u200d",
        "\u202e",
        "\u2066",
        "\u2028",
        "\x00",
        "\x07",
        "\x1b[31m",
        "\x7f",
        "\x85",
        "\ue000",
        "\ue001",
    ),
    *("\ue002", "\U000f0000", "\ufffe", "\ufffd", "é", "e\u0301", "İ", "ﬁ", "日本", "👩‍👩‍👧", "ا", "𝟙", "Ǆ", "ß"),
    *(
        "{{ tahun }}",
        "{{ x }}",
        "{% if x %}",
        "{%# ISI #}",
        "{#",
        "$x$",
        "**",
        "[x](y)",
        "![x](y)",
        "<b>",
        "@x",
        "^",
        "```",
    ),
    *("<<<<<<< HEAD", "=======", ">>>>>>> x", "/", "../..", "C:\\x", "~/x", "a" * 300, "kode: x", "nama:", "- kode: x"),
]

token = st.sampled_from(TANDA)
any_text = st.text(st.characters(exclude_categories=()), max_size=60)
plain_text = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=40)


# YAML as text


def list_files(pattern: str) -> list[Path]:
    """List files of the data of all agencies there are."""
    return sorted(path for akar in (AKAR, CONTOH, KEDUA) for path in akar.glob(f"data/*/{pattern}"))


TEKS_YAML = [path.read_text(encoding="utf-8") for path in list_files("*.yaml")]
BARIS = sorted({line for text in TEKS_YAML for line in text.split("\n")})
KUNCI = sorted({key for text in TEKS_YAML for key in re.findall(r"\b([a-z_]+):", text)})

scalar_text = st.one_of(
    token,
    plain_text,
    st.sampled_from(
        ["satu dua", "it's", 'kata "ini"', "a: b", "a # b", "- x", "x\n  y", "|\n  satu\n  dua", ">-\n  satu\n"]
    ),
    plain_text.map(lambda text: "'" + text.replace("'", "''") + "'"),
    plain_text.map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'),
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
)
flow_text = st.recursive(
    scalar_text,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(st.tuples(st.sampled_from(KUNCI), inner), max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
        ),
    ),
    max_leaves=6,
)


@st.composite
def yamlish(draw: DrawFn) -> str:
    """Make lines that look like YAML, of any indentation."""
    lines = []
    indent = 0
    for _ in range(draw(st.integers(0, 12))):
        indent = max(0, indent + draw(st.sampled_from([0, 0, 0, 2, 2, -2, -2, 1, 4])))
        dash = draw(st.sampled_from(["", "", "", "- ", "- - ", "-", "? "]))
        key = draw(st.one_of(st.sampled_from(KUNCI).map(lambda key: f"{key}: "), st.just(""), token, plain_text))
        value = draw(st.one_of(st.just(""), flow_text))
        note = draw(st.sampled_from(["", "", "", " # komentar", " # ISI: x", "#", "  "]))
        lines.append(f"{' ' * indent}{dash}{key}{value}{note}")
    return draw(st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])).join(lines) + draw(
        st.sampled_from(["\n", "", "\n\n"])
    )


@st.composite
def neat_yaml(draw: DrawFn, depth: int = 3) -> str:
    """Make YAML that can be read, mostly: a mapping with comments, blank lines, and texts of every style."""
    return "".join(_write_mapping(draw, 0, depth)) or "a: 1\n"


_NEAT = [
    "1",
    "78.10",
    "satu dua",
    "'06.10'",
    '"satu\\n# dua"',
    "~",
    "",
    "[]",
    "{}",
    "[1, 2]",
    "[~, 'a, b', ~]",
    "{a: 1, b: {c: 'x'}}",
]
_NEAT += ["[{a: 1}, {b: [1, 2]}]", "x  y", "it's", 'a "b"', "a#b", "a:b", "?x", "-x", "2025-01", "日本 é"]
_BLOK = ["|", ">", "|-", ">-", "|+", ">+", "|2", ">-1"]


def _write_mapping(draw: DrawFn, indent: int, depth: int) -> list[str]:
    return [
        part
        for kunci in draw(st.lists(st.sampled_from([*KUNCI[:30], '"a b"', "'c'"]), min_size=1, max_size=4, unique=True))
        for part in _write_entry(draw, f"{kunci}:", indent, depth)
    ]


def _write_entry(draw: DrawFn, head: str, indent: int, depth: int) -> list[str]:
    pad = " " * indent
    above = draw(st.sampled_from(["", "", "", "\n", f"{pad}# tentang ini\n", "# di tepi\n", f"{pad}#\n\n"]))
    note = draw(st.sampled_from(["", "", "", " # komentar", "  #x", "   "]))
    step = draw(st.sampled_from([2, 2, 2, 4, 1]))
    match draw(st.integers(0, 5 if depth else 3)):
        case 4:
            below = _write_mapping(draw, indent + step, depth - 1)
        case 5:
            item = indent if head != "-" and draw(st.booleans()) else indent + step
            entries = draw(st.integers(1, 3))
            below = [part for _ in range(entries) for part in _write_entry(draw, "-", item, depth - 1)]
        case 3:
            sign = draw(st.sampled_from(_BLOK))
            wide = 2 if sign[-1:] == "2" else 1 if sign[-1:] == "1" else step
            text = draw(
                st.lists(st.sampled_from(["satu", "dua # bukan", "", "  lebih dalam", "- x", "a: b"]), max_size=3)
            )
            lines = ["teks", *text]
            return [
                above,
                f"{pad}{head} {sign}\n",
                *(f"{' ' * (indent + wide)}{line}".rstrip() + "\n" for line in lines),
            ]
        case 2:
            more = draw(st.lists(st.sampled_from(["lanjut", "dan lagi", "satu: 'x'", ""]), min_size=1, max_size=2))
            quote = draw(st.sampled_from(["'", '"']))
            inner = "\n".join(["teks", *(f"{' ' * (indent + step)}{line}".rstrip() for line in more)]).replace("'", "")
            return [above, f"{pad}{head} {quote}{inner}{quote}{note}\n"]
        case _:
            return [above, f"{pad}{head} {draw(st.sampled_from(_NEAT))}".rstrip() + f"{note}\n"]
    return [above, f"{pad}{head}{note}\n", *below]


def mutate(text: SearchStrategy[str], most: int = 4) -> SearchStrategy[str]:
    """Change a text as a slip of the hand, a bad merge or a broken copy does."""
    return st.builds(_apply, text, st.lists(_change(), min_size=1, max_size=most))


def _apply(text: str, changes: Sequence[Callable[[str], str]]) -> str:
    for change in changes:
        text = change(text)
    return text


@st.composite
def _change(draw: DrawFn) -> Callable[[str], str]:
    at = draw(st.floats(0, 1))
    to = draw(st.floats(0, 1))
    what = draw(st.sampled_from(list(_UBAH)))
    match what:
        case "ganti baris":
            new = draw(st.sampled_from(BARIS))
        case "sambung":
            new = draw(st.sampled_from(TEKS_YAML))
        case _:
            new = draw(token)
    return lambda text: _UBAH[what](text, at, to, new)


def _on_lines(edit: Callable[[list[str], int, int, str], None]) -> Callable[[str, float, float, str], str]:
    def change(text: str, at: float, to: float, new: str) -> str:
        lines = text.split("\n")
        last = len(lines) - 1
        edit(lines, round(at * last), round(to * last), new)
        return "\n".join(lines)

    return change


def _on_words(edit: Callable[[str, str], str]) -> Callable[[str, float, float, str], str]:
    def change(text: str, at: float, to: float, new: str) -> str:  # noqa: ARG001 # one signature for all
        words = list(re.finditer(r"\S+", text))
        if not words:
            return new
        found = words[round(at * (len(words) - 1))]
        return text[: found.start()] + edit(found[0], new) + text[found.end() :]

    return change


def _insert(text: str, at: float, _: float, new: str) -> str:
    place = round(at * len(text))
    return text[:place] + new + text[place:]


def _delete_span(text: str, at: float, to: float, _: str) -> str:
    start = round(at * len(text))
    return text[:start] + text[start + round(to * 20) :]


def _truncate(text: str, at: float, *_: object) -> str:
    return text[: round(at * len(text))]


def _splice(text: str, at: float, to: float, other: str) -> str:
    return text[: round(at * len(text))] + other[round(to * len(other)) :]


def _delete(lines: list[str], at: int, _to: int, _new: str) -> None:
    del lines[at]


def _duplicate(lines: list[str], at: int, to: int, _: str) -> None:
    lines.insert(to, lines[at])


def _swap(lines: list[str], at: int, to: int, _: str) -> None:
    lines[at], lines[to] = lines[to], lines[at]


def _replace(lines: list[str], at: int, _: int, new: str) -> None:
    lines[at] = new


def _deepen(lines: list[str], at: int, to: int, _: str) -> None:
    for number in range(min(at, to), min(max(at, to), min(at, to) + 5) + 1):
        lines[number] = " " * (1 + at % 3) + lines[number]


def _raise(lines: list[str], at: int, to: int, _: str) -> None:
    lines[at] = lines[at].removeprefix(" " * (1 + to % 3))


def _replace_value(lines: list[str], at: int, _: int, new: str) -> None:
    head, colon, _rest = lines[at].partition(": ")
    lines[at] = f"{head}{colon}{new}" if colon else f"{head} {new}"


_UBAH: dict[str, Callable[[str, float, float, str], str]] = {
    "hapus baris": _on_lines(_delete),
    "gandakan baris": _on_lines(_duplicate),
    "tukar baris": _on_lines(_swap),
    "ganti baris": _on_lines(_replace),
    "jorokkan": _on_lines(_deepen),
    "tarik": _on_lines(_raise),
    "ganti nilai": _on_lines(_replace_value),
    "ganti kata": _on_words(lambda _, new: new),
    "tambahi kata": _on_words(lambda word, new: word + new),
    "apit kata": _on_words(lambda word, new: f"{new}{word}{new}"),
    "sisipkan": _insert,
    "hapus potongan": _delete_span,
    "potong": _truncate,
    "sambung": _splice,
}


def mutated_files(folder: Path, most: int = 4) -> SearchStrategy[dict[str, bytes]]:
    """Change a file or two of a project.

    Args:
        folder: the project; the names of the files begin there.
        most: how many changes a file gets at most.
    """
    texts = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.glob("data/*/**/*"))
        if path.suffix in {".yaml", ".md"}
    }
    one = st.sampled_from(sorted(texts)).flatmap(
        lambda nama: st.tuples(st.just(nama), mutate(st.just(texts[nama]), most).map(encode))
    )
    return st.lists(one, min_size=1, max_size=2).map(dict)


def encode(text: str) -> bytes:
    """Write a text to a file, lone surrogates too, which no UTF-8 has."""
    return text.encode("utf-8", "surrogatepass")


# Values


ANGKA_JANGGAL = [
    "0",
    "-1",
    "-0",
    "0.000001",
    "9" * 29,
    "-" + "9" * 28,
    "0." + "0" * 26 + "1",
    "100",
    "1",
    "2025",
    "3.5",
    "99.995",
]

odd_value: SearchStrategy[Any] = st.one_of(
    st.none(),
    st.integers(-(10**31), 10**31),
    st.integers(-5, 200),
    st.sampled_from(ANGKA_JANGGAL).map(float),
    st.sampled_from(ANGKA_JANGGAL),
    st.floats(),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(str),
    st.sampled_from(
        ["", " ", "ya", "tidak", "2025-01", "2024", "kepala", "baca", "pengunjung", "induk", "perubahan", "Rp", "%"]
    ),
    plain_text,
    token,
)
odd_tree: SearchStrategy[Any] = st.recursive(
    odd_value,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(st.sampled_from(KUNCI), plain_text), inner, max_size=3)
    ),
    max_leaves=5,
)
number_text = st.one_of(
    st.sampled_from(ANGKA_JANGGAL),
    st.decimals(-(10**15), 10**15, places=2).map(str),
    st.integers(0, 300).map(str),
    st.just("0"),
)


def list_paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the way to every value below a value."""
    if isinstance(value, dict):
        parts: list[tuple[Any, Any]] = list(value.items())
    elif isinstance(value, list):
        parts = list(enumerate(value))
    else:
        return []
    return [found for key, part in parts for found in ((*path, key), *list_paths(part, (*path, key)))]


@st.composite
def changed_values(draw: DrawFn, data: Pohon, most: int = 3) -> Pohon:
    """Change values of parsed data: their kind, size and number, or where they stand."""
    changed = deepcopy(data)
    for _ in range(draw(st.integers(1, most))):
        paths = list_paths(changed)
        if not paths:
            break
        path = draw(st.sampled_from(paths))
        holder = changed
        for key in path[:-1]:
            holder = holder[key]
        _change_value(draw, changed, holder, path[-1])
    return changed


def _change_value(draw: DrawFn, whole: Pohon, holder: Any, key: Any) -> None:
    value = holder[key]
    match draw(st.integers(0, 9)):
        case 0:
            del holder[key]
        case 1:
            holder[key] = draw(odd_tree)
        case 2 if isinstance(value, list) and value:
            holder[key] = draw(st.permutations(value))
        case 3 if isinstance(holder, list):
            holder.insert(draw(st.integers(0, len(holder))), deepcopy(value))
        case 4 if isinstance(holder, dict):
            holder[draw(st.one_of(st.sampled_from(KUNCI), plain_text))] = draw(odd_tree)
        case 5:
            other = draw(st.sampled_from(list_paths(whole)))
            found: Any = whole
            for step in other:
                found = found[step]
            holder[key] = deepcopy(found)
        case _ if isinstance(value, (int, float)) or _is_number(value):
            holder[key] = draw(number_text)
        case _:
            holder[key] = draw(odd_value)


def _is_number(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"-?\d+(\.\d+)?", value))
