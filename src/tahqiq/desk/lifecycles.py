"""Records in their flows: where one stands, what may be done with it by whom, and doing it. Approvals are
bound to the bytes of what was seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tahqiq.access.hidden_log import log_of
from tahqiq.access.rule_refusals import noted
from tahqiq.casework.flows.declaration import Flow
from tahqiq.casework.flows.history import (
    Act,
    History,
    Matter,
    Person,
    Running,
    Standing,
    Step,
    begin,
    request,
    running,
    standing,
)
from tahqiq.casework.flows.kept import dump, load
from tahqiq.casework.flows.steps import NotNow, apply, possible
from tahqiq.casework.records import RecordVersion
from tahqiq.desk.declaration import Lifecycle
from tahqiq.desk.derived_kinds import Steps, plain, referred, steps_name
from tahqiq.desk.desktop import ActingDesktop, Desktop, may_act
from tahqiq.desk.field_labels import called
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, TahqiqError
from tahqiq.model.kind import Kind, stands_for
from tahqiq.store.record_where import OneOf


@dataclass(frozen=True, slots=True)
class Stands:
    """Where a record stands. ``sha256`` is that of its content now; ``may`` what could be done from here,
    with the refusal that the person would meet (None: it may be done)."""

    flow: Flow
    history: History
    standing: Standing
    sha256: str
    may: Mapping[str, TahqiqError | None]
    running: tuple[Running, ...]
    hides: bool = False

    def who(self, step: Step) -> str:
        """Who took a step, for an answer: "" where that is hidden from the person."""
        return "" if self.hides else step.by


class Lives:
    """The records of one kind in their flow, for a person at a desk. Raises ``NotFound`` (``no-flow``) for a
    kind without one."""

    def __init__(self, at: Desktop, kind: Kind[Any]) -> None:
        found = at.desk.lifecycle(kind.name)
        if found is None:
            raise NotFound("no-flow", name=kind.name)
        self._at, self._kind = at, kind
        self._life: Lifecycle = found[0]
        self._latest: Flow = found[1]
        self._case = at.case_of(kind)
        self._records = at.records(kind)
        self._steps_kind: Kind[Steps] = at.desk.kind(steps_name(kind.name))
        self._steps = at.records(self._steps_kind, steps=True)

    @property
    def flow(self) -> Flow:
        """The flow in its latest version: what a record begins in."""
        return self._latest

    def of(self, record: RecordVersion[Any]) -> Stands:
        """Where a record stands, whoever looks."""
        kept = self._kept([record.id]).get(record.id)
        flow, history = self._history(record, kept)
        return self._stands(flow, history, self._matter(record), record)

    def states(self, records: Iterable[RecordVersion[Any]]) -> dict[str, tuple[Flow, Standing]]:
        """Where each of a page of records stands, by id; one question to the store for all of them. What is
        approved is looked at, guards are not asked."""
        wanted = {record.id: record for record in records}
        kept = self._kept(list(wanted))
        found: dict[str, tuple[Flow, Standing]] = {}
        for identity, record in wanted.items():
            steps = kept.get(identity)
            if steps is None:
                found[identity] = (self._latest, Standing(self._latest.start))
                continue
            flow = self._flow(steps.body)
            found[identity] = (
                flow,
                standing(flow, load(flow, steps.body.history, None, identity), _digest(record)),
            )
        return found

    def act(self, identity: str, transition: str, seen: str, reason: str = "") -> Stands:
        """Take a step with a record whose content the person saw as the SHA-256 ``seen``: one unit of work.
        Raises ``Conflict`` (``content-changed-since``) where it is another now, and what
        :func:`tahqiq.casework.flows.steps.apply` raises."""
        bench = self._at.bench
        with (
            noted(bench.door, self._at.actor, f"{self._at.desk.name}.{transition}"),
            may_act(self._at).acting() as at,
        ):
            return self._act(at, identity, transition, seen, reason)

    def _act(self, at: ActingDesktop, identity: str, transition: str, seen: str, reason: str) -> Stands:
        record = self._records.get(identity, self._case)
        matter = self._matter(record)
        if matter.sha256 != seen:
            raise Conflict("content-changed-since")
        kept = self._kept([identity]).get(identity)
        flow, history = self._history(record, kept)
        door, home = self._at.bench.door, record.home
        log = log_of(door.audit, door.workspace, hides=self._kind.hides_actor)
        with log.act(
            self._at.actor,
            f"{self._at.desk.name}.{transition}",
            identity,
            home,
            {"sha256": seen, "flow": f"{flow.name} {flow.version}"},
        ):
            try:
                made = apply(flow, history, Act(transition, self.person(), matter, clock.now(), reason))
                before = standing(flow, history, matter.sha256).state
                if (objection := self._life.against(self._at, record.body, transition, before)) is not None:
                    raise objection
            except TahqiqError as error:
                self._worded(error)
                raise
            told = standing(flow, made, matter.sha256)
            body = Steps(
                record=identity,
                flow=flow.name,
                version=flow.version,
                history=dump(made),
                state=told.state,
                waiting=_waiting(flow, made),
                ended=flow.states[told.state].end,
                about=referred(record.body),
            )
            at.records(self._steps_kind, steps=True).save(
                body, self._case, kept.id if kept else "", kept.version if kept else 0
            )
        return self._stands(flow, made, matter, record)

    def open(self, waiting: bool | None = None) -> list[RecordVersion[Steps]]:
        """The histories that have not ended, of what the person sees; ``waiting``: only those where an
        approval is (not) waited for."""
        where = {"ended": False, **({} if waiting is None else {"waiting": waiting})}
        return list(self._steps.every(where, case=self._case))

    def count(self, states: Iterable[str]) -> int:
        """How many histories stand in some states, of what the person sees."""
        return self._steps.count({"state": OneOf(tuple(states))}, case=self._case)[None]

    def kept(self, records: list[str]) -> list[RecordVersion[Steps]]:
        """The histories of some records as they are kept, of what the person sees; a record that has made no
        step has none."""
        return list(self._kept(records).values())

    def person(self) -> Person:
        """As whom the person acts: with their roles in the workspace, and what the desk says of them."""
        actor = self._at.actor
        more = self._at.desk.person(self._at) if self._at.desk.person is not None else None
        return Person(
            actor.id, actor.roles | (more.roles if more else frozenset()), more.certificates if more else ()
        )

    def _stands(self, flow: Flow, history: History, matter: Matter, record: RecordVersion[Any]) -> Stands:
        person, home = self.person(), record.home
        may: dict[str, TahqiqError | None] = {}
        now = standing(flow, history, matter.sha256)
        if not history.damaged:
            may = possible(flow, history, person, matter, Act("", person, matter, clock.now()))
            may = {
                step: refusal or self._life.against(self._at, record.body, step, now.state)
                for step, refusal in may.items()
            }
            for refusal in may.values():
                self._worded(refusal)
        hides = self._kind.hides_actor and not self._records.sees_actors(home)
        return Stands(
            flow,
            history,
            now,
            matter.sha256,
            may,
            running(flow, history),
            hides,
        )

    def _worded(self, refusal: TahqiqError | None) -> None:
        """The fields of a refusal get the names that the desk gives them, in each language."""
        if isinstance(refusal, NotNow):
            refusal.name_fields(lambda name, locale: called(self._at.desk, name, locale, self._kind.name))

    def _matter(self, record: RecordVersion[Any]) -> Matter:
        asked = self._life.record(record.body) if self._life.record is not None else plain(record.body)
        return Matter(
            _digest(record),
            asked,
            self._records.writers(record.id, self._case) | {record.wrote},
            frozenset(self._life.subjects(record.body)),
        )

    def _history(self, record: RecordVersion[Any], kept: RecordVersion[Steps] | None) -> tuple[Flow, History]:
        if kept is None:
            return self._latest, begin(self._latest, record.id)
        contents = {
            _digest(item): item.body
            for item in self._records.versions([record.id], self._case).get(record.id, [])
        }
        flow = self._flow(kept.body)

        def content(digest: str) -> Mapping[str, object] | None:
            body = contents.get(digest)
            if body is None:
                return None
            return self._life.record(body) if self._life.record is not None else plain(body)

        return flow, load(flow, kept.body.history, content, record.id)

    def _flow(self, steps: Steps) -> Flow:
        versions = self._at.desk.flows.get(steps.flow, {})
        return versions.get(steps.version, self._latest)

    def _kept(self, records: list[str]) -> dict[str, RecordVersion[Steps]]:
        found = (
            self._steps.find({"record": OneOf(tuple(records))}, self._case, limit=500).records
            if records
            else ()
        )
        return {item.body.record: item for item in found}


def _digest(record: RecordVersion[Any]) -> str:
    """What was approved of a record is known again by the text that was kept, not by what today's program
    would write: a field that a body gains takes no approval back."""
    return stands_for(record.body, record.text)


def _waiting(flow: Flow, history: History) -> bool:
    """Whether an approval was asked for that somebody could give now."""
    state = history.steps[-1].to if history.steps else flow.start
    return any(
        item.approves and request(flow, history.steps, item.name) is not None
        for item in flow.from_state(state)
    )
