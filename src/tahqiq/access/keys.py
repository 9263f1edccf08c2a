"""The Ed25519 key that signs heads of the audit log. It lives outside the workspace (``TAHQIQ_KEYS`` or the user's data folder)."""

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat, load_pem_private_key

from tahqiq.kit.errors import Damaged


def folder() -> Path:
    """Where keys are kept."""
    given = os.environ.get("TAHQIQ_KEYS")
    if given:
        return Path(given)
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "tahqiq" / "keys"


def signing_key(workspace: str, create: bool = True) -> Ed25519PrivateKey:
    """The workspace's key, made (mode 0600) on first use. Raises :class:`Damaged` (``audit-key-missing``) when it is absent and not to be made."""
    path = folder() / f"{workspace}.pem"
    if path.is_file():
        loaded = load_pem_private_key(path.read_bytes(), None)
        if not isinstance(loaded, Ed25519PrivateKey):
            raise Damaged("audit-key-missing", path=str(path))
        return loaded
    if not create:
        raise Damaged("audit-key-missing", path=str(path))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = Ed25519PrivateKey.generate()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return key


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """The 32 bytes of the public key."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def signed_by(public: bytes, signature: bytes, data: bytes) -> bool:
    """Whether ``signature`` over ``data`` was made by the holder of the key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
