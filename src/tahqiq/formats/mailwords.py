"""The words of a mail header as text: RFC 2047 words, folded lines, raw 8-bit letters."""

import binascii
import re
from email.errors import HeaderParseError
from email.header import decode_header

from tahqiq.formats.base import DAMAGE
from tahqiq.formats.decoding import decode

_GAP = re.compile(r"(=\?[^?\s]+\?[bqBQ]\?[^?]*\?=)\s+(?==\?)")


def decode_words(raw: str) -> str:
    """A header value: RFC 2047 words of any or no known charset, and raw 8-bit letters, as text on one line.

    >>> decode_words("=?windows-1256?B?5MU=?= ok")
    'نإ ok'
    """
    unfolded = re.sub(r"\r?\n[ \t]+", " ", raw).strip()
    if any("\udc80" <= letter <= "\udcff" for letter in unfolded):
        unfolded = decode(unfolded.encode("utf-8", "surrogateescape")).text
    if "=?" not in unfolded:
        return unfolded
    try:
        pieces = decode_header(_GAP.sub(r"\1", unfolded))
    except (*DAMAGE, binascii.Error, HeaderParseError):
        return unfolded
    return "".join(piece if isinstance(piece, str) else _word(piece, charset) for piece, charset in pieces).strip()


def _word(piece: bytes, charset: str | None) -> str:
    return decode(piece, charset if charset and charset != "unknown-8bit" else None).text
