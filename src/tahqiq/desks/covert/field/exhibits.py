"""Exhibits of buys and deliveries: custody of things as the ground keeps it. An exhibit and all parts made of
it are one record that says how they stand; every act with them is a line beside it."""

from datetime import datetime
from typing import Any, ClassVar

from pydantic import AwareDatetime, Field

from tahqiq.casework.custody import Chain, Finding, conflict
from tahqiq.casework.shelves import Kept
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.custody import Step, ToldMass, ToldStep, act_of, chain, mass, told_steps
from tahqiq.desk.lines import LATEST, Lines, PageOfLog, appended, changed
from tahqiq.desk.standing import Held, Odd, Standing, follows, stands, walk_of, went_on
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.involved import supervises
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.kit.messages import wanted
from tahqiq.model.kind import Json, Key, Kind
from tahqiq.model.line import Line, keys_of_line, sealed


class Exhibited(Strict):
    """An exhibit: its name, the deployment or delivery that it is of, when it was taken, and how it and its
    parts stand after the last act."""

    name: str
    of: str
    taken: AwareDatetime
    standing: Standing

    @property
    def root(self) -> Held:
        """How the exhibit itself stands."""
        return next(one for one in self.standing.exhibits if one.exhibit == self.name)


class ActLine(Line):
    """An act with an exhibit, as it was written down. ``odd`` is what is told about it; a late act or a
    correction can change that."""

    later: ClassVar[frozenset[str]] = frozenset({"odd"})

    step: Step
    odd: list[Odd] = Field(default=[])


def _works(at: Desktop, body: Exhibited) -> bool:
    """Whether the person works on the deployment or the delivery that an exhibit is of."""
    for kind, names in (
        (at.desk.kind("covert-deployment"), ("officer", "cover", "lead")),
        (at.desk.kind("covert-delivery"), ("lead",)),
    ):
        found = at.shelf(kind).find({"number": body.of}, limit=1).records if body.of else ()
        if any(kind.relations[name](at, one.body) for one in found for name in names):
            return True
    return False


def _without_acts(body: Json) -> dict[str, object]:
    """An exhibit as it was before its acts were lines: they stood in it."""
    listed: Any = body["steps"]
    steps = [Step.model_validate(one) for one in listed]
    standing = stands(steps, chain(steps)).model_dump(mode="json")
    return {
        "name": body["name"],
        "of": body["of"],
        "taken": steps[0].happened.isoformat(),
        "standing": standing,
    }


