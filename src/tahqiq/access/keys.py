"""Keys that live outside the workspace (``TAHQIQ_KEYS`` or the user's data folder): the Ed25519 key that
signs heads of the audit log, and a key for each compartment of the vault."""

import hashlib
import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from tahqiq.kit.errors import Conflict, Damaged


def folder() -> Path:
    """Where keys are kept."""
    given = os.environ.get("TAHQIQ_KEYS")
    if given:
        return Path(given)
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "tahqiq" / "keys"


def signing_key(workspace: str, create: bool = True) -> Ed25519PrivateKey:
    """The workspace's key, made (mode 0600) on first use. Raises :class:`Damaged` (``audit-key-missing``)
    when it is absent and not to be made."""
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


def pinned(workspace: str) -> bytes | None:
    """The public key that this machine's account holds for the workspace, 32 bytes; None where it holds none
    (another machine, another account).

    What a log says of its own key proves nothing; this does, since it lies outside the workspace.
    """
    try:
        return public_bytes(signing_key(workspace, create=False))
    except (Damaged, ValueError):
        return None


def fingerprint(public: bytes) -> str:
    """How a public key is called on paper: the first 16 bytes of its SHA-256 in groups of four hex digits.

    >>> fingerprint(bytes(32))
    '6668-7aad-f862-bd77-6c8f-c18b-8e9f-8e20'
    """
    digits = hashlib.sha256(public).hexdigest()[:32]
    return "-".join(digits[at : at + 4] for at in range(0, 32, 4))


def vault_name(compartment: str) -> str:
    """How the key of a compartment is called: its file does not say which compartment it is."""
    return hashlib.sha256(f"vault {compartment}".encode()).hexdigest()[:16]


def compartment_key(workspace: str, compartment: str, create: bool = True) -> bytes:
    """The 32 bytes that close what a compartment keeps in the vault, made (mode 0600) on first use. Whether
    one may be made is for :func:`tahqiq.access.vault_keys.vault_key` to say.

    Raises :class:`Damaged` (``vault-key-missing``) when it is absent and not to be made, or is not what was
    written.
    """
    path = _vault_file(workspace, vault_name(compartment))
    if not path.is_file() and create:
        _written_once(path, secrets.token_bytes(32))
    key = path.read_bytes() if path.is_file() else b""
    if len(key) != 32:
        raise Damaged("vault-key-missing", path=str(path))
    return key


def vault_files(workspace: str) -> dict[str, bytes]:
    """Every key of the vault of a workspace that this account holds, by name."""
    found = {
        path.stem.rpartition("-")[2]: path.read_bytes() for path in folder().glob(f"{workspace}-*.vault")
    }
    return {name: key for name, key in sorted(found.items()) if len(key) == 32}


def install_vault(workspace: str, keys: Mapping[str, bytes]) -> None:
    """Put keys of the vault that a backup carried in their places. Raises :class:`Conflict`
    (``restore-vault-key-differs``) where another one is."""
    for name, key in keys.items():
        path = _vault_file(workspace, name)
        if not path.is_file():
            _written_once(path, key)
        if path.read_bytes() != key:
            raise Conflict("restore-vault-key-differs", path=str(path))


def _vault_file(workspace: str, name: str) -> Path:
    return folder() / f"{workspace}-{name}.vault"


