"""The rows of the vault: closed fields, closed keys, keyed digests, and acts that are only ever added.
Nothing here can be read without a key.

No method gives several identities: who asks names a pseudonym. docs/decisions/0030 says why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tahqiq.kit.errors import NotFound
from tahqiq.kit.ids import sha256
from tahqiq.store.database import Database, Row, Transaction, blob, integer, text

_ACT = ("request", "seq", "compartment", "pseudonym", "kind", "actor", "at", "purpose", "until", "sealed")


@dataclass(frozen=True, slots=True)
class StoredIdentity:
    """One identity without what it holds. ``wrapped`` is its own key, closed (empty once erased); ``source``
    the id of the document it rests on ("" for none)."""

    pseudonym: str
    compartment: str
    kind: str
    source: str
    wrapped: bytes
    state: str
    at: str
    actor: str

    def payload(self) -> dict[str, str | int]:
        """What its audit entry commits to."""
        return {
            "pseudonym": self.pseudonym,
            "compartment": self.compartment,
            "kind": self.kind,
            "source": self.source,
            "key": sha256(self.wrapped),
            "at": self.at,
            "actor": self.actor,
        }


@dataclass(frozen=True, slots=True)
class StoredField:
    """One version of one closed field."""

    pseudonym: str
    field: str
    version: int
    sealed: bytes

    @property
    def thing(self) -> str:
        """What the audit log calls it."""
        return f"{self.pseudonym}.{self.field}.{self.version}"

    def payload(self) -> dict[str, str | int]:
        """What its audit entry commits to."""
        return {
            "pseudonym": self.pseudonym,
            "field": self.field,
            "version": self.version,
            "sealed": sha256(self.sealed),
        }


@dataclass(frozen=True, slots=True)
class StoredAct:
    """One act; ``sealed`` is the motive, closed with the identity's own key; moments ISO 8601 UTC, ``until``
    "" for none."""

    request: str
    seq: int
    compartment: str
    pseudonym: str
    kind: str
    actor: str
    at: str
    purpose: str
    until: str
    sealed: bytes

    @property
    def thing(self) -> str:
        """What the audit log calls it."""
        return f"{self.request}.{self.seq}"

    def payload(self) -> dict[str, str | int]:
        """What its audit entry commits to."""
        told: dict[str, str | int] = {
            name: value for name in _ACT if isinstance(value := getattr(self, name), str | int)
        }
        return {**told, "sealed": sha256(self.sealed)}


def signs_payload(pseudonym: str, tags: Iterable[bytes]) -> dict[str, str | int]:
    """What the entry of an identity's digests commits to."""
    found = sorted(tags)
    return {"pseudonym": pseudonym, "signs": len(found), "digest": sha256(b"".join(found))}


