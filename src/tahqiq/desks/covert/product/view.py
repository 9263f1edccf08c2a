"""An intercepted item as an answer."""

from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.product.record import Item, ItemState


class ItemMarkView(Strict):
    """A state that an item came into, when and why."""

    state: str
    at: str
    reason: str


class TranscriptView(Strict):
    """A version of a transcript; ``text`` null: not shown here, or closed to the person."""

    version: int
    language: str
    translator: str
    offset: int
    at: str
    text: str | None


class ItemView(Strict):
    """An item. ``recording``: the original of its name in the case has its digest (matches), another one
    (differs), is not there (absent), or nothing can be said (""); ``original`` is the id of that original, ""
    where it is not the one or is closed to the person."""

    item: str
    authorisation: str
    liid: str
    sequence: int | None
    at: str
    kind: str
    target: str
    other: str
    file: str
    digest: str
    recording: str
    original: str
    held: str
    state: ItemState
    history: list[ItemMarkView]
    transcripts: list[TranscriptView]


def item_view(
    body: Item, recording: str = "", original: str = "", texts: dict[int, str] | None = None
) -> ItemView:
    """An item as an answer; ``original`` is the id of its recording where it may be heard, ``texts`` are the
    transcripts that may be shown, by version from 1."""
    return ItemView(
        item=body.number,
        authorisation=body.authorisation,
        liid=body.liid,
        sequence=body.sequence,
        at=stamp(body.moment),
        kind=body.sort,
        target=body.target,
        other=body.other,
        file=body.file,
        digest=body.digest,
        recording=recording,
        original=original,
        held=body.held,
        state=body.state,
        history=[ItemMarkView(state=one.state, at=stamp(one.at), reason=one.reason) for one in body.states],
        transcripts=[
            TranscriptView(
                version=place,
                language=one.language,
                translator=one.translator,
                offset=one.offset,
                at=stamp(one.at),
                text=(texts or {}).get(place),
            )
            for place, one in enumerate(body.transcripts, 1)
        ],
    )
