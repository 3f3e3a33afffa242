"""Grid tables: a matrix of cells with spans becomes the text of a pandoc Markdown table.

In four steps: spans from sentinels, wrapping of cells, widths of columns, drawing. This is text layout only,
without any knowledge of numbers.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import chain, pairwise, repeat
from math import ceil
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from lkj.finding import display_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


class Gabung(Enum):
    """Says that a place in the matrix belongs to the cell beside it."""

    ATAS = "atas"
    KIRI = "kiri"


ATAS = Gabung.ATAS
"""Part of the cell above."""

KIRI = Gabung.KIRI
"""Part of the cell to the left."""

Row: TypeAlias = "Sequence[str | Gabung]"
"""A row of the matrix: texts and sentinels, as many as the table has columns."""


class TableError(ValueError):
    """The matrix is no table: a bug in the template that made it."""


class _Cell(NamedTuple):
    """A cell and the block of the matrix it fills; rows are counted over head, body and foot together."""

    text: str
    row: int
    column: int
    rowspan: int
    colspan: int


_Grid: TypeAlias = list[list[_Cell]]  # the cell at each place; one with a span stands at several
_Place: TypeAlias = tuple[int, int]  # row and column, from 0
_Visible: TypeAlias = "Callable[[str], str]"


def format_grid(
    head: Sequence[Row],
    body: Sequence[Row],
    foot: Sequence[Row] = (),
    *,
    align: str,
    width: int = 110,
    page: int | None = None,
    least: Sequence[int] = (),
    visible: Callable[[str], str] = str,
) -> str:
    """Write a table as pandoc Markdown, without a line end after its last line.

    A long one comes in parts with a blank line between, each with the head; a filter joins them again. The time pandoc
    takes for a table grows with the cube of its rows.

    A cell is Markdown and keeps its own line breaks, so that it may hold paragraphs, lists and hard breaks (a
    backslash before the line end). A line too long for its column is broken at plain spaces: never inside
    code, mathematics, a link, attributes or a marked number, and never so that the rest would read as a list,
    a heading or another block.

    Args:
        head: header rows; may be none.
        body: body rows; may be none.
        foot: rows of totals; may be none.
        align: a letter for each column: `l`, `r` or `c`.
        width: how wide the table may be; only what cannot be broken makes it wider.
        page: how many printed characters the width stands for, where it is not as many.
        least: the least width of each column, where something other than its text asks for room.
        visible: takes the markers off a text, so that the table is aligned when they are gone. A marked
            number begins with U+E000 and ends with U+E002.

    Raises:
        TableError: rows of different lengths, sentinels that do not make rectangles, or a wrong `align`.
    """
    if not align or not set(align) <= set("lrc"):
        raise TableError(f"align takes l, r or c for each column: {align!r}")
    if not (head or body or foot):
        raise TableError("a table needs a row")
    # To pandoc the first `=` line ends the head, so a foot needs a head; one that is empty is not shown.
    if foot and not head:
        head = [[""] * len(align)]
    grid: _Grid = []
    for part in (head, body, foot):
        grid += _merge(part, len(align), len(grid))
    ends = {len(head)} if head else set()
    if foot:
        ends |= {len(grid) - len(foot), len(grid)}
    fit = _Fit(width, width / (page or width), visible)
    widths = _fit_columns(grid, least or [1] * len(align), fit)
    texts = {cell: _wrap_cell(cell, _span_width(cell, widths), visible) for cell in _cells(grid)}
    rules = [[("=" if end in ends else "-") * (size + 2) for size in widths] for end in range(len(grid) + 1)]
    # Alignment stands below the head, or on top where there is none.
    rules[len(head)] = [_mark(rule, letter) for rule, letter in zip(rules[len(head)], align, strict=True)]
    layout = _Layout(grid, len(head), texts, widths, rules, _row_heights(grid, texts))
    cuts = [len(head), *_find_cuts(grid, len(head), len(grid) - len(foot)), len(grid)]
    return "\n\n".join("\n".join(_draw(layout, start, end)) for start, end in pairwise(cuts))


# Spans.


def _merge(rows: Sequence[Row], columns: int, above: int) -> _Grid:
    """Resolve the sentinels of a head, body or foot that has `above` rows over it."""
    origins: dict[_Place, _Place] = {}
    for row, cells in enumerate(rows):
        if len(cells) != columns:
            raise TableError(f"row {above + row + 1} has {len(cells)} cells, align has {columns} letters")
        for column, cell in enumerate(cells):
            place = (row, column)
            beside: dict[str | Gabung, _Place] = {ATAS: (row - 1, column), KIRI: (row, column - 1)}
            origin = origins.get(beside[cell]) if cell in beside else place
            if origin is None:
                raise TableError(f"{_name(place, above)}: nothing to merge with in this part of the table")
            origins[place] = origin
    blocks: dict[_Place, list[_Place]] = {}
    for place, origin in origins.items():
        blocks.setdefault(origin, []).append(place)
    made = {origin: _make_cell(rows, block, above) for origin, block in blocks.items()}
    for row in range(len(rows)):
        # Pandoc cannot see a row in which no cell begins.
        if not any((row, column) in made for column in range(columns)):
            raise TableError(f"row {above + row + 1} has no cell of its own")
    return [[made[origins[row, column]] for column in range(columns)] for row in range(len(rows))]


def _make_cell(rows: Sequence[Row], block: Sequence[_Place], above: int) -> _Cell:
    """Make the cell that fills a block, given as its places from the top left on."""
    row, column = block[0]
    rowspan = max(place[0] for place in block) - row + 1
    colspan = max(place[1] for place in block) - column + 1
    if len(block) != rowspan * colspan:
        raise TableError(f"{_name(block[0], above)}: its span is not a rectangle")
    # Plain text also of a Markup, which would escape what is added to it.
    return _Cell(str(rows[row][column]), above + row, column, rowspan, colspan)


def _name(place: _Place, above: int) -> str:
    return f"row {above + place[0] + 1}, column {place[1] + 1}"


def _cells(grid: _Grid) -> list[_Cell]:
    return list(dict.fromkeys(chain.from_iterable(grid)))


# Wrapping.

# An escaped space is a no-break space to pandoc.
_WORD = re.compile(
    r"""(?:
      \ue000 [^\ue002]* \ue002                                  # a marked number
    | \\.                                                       # an escaped character
    | (?P<tick>`+) (?!`) .*? (?<!`) (?P=tick) (?!`)             # code
    | \[ (?:\\.|[^\]\\])* \] \( [^)]* \)                        # a link or an image
    | (?<=\]) \{ [^{}]* \}                                      # attributes
    | [^ ]
    )+""",
    re.VERBOSE,
)

_LIST_MARKER = r"(?:[-*+]|\#\.|\(?(?:\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+|@[\w-]*)[.)])"

# How a line of a list item begins; what is broken off it is set in as far.
_LEAD = re.compile(rf"\ *(?:{_LIST_MARKER}\ +(?=\S))?", re.VERBOSE)

# A word that would begin a block at the start of a line: list item, underline of a heading, rule, definition,
# heading, quotation, line block, fence. Also the backslash of a hard break, which has to end its line.
_NO_LINE_START = re.compile(rf"(?:{_LIST_MARKER}|[-=*+_:~]+|\\)$|[\#>|]|```|~~~|:::", re.VERBOSE)


def _wrap_cell(cell: _Cell, width: int, visible: _Visible) -> list[str]:
    lines = _wrap(cell.text, width, visible)
    # Below a border between columns, a `|` or `+` in every line could pass for that border going on.
    if cell.colspan > 1 and all({"|", "+"} & set(visible(line)) for line in lines):
        lines.append("")
    return [line + " " * (width - _measure(line, visible)) for line in lines]


def _wrap(text: str, width: int, visible: _Visible) -> list[str]:
    """Break the lines of a text that exceed `width`; what cannot be broken may still exceed it."""
    return [part for line in text.expandtabs(4).strip("\n").split("\n") for part in _wrap_line(line, width, visible)]


def _wrap_line(line: str, width: int, visible: _Visible) -> list[str]:
    if line.startswith(":::"):  # a fence has to stay on its line
        return [line]
    rest = _LEAD.sub("", line, count=1)
    lead = line.removesuffix(rest)
    first, *words = _split(rest, visible) or [""]
    lines = [lead + first]
    for word in words:
        longer = f"{lines[-1]} {word}"
        if _measure(longer, visible) <= width:
            lines[-1] = longer
        else:
            lines.append(" " * len(lead) + word)
    return lines


def _split(line: str, visible: _Visible) -> list[str]:
    """Split a line at the spaces where it may be broken."""
    parts: list[str] = []
    for found in _WORD.finditer(line):
        if parts and _NO_LINE_START.match(visible(found[0])):
            parts[-1] += f" {found[0]}"
        else:
            parts.append(found[0])
    return parts


def _measure(line: str, visible: _Visible) -> int:
    return display_width(visible(line))


# Widths: those of the text, without borders and the blanks beside them.

_BETWEEN = len(" | ")


# What of Markdown is not seen in print.
_MATH = re.compile(r"\$(?!\s)((?:\\.|[^$\\])+)(?<!\s)\$(?!\d)")
_COMMAND = re.compile(r"\\[a-z]+|[{}\\]")
_FRACTION = re.compile(r"\\frac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{[^{}]*\})*)\}")
_MARKUP = re.compile(r"\*\*|\]\([^)]*\)|\]\{[^}]*\}|\\(?=.)|(?<!\\)\[")


class _Fit(NamedTuple):
    """How text is fitted into columns: the room, the columns of text one printed character takes, what is visible."""

    width: int
    scale: float
    visible: _Visible

    def need(self, text: str) -> int:
        """Find the least width of a cell: its longest word, as written and as printed, or a fraction."""
        lines = [self.visible(line) for line in _wrap(text, 0, self.visible)]
        printed = max(display_width(_printed(line)) for line in lines)
        return max(ceil(self.scale * max(printed, _fraction_width(self.visible(text)))), *map(display_width, lines))

    def want(self, text: str) -> int:
        """Find the width a cell has when no line of it is broken."""
        return ceil(self.scale * max(display_width(_printed(line)) for line in self.visible(text).split("\n")))


def _fit_columns(grid: _Grid, floor: Sequence[int], fit: _Fit) -> list[int]:
    """Give each column its whole text, or so much less of it that all columns break about alike often."""
    least = _column_widths(grid, floor, fit.need)
    wanted = _column_widths(grid, least, fit.want)
    room = fit.width - _BETWEEN * len(least) - 1
    tenths = 10
    while True:
        widths = [max(low, ceil(10 * high / tenths)) for low, high in zip(least, wanted, strict=True)]
        if sum(widths) <= room or widths == least:
            return widths
        tenths += 1


def _printed(line: str) -> str:
    """Guess what of a line is seen in print: of a fraction its longer half, and no markup."""
    # Most lines have no formula, and are asked for again and again.
    return _MARKUP.sub("", _MATH.sub(lambda found: _seen(found[1]), line) if "$" in line else line)


def _seen(formula: str) -> str:
    def longer(found: re.Match[str]) -> str:
        return max(_seen(found[1]), _seen(found[2]), key=len)

    return _COMMAND.sub("", _FRACTION.sub(longer, formula))


def _fraction_width(text: str) -> int:
    """Guess how wide the widest formula with a fraction is: unlike other formulas it is never broken."""
    formulas = (found[1] for found in _MATH.finditer(text)) if "\\frac" in text else ()
    return max((display_width(_seen(formula)) for formula in formulas if "\\frac" in formula), default=0)


def _column_widths(grid: _Grid, floor: Sequence[int], measure: Callable[[str], int]) -> list[int]:
    """Find the widths, none below its floor, that hold every cell as `measure` gives the width of its text."""
    widths = list(floor)
    for cell in sorted(_cells(grid), key=lambda cell: cell.colspan):
        for step in range(measure(cell.text) - _span_width(cell, widths)):
            widths[cell.column + step % cell.colspan] += 1
    return widths


def _span_width(cell: _Cell, widths: Sequence[int]) -> int:
    return sum(widths[cell.column : cell.column + cell.colspan]) + _BETWEEN * (cell.colspan - 1)


# Drawing.

# Rows of a part; the tables of most reports are shorter.
_LONG = 50


def _mark(rule: str, letter: str) -> str:
    """Put the colons of an alignment into a column's piece of a rule."""
    left = ":" if letter in "lc" else rule[0]
    right = ":" if letter in "rc" else rule[0]
    return left + rule[1:-1] + right


