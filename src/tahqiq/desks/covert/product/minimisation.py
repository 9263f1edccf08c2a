"""Hearing, marking and transcribing intercepted items. What was said stands in the vault; of what is
privileged, or for the judge, nobody reads it but whom the judge named."""

from typing import Annotated

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.casework.vault.pseudonym import needed
from tahqiq.desk import WRITTEN, ActingDesktop, Desktop, Needs, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.closed_texts import admitted, close, inside, opened
from tahqiq.desks.covert.product.cues import pieces
from tahqiq.desks.covert.product.intake import item_example
from tahqiq.desks.covert.product.record import ITEM, Item, ItemMark, ItemState, Transcript, of_number
from tahqiq.desks.covert.product.recordings import chosen, recording
from tahqiq.desks.covert.product.view import ItemView, item_view
from tahqiq.desks.covert.relations import NOT_RELATED
from tahqiq.desks.covert.states import Worded, follows
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Refused, WrongUse

LONG = 100_000


class ItemReference(Strict):
    """An item."""

    item: str = Field(description="The item, by its number.")


class ItemMarkRequest(ItemReference):
    """A state that an item comes into."""

    state: ItemState = Field(description="heard, pertinent, non-pertinent, privileged or incidental.")
    reason: str = Field(default="", max_length=2_000, description="Why; needed for all but heard.")


class TranscriptRequest(ItemReference):
    """A transcript."""

    text: Annotated[str, WRITTEN] = Field(
        min_length=1,
        max_length=LONG,
        description=(
            "What was said, or the file that came beside the recording (text, SubRip, WebVTT); it lies "
            "in the vault."
        ),
    )
    language: str = Field(
        min_length=2, max_length=20, description="In which language the text is, as a code: ar, ckb, kmr, en."
    )
    translator: str = Field(
        default="", max_length=200, description="Who translated it; nothing: it is as it was spoken."
    )
    offset: int = Field(
        default=0, ge=0, le=10_000_000, description="Where in the recording it begins, in seconds."
    )
    digest: str = Field(
        default="",
        pattern="^([0-9a-fA-F]{64})?$",
        description="SHA-256 of the recording that was listened to.",
    )


def mark(at: ActingDesktop, asked: ItemMarkRequest, _progress: Progress | None) -> ItemView:
    """Bring an item into a state. Raises ``Conflict`` (``covert-item-held``, ``covert-item-state``),
    ``Refused`` (``covert-not-chosen``: out of privileged and incidental only whom the judge named brings it),
    ``WrongUse`` (``covert-item-reason``), ``NotFound``."""
    kept = of_number(at, asked.item)
    body = kept.body
    _open(body)
    if asked.state == "destroyed" or not follows(at, "item", body.state, asked.state):
        raise _no_step(body, asked.state)
    if asked.state != "heard" and len(asked.reason.strip()) < 3:
        raise WrongUse("covert-item-reason")
    _chosen(at, body)
    made = ItemMark(state=asked.state, at=clock.now(), by=at.actor.id, reason=asked.reason.strip())
    return _view(at, _saved(at, kept, states=[*body.states, made]))


def transcribe(at: ActingDesktop, asked: TranscriptRequest, _progress: Progress | None) -> ItemView:
    """Keep a version of what was heard, each piece of a SubRip or WebVTT text at its place in the recording;
    the ones before stay. Raises ``Conflict`` (``covert-item-held``, ``covert-item-state`` for what nobody
    heard, ``covert-transcript-other``: of another recording), ``Refused`` (``covert-not-chosen``),
    ``NotFound`` (``no-such-compartment``)."""
    kept = of_number(at, asked.item)
    body = kept.body
    _open(body)
    if body.state in ("unheard", "destroyed"):
        raise _no_step(body, "heard")
    _chosen(at, body)
    if asked.digest and body.digest and asked.digest.lower() != body.digest:
        raise Conflict("covert-transcript-other", item=body.number)
    now, by = clock.now(), asked.translator.strip()
    made = [
        Transcript(
            text=close(at, text),
            language=asked.language,
            translator=by,
            offset=offset,
            at=now,
            by=at.actor.id,
        )
        for offset, text in pieces(asked.text, asked.offset)
    ]
    return _view(at, _saved(at, kept, transcripts=[*body.transcripts, *made]))


