"""Questions over links for a person: checked, answered at once or as a job that can be stopped, and kept only
where a job found the answer."""

import json
import time
from collections.abc import Mapping
from secrets import token_hex
from typing import TYPE_CHECKING

from tahqiq import __version__
from tahqiq.access.door import Door
from tahqiq.analyse.context import Context, Report, silent
from tahqiq.analyse.query.parser import broken, query_of, read_query
from tahqiq.analyse.query.question import QUERY, Fault, Query
from tahqiq.analyse.query.values import filled
from tahqiq.casework.analyses import classes_of
from tahqiq.jobs.job import Job, Json
from tahqiq.jobs.progress import Progress
from tahqiq.jobs.register import Jobs
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.ids import digest, sha256
from tahqiq.model.scope import Actor, Scope
from tahqiq.model.vocabulary import vocabulary
from tahqiq.resolve.clusters import Clusters
from tahqiq.store.results import StoredResult

if TYPE_CHECKING:  # answering loads compiled walks over the graph: only who asks pays for it
    from tahqiq.analyse.query.answer import Answer
    from tahqiq.analyse.query.evidence import Proof, Proofs
    from tahqiq.analyse.query.kinds import Kinds

Given = Mapping[str, object]
Plain = dict[str, object]


class Impatient(Exception):
    """Raised inside a run that takes longer than its caller waits."""


class Queries:
    """The questions of one person. Every run is in the audit log, with a salted digest of what was asked."""

    def __init__(self, door: Door, actor: Actor) -> None:
        self._door, self._actor = door, actor
        self._workspace = door.workspace
        self._jobs = Jobs(door.workspace.database)

    def read(self, document: object) -> tuple[Query | None, list[Fault]]:
        """The question of a document, or everything that is wrong in it."""
        return read_query(document, vocabulary())

    def ready(self, document: object, given: Given) -> Query:
        """The question with its values filled in. Raises ``WrongUse`` (``query-broken``) naming the first
        place that is wrong."""
        query, faults = filled(query_of(document, vocabulary()), given)
        if query is None:
            raise broken(faults[0])
        return query

    def run(
        self,
        document: object,
        given: Given,
        case: str | None = None,
        limit: int = 200,
        report: Report = silent,
    ) -> Plain:
        """Answer a question from what the person may see (of one case where given). Rows outside their
        order's authority are left out.

        Raises ``WrongUse`` (``query-broken``), ``NotFound`` (``no-such-case``), ``Cancelled``.
        """
        from tahqiq.analyse.query.answer import MOST_ROWS, answer

        query, where = self.ready(document, given), self._case(case)
        salt = token_hex(8)
        self._door.audit.read(
            self._actor, QUERY, f"{salt}.{digest(salt, json.dumps(document, sort_keys=True)).hex()}", where
        )
        context = self.context(where, report)
        found = answer(self._workspace, context, query, max(1, min(limit, MOST_ROWS)))
        report(0, 0, "evidence")
        return _plain(context, found)

    def at_once(
        self, document: object, given: Given, case: str | None, limit: int, seconds: float
    ) -> Plain | Job:
        """The answer where it is found within about so many seconds, else the job that goes on looking for
        it."""
        end = time.monotonic() + seconds

        def report(done: int, total: int, note: str) -> None:
            if time.monotonic() > end:
                raise Impatient

        try:
            return self.run(document, given, case, limit, report)
        except Impatient:
            return self.queue(document, given, case, limit)

    def queue(self, document: object, given: Given, case: str | None = None, limit: int = 200) -> Job:
        """Queue a question for the worker of a server; the job's result names the kept answer."""
        self.ready(document, given)
        return self._jobs.add(
            QUERY,
            {"document": document, "values": dict(given), "case": self._case(case), "limit": limit},
            self._actor,
        )

    def keep(self, document: object, given: Given, case: str, limit: int, report: Report) -> str:
        """Answer a question and keep the answer; its id. It is seen later only with all classes that it was
        found in."""
        scope = self._scope(case)
        sources = [item for item in self._workspace.sources.all(scope) if item.state == "published"]
        with self._door.audit.act(self._actor, "analyse", QUERY, case) as outcome:
            found = self.run(document, given, case or None, limit, report)
            body = json.dumps(
                {"document": document, "values": dict(given), **found},
                ensure_ascii=False,
                sort_keys=True,
                separators=(",", ":"),
            )
            recipe = json.dumps(
                {
                    "analysis": QUERY,
                    "program": __version__,
                    "parameters": {"document": document, "values": dict(given)},
                },
                sort_keys=True,
            )
            rows = found["rows"]
            made = StoredResult(
                "",
                QUERY,
                case,
                recipe,
                sha256(body.encode()),
                len(rows) if isinstance(rows, list) else 0,
                classes_of(scope, sources),
                clock.stamp(),
                self._actor.id,
                body,
            )
            made = self._workspace.results.named(made)
            self._workspace.results.add(made, [item.no for item in sources])
            outcome.update(made.payload())
        return made.id

    def kept(self, identity: str) -> Plain:
        """A kept answer with its question (``document``, ``values``). Raises ``NotFound``
        (``no-such-result``)."""
        cases = [case.id for case in self._door.cases.of(self._actor.id)]
        found = self._workspace.results.get(self._scope(""), cases, identity.strip().lower())
        self._door.audit.read(self._actor, "result", found.id, found.case)
        if found.analysis != QUERY:
            raise NotFound("no-such-result", id=identity)
        told: Plain = json.loads(found.body)
        return told

    def kinds(self, above: str, below: str) -> "Kinds":
        """How visible things of two types are linked, with counts: what a line between them may ask for."""
        for name in (above, below):
            vocabulary().get(name)
        self._door.audit.read(self._actor, QUERY, f"{above} {below}")
        from tahqiq.analyse.query.kinds import kinds_between

        return kinds_between(self._workspace, self.context("", silent), above, below)

    def _case(self, case: str | None) -> str:
        return self._door.cases.find(self._actor.id, case).id if case else ""

    def _scope(self, case: str) -> Scope:
        return self._door.scope(self._actor, "analysis", case or None)

    def context(self, case: str, report: Report = silent) -> Context:
        """What questions are answered from: what the person may see for analysis, of one case where given (by
        id)."""
        scope = self._scope(case)
        return Context(
            self._workspace, scope, Clusters.of(self._workspace).representatives(scope), report=report
        )


