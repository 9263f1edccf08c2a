"""One consignment with everything that papers, devices and rules say of it, and what became of it."""

from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.rule_book.trial import as_text
from tahqiq.desks.cargo.arrivals.intake import plates_of
from tahqiq.desks.cargo.arrivals.lookup import consignment_named
from tahqiq.desks.cargo.arrivals.record import ARRIVAL, Arrival, bare
from tahqiq.desks.cargo.checks.difference_view import DifferenceView, difference_view
from tahqiq.desks.cargo.checks.differences import Tolerance
from tahqiq.desks.cargo.consignments.board import ArrivalBoardRequest, ArrivalBoardView, board, openings_of
from tahqiq.desks.cargo.indicators.evaluation import judged_now
from tahqiq.desks.cargo.indicators.operations import active, outcomes_of
from tahqiq.desks.cargo.indicators.rule import vocabulary
from tahqiq.desks.cargo.indicators.trial import names_of
from tahqiq.desks.cargo.names.names import post_name
from tahqiq.desks.cargo.outcomes.record import Outcome, less_than
from tahqiq.desks.cargo.road.track import track_of
from tahqiq.desks.cargo.road.transfers import TransferView, transfer_views
from tahqiq.desks.cargo.selection_lists.operations import Listed, listed_now
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.messages import message, wanted
from tahqiq.model.kind import day_of
from tahqiq.model.types import property_type
from tahqiq.model.types.base import Context as CleanContext
from tahqiq.model.vocabulary import vocabulary as entities

THINGS = 20
_NUMBERS = {"Container": "container", "Plate": "plate", "PhoneNumber": "phone"}
"""How numbers of a type of thing are brought to one form."""


class ConsignmentRequest(Strict):
    """One consignment."""

    consignment: Annotated[str, ARGUMENT] = Field(
        max_length=100, description="The consignment, by its number or the id of its record."
    )


class MatchedRule(Strict):
    """A rule that names the consignment: ``grounds`` are the features that decided it, in words: what holds
    by its name, what does not with a no, numbers behind theirs."""

    rule: str
    title: str
    threat: str
    owner: str
    grounds: list[str]


class OutcomeKept(Strict):
    """An opening with the id of its record and its version; ``ordered`` is the examination that the signed
    list ordered where less than that was done ("" : done as ordered, or on no list)."""

    outcome: str
    version: int
    body: Outcome
    ordered: str


class CargoThing(Strict):
    """A box, plate, telephone or party of the consignment as an entity: known in cases (``in_cases``), or
    only from papers in the desk's own file."""

    entity: str
    caption: str
    in_cases: bool


class CargoTrack(Strict):
    """The way by the positions of its devices: kilometres along them and straight, hours, the longest stop in
    minutes, the highest speed between two of them."""

    kilometres: float
    straight: float
    hours: float
    stop: float
    fastest: float


class ListedOn(Strict):
    """The signed list on which a consignment is to be opened: its id, its shift, and why it was chosen."""

    shift_list: str
    shift: str
    why: str


class ConsignmentView(Strict):
    """A consignment with everything said of it: what differs in sentences, what rules in use say and on which
    grounds, every feature that is known (yes, no and numbers in words), lorries that took it over, its way
    (null: fewer than two positions), what of it is known elsewhere, what became of it, and on which signed
    list it is (null: on none)."""

    id: str
    version: int
    post_name: str
    arrival: Arrival
    differences: list[DifferenceView]
    rules: list[MatchedRule]
    features: dict[str, str]
    transfers: list[TransferView]
    track: CargoTrack | None
    things: list[CargoThing]
    outcomes: list[OutcomeKept]
    listed: ListedOn | None


