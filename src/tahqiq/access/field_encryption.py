"""Closing bytes for one place: AES-256-GCM with the place as associated data, under keys derived from a
compartment's (NIST SP 800-38D, RFC 5869)."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tahqiq.kit.errors import Damaged

KEY, NONCE = 32, 12


def derived(key: bytes, use: str) -> bytes:
    """A key of its own for one use of a compartment's key."""
    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=f"tahqiq vault {use}".encode()).derive(key)


def place(table: str, row: str, field: str, version: int) -> bytes:
    """What a ciphertext is bound to: ``table|row|field|version``. Raises ``ValueError`` for a name with the
    bar in it."""
    if any("|" in part for part in (table, row, field)):
        raise ValueError("a bar stands in a name")
    return f"{table}|{row}|{field}|{version}".encode()


def close(key: bytes, plain: bytes, where: bytes) -> bytes:
    """``plain`` closed for one place: nonce, ciphertext and tag in one piece; two closings of the same are
    never equal."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, where)


def open_(key: bytes, closed: bytes, where: bytes) -> bytes:
    """What was closed for this place with this key. Raises :class:`Damaged` (``vault-field-damaged``) for
    another key or place, or changed bytes."""
    try:
        return AESGCM(key).decrypt(closed[:NONCE], closed[NONCE:], where)
    except (InvalidTag, ValueError) as error:
        raise Damaged("vault-field-damaged") from error
