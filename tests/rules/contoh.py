"""The examples on the pages of rules, put into the data of an agency without findings.

An example shows one file or several, each below a comment with its name, such as `# realisasi.yaml`. What it shows
takes the place of what the file has: an entry of a list the entry with the same code, any other key the key of the same
name. A file with nothing below its name is deleted. What cannot be put together, that is narrative and YAML that cannot
be read, is the whole file; in narrative `<E9>` stands for that byte and `<U+F0B7>` for that sign.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from lkj.periksa import check_tahun
from lkj.source import parse_yaml

if TYPE_CHECKING:
    from lkj.finding import Finding

AGENCY = Path(__file__).parents[1] / "contoh"
TAHUN = 2025

_FILE = re.compile(r"^# ([\w./-]+\.\w+)$", re.MULTILINE)
_ESCAPE = re.compile(rb"<(?:U\+([0-9A-F]{4})|([0-9A-F]{2}))>")
_NAMES = ("kode", "indikator", "kegiatan", "sasaran", "tahun", "nama", "judul", "aturan")


class _Loader(yaml.CSafeLoader):
    """Keeps every scalar a string, an empty one None."""


_Loader.yaml_implicit_resolvers = {}
_Loader.add_constructor("tag:yaml.org,2002:str", lambda _, node: None if is_blank(node) else node.value)


def is_blank(node: Any) -> bool:
    return node.value == "" and not node.style  # libyaml says "" for plain


class _Dumper(yaml.CSafeDumper):
    """Leaves an empty value blank."""


_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def split_example(text: str) -> dict[str, str]:
    """Give the parts of an example by the file they belong to."""
    before, *parts = _FILE.split(text)
    assert not before.strip(), f"an example begins with the name of a file: {before}"
    assert parts, "an example names a file"
    return dict(zip(parts[::2], (part.strip("\n") for part in parts[1::2]), strict=True))


def write_example(example: str, folder: Path) -> None:
    """Change the files of a year as an example says."""
    for name, part in split_example(example).items():
        path = folder / name
        if not part.strip():
            path.unlink()
            continue
        is_yaml = name.endswith(".yaml") and not parse_yaml(part, name)[1]
        text = merge_yaml(path, part) if is_yaml else f"{part}\n"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_ESCAPE.sub(unescape, text.encode()))


def unescape(found: re.Match[bytes]) -> bytes:
    sign, byte = found.groups()
    return chr(int(sign, 16)).encode() if sign else bytes.fromhex(byte.decode())


def merge_yaml(path: Path, part: str) -> str:
    base = yaml.load(path.read_text(encoding="utf-8"), _Loader) if path.exists() else {}  # noqa: S506 # a safe loader
    for key, value in yaml.load(part, _Loader).items():  # noqa: S506
        base[key] = merge_list(base.get(key) or [], value) if is_entries(value) else value
    return yaml.dump(base, Dumper=_Dumper, allow_unicode=True, sort_keys=False)


def is_entries(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def merge_list(base: list[Any], changes: list[Any]) -> list[Any]:
    changed = {name_entry(entry): entry for entry in changes}
    # Entries that bear the same name are there to be found, so none of them may be lost.
    merged = [changed.pop(name_entry(entry), entry) for entry in base]
    left = [entry for entry in changes if not any(entry is kept for kept in merged)]
    return [*merged, *left]


def name_entry(entry: dict[str, Any]) -> tuple[str, str]:
    return next((name, str(entry[name])) for name in _NAMES if name in entry)


def run_example(text: str, proyek: Path) -> list[Finding]:
    """Check the agency with an example put into its data."""
    shutil.copytree(AGENCY / "data", proyek / "data")
    write_example(text, proyek / "data" / str(TAHUN))
    return check_tahun(proyek, TAHUN).findings
