"""XML that may be cut, huge or hostile, as elements that know their line and byte. What is read of it counts
as taken; the rest is named."""

from collections import Counter
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from tahqiq.formats.cargo.paper import Cell

MAX_DEPTH = 200
_STEP = 1 << 16
_MORE = (9, 30)
"""What expat says where a document ends and another begins."""


class Node:
    """An element. ``null`` children (ASYCUDA's way to say nothing) are nothing."""

    __slots__ = ("at", "attributes", "below", "line", "tag", "taken", "text", "used")

    def __init__(self, tag: str, line: int, at: int, attributes: dict[str, str]) -> None:
        self.tag, self.line, self.at, self.attributes = tag, line, at, attributes
        self.below: list[Node] = []
        self.text = ""
        self.taken = False
        self.used: set[str] = set()

    def all(self, *path: str) -> Iterator["Node"]:
        """Every element along a path of tags, compared without case."""
        if not path:
            yield self
            return
        first = path[0].casefold()
        for node in self.below:
            if node.tag.casefold() == first:
                yield from node.all(*path[1:])

    def one(self, *path: str) -> "Node | None":
        """The first of them."""
        return next(self.all(*path), None)

    def cell(self, *path: str) -> Cell | None:
        """The text of the first element along a path that has one, taken; None for none."""
        for node in self.all(*path):
            node.taken = True
            said = " ".join(node.text.split())
            if said:
                return Cell(said, node.line, node.at)
        return None

    def deep(self, *tags: str) -> Iterator["Node"]:
        """Every element below with one of the tags, in order, not within another of them."""
        wanted = {tag.casefold() for tag in tags}
        stack = list(reversed(self.below))
        while stack:
            node = stack.pop()
            if node.tag.casefold() in wanted:
                yield node
            else:
                stack.extend(reversed(node.below))

    def of(self, name: str, usual: str) -> str:
        """An attribute, taken; ``usual`` where it has none."""
        self.used.add(name)
        return self.attributes.get(name, usual)

    def left(self, found: Counter[str], path: str = "") -> None:
        """Count by path what nobody took: elements with text, and their attributes (``path@name``) but those
        that say where a schema is."""
        stack = [(self, path)]
        while stack:
            node, above = stack.pop()
            here = f"{above}/{node.tag}" if above else node.tag
            if not node.taken and node.text.strip():
                found[here] += 1
            for name, said in node.attributes.items():
                if said.strip() and name not in node.used and not name.startswith("{"):
                    found[f"{here}@{name}"] += 1
            stack.extend((child, here) for child in node.below)


class Damage:
    """Why reading ended before the end: ``code`` of a problem, the line, and in words."""

    def __init__(self, code: str, line: int, why: str) -> None:
        self.code, self.line, self.why = code, line, why


class _Target:
    def __init__(self, records: Callable[[Node], bool]) -> None:
        self.records = records
        self.parser: object = None
        self.stack: list[Node] = []
        self.root: Node | None = None
        self.texts: list[str] = []
        self.skipped = 0
        self.deep = False
        self.offset = self.lines = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        expat = self.parser
        self._text()
        node = Node(
            tag.rpartition("}")[2],
            getattr(expat, "CurrentLineNumber", 0) + self.lines,
            getattr(expat, "CurrentByteIndex", -1) + self.offset,
            attributes,
        )
        if self.stack:
            self.stack[-1].below.append(node)
        else:
            self.root = node
        self.stack.append(node)
        if len(self.stack) > MAX_DEPTH:
            self.deep = True
            raise ParseError("depth")

    def data(self, text: str) -> None:
        self.texts.append(text)

    def end(self, _: str) -> None:
        self._text()
        node = self.stack.pop()
        if self.stack and self.records(node):
            self.stack[-1].below.remove(node)

    def close(self) -> None:
        self._text()

    def _text(self) -> None:
        if self.texts:
            if self.stack:
                self.stack[-1].text += "".join(self.texts)
            self.texts = []

    def finish(self) -> None:
        """Close what damage left open, from within."""
        while self.stack:
            self.end("")


def trees(data: bytes, records: Callable[[Node], bool]) -> Iterator[tuple[Node | None, Damage | None]]:
    """Each document of the bytes (files of waybills hold several): its root and what ended it too early.
    Never raises.

    ``records`` is asked at the end of each element; one that it has dealt with (True) is let go, so that a
    large file needs the memory of one.
    """
    begin, lines = 0, 0
    while begin < len(data):
        target = _Target(records)
        target.offset, target.lines = begin, lines
        damage, more = _parse(data, begin, lines, target)
        target.finish()
        yield target.root, damage
        if not more:
            return
        lines += data.count(b"\n", begin, more)
        begin = more


def _parse(data: bytes, begin: int, lines: int, target: _Target) -> tuple[Damage | None, int]:
    """Feed a document; what is wrong with it, and where the next begins (0 for nowhere)."""
    parser = DefusedXMLParser(target=target)
    target.parser = parser.parser
    try:
        for at in range(begin, len(data), _STEP):
            parser.feed(data[at : at + _STEP])
        parser.close()
    except DefusedXmlException:
        return Damage("cargo-xml-refused", lines + 1, ""), 0
    except (ParseError, ValueError, LookupError) as error:
        if target.deep:
            return Damage("cargo-xml-deep", lines + parser.parser.CurrentLineNumber, str(MAX_DEPTH)), 0
        next_ = data.find(b"<?xml", begin + 5)
        if getattr(error, "code", 0) in _MORE and next_ > 0 and target.root is not None and not target.stack:
            return None, next_
        return Damage(
            "cargo-xml-cut", lines + parser.parser.CurrentLineNumber, str(error)[:100]
        ), next_ if next_ > 0 else 0
    return None, 0
