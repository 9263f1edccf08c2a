"""Walking through XML of any size: through defusedxml, element by element, with what was dealt with let go."""

from collections.abc import Collection, Iterator
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from tahqiq.formats.base import TooMuch

MAX_DEPTH = 200


def local(tag: object) -> str:
    """A tag without its namespace; empty for comments and processing instructions.

    >>> local("{urn:x}node")
    'node'
    """
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def walk(stream: IO[bytes], records: Collection[str]) -> Iterator[tuple[str, str, Element]]:
    """``(event, local tag, element)`` for each start and end, in document order.

    An element whose local tag is in ``records`` is dropped from its parent once its end has been handed out, so a document of a million
    records needs the memory of one. Raises ``ParseError`` for damage, ``DefusedXmlException`` for entity tricks, ``TooMuch`` for nesting
    deeper than 200.
    """
    stack: list[Element] = []
    for event, element in ElementTree.iterparse(stream, events=("start", "end")):
        tag = local(element.tag)
        if event == "start":
            stack.append(element)
            if len(stack) > MAX_DEPTH:
                raise TooMuch(f"depth {MAX_DEPTH}")
            yield event, tag, element
            continue
        yield event, tag, element
        stack.pop()
        if tag in records and stack:
            stack[-1].remove(element)


def children(element: Element, name: str) -> Iterator[Element]:
    """Children of ``element`` with the local tag ``name``."""
    return (child for child in element if local(child.tag) == name)


def child(element: Element, name: str) -> Element | None:
    """The first child with the local tag ``name``."""
    return next(children(element, name), None)


def text_of(element: Element | None) -> str | None:
    """All text inside ``element`` joined and stripped; None when there is none."""
    if element is None:
        return None
    return "".join(element.itertext()).strip() or None


def looks_like(head: bytes, *needles: str) -> bool:
    """Whether a head of a file is XML (UTF-8 or UTF-16) that contains all ``needles``."""
    text = head.decode("utf-16", "ignore") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head.decode("utf-8", "ignore")
    return text.lstrip("\ufeff \t\r\n").startswith("<") and all(needle in text for needle in needles)
