"""Text cells of a CSV that no spreadsheet executes or mangles, and back.

A cell gets one apostrophe in front when a spreadsheet would read it as a formula (first sign ``= + - @``,
their full-width forms, tab, carriage return, line feed), would turn an identifier into a number (leading
zero, 12 digits or more, ``12E5``), or when it begins with an apostrophe itself. Taking one apostrophe away
gives every text back exactly.
"""

import re

_RISKY = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n']|0[0-9]+$|[0-9]{12,}$|[0-9]+[eE][0-9]+$")
MARK = "'"


def neutral(text: str) -> str:
    """The text as it is written.

    >>> neutral("=1+1"), neutral("+9647901234567"), neutral("علي"), neutral("'x")
    ("'=1+1", "'+9647901234567", 'علي', "''x")
    """
    if not text or text[0].isalpha():  # most cells, and cheaper than to ask
        return text
    return MARK + text if _RISKY.match(text) else text


def plain(cell: str) -> str:
    """The text behind a written cell.

    >>> plain("'=1+1"), plain("x")
    ('=1+1', 'x')
    """
    return cell.removeprefix(MARK)
