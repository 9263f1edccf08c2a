"""A hit as an answer."""

from tahqiq.casework.records import RecordVersion
from tahqiq.desk.details import record_of
from tahqiq.desks.passengers.hits.record import MASKED, HitDetails, HitRecord
from tahqiq.kit.messages import wanted
from tahqiq.names.score import compare


class HitView(HitDetails):
    """A hit: ``id`` is its record and ``state`` where it stands ("" where nothing is saved); ``sentence``
    compares the two names in words. ``masked``: the law hides who was compared with whom.
    ``ended``: the entry of the list stands no longer."""

    id: str = ""
    state: str = ""
    flight: str | None
    locator: str | None
    role: str | None
    born: str | None
    of_list: str
    masked: bool = False
    ended: bool = False
    weak_alias: bool
    sentence: str


def hit_view(kept: RecordVersion[HitRecord], state: str, *, ended: bool = False) -> HitView:
    """A saved hit, with the comparison of names in the language asked for."""
    body = kept.body.model_copy(update=MASKED) if kept.body.masked else kept.body
    compared = (
        ""
        if body.why == "rule" or body.masked
        else compare(body.traveller, body.listed).say(wanted()).sentence
    )
    return record_of(
        HitView,
        body,
        id=kept.id,
        state=state,
        masked=body.masked is not None,
        ended=ended,
        role=None,
        born=body.born or None,
        of_list=body.list_name,
        weak_alias=False,
        sentence=compared,
    )
