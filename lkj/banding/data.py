"""What was changed in the data of a year: values by their place in a file, and not by their line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from lkj.banding.naskah import is_same, pair_changed, split_naskah
from lkj.finding import Position
from lkj.model.dasar import Located, LocatedList
from lkj.rules.tempat import name_entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lkj.banding.sisi import Berkas, Sisi


class Jenis(StrEnum):
    """What happened to a thing."""

    UBAH = "ubah"
    TAMBAH = "tambah"
    HAPUS = "hapus"
    URUTAN = "urutan"


@dataclass(frozen=True, slots=True, eq=False)
class Ubahan:
    """A change of the data.

    Attributes:
        jenis: what happened.
        posisi_lama: where it stood; None for what is new.
        posisi_baru: where it stands; None for what is gone.
        jalur: the keys and names that lead to it in a YAML file; empty elsewhere.
        lama: what was written there; empty where nothing was, and for what is no text.
        baru: what is written there; empty where nothing is, and for what is no text.
        entri: the names of the entries of lists it is about: the one it is part of, and those that are part of it.
        wadah: it is of more than one value: of an entry, or a list.
    """

    jenis: Jenis
    posisi_lama: Position | None
    posisi_baru: Position | None
    jalur: tuple[str, ...] = ()
    lama: str = ""
    baru: str = ""
    entri: frozenset[str] = frozenset()
    wadah: bool = False

    @property
    def posisi(self) -> Position:
        """Where it is to be looked up: in the working tree unless it is gone."""
        posisi = self.posisi_baru or self.posisi_lama
        assert posisi  # noqa: S101 # a change is somewhere
        return posisi

    @property
    def tempat(self) -> str:
        """Its place in a YAML file, such as `data/koperasi/nilai/2025`; empty elsewhere."""
        return "/".join(self.jalur)


@dataclass(frozen=True, slots=True)
class BedaData:
    """The changes of the data of a year.

    Attributes:
        daftar: the changes, by file and line.
        sebab_lama: which of them concern the value that stood at a position.
        sebab_baru: which of them concern the value that stands at a position.
        padanan: where a value stands now, by where it stood.
        entri_lama: the entries of lists a value was part of, by where it stood.
        entri_baru: the entries of lists a value is part of, by where it stands.
    """

    daftar: tuple[Ubahan, ...]
    sebab_lama: Mapping[Position, Sequence[Ubahan]]
    sebab_baru: Mapping[Position, Sequence[Ubahan]]
    padanan: Mapping[Position, Position]
    entri_lama: Mapping[Position, tuple[str, ...]]
    entri_baru: Mapping[Position, tuple[str, ...]]


# Entries of a list are one that was renamed if so much of what they hold is the same.
_MIRIP = 0.5
# So many pairs of entries are compared for that, and no more.
_TERBANYAK = 2_500


def compare_data(lama: Sisi, baru: Sisi) -> BedaData:
    """Find what was changed between two states of the data."""
    pembanding = _Pembanding(lama.sources, baru.sources)
    for file in sorted({*lama.yaml, *baru.yaml}):
        before, after = lama.yaml.get(file, ()), baru.yaml.get(file, ())
        if isinstance(before, Located) and isinstance(after, Located):
            pembanding.compare_yaml(file, before, after)
        else:
            pembanding.compare_lines(file)
    for file in sorted({*lama.naskah, *baru.naskah}):
        pembanding.compare_naskah(file, lama.naskah.get(file, ""), baru.naskah.get(file, ""))
    for file in sorted({*lama.lain, *baru.lain}):
        pembanding.compare_other(file, lama.lain.get(file), baru.lain.get(file))
    return pembanding.end()


@dataclass(frozen=True, slots=True)
class _Jalur:
    """The way to a value: keys and names of entries, and of these the names alone."""

    langkah: tuple[str, ...] = ()
    entri: tuple[str, ...] = ()

    def names(self) -> frozenset[str]:
        """Give the name of the entry it leads to or into."""
        return frozenset(self.entri[-1:])

    def enter(self, key: str) -> _Jalur:
        """Go on with a key of a mapping."""
        return _Jalur((*self.langkah, key), self.entri)

    def enter_entry(self, entries: LocatedList, index: int) -> _Jalur:
        """Go on with an entry of a list; one without a name is known by its place."""
        name = name_entry(entries[index])
        return _Jalur((*self.langkah, name or str(index + 1)), (*self.entri, name) if name else self.entri)


class _Pembanding:
    """Walks through two states of files and gathers what differs."""

    def __init__(self, lama: Mapping[str, Sequence[str]], baru: Mapping[str, Sequence[str]]) -> None:
        """Begin.

        Args:
            lama: the lines of each file as it was.
            baru: the lines of each file as it is.
        """
        self._lines = (lama, baru)
        self._daftar: list[Ubahan] = []
        self._sebab_lama: dict[Position, list[Ubahan]] = defaultdict(list)
        self._sebab_baru: dict[Position, list[Ubahan]] = defaultdict(list)
        self._padanan: dict[Position, Position] = {}
        self._entri_lama: dict[Position, tuple[str, ...]] = {}
        self._entri_baru: dict[Position, tuple[str, ...]] = {}
        # The lists around what is compared, outermost first: where they stood, and where they stand.
        self._sekitar: list[tuple[Position, Position]] = []

    def end(self) -> BedaData:
        """Give what was found."""
        daftar = sorted(self._daftar, key=lambda ubahan: ubahan.posisi)
        return BedaData(
            tuple(daftar), self._sebab_lama, self._sebab_baru, self._padanan, self._entri_lama, self._entri_baru
        )

    def compare_yaml(self, file: str, lama: Located, baru: Located) -> None:
        """Compare a YAML file; one that is empty is as good as none."""
        at = Position(file)
        if lama and baru:
            self._compare_mapping(lama, baru, _Jalur())
        elif lama:
            self._remove(lama, at, at, _Jalur())
        elif baru:
            self._add(baru, at, at, _Jalur())

    def compare_lines(self, file: str) -> None:
        """Compare a file that cannot be read as YAML."""
        before, after = (
            [
                (number, " ".join(line.split()))
                for number, line in enumerate(lines.get(file, ()), start=1)
                if line.split("#")[0].strip()
            ]
            for lines in self._lines
        )
        self._compare_parts(file, before, after)

    def compare_naskah(self, file: str, lama: str, baru: str) -> None:
        """Compare narrative, paragraph by paragraph."""
        before, after = ([(part.baris, part.teks) for part in split_naskah(text)] for text in (lama, baru))
        self._compare_parts(file, before, after)

    def compare_other(self, file: str, lama: Berkas | None, baru: Berkas | None) -> None:
        """Compare a file that is no data: evidence, or a template."""
        if lama is None or baru is None:
            place = Position(file)
            if lama is None:
                self._daftar.append(Ubahan(Jenis.TAMBAH, None, place))
            else:
                self._daftar.append(Ubahan(Jenis.HAPUS, place, None))
        elif lama != baru:
            lines = enumerate(zip_longest(lama.lines, baru.lines), start=1)
            place = Position(file, next((number for number, (before, after) in lines if before != after), 1))
            self._daftar.append(Ubahan(Jenis.UBAH, place, place))

    def _compare_parts(self, file: str, lama: Sequence[tuple[int, str]], baru: Sequence[tuple[int, str]]) -> None:
        for index, other in pair_changed([text for _, text in lama], [text for _, text in baru]):
            line, old = (0, "") if index is None else lama[index]
            to, new = (0, "") if other is None else baru[other]
            at = Position(file, line) if line else None
            here = Position(file, to) if to else None
            if at and here:
                at, here = self._find_lines(at, here)
            jenis = Jenis.HAPUS if here is None else Jenis.TAMBAH if at is None else Jenis.UBAH
            self._daftar.append(Ubahan(jenis, at, here, lama=old.strip(), baru=new.strip()))

    def _compare(self, lama: Any, baru: Any, at: Position, to: Position, jalur: _Jalur) -> None:
        self._padanan[at] = to
        self._entri_lama[at] = self._entri_baru[to] = jalur.entri
        if isinstance(lama, Located) and isinstance(baru, Located):
            self._compare_mapping(lama, baru, jalur)
        elif isinstance(lama, LocatedList) and isinstance(baru, LocatedList):
            self._sekitar.append((at, to))
            self._compare_list(lama, baru, jalur)
            self._sekitar.pop()
        elif not _is_same(lama, baru):
            places = self._find_lines(at, to)
            texts = _write(lama), _write(baru)
            ubahan = Ubahan(Jenis.UBAH, *places, jalur.langkah, *texts, jalur.names(), _is_wadah(lama, baru))
            self._daftar.append(ubahan)
            _blame(lama, at, jalur, self._sebab_lama, self._entri_lama, ubahan)
            _blame(baru, to, jalur, self._sebab_baru, self._entri_baru, ubahan)

    def _compare_mapping(self, lama: Located, baru: Located, jalur: _Jalur) -> None:
        for key in (*lama, *(key for key in baru if key not in lama)):
            inner = jalur.enter(key)
            if key not in baru:
                ubahan = self._remove(lama[key], lama.values_at[key], lama.keys_at[key], inner)
            elif key not in lama:
                ubahan = self._add(baru[key], baru.values_at[key], baru.keys_at[key], inner)
            else:
                self._compare(lama[key], baru[key], lama.values_at[key], baru.values_at[key], inner)
                continue
            # A value that is not written is known by the mapping that could hold it.
            self._sebab_lama[lama.position].append(ubahan)
            self._sebab_baru[baru.position].append(ubahan)

    def _compare_list(self, lama: LocatedList, baru: LocatedList, jalur: _Jalur) -> None:
        shared = []
        for index, other in _pair_entries(lama, baru):
            if other is None and index is not None:
                at = lama.values_at[index]
                self._count(self._remove(lama[index], at, at, jalur.enter_entry(lama, index)))
            elif index is None and other is not None:
                to = baru.values_at[other]
                self._count(self._add(baru[other], to, to, jalur.enter_entry(baru, other)))
            elif index is not None and other is not None:
                shared.append((index, other))
                places = lama.values_at[index], baru.values_at[other]
                self._compare(lama[index], baru[other], *places, jalur.enter_entry(baru, other))
        order = [other for _, other in sorted(shared)]
        if order != sorted(order):
            names = jalur.names()
            self._daftar.append(Ubahan(Jenis.URUTAN, lama.position, baru.position, jalur.langkah, entri=names))

    def _find_lines(self, at: Position, to: Position) -> tuple[Position, Position]:
        """Find the first line that differs of a value that may be several lines long."""
        before, after = (
            lines.get(place.file, ())[place.line - 1 :] for lines, place in zip(self._lines, (at, to), strict=True)
        )
        pairs = enumerate(zip(before, after, strict=False))
        skip = next((index for index, (old, new) in pairs if old.split() != new.split()), 0)
        if not skip:
            return at, to
        return Position(at.file, at.line + skip), Position(to.file, to.line + skip)

    def _remove(self, value: Any, at: Position, shown: Position, jalur: _Jalur) -> Ubahan:
        names = _list_names(value, jalur)
        ubahan = Ubahan(Jenis.HAPUS, shown, None, jalur.langkah, _write(value), "", names, _is_wadah(value))
        self._daftar.append(ubahan)
        _blame(value, at, jalur, self._sebab_lama, self._entri_lama, ubahan)
        return ubahan

    def _add(self, value: Any, to: Position, shown: Position, jalur: _Jalur) -> Ubahan:
        names = _list_names(value, jalur)
        ubahan = Ubahan(Jenis.TAMBAH, None, shown, jalur.langkah, "", _write(value), names, _is_wadah(value))
        self._daftar.append(ubahan)
        _blame(value, to, jalur, self._sebab_baru, self._entri_baru, ubahan)
        return ubahan

    def _count(self, ubahan: Ubahan) -> None:
        """Note that there are more entries, or fewer: they are counted of a list, or of those around it together."""
        for at, to in self._sekitar:
            self._sebab_lama[at].append(ubahan)
            self._sebab_baru[to].append(ubahan)


def _blame(
    value: Any,
    position: Position,
    jalur: _Jalur,
    sebab: dict[Position, list[Ubahan]],
    entri: dict[Position, tuple[str, ...]],
    ubahan: Ubahan,
) -> None:
    """Note that a change concerns a value and everything in it."""
    for place, way in _walk(value, position, jalur):
        sebab[place].append(ubahan)
        entri[place] = way.entri


def _walk(value: Any, position: Position, jalur: _Jalur) -> Iterator[tuple[Position, _Jalur]]:
    yield position, jalur
    if isinstance(value, Located):
        for key, item in value.items():
            yield from _walk(item, value.values_at[key], jalur.enter(key))
    elif isinstance(value, LocatedList):
        for index, (item, place) in enumerate(zip(value, value.values_at, strict=True)):
            yield from _walk(item, place, jalur.enter_entry(value, index))


def _list_names(value: Any, jalur: _Jalur) -> frozenset[str]:
    """List the names of the entry a value is part of, and of those that are part of it."""
    return frozenset().union(*(way.names() for _, way in _walk(value, Position(""), jalur)))


def _is_wadah(*values: Any) -> bool:
    return any(isinstance(value, (Located, LocatedList)) for value in values)


def _name(entries: LocatedList, index: int) -> str:
    return name_entry(entries[index]) or str(index + 1)


def _pair_entries(lama: LocatedList, baru: LocatedList) -> list[tuple[int | None, int | None]]:
    """Set the entries of a list beside each other, by index; None where one side has none.

    Entries are the same if their names are; without names, if what they hold is, or else their place.
    """
    if not any(map(name_entry, (*lama, *baru))):
        return _pair_unnamed(lama, baru)
    before, after = _index(lama), _index(baru)
    pairs: list[tuple[int | None, int | None]] = [
        (index, after[name]) for name, index in before.items() if name in after
    ]
    gone = [index for name, index in before.items() if name not in after]
    come = [other for name, other in after.items() if name not in before]
    renamed = dict(_pair_renamed(lama, baru, gone, come))
    pairs += renamed.items()
    pairs += [(index, None) for index in gone if index not in renamed]
    pairs += [(None, other) for other in come if other not in renamed.values()]
    return pairs


def _index(entries: LocatedList) -> dict[tuple[str, int], int]:
    """Find each entry by its name, and by how many of that name there are before it."""
    seen: dict[str, int] = defaultdict(int)
    found = {}
    for index, entry in enumerate(entries):
        name = name_entry(entry)
        found[name, seen[name]] = index
        seen[name] += 1
    return found


def _pair_unnamed(lama: LocatedList, baru: LocatedList) -> list[tuple[int | None, int | None]]:
    if len(lama) == len(baru):
        # A list such as that of the quarters is known by the places in it.
        if all(_is_number(item) for item in (*lama, *baru)):
            return [(index, index) for index in range(len(lama))]
        same = sum(map(_is_same, lama, baru))
        if same == len(lama) - 1:
            return [(index, index) for index in range(len(lama))]
    before, after = (list(map(str, map(_freeze, entries))) for entries in (lama, baru))
    changed = list(pair_changed(before, after))
    old, new = ({pair[side] for pair in changed} for side in (0, 1))
    same_old = (index for index in range(len(lama)) if index not in old)
    same_new = (other for other in range(len(baru)) if other not in new)
    return [*zip(same_old, same_new, strict=True), *changed]


def _pair_renamed(
    lama: LocatedList, baru: LocatedList, gone: Sequence[int], come: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Find entries that have another name and hold much the same."""
    if len(gone) * len(come) > _TERBANYAK:
        return
    left = {other: set(_list_leaves(baru[other], ())) for other in come}
    for index in gone:
        leaves = set(_list_leaves(lama[index], ()))
        scores = {other: len(leaves & found) / max(len(leaves), len(found), 1) for other, found in left.items()}
        best = max(scores, key=lambda other: scores[other], default=None)
        if best is not None and scores[best] >= _MIRIP:
            del left[best]
            yield index, best


