"""Custody of things as a log: every act with an exhibit or a part of it is a line of its own, and a record
beside them says how the things stand after the last one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Literal

from pydantic import Field

from tahqiq.casework.custody import Chain, Finding, conflict
from tahqiq.casework.records import RecordVersion
from tahqiq.desk.custody import Step, act_of, chain
from tahqiq.desk.desktop import ActingDesktop
from tahqiq.desk.exhibit_state import Odd, Standing, follows, stands, went_on
from tahqiq.desk.lines import Lines, appended, changed
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import wanted
from tahqiq.model.kind import Key, Kind
from tahqiq.model.line import Line, keys_of_line, sealed

_WHEN = datetime.fromisoformat("2026-03-01T08:00:00+00:00")
TAKEN = Step(
    id="1", what="taken", exhibit="E-1", happened=_WHEN, recorded=_WHEN, by="ACDE-FGHL", amount="10.5"
)
"""An invented act, for examples."""


class ActLine(Line):
    """An act with an exhibit, as it was written down. ``odd`` is what is strange about it; a late act or a
    correction can change that."""

    later: ClassVar[frozenset[str]] = frozenset({"odd"})

    step: Step
    odd: list[Odd] = Field(default=[])


def kind_of_acts(
    name: str, desk: str, home: Literal["case", "desk"], *, hides_actor: bool = False
) -> Kind[ActLine]:
    """The kind of a desk's acts with exhibits, with the keys that judging the next act asks for."""
    return Kind(
        name,
        ActLine,
        lambda body: f"{body.of} {body.number}",
        desk,
        sealed(ActLine(log="0" * 16, of="E-1", number=1, step=TAKEN)),
        home=home,
        hides_actor=hides_actor,
        keys=(
            *keys_of_line(),
            Key("act", "text", lambda body: body.step.id),
            Key("seal", "text", lambda body: body.step.seal if body.step.what == "sealed" else ""),
            Key("corrects", "text", lambda body: body.step.corrects),
            Key("accepted", "flag", lambda body: bool(body.step.accepted)),
            Key("happened", "time", lambda body: body.step.happened),
        ),
        together=tuple(
            ("log", *names, "number") for names in ((), ("act",), ("seal",), ("corrects",), ("accepted",))
        ),
        numbered="line",
    )


def add_acts(
    at: ActingDesktop, kind: Kind[ActLine], log: str, of: str, standing: Standing | None, *steps: Step
) -> Standing:
    """Write down further acts, all or none; how the things stand afterwards. ``standing`` None: the first
    acts of the log. An act that follows the others is judged by how they stand; one that happened before the
    last, and a correction, by all acts again. Raises ``Conflict`` for what cannot have happened
    (``custody-…``), ``WrongUse`` (``custody-backdated``)."""
    lines, odd = Lines(at, kind, log), list[list[Odd]]()
    if standing is None:
        walked = Chain.of(map(act_of, steps))
        standing, odd = stands(steps, walked), _odd(walked, steps)
    else:
        for step in steps:
            if lines.found("act", [step.id]):
                raise conflict(Finding("custody-act-twice", step.id, step.exhibit, True, {"by": step.by}))
        if all(follows(standing, step) for step in steps):
            for step in steps:
                if step.recorded < standing.recorded:
                    raise WrongUse("custody-backdated", act=step.id)
                standing, strange = went_on(standing, step, _used(lines, step))
                odd.append(strange)
        else:
            standing, odd = _again(at, kind, lines, steps)
    for step, strange in zip(steps, odd, strict=True):
        last = appended(at, kind, log, of, step=step, odd=strange)
        standing = standing.model_copy(update={"line": last.body.digest})
    return standing


def strange_in(lines: Sequence[RecordVersion[ActLine]]) -> list[str]:
    """What is strange about the acts of some lines, in words."""
    return [odd.finding(one.body.step).say(wanted()) for one in lines for odd in one.body.odd]


def standing_of(listed: Sequence[object]) -> Standing | None:
    """How things stand after acts that an older program kept as a list in their record; None for no acts."""
    steps = [Step.model_validate(one) for one in listed]
    return stands(steps, chain(steps)) if steps else None


def acts_listed(body: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    """The fields of a line for each act that an older program kept in the list ``steps`` of a record."""
    steps = [Step.model_validate(one) for one in body.get("steps", [])]
    for step, odd in zip(steps, _odd(chain(steps), steps), strict=True):
        yield {"step": step, "odd": odd}


def _again(
    at: ActingDesktop, kind: Kind[ActLine], lines: Lines[ActLine], steps: tuple[Step, ...]
) -> tuple[Standing, list[list[Odd]]]:
    """All acts walked again with further ones; what is strange about earlier acts is written anew where it
    differs."""
    before = list(lines.every())
    walked = chain(one.body.step for one in before)
    for step in steps:
        walked = walked.add(act_of(step))
    every = [*(one.body.step for one in before), *steps]
    odd = _odd(walked, every)
    for line, now in zip(before, odd, strict=False):
        if line.body.odd != now:
            changed(at, kind, line, odd=now)
    return stands(every, walked), odd[len(before) :]


def _odd(walked: Chain, steps: Sequence[Step]) -> list[list[Odd]]:
    """What is strange about each act of a chain."""
    found: dict[str, list[Odd]] = {}
    for one in walked.findings:
        found.setdefault(one.act, []).append(Odd.of(one))
    return [found.get(step.id, []) for step in steps]


def _used(lines: Lines[ActLine], step: Step) -> list[str]:
    """The number of the seal that an act puts on, where it was put on before and that was not taken back."""
    if step.what != "sealed" or not step.seal:
        return []
    before = [one.body.step.id for one in lines.found("seal", [step.seal])]
    taken_back = {one.body.step.corrects for one in lines.found("corrects", before)} if before else set()
    return [step.seal] if set(before) - taken_back else []
