"""Backups that somebody made who has the public half of the recovery key: names that lead elsewhere, foreign
signatures, a trigger in the database, another parent."""

import sqlite3
from contextlib import closing
from dataclasses import asdict, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tahqiq.access.keys import fingerprint, public_bytes, signing_key
from tahqiq.store.backup.backup_reader import opened
from tahqiq.store.backup.backup_writer import Piece, Signer, stream_length, written
from tahqiq.store.backup.header import Header, read_header
from tahqiq.store.backup.manifest import Entry, Manifest, Mark
from tests.casework.backups import Place, people

from .refusals import backed_up, refused

pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


def forged(
    place: Place, path: Path, pieces: list[Piece], by: Ed25519PrivateKey | None = None, **more: object
) -> None:
    """A backup sealed by somebody with the public half, signed by a key of their own or (an insider) by the
    workspace's."""
    signing = by or signing_key(place.door.workspace.description.id)
    described: dict[str, str | int] = asdict(place.door.workspace.description)
    manifest = Manifest(
        id="ab" * 16,
        made_at="2026-01-01T00:00:00.000000Z",
        description=described,
        head=Mark(0, sha256(b"").hexdigest()),
        rows={"database": {}, "log": {}},
        indexed=0,
        entries=tuple(piece.entry for piece in pieces),
        files="",
    )
    manifest = replace(manifest, **more)  # type: ignore[arg-type]
    sent, secret = place.key.public.agreed()
    header = Header(
        manifest.id,
        place.door.workspace.description.id,
        manifest.made_at,
        place.key.public.raw.hex(),
        sent.hex(),
        stream_length(manifest),
    )
    with written(path, header, secret, manifest, pieces, Signer(public_bytes(signing), signing.sign)) as put:
        put()


def piece(name: str, data: bytes = b"evil") -> Piece:
    return Piece(Entry(name, len(data), sha256(data).hexdigest()), data)


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "../../evil",
        "/evil/evil",
        "originals/../../evil",
        "facts/../../../evil",
        "facts/Call/../../../evil.parquet",
        "originals/ab/cd/abcd",
        "originals/aa/bb/" + "c" * 64,
        "manifests/1.bin/../../evil",
        "manifests/-1.bin",
        "tahqiq.db",
        "workspace.json",
        "audit/log.db",
        "",
        ".",
        "database/../evil",
        "policies.cedar/evil",
        "manifests/1.bin\n",
        "facts/Call/by_row-m-00.parquet\x00",
        "restore-unfinished.json",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_before_anything_is_written(place: Place, name: str) -> None:
    """Even signed by the workspace's own key."""
    path = place.folder / "evil.backup"
    forged(place, path, [piece(name)])
    before = {item: item.stat().st_mtime_ns for item in place.folder.rglob("*") if item != path}
    assert refused(place, path) == "backup-name-refused"
    assert {item: item.stat().st_mtime_ns for item in place.folder.rglob("*") if item != path} == before
    path.unlink()
    forged(place, path, [piece("database")], gone=(name,))
    assert refused(place, path) == "backup-name-refused"


def test_a_forged_backup_is_told_by_its_key(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The public half seals for everybody; the signature says who did."""
    place.collect("people.csv", people(20))
    mine = fingerprint(public_bytes(signing_key(place.door.workspace.description.id)))
    foreign = Ed25519PrivateKey.generate()
    path = place.folder / "forged.backup"
    forged(place, path, [piece("database"), piece("log")], by=foreign)
    assert refused(place, path) == "backup-key-foreign"
    monkeypatch.setenv("TAHQIQ_KEYS", str(place.folder / "elsewhere"))
    assert refused(place, path, signed_by=mine) == "backup-key-foreign"
    assert opened(path, place.key).signed_by == public_bytes(foreign)
    assert refused(place, path) == "backup-chain-broken"


def test_a_signature_that_is_none(place: Place) -> None:
    class Liar:
        def __call__(self, _data: bytes) -> bytes:
            return bytes(64)

    header, _ = read_header(BytesIO(backed_up(place).path.read_bytes()), place.folder)
    sent, secret = place.key.public.agreed()
    manifest = opened(place.folder / "one.backup", place.key).manifest
    manifest = replace(manifest, entries=())
    with written(
        place.folder / "liar.backup",
        replace(header, sent=sent.hex(), length=stream_length(manifest)),
        secret,
        manifest,
        [],
        Signer(public_bytes(signing_key(header.workspace)), Liar()),
    ) as put:
        put()
    assert refused(place, place.folder / "liar.backup") == "backup-signature-wrong"


def test_a_database_with_a_trigger_in_it(place: Place) -> None:
    """A database that does something by itself is not opened by the program."""
    made = backed_up(place)
    original = opened(made.path, place.key)
    kept: dict[str, bytes] = {}
    original.extract(lambda entry: place.folder / "parts" / entry.name)
    evil = place.folder / "parts" / "database"
    with closing(sqlite3.connect(evil)) as connection, connection:
        connection.execute(
            "CREATE TRIGGER t AFTER INSERT ON person BEGIN UPDATE person SET roles='administrator'; END"
        )
    for entry in original.manifest.entries:
        kept[entry.name] = (place.folder / "parts" / entry.name).read_bytes()
    path = place.folder / "evil.backup"
    pieces = [piece(name, data) for name, data in kept.items()]
    forged(
        place,
        path,
        pieces,
        head=original.manifest.head,
        rows=original.manifest.rows,
        files=original.manifest.files,
    )
    assert refused(place, path) == "backup-content-differs"


def test_a_parent_with_the_same_name_and_id_but_other_content(place: Place) -> None:
    """Made by an insider with the workspace's key: the child holds the hash of its parent's manifest."""
    first = backed_up(place)
    place.collect("people.csv", people(20))
    second = backed_up(place, "two.backup", first.path)
    first.path.unlink()
    forged(place, first.path, [piece("database"), piece("log")], id=first.id)
    assert refused(place, second.path) == "backup-chain-broken"
