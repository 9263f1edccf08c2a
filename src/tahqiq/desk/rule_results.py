"""The rules of a desk over its records as one person sees them: what holds, what is broken, what is not
known, each with the records behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import BaseModel

from tahqiq.casework.clocks import ZONE, Jurisdiction
from tahqiq.casework.forms.answer_check import record as answered
from tahqiq.casework.records import RecordVersion
from tahqiq.casework.rules import Answer as Found
from tahqiq.casework.rules import Record, Rule, Tally, World, judge, tally
from tahqiq.desk.derived_kinds import Paper, papers_name, plain
from tahqiq.desk.desktop import Desktop
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.model.types.zones import zone


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say: every finding, one line for each rule, what the records are called (by id), and the
    kinds that were not seen whole."""

    found: Found
    tallies: tuple[Tally, ...]
    titles: Mapping[str, str]
    incomplete: tuple[str, ...]


def judged(at: Desktop, as_of: datetime, jurisdiction: Jurisdiction) -> Judged:
    """Every rule of the desk as it was law, over the records as they were known, at ``as_of`` (aware), in the
    case of ``at`` or the desk's file. Kinds of which the person does not see everything are not complete:
    absence is unknown there. The look is in the log."""
    at.log.read(at.actor, f"{at.desk.name}.rules", "", at.home)
    titles: dict[str, str] = {}
    world = _world(at, titles)
    rules = [rule for rule in at.desk.rules if jurisdiction in rule.jurisdictions]
    found = judge(rules, world, as_of, jurisdiction)
    day = as_of.astimezone(zone(ZONE)).date()
    told = tally(found, [rule for rule in rules if rule.dated or rule.valid(day)])
    return Judged(found, told, titles, tuple(sorted(_wanted(at.desk.rules) - world.complete)))


def moment(text: str) -> datetime:
    """The moment that a text says, ISO 8601 with a zone; empty: now. Raises ``WrongUse`` (``clock-zone``)."""
    if not text:
        return clock.now()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUse("clock-zone", value=text[:60]) from None
    if found.tzinfo is None:
        raise WrongUse("clock-zone", value=text[:60])
    return found.astimezone(UTC)


def _world(at: Desktop, titles: dict[str, str]) -> World:
    records, complete = list[Record](), set[str]()
    wanted = _wanted(at.desk.rules)
    for kind in at.desk.kinds:
        if kind.name not in wanted or (kind.home == "case" and at.home == at.desk.file):
            continue
        own, case = at.records(kind), at.case_of(kind)
        for identity, versions in own.versions([kept.id for kept in _every(at, kind.name)], case).items():
            titles[identity] = kind.title(versions[0].body)
            records += _versions(kind.name, versions)
        if not kind.compartment and own.whole(case):
            complete.add(kind.name)
    records += _forms(at, wanted, titles)
    return World(records, complete)


def _wanted(rules: tuple[Rule, ...]) -> set[str]:
    return {rule.about for rule in rules} | {beside.kind for rule in rules for beside in rule.beside.values()}


def _every(at: Desktop, name: str) -> Iterator[RecordVersion[BaseModel]]:
    kind = at.desk.kind(name)
    return at.records(kind).every(case=at.case_of(kind))


def _versions(kind: str, history: list[RecordVersion[BaseModel]]) -> Iterator[Record]:
    """The versions of a record, each known until the next was written."""
    replaced: datetime | None = None
    for kept in history:
        recorded = datetime.fromisoformat(kept.at)
        if kept.state == "open" and (replaced is None or recorded < replaced):
            yield Record(kind, kept.id, plain(kept.body), recorded, replaced)
        replaced = recorded


def _forms(at: Desktop, wanted: set[str], titles: dict[str, str]) -> Iterator[Record]:
    """Sealed forms under their own names, as the open part of their answers says; answers of a compartment
    are not known here."""
    kind = next((one for one in at.desk.kinds if one.name == papers_name(at.desk.name)), None)
    if (
        kind is None
        or not wanted.intersection(at.desk.forms)
        or (kind.home == "case" and at.home == at.desk.file)
    ):
        return
    for kept in _every(at, kind.name):
        body = Paper.model_validate(kept.body)
        versions = at.desk.forms.get(body.form, {})
        if body.form not in wanted or not body.sealed or body.version not in versions:
            continue
        titles[kept.id] = kind.title(body)
        yield Record(
            body.form,
            kept.id,
            answered(versions[body.version], body.answers),
            datetime.fromisoformat(kept.at),
        )