def consignment(at: Desktop, asked: ConsignmentRequest, _progress: Progress | None) -> ConsignmentView:
    """One consignment with everything said of it. Raises ``NotFound`` (``cargo-no-consignment``)."""
    kept = consignment_named(at, asked.consignment)
    body = kept.body
    met, told = judged_now(at, active(at), outcomes_of(at), [body], day_of(clock.now()))[body.key]
    tolerance, track = Tolerance(), track_of(body.events)
    listed = listed_now(at, names_of(body))
    labels = {name: one.label[wanted()] for name, one in vocabulary().features.items()}
    return ConsignmentView(
        id=kept.id,
        version=kept.version,
        post_name=post_name(body.post, wanted()),
        arrival=body,
        differences=[difference_view(one, tolerance) for one in body.contradictions(tolerance)],
        rules=[
            MatchedRule(
                rule=one.rule.name,
                title=one.rule.title[wanted()],
                threat=one.rule.threat,
                owner=one.rule.owner,
                grounds=[_ground(labels[feature], value) for feature, value in one.grounds.items()],
            )
            for one in met
        ],
        features={labels[feature]: _in_words(as_text(value)) for feature, value in told.items()},
        transfers=transfer_views(body),
        track=CargoTrack(**{name: round(getattr(track, name), 1) for name in CargoTrack.model_fields})
        if track
        else None,
        things=_things(at, body),
        outcomes=[
            OutcomeKept(
                outcome=one.id,
                version=one.version,
                body=one.body,
                ordered=_not_reached(listed, one.body),
            )
            for one in openings_of(at, [kept])
        ],
        listed=ListedOn(shift_list=listed[0], shift=listed[1].shift, why=listed[2].why) if listed else None,
    )


def _not_reached(listed: Listed | None, body: Outcome) -> str:
    """The examination that the signed list ordered, where less than that was done; else ""."""
    if listed is None or body.shift != listed[1].shift:
        return ""
    return listed[2].examination if less_than(listed[2].examination, body.depth) else ""


def _in_words(value: str) -> str:
    """A feature's value for whoever reads it: yes and no in the language, whole numbers without a
    fraction."""
    if value in ("true", "false"):
        return message(f"cargo-{value}", wanted(), {}).sentence
    return value.removesuffix(".0") if value.removesuffix(".0").lstrip("-").isdigit() else value


def _ground(label: str, value: str) -> str:
    return label if value == "true" else f"{label}: {_in_words(value)}"


def _things(at: Desktop, body: Arrival) -> list[CargoThing]:
    """The consignment as papers that were read name it, with its parties, its boxes, plates and telephones as
    entities: those that the person sees (of the first twenty numbers)."""
    named = {
        "Consignment": [body.number],
        "Container": body.containers,
        "Plate": plates_of(body),
        "PhoneNumber": body.phones,
    }
    asked = [(text, schema) for schema, texts in named.items() for text in texts if text]
    outside = at.outside()
    found: dict[str, str] = {}
    known = set[str]()
    for text, schema in asked[:THINGS]:
        kind = _NUMBERS.get(schema)
        same = {
            bare(text),
            bare(property_type(kind).clean(text, CleanContext(country="IQ")).value or "") if kind else "",
        }
        hits = [
            hit for hit in at.bench.search(text, schema=schema, limit=5).hits if bare(hit.caption) in same
        ]
        found |= {hit.id.hex(): hit.caption for hit in hits}
        known |= {hit.id.hex() for hit in at.bench.workspace.search.search(outside, text, schema=schema).hits}
        for hit in (
            hits if schema == "Consignment" else []
        ):  # a waybill's telephone hangs on a party, not on the waybill
            found |= (parties := _parties(at, hit.id.hex()))
            known |= {one for one in parties if _stated_outside(at, one)}
    return [
        CargoThing(entity=entity, caption=caption, in_cases=entity in known)
        for entity, caption in found.items()
    ]


def _parties(at: Desktop, consignment: str) -> dict[str, str]:
    """The people and firms that the papers of a consignment name in a role, by their id."""
    around = at.bench.expand(consignment, [], limit=THINGS).drawn.items
    return {
        str(one["id"]): str(one["caption"])
        for one in around
        if entities().is_a(str(one["schema"]), "LegalEntity")
    }


def _stated_outside(at: Desktop, entity: str) -> bool:
    """Whether a source outside the desk's own file says something of an entity."""
    own = {one.no for one in at.bench.sources() if one.case == at.desk.file}
    return any(one.source not in own for one in at.bench.show(entity).statements)


def _one(at: ActingDesktop) -> ConsignmentRequest:
    return ConsignmentRequest(consignment=at.records(ARRIVAL).save(ARRIVAL.example).id)


OPERATIONS = (
    Operation(
        "arrivals-board",
        ArrivalBoardRequest,
        ArrivalBoardView,
        "look",
        "read-case",
        board,
        lambda _at: ArrivalBoardRequest(),
        group="arrivals",
    ),
    Operation(
        "arrivals-show",
        ConsignmentRequest,
        ConsignmentView,
        "look",
        "read-case",
        consignment,
        _one,
        group="arrivals",
    ),
)
