"""Running a controlled delivery: planned, gone ahead with, leg by leg, parts taken out, closed when the mass
closes."""

from datetime import datetime, timedelta

from tahqiq.casework.records import RecordVersion
from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.custody import step_of
from tahqiq.desk.details import record_of
from tahqiq.desks.covert.authorisations.decisions import granted
from tahqiq.desks.covert.authorisations.lookup import by_authorisation, in_force
from tahqiq.desks.covert.authorisations.lookup import of_number as authorisation_of
from tahqiq.desks.covert.deliveries.record import (
    BY_LEAD,
    DELIVERY,
    Delivery,
    DeliveryDecision,
    DeliveryPart,
    Leg,
    LegProgress,
    of_number,
)
from tahqiq.desks.covert.deliveries.requests import (
    ArrivalRequest,
    DeliveryClosureRequest,
    DeliveryDecisionRequest,
    DeliveryReference,
    DeliveryRequest,
    LegRequest,
    LegStartRequest,
    PartRequest,
)
from tahqiq.desks.covert.deliveries.view import DeliveryView, delivery_view, mass
from tahqiq.desks.covert.exhibits.record import add, of_exhibit, take
from tahqiq.desks.covert.remarks import Remark, late_entry
from tahqiq.desks.covert.states import Worded, open_to, over
from tahqiq.desks.covert.uses.record import covered, used
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, WrongUse


def plan(at: ActingDesktop, asked: DeliveryRequest, _progress: Progress | None) -> DeliveryView:
    """Plan a delivery: the exhibit comes into custody with its first holder. Raises ``Conflict``
    (``covert-not-in-force``, ``covert-other-technique``, ``custody-taken-twice``, ``custody-amount``)."""
    now = clock.now()
    order = in_force(at, asked.number, "controlled-delivery", now).body
    number, holder = mint(), asked.holder.strip()
    take(at, asked.exhibit, number, step_of("taken", asked.exhibit, asked.at, holder, amount=asked.grams))
    made = record_of(Delivery, asked, number=number, authorisation=order.number, holder=holder)
    return delivery_view(at, at.records(DELIVERY).save(made).body, now)


def route(at: ActingDesktop, asked: LegRequest, _progress: Progress | None) -> DeliveryView:
    """Add the next leg, with who permits it in its territory. Raises ``Conflict``
    (``covert-delivery-state``), ``WrongUse`` (``covert-legs-do-not-join``: it does not begin with who takes
    it before)."""
    now, kept = _open(at, asked.delivery)
    legs = kept.body.legs
    made = record_of(Leg, asked)
    if made.holder != (legs[-1].taker if legs else kept.body.holder) or made.taker == made.holder:
        raise WrongUse("covert-legs-do-not-join", leg=len(legs) + 1)
    return _saved(at, kept, now, [], legs=[*legs, made])


def decide(at: ActingDesktop, asked: DeliveryDecisionRequest, _progress: Progress | None) -> DeliveryView:
    """Say whether it goes on. Raises ``Conflict`` (``covert-delivery-state``)."""
    now, kept = _open(at, asked.delivery)
    made = DeliveryDecision(word=asked.word, at=asked.at, entered_at=now, reason=asked.reason, by=at.actor.id)
    return _saved(at, kept, now, late_entry(asked.at, now), words=[*kept.body.words, made])


def leg(at: ActingDesktop, asked: LegStartRequest, _progress: Progress | None) -> DeliveryView:
    """Begin the next leg; only where the last word was go. Raises ``Conflict`` (``covert-delivery-state``,
    ``covert-no-go``, ``covert-not-in-force``)."""
    now, kept = _open(at, asked.delivery)
    body = kept.body
    ended = body.gone[-1].ended_at if body.gone else None
    if (
        not open_to(at, "delivery", "leg", body.state)
        or len(body.gone) == len(body.legs)
        or (ended is not None and asked.at < ended)
    ):
        raise Conflict("covert-delivery-state", number=body.number)
    said_before = [one for one in body.words if one.at <= asked.at]
    if body.last_word != "go" or not said_before or said_before[-1].word != "go":
        raise Conflict("covert-no-go", number=body.number)
    order = authorisation_of(at, body.authorisation).body
    if not covered(order, asked.at):
        raise Conflict("covert-not-in-force", number=order.number, state=Worded(order.state(asked.at)))
    used(at, "leg", asked.at, body.authorisation, of=body.number)
    return _saved(
        at,
        kept,
        now,
        late_entry(asked.at, now),
        gone=[*body.gone, LegProgress(begun_at=asked.at, begun_entered=now)],
    )


