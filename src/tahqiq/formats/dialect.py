"""How a delimited text is written: encoding, delimiter, quote, line end, width; found from its head by
consistency, never by the extension."""

import re
from collections import Counter
from dataclasses import dataclass

from tahqiq.formats.sniff import decode, encoding

USUAL = "\t;|,"
"""Delimiters in the order in which an equally consistent one is preferred."""
UNUSUAL = "،؛~^\x1f\x01§¬*#:"
BLANKS = " "
SAMPLE = 400
"""How many lines of the head are looked at."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """``delimiter`` is one character, empty for a single column; ``blanks`` > 0 means runs of at least so
    many blanks or tabs.

    ``quote`` is ``"`` or ``'`` or empty; ``newline`` one of LF, CRLF, CR; ``width`` is the number of fields
    of most lines; ``consistent`` is the share of lines that have it; ``directive`` is true when line 1 is a
    ``sep=`` line.
    """

    encoding: str
    delimiter: str
    quote: str
    newline: str
    width: int
    blanks: int = 0
    consistent: float = 1.0
    directive: bool = False
    lines: int = 0

    def split(self, line: str) -> list[str]:
        """The fields of one line without line end; quotes are removed and doubled quotes undone.

        >>> Dialect("utf-8", ",", '"', "\\n", 2).split('"a, ""b"" c",d')
        ['a, "b" c', 'd']
        """
        if self.blanks:
            line = re.sub(rf"[ \t]{{{self.blanks},}}", "\t", line.strip(" \t"))
        delimiter = "\t" if self.blanks else self.delimiter
        if not self.quote or self.quote not in line:
            return line.split(delimiter) if delimiter else [line]
        return _quoted(line, delimiter, self.quote)


def dialect(head: bytes) -> Dialect:
    """The dialect of a text that starts with ``head``. Always gives one; ``consistent`` and ``width`` say how
    good it is.

    >>> found = dialect(b"number;date;seconds\\r\\n0770;1,5;3\\r\\n0771;2,5;4\\r\\n")
    >>> found.delimiter, found.newline, found.width
    (';', '\\r\\n', 3)
    """
    codec = encoding(head).codec
    text = decode(head).rstrip("\x1a\x00")
    newline = _newline(text)
    lines = _whole_lines(text, newline, len(head))
    directive = re.match(r"(?i)sep=(.)\s*$", lines[0]) if lines else None
    if directive:
        lines = lines[1:]
    quote = _quote(text)
    shown = [line for line in _joined(lines, quote) if line.strip()][:SAMPLE]
    delimiter, blanks, width, share = _delimiter(shown, quote, directive.group(1) if directive else "")
    return Dialect(codec, delimiter, quote, newline, width, blanks, share, directive is not None, len(shown))


def _newline(text: str) -> str:
    crlf, lf, cr = text.count("\r\n"), text.count("\n"), text.count("\r")
    if cr > lf and cr - crlf > lf:
        return "\r"
    return "\r\n" if crlf and crlf >= lf - crlf else "\n"


def _whole_lines(text: str, newline: str, size: int) -> list[str]:
    """Lines without their ends; the last one is left out when the head may have cut it."""
    separator = "\r" if newline == "\r" else "\n"
    lines = [line.rstrip("\r") for line in text.split(separator)]
    return lines[:-1] if len(lines) > 1 and (size >= 4096 or not lines[-1]) else lines


def _quote(text: str) -> str:
    apostrophes = len(re.findall(r"(?:^|[,;|\t])'[^'\r\n]*'(?=[,;|\t\r\n]|$)", text))
    if apostrophes > 3 and text.count('"') == 0 and apostrophes * 3 > text.count("'"):
        return "'"
    return '"'


def _joined(lines: list[str], quote: str) -> list[str]:
    """Lines with those that a quoted cell goes on in put together; as they stand where quotes do not close
    (one that never does would swallow the rest)."""
    whole: list[str] = []
    open_ = False
    for line in lines:
        if open_:
            whole[-1] += "\n" + line
        else:
            whole.append(line)
        open_ ^= line.count(quote) % 2 == 1
    return lines if open_ else whole


def _delimiter(lines: list[str], quote: str, given: str) -> tuple[str, int, int, float]:
    if given:
        width, share = _widths(lines, Dialect("", given, quote, "", 0))
        return given, 0, width, share
    best: tuple[str, int, int, float] = ("", 0, 1, 1.0)
    score = 0.0
    options = [(mark, 0) for mark in USUAL] + [(mark, 0) for mark in UNUSUAL] + [(BLANKS, 2), (BLANKS, 1)]
    for rank, (mark, blanks) in enumerate(options):
        width, share = _widths(lines, Dialect("", mark, quote, "", 0, blanks))
        floor = 0.3 if mark in USUAL else 0.8
        if (
            width < 2
            or share < floor
            or (mark not in USUAL and len(lines) < 3)
            or (blanks == 1 and _words_of_one_column(lines, width))
        ):
            continue
        reached = share * (1.0 - 0.1 / width) - 0.02 * rank - (0.0 if mark in USUAL else 0.1)
        if reached > score + 1e-9:
            best, score = (mark, blanks, width, share), reached
    return best


def _words_of_one_column(lines: list[str], width: int) -> bool:
    """Whether blanks part words, not fields: a list of names of three words each below a header of one word,
    and nowhere a digit."""
    return len(lines[0].split()) != width and not any(sign.isdigit() for line in lines for sign in line)


def _widths(lines: list[str], option: Dialect) -> tuple[int, float]:
    """The most frequent number of fields of at least two, and the share of lines that have it (line breaks
    inside quotes disturb it a little)."""
    mark = option.delimiter
    if mark != BLANKS and not any(mark in line for line in lines):
        return 1, 0.0
    counts = Counter(len(option.split(line)) for line in lines)
    wide = [(count, width) for width, count in counts.items() if width >= 2]
    if not wide:
        return 1, 0.0
    count, width = max(wide)
    return width, count / len(lines)


def _quoted(line: str, delimiter: str, quote: str) -> list[str]:
    fields: list[str] = []
    position, size = 0, len(line)
    while True:
        if position < size and line[position] == quote:
            value, position = _quoted_field(line, position + 1, quote)
        else:
            value = ""
        end = line.find(delimiter, position) if delimiter else -1
        end = size if end < 0 else end
        fields.append(value + line[position:end])
        if end >= size:
            return fields
        position = end + 1


def _quoted_field(line: str, position: int, quote: str) -> tuple[str, int]:
    """The value from behind an opening quote and the position behind the closing one (the end of the line
    when it never closes)."""
    parts: list[str] = []
    while True:
        end = line.find(quote, position)
        if end < 0:
            return "".join(parts) + line[position:], len(line)
        parts.append(line[position:end])
        if line[end + 1 : end + 2] != quote:
            return "".join(parts), end + 1
        parts.append(quote)
        position = end + 2
