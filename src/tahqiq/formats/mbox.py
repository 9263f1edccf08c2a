"""A mailbox (mbox, RFC 4155): message N of the file is row N; addresses and attachments as for a single
message.

Messages are separated by a line that starts with ``From ``, an address and a date, after a blank line (or at
the start) and before a header; any other such line is text. Where a message says how long it is
(``Content-Length``) and a separator or the end of the file stands there, it is taken at its word. A quoted
``>From `` at the start of a line is given back its form (mboxrd), but not in a message whose length let an
unquoted one stand (mboxcl2). Read message by message, so that a mailbox may be larger than memory. What
stands behind ``From `` comes as ``envelope``.
"""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import BinaryIO

from tahqiq.formats.base import FormatReader
from tahqiq.formats.mailparts import add_message, parse
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

_DAYS, _MONTHS = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)", rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATED = re.compile(rb"From .*(?:" + _DAYS + rb"|" + _MONTHS + rb"|\d{4}-\d{2}-\d{2}).*\d{1,2}:\d{2}", re.I)
_BARE = re.compile(rb"From (?:\S+@\S+|-|MAILER-DAEMON|\S+)\s*$")
_HEADER = re.compile(rb"(?:>From .*$|[!-9;-~]+:(?:[ \t]|\r?$))", re.M)
_KNOWN = re.compile(
    (
        rb"(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|Message-ID|MIME-Version|X-[\w-]+|"
        rb"Status|Content-Type):"
    ),
    re.I,
)
_QUOTED = re.compile(rb"^>(>*From )", re.M)
_UNQUOTED = re.compile(rb"^From ", re.M)
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,12})[ \t]*\r?$", re.I | re.M)


def sniff(head: bytes, name: str) -> Confidence:
    """A separator line at the start and a header after it."""
    head = head.lstrip(b"\xef\xbb\xbf\r\n")
    first, _, rest = head.partition(b"\n")
    if _separates(first + b"\n", rest[:1000].partition(b"\n")[0] + b"\n"):
        return Confidence(0.97, reason("format-begins", what="From "))
    return NO


def _separates(line: bytes, following: bytes) -> bool:
    """Whether a line begins a message, given the one after it: a date, or only an address before a header
    that messages begin with."""
    if not line.startswith(b"From "):
        return False
    if _DATED.match(line):
        return _HEADER.match(following) is not None or not following.strip()
    return _BARE.match(line) is not None and _KNOWN.match(following) is not None


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """Messages in the order of the file."""
    addresses = count(1)
    for number, (envelope, data) in enumerate(_messages(path, rows.limits.max_member_bytes), start=1):
        message = parse(data) if data is not None else None
        if data is None:
            rows.tell(
                Problem(
                    "limit-reached",
                    Place(WHOLE, number),
                    params={"limit": f"{rows.limits.max_member_bytes} B"},
                    records=1,
                )
            )
        elif message is None or not message.keys():
            shown = f"From {envelope or ''}\n" + data[:200].decode("utf-8", "replace")
            rows.tell(
                Problem(
                    "entry-unreadable",
                    Place(WHOLE, number),
                    value=shown,
                    params={"reason": "no mail headers"},
                    records=1,
                    fields=1,
                )
            )
        else:
            yield from add_message(rows, message, number, addresses, envelope=envelope)
        yield from rows.ready()


class _Message:
    """A message as it grows."""

    def __init__(self, envelope: str | None) -> None:
        self.envelope = envelope
        self.lines: list[bytes] = []
        self.size = 0
        self.in_headers = True
        self.as_it_stands = False

    def add(self, line: bytes, limit: int) -> None:
        """One more line, kept while the message is not too long."""
        self.size += len(line)
        if self.size <= limit:
            self.lines.append(line)

    def finished(self, limit: int) -> tuple[str | None, bytes | None]:
        """Envelope and bytes; None for one that is longer than ``limit``."""
        if self.size > limit:
            return self.envelope, None
        data = b"".join(self.lines)
        return self.envelope, data if self.as_it_stands else _QUOTED.sub(rb"\1", data)


def _messages(path: Path, limit: int) -> Iterator[tuple[str | None, bytes | None]]:
    """The bytes of each message without its separator."""
    current: _Message | None = None
    blank = True
    with path.open("rb") as stream:
        line = stream.readline(1 << 20)
        if line.startswith(b"\xef\xbb\xbf"):
            line = line[3:]
        while line:
            following = stream.readline(1 << 20)
            if blank and _separates(line, following):
                if current is not None:
                    yield current.finished(limit)
                current = _Message(line[5:].decode("utf-8", "replace").strip() or None)
            elif line.strip() or current is not None:
                current = current or _Message(None)
                current.add(line, limit)
                if current.in_headers and line in (b"\n", b"\r\n"):
                    current.in_headers = False
                    following = _by_length(stream, following, current, limit)
            blank = line in (b"\n", b"\r\n")
            line = following
    if current is not None:
        yield current.finished(limit)


def _by_length(stream: BinaryIO, following: bytes, current: _Message, limit: int) -> bytes:
    """Takes a body at its stated length where a separator or the end stands after it; the next line to look
    at."""
    said = _LENGTH.search(b"".join(current.lines))
    if said is None or current.size > limit or int(said.group(1)) > limit:
        return following
    here = stream.tell()
    begin = here - len(following)
    stream.seek(begin)
    body = stream.read(int(said.group(1)))
    end = stream.tell()
    after = stream.readline(1 << 20)
    while after in (b"\n", b"\r\n"):
        after = stream.readline(1 << 20)
    if (
        len(body) == int(said.group(1))
        and (not after or _separates(after, stream.readline(1 << 20)))
        and _UNQUOTED.search(body)
    ):
        current.add(body, limit)
        current.as_it_stands = True
        stream.seek(end)
        line = stream.readline(1 << 20)
        while line in (b"\n", b"\r\n"):
            line = stream.readline(1 << 20)
        return line
    stream.seek(here)
    return following


READER = FormatReader("mbox", 2, "Mailbox (mbox)", (".mbox", ".mbx"), sniff, read)