def arrive(at: ActingDesktop, asked: ArrivalRequest, _progress: Progress | None) -> DeliveryView:
    """End the leg: the taker has it. A weight that differs by more than 0.1 g needs who accepts the loss, and
    why. Raises ``Conflict`` (``covert-delivery-state``, ``custody-weight-differs``, ``custody-gap``)."""
    now, kept = _open(at, asked.delivery)
    body = kept.body
    if not open_to(at, "delivery", "arrive", body.state) or asked.at < body.gone[-1].begun_at:
        raise Conflict("covert-delivery-state", number=body.number)
    own = body.legs[len(body.gone) - 1]
    steps = [
        step_of(
            "handed",
            body.exhibit,
            asked.at,
            own.holder,
            taker=own.taker,
            why=f"{body.number} {len(body.gone)}",
        )
    ]
    if asked.grams:
        steps.append(
            step_of(
                "weighed",
                body.exhibit,
                asked.at,
                own.taker,
                amount=asked.grams,
                accepted=asked.accepted.strip(),
                why=asked.reason,
            )
        )
    add(at, of_exhibit(at, body.exhibit), *steps)
    gone = [*body.gone[:-1], body.gone[-1].model_copy(update={"ended_at": asked.at, "ended_entered": now})]
    return _saved(at, kept, now, late_entry(asked.at, now), gone=gone)


def part(at: ActingDesktop, asked: PartRequest, _progress: Progress | None) -> DeliveryView:
    """Take a sample out, or remove a part. Raises ``Conflict`` (``covert-delivery-state``,
    ``custody-too-much``, ``custody-part-exists``, ``custody-sealed``)."""
    now, kept = _open(at, asked.delivery)
    body, exhibit = kept.body, of_exhibit(at, kept.body.exhibit)
    add(
        at,
        exhibit,
        step_of(
            "split",
            body.exhibit,
            asked.at,
            _holder(body),
            parts=[f"{asked.part}={asked.grams}"],
            why=asked.reason,
        ),
    )
    return _saved(
        at,
        kept,
        now,
        late_entry(asked.at, now),
        parts=[*body.parts, record_of(DeliveryPart, asked)],
    )


def close(at: ActingDesktop, asked: DeliveryClosureRequest, _progress: Progress | None) -> DeliveryView:
    """End a delivery: what is in hand is delivered. Raises ``Conflict`` (``covert-delivery-state``: a leg is
    under way; ``covert-mass-open``: the mass does not close to 0.1 g)."""
    now, kept = _open(at, asked.delivery)
    body = kept.body
    ended = body.gone[-1].ended_at if open_to(at, "delivery", "close", body.state) else None
    if ended is None or asked.at < ended:
        raise Conflict("covert-delivery-state", number=body.number)
    found = mass(at, body)
    if not found.closes:
        raise Conflict("covert-mass-open", number=body.number, difference=found.difference or "–")
    step = step_of(
        "disposed",
        body.exhibit,
        asked.at,
        _holder(body),
        order=body.authorisation,
        second=asked.witness.strip(),
    )
    add(at, of_exhibit(at, body.exhibit), step)
    return _saved(
        at, kept, now, late_entry(asked.at, now), result=asked.result, closed_at=asked.at, closed_entered=now
    )


def look(at: Desktop, asked: DeliveryReference, _progress: Progress | None) -> DeliveryView:
    """A delivery with its legs, words and mass. Raises ``NotFound`` (``covert-no-delivery``)."""
    return delivery_view(at, of_number(at, asked.delivery).body, clock.now())


def _holder(body: Delivery) -> str:
    done = [place for place, one in enumerate(body.gone) if one.ended_at is not None]
    return body.legs[done[-1]].taker if done else body.holder


def _open(at: Desktop, number: str) -> tuple[datetime, RecordVersion[Delivery]]:
    now, kept = clock.now(), of_number(at, number)
    if over(at, "delivery", kept.body.state):
        raise Conflict("covert-delivery-state", number=kept.body.number)
    return now, kept


