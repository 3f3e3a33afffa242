"""Reading and changing WordprocessingML: names, order of properties, distances."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# Twips of a centimetre and of a point; images are measured in EMU.
CENTIMETRE = 1440 / 2.54
POINT = 20
EMU = 635  # of a twip

# The properties of a paragraph that are set here or by pandoc, in the order the schema demands.
_PROPERTIES = tuple(
    W + name
    for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "spacing", "ind", "jc", "sectPr")
)


def parse(data: bytes) -> ET.Element:
    """Read a part of a document and keep the prefixes pandoc chose: Word wants to meet the usual ones."""
    reading = ET.iterparse(io.BytesIO(data), events=["start-ns"])  # noqa: S314 - pandoc's own output
    for _, (prefix, address) in reading:
        ET.register_namespace(prefix, address)
    return cast("ET.Element", reading.root)  # type: ignore[attr-defined] # documented, but not in typeshed


def serialize(root: ET.Element) -> bytes:
    """Write a part of a document."""
    return bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True))


def first(parent: ET.Element, name: str) -> ET.Element:
    """Give the first descendant of that name."""
    return next(parent.iter(W + name))


def leading(parent: ET.Element, name: str) -> ET.Element:
    """Give the child of that name, which the schema wants first; make it where it is missing."""
    found = parent.find(W + name)
    if found is None:
        found = ET.Element(W + name)
        parent.insert(0, found)
    return found


def replace(parent: ET.Element, old: ET.Element, new: ET.Element) -> None:
    """Put an element into the place of another one."""
    parent[list(parent).index(old)] = new


def set_property(paragraph: ET.Element, name: str, **values: str) -> None:
    """Give a paragraph a property, in the place the schema wants it."""
    properties = leading(paragraph, "pPr")
    new = ET.Element(W + name, {W + key: value for key, value in values.items()})
    before = _PROPERTIES[: _PROPERTIES.index(new.tag) + 1]
    kept = [child for child in properties if child.tag != new.tag]
    place = sum(child.tag in before for child in kept)
    properties[:] = [*kept[:place], new, *kept[place:]]


def style_of(block: ET.Element) -> str | None:
    """Give the id of the style of a paragraph or table."""
    found = block.find(f"{block.tag}Pr/{block.tag}Style")
    return None if found is None else found.get(W + "val")


def text_of(block: ET.Element) -> str:
    """Give the text of a block."""
    return "".join(text.text or "" for text in block.iter(W + "t"))


def blocks(body: ET.Element) -> Iterator[ET.Element]:
    """Give the paragraphs and tables of a body; bookmarks stand between them."""
    return (block for block in body if block.tag in {W + "p", W + "tbl"})
