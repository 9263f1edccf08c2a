"""Exhibits of buys and deliveries: custody of things as the ground keeps it, one record for an exhibit and all parts made of it."""

from datetime import datetime

from pydantic import Field

from tahqiq.casework.custody import Chain
from tahqiq.casework.shelves import Kept
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.custody import Step, ToldMass, ToldStep, act_of, chain, mass, told_steps
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.involved import supervises
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.kit.messages import wanted
from tahqiq.model.kind import Key, Kind


class Exhibited(Strict):
    """An exhibit: its name, the deployment or delivery that it is of, the acts with it in the order in which they were written down."""

    name: str
    of: str
    steps: list[Step] = Field(min_length=1, max_length=2_000)


def _works(at: Desktop, body: Exhibited) -> bool:
    """Whether the person works on the deployment or the delivery that an exhibit is of."""
    for kind, names in ((at.desk.kind("covert-deployment"), ("officer", "cover", "lead")), (at.desk.kind("covert-delivery"), ("lead",))):
        found = at.shelf(kind).find({"number": body.of}, limit=1).records if body.of else ()
        if any(kind.relations[name](at, one.body) for one in found for name in names):
            return True
    return False


_WHEN = datetime.fromisoformat("2026-03-01T08:00:00+00:00")
EXHIBIT = Kind(
    "covert-exhibit", Exhibited, lambda body: body.name, "covert",
    Exhibited(name="E-1", of="ACDE-FGHL", steps=[Step(id="1", what="taken", exhibit="E-1", happened=_WHEN, recorded=_WHEN, by="ACDE-FGHL", amount="10.5")]), home="desk", hides_actor=True,
    relations={"holder": lambda at, body: chain(body.steps).exhibit(body.name).holder in (at.actor.id, at.bench.person.login), "worker": _works, "supervisor": supervises},
    keys=(Key("name", "text", lambda body: body.name), Key("of", "text", lambda body: body.of), Key("taken", "time", lambda body: body.steps[0].happened)),
)  # fmt: skip


class ToldExhibit(Strict):
    """An exhibit: who holds it now ("" : nobody), its whole seals, every act, what is odd about them, and its mass."""

    name: str
    of: str
    holder: str
    seals: list[str]
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
    Chain.of((act_of(step),))
    return at.shelf(EXHIBIT).save(Exhibited(name=name, of=of, steps=[step]))


def add(at: ActingDesktop, kept: Kept[Exhibited], *steps: Step) -> Kept[Exhibited]:
    """More acts, all or none. Raises ``Conflict`` for what cannot have happened (``custody-…``), ``WrongUse`` (``covert-in-the-future``)."""
    walked = chain(kept.body.steps)
    for step in steps:
        if step.happened > step.recorded:
            raise WrongUse("covert-in-the-future")
        walked = walked.add(act_of(step))
    return at.shelf(EXHIBIT).save(kept.body.model_copy(update={"steps": [*kept.body.steps, *steps]}), "", kept.id, kept.version)


def told(body: Exhibited) -> ToldExhibit:
    """An exhibit as an answer."""
    walked = chain(body.steps)
    root = walked.exhibit(body.name)
    return ToldExhibit(
        name=body.name, of=body.of, holder=root.holder, seals=[one.number for one in root.seals if one.whole],
        steps=told_steps(body.steps),
        findings=[one.say(wanted()) for one in walked.findings], mass=mass(walked.balance(body.name)),
    )  # fmt: skip
