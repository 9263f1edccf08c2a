"""Digests that name things: 16 bytes of BLAKE2b over length-prefixed parts, shown as 32 hexadecimal
digits."""

import hashlib
import json
from hashlib import blake2b

SIZE = 16
_HEX = frozenset("0123456789abcdef")


def digest(*parts: str | bytes, size: int = SIZE) -> bytes:
    """BLAKE2b (RFC 7693) over ``parts``, each preceded by its length, so that ("ab", "c") and ("a", "bc")
    differ.

    Text is encoded as UTF-8 (lone surrogates kept by ``surrogatepass``). ``size`` is the length in bytes, 1
    to 64.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    state = blake2b(digest_size=size)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        state.update(len(data).to_bytes(4, "big"))
        state.update(data)
    return state.digest()


def sha256(data: bytes) -> str:
    """The SHA-256 of ``data`` as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def sha256_of(told: object) -> str:
    """The SHA-256 of what JSON can hold, as hex digits: of its JSON with sorted keys, without spaces, in
    UTF-8.

    >>> sha256_of({"b": 1, "a": "س"}) == sha256('{"a":"س","b":1}'.encode())
    True
    """
    return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


def whole_id(text: str) -> bytes | None:
    """The 16 bytes behind what a person gave as an id, None where it is no whole one: a beginning, or
    something else.

    >>> whole_id(" " + "AB" * 16) == bytes([171]) * 16, whole_id("abcdef")
    (True, None)
    """
    given = text.strip().lower()
    return bytes.fromhex(given) if len(given) == 2 * SIZE and not set(given) - _HEX else None


def parse_id(text: str) -> bytes:
    """The 16 bytes behind an id as shown to people; raises ``ValueError`` when it is not 32 hexadecimal
    digits.

    >>> parse_id("00" * 16) == bytes(16)
    True
    """
    value = bytes.fromhex(text.strip())
    if len(value) != SIZE:
        raise ValueError("an id has 32 hexadecimal digits")
    return value
