"""What a signed list holds, as a message to whoever keeps the goods: UN/EDIFACT CUSRES (D.96B), or the same
as JSON."""

import json
from typing import Annotated, Literal

from pydantic import Field

from tahqiq.casework.clocks import ZONE
from tahqiq.desk import ARGUMENT, ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.cargo.arrivals.record import ARRIVAL, Arrival
from tahqiq.desks.cargo.selection_lists.record import LIST, SelectionList, SelectionListEntry
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import WrongUse
from tahqiq.model.types.zones import zone

_RELEASED = str.maketrans({sign: f"?{sign}" for sign in "?'+:"})
_REFERENCE = {"sea": "BM", "air": "AWB", "road": "CMR"}


class ListMessageRequest(Strict):
    """Which list, in which form."""

    shift_list: Annotated[str, ARGUMENT] = Field(description="The list, by its id; it must be signed.")
    form: Literal["cusres", "json"] = Field(
        default="cusres", description="cusres (UN/EDIFACT CUSRES D.96B) or json."
    )


class ListMessageView(Strict):
    """The message as text with its file name and media type, and how many consignments it holds."""

    name: str
    media: str
    text: str
    holds: int


def message_of(at: Desktop, asked: ListMessageRequest, _progress: Progress | None) -> ListMessageView:
    """The holds of a signed list: every line that is opened, with its examination. Raises ``WrongUse``
    (``cargo-list-unsigned``)."""
    kept = at.records(LIST).get(asked.shift_list)
    if not kept.body.signed_by:
        raise WrongUse("cargo-list-unsigned", shift=kept.body.shift)
    held = [(line, _arrival(at, line.id)) for line in kept.body.open()]
    if asked.form == "json":
        return ListMessageView(
            name=f"holds-{kept.id}.json",
            media="application/json",
            text=_json(kept.id, kept.body, held),
            holds=len(held),
        )
    return ListMessageView(
        name=f"holds-{kept.id}.edi",
        media="application/EDIFACT",
        text=_cusres(kept.id, kept.body, held),
        holds=len(held),
    )


def _arrival(at: Desktop, number: str) -> Arrival | None:
    for key in ("number", "same"):
        if (
            found := at.records(ARRIVAL)
            .find({key: number}, order="recorded", descending=True, limit=1)
            .records
        ):
            return found[0].body
    return None


def _json(identity: str, body: SelectionList, held: list[tuple[SelectionListEntry, Arrival | None]]) -> str:
    holds = [
        {
            "consignment": line.id,
            "post": one.post if one else "",
            "mode": one.mode if one else "",
            "containers": one.containers if one else [],
            "plates": [text for text in (one.tractor, one.trailer) if text] if one else [],
            "status": "held",
            "examination": line.examination,
            "place": line.place,
        }
        for line, one in held
    ]
    told = {
        "message": "tahqiq-cargo-holds",
        "version": 1,
        "list": identity,
        "list_version_signed": body.signed.isoformat() if body.signed else "",
        "shift": body.shift,
        "signed_by": body.signed_by,
        "holds": holds,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _cusres(identity: str, body: SelectionList, held: list[tuple[SelectionListEntry, Arrival | None]]) -> str:
    """An interchange with one message for each consignment: reference, boxes or plates, status HLD, and which
    examination waits. Why it was chosen does not leave the unit."""
    when = body.signed.astimezone(zone(ZONE)) if body.signed else body.recorded
    segments = [f"UNB+UNOW:4+TAHQIQ+HOLDS+{when:%y%m%d}:{when:%H%M}+{_free(identity[:14])}"]
    for no, (line, one) in enumerate(held, 1):
        inner = [
            f"UNH+{no}+CUSRES:D:96B:UN",
            f"BGM+962+{_free(f'{identity[:16]}-{line.place}')}",
            f"DTM+137:{when:%Y%m%d%H%M}:203",
            f"LOC+22+{_free(one.post if one else '')}::ZZZ",
            "GIS+HLD:120:ZZZ",
            f"RFF+{_REFERENCE[one.mode] if one else 'AAS'}:{_free(line.id)}",
            *(f"RFF+AAQ:{_free(box)}" for box in (one.containers if one else [])),
            *(
                f"TDT+1++3++++:::{_free(plate)}"
                for plate in ((one.tractor, one.trailer) if one else ())
                if plate
            ),
            f"FTX+AAO+++HELD FOR EXAMINATION:{_free(line.examination.upper())}",
        ]
        segments += [*inner, f"UNT+{len(inner) + 1}+{no}"]
    segments.append(f"UNZ+{len(held)}+{_free(identity[:14])}")
    return "'\n".join(segments) + "'\n"


def _free(text: str) -> str:
    """A text whose signs do not end an element."""
    return text.translate(_RELEASED)


def _signed(at: ActingDesktop) -> ListMessageRequest:
    at.records(ARRIVAL).save(ARRIVAL.example)
    body = LIST.example.model_copy(update={"signed_by": "second", "signed": LIST.example.recorded})
    return ListMessageRequest(shift_list=at.records(LIST).save(body).id)


MESSAGE = Operation(
    "lists-message",
    ListMessageRequest,
    ListMessageView,
    "look",
    "read-case",
    message_of,
    _signed,
    group="lists",
)
