"""The pair of keys of backups (X25519): the public half seals and is all that the backing-up machine holds,
the private half opens."""

import os
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from tahqiq.kit.errors import Conflict, NotFound, WrongUse

_PUBLIC = re.compile(r"\s*tahqiq-recovery-key 1 ([0-9a-f]{64})\s*")
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class PublicHalf:
    """What a backup is sealed to; ``raw`` are its 32 bytes."""

    raw: bytes

    @property
    def name(self) -> str:
        """What the key is called on paper: 32 hex digits of its SHA-256 in groups of four."""
        digits = sha256(self.raw).hexdigest()[:32]
        return "-".join(digits[at : at + 4] for at in range(0, 32, 4))

    def agreed(self) -> tuple[bytes, bytes]:
        """A key for one use that only the private half can find again: the 32 bytes to send along, and the
        secret both then have."""
        own = X25519PrivateKey.generate()
        return own.public_key().public_bytes_raw(), own.exchange(X25519PublicKey.from_public_bytes(self.raw))


@dataclass(frozen=True, slots=True)
class PrivateHalf:
    """What opens a backup."""

    key: X25519PrivateKey

    @property
    def public(self) -> PublicHalf:
        """The other half."""
        return PublicHalf(self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def agreed(self, sent: bytes) -> bytes:
        """The secret of :meth:`PublicHalf.agreed`, from what was sent along. Raises ``ValueError`` for what
        is no key."""
        return self.key.exchange(X25519PublicKey.from_public_bytes(sent))


def public_path(private: Path) -> Path:
    """Where the public half stands: beside the private one, ``.pub`` added."""
    return private.with_name(private.name + ".pub")


def make(path: Path) -> PublicHalf:
    """Make a pair: the private half in ``path`` (mode 0600), the public one in ``path``.pub. Raises
    ``Conflict`` (``recovery-key-exists``)."""
    key = PrivateHalf(X25519PrivateKey.generate())
    pem = key.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    line = f"tahqiq-recovery-key 1 {key.public.raw.hex()}\n".encode()
    for place in (public_path(path), path):
        if place.exists():
            raise Conflict("recovery-key-exists", path=str(place))
    for place, data in ((path, pem), (public_path(path), line)):
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
    return key.public


def read_public(path: Path) -> PublicHalf:
    """The public half in a file. Raises ``NotFound`` (``no-such-file``), ``WrongUse``
    (``recovery-key-unreadable``) for anything else, the private half too: it does not belong on this
    machine."""
    found = _PUBLIC.fullmatch(_text(path))
    if found is None:
        raise WrongUse("recovery-key-unreadable", path=str(path))
    return PublicHalf(bytes.fromhex(found[1]))


def read_private(path: Path) -> PrivateHalf:
    """The private half in a file. Raises ``NotFound`` (``no-such-file``), ``WrongUse``
    (``recovery-key-unreadable``)."""
    try:
        key = load_pem_private_key(_text(path).encode(), None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, X25519PrivateKey):
        raise WrongUse("recovery-key-unreadable", path=str(path))
    return PrivateHalf(key)


def _text(path: Path) -> str:
    if not path.is_file():
        raise NotFound("no-such-file", path=str(path))
    with path.open("rb") as stream:
        return stream.read(_MOST).decode("ascii", "replace")