_WHEN = datetime.fromisoformat("2026-03-01T08:00:00+00:00")
_TAKEN = Step(
    id="1", what="taken", exhibit="E-1", happened=_WHEN, recorded=_WHEN, by="ACDE-FGHL", amount="10.5"
)
EXHIBIT = Kind(
    "covert-exhibit",
    Exhibited,
    lambda body: body.name,
    "covert",
    Exhibited(name="E-1", of="ACDE-FGHL", taken=_WHEN, standing=stands([_TAKEN], chain([_TAKEN]))),
    home="desk",
    hides_actor=True,
    relations={
        "holder": lambda at, body: body.root.holder in (at.actor.id, at.bench.person.login),
        "worker": _works,
        "supervisor": supervises,
    },
    keys=(
        Key("name", "text", lambda body: body.name),
        Key("of", "text", lambda body: body.of),
        Key("taken", "time", lambda body: body.taken),
    ),
    shape=2,
    migrations={1: _without_acts},
)
ACT_LINE = Kind(
    "covert-exhibit-act",
    ActLine,
    lambda body: f"{body.of} {body.number}",
    "covert",
    sealed(ActLine(log="0" * 16, of="E-1", number=1, step=_TAKEN)),
    home="desk",
    hides_actor=True,
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


class ToldExhibit(Strict):
    """An exhibit: who holds it now ("" : nobody), its whole seals, how many acts there are, a page of them
    with what is odd about them, and its mass."""

    name: str
    of: str
    holder: str
    seals: list[str]
    acts: int
    steps: list[ToldStep]
    findings: list[str]
    mass: ToldMass


def of_exhibit(at: Desktop, name: str) -> Kept[Exhibited]:
    """The exhibit called so. Raises ``NotFound`` (``custody-no-exhibit``)."""
    page = at.shelf(EXHIBIT).find({"name": name}, limit=1).records
    if not page:
        raise NotFound("custody-no-exhibit", exhibit=name[:60])
    return page[0]


def take(at: ActingDesktop, name: str, of: str, step: Step) -> Kept[Exhibited]:
    """A new exhibit. Raises ``Conflict`` (``custody-taken-twice`` where there is one of that name)."""
    if at.shelf(EXHIBIT).find({"name": name}, limit=1).records:
        raise Conflict("custody-taken-twice", exhibit=name, act=step.id, by=step.by)
    walked = Chain.of((act_of(step),))
    kept = at.shelf(EXHIBIT).save(
        Exhibited(name=name, of=of, taken=step.happened, standing=stands([step], walked))
    )
    appended(at, ACT_LINE, kept.id, name, step=step, odd=[Odd.of(one) for one in walked.findings])
    return kept


def add(at: ActingDesktop, kept: Kept[Exhibited], *steps: Step) -> Kept[Exhibited]:
    """More acts, all or none. An act that follows the others is judged by how they stand; one that happened
    before the last, and a correction, by all acts again. Raises ``Conflict`` for what cannot have happened
    (``custody-…``), ``WrongUse`` (``covert-in-the-future``)."""
    standing, lines, odd = kept.body.standing, Lines(at, ACT_LINE, kept.id), list[list[Odd]]()
    for step in steps:
        if step.happened > step.recorded:
            raise WrongUse("covert-in-the-future")
        if lines.found("act", [step.id]):
            raise conflict(Finding("custody-act-twice", step.id, step.exhibit, True, {"by": step.by}))
    if all(follows(standing, step) for step in steps):
        for step in steps:
            if step.recorded < standing.recorded:
                raise WrongUse("custody-backdated", act=step.id)
            standing, told_of = went_on(standing, step, _used(lines, step))
            odd.append(told_of)
    else:
        standing, odd = _again(at, lines, steps)
    for step, told_of in zip(steps, odd, strict=True):
        appended(at, ACT_LINE, kept.id, kept.body.name, step=step, odd=told_of)
    return at.shelf(EXHIBIT).save(
        kept.body.model_copy(update={"standing": standing}), "", kept.id, kept.version
    )


def _again(
    at: ActingDesktop, lines: Lines[ActLine], steps: tuple[Step, ...]
) -> tuple[Standing, list[list[Odd]]]:
    """All acts walked again with further ones; what is told about earlier acts is written anew where it
    differs."""
    before = list(lines.every())
    walked = chain(one.body.step for one in before)
    for step in steps:
        walked = walked.add(act_of(step))
    told_of: dict[str, list[Odd]] = {}
    for one in walked.findings:
        told_of.setdefault(one.act, []).append(Odd.of(one))
    for line in before:
        now = told_of.get(line.body.step.id, [])
        if line.body.odd != now:
            changed(at, ACT_LINE, line, odd=now)
    return stands([*(one.body.step for one in before), *steps], walked), [
        told_of.get(step.id, []) for step in steps
    ]


def _used(lines: Lines[ActLine], step: Step) -> list[str]:
    """The number of the seal that an act puts on, where it was put on before and that was not taken back."""
    if step.what != "sealed" or not step.seal:
        return []
    before = [one.body.step.id for one in lines.found("seal", [step.seal])]
    taken_back = {one.body.step.corrects for one in lines.found("corrects", before)} if before else set()
    return [step.seal] if set(before) - taken_back else []


def told(at: Desktop, kept: Kept[Exhibited], asked: PageOfLog = LATEST) -> ToldExhibit:
    """An exhibit as an answer, with the latest acts or those of a page."""
    body, page = kept.body, [one.body for one in Lines(at, ACT_LINE, kept.id).page(asked)]
    return ToldExhibit(
        name=body.name,
        of=body.of,
        holder=body.root.holder,
        seals=[one.number for one in body.root.seals],
        acts=body.standing.acts,
        steps=told_steps(one.step for one in page),
        findings=[odd.finding(one.step).say(wanted()) for one in page for odd in one.odd],
        mass=mass(walk_of(body.standing).balance(body.name)),
    )
