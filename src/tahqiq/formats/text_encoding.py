"""From bytes to text, with a problem where the encoding was guessed or bytes did not fit; which encoding it
is says ``sniff``."""

import codecs
from typing import NamedTuple

from tahqiq.formats.sniff import BOMS, encoding
from tahqiq.model.place import WHOLE, Part, Place
from tahqiq.model.problem import Problem

_PROBE = 1 << 20


class Decoded(NamedTuple):
    """Text, the name of its encoding, and a problem when the encoding was guessed or bytes did not fit."""

    text: str
    encoding: str
    problem: Problem | None = None


def guess(data: bytes) -> tuple[str, bool]:
    """``(encoding, sure)`` for ``data`` as :func:`tahqiq.formats.sniff.encoding` finds it: sure for a
    byte-order mark and for valid UTF-8.

    >>> guess("سلام عليكم".encode("cp1256"))
    ('cp1256', False)
    """
    probe = data[:_PROBE]
    codec = encoding(probe).codec
    marked = any(probe.startswith(mark) for mark, _ in BOMS)
    return codec, marked or (codec == "utf-8" and _fits_utf8(probe, len(probe) == len(data)))


def _fits_utf8(probe: bytes, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(probe, final=whole)
    except UnicodeDecodeError:
        return False
    return True


def decode(data: bytes, declared: str | None = None, part: Part = WHOLE) -> Decoded:
    """The text of ``data``. ``declared`` (from a header) is used when it fits; bytes that fit nowhere become
    U+FFFD and are told.

    A guess is told with ``encoding-guessed``; replaced bytes with ``bytes-replaced`` (both ``records=0``).
    """
    if declared:
        text = _strict(data, declared)
        if text is not None:
            return Decoded(text, declared.lower())
    name, sure = guess(data)
    text = _strict(data, name)
    if text is not None:
        note = None if sure else Problem("encoding-guessed", Place(part), params={"encoding": name})
        return Decoded(text, name, note)
    text = data.decode(name, "replace")
    return Decoded(
        text,
        name,
        Problem("bytes-replaced", Place(part), params={"encoding": name, "count": text.count("\ufffd")}),
    )


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        info = codecs.lookup(encoding)
        if not info._is_text_encoding:  # e.g. "zlib" or "rot13" named in a hostile header
            return None
        return data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None
