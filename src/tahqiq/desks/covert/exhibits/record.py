"""Exhibits of buys and deliveries: custody of things as the ground keeps it. An exhibit and all parts made of
it are one record that says how they stand; every act with them is a line beside it."""

from typing import Any

from pydantic import AwareDatetime

from tahqiq.casework.record_writer import fresh_id
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.acts import TAKEN, add_acts, kind_of_acts, standing_of, strange_in
from tahqiq.desk.answers import Strict
from tahqiq.desk.custody import ExhibitStepView, MassView, Step, chain, mass, step_views
from tahqiq.desk.exhibit_state import Held, Standing, stands, walk_of
from tahqiq.desk.lines import LATEST, Lines, PageOfLog
from tahqiq.desks.covert.relations import supervises
from tahqiq.kit.errors import Conflict, NotFound
from tahqiq.model.kind import Json, Key, Kind


class Exhibit(Strict):
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


def _works(at: Desktop, body: Exhibit) -> bool:
    """Whether the person works on the deployment or the delivery that an exhibit is of."""
    for kind, names in (
        (at.desk.kind("covert-deployment"), ("officer", "cover", "lead")),
        (at.desk.kind("covert-delivery"), ("lead",)),
    ):
        found = at.records(kind).find({"number": body.of}, limit=1).records if body.of else ()
        if any(kind.relations[name](at, one.body) for one in found for name in names):
            return True
    return False


def _without_acts(body: Json) -> dict[str, object]:
    """An exhibit as it was before its acts were lines: they stood in it."""
    listed: Any = body["steps"]
    standing = standing_of(listed)
    return {"name": body["name"], "of": body["of"], "taken": listed[0]["happened"], "standing": standing}


EXHIBIT = Kind(
    "covert-exhibit",
    Exhibit,
    lambda body: body.name,
    "covert",
    Exhibit(name="E-1", of="ACDE-FGHL", taken=TAKEN.happened, standing=stands([TAKEN], chain([TAKEN]))),
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


ACT_LINE = kind_of_acts("covert-exhibit-act", "covert", "desk", hides_actor=True)


class ExhibitView(Strict):
    """An exhibit: who holds it now ("" : nobody), its whole seals, how many acts there are, a page of them
    with what is odd about them, and its mass."""

    name: str
    of: str
    holder: str
    seals: list[str]
    acts: int
    steps: list[ExhibitStepView]
    findings: list[str]
    mass: MassView


def of_exhibit(at: Desktop, name: str) -> RecordVersion[Exhibit]:
    """The exhibit called so. Raises ``NotFound`` (``custody-no-exhibit``)."""
    page = at.records(EXHIBIT).find({"name": name}, limit=1).records
    if not page:
        raise NotFound("custody-no-exhibit", exhibit=name[:60])
    return page[0]


def take(at: ActingDesktop, name: str, of: str, step: Step) -> RecordVersion[Exhibit]:
    """A new exhibit. Raises ``Conflict`` (``custody-taken-twice`` where there is one of that name)."""
    if at.records(EXHIBIT).find({"name": name}, limit=1).records:
        raise Conflict("custody-taken-twice", exhibit=name, act=step.id, by=step.by)
    own = fresh_id()
    standing = add_acts(at, ACT_LINE, own, name, None, step)
    return at.records(EXHIBIT).save(
        Exhibit(name=name, of=of, taken=step.happened, standing=standing), new_id=own
    )


def add(at: ActingDesktop, kept: RecordVersion[Exhibit], *steps: Step) -> RecordVersion[Exhibit]:
    """More acts, all or none (:func:`tahqiq.desk.acts.add_acts`). Raises as that."""
    standing = add_acts(at, ACT_LINE, kept.id, kept.body.name, kept.body.standing, *steps)
    return at.records(EXHIBIT).save(
        kept.body.model_copy(update={"standing": standing}), "", kept.id, kept.version
    )


def exhibit_view(at: Desktop, kept: RecordVersion[Exhibit], asked: PageOfLog = LATEST) -> ExhibitView:
    """An exhibit as an answer, with the latest acts or those of a page."""
    body, page = kept.body, Lines(at, ACT_LINE, kept.id).page(asked)
    return ExhibitView(
        name=body.name,
        of=body.of,
        holder=body.root.holder,
        seals=[one.number for one in body.root.seals],
        acts=body.standing.acts,
        steps=step_views(one.body.step for one in page),
        findings=strange_in(page),
        mass=mass(walk_of(body.standing).balance(body.name)),
    )
