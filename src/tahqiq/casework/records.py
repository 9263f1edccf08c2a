"""Records of a kind as one person may see and write them: the policies asked, what they refer to found, every
look and saving in the log."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, cast

from pydantic import ValidationError

from tahqiq.access.cases import Case
from tahqiq.access.desk_file import desk_file
from tahqiq.access.door import Door
from tahqiq.access.hidden_actor import SEE, HiddenActors
from tahqiq.access.hidden_log import log_of
from tahqiq.casework.actor_fields import emptied, hidden, opened
from tahqiq.kit.errors import Damaged, WrongUse
from tahqiq.model.kind import B, Kind, written
from tahqiq.model.kinds import AnyKind
from tahqiq.model.scope import Actor, Scope
from tahqiq.store.database import Value
from tahqiq.store.record_where import Where
from tahqiq.store.stored_record import Record, RecordState

PAGE = 500
"""The most records of one page."""


@dataclass(frozen=True, slots=True)
class RecordVersion(Generic[B]):
    """One version of a record with its body as it is read today. ``home`` is the id of its case, or of its
    desk's file; ``at`` ISO 8601 UTC; ``text`` is the body as it was written then, which stays what it was
    when a later program knows more of its kind. ``by`` is who wrote it, "" where that is hidden from the
    person; ``wrote`` is who wrote it in any case: rules ask it, no answer holds it. What ``body`` says of who
    acted is for rules too: answers take it from :meth:`Records.presented`."""

    id: str
    version: int
    home: str
    state: RecordState
    at: str
    by: str
    body: B
    text: str = field(default="", compare=False, repr=False)
    wrote: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Found(Generic[B]):
    """One page of records in order. ``after`` asks for the next page; "" on the last one."""

    records: tuple[RecordVersion[B], ...]
    after: str


Within = Scope | Callable[[], Scope] | None
"""What narrows records."""


class Records(Generic[B]):
    """The records of one kind as one person may see them; who writes has
    :class:`~tahqiq.casework.record_writer.WritableRecords`. ``case`` is the id or title of a case; for kinds
    at home at a desk it stays "". ``within`` narrows what is seen further, to what both scopes have (for what
    may leave the program), asked each time where it is a function: a class may be made meanwhile. ``steps``:
    what is written are steps of a flow, for those too who may do nothing else."""

    def __init__(
        self, door: Door, actor: Actor, kind: Kind[B], within: Within = None, *, steps: bool = False
    ) -> None:
        self._door, self._actor, self._within, self._for_steps = door, actor, within, steps
        self._kind = kind
        self._plain = cast("AnyKind", kind)
        self._records = door.workspace.records
        self._actors = HiddenActors(door.workspace)
        self._audit = log_of(door.audit, door.workspace, hides=kind.hides_actor)
        self._sees: dict[str, bool] = {}

    def get(self, identity: str, case: str = "", version: int | None = None) -> RecordVersion[B]:
        """The latest or a numbered version. Raises ``NotFound`` (``no-such-record``) for hidden and absent
        alike."""
        home = self._home(case, "read-case")
        found = self._records.get(self._scope(), self._plain, home.id, identity, version)
        self._audit.read(self._actor, "record", f"{self._kind.name} {found.thing}", home.id)
        return self._read(found)

    def history(self, identity: str, case: str = "") -> list[RecordVersion[B]]:
        """Every version the person may see, the latest first."""
        home = self._home(case, "read-case")
        found = self._records.history(self._scope(), self._plain, home.id, identity)
        self._audit.read(self._actor, "record-history", f"{self._kind.name} {identity}", home.id)
        return [self._read(item) for item in found]

    def versions(self, ids: Sequence[str], case: str = "") -> dict[str, list[RecordVersion[B]]]:
        """Every version of several records by id, the latest first; those that are hidden or absent are left
        out. For what is computed over many records: one entry in the log for all, where :meth:`history` has
        one for each."""
        home = self._looked(case)
        found = self._records.histories(self._scope(), self._plain, home, ids)
        return {one: [self._read(item) for item in every] for one, every in found.items()}

    def writers(self, identity: str, case: str = "") -> frozenset[str]:
        """Who wrote the versions of a record that the person may see: rules ask it, no answer holds it."""
        home = self._looked(case)
        found = self._records.actors(self._scope(), self._plain, home, identity)
        return frozenset(map(self._actors.person, found) if self._kind.hides_actor else found)

    def find(
        self,
        where: Where | None = None,
        case: str = "",
        order: str = "at",
        descending: bool = False,
        after: str = "",
        limit: int = 50,
        state: RecordState = "open",
    ) -> Found[B]:
        """One page of the records that meet every condition. Raises ``WrongUse`` (``unknown-key``,
        ``page-unreadable``)."""
        return self.find_counted(where, (), case, order, descending, after, limit, state)[0]

    def pages(
        self, where: Where | None = None, order: str = "at", *, case: str = "", state: RecordState = "open"
    ) -> Iterator[tuple[RecordVersion[B], ...]]:
        """Every record that meets every condition, in order, :data:`PAGE` at a time; each page is a look of
        its own when it is asked for. Raises as :meth:`find`."""
        after = ""
        while True:
            page = self.find(where, case, order, after=after, limit=PAGE, state=state)
            yield page.records
            after = page.after
            if not after:
                return

    def every(
        self, where: Where | None = None, order: str = "at", *, case: str = "", state: RecordState = "open"
    ) -> Iterator[RecordVersion[B]]:
        """The records of :meth:`pages` one by one."""
        for page in self.pages(where, order, case=case, state=state):
            yield from page

    def find_counted(
        self,
        where: Where | None = None,
        asked: Sequence[tuple[Where, str | None]] = (),
        case: str = "",
        order: str = "at",
        descending: bool = False,
        after: str = "",
        limit: int = 50,
        state: RecordState = "open",
    ) -> tuple[Found[B], list[dict[Value, int]]]:
        """A page as :meth:`find` gives it and counts as :meth:`counts` gives them, under the same rights: one
        look, one entry in the log."""
        home = self._looked(case)
        scope = self._scope()
        page = self._records.find(
            scope,
            self._plain,
            home,
            where or {},
            order,
            descending,
            _place(after),
            min(max(limit, 1), PAGE),
            state,
        )
        found = Found(tuple(map(self._read, page.records)), json.dumps(page.after) if page.after else "")
        return found, [self._records.count(scope, self._plain, home, one, by, state) for one, by in asked]

    def count(
        self, where: Where | None = None, case: str = "", by: str | None = None, state: RecordState = "open"
    ) -> dict[Value, int]:
        """How many records the person may see, by the values of a key as its column holds them, or under None
        all together."""
        return self.counts([(where or {}, by)], case, state)[0]

    def counts(
        self, asked: Sequence[tuple[Where, str | None]], case: str = "", state: RecordState = "open"
    ) -> list[dict[Value, int]]:
        """As :meth:`count`, for several conditions at once: one look, one entry in the log."""
        home = self._looked(case)
        scope = self._scope()
        return [self._records.count(scope, self._plain, home, where, by, state) for where, by in asked]

    def whole(self, case: str = "") -> bool:
        """Whether the person sees every record of the kind that lies in the home: only then does the absence
        of one mean something."""
        home = self._home(case, "read-case")
        return not self._records.hides(self._scope(), self._plain, home.id)

    def about(self, entities: Sequence[str]) -> list[RecordVersion[B]]:
        """Records of the kind, in every home of the person, that refer to one of the entities (hex ids), the
        last written first."""
        homes = [
            home
            for home in self._door.cases.of(self._actor.id)
            if self._door.may(self._actor, "read-case", home)
        ]
        self._audit.glance(self._actor, "records-about", " ".join(entities[:20]))
        return [
            self._read(item)
            for item in self._records.about(self._scope(), self._plain, [home.id for home in homes], entities)
        ]

    def _read(self, found: Record) -> RecordVersion[B]:
        try:
            body = self._kind.read(found.body, found.shape)
        except (ValidationError, KeyError, ValueError) as error:
            raise Damaged("shelf-record-unreadable", id=found.thing, kind=self._kind.name) from error
        if not self._kind.hides_actor:
            return RecordVersion(
                found.id,
                found.version,
                found.home,
                found.state,
                found.at,
                found.actor,
                body,
                found.body,
                found.actor,
            )
        wrote = self._actors.person(found.actor)
        by = wrote if wrote == self._actor.id or self.sees_actors(found.home) else ""
        return RecordVersion(
            found.id,
            found.version,
            found.home,
            found.state,
            found.at,
            by,
            opened(body, self._actors),
            found.body,
            wrote,
        )

    def presented(self, kept: RecordVersion[B]) -> B:
        """The body for an answer: without who acted, where that is hidden from the person."""
        if not self._kind.hides_actor or self.sees_actors(kept.home):
            return kept.body
        return emptied(kept.body, self._actor.id)

    def sees_actors(self, home: str) -> bool:
        """Whether the person may see who acted in records of a home where that is hidden: by the policies, or
        because they are inside the compartment, without which they see no record of the kind."""
        if self._kind.inside_sees_actor:
            return True
        if home not in self._sees:
            self._sees[home] = self._door.may(self._actor, SEE, home)
        return self._sees[home]

    def _written_by(self) -> str:
        return self._actors.hide(self._actor.id) if self._kind.hides_actor else self._actor.id

    def _written(self, body: B, identity: str) -> str:
        return hidden(body, self._actors, identity) if self._kind.hides_actor else written(body)

    def _home(self, case: str, action: str) -> Case:
        if self._kind.home == "desk":
            case = desk_file(self._kind.desk)
        elif not case:
            raise WrongUse("case-needed")
        found = self._door.cases.find(self._actor.id, case)
        if action == "write-case" and self._for_steps:
            require_step(self._door, self._actor, found)
        else:
            self._door.require(self._actor, action, found)
        return found

    def _looked(self, case: str) -> str:
        """The id of a home whose records are looked at, with its entry in the log."""
        home = self._home(case, "read-case")
        self._audit.glance(self._actor, "records", self._kind.name, home.id)
        return home.id

    def _scope(self) -> Scope:
        own = self._door.scope(self._actor)
        within = self._within() if callable(self._within) else self._within
        return own if within is None else self._door.narrowed(within, own.classes)


def require_step(door: Door, actor: Actor, case: Case) -> None:
    """Raise ``Refused`` unless somebody may write in a case, or at least take the steps that a flow gives to
    their role."""
    if not door.may(actor, "write-case", case):
        door.require(actor, "take-step", case)


def _place(after: str) -> tuple[Value, str] | None:
    if not after:
        return None
    try:
        loaded = json.loads(after)
    except ValueError:
        loaded = None
    if not (
        isinstance(loaded, list)
        and len(loaded) == 2
        and isinstance(loaded[0], str | int)
        and isinstance(loaded[1], str)
    ):
        raise WrongUse("page-unreadable")
    return loaded[0], loaded[1]
