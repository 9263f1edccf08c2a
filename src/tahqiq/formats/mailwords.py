"""The words of a mail header as text: RFC 2047 words, folded lines, raw 8-bit letters. Read in one pass,
however long and however broken.

Source: RFC 2047, 2231 (a language after the charset).
"""

import binascii
import re
from collections.abc import Iterator

from tahqiq.formats.text_encoding import decode

_WORD = re.compile(r"=\?([^?\s]{1,80})\?([bqBQ])\?([^?]*(?:\?(?!=)[^?]*){0,3})\?=")
"""An encoded word; up to three question marks within, which the standard forbids and programs write. Each try
ends at the fourth, so that a header of words that never end is looked through once and not once for each of
them."""


def decode_words(raw: str) -> str:
    """A header value: RFC 2047 words of any or no known charset, and raw 8-bit letters, as text on one line.
    A word that cannot be decoded stays as it stands.

    >>> decode_words("=?windows-1256?B?5MU=?= ok")
    'نإ ok'
    """
    unfolded = re.sub(r"\r?\n[ \t]+", " ", raw).strip()
    if any("\udc80" <= letter <= "\udcff" for letter in unfolded):
        unfolded = decode(unfolded.encode("utf-8", "surrogateescape")).text
    if "=?" not in unfolded:
        return unfolded
    return "".join(
        piece if isinstance(piece, str) else decode(b"".join(piece[1]), piece[0]).text
        for piece in _pieces(unfolded)
    ).strip()


def _pieces(text: str) -> Iterator[str | tuple[str | None, list[bytes]]]:
    """Plain text as it stands, and the bytes of neighbouring words of one charset together: a letter may be
    cut between them. White space between words is none."""
    at, charset, held = 0, "", list[bytes]()
    for word in _WORD.finditer(text):
        between = text[at : word.start()]
        named = word[1].partition("*")[0].lower()
        decoded = _bytes(word[2], word[3])
        neighbours = bool(held) and decoded is not None and not between.strip()
        if held and not (neighbours and named == charset):
            yield _known(charset), held
            held = []
        if not neighbours:
            yield between
        if decoded is None:
            yield word[0]
        else:
            charset = named
            held.append(decoded)
        at = word.end()
    if held:
        yield _known(charset), held
    yield text[at:]


def _known(charset: str) -> str | None:
    return None if charset == "unknown-8bit" else charset


def _bytes(encoding: str, text: str) -> bytes | None:
    """The bytes of a word; None where it is not encoded as it says."""
    try:
        if encoding in "qQ":
            return binascii.a2b_qp(text.encode("ascii"), header=True)
        return binascii.a2b_base64(text.encode("ascii") + b"===") or (None if text.strip() else b"")
    except (binascii.Error, UnicodeEncodeError):
        return None