class VaultRows:
    """The vault tables of one workspace."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def taken(self, pseudonym: str) -> bool:
        """Whether a pseudonym was ever given, in any compartment."""
        return bool(self._database.query("SELECT 1 FROM vault_identity WHERE pseudonym=?", (pseudonym,)))

    def add(self, identity: StoredIdentity, fields: Sequence[StoredField], signs: Sequence[bytes]) -> None:
        """A new identity with its fields and digests, all or nothing."""
        names = ("pseudonym", "compartment", "kind", "source", "wrapped", "state", "at", "actor")
        with self._database.transaction(durable=True) as transaction:
            # never left out in silence: names are unique
            sql = f"INSERT INTO vault_identity ({', '.join(names)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            transaction.execute(sql, tuple(getattr(identity, name) for name in names))
            _write(transaction, fields)
            _sign(transaction, identity, signs)

    def amend(self, identity: StoredIdentity, fields: Sequence[StoredField], signs: Sequence[bytes]) -> None:
        """New versions of fields, and the digests of the identity as it now is in place of those before."""
        with self._database.transaction(durable=True) as transaction:
            _write(transaction, fields)
            transaction.execute("DELETE FROM vault_sign WHERE pseudonym=?", (identity.pseudonym,))
            _sign(transaction, identity, signs)

    def identity(self, compartment: str, kind: str, pseudonym: str) -> StoredIdentity:
        """One identity; raises :class:`NotFound` (``vault-none``), the same for another compartment, another
        kind and nothing at all."""
        rows = self._database.query(
            (
                "SELECT pseudonym, compartment, kind, source, wrapped, state, at, actor FROM "
                "vault_identity WHERE pseudonym=? AND compartment=? AND kind=?"
            ),
            (pseudonym, compartment, kind),
        )
        if not rows:
            raise NotFound("vault-none")
        return _identity(rows[0])

    def fields(self, pseudonym: str) -> list[StoredField]:
        """The latest version of each field of one identity."""
        newest = (
            "version = (SELECT MAX(x.version) FROM vault_field x WHERE x.pseudonym = f.pseudonym AND "
            "x.field = f.field)"
        )
        rows = self._database.query(
            (
                "SELECT pseudonym, field, version, sealed FROM vault_field f WHERE pseudonym=? AND "
                f"{newest} ORDER BY field"
            ),
            (pseudonym,),
        )
        return [_field(row) for row in rows]

    def signs(self, compartment: str, kind: str) -> list[bytes]:
        """Every digest of a kind, for comparing all of them."""
        rows = self._database.query(
            "SELECT tag FROM vault_sign WHERE compartment=? AND kind=?", (compartment, kind)
        )
        return [blob(row[0]) for row in rows]

    def act(self, act: StoredAct, shredding: bool = False) -> None:
        """Keep an act; ``shredding`` drops the key, the fields and the digests of its identity with it.
        Raises what the database raises when another act took its number."""
        with self._database.transaction(durable=True) as transaction:
            sql = f"INSERT INTO vault_act ({', '.join(_ACT)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            transaction.execute(sql, tuple(getattr(act, name) for name in _ACT))
            if shredding:
                _shred(transaction, "pseudonym=?", act.pseudonym)

    def stands(self, pseudonym: str) -> bool:
        """Whether there is an identity of that pseudonym, in any compartment, that was not erased; for a
        restoring only."""
        return bool(
            self._database.query(
                "SELECT 1 FROM vault_identity WHERE pseudonym=? AND state<>'erased'", (pseudonym,)
            )
        )

    def shred(self, pseudonym: str) -> None:
        """Drop key, fields and digests of an identity that a later order had erased already; for a restoring
        only."""
        with self._database.transaction(durable=True) as transaction:
            _shred(transaction, "pseudonym=?", pseudonym)

    def acts(self, compartment: str, request: str) -> list[StoredAct]:
        """The acts of one request, in order; none for another compartment."""
        rows = self._database.query(
            f"SELECT {', '.join(_ACT)} FROM vault_act WHERE compartment=? AND request=? ORDER BY seq",
            (compartment, request),
        )
        return [_act(row) for row in rows]

    def acts_about(self, compartment: str, pseudonym: str) -> list[StoredAct]:
        """Every act about one pseudonym, by time."""
        rows = self._database.query(
            (
                f"SELECT {', '.join(_ACT)} FROM vault_act WHERE compartment=? AND pseudonym=? ORDER BY "
                "at, request, seq"
            ),
            (compartment, pseudonym),
        )
        return [_act(row) for row in rows]

    def broken(self, compartment: str) -> list[StoredAct]:
        """Glasses that were broken and not reviewed, oldest first."""
        rows = self._database.query(
            f"SELECT {', '.join(_ACT)} FROM vault_act a WHERE compartment=? AND kind='broken' AND NOT EXISTS"
            " (SELECT 1 FROM vault_act r WHERE r.request = a.request AND r.kind='reviewed') ORDER BY at",
            (compartment,),
        )
        return [_act(row) for row in rows]

    def waiting(self, compartment: str) -> list[StoredAct]:
        """Requests nobody has decided, oldest first."""
        rows = self._database.query(
            f"SELECT {', '.join(_ACT)} FROM vault_act a WHERE compartment=? AND kind='asked' AND NOT EXISTS"
            " (SELECT 1 FROM vault_act r WHERE r.request = a.request AND r.seq > 1) ORDER BY at",
            (compartment,),
        )
        return [_act(row) for row in rows]

    def signed(self) -> dict[str, dict[str, str | int]]:
        """What the digests of every identity commit to as they stand, with those that have none; also under
        pseudonyms that are no identity's. For verification only."""
        names = self._database.query("SELECT pseudonym FROM vault_identity WHERE state<>'erased'")
        tags: dict[str, list[bytes]] = {text(row[0]): [] for row in names}
        for pseudonym, compartment, kind, tag in self._database.query(
            "SELECT pseudonym, compartment, kind, tag FROM vault_sign"
        ):
            tags.setdefault(text(pseudonym), []).append(
                f"{text(compartment)}|{text(kind)}|".encode() + blob(tag)
            )
        return {pseudonym: signs_payload(pseudonym, found) for pseudonym, found in tags.items()}

    def scrub(self) -> None:
        """Rewrite the tables so that nothing dropped is left in the files. Raises ``Busy`` while somebody
        reads for more than a minute."""
        self._database.scrub()

    def every(self) -> tuple[list[StoredIdentity], list[StoredField], list[StoredAct]]:
        """All rows as they stand, closed; for verification only."""
        identities = self._database.query(
            "SELECT pseudonym, compartment, kind, source, wrapped, state, at, actor FROM "
            "vault_identity ORDER BY pseudonym"
        )
        fields = self._database.query(
            "SELECT pseudonym, field, version, sealed FROM vault_field ORDER BY pseudonym, field, version"
        )
        acts = self._database.query(f"SELECT {', '.join(_ACT)} FROM vault_act ORDER BY request, seq")
        return (
            [_identity(row) for row in identities],
            [_field(row) for row in fields],
            [_act(row) for row in acts],
        )


