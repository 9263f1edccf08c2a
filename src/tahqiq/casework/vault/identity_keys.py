"""A key for each identity, and keyed digests for the duplicate check; fields are closed by
:mod:`tahqiq.access.field_encryption`.

The key of a compartment never closes a field itself: it closes the key of each identity, so that one identity
can be made unreadable for good by dropping its key.
"""

import hmac
import secrets
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from tahqiq.access.field_encryption import close, derived, open_, place
from tahqiq.casework.vault.declaration import VaultKind
from tahqiq.kit.text import fold_digits, tidy
from tahqiq.store.vault import StoredField

TAG = 32
PAGE = 1_024
"""Digests are compared in whole pages of so many, so that time tells no exact number of identities."""


def folded(value: str) -> str:
    """A value as the duplicate check compares it: NFKC, Latin digits, single spaces, without case."""
    return tidy(fold_digits(unicodedata.normalize("NFKC", value))).casefold()


def sign(key: bytes, kind: str, fields: Sequence[str], values: Sequence[str]) -> bytes:
    """The keyed digest of some fields of an identity: equal for equal values, and nothing without the key.
    Always the same work for the same lengths."""
    state = hmac.new(key, digestmod=sha256)
    for part in (kind, *fields, *(folded(value) for value in values)):
        data = part.encode("utf-8", "surrogatepass")
        state.update(len(data).to_bytes(4, "big") + data)
    return state.digest()


def met(wanted: Iterable[bytes], kept: Sequence[bytes]) -> bool:
    """Whether one of the digests wanted is kept. Every one is compared with every other, in full and to the
    end of the page, whatever is found."""
    filler = [secrets.token_bytes(TAG)] * (-len(kept) % PAGE or (PAGE if not kept else 0))
    found = 0
    for mine in wanted:
        for other in (*kept, *filler):
            found |= hmac.compare_digest(mine, other)
    return bool(found)


def signs_of(key: bytes, kind: VaultKind, values: Mapping[str, str], padded: bool = False) -> list[bytes]:
    """The digests of an identity; ``padded`` puts random ones for those that lack a field, so that the
    work is the same."""
    index = derived(key, "index")
    found = []
    for fields in kind.signs:
        whole = all(field in values for field in fields)
        made = sign(index, kind.name, fields, [values.get(field, "") for field in fields])
        if whole:
            found.append(made)
        elif padded:
            found.append(secrets.token_bytes(len(made)))
    return found


def closed_field(own: bytes, pseudonym: str, field: str, version: int, value: str) -> StoredField:
    """A version of a field, closed by its identity's ``own`` key."""
    where = place("vault_field", pseudonym, field, version)
    return StoredField(pseudonym, field, version, close(own, value.encode("utf-8", "surrogatepass"), where))


def read_field(own: bytes, item: StoredField) -> str:
    """What a field says."""
    return open_(own, item.sealed, place("vault_field", item.pseudonym, item.field, item.version)).decode(
        "utf-8", "surrogatepass"
    )
