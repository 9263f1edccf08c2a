"""What all readers of documents, messages and charts share: the size guard and the located last word when a
file is damaged."""

import errno
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from struct import error as StructError
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from defusedxml.common import DefusedXmlException

from tahqiq.formats.reader import DEFAULT_LIMITS, Confidence, Item, Limits
from tahqiq.formats.rows import Rows
from tahqiq.model.place import WHOLE, Part, Place
from tahqiq.model.problem import Problem

Sniff = Callable[[bytes, str], Confidence]
Body = Callable[[Path, str, Rows], Iterator[Item]]

DAMAGE = (
    ParseError,
    DefusedXmlException,
    BadZipFile,
    zlib.error,
    EOFError,
    StructError,
    ValueError,
    LookupError,
    RuntimeError,
)
"""What the standard library raises for content that is not what it claims to be (never for the disk: that is
``OSError``)."""


_CUT = "File is not a zip file"
"""What the standard library says of an archive without the list of contents that stands at its end."""


class TooMuch(ValueError):
    """A limit of :class:`Limits` would be passed; ``limit`` says which."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


def damaged(error: Exception, part: Part = WHOLE, records: int = 1) -> Problem:
    """The problem that says why the rest of a file (or of ``part``) could not be read."""
    if isinstance(error, TooMuch):
        return Problem("limit-reached", Place(part), params={"limit": error.limit}, records=records)
    if isinstance(error, MemoryError):
        return Problem("limit-reached", Place(part), params={"limit": "memory"}, records=records)
    if isinstance(error, DefusedXmlException):
        return Problem("xml-refused", Place(part), records=records)
    if isinstance(error, ParseError):
        line = error.position[0] if getattr(error, "position", None) else 0
        return Problem("document-damaged", Place(part, line), params={"reason": str(error)}, records=records)
    reason = str(error) or type(error).__name__
    if isinstance(error, BadZipFile) and reason == _CUT:
        return Problem("document-cut", Place(part), records=records)
    return Problem("document-damaged", Place(part), params={"reason": reason[:200]}, records=records)


def of_content(error: OSError) -> bool:
    """Whether an ``OSError`` comes from impossible content (a seek before the start, a broken stream) and not
    from the disk."""
    return error.errno in (None, errno.EINVAL)


@dataclass(slots=True, repr=False)
class FormatReader:
    """A :class:`tahqiq.formats.reader.Reader` made of a sniffing function and a body; never changed after it
    is made.

    The body puts records into the ``Rows`` it is given and yields members, problems and ``rows.ready()`` now
    and then; what is left in the rows is handed out after it. ``read`` answers an empty or too large file
    with one problem and turns damage that the body meets into a located problem (``records=1``: at least one
    record of the original is lost with it): it never raises for bad content.
    """

    name: str
    version: int
    title: str
    suffixes: tuple[str, ...]
    sniffer: Sniff
    body: Body

    def sniff(self, head: bytes, name: str) -> Confidence:
        """See :meth:`tahqiq.formats.reader.Reader.sniff`."""
        return self.sniffer(head, name)

    def read(self, path: Path, name: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[Item]:
        """See :meth:`tahqiq.formats.reader.Reader.read`."""
        size = path.stat().st_size
        if size == 0:
            yield Problem("document-empty", Place())
            return
        if size > limits.max_bytes:
            yield Problem("limit-reached", Place(), params={"limit": f"{limits.max_bytes} B"}, records=1)
            return
        rows = Rows(limits)
        last: Problem | None = None
        try:
            yield from self.body(path, name, rows)
        except OSError as error:
            if not of_content(error):
                raise
            last = damaged(error)
        except (*DAMAGE, RecursionError, MemoryError) as error:
            last = damaged(error)
        yield from rows.rest()
        if last is not None:
            yield last

    def __repr__(self) -> str:
        return f"<reader {self.name} {self.version}>"