def forget_identities(transaction: Transaction, source: int) -> None:
    """Drop what rests on a document (its number) that is erased by order: keys, fields and digests; the acts
    stay, their motives open no more."""
    _shred(transaction, "source=(SELECT id FROM source WHERE no=?)", source)


def _shred(transaction: Transaction, where: str, value: str | int) -> None:
    inside = f"pseudonym IN (SELECT pseudonym FROM vault_identity WHERE {where})"
    transaction.execute(f"DELETE FROM vault_field WHERE {inside}", (value,))
    transaction.execute(f"DELETE FROM vault_sign WHERE {inside}", (value,))
    transaction.execute(f"UPDATE vault_identity SET wrapped=?, state='erased' WHERE {where}", (b"", value))


def _write(transaction: Transaction, fields: Sequence[StoredField]) -> None:
    for item in fields:
        sql = "INSERT INTO vault_field (pseudonym, field, version, sealed) VALUES (?, ?, ?, ?)"
        transaction.execute(sql, (item.pseudonym, item.field, item.version, item.sealed))


def _sign(transaction: Transaction, identity: StoredIdentity, signs: Sequence[bytes]) -> None:
    rows = [(identity.compartment, identity.kind, tag, identity.pseudonym) for tag in signs]
    transaction.insert_many("vault_sign", ("compartment", "kind", "tag", "pseudonym"), rows)


def _identity(row: Row) -> StoredIdentity:
    return StoredIdentity(
        text(row[0]),
        text(row[1]),
        text(row[2]),
        text(row[3]),
        blob(row[4]),
        text(row[5]),
        text(row[6]),
        text(row[7]),
    )


def _field(row: Row) -> StoredField:
    return StoredField(text(row[0]), text(row[1]), integer(row[2]), blob(row[3]))


def _act(row: Row) -> StoredAct:
    return StoredAct(
        text(row[0]),
        integer(row[1]),
        text(row[2]),
        text(row[3]),
        text(row[4]),
        text(row[5]),
        text(row[6]),
        text(row[7]),
        text(row[8]),
        blob(row[9]),
    )
