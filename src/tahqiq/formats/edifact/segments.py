"""Cutting text into segments, and segments into elements. Each element knows where it stands."""

from collections.abc import Collection, Iterator, Sequence

from tahqiq.formats.edifact.delimiters import Delimiters
from tahqiq.formats.edifact.plain import decoded

LONGEST = 65_536
"""Signs of a segment that are read; real ones have a few hundred. ``lost`` says how many more there were."""
_EVERY: set[int] = {-(1 << 40)}
"""Entered as used: the whole segment. One component is ``element * WIDE + component``."""
WIDE = 1 << 17
"""More than any element has components (:data:`LONGEST`)."""
_NOTHING: frozenset[int] = frozenset()
_SHORT = 64
"""Signs of a text that may come again: a flight has about fifty."""
_REMEMBERED = 4_096
"""How many texts of segments are remembered with their elements: flights, seats and status come again in
booking after booking."""
BLANKS = " \t\r\n\x00\x01\x02\x03\x0b\x0c"


class Segment:
    """One segment: ``no`` counts from 1 in the file, ``start`` is the sign of the plain text at which its tag
    stands, ``raw`` its text as it stands.

    ``elements[e][c]`` is component ``c`` of element ``e`` (the tag is no element), with releases undone;
    ``cells`` the same, stripped. What is read with :meth:`take` counts as used; :meth:`left` tells the rest,
    so that nothing is lost in silence.
    """

    __slots__ = ("_shown", "cells", "elements", "filled", "no", "raw", "signs", "start", "tag", "taken")
    cells: list[list[str]]
    elements: list[list[str]]
    filled: frozenset[int]

    def __init__(self, tag: str, no: int, start: int, raw: str, signs: Delimiters, shown: str) -> None:
        self.tag = tag
        self.no = no
        self.start = start
        self.raw = raw
        self.signs = signs
        self._shown = shown
        self.taken: set[int] | None = None

    def __getattr__(self, name: str) -> object:
        """What is made when it is first asked for: elements (most segments are asked, some never), and which
        of their components hold something."""
        if name == "elements":
            self.elements = _elements(self._shown[:LONGEST], self.signs)
        elif name == "cells":
            self.cells = _stripped(self.elements, self._shown)
        elif name == "filled":
            self.filled = _filled(self.cells)
        else:
            raise AttributeError(name)
        return getattr(self, name)

    @property
    def lost(self) -> int:
        """How many signs behind the longest that is read were left out."""
        return max(0, len(self._shown) - LONGEST)

    def get(self, element: int, component: int = 0) -> str:
        """A component, stripped; "" where there is none."""
        try:
            return self.cells[element][component]
        except IndexError:
            return ""

    def take(self, element: int, component: int = 0) -> str:
        """The same, entered as used."""
        try:
            value = self.cells[element][component]
        except IndexError:
            return ""
        taken = self.taken
        if taken is None:
            self.taken = {element * WIDE + component}
        elif taken is not _EVERY:
            taken.add(element * WIDE + component)
        return value

    def values(self, element: int) -> list[str]:
        """All components of an element, stripped, not to be changed; [] where there is none. None of them
        counts as used: :meth:`use` says which do."""
        return self.cells[element] if element < len(self.cells) else []

    def use(self, element: int, *components: int) -> None:
        """Enter components as used without a look at them."""
        taken = self.taken
        if taken is None:
            taken = self.taken = set()
        if taken is not _EVERY:
            first = element * WIDE
            for component in components:
                taken.add(first + component)

    def mark(self, keys: Collection[int]) -> None:
        """The same for components of several elements: each is ``element * WIDE + component``."""
        taken = self.taken
        if taken is None:
            self.taken = set(keys)
        elif taken is not _EVERY:
            taken.update(keys)

    def take_element(self, element: int) -> list[str]:
        """All components of an element, entered as used and not to be changed; [] where there is none."""
        if element >= len(self.cells):
            return []
        found = self.cells[element]
        first = element * WIDE
        self.mark(range(first, first + len(found)))
        return found

    def take_all(self) -> list[list[str]]:
        """Every element, entered as used; not to be changed."""
        self.taken = _EVERY
        return self.cells

    def used(self) -> None:
        """Enter every element as used, without a look at them."""
        self.taken = _EVERY

    @property
    def whole(self) -> bool:
        """Whether every element was entered as used."""
        return self.taken is _EVERY

    def rest(self) -> frozenset[int]:
        """What holds something and was not taken, as ``element * WIDE + component``."""
        taken = self.taken
        if taken is _EVERY:
            return _NOTHING
        filled = self.filled
        return filled if not taken else _NOTHING if filled <= taken else filled - taken

    def left(self) -> list[tuple[int, int]]:
        """The same as (element, component), in order."""
        return [divmod(key, WIDE) for key in sorted(self.rest())]

    def at(self, element: int, component: int = 0) -> int:
        """The sign of the plain text at which a component stands (``start`` for one that is not there)."""
        body = self.raw
        pieces, at = _offsets(body, self.signs.element, self.signs.release), self.start
        if element + 1 >= len(pieces):
            return at
        begin, end = pieces[element + 1]
        inner = _offsets(body[begin:end], self.signs.component, self.signs.release)
        return at + begin + (inner[component][0] if component < len(inner) else 0)


