"""Masking: from a day that the law gives, what identifies a person is closed in the store, in every version
of a record, by a clock. Opening it again is for who may.

What is closed stays in the row, encrypted with a key that lies outside the workspace (AES-256-GCM, bound to
the version): nothing that reads the store, whoever asks, sees it.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from tahqiq.access.door import Door
from tahqiq.access.field_encryption import close, derived, open_, place
from tahqiq.access.struck import STRIKE
from tahqiq.access.vault_keys import vault_key
from tahqiq.model.kind import Maskable, stands_for, written
from tahqiq.model.kinds import AnyKind
from tahqiq.model.scope import Actor
from tahqiq.store.citations import still_cited
from tahqiq.store.stored_record import Record

MASK = "mask"
"""The act of the entry that says that a record was masked. Its object is ``RECORD/due=DAY/clock=DAY``: from
which day the law asked for it, and the day of the stroke."""


def mask_due(door: Door, actor: Actor, kind: AnyKind, day: date) -> int:
    """Mask every record of ``kind``, in every home, that is to be masked on ``day`` or before. Each stands in
    the log. Returns how many were masked; doing it again, also after it was broken off, masks nothing twice.

    This needs no Scope: it reads nothing out, and it must reach what the clock may not see.
    """
    if kind.mask is None:
        return 0
    done = 0
    while True:
        versions = door.workspace.records.expired(kind, day + timedelta(days=1), key=kind.mask.due)
        if not versions:
            return done
        for identity in dict.fromkeys(item.id for item in versions):
            own = [item for item in versions if item.id == identity]
            due = kind.key(kind.mask.due).of(kind.read(own[-1].body, own[-1].shape))
            with door.audit.act(
                actor,
                MASK,
                f"{identity}/due={due}/clock={day}",
                own[-1].home,
                {"kind": kind.name, "versions": len(own)},
            ):
                for item in own:
                    _mask(door, actor, kind, item, day)
            done += 1


def clear(door: Door, kind: AnyKind, identity: str, version: int, body: Maskable) -> Maskable:
    """The body of a masked record as it was. Raises ``Damaged`` (``vault-field-damaged``,
    ``vault-key-missing``)."""
    if not body.closed:
        return body
    plain = open_(
        _key(door, kind), base64.b64decode(body.closed), place(kind.name, identity, "body", version)
    )
    told: Mapping[str, object] = json.loads(plain)
    return type(body).model_validate(
        {**body.model_dump(mode="json"), **told, "masked": None, "closed": "", "stands_for": ""}
    )


def _mask(door: Door, actor: Actor, kind: AnyKind, item: Record, day: date) -> None:
    if kind.mask is None or item.state == "erased":
        return
    body = kind.read(item.body, item.shape)
    if not isinstance(body, Maskable) or body.masked is not None:
        return
    told = body.model_dump(mode="json")
    words = json.dumps({name: told[name] for name in kind.mask.empty}, ensure_ascii=False, sort_keys=True)
    closed = close(_key(door, kind), words.encode(), place(kind.name, item.id, "body", item.version))
    fields = {
        **told,
        **kind.mask.empty,
        "masked": day.isoformat(),
        "closed": base64.b64encode(closed).decode(),
        "stands_for": stands_for(body, item.body),
    }
    masked = written(kind.body.model_validate(fields))
    made = replace(item, body=masked, shape=kind.shape, cited=still_cited(masked, item.cited))
    with door.audit.act(actor, STRIKE, made.thing, made.home, made.payload()):
        door.workspace.records.rewrite(made)


def _key(door: Door, kind: AnyKind) -> bytes:
    return derived(vault_key(door.workspace, f"masked {kind.desk}"), "masked")
