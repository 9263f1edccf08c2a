"""Back-to-back transfers: which lorry took a load over from which, and the same as a link in a case."""

from dataclasses import dataclass

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation, Stated
from tahqiq.desk.answers import Strict
from tahqiq.desks.cargo.arrivals.lookup import consignment_named
from tahqiq.desks.cargo.arrivals.record import ARRIVAL, Arrival, ArrivalEvent, bare
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Transfer:
    """``giver`` and ``taker`` are plates as they were written; ``event`` is where it is told."""

    giver: str
    taker: str
    event: ArrivalEvent


def transfers(body: Arrival) -> list[Transfer]:
    """The transfers of a load in the order of their time: told as such, or seen because another lorry came
    with it."""
    found: list[Transfer] = []
    now = body.tractor
    for one in sorted(body.events, key=lambda event: event.at):
        other = one.value if one.what == "transfer" else one.plate
        if now and other and bare(other) not in (bare(now), bare(body.trailer)):
            found.append(Transfer(now, other, one))
            now = other
    return found


class TransferRequest(Strict):
    """Whose transfers are stated, in which case."""

    case: str = Field(description="The case, by id or title.")
    consignment: str = Field(
        min_length=1, max_length=100, description="The consignment, by its number or the id of its record."
    )


class TransferView(Strict):
    """One transfer."""

    giver: str
    taker: str
    at: AwareDatetime
    place: str


class TransfersView(Strict):
    """The sealed document that states them, and the transfers."""

    source: str
    transfers: list[TransferView]


def transfer_views(body: Arrival) -> list[TransferView]:
    """The transfers of a load as they are told."""
    return [
        TransferView(giver=one.giver, taker=one.taker, at=one.event.at, place=one.event.place)
        for one in transfers(body)
    ]


def state(at: ActingDesktop, asked: TransferRequest, _progress: Progress | None) -> TransfersView:
    """State the transfers of a load in a case: a line from lorry to lorry, and the load with both plates.
    Raises ``NotFound`` (``cargo-no-consignment``), ``WrongUse`` (``cargo-no-transfer``)."""
    body = consignment_named(at, asked.consignment).body
    found = transfers(body)
    if not found:
        raise WrongUse("cargo-no-transfer", consignment=(body.number or body.key)[:60])
    made = at.publish(f"transfer {body.number or body.key}", _stated(body, found))
    return TransfersView(source=made.source, transfers=transfer_views(body))


def _stated(body: Arrival, found: list[Transfer]) -> list[Stated]:
    plates = list(dict.fromkeys(plate for one in found for plate in (one.giver, one.taker)))
    lorry = {plate: f"lorry-{no}" for no, plate in enumerate(plates)}
    stated = [
        Stated(lorry[plate], "Vehicle", {"registrationNumber": [plate], "type": ["lorry"]})
        for plate in plates
    ]
    load: dict[str, list[str]] = {
        "name": [body.number or body.key],
        "plateNumber": plates,
        "lorry": list(lorry.values()),
        "containerNumber": body.containers,
        "goodsDescription": [body.goods],
        "date": [body.day],
    }
    stated.append(Stated("load", "Consignment", load))
    for no, one in enumerate(found):
        said = {
            "subject": [lorry[one.giver]],
            "object": [lorry[one.taker]],
            "role": ["back-to-back transfer"],
            "date": [one.event.at.isoformat()],
            "summary": [one.event.place],
        }
        stated.append(Stated(f"transfer-{no}", "UnknownLink", said))
    return stated


def _example(at: ActingDesktop) -> TransferRequest:
    event = ArrivalEvent(
        what="transfer", at=ARRIVAL.example.recorded, place="طريبيل", value="67890", source="0" * 16, row=2
    )
    kept = at.records(ARRIVAL).save(ARRIVAL.example.model_copy(update={"events": [event]}))
    return TransferRequest(case=at.home, consignment=kept.id)


OPERATIONS = (
    Operation(
        "road-transfers",
        TransferRequest,
        TransfersView,
        "act",
        "write-case",
        state,
        _example,
        group="road",
        leaves=True,
    ),
)
