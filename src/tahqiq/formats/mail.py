"""One e-mail message (EML, RFC 5322): ``mail.message`` row 1, its addresses, its attachments and nested
messages as members."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tahqiq.formats.base import FormatReader, TooMuch
from tahqiq.formats.mailparts import add_message, parse
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.kit.reasons import reason
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

_KNOWN = re.compile(
    rb"^(from|to|cc|subject|date|message-id|received|return-path|mime-version|content-type|"
    rb"delivered-to|reply-to|x-[a-z0-9-]+|dkim-signature"
    rb"|references|in-reply-to|sender|content-transfer-encoding|arc-[a-z-]+|authentication-results):",
    re.I | re.M,
)


def sniff(head: bytes, name: str) -> Confidence:
    """At least two different known header fields before the first blank line, and the first line is a
    header."""
    top = re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf \r\n"), maxsplit=1)[0]
    fields = {match.group(1).lower() for match in _KNOWN.finditer(top)}
    if len(fields) >= 2 and re.match(rb"[!-9;-~]+:", top):
        return Confidence(
            0.95 if len(fields) >= 3 else 0.8,
            reason("format-begins", what=", ".join(sorted(str(field) for field in fields)[:3])),
        )
    if name.lower().endswith(".eml") and fields:
        return Confidence(0.6, reason("format-named", what=".eml"))
    return NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """The one message of the file."""
    if path.stat().st_size > rows.limits.max_member_bytes:
        raise TooMuch(f"{rows.limits.max_member_bytes} B")
    data = path.read_bytes().lstrip(b"\xef\xbb\xbf \r\n")
    message = parse(data)
    if not message.keys():
        lines, rest = _preamble(data)
        for line in lines:
            yield Problem(
                "entry-unreadable",
                Place(),
                value=line[:200],
                params={"reason": "a line before the mail headers"},
                fields=1,
            )
        message = parse(rest)
    if not message.keys():
        yield Problem("document-damaged", Place(), params={"reason": "no mail headers"}, records=1)
        return
    yield from add_message(rows, message, 1, count(1))


_BEFORE = 5
"""How many lines of another program may stand before the first header."""


def _preamble(data: bytes) -> tuple[list[str], bytes]:
    """The lines before the first known header and what begins with it; none and all where no header follows
    within five lines."""
    found: list[str] = []
    rest = data
    for _ in range(_BEFORE):
        line, _, rest = rest.partition(b"\n")
        if line.strip():
            found.append(line.decode("utf-8", "replace").strip())
        if _KNOWN.match(rest):
            return found, rest
    return [], data


READER = FormatReader("mail", 2, "E-mail message (EML)", (".eml",), sniff, read)
