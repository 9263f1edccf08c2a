"""Delimited text of any kind: call files of twenty million lines, hand-made lists, odd encodings; see
``dialect`` for what is recognised.

Kind ``table``, one part, columns ``c1 …``; the row is the 1-based line at which the record starts. Lines
before the first line of the usual width (titles) and after the last one (totals) are delivered as they stand,
filled up with None, as is any run of at least three lines of another equal width (a second table below the
first; its batch may be wider). Any other line of another width is a problem (``ragged-line``, one record)
that carries the line. Blank lines and a ``sep=`` line are no records. A closing 0x1A is dropped.
"""

import os
import re
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np

from tahqiq.formats.block_parse import SHOWN, Parsed, Ragged, parse
from tahqiq.formats.blocks import Block, blocks
from tahqiq.formats.dialect import Dialect, dialect
from tahqiq.formats.reader import BATCH, DEFAULT_LIMITS, HEAD, NO, Confidence, Item, Limits, Records, grid
from tahqiq.formats.sniff import decode, encoding, garbled, is_text
from tahqiq.kit.parts import parts
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

RUN = 3
"""From how many equally wide ragged lines on they count as a table of their own."""
FOOTER = 20
"""How many ragged lines at the end of a file may be totals and remarks."""
_SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".psv", ".dat")


