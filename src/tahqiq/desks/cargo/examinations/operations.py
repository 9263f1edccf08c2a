"""Writing down what became of a consignment, the second officer's signature, and what a laboratory says
later."""

import secrets
from datetime import date

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import AUTHOR, ActingDesktop, Desktop, Needs, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import precedes, shown
from tahqiq.desks.cargo.outcomes.record import (
    MOST_FINDS,
    OUTCOME,
    Find,
    Laboratory,
    LaboratoryDetails,
    Outcome,
    OutcomeDetails,
)
from tahqiq.desks.cargo.selection_lists.operations import listed_now, on_list
from tahqiq.desks.cargo.selection_lists.record import LIST
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.kit.reasons import Day
from tahqiq.model.kind import day_of

ANYWHERE = ("papers", "elsewhere")
"""Where something is found without a part of the load being opened."""


class OutcomeRequest(OutcomeDetails, needs=()):
    """An examination, or a correction of one that was recorded."""

    shift_list: str = Field(
        default="",
        max_length=40,
        description="The saved list it stood on, by its id: reason, chance and shift are then taken from it.",
    )
    outcome: str = Field(
        default="",
        max_length=40,
        description="The outcome that this corrects, by its id; empty for a new one.",
    )
    version: int = Field(default=0, ge=0, description="The version of it that you saw.")


class OutcomeReference(Strict):
    """An outcome."""

    outcome: str = Field(description="The outcome, by its id.")
    version: int = Field(ge=1, description="The version of it that you saw.")


class FindRequest(Find, OutcomeReference, needs=()):
    """Something that was found, or a correction of it."""

    find: int = Field(
        default=0,
        ge=0,
        le=MOST_FINDS,
        description="The find that this corrects, by its number from 1; 0 for a new one.",
    )
    examined: bool = Field(
        default=False,
        description="That the part in which it was is added to those that were examined.",
    )
    withdrawn: bool = Field(
        default=False, description="That this find was none: it is taken away, the version before stays."
    )


class OutcomeSignatureRequest(OutcomeReference):
    """The second officer's signature."""


class LaboratoryResultRequest(LaboratoryDetails, OutcomeReference, needs=()):
    """A laboratory's result, however late."""


class OutcomeView(Strict):
    """An outcome as it stands. ``finds`` counts what counts as found today, ``signed_by`` is empty until the
    second officer signed."""

    outcome: str
    version: int
    consignment: str
    why: str
    finds: int
    by: str
    signed_by: str


def record(at: ActingDesktop, asked: OutcomeRequest, _progress: Progress | None) -> OutcomeView:
    """Record an examination, or correct one: the version before stays, and what was signed must be signed
    again. A consignment that is on a signed list is examined as the list says, whether it is named or
    not; one that began before the list was signed was the officer's own choice. Raises ``WrongUse``
    (``cargo-lot-chance``, ``cargo-list-unsigned``; ``cargo-before-list``: the list that is named was signed
    after it began; ``cargo-released-find``: it has a find), ``NotFound`` and ``Conflict`` for a correction
    of what is not there or was changed since, ``WrongUse`` (``cargo-full-unloaded``: a full unloading of a
    part)."""
    now = clock.now()
    if "full" in asked.depth and 0 < asked.unloaded < 100:
        raise WrongUse("cargo-full-unloaded", unloaded=asked.unloaded).of_field("unloaded")
    if not asked.shift_list and not asked.outcome:
        listed = listed_now(at, {asked.consignment})
        after = listed is not None and not precedes(asked.began, listed[1].signed or now)
        asked = asked.model_copy(update={"shift_list": listed[0] if listed and after else ""})
    given = asked.model_dump(exclude={"outcome", "version", "shift_list"}) | _as_listed(at, asked)
    body = Outcome(**given, by=at.actor.id, recorded=now)
    if (body.probability < 1 and body.why not in ("random", "cell")) or (
        body.why == "random" and body.probability == 1 and not asked.shift_list
    ):
        raise WrongUse("cargo-lot-chance")
    if not asked.outcome:
        return _view(at.records(OUTCOME).save(body))
    before = at.records(OUTCOME).get(asked.outcome).body
    body = body.model_copy(
        update={name: getattr(before, name) for name in ("finds", "laboratory", "seizure", "seizure_case")}
    )
    if body.released and body.found():
        raise WrongUse("cargo-released-find", consignment=body.consignment)
    return _view(at.records(OUTCOME).save(body, "", asked.outcome, asked.version))


