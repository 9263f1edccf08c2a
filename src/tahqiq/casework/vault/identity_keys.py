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
from tahqiq.names.known import known_names
from tahqiq.names.skeleton import name_words, parts
from tahqiq.names.units import part_key
from tahqiq.store.vault import StoredField

TAG = 32
WHOLE = 2
"""A name of so many parts is a whole one."""
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
    for field in kind.sounds:
        heard = heard_name(values.get(field, ""), asked=padded)
        for part in heard:
            found.append(sign(index, kind.name, (field, "heard"), (part,)))
        if padded:
            found.extend(secrets.token_bytes(TAG) for _ in range(2 - len(heard)))
    for field, written in kind.numbers:
        number = written.clean(values.get(field, "")).value
        if number is not None:
            found.append(sign(index, kind.name, (field, "number"), (written.key(number),)))
        elif padded:
            found.append(secrets.token_bytes(TAG))
    return found


def heard_name(name: str, asked: bool = False) -> list[str]:
    """A whole name as two texts, one of which is that of a near spelling in Arabic, Kurdish or Latin letters
    when that is ``asked`` for; none for a name of fewer than two parts, which says too little. Two names that
    are made of common given names alone are compared by the list of names (Hasan is not Hussein), others as
    they sound.

    >>> def near(kept, wanted):
    ...     return not set(heard_name(kept)).isdisjoint(heard_name(wanted, asked=True))
    >>> near("علي الزيراوي", "Ali Zzayrawi"), near("علي حسن", "Ali Hassan"), near("سلام جاسم", "Salaam Jasim")
    (True, True, True)
    >>> near("علي حسن", "Ali Hussein"), near("Ali", "Ali")
    (False, False)
    """
    words = name_words(name)
    if len(words) < WHOLE:
        return []
    listed = [sorted(known_names(part_key(word))) for word in words]
    sound = " ".join(fine or word for word, (fine, _) in zip(words, parts(name), strict=True))
    other = [f"other {sound}"]
    if not all(listed):
        return [*other, f"common {sound}"] if asked else other
    return [f"names {listed}", *(other if asked else [f"common {sound}"])]


def closed_field(own: bytes, pseudonym: str, field: str, version: int, value: str) -> StoredField:
    """A version of a field, closed by its identity's ``own`` key."""
    where = place("vault_field", pseudonym, field, version)
    return StoredField(pseudonym, field, version, close(own, value.encode("utf-8", "surrogatepass"), where))


def read_field(own: bytes, item: StoredField) -> str:
    """What a field says."""
    return open_(own, item.sealed, place("vault_field", item.pseudonym, item.field, item.version)).decode(
        "utf-8", "surrogatepass"
    )
