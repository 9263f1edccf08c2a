"""Interchanges, groups and messages of a file, with what the envelope claims compared with what is there.

Nothing that an envelope says is believed: a message ends where the next begins, whatever its UNT says, and a
text behind the last segment is text, not a segment.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tahqiq.formats.edifact.delimiters import Begin, begins
from tahqiq.formats.edifact.plain import Plain, codec_of, plain
from tahqiq.formats.edifact.segments import BLANKS, Segment, segments

ENVELOPE = frozenset(("UNB", "UNG", "UNH", "UNT", "UNE", "UNZ"))


@dataclass(slots=True, eq=False)
class Envelope:
    """What stands around a message: ``unb`` and ``ung`` as they stand (None where there is none)."""

    unb: Segment | None = None
    ung: Segment | None = None


@dataclass(slots=True, eq=False)
class Message:
    """One message, or one part of one. ``head`` is its UNH, ``body`` the segments between UNH and UNT,
    ``tail`` its UNT, None where it has none.

    ``part`` is its number and "C" (more follow), "F" (last) or "" (not said); None for a message that is
    whole. Parts of one message share ``key``. ``wrong`` are (segment, what, said, found) of counts that do
    not fit.
    """

    kind: str
    version: str
    head: Segment
    envelope: Envelope
    body: list[Segment] = field(default_factory=list)
    part: tuple[int, str] | None = None
    tail: Segment | None = None
    wrong: list[tuple[Segment, str, str, str]] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, ...]:
        """What all parts of one message have in common: type, version, common access reference, sender and
        recipient."""
        unb = self.envelope.unb
        return (
            self.kind,
            self.version,
            self.head.get(2),
            unb.get(1) if unb else "",
            unb.get(2) if unb else "",
        )


def missing(parts: Sequence[tuple[int, str]]) -> bool:
    """Whether of the parts of a message some are not there: no last one, or a number that is left out.

    >>> missing([(1, "C"), (3, "F")]), missing([(1, "C"), (2, "F")])
    (True, False)
    """
    last = [no for no, mark in parts if mark == "F"]
    numbers = {no for no, _ in parts}
    return not last or min(numbers) != 1 or not len(numbers) == max(numbers) == max(last)


class Reading:
    """The messages of the bytes of a file, one after the other: never raises, what is no message is
    ``outside``.

    Once :meth:`messages` has ended, ``outside`` holds the texts that belong to none (address lines, footers)
    as (sign of ``plain``, text), ``envelopes`` the segments around messages, ``wrong`` the counts of
    interchanges and groups that do not fit, as (segment, what, said, found).

    >>> data = b"UNB+UNOA:4+A+B+240101:0000+1'UNH+1+PAXLST:D:05B:UN'BGM+745'UNT+3+1'UNZ+1+1'"
    >>> [one.version for one in Reading(data).messages()]
    ['D.05B']
    """

    def __init__(self, data: bytes) -> None:
        self.plain: Plain = plain(data)
        self.outside: list[tuple[int, str]] = []
        self.wrong: list[tuple[Segment, str, str, str]] = []
        self.envelopes: list[Segment] = []

    def messages(self) -> Iterator[Message]:
        """Each message, or part of one, as soon as it has ended."""
        text = self.plain.text
        starts = list(begins(text))
        first = starts[0].start if starts else len(text)
        self._out(0, text[:first])
        no = 0
        for position, begin in enumerate(starts):
            end = starts[position + 1].start if position + 1 < len(starts) else len(text)
            interchange = _Interchange(self, begin, end, no)
            yield from interchange.run()
            no = interchange.no

    def _out(self, at: int, said: str) -> None:
        if said.strip(BLANKS):
            self.outside.append((at, said))


class _Interchange:
    def __init__(self, made: Reading, begin: Begin, end: int, no: int) -> None:
        self.made, self.begin, self.end, self.no = made, begin, end, no
        self.envelope = Envelope()
        self.current: Message | None = None
        self.count = self.here = 0
        self.ended = False

    def run(self) -> Iterator[Message]:
        text, signs = self.made.plain.text, self.begin.delimiters
        syntax = re.match(r"UNB.([A-Z]{4})", text[self.begin.body : self.begin.body + 8], re.DOTALL)
        into: list[Segment] | None = None
        last: Segment | None = None
        for segment in segments(
            text, self.begin.body, self.end, signs, codec_of(syntax[1] if syntax else ""), self.no
        ):
            last = segment
            if segment.tag in ENVELOPE:
                ended = self._envelope(segment)
                into = self.current.body if self.current is not None else None
                if ended is not None:
                    yield ended
            elif into is not None:
                into.append(segment)
            elif self.ended or not segment.tag:
                self.made._out(segment.start, segment.raw)
            else:
                self.made.envelopes.append(segment)
        self.no = last.no if last is not None else self.no
        ended = self._close(None)
        if ended is not None:
            yield ended

    def _envelope(self, segment: Segment) -> Message | None:
        """What the segment opens or ends; the message that it ends."""
        tag = segment.tag
        ended = self._close(segment if tag == "UNT" else None)
        if tag == "UNH":
            self.count += 1
            self.here += 1
            self.current = _begun(segment, self.envelope)
            return ended
        if tag == "UNB":
            self.envelope = Envelope(segment)
        elif tag == "UNG":
            self.envelope = Envelope(self.envelope.unb, segment)
        elif tag in ("UNE", "UNZ"):
            self._counted(segment)
        if tag != "UNT" or ended is None:
            self.made.envelopes.append(segment)
        return ended

    def _counted(self, segment: Segment) -> None:
        found = self.here if segment.tag == "UNE" else self.count
        said = segment.take(0)
        if segment.tag == "UNE":
            self.here = 0
        else:
            self.ended = True
        if not _fits(said, found) and (segment.tag == "UNE" or self.envelope.ung is None):
            self.made.wrong.append((segment, segment.tag, said, str(found)))

    def _close(self, tail: Segment | None) -> Message | None:
        message, self.current = self.current, None
        if message is None:
            return None
        message.tail = tail
        if tail is None:
            return message
        said, found = tail.take(0), len(message.body) + 2
        if not _fits(said, found):
            message.wrong.append((tail, "UNT", said, str(found)))
        return message


def _fits(said: str, found: int) -> bool:
    digits = said.strip()
    return digits.isdecimal() and len(digits) < 12 and int(digits) == found


def _begun(head: Segment, envelope: Envelope) -> Message:
    kind, version = head.take(1).upper(), head.take(1, 1)
    release = head.take(1, 2)
    for component in range(3, 7):
        head.take(1, component)
    head.take(0)
    head.take(2)
    shown = ".".join(part for part in (version, release) if part)
    number, mark = head.take(3), head.take(3, 1).upper()
    message = Message(kind, shown, head, envelope)
    if number.isdecimal() and len(number) < 6:
        message.part = None if int(number) == 1 and mark == "F" else (int(number), mark)
    return message