def find(at: ActingDesktop, asked: FindRequest, _progress: Progress | None) -> OutcomeView:
    """Add something that was found, correct it or take it away; what was signed must be signed again. Raises
    ``NotFound`` (``cargo-no-such-find``), ``WrongUse`` (``cargo-find-examined`` where a laboratory reported
    on it or on a later one, ``cargo-find-unexamined`` in a part that was not examined,
    ``cargo-many-finds``), ``Conflict`` (``cargo-find-there`` where the same stands
    there already)."""
    kept = at.records(OUTCOME).get(asked.outcome)
    finds, now = list(kept.body.finds), clock.now()
    said = Find(**asked.model_dump(exclude={"outcome", "version", "find", "withdrawn", "examined"}))
    if asked.find > len(finds) or (asked.withdrawn and not asked.find):
        raise NotFound("cargo-no-such-find", find=asked.find, finds=len(finds))
    there = next(
        (number for number, one in enumerate(finds, 1) if one == said and number != asked.find), None
    )
    if there is not None and not asked.withdrawn:
        raise Conflict("cargo-find-there", find=there)
    if not asked.find and len(finds) >= MOST_FINDS:
        raise WrongUse("cargo-many-finds", most=MOST_FINDS)
    points, known = list(kept.body.points), [one.where for one in finds[asked.find - 1 : asked.find]]
    if not asked.withdrawn and said.where not in (*points, *known, *ANYWHERE):
        if not asked.examined:
            raise WrongUse("cargo-find-unexamined")
        points.append(said.where)
    if asked.find:
        report = next(
            (
                one
                for one in kept.body.laboratory
                if one.find == asked.find or (asked.withdrawn and one.find > asked.find)
            ),
            None,
        )
        if report is not None:
            raise WrongUse("cargo-find-examined", find=report.find, report=report.report)
        finds[asked.find - 1 : asked.find] = [] if asked.withdrawn else [said]
    else:
        finds.append(said)
    body = kept.body.model_copy(
        update={
            "finds": finds,
            "points": points,
            "by": at.actor.id,
            "recorded": now,
            "released": False,
            "signed_by": "",
            "signed": None,
            "seizure": "",
        }
    )
    return _view(at.records(OUTCOME).save(body, "", kept.id, asked.version))


def sign(at: ActingDesktop, asked: OutcomeSignatureRequest, _progress: Progress | None) -> OutcomeView:
    """Sign what other officers wrote down: nobody who wrote any version of it signs. Raises ``Refused``
    (``cargo-sign-own``), ``WrongUse`` (``cargo-signed-already``; ``cargo-sign-open``: it states neither a
    find nor a release)."""
    kept = at.records(OUTCOME).get(asked.outcome)
    if kept.body.signed_by:
        raise WrongUse("cargo-signed-already", consignment=kept.body.consignment)
    if kept.body.result == "open":
        raise WrongUse("cargo-sign-open", consignment=kept.body.consignment)
    signed = kept.body.model_copy(update={"signed_by": at.actor.id, "signed": clock.now()})
    return _view(at.records(OUTCOME).save(signed, "", kept.id, asked.version))


def add_laboratory_result(
    at: ActingDesktop, asked: LaboratoryResultRequest, _progress: Progress | None
) -> OutcomeView:
    """Add what a laboratory said; it changes what the find counts as from that day on, and no signature.
    Raises ``NotFound`` (``cargo-no-such-find``), ``WrongUse`` (``cargo-before-opening``)."""
    kept, now = at.records(OUTCOME).get(asked.outcome), clock.now()
    if asked.find > len(kept.body.finds):
        raise NotFound("cargo-no-such-find", find=asked.find, finds=len(kept.body.finds))
    if asked.effective < day_of(kept.body.began):
        raise WrongUse("cargo-before-opening", day=Day.of(asked.effective))
    said = Laboratory(**asked.model_dump(exclude={"outcome", "version"}), recorded=now)
    body = kept.body.model_copy(update={"laboratory": [*kept.body.laboratory, said]})
    return _view(at.records(OUTCOME).save(body, "", kept.id, asked.version))