def _saved(
    at: ActingDesktop, kept: RecordVersion[Delivery], now: datetime, remarks: list[Remark], **more: object
) -> DeliveryView:
    return delivery_view(
        at,
        at.records(DELIVERY).save(kept.body.model_copy(update=more), "", kept.id, kept.version).body,
        now,
        remarks,
    )


def _example(at: ActingDesktop) -> DeliveryRequest:
    return DeliveryRequest(
        number=granted(at, "controlled-delivery"),
        exhibit=f"D-{mint()}",
        grams="1000.0",
        at=clock.now(),
        requesting="XA",
        holder="C1",
        abort=["انقطاع الاتصال"],
    )


def _leg_example(delivery: str) -> LegRequest:
    due = clock.now() + timedelta(hours=6)
    return LegRequest(
        delivery=delivery,
        holder="C1",
        taker="C2",
        territory="XA",
        authority="نيابة العينة",
        reference="1/2026",
        due=due,
    )


def delivery_example(at: ActingDesktop, gone: int = -1, *, ended: bool = False) -> str:
    """The number of a delivery of the examples: planned, told to go on (0), on its first leg (1), or at its
    end."""
    number, now = plan(at, _example(at), None).number, clock.now()
    if gone >= 0:
        route(at, _leg_example(number), None)
        decide(at, DeliveryDecisionRequest(delivery=number, word="go", at=now, reason="كل شيء جاهز"), None)
    if gone > 0:
        leg(at, LegStartRequest(delivery=number, at=now), None)
    if ended:
        arrive(at, ArrivalRequest(delivery=number, at=now, grams="1000.0"), None)
    return number


OPERATIONS = (
    Operation(
        "delivery-plan",
        DeliveryRequest,
        DeliveryView,
        "act",
        "write-case",
        plan,
        _example,
        group="delivery",
        needs=(by_authorisation(),),
    ),
    Operation(
        "delivery-route",
        LegRequest,
        DeliveryView,
        "act",
        "write-case",
        route,
        lambda at: _leg_example(delivery_example(at)),
        group="delivery",
        needs=(BY_LEAD,),
    ),
    Operation(
        "delivery-decide",
        DeliveryDecisionRequest,
        DeliveryView,
        "act",
        "release",
        decide,
        lambda at: DeliveryDecisionRequest(
            delivery=delivery_example(at), word="go", at=clock.now(), reason="كل شيء جاهز"
        ),
        group="delivery",
    ),
    Operation(
        "delivery-leg",
        LegStartRequest,
        DeliveryView,
        "act",
        "write-case",
        leg,
        lambda at: LegStartRequest(delivery=delivery_example(at, 0), at=clock.now()),
        group="delivery",
        needs=(BY_LEAD,),
    ),
    Operation(
        "delivery-arrive",
        ArrivalRequest,
        DeliveryView,
        "act",
        "write-case",
        arrive,
        lambda at: ArrivalRequest(delivery=delivery_example(at, 1), at=clock.now(), grams="1000.0"),
        group="delivery",
        needs=(BY_LEAD,),
    ),
    Operation(
        "delivery-part",
        PartRequest,
        DeliveryView,
        "act",
        "write-case",
        part,
        lambda at: PartRequest(
            delivery=delivery_example(at),
            at=clock.now(),
            part=f"D-{mint()}",
            why="sampled",
            grams="2.5",
            reason="عينة للمختبر",
        ),
        group="delivery",
        needs=(BY_LEAD,),
    ),
    Operation(
        "delivery-close",
        DeliveryClosureRequest,
        DeliveryView,
        "act",
        "write-case",
        close,
        lambda at: DeliveryClosureRequest(
            delivery=delivery_example(at, 1, ended=True),
            at=clock.now(),
            result="أُوقف المستلم",
            witness="شاهد العينة",
        ),
        group="delivery",
        needs=(BY_LEAD,),
    ),
    Operation(
        "delivery-look",
        DeliveryReference,
        DeliveryView,
        "look",
        "read-case",
        look,
        lambda at: DeliveryReference(delivery=delivery_example(at)),
        group="delivery",
    ),
)
