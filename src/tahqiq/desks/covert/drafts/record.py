"""A draft of a contact report: that it is there, whose it is, and what became of it."""

import secrets
from typing import Annotated, Literal

from pydantic import AwareDatetime

from tahqiq.casework.vault.declaration import VaultKind
from tahqiq.desk import Desktop, Needs
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.identities import IDENTITY
from tahqiq.desks.covert.relations import SOURCE_ID, involvement
from tahqiq.model.kind import ACTED_DIGEST, Key, Kind

MOST = 90_000
"""The most letters of a draft."""
TYPED = VaultKind("contact-draft", SOURCE_ID, ("typed",), (), IDENTITY.purposes, personal=True)
"""What is half typed."""


class Draft(Strict):
    """That there is a draft: about which source, whose (a keyed digest), where it lies in the vault ("": the
    report was filed before a draft of it was kept), since when, and what became of it. ``typing`` is the mark
    of the screen on which it is typed."""

    code: str
    owner: Annotated[str, ACTED_DIGEST]
    lies: str
    begun_at: AwareDatetime
    saved_at: AwareDatetime
    typing: str = ""
    state: Literal["open", "sent", "dropped"] = "open"


_WHEN = "2026-03-01T08:00:00+00:00"
DRAFT = Kind(
    "covert-draft",
    Draft,
    lambda body: body.code,
    "covert",
    Draft.model_validate(
        {"code": "ACDE-FGHL", "owner": "0" * 64, "lies": "ACDE-FGHL", "begun_at": _WHEN, "saved_at": _WHEN}
    ),
    home="desk",
    hides_actor=True,
    relations={"owner": lambda at, body: secrets.compare_digest(body.owner, own(at))},
    compartment=SOURCE_ID,
    keys=(
        Key("code", "text", lambda body: body.code),
        Key("owner", "text", lambda body: body.owner),
        Key("state", "text", lambda body: body.state),
        Key("typing", "text", lambda body: body.typing),
    ),
)


BY_OWNER = Needs(DRAFT, "draft", ("owner",), "covert-no-draft", absent=True)
"""A draft is its owner's; for everybody else it is not there."""


def own(at: Desktop) -> str:
    """The digest that marks a person's drafts."""
    return involvement(at, "draft", at.actor.id)