@dataclass(frozen=True, slots=True)
class Delimited:
    """The reader of delimited text."""

    name: str = "delimited"
    version: int = 1
    title: str = "Delimited text (CSV and its relatives)"
    suffixes: tuple[str, ...] = _SUFFIXES

    def sniff(self, head: bytes, name: str) -> Confidence:
        """At most 0.75, since every format with a fixed form knows better."""
        if not is_text(head) or _is_markup(head):
            return NO
        return _confidence(dialect(head), head, Path(name).suffix.lower())

    def read(self, path: Path, name: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[Item]:
        """See the module; ``name`` is not used."""
        head, sample = _samples(path)
        found = dialect(head)
        if not encoding(head).sure and sample:
            found = replace(found, encoding=encoding(sample).codec)
        probable = garbled(decode(head)[:2_000])
        if probable:
            yield Problem(
                "text-garbled", Place(WHOLE, 1), value=decode(head)[:60], params={"probable": probable[:60]}
            )
        yield from bulk_batches(path, found, limits)


READER = Delimited()


def bulk_batches(
    path: Path, found: Dialect, limits: Limits = DEFAULT_LIMITS, strict: bool = False
) -> Iterator[Records | Problem]:
    """All rows and problems of the file in the order of its lines (a problem may come a little later than its
    neighbours).

    ``strict``: every line of another width is a problem, also at the start and the end (for lists with fixed
    columns). Blocks are parsed on as many threads as there are processors (at most four), pyarrow releasing
    the lock; memory stays at a few blocks.
    """
    if found.width > limits.max_columns:
        yield Problem(
            "too-many-columns", Place(), records=1, params={"limit": limits.max_columns, "count": found.width}
        )
        return
    flow = _Flow(found.width, limits, strict)
    for block, parsed in _parsed(path, found, limits):
        if found.directive and block.first == 1:
            parsed = _without_directive(parsed)
        yield from flow.take(parsed)
        flow.complete = block.data.endswith(b"\n")
    yield from flow.end()
    if path.stat().st_size > limits.max_bytes:
        yield Problem("limit-reached", Place(), records=1, params={"limit": f"{limits.max_bytes} B"})


def _parsed(path: Path, found: Dialect, limits: Limits) -> Iterator[tuple[Block, Parsed]]:
    """Blocks with their rows, in order, a few ahead."""
    workers = min(4, os.cpu_count() or 1)
    waiting: deque[tuple[Block, Future[Parsed]]] = deque()
    pool = ThreadPoolExecutor(workers)
    try:
        for block in blocks(path, found, limits):
            waiting.append((block, pool.submit(parse, block, found, limits)))
            if len(waiting) > workers:
                ready, future = waiting.popleft()
                yield ready, future.result()
        while waiting:
            ready, future = waiting.popleft()
            yield ready, future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class _Flow:
    """Puts usual rows and ragged ones in order and decides what becomes of the latter."""

    def __init__(self, width: int, limits: Limits, strict: bool) -> None:
        self.width = width
        self.limits = limits
        self.strict = strict
        self.pending: list[Ragged] = []
        self.started = False
        self.complete = True

    def take(self, parsed: Parsed) -> Iterator[Records | Problem]:
        yield from parsed.problems
        done = 0
        places = np.searchsorted(parsed.lines, [one.line for one in parsed.ragged])
        for place, group in groupby(
            zip(places.tolist(), parsed.ragged, strict=True), key=lambda pair: pair[0]
        ):
            if place > done:
                yield from self._settle()
                yield from _usual(parsed, done, place)
                self.started, done = True, place
            self.pending.extend(one for _, one in group)
        if len(parsed.lines) > done:
            yield from self._settle()
            yield from _usual(parsed, done, len(parsed.lines))
            self.started = True

    def end(self) -> Iterator[Records | Problem]:
        """What stands behind the last usual row: totals when the file ends with a whole line, otherwise
        perhaps a line cut short."""
        cut = self.pending.pop() if self.pending and not self.complete and self.started else None
        if len(self.pending) <= FOOTER:
            self.started = False
        yield from self._settle()
        if cut:
            yield _problem(cut, self.width)

    def _settle(self) -> Iterator[Records | Problem]:
        waiting, self.pending = self.pending, []
        for width, group in groupby(waiting, key=lambda one: len(one.fields)):
            run = list(group)
            if (
                not self.strict
                and width <= self.limits.max_columns
                and (not self.started or (len(run) >= RUN and width >= 2))
            ):
                yield from _as_rows(run, self.width)
            else:
                yield from (_problem(one, self.width) for one in run)


def _usual(parsed: Parsed, start: int, end: int) -> Iterator[Records]:
    for at in range(start, end, BATCH):
        size = min(BATCH, end - at)
        yield Records("table", WHOLE, parsed.columns.slice(at, size), parsed.lines[at : at + size])


def _as_rows(run: list[Ragged], width: int) -> Iterator[Records]:
    for part in parts(run, BATCH):
        lines = [
            (one.line, [value or None for value in one.fields] + [None] * (width - len(one.fields)))
            for one in part
        ]
        yield grid(WHOLE, lines)


def _problem(one: Ragged, width: int) -> Problem:
    params: dict[str, str | int] = {"count": len(one.fields), "expected": width}
    return Problem("ragged-line", Place(WHOLE, one.line), value=one.text[:SHOWN], records=1, params=params)


def _without_directive(parsed: Parsed) -> Parsed:
    """Without line 1, which only names the delimiter."""
    ragged = [one for one in parsed.ragged if one.line != 1]
    if parsed.lines.size and parsed.lines[0] == 1:
        return Parsed(parsed.lines[1:], parsed.columns.slice(1), ragged, parsed.problems)
    return Parsed(parsed.lines, parsed.columns, ragged, parsed.problems)


def _samples(path: Path) -> tuple[bytes, bytes]:
    """The head, and the lines with letters beyond ASCII from four more windows of the file (a long call file
    may begin with digits only)."""
    size = path.stat().st_size
    strange: list[bytes] = []
    with path.open("rb") as file:
        head = file.read(HEAD)
        if head.isascii() and size > HEAD:
            for part in (1, 2, 3, 4):
                file.seek(max(HEAD, size * part // 4 - HEAD))
                lines = re.split(rb"[\r\n]+", file.read(HEAD))
                strange += [line for line in lines[1:-1] if not line.isascii()]
    return head, b"\n".join(strange)[:HEAD]


def _is_markup(head: bytes) -> bool:
    start = decode(head[:512]).lstrip()[:1]
    return start in ("<", "{", "[") or head.startswith((b"%PDF", b"%!PS"))


def _like_prose(found: Dialect, text: str) -> bool:
    """Whether the delimiter is rather the punctuation of sentences: few fields, uneven, blanks behind it."""
    if found.width > 3 or found.consistent >= 0.9 or not found.delimiter.strip():
        return False
    count = text.count(found.delimiter)
    return len(re.findall(re.escape(found.delimiter) + r"\s", text)) > 0.7 * count


def _confidence(found: Dialect, head: bytes, suffix: str) -> Confidence:
    named = 0.05 if suffix in _SUFFIXES and suffix != ".txt" else 0.0
    if found.width >= 2:
        unusual = found.blanks == 1 or found.delimiter in (":", "*", "#")
        doubt = (0.2 if unusual else 0.0) + (0.25 if _like_prose(found, decode(head)) else 0.0)
        score = 0.35 + 0.35 * found.consistent * min(1.0, found.lines / 3) - doubt + named
        return Confidence(
            round(score, 3), reason("format-fields", n=found.width, share=f"{found.consistent:.0%}")
        )
    lines = [line for line in decode(head).splitlines() if line.strip()]
    numeric = sum(bool(re.fullmatch(r"\s*[\"'+]?[\d٠-٩][\d٠-٩ \-]{3,24}[\"']?\s*", line)) for line in lines)
    if lines and numeric >= 0.8 * len(lines):
        return Confidence(0.5 + named, reason("format-numbers"))
    return Confidence(0.4, reason("format-numbers")) if named else NO
