"""A mailbox (mbox, RFC 4155): message N of the file is row N; addresses and attachments as for a single message.

Messages are separated by a line that starts with ``From `` after a blank line (or at the start); a quoted ``>From `` at the start of a line is
given back its form (mboxrd). Read message by message, so that a mailbox may be larger than memory.
"""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tahqiq.formats.base import FormatReader
from tahqiq.formats.mailparts import add_message, parse
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

_FROM = re.compile(rb"From \S.*\d{2}:\d{2}|From \S+\s*$|From - ")
_QUOTED = re.compile(rb"^>(>*From )", re.M)


def sniff(head: bytes, name: str) -> Confidence:
    """A separator line at the start and a header after it."""
    first, _, rest = head.partition(b"\n")
    if _FROM.match(first) and re.match(rb"(>From .*\n)?[!-9;-~]+:", rest):
        return Confidence(0.97, reason("format-begins", what="From "))
    return NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """Messages in the order of the file."""
    addresses = count(1)
    for number, data in enumerate(_messages(path, rows.limits.max_member_bytes), start=1):
        message = parse(data) if data is not None else None
        if data is None:
            rows.tell(Problem("limit-reached", Place(WHOLE, number), params={"limit": f"{rows.limits.max_member_bytes} B"}, records=1))
        elif message is None or not message.keys():
            rows.tell(Problem("entry-unreadable", Place(WHOLE, number), params={"reason": "no mail headers"}, records=1))
        else:
            yield from add_message(rows, message, number, addresses)
        yield from rows.ready()


def _messages(path: Path, limit: int) -> Iterator[bytes | None]:
    """The bytes of each message without its separator; None for one that is longer than ``limit``."""
    lines: list[bytes] = []
    size = 0
    blank = True
    started = False
    with path.open("rb") as stream:
        while line := stream.readline(1 << 20):
            if blank and _FROM.match(line):
                if started:
                    yield _join(lines, size, limit)
                lines, size, started = [], 0, True
            else:
                started = True
                size += len(line)
                if size <= limit:
                    lines.append(line)
            blank = line in (b"\n", b"\r\n")
    if started:
        yield _join(lines, size, limit)


def _join(lines: list[bytes], size: int, limit: int) -> bytes | None:
    return _QUOTED.sub(rb"\1", b"".join(lines)) if size <= limit else None


READER = FormatReader("mbox", 1, "Mailbox (mbox)", (".mbox", ".mbx"), sniff, read)
