"""What happened in a case, from the log and from what the viewer sees: nothing is told that rests on
something hidden, and nothing hidden is counted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from tahqiq.access.cases import Case
from tahqiq.access.door import Door
from tahqiq.access.hidden_actor import HIDDEN
from tahqiq.access.leaf import Leaf
from tahqiq.access.log_search import Wanted
from tahqiq.kit.errors import NotFound
from tahqiq.model.scope import Actor
from tahqiq.store.judgements import Judgement

DEPOSIT = "deposit"


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that somebody did. ``kind`` says what ``thing`` is the id of (source, document or person;
    empty for the case itself), ``title`` how it is called now. ``at`` is ISO 8601 UTC, ``by`` a person's
    id."""

    at: str
    by: str
    act: str
    kind: str
    thing: str
    title: str


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """Which of it is asked for: by whom (a person's id), which act, and only what is older than ``before`` (a
    time); empty = all."""

    by: str = ""
    act: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """An identity decision about things of a case, and whether it still counts (nobody took it back or
    decided anew)."""

    judgement: Judgement
    counts: bool


Describer = Callable[[str], tuple[str, str, str] | None]
"""From what an entry is about to kind, id and title; None where the viewer may not know."""


class Activity:
    """The past of the cases of one person."""

    def __init__(self, door: Door, actor: Actor) -> None:
        self._door, self._actor = door, actor

    def of(self, case: str, asked: ActivityFilter, limit: int = 50) -> tuple[list[Happened], bool]:
        """The latest of what was done in one of the person's cases, and whether there is more. Raises
        ``NotFound`` for hidden and absent cases alike.

        Sources, documents and decisions stand in it where the viewer sees them; analyses and exports where
        they are the viewer's own. Acts that nobody has said how to show safely are left out.
        """
        found = self._case(case)
        self._door.audit.read(self._actor, "activity", found.id, found.id)
        lines = merge(
            self._logged(found, asked), self._deposited(found, asked), key=lambda item: item.at, reverse=True
        )
        taken = list(islice(lines, limit + 1))
        return taken[:limit], len(taken) > limit

    def decisions(
        self, case: str, verdict: str = "", by: str = "", limit: int = 50, offset: int = 0
    ) -> tuple[list[Decided], int]:
        """Identity decisions that rest on the case, the latest first, and how many there are in all; of one
        verdict or person where given."""
        from tahqiq.resolve.entities import Entities
        from tahqiq.resolve.visible import visible

        found = self._case(case)
        self._door.audit.read(self._actor, "decisions", found.id, found.id)
        scope = self._door.scope(self._actor)
        classes = {item.no for item in self._door.workspace.sources.data_classes() if item.case == found.id}
        wanted = [
            item
            for item in self._door.workspace.judgements.after()
            if item.classes & classes and verdict in ("", item.verdict) and by in ("", item.actor)
        ]
        seen = sorted(
            visible(self._door.workspace, scope, wanted).judgements, key=lambda item: item.no, reverse=True
        )
        live = Entities(self._door.workspace, scope).clustering.live
        return [Decided(item, item.id in live) for item in seen[offset : offset + limit]], len(seen)

    def _case(self, case: str) -> Case:
        found = self._door.cases.find(self._actor.id, case)
        self._door.require(self._actor, "read-case", found)
        return found

    def _logged(self, case: Case, asked: ActivityFilter) -> Iterator[Happened]:
        wanted = Wanted(actor=asked.by, act=asked.act, case=case.id, kind="acts", before=asked.before)
        tellers = self._tellers(case)
        for leaf in self._door.audit.search.latest(wanted):
            told = (
                tellers[leaf.act](leaf.object)
                if leaf.act in tellers and leaf.result == "done"
                else self._own(leaf)
            )
            if told is not None:
                yield Happened(leaf.at, "" if leaf.actor.startswith(HIDDEN) else leaf.actor, leaf.act, *told)

    def _own(self, leaf: Leaf) -> tuple[str, str, str] | None:
        mine = leaf.actor == self._actor.id and leaf.act in ("analyse", "export") and leaf.result == "done"
        return ("", leaf.object, "") if mine else None

    def _deposited(self, case: Case, asked: ActivityFilter) -> Iterator[Happened]:
        """From the sources themselves: the log calls an original by its hash, which two sources may share."""
        if asked.act not in ("", DEPOSIT):
            return
        for source in sorted(
            self._door.workspace.sources.all(self._door.scope(self._actor)),
            key=lambda item: item.deposited_at,
            reverse=True,
        ):
            fits = source.case == case.id and asked.by in ("", source.deposited_by)
            if fits and (not asked.before or source.deposited_at < asked.before):
                yield Happened(
                    source.deposited_at, source.deposited_by, DEPOSIT, "source", source.id, source.name
                )

    def _tellers(self, case: Case) -> dict[str, Describer]:
        scope = self._door.scope(self._actor)
        sources = {
            item.id: item
            for item in self._door.workspace.sources.all(scope)
            if item.case == case.id and (not item.held_class or item.held_class in scope.classes)
        }
        documents = {item.id: item.title for item in self._door.workspace.documents.of(scope, case.id, None)}

        def source(thing: str) -> tuple[str, str, str] | None:
            found = next((sources[part] for part in thing.split(".") if part in sources), None)
            return ("source", found.id, found.name) if found else None

        def document(thing: str) -> tuple[str, str, str] | None:
            one = thing.split(".")[0]
            return ("document", one, documents[one]) if one in documents else None

        def person(thing: str) -> tuple[str, str, str] | None:
            one = thing.split(" ")[-1]
            try:
                return "person", one, self._door.people.get(one).name
            except NotFound:
                return None

        about_source = (
            "publish",
            "read-again",
            "withdraw",
            "release",
            "take-back",
            "retract",
            "reinstate",
            "request-erasure",
            "withdraw-erasure",
            "approve-erasure",
        )
        return {
            **dict.fromkeys(about_source, source),
            "save-document": document,
            "add-member": person,
            "invite": person,
            "remove-member": person,
            "set-zone": lambda _: ("", case.id, ""),
            "save-mapping": lambda _: ("", case.id, ""),
        }