def query_job(door: Door, recipe: Json, actor: Actor, progress: Progress) -> Json:
    """What a job of kind ``query`` does, wherever it runs."""
    values, limit = recipe.get("values"), recipe.get("limit")
    if not isinstance(values, dict) or not isinstance(limit, int):
        raise WrongUse("recipe-broken")

    def report(done: int, total: int, note: str) -> None:
        progress.report(done, total, "steps", note)

    return {
        "answer": Queries(door, actor).keep(
            recipe.get("document"), values, str(recipe.get("case") or ""), limit, report
        )
    }


def _plain(context: Context, found: "Answer") -> Plain:
    """An answer with public ids instead of numbers."""
    from tahqiq.analyse.query.evidence import Evidence

    evidence = Evidence(context, found.query, found.rows)
    nodes = {row.thing for row in found.rows} | {
        node for row in found.rows for part in row.found for node in part.things
    }
    ids = {no: identity.hex() for no, identity in context.ids(nodes).items()}
    sources = {item.no: item.id for item in context.sources()}

    def proofs_json(proofs: "Proofs | None") -> Plain:
        return (
            {"total": proofs.total, "shown": [_proof(one, sources) for one in proofs.shown]}
            if proofs
            else {"total": 0, "shown": []}
        )

    rows = [
        {
            "thing": ids[row.thing],
            "values": proofs_json(evidence.values.get(row.thing)),
            "found": [
                {
                    "link": found.query.lines[part.line].at,
                    "total": part.total,
                    "things": [
                        {"thing": ids[node], "evidence": proofs_json(evidence.pairs[part.line].get(pair))}
                        for node, pair in zip(part.things, part.pairs, strict=True)
                    ],
                }
                for part in row.found
            ],
        }
        for row in found.rows
    ]
    return {
        "total": found.total,
        "rows": rows,
        "steps": [{"where": step.where, "left": step.left} for step in found.steps],
        "notes": [{"code": note.code, "params": dict(note.params)} for note in found.notes],
    }


def _proof(one: "Proof", sources: Mapping[int, str]) -> Plain:
    place = one.place
    return {
        "label": one.label,
        "source": sources.get(one.source, ""),
        "value": one.value,
        "entity": one.entity.hex(),
        "statement": one.statement.hex(),
        "at": one.at,
        "place": {
            "part": place.part.no,
            "part_name": place.part.name,
            "kind": place.part.kind,
            "row": place.row,
            "column": place.column,
            "label": place.label(),
        },
    }
