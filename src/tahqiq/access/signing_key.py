"""The one key that may sign a log: which it is stands in the log, its private half with the account. None is
made in silence where there was one."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tahqiq.access.keys import fingerprint, pinned, public_bytes, signing_key
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Damaged, Refused
from tahqiq.store.database import Database, blob

TABLE = "CREATE TABLE IF NOT EXISTS signer (no INTEGER PRIMARY KEY, public BLOB NOT NULL, at TEXT NOT NULL)"
"""The public keys that signed the log of a workspace, in their order; the last one counts."""


def signer_of(log: Database) -> bytes | None:
    """The public key that signs a log: the one noted in it, in a log of an older program the one of its last
    head; None for a log that nobody signed."""
    for sql in (
        "SELECT public FROM signer ORDER BY no DESC LIMIT 1",
        "SELECT public FROM head ORDER BY size DESC LIMIT 1",
    ):
        for (public,) in log.query(sql):
            return blob(public)
    return None


def signer(log: Database, workspace: str) -> Ed25519PrivateKey:
    """The key that signs this log, made for a log that nobody has signed. Raises ``Damaged``
    (``signing-key-missing``) where this account does not hold it, ``Refused`` (``signing-key-other``) where
    it holds another one."""
    known, held = signer_of(log), pinned(workspace)
    if known is None:
        key = signing_key(workspace)
        note(log, public_bytes(key))
        return key
    if held is None:
        raise Damaged("signing-key-missing", known=fingerprint(known))
    if held != known:
        raise Refused("signing-key-other", key=fingerprint(held), known=fingerprint(known))
    return signing_key(workspace, create=False)


def new_signer(log: Database, workspace: str) -> Ed25519PrivateKey:
    """A new key in place of one that is lost. Raises ``Conflict`` (``signing-key-there``) where this account
    holds the one that counts."""
    held = pinned(workspace)
    if held is not None and held == signer_of(log):
        raise Conflict("signing-key-there", key=fingerprint(held))
    key = signing_key(workspace)
    note(log, public_bytes(key))
    return key


def note(log: Database, public: bytes) -> None:
    """Let the log know the key that signs it from now on."""
    if signer_of(log) == public and log.query("SELECT 1 FROM signer"):
        return
    with log.transaction(durable=True) as transaction:
        transaction.execute("INSERT INTO signer (public, at) VALUES (?, ?)", (public, clock.stamp()))