def _written_once(path: Path, data: bytes) -> None:
    """A file of mode 0600 that is there whole or not at all; where another process was quicker, its file
    stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    with suppress(FileExistsError):
        os.link(made, path)
    made.unlink()


def remember_head(workspace: str, log: Path, size: int, root: bytes) -> None:
    """Write a signed head beside the key, outside the workspace: a witness against who can write to the
    workspace alone. ``log`` is the file of the log: a copy of the workspace in another place has a history,
    and a list of heads, of its own. Raises ``OSError``."""
    with _heads(workspace, log).open("a", encoding="ascii") as out:
        out.write(f"{size} {root.hex()}\n")
        out.flush()
        os.fsync(out.fileno())


def remembered_heads(workspace: str, log: Path) -> list[tuple[int, bytes]]:
    """The heads (size, root) that were written beside the key, oldest first; lines that are no heads are left
    out."""
    path = _heads(workspace, log)
    return _heads_in(path.read_text("ascii", "replace") if path.is_file() else "")


class Remembered:
    """The heads beside the key of one log, of which only what was added since is read again: an intake signs
    a head for each file."""

    def __init__(self, workspace: str, log: Path) -> None:
        self._path = _heads(workspace, log)
        self._known: set[tuple[int, bytes]] = set()
        self._end = 0

    def has(self, size: int, root: bytes) -> bool:
        """Whether the head was written there."""
        there = self._path.stat().st_size if self._path.is_file() else 0
        if there < self._end:  # put aside before a restored log
            self._known, self._end = set(), 0
        if there > self._end:
            with self._path.open("rb") as stream:
                stream.seek(self._end)
                added = stream.read(there - self._end)
            whole = added[: added.rfind(b"\n") + 1]
            self._known.update(_heads_in(whole.decode("ascii", "replace")))
            self._end += len(whole)
        return (size, root) in self._known


def set_heads_aside(workspace: str, log: Path, size: int) -> int:
    """Before a restored log is put at ``log``, which has ``size`` entries: put the list of heads of the one
    that stood there aside (it is kept) when it knows of later ones. Returns the size of the latest of these,
    0 where there is none: what was done after ``size`` is not in the restored log."""
    path = _heads(workspace, log)
    latest = max((known for known, _ in remembered_heads(workspace, log)), default=0)
    if latest <= size:
        return 0
    number = 1
    while (aside := path.with_name(f"{path.name}.{number}")).exists():
        number += 1
    path.rename(aside)
    return latest


def accept_former(workspace: str, size: int, public: bytes) -> None:
    """Note beside the keys that heads up to ``size`` entries are rightly signed by another key: the log was
    restored without the one that had signed it."""
    if (size, public) in formerly(workspace):
        return
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(
        os.open(_former(workspace), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w", encoding="ascii"
    ) as out:
        out.write(f"{size} {public.hex()}\n")


def formerly(workspace: str) -> list[tuple[int, bytes]]:
    """What :func:`accept_former` noted: up to which size of the log, and which public key."""
    path = _former(workspace)
    return _heads_in(path.read_text("ascii", "replace") if path.is_file() else "")


def _heads_in(lines: str) -> list[tuple[int, bytes]]:
    found = (re.fullmatch(r"(\d{1,18}) ([0-9a-f]{64})", line) for line in lines.splitlines())
    return [(int(match[1]), bytes.fromhex(match[2])) for match in found if match]


def exported(workspace: str) -> bytes:
    """The signing key itself (PEM), for the sealed part of a backup. Raises :class:`Damaged`
    (``audit-key-missing``)."""
    return signing_key(workspace, create=False).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )


def install(workspace: str, pem: bytes) -> None:
    """Put a signing key that a backup carried in its place. Raises :class:`Conflict`
    (``restore-key-differs``) where there is another one, ``ValueError`` for what is no key."""
    key = load_pem_private_key(pem, None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("no Ed25519 key")
    held = pinned(workspace)
    if held is not None and held != public_bytes(key):
        raise Conflict("restore-key-differs", key=fingerprint(held), given=fingerprint(public_bytes(key)))
    if held is None:
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(
            os.open(folder() / f"{workspace}.pem", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
        ) as out:
            out.write(pem)


def _former(workspace: str) -> Path:
    return folder() / f"{workspace}.former"


def _heads(workspace: str, log: Path) -> Path:
    return folder() / f"{workspace}-{hashlib.sha256(str(log.resolve()).encode()).hexdigest()[:12]}.heads"


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
