"""What a warrant message orders: each authorisation with its tasks, by technique and time. What cannot be an
order is a located problem, and the rest of the message is read all the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from tahqiq.desks.covert.warrants.subjects import subject, unknown
from tahqiq.formats.etsi.values import instant
from tahqiq.formats.etsi.warrant import TRIED, Message, WarrantObject
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

TASKS = {
    "LITaskObject": "interception",
    "LDTaskObject": "retained-data",
    "PrivateLDTaskObject": "retained-data",
}
"""Techniques of the kinds of tasks; a task of another kind is told and not taken."""
STANDING = frozenset(
    {"", "approved", "emergencyapproval", "active", "awaitingprovisioning", "awaitingdisclosure", "disclosed"}
)
"""States in which somebody decided for it; ``""`` is a message that names none, as it is sent to an
operator."""


OVER = frozenset({"cancelled"})
VERBS = frozenset({"CREATE", "UPDATE", "GETResponse", "CREATEResponse", "UPDATEResponse"})
Span = tuple[datetime, datetime]
_OBJECTS = Part(0, "message")
"""Rows are the objects of the message, from 1."""


@dataclass(frozen=True, slots=True)
class WarrantOrder:
    """What one authorisation of a message orders by one technique within one span (UTC, the last second
    inside). ``technique`` "" : the message has no task of it, and whoever takes it says which. ``data`` is
    the span of the records that are asked for, None where the span of the order is theirs. ``place`` is the
    object in the message, from 1; ``over`` when it was ended."""

    place: int
    external: str
    reference: str
    issuer: str
    at: datetime
    span: Span
    technique: str = ""
    data: Span | None = None
    subjects: tuple[str, ...] = ()
    liids: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    emergency: bool = False
    over: datetime | None = None
    verb: str = "CREATE"


@dataclass(slots=True)
class LooseTask:
    """A task whose authorisation stands in another message."""

    place: int
    task: WarrantObject
    belongs: list[str] = field(default_factory=list)


def orders_of(found: Message) -> tuple[list[WarrantOrder], list[LooseTask], list[Problem]]:
    """What the message orders, tasks of authorisations that it does not bring, and what is no order."""
    doubts = [
        located("covert-warrant-error", 0, text, action=action or "–", error=code or "–")
        for action, code, text in found.errors
    ]
    if found.out_of_order:
        doubts.append(Problem("covert-actions-order", Place(), value=", ".join(found.out_of_order[:10])))
    if not TRIED.fullmatch(found.version):
        doubts.append(Problem("etsi-version-unknown", Place(), value=found.version or "–"))
    if found.signed:
        doubts.append(Problem("covert-warrant-signed", Place()))
    placed = [(place, one) for place, one in enumerate(found.objects, 1) if one.verb in VERBS]
    tasks = [(place, one) for place, one in placed if one.kind.endswith("TaskObject")]
    made, here = list[WarrantOrder](), set[str]()
    for place, one in placed:
        if one.kind == "AuthorisationObject":
            here.add(one.identifier)
            made += _authorised(found, place, one, [pair for pair in tasks if _belong(one, pair[1])], doubts)
    loose = [
        LooseTask(place, one, one.associated)
        for place, one in tasks
        if not here & {*one.associated} and not _named(placed, one)
    ]
    return made, loose, doubts


def _belong(authorisation: WarrantObject, task: WarrantObject) -> bool:
    return authorisation.identifier in task.associated or task.identifier in authorisation.associated


def _named(placed: Sequence[tuple[int, WarrantObject]], task: WarrantObject) -> bool:
    return any(one.kind == "AuthorisationObject" and task.identifier in one.associated for _, one in placed)


def _authorised(
    found: Message,
    place: int,
    one: WarrantObject,
    tasks: Sequence[tuple[int, WarrantObject]],
    doubts: list[Problem],
) -> Iterator[WarrantOrder]:
    base = _base(found, place, one, doubts)
    if base is None:
        return
    parts = list(of_tasks(base, tasks, doubts))
    if not parts and not tasks:
        doubts.append(located("covert-warrant-no-task", place, one.identifier))
        yield base
    yield from parts


def of_tasks(
    base: WarrantOrder, tasks: Sequence[tuple[int, WarrantObject]], doubts: list[Problem]
) -> Iterator[WarrantOrder]:
    """An authorisation with its tasks: those of one technique and one span are one order."""
    parts: dict[tuple[str, Span, Span | None], WarrantOrder] = {}
    for place, task in tasks:
        part = _task(base, place, task, doubts)
        if part is not None:
            key = (part.technique, part.span, part.data)
            before = parts.get(key)
            parts[key] = (
                part
                if before is None
                else replace(
                    before,
                    subjects=tuple(dict.fromkeys(before.subjects + part.subjects)),
                    liids=tuple(dict.fromkeys(before.liids + part.liids)),
                    requests=tuple(dict.fromkeys(before.requests + part.requests)),
                )
            )
    yield from parts.values()


def _base(found: Message, place: int, one: WarrantObject, doubts: list[Problem]) -> WarrantOrder | None:
    """The authorisation by itself; None for one that is no order."""
    told = one.fields
    status = (told.get("status") or told.get("wanted_status") or "").casefold()
    if "IsTest" in one.flags:
        doubts.append(located("covert-warrant-test", place, one.identifier))
        return None
    if status not in STANDING | OVER:
        doubts.append(
            located("covert-warrant-status", place, told.get("status") or told.get("wanted_status"))
        )
        return None
    if "until" not in told:
        doubts.append(located("covert-warrant-open", place, one.identifier))
        return None
    at = _moment(place, told.get("approved") or told.get("created") or found.at, doubts)
    begins = _moment(place, told["from"], doubts) if "from" in told else at
    until = _moment(place, told["until"], doubts)
    if at is None or begins is None or until is None:
        return None
    if until <= begins:
        doubts.append(located("covert-ends-first", place, f"{told.get('from', '')} – {told['until']}"))
        return None
    if "from" not in told:
        doubts.append(located("covert-warrant-no-start", place, one.identifier))
    issuer = (
        " · ".join(filter(None, (told.get("approver"), told.get("role"), told.get("entity"))))
        or " ".join(filter(None, (told.get("country"), told.get("owner"))))
        or found.sender
    )
    over = (
        (_moment(place, told.get("stopped") or told.get("changed") or found.at, doubts) or at)
        if status in OVER
        else None
    )
    return WarrantOrder(
        place,
        one.identifier,
        told.get("reference", ""),
        issuer or "–",
        at,
        (begins, until),
        emergency="IsEmergency" in one.flags or status == "emergencyapproval",
        over=over,
        verb=one.verb,
    )


def _task(base: WarrantOrder, place: int, task: WarrantObject, doubts: list[Problem]) -> WarrantOrder | None:
    """What a task adds; None for one that orders nothing."""
    technique = TASKS.get(task.kind, "")
    status = (task.fields.get("status") or task.fields.get("wanted_status") or "").casefold()
    if not technique or "IsTest" in task.flags or status not in STANDING:
        code = (
            "covert-warrant-task-kind"
            if not technique
            else "covert-warrant-test"
            if "IsTest" in task.flags
            else "covert-warrant-status"
        )
        doubts.append(
            located(
                code,
                place,
                task.kind
                if not technique
                else task.identifier
                if "IsTest" in task.flags
                else task.fields.get("status") or task.fields.get("wanted_status"),
            )
        )
        return None
    reference = task.fields.get("reference", "")
    if not task.targets and (technique != "interception" or not reference):
        doubts.append(located("covert-warrant-nobody", place, task.identifier))
        return None
    if strange := unknown(task.targets):
        doubts.append(located("covert-warrant-format", place, ", ".join(strange)))
    span = _within(
        base,
        place,
        _span(place, task.fields.get("from"), task.fields.get("until"), base.span, doubts),
        doubts,
    )
    data = _asked_for(base, place, task, doubts)
    if span is None:
        return None
    return replace(
        base,
        technique=technique,
        span=span,
        data=data,
        subjects=tuple(subject(form, text) for form, text in task.targets),
        liids=(reference,) if technique == "interception" and reference else (),
        requests=(reference,) if technique != "interception" and reference else (),
    )


def _span(
    place: int, begins: str | None, until: str | None, otherwise: Span, doubts: list[Problem]
) -> Span | None:
    first = _moment(place, begins, doubts) if begins else otherwise[0]
    last = _moment(place, until, doubts) if until else otherwise[1]
    return (first, last) if first is not None and last is not None else None


def _within(base: WarrantOrder, place: int, span: Span | None, doubts: list[Problem]) -> Span | None:
    """A span as far as the authorisation goes; what goes beyond is said."""
    if span is None:
        return None
    cut = max(span[0], base.span[0]), min(span[1], base.span[1])
    if cut != span:
        doubts.append(located("covert-warrant-beyond", place, " – ".join(one.isoformat() for one in span)))
    return cut if cut[0] < cut[1] else None


def _asked_for(base: WarrantOrder, place: int, task: WarrantObject, doubts: list[Problem]) -> Span | None:
    """The span of the records that a request for retained data names; records may be older than the order,
    none are later than its end."""
    moments = [found for text in task.observed if (found := _moment(place, text, doubts)) is not None]
    told = task.fields
    if "data_from" in told or "data_until" in told:
        span = _span(place, told.get("data_from"), told.get("data_until"), base.span, doubts)
    else:
        span = (min(moments), max(moments)) if moments else None
    if span is None or span[1] <= base.span[1]:
        return span
    doubts.append(located("covert-warrant-beyond", place, " – ".join(one.isoformat() for one in span)))
    return span[0], base.span[1]


def _moment(place: int, text: str | None, doubts: list[Problem]) -> datetime | None:
    found = instant(text) if text else None
    if found is None:
        doubts.append(located("covert-warrant-moment", place, text))
    return found


def located(code: str, place: int, value: str | None, **params: str | int) -> Problem:
    """A problem of the object at ``place``, 0 for the message as a whole."""
    return Problem(code, Place(_OBJECTS, place) if place else Place(), value=value or None, params=params)
