"""Keyed digests by which the same booking, person or contact is recognised without storing it."""

from tahqiq.access.field_encryption import derived
from tahqiq.access.vault_keys import vault_key
from tahqiq.casework.vault.identity_keys import sign
from tahqiq.desk import Desktop


def key_of(at: Desktop) -> bytes:
    """The key of :func:`digest` in this workspace."""
    return derived(vault_key(at.bench.workspace, "masked passengers"), "same")


def digest(key: bytes, what: str, *values: str) -> str:
    """A keyed digest of values that identify somebody: equal for equal ones, and nothing to who has not the
    key."""
    return sign(key, "passengers", (what,), values).hex()
