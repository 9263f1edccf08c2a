"""The bytes of an interchange as one line of text, and the way back: where a sign of that line stands in the
file."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from tahqiq.formats.sniff import BOMS

_FEEDS = re.compile("[\r\n\x00-\x08\x0b\x0c]+")
_CONTROLS = bytes([*range(9), 10, 11, 12, 13])
"""The same signs."""
_SEGMENT = re.compile(r"[A-Z]{3}(?:\+|$)")
_LOOKED = 200
ENDED = "\x1c"
"""What stands for the end of a line where lines end segments: a sign that no text of an interchange holds."""
_CODECS = {
    "UNOC": "latin-1",
    "UNOD": "iso8859-2",
    "UNOE": "iso8859-5",
    "UNOF": "iso8859-7",
    "UNOG": "iso8859-3",
    "UNOH": "iso8859-4",
    "UNOI": "iso8859-6",
    "UNOJ": "iso8859-8",
    "UNOK": "iso8859-9",
}
"""Repertoires of ISO 9735; everything else is UTF-8 where it can be."""


@dataclass(frozen=True, slots=True)
class Plain:
    """``text`` has one sign for each byte (Latin-1) without line feeds and control signs; ``cuts`` and
    ``lost`` say how many bytes were left out before which sign. ``by_lines``: no sign ends a segment but the
    end of its line, which is then :data:`ENDED` in ``text``."""

    text: str
    cuts: tuple[int, ...] = ()
    lost: tuple[int, ...] = ()
    by_lines: bool = False

    def offset(self, at: int) -> int:
        """The offset in the file, in bytes from 0, of the sign ``at`` of ``text``.

        >>> plain(b"UNA:+.?\\r\\n *").offset(7)
        9
        """
        no = bisect_right(self.cuts, at)
        return at + (self.lost[no - 1] if no else 0)


def plain(data: bytes) -> Plain:
    """One line of the content of a file. Lines that a telex wraps are joined without a blank; UTF-16 and
    UTF-32 are turned into UTF-8 first (offsets are then those of UTF-8)."""
    skipped = 0
    for mark, codec in BOMS:
        if data.startswith(mark):
            if codec == "utf-8-sig":
                data, skipped = data[len(mark) :], len(mark)
            else:
                data = data.decode(codec, "replace").lstrip("\ufeff").encode("utf-8", "replace")
            break
    text = data.decode("latin-1")
    if len(data.translate(None, _CONTROLS)) == len(data):
        return Plain(text, (0,), (skipped,))
    lines = _by_lines(text)
    cuts, lost, gone, kept, last = [0], [skipped], skipped, [], 0
    for found in _FEEDS.finditer(text):
        kept.append(text[last : found.start()] + (ENDED if lines else ""))
        last = found.end()
        gone += last - found.start() - lines
        cuts.append(last + skipped - gone)
        lost.append(gone)
    kept.append(text[last:])
    return Plain("".join(kept), tuple(cuts), tuple(lost), lines)


def _by_lines(text: str) -> bool:
    """Whether each of the first lines from UNB or UNH on is a segment that no sign ends: pasted or written by
    a program that forgot it.

    >>> (_by_lines("UNH+1+BAPLIE:D:95B:UN\\nLOC+5+USNYC\\nUNT+3+1"),
    ...  _by_lines("UNH+1+BAPLIE:D:95B:UN'\\nLOC+5+USNYC'\\nUNT+3+1'"))
    (True, False)
    """
    begin = re.search(r"^UN[BH]\+", text[:4_000], re.MULTILINE)
    if begin is None:
        return False
    part = text[begin.start() : begin.start() + 40_000]
    lines = [line for one in part.splitlines()[:_LOOKED] if (line := one.strip())]
    ends = {line[-1] for line in lines[:-1]}
    same = len(ends) == 1 and not "".join(ends).isalnum()  # another sign than the usual one ends segments
    return (
        len(lines) >= 3 and not same and "'" not in ends and all(_SEGMENT.match(line) for line in lines[:-1])
    )


def codec_of(syntax: str) -> str:
    """The codec of a syntax identifier (``UNOC``); UTF-8 for those that name none."""
    return _CODECS.get(syntax, "utf-8")


def decoded(text: str, codec: str) -> str:
    """Text of one sign a byte as what it says: UTF-8 where it is that, else ``codec``, else Latin-1.

    >>> decoded("Müller".encode().decode("latin-1"), "latin-1")
    'Müller'
    """
    if text.isascii():
        return text
    raw = text.encode("latin-1", "replace")
    for name in ("utf-8", codec):
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return text