def read(at: Desktop, asked: ItemReference, _progress: Progress | None) -> ItemView:
    """An item with its transcripts; every reading is in the log. Raises ``NotFound``
    (``no-such-compartment``, ``covert-no-item``), ``Conflict`` (``covert-item-held``, ``covert-item-state``
    for what was destroyed), ``Refused`` (``covert-not-chosen``)."""
    admitted(at)
    body = of_number(at, asked.item).body
    _open(body)
    if body.state == "destroyed":
        raise _no_step(body, "heard")
    _chosen(at, body)
    return item_view(
        body,
        *recording(at, body),
        {place: opened(at, one.text) for place, one in enumerate(body.transcripts, 1)},
    )


def look(at: Desktop, asked: ItemReference, _progress: Progress | None) -> ItemView:
    """An item without what was said in it. Raises ``NotFound`` (``covert-no-item``)."""
    return _view(at, of_number(at, asked.item).body)


def _no_step(body: Item, wanted: str) -> Conflict:
    return Conflict("covert-item-state", item=body.number, state=Worded(body.state), wanted=Worded(wanted))


def _open(body: Item) -> None:
    if body.held:
        raise Conflict("covert-item-held", item=body.number)


def _chosen(at: Desktop, body: Item) -> None:
    """Raises ``Refused`` (``covert-not-chosen``) where an item is privileged or for the judge and the judge
    did not name the person."""
    if not chosen(at, body):
        at.bench.door.audit.refused(at.actor, "covert.item", body.number, "covert-not-chosen", at.home)
        raise Refused("covert-not-chosen", number=body.authorisation)


def _saved(at: ActingDesktop, kept: RecordVersion[Item], **more: object) -> Item:
    return at.records(ITEM).save(kept.body.model_copy(update=more), "", kept.id, kept.version).body


def _view(at: Desktop, body: Item) -> ItemView:
    return item_view(body, *recording(at, body))


def heard_example(at: ActingDesktop) -> str:
    """The number of an item of the examples that was heard."""
    inside(at)
    item = item_example(at).number
    mark(at, ItemMarkRequest(item=item, state="heard"), None)
    return item


def transcribed_example(at: ActingDesktop) -> str:
    """The number of an item of the examples with a transcript."""
    item = heard_example(at)
    transcribe(at, TranscriptRequest(item=item, text="بكم الكيلو", language="ar"), None)
    return item


OPERATIONS = (
    Operation(
        "item-mark",
        ItemMarkRequest,
        ItemView,
        "act",
        "write-case",
        mark,
        lambda at: ItemMarkRequest(item=item_example(at).number, state="heard"),
        group="item",
        needs=(Needs(ITEM, "item", ("lead", "admitted", "supervisor"), NOT_RELATED, "number", needed),),
    ),
    Operation(
        "item-transcribe",
        TranscriptRequest,
        ItemView,
        "act",
        "write-case",
        transcribe,
        lambda at: TranscriptRequest(item=heard_example(at), text="بكم الكيلو", language="ar"),
        group="item",
        needs=(Needs(ITEM, "item", ("lead", "admitted", "supervisor"), NOT_RELATED, "number", needed),),
    ),
    Operation(
        "item-read",
        ItemReference,
        ItemView,
        "look",
        "read-case",
        read,
        lambda at: ItemReference(item=transcribed_example(at)),
        group="item",
    ),
    Operation(
        "item-look",
        ItemReference,
        ItemView,
        "look",
        "read-case",
        look,
        lambda at: ItemReference(item=item_example(at).number),
        group="item",
    ),
)