def segments(
    text: str, begin: int, end: int, signs: Delimiters, codec: str = "utf-8", no: int = 0
) -> Iterator[Segment]:
    """The segments of ``text[begin:end]``, numbered from ``no`` + 1; what is between two terminators and
    empty is none.

    A piece that does not begin with a tag is a segment whose tag is "": text that somebody put there.

    >>> [(one.tag, one.elements) for one in segments("FTX+A?+B:C'", 0, 11, Delimiters())]
    [('FTX', [['A+B', 'C']])]
    """
    element, component, release, terminator = signs.element, signs.component, signs.release, signs.terminator
    at, step = begin, len(terminator)
    follows = ("", element, component)
    whole = text[begin:end]
    ascii_only = whole.isascii()
    known: set[str] = set()
    for piece in _pieces(whole, terminator, release):
        start = at
        at += len(piece) + step
        body = piece.strip(BLANKS)
        if not body:
            continue
        if body is not piece and piece[0] in BLANKS:
            start += len(piece) - len(piece.lstrip(BLANKS))
        tag = body[:3]
        if tag not in known or body[3:4] not in follows:
            good = tag.isalnum() and tag.isupper() and len(tag) == 3 and body[3:].lstrip(" ")[:1] in follows
            tag = tag if good else ""
            known.add(tag)
        no += 1
        yield Segment(tag, no, start, body, signs, body if ascii_only else decoded(body, codec))


class Known:
    """Short texts of segments with what was made of them: where one comes again it is not cut again."""

    def __init__(self) -> None:
        self._cut: dict[str, tuple[list[list[str]], list[list[str]], frozenset[int]]] = {}
        self._signs: Delimiters | None = None

    def cut(self, found: Sequence[Segment]) -> None:
        """Cut the segments of a message, where elements of nearly all will be asked for."""
        known = self._cut
        if len(known) > _REMEMBERED or (found and found[0].signs != self._signs):
            known.clear()
            self._signs = found[0].signs if found else None
        for segment in found:
            shown = segment._shown
            made = known.get(shown)
            if made is None:
                elements = _elements(shown if len(shown) <= LONGEST else shown[:LONGEST], segment.signs)
                cells = _stripped(elements, shown)
                made = elements, cells, _filled(cells)
                if len(shown) < _SHORT:
                    known[shown] = made
            segment.elements, segment.cells, segment.filled = made


def _filled(elements: list[list[str]]) -> frozenset[int]:
    return frozenset(
        [e * WIDE + c for e, found in enumerate(elements) for c, value in enumerate(found) if value]
    )


def _stripped(elements: list[list[str]], shown: str) -> list[list[str]]:
    """The elements without blanks around their components: the same lists where the text holds no blank of
    any sort."""
    if " " not in shown and shown.isascii() and shown.isprintable():
        return elements
    return [[value.strip() for value in found] for found in elements]


def _elements(shown: str, signs: Delimiters) -> list[list[str]]:
    element, component, release = signs.element, signs.component, signs.release
    if release and release in shown:
        found = [
            [_freed(one, release) for one in _pieces(part, component, release)]
            for part in _pieces(shown, element, release)
        ]
    else:
        found = [part.split(component) for part in shown.split(element)]
    head = found[0]
    if len(head) > 1:
        found[0] = head[1:]
    else:
        del found[0]
    return found


def _pieces(text: str, sign: str, release: str) -> list[str]:
    pieces = text.split(sign)
    if not release or release not in text:
        return pieces
    joined: list[str] = []
    held: list[str] = []
    for piece in pieces:
        if piece[-1:] == release and (len(piece) - len(piece.rstrip(release))) % 2:
            held.append(piece)
        elif held:
            joined.append(sign.join([*held, piece]))
            held = []
        else:
            joined.append(piece)
    if held:
        joined.append(sign.join(held))
    return joined


def _freed(text: str, release: str) -> str:
    if release not in text:
        return text
    return "".join(piece or release for piece in _unpaired(text, release))


def _unpaired(text: str, release: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        found = text.find(release, at)
        if found < 0:
            yield text[at:]
            return
        if found > at:
            yield text[at:found]
        following = text[found + 1 : found + 2]
        yield following if following != release else ""
        at = found + 2


def _offsets(text: str, sign: str, release: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for piece in _pieces(text, sign, release):
        spans.append((at, at + len(piece)))
        at += len(piece) + len(sign)
    return spans