def _find_cuts(grid: _Grid, start: int, end: int) -> Iterator[int]:
    """Give the rows of the body that begin another part: no cell goes on from the row before."""
    last = start
    for number in range(start, end):
        if number - last >= _LONG and all(cell.row == number for cell in grid[number]):
            yield number
            last = number


class _Layout(NamedTuple):
    """A table ready to be drawn: lines of each cell, widths of columns, the rule above each row and below the last."""

    grid: _Grid
    head: int
    texts: Mapping[_Cell, Sequence[str]]
    widths: Sequence[int]
    rules: Sequence[Sequence[str]]
    heights: Sequence[int]


def _draw(layout: _Layout, start: int, end: int) -> Iterator[str]:
    """Write the lines of the head and of the rows from `start` to before `end`, from top to bottom."""
    rows = [*range(layout.head), *range(start, end)]
    cells = dict.fromkeys(chain.from_iterable(layout.grid[number] for number in rows))
    # Each line drawn through a cell takes the next of its lines, a blank one after the last.
    streams = {cell: chain(layout.texts[cell], repeat(" " * _span_width(cell, layout.widths))) for cell in cells}
    for number in rows:
        row = layout.grid[number]
        # What stands between head and body does so in every part.
        yield _draw_border(number, row, streams, layout.rules[layout.head if number == start else number])
        for _ in range(layout.heights[number]):
            yield f"| {' | '.join(next(streams[cell]) for cell in dict.fromkeys(row))} |"
    yield f"+{'+'.join(layout.rules[end])}+"


def _draw_border(number: int, row: Sequence[_Cell], streams: Mapping[_Cell, Iterator[str]], rule: Sequence[str]) -> str:
    """Write the line above a row: a rule, but text where a cell from further up goes on.

    The rule has a `+` at each column, also within a span: pandoc counts and aligns columns by them.
    """
    line = ""
    corner = False
    for cell in dict.fromkeys(row):
        if cell.row < number:
            line += f"{'+' if corner else '|'} {next(streams[cell])} "
            corner = False
        else:
            line += f"+{'+'.join(rule[cell.column : cell.column + cell.colspan])}"
            corner = True
    return line + ("+" if corner else "|")


def _row_heights(grid: _Grid, texts: Mapping[_Cell, Sequence[str]]) -> list[int]:
    """Count the lines each row needs; a tall cell over several rows makes the last of them higher."""
    heights = [1] * len(grid)
    for cell, lines in sorted(texts.items(), key=lambda item: item[0].rowspan):
        end = cell.row + cell.rowspan
        room = sum(heights[cell.row : end]) + cell.rowspan - 1
        heights[end - 1] += max(0, len(lines) - room)
    return heights
