"""A request for a second code: somebody like the person is in the vault already, so that a controller decides
whether they get a code of their own. Until then nothing of them stands outside the vault."""

import secrets
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.vault.declaration import VaultKind
from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.identities import IDENTITY
from tahqiq.desks.covert.relations import SOURCE_ID, admitted_to, controls, involvement
from tahqiq.model.kind import ACTED_DIGEST, Key, Kind

SecondCodeState = Literal["waiting", "granted", "refused"]
WAITING_IDENTITY = VaultKind("second-code", SOURCE_ID, IDENTITY.fields, (), IDENTITY.purposes)
"""Who a second code is asked for. It has no signs: a request that waits is nobody who is known."""


class SecondCode(Strict):
    """A request for a second code. ``lies`` is where the identity waits in the vault, ``erasure`` the request
    by which it is made unreadable once it was decided; ``involved`` and ``asked_by`` are digests, keyed with
    ``lies``. ``approached_at`` is the first contact; ``code`` the second code ("" : none). No field says
    which code is the first one: nobody is told."""

    lies: str
    erasure: str
    involved: Annotated[list[str], ACTED_DIGEST] = Field(default=[], max_length=20)
    asked_by: Annotated[str, ACTED_DIGEST]
    asked_at: AwareDatetime
    approached_at: AwareDatetime
    state: SecondCodeState = "waiting"
    decided_by: Annotated[str, ACTED_DIGEST] = ""
    decided_at: AwareDatetime | None = None
    reason: str = Field(default="", max_length=2_000)
    code: str = ""


def own(at: Desktop, body: SecondCode) -> str:
    """The digest that marks the person at the desk in a request."""
    return involvement(at, body.lies, at.actor.id)


def took_part(at: Desktop, body: SecondCode) -> bool:
    """Whether the person asked for the code, or would handle the source."""
    mark = own(at, body)
    return secrets.compare_digest(mark, body.asked_by) or mark in body.involved


_WHEN = datetime.fromisoformat("2026-03-01T08:00:00+00:00")
SECOND_CODE = Kind(
    "covert-second-code",
    SecondCode,
    lambda body: body.code or "–",
    "covert",
    SecondCode(lies="ACDE-FGHL", erasure="0" * 16, asked_by="0" * 64, asked_at=_WHEN, approached_at=_WHEN),
    home="desk",
    hides_actor=True,
    relations={"involved": took_part, "controller": controls, "admitted": admitted_to(SOURCE_ID)},
    opened_by=("involved", "controller"),
    compartment=SOURCE_ID,
    keys=(
        Key("state", "text", lambda body: body.state),
        Key("asked", "time", lambda body: body.asked_at),
    ),
)