def _list_leaves(value: Any, jalur: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, Located):
        for key, item in value.items():
            yield from _list_leaves(item, (*jalur, key))
    elif isinstance(value, LocatedList):
        for index, item in enumerate(value):
            yield from _list_leaves(item, (*jalur, _name(value, index)))
    else:
        yield (jalur, value)


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value.replace(".", "").lstrip("-").isdecimal())


def _is_same(lama: Any, baru: Any) -> bool:
    if isinstance(lama, str) and isinstance(baru, str):
        return is_same(lama, baru)
    return bool(_freeze(lama) == _freeze(baru))


def _freeze(value: Any) -> Any:
    """Give what two values that mean the same have in common."""
    if isinstance(value, Located):
        return {key: _freeze(item) for key, item in sorted(value.items())}
    if isinstance(value, LocatedList):
        return [_freeze(item) for item in value]
    return value if value is None else [part.teks for part in split_naskah(value)]


def _write(value: Any, *, outermost: bool = True) -> str:
    """Write a value on a line."""
    if isinstance(value, Located):
        text = "; ".join(f"{key}: {_write(item, outermost=False)}" for key, item in value.items())
        return text if outermost else f"{{{text}}}"
    if isinstance(value, LocatedList):
        return f"[{'; '.join(_write(item, outermost=False) for item in value)}]"
    return " ".join(value.split()) if value else "(kosong)"
