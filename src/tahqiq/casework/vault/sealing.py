"""Closing single fields: AES-256-GCM with the place of a field as associated data, a key for each identity, keyed digests for the duplicate check.

The key of a compartment never closes a field itself: it closes the key of each identity, so that one identity can be made unreadable for good
by dropping its key (NIST SP 800-38D for GCM, RFC 5869 for the derived keys).
"""

import hmac
import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tahqiq.kit.errors import Damaged
from tahqiq.kit.text import fold_digits, tidy

KEY, NONCE, TAG = 32, 12, 32
PAGE = 1_024
"""Digests are compared in whole pages of so many, so that time tells no exact number of identities."""


def derived(key: bytes, use: str) -> bytes:
    """A key of its own for one use of a compartment's key."""
    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=f"tahqiq vault {use}".encode()).derive(key)


def place(table: str, row: str, field: str, version: int) -> bytes:
    """What a ciphertext is bound to: ``table|row|field|version``. Raises ``ValueError`` for a name with the bar in it."""
    if any("|" in part for part in (table, row, field)):
        raise ValueError("a bar stands in a name")
    return f"{table}|{row}|{field}|{version}".encode()


def close(key: bytes, plain: bytes, where: bytes) -> bytes:
    """``plain`` closed for one place: nonce, ciphertext and tag in one piece; two closings of the same are never equal."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, where)


def open_(key: bytes, closed: bytes, where: bytes) -> bytes:
    """What was closed for this place with this key. Raises :class:`Damaged` (``vault-field-damaged``) for another key or place, or changed bytes."""
    try:
        return AESGCM(key).decrypt(closed[:NONCE], closed[NONCE:], where)
    except (InvalidTag, ValueError) as error:
        raise Damaged("vault-field-damaged") from error


def folded(value: str) -> str:
    """A value as the duplicate check compares it: NFKC, Latin digits, single spaces, without case."""
    return tidy(fold_digits(unicodedata.normalize("NFKC", value))).casefold()


def sign(key: bytes, kind: str, fields: Sequence[str], values: Sequence[str]) -> bytes:
    """The keyed digest of some fields of an identity: equal for equal values, and nothing without the key. Always the same work for the same lengths."""
    state = hmac.new(key, digestmod=sha256)
    for part in (kind, *fields, *(folded(value) for value in values)):
        data = part.encode("utf-8", "surrogatepass")
        state.update(len(data).to_bytes(4, "big") + data)
    return state.digest()


def met(wanted: Iterable[bytes], kept: Sequence[bytes]) -> bool:
    """Whether one of the digests wanted is kept. Every one is compared with every other, in full and to the end of the page, whatever is found."""
    filler = [secrets.token_bytes(TAG)] * (-len(kept) % PAGE or (PAGE if not kept else 0))
    found = 0
    for mine in wanted:
        for other in (*kept, *filler):
            found |= hmac.compare_digest(mine, other)
    return bool(found)
