"""Drafts of contact reports: what is half typed lies in the vault, closed with a key of the person who types,
and nowhere on the laptop. A draft that is thrown away is said to have been there."""

import secrets
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.shelves import Kept
from tahqiq.casework.vault.declaration import VaultKind
from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import ActingDesktop, Desktop, Needs, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.desks.covert.corridor import handled_example
from tahqiq.desks.covert.involved import SOURCE_ID, involvement
from tahqiq.desks.covert.sources import IDENTITY, by_source, handled
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound
from tahqiq.model.kind import ACTED_DIGEST, Key, Kind

MOST = 90_000
"""The most letters of a draft."""
TYPED = VaultKind("contact-draft", SOURCE_ID, ("typed",), (), IDENTITY.purposes, personal=True)
"""What is half typed."""


class Draft(Strict):
    """That there is a draft: about which source, whose (a keyed digest), where it lies in the vault, since
    when, and what became of it."""

    code: str
    owner: Annotated[str, ACTED_DIGEST]
    lies: str
    begun_at: AwareDatetime
    saved_at: AwareDatetime
    state: Literal["open", "sent", "dropped"] = "open"


class DraftRequest(Strict):
    """What is half typed."""

    code: str = Field(description="The source, by its code.")
    typed: str = Field(min_length=1, max_length=MOST, description="What was typed, as the screen keeps it.")
    draft: str = Field(
        default="",
        max_length=40,
        description="The draft that it goes on with, by its id; without one, a new draft.",
    )


class OneDraft(Strict):
    """A draft."""

    draft: str = Field(max_length=40, description="The draft, by its id.")


class DraftView(Strict):
    """Where a draft stands, without what is in it: open, sent, dropped; times in UTC."""

    draft: str
    code: str
    begun: str
    saved: str
    state: str


class OpenedDraft(Strict):
    """A draft with what was typed."""

    draft: str
    code: str
    saved: str
    typed: str


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
    ),
)


BY_OWNER = Needs(DRAFT, "draft", ("owner",), "covert-no-draft", absent=True)
"""A draft is its owner's; for everybody else it is not there."""


def keep(at: ActingDesktop, asked: DraftRequest, _progress: Progress | None) -> DraftView:
    """Keep what is half typed; for who handles the source. Raises ``Refused`` (``covert-not-handler``),
    ``NotFound`` (``covert-no-source``, ``no-such-compartment``, ``covert-no-draft``), ``Conflict``
    (``covert-draft-over``: it was sent or thrown away)."""
    now, code = clock.now(), handled(at, asked.code, "draft-keep").code
    if not asked.draft:
        lies = _vault(at).register({"typed": asked.typed})
        return told(
            at.shelf(DRAFT).save(Draft(code=code, owner=own(at), lies=lies, begun_at=now, saved_at=now))
        )
    found = _open(at, asked.draft)
    _vault(at).amend(found.body.lies, {"typed": asked.typed})
    return told(
        at.shelf(DRAFT).save(
            found.body.model_copy(update={"saved_at": now, "code": code}), "", found.id, found.version
        )
    )


def look(at: Desktop, asked: OneDraft, _progress: Progress | None) -> OpenedDraft:
    """Go on with a draft of one's own. Raises ``NotFound`` (``covert-no-draft``), ``Conflict``
    (``covert-draft-over``)."""
    found = _open(at, asked.draft)
    return OpenedDraft(
        draft=found.id,
        code=found.body.code,
        saved=stamp(found.body.saved_at),
        typed=_vault(at).read(found.body.lies)["typed"],
    )


def drop(at: ActingDesktop, asked: OneDraft, _progress: Progress | None) -> DraftView:
    """Throw a draft away: that it was there, since when and until when stays. Raises as :func:`look`."""
    return over(at, asked.draft, "dropped")


def over(at: ActingDesktop, draft: str, state: Literal["sent", "dropped"]) -> DraftView:
    """A draft that is one no longer."""
    found = _open(at, draft)
    return told(
        at.shelf(DRAFT).save(
            found.body.model_copy(update={"state": state, "saved_at": clock.now()}),
            "",
            found.id,
            found.version,
        )
    )


def of(at: Desktop) -> list[DraftView]:
    """The open drafts of the person at the desk."""
    return [told(one) for one in at.shelf(DRAFT).every({"owner": own(at), "state": "open"})]


def own(at: Desktop) -> str:
    """The digest that marks a person's drafts."""
    return involvement(at, "draft", at.actor.id)


def told(kept: Kept[Draft]) -> DraftView:
    """A draft as an answer."""
    body = kept.body
    return DraftView(
        draft=kept.id,
        code=body.code,
        begun=stamp(body.begun_at),
        saved=stamp(body.saved_at),
        state=body.state,
    )


def _open(at: Desktop, draft: str) -> Kept[Draft]:
    try:
        found = at.shelf(DRAFT).get(draft)
    except NotFound:
        raise NotFound("covert-no-draft") from None
    if not secrets.compare_digest(found.body.owner, own(at)):
        raise NotFound("covert-no-draft")
    if found.body.state != "open":
        raise Conflict("covert-draft-over", state=found.body.state)
    return found


def _vault(at: Desktop) -> Vault:
    return Vault(at.bench.door, at.actor, TYPED)


def _example(at: ActingDesktop) -> DraftRequest:
    return DraftRequest(code=handled_example(at, at.actor.id), typed='{"welfare": "بخير"}')


def _kept(at: ActingDesktop) -> OneDraft:
    return OneDraft(draft=keep(at, _example(at), None).draft)


OPERATIONS = (
    Operation(
        "draft-keep",
        DraftRequest,
        DraftView,
        "act",
        "write-case",
        keep,
        _example,
        group="draft",
        needs=(by_source("handler"), BY_OWNER),
    ),
    Operation(
        "draft-open",
        OneDraft,
        OpenedDraft,
        "look",
        "read-case",
        look,
        _kept,
        group="draft",
        needs=(BY_OWNER,),
    ),
    Operation(
        "draft-drop", OneDraft, DraftView, "act", "write-case", drop, _kept, group="draft", needs=(BY_OWNER,)
    ),
)