def _as_listed(at: Desktop, asked: OutcomeRequest) -> dict[str, object]:
    """Reason, chance, shift, rules and model as the signed list has them; nothing where no list is named.
    Raises ``NotFound`` (``cargo-not-on-list``), ``WrongUse`` (``cargo-list-unsigned``)."""
    if not asked.shift_list:
        return {}
    kept = at.records(LIST).get(asked.shift_list).body
    line = on_list(kept, asked.consignment)
    if not kept.signed_by:
        raise WrongUse("cargo-list-unsigned", shift=kept.shift)
    if kept.signed is not None and precedes(asked.began, kept.signed):
        began, signed = shown(asked.began), shown(kept.signed)
        raise WrongUse("cargo-before-list", shift=kept.shift, began=began, signed=signed).of_field("began")
    return {
        "why": line.why,
        "probability": line.probability,
        "shift": kept.shift,
        "rules": line.rules or asked.rules,
        "model": line.model or asked.model,
    }


def _view(kept: RecordVersion[Outcome]) -> OutcomeView:
    body = kept.body
    return OutcomeView(
        outcome=kept.id,
        version=kept.version,
        consignment=body.consignment,
        why=body.why,
        finds=len(body.found()),
        by=body.by,
        signed_by=body.signed_by,
    )


def _example(at: Desktop) -> OutcomeRequest:
    body = OUTCOME.example
    del at
    return OutcomeRequest(
        **body.model_dump(exclude=set(Outcome.model_fields) - set(OutcomeDetails.model_fields))
    )


def _find_example(at: ActingDesktop) -> FindRequest:
    kept = at.records(OUTCOME).save(OUTCOME.example)
    return FindRequest(
        outcome=kept.id,
        version=kept.version,
        what="drugs",
        goods="أقراص",
        quantity="2.1",
        unit="kg",
        where="tyres",
        how="modified-part",
        exhibit="K-2",
        examined=True,
    )


def _signature_example(at: ActingDesktop) -> OutcomeSignatureRequest:
    """A result that another officer wrote down."""
    door = at.bench.door
    made = door.people.add(
        f"officer-{secrets.token_hex(4)}", "Officer", frozenset({"analyst"}), None, at.actor.id
    )
    door.cases.add_member(at.desk.file, made.id, at.actor.id)
    kept = (
        ActingDesktop(type(at.bench)(door, made), at.desk, at.home, at.purpose, at.unit)
        .records(OUTCOME)
        .save(OUTCOME.example)
    )
    return OutcomeSignatureRequest(outcome=kept.id, version=kept.version)


def _laboratory_example(at: ActingDesktop) -> LaboratoryResultRequest:
    kept = at.records(OUTCOME).save(OUTCOME.example)
    return LaboratoryResultRequest(
        outcome=kept.id,
        version=kept.version,
        find=1,
        confirmed=True,
        report="L-88/2026",
        effective=date(2026, 3, 1),
        substance="fenethylline",
    )


TOOK_PART = Needs(OUTCOME, "outcome", (), "cargo-sign-own", none_of=("opener", AUTHOR), signature="signed_by")
"""Whoever opened the consignment or wrote down anything of it took part, and is no second officer."""
OPERATIONS = (
    Operation("outcome", OutcomeRequest, OutcomeView, "act", "write-case", record, _example),
    Operation("outcome-find", FindRequest, OutcomeView, "act", "write-case", find, _find_example),
    Operation(
        "outcome-sign",
        OutcomeSignatureRequest,
        OutcomeView,
        "act",
        "write-case",
        sign,
        _signature_example,
        needs=(TOOK_PART,),
    ),
    Operation(
        "outcome-laboratory",
        LaboratoryResultRequest,
        OutcomeView,
        "act",
        "write-case",
        add_laboratory_result,
        _laboratory_example,
    ),
)
