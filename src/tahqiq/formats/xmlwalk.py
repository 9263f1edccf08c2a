"""Walking through XML of any size: through defusedxml, element by element, with what was dealt with let go.

Two slips that programs make when they write XML cost a parser the whole document and are undone before it
reads: white space before the declaration, and prefixes that nobody declares (``xsi:`` and ``viz:`` in charts
of the web). Nothing of the document is left out by it.
"""

import re
from collections.abc import Collection, Iterator
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from tahqiq.formats.base import TooMuch

MAX_DEPTH = 200
_HEAD = 65_536
_ROOT = re.compile(rb"<(?![?!])[^\s/>]+")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_TAG = re.compile(rb"<[^<>!?]+>")
_DECLARED = re.compile(rb"\sxmlns:([A-Za-z_][\w.-]*)\s*=")
_PREFIXED = re.compile(rb"(?:</?|\s)([A-Za-z_][\w.-]*):[A-Za-z_]")
_USUAL = frozenset([b"xsi", b"viz", b"gx", b"atom", b"xlink"])
"""Prefixes that may first stand behind the head of a document and are as often undeclared."""


class _Opened:
    """A document that begins with other bytes than its file."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest

    def read(self, size: int = -1) -> bytes:
        """What comes next: the head first, then the file."""
        if self._head:
            given, self._head = (self._head, b"") if size < 0 else (self._head[:size], self._head[size:])
            return given + self._rest.read() if size < 0 else given
        return self._rest.read(size)


def opened(stream: IO[bytes]) -> "_Opened":
    """The document of ``stream`` without white space before it and with its undeclared prefixes declared at
    the root; other encodings than those of ASCII's letters stay as they are.

    >>> import io
    >>> next(walk(io.BytesIO(b'\\n<?xml version="1.0"?><a own:b="c"/>'), ()))[2].attrib
    {'{urn:undeclared:own}b': 'c'}
    """
    head = stream.read(_HEAD)
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if bare.startswith(b"<?xml"):
        head = bare
    commented, end, rest = head.rpartition(
        b"-->"
    )  # a thousand comments that only begin would each read on to the end of the head
    root = _ROOT.search(_COMMENT.sub(lambda found: b" " * len(found[0]), commented + end) + rest)
    if not bare.startswith(b"<") or root is None:
        return _Opened(head, stream)
    used = {prefix for tag in _TAG.findall(head, root.start()) for prefix in _PREFIXED.findall(tag)} | _USUAL
    missing = sorted(used - {b"xml", b"xmlns"} - set(_DECLARED.findall(head)))
    told = b"".join(b' xmlns:%b="urn:undeclared:%b"' % (prefix, prefix) for prefix in missing)
    return _Opened(head[: root.end()] + told + head[root.end() :], stream)


def local(tag: object) -> str:
    """A tag without its namespace; empty for comments and processing instructions.

    >>> local("{urn:x}node")
    'node'
    """
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def walk(stream: IO[bytes], records: Collection[str]) -> Iterator[tuple[str, str, Element]]:
    """``(event, local tag, element)`` for each start and end, in document order.

    An element whose local tag is in ``records`` is dropped from its parent once its end has been handed out,
    so a document of a million records needs the memory of one. Raises ``ParseError`` for damage,
    ``DefusedXmlException`` for entity tricks, ``TooMuch`` for nesting deeper than 200.
    """
    stack: list[Element] = []
    for event, element in ElementTree.iterparse(opened(stream), events=("start", "end")):
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
    text = (
        head.decode("utf-16", "ignore")
        if head[:2] in (b"\xff\xfe", b"\xfe\xff")
        else head.decode("utf-8", "ignore")
    )
    return text.lstrip("\ufeff \t\r\n").startswith("<") and all(needle in text for needle in needles)
