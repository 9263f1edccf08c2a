"""Drafts of contact reports: what is half typed lies in the vault, closed with a key of the person who types,
and nowhere on the laptop. A draft that is thrown away is said to have been there."""

import secrets
from typing import Literal

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.drafts.record import BY_OWNER, DRAFT, MOST, TYPED, Draft, own
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.sources.examples import handled_example
from tahqiq.desks.covert.sources.record import by_source, handled
from tahqiq.desks.covert.states import over
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound


class DraftRequest(Strict):
    """What is half typed."""

    code: str = Field(description="The source, by its code.")
    typed: str = Field(min_length=1, max_length=MOST, description="What was typed, as the screen keeps it.")
    draft: str = Field(
        default="",
        max_length=40,
        description="The draft that it goes on with, by its id; without one, a new draft.",
    )
    typing: str = Field(
        default="",
        max_length=40,
        description="The mark of the screen for this report; it has one draft, and none once it is filed.",
    )


class DraftReference(Strict):
    """A draft."""

    draft: str = Field(max_length=40, description="The draft, by its id.")


class DraftView(Strict):
    """Where a draft stands, without what is in it: open, sent, dropped; times in UTC."""

    draft: str
    code: str
    begun: str
    saved: str
    state: str


class DraftText(Strict):
    """A draft with what was typed."""

    draft: str
    code: str
    saved: str
    typed: str


def keep(at: ActingDesktop, asked: DraftRequest, _progress: Progress | None) -> DraftView:
    """Keep what is half typed; for who handles the source. Raises ``Refused`` (``covert-not-handler``),
    ``NotFound`` (``covert-no-source``, ``no-such-compartment``, ``covert-no-draft``), ``Conflict``
    (``covert-draft-over``: it was sent or thrown away)."""
    now, code = clock.now(), handled(at, asked.code, "draft-keep").code
    found = still_open(at, asked.draft, asked.typing)
    if found is None:
        lies = _vault(at).register({"typed": asked.typed})
        begun = Draft(code=code, owner=own(at), lies=lies, begun_at=now, saved_at=now, typing=asked.typing)
        return draft_view(at.records(DRAFT).save(begun))
    _vault(at).amend(found.body.lies, {"typed": asked.typed})
    return draft_view(
        at.records(DRAFT).save(
            found.body.model_copy(update={"saved_at": now, "code": code}), "", found.id, found.version
        )
    )


def look(at: Desktop, asked: DraftReference, _progress: Progress | None) -> DraftText:
    """Go on with a draft of one's own. Raises ``NotFound`` (``covert-no-draft``), ``Conflict``
    (``covert-draft-over``)."""
    found = _open(at, asked.draft)
    return DraftText(
        draft=found.id,
        code=found.body.code,
        saved=stamp(found.body.saved_at),
        typed=_vault(at).read(found.body.lies)["typed"],
    )


def drop(at: ActingDesktop, asked: DraftReference, _progress: Progress | None) -> DraftView:
    """Throw a draft away: that it was there, since when and until when stays. Raises as :func:`look`."""
    return draft_view(_ended(at, _open(at, asked.draft), "dropped"))


def still_open(at: ActingDesktop, draft: str, typing: str) -> RecordVersion[Draft] | None:
    """The open draft with this id, or of this typing; none where none was kept. Raises as :func:`look`."""
    if draft:
        return _open(at, draft)
    met = at.records(DRAFT).every({"owner": own(at), "typing": typing}) if typing else iter(())
    found = next(met, None)
    return found and _not_over(at, found)


def filed(at: ActingDesktop, code: str, found: RecordVersion[Draft] | None, typing: str) -> None:
    """The report was filed: its draft is one no longer, and none of the same typing is kept afterwards."""
    if found is not None:
        _ended(at, found, "sent")
    elif typing:
        now = clock.now()
        at.records(DRAFT).save(
            Draft(code=code, owner=own(at), lies="", begun_at=now, saved_at=now, typing=typing, state="sent")
        )


def _ended(
    at: ActingDesktop, found: RecordVersion[Draft], state: Literal["sent", "dropped"]
) -> RecordVersion[Draft]:
    return at.records(DRAFT).save(
        found.body.model_copy(update={"state": state, "saved_at": clock.now()}),
        "",
        found.id,
        found.version,
    )


def own_drafts(at: Desktop) -> list[DraftView]:
    """The open drafts of the person at the desk."""
    return [draft_view(one) for one in at.records(DRAFT).every({"owner": own(at), "state": "open"})]


def draft_view(kept: RecordVersion[Draft]) -> DraftView:
    """A draft as an answer."""
    body = kept.body
    return DraftView(
        draft=kept.id,
        code=body.code,
        begun=stamp(body.begun_at),
        saved=stamp(body.saved_at),
        state=body.state,
    )


def _open(at: Desktop, draft: str) -> RecordVersion[Draft]:
    try:
        found = at.records(DRAFT).get(draft)
    except NotFound:
        raise NotFound("covert-no-draft") from None
    if not secrets.compare_digest(found.body.owner, own(at)):
        raise NotFound("covert-no-draft")
    return _not_over(at, found)


def _not_over(at: Desktop, found: RecordVersion[Draft]) -> RecordVersion[Draft]:
    if over(at, "draft", found.body.state):
        raise Conflict("covert-draft-over", state=found.body.state)
    return found


def _vault(at: Desktop) -> Vault:
    return Vault(at.bench.door, at.actor, TYPED)


def _example(at: ActingDesktop) -> DraftRequest:
    return DraftRequest(code=handled_example(at, at.actor.id), typed='{"welfare": "بخير"}')


def _draft_example(at: ActingDesktop) -> DraftReference:
    return DraftReference(draft=keep(at, _example(at), None).draft)


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
        DraftReference,
        DraftText,
        "look",
        "read-case",
        look,
        _draft_example,
        group="draft",
        needs=(BY_OWNER,),
    ),
    Operation(
        "draft-drop",
        DraftReference,
        DraftView,
        "act",
        "write-case",
        drop,
        _draft_example,
        group="draft",
        needs=(BY_OWNER,),
    ),
)
