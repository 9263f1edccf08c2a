"""Running analyses for a person, keeping what they found with its recipe, and running it again.

A recipe holds what the rows depend on: parameters, seed, versions, and of every source that could be read a
hash of what was made of it. The same recipe gives the same bytes; where a run differs, :meth:`Analyses.rerun`
says what changed in between.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from tahqiq import __version__
from tahqiq.access.case_zone import zone_of
from tahqiq.access.door import Door
from tahqiq.analyse.context import Context, Report, Stop, silent
from tahqiq.analyse.declaration import Analysis, Word
from tahqiq.analyse.encode import canonical, encode
from tahqiq.analyse.query.question import QUERY
from tahqiq.analyse.readers import Within
from tahqiq.analyse.registry import analysis
from tahqiq.analyse.values import Given, Values, checked
from tahqiq.jobs.job import Amount, Job
from tahqiq.jobs.job import Json as Recipe
from tahqiq.jobs.progress import Progress
from tahqiq.jobs.register import Jobs
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.ids import digest, sha256
from tahqiq.model.scope import Actor, Scope
from tahqiq.model.source import Source
from tahqiq.model.vocabulary import vocabulary
from tahqiq.resolve.clusters import Clusters
from tahqiq.store.links import Links
from tahqiq.store.nodes import asked_numbers
from tahqiq.store.results import StoredResult, recipe_of

ANALYSE = "analyse"
ENGINES = ("duckdb", "numba", "numpy", "scipy")
MOST_BYTES = 64_000_000
_INPUT_CODES = {"added": "input-added", "removed": "input-removed", "changed": "input-changed"}


@dataclass(frozen=True, slots=True)
class Rerun:
    """A result run again: ``same`` when the bytes are equal; else ``changed`` says what differs between the
    recipes, and ``result`` is the new one."""

    before: StoredResult
    result: StoredResult
    same: bool
    changed: tuple[Word, ...]


class Analyses:
    """What one person may find out. Each run is in the audit log, with a commitment to recipe and rows."""

    def __init__(self, door: Door, actor: Actor) -> None:
        self._door, self._actor = door, actor
        self._workspace = door.workspace
        self._jobs = Jobs(door.workspace.database)

    def now(
        self,
        name: str,
        given: Given,
        case: str | None,
        seed: int,
        show: Callable[[Amount], None] | None,
        items: Sequence[str] = (),
    ) -> StoredResult:
        """As :meth:`run`, as a job that is done here and can be stopped from elsewhere."""
        kept: list[str] = []

        def handler(recipe: Recipe, actor: Actor, progress: Progress) -> Recipe:
            done = analyse_job(self._door, recipe, actor, progress)
            kept.append(str(done["result"]))
            return done

        self._jobs.here(ANALYSE, self._run_recipe(name, given, case, seed, items), self._actor, handler, show)
        return self.get(kept[0])

    def queue(
        self, name: str, given: Given, case: str | None = None, seed: int = 1, items: Sequence[str] = ()
    ) -> Job:
        """Queue a run for the worker of a server; the job's result names the kept one. Raises as :meth:`run`
        for what does not fit."""
        return self._jobs.add(ANALYSE, self._run_recipe(name, given, case, seed, items), self._actor)

    def _run_recipe(
        self, name: str, given: Given, case: str | None, seed: int, items: Sequence[str]
    ) -> Recipe:
        """The recipe of a job that runs an analysis, checked."""
        self.check(name, given, case)
        return {"analysis": name, "values": dict(given), "case": case, "seed": seed, "items": list(items)}

    def check(self, name: str, given: Given, case: str | None = None) -> tuple[Analysis, Values, str]:
        """The analysis, its checked values and the id of the case (empty: all); raises before anything is
        queued. See :meth:`run`."""
        found = analysis(name)
        where = self._door.cases.find(self._actor.id, case).id if case else ""
        return found, checked(found, given, zone_of(self._workspace.database, where)), where

    def run(
        self,
        name: str,
        given: Given,
        case: str | None = None,
        seed: int = 1,
        report: Report = silent,
        stop: Stop | None = None,
        items: Sequence[str] = (),
    ) -> StoredResult:
        """Run an analysis over everything the person may see (of one case where given), and keep the result.
        Of ``items`` of a chart (ids of 32 hex digits) and what lies between them alone where any are given;
        those that are not visible count for nothing, and how many were asked about is said in the result.

        Raises ``NotFound`` (``no-such-analysis``, ``no-such-case``), ``WrongUse`` for values that do not fit,
        ``Cancelled``.
        """
        found, values, where = self.check(name, given, case)
        scope = self._door.scope(self._actor, "analysis", where or None)
        stands = self.representatives(scope)
        within = self._within(scope, items, stands) if items else None
        context = Context(
            self._workspace,
            scope,
            stands,
            seed,
            report,
            within=within,
            **({} if stop is None else {"stop": stop}),
        )
        report(0, 0, "")
        sources = [item for item in self._workspace.sources.all(scope) if item.state == "published"]
        recipe = self._recipe(context, found, values, where, sources, items)
        with self._door.audit.act(self._actor, "analyse", found.id, where) as outcome:
            result = found.run(context, values)
            if items:
                result = replace(
                    result, notes=(*result.notes, Word("within-chart", {"count": len(set(items))}))
                )
            body = canonical(encode(context, found, result))
            if len(body) > MOST_BYTES:
                raise WrongUse("result-too-large", megabytes=MOST_BYTES // 1_000_000)
            made = StoredResult(
                "",
                found.id,
                where,
                recipe,
                sha256(body),
                len(result.rows),
                classes_of(scope, sources),
                clock.stamp(),
                self._actor.id,
                body.decode(),
            )
            made = self._workspace.results.named(made)
            self._workspace.results.add(made, [item.no for item in sources])
            outcome.update(made.payload())
        return made

    def rerun(self, identity: str, show: Callable[[Amount], None] | None = None) -> Rerun:
        """Run a kept result's recipe again over what the person may see now."""
        before = self.get(identity)
        recipe = recipe_of(before)
        given, seed, items = recipe.get("parameters"), recipe.get("seed"), recipe.get("items")
        after = self.now(
            before.analysis,
            given if isinstance(given, dict) else {},
            before.case or None,
            seed if isinstance(seed, int) else 1,
            show,
            [str(one) for one in items] if isinstance(items, list) else (),
        )
        same = after.body == before.body
        changed = tuple(differences(recipe, recipe_of(after)))
        if sha256(before.body.encode()) != before.sha256:
            changed = (Word("result-bytes-differ", {"id": before.id, "analysis": before.analysis}), *changed)
        return Rerun(before, after, same, changed if changed or same else (Word("rerun-unexplained"),))

    def get(self, identity: str) -> StoredResult:
        """A kept result, by id or a unique beginning of it; raises ``NotFound`` (``no-such-result``)."""
        found = self._workspace.results.get(self._scope(), self._cases(), identity.strip().lower())
        if found.analysis == QUERY:
            raise NotFound("no-such-result", id=identity)
        self._door.audit.read(self._actor, "result", found.id, found.case)
        return found

    def all(self, limit: int = 100, case: str = "", analysis: str = "") -> list[StoredResult]:
        """The heads of the person's results and of those in the person's cases, newest first; of one case and
        one analysis where given.

        Raises ``NotFound`` (``no-such-case``).
        """
        self._door.audit.read(self._actor, "results")
        one = self._door.cases.find(self._actor.id, case).id if case else ""
        found = self._workspace.results.all(self._scope(), self._cases(), limit, one, analysis)
        return [item for item in found if item.analysis != QUERY]

    def representatives(self, scope: Scope) -> Mapping[int, int]:
        """Who stands for whom by the judgements the scope sees."""
        return Clusters.of(self._workspace).representatives(scope)

    def _within(self, scope: Scope, items: Sequence[str], stands: Mapping[int, int]) -> Within:
        """The nodes of a chart's items: all that was judged to be one with one of them, of what the person
        may see."""
        wanted = [bytes.fromhex(one) for one in dict.fromkeys(items)]
        numbers = list(asked_numbers(self._workspace.database, wanted).values())
        heads = {stands.get(no, no) for no in self._visible(scope, numbers)}
        return Within({*heads, *(member for member, head in stands.items() if head in heads)})

    def _visible(self, scope: Scope, numbers: list[int]) -> Iterable[int]:
        """Those of some nodes of which the scope shows a value or an event."""
        links = Links(self._workspace.database, vocabulary(), self._workspace.facts)
        ends = {end for link in links.of(scope, numbers) for end in (link.a, link.b)}
        return self._workspace.reading.entities(scope, numbers, ends)

    def _scope(self) -> Scope:
        return self._door.scope(self._actor, "analysis")

    def _cases(self) -> list[str]:
        return [case.id for case in self._door.cases.of(self._actor.id)]

    def _recipe(
        self,
        context: Context,
        found: Analysis,
        values: Values,
        case: str,
        sources: list[Source],
        items: Sequence[str] = (),
    ) -> str:
        ids = context.ids({node for pair in context.representatives.items() for node in pair})
        joined = sorted(
            f"{ids[node].hex()} {ids[other].hex()}" for node, other in context.representatives.items()
        )
        recipe: dict[str, object] = {
            "analysis": found.id,
            "analysis_version": found.version,
            "program": __version__,
            "engines": engines(),
            "parameters": {
                name: list(value) if isinstance(value, tuple) else value
                for name, value in values.plain.items()
            },
            "seed": context.seed,
            "case": case,
            "inputs": {item.id: _input(context.scope, item) for item in sources},
            "decisions": self._workspace.results.decided([item.no for item in sources]),
            "identities": digest("identities", json.dumps(joined)).hex() if joined else "",
        }
        if items:
            recipe["items"] = sorted(set(items))
        return json.dumps(recipe, ensure_ascii=False, sort_keys=True)


def analyse_job(door: Door, recipe: Recipe, actor: Actor, progress: Progress) -> Recipe:
    """What a job of kind ``analyse`` does, wherever it runs."""
    values, seed, case, items = (
        recipe.get("values"),
        recipe.get("seed"),
        recipe.get("case"),
        recipe.get("items", []),
    )
    if not isinstance(values, dict) or not isinstance(seed, int) or not isinstance(items, list):
        raise WrongUse("recipe-broken")

    def report(done: int, total: int, note: str) -> None:
        progress.report(done, total, "steps", note)

    where, chart = str(case) if case else None, [str(one) for one in items]
    made = Analyses(door, actor).run(
        str(recipe.get("analysis")), values, where, seed, report, progress.stop, chart
    )
    return {"result": made.id}


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> list[Word]:
    """What differs between two recipes, as sentences."""
    found: list[Word] = []
    old, new = _mapping(before, "inputs"), _mapping(after, "inputs")
    for source in sorted(old.keys() | new.keys()):
        if old.get(source) != new.get(source):
            kind = "added" if source not in old else "removed" if source not in new else "changed"
            found.append(Word(_INPUT_CODES[kind], {"source": source}))
    found += [
        Word(code)
        for part, code in (("decisions", "decisions-changed"), ("identities", "identities-changed"))
        if before.get(part) != after.get(part)
    ]
    versions = {
        **_mapping(before, "engines"),
        "tahqiq": before.get("program"),
        "analysis": before.get("analysis_version"),
    }
    now = {
        **_mapping(after, "engines"),
        "tahqiq": after.get("program"),
        "analysis": after.get("analysis_version"),
    }
    for name in sorted(versions.keys() | now.keys()):
        if versions.get(name) != now.get(name):
            found.append(
                Word(
                    "version-changed",
                    {"name": name, "before": str(versions.get(name)), "after": str(now.get(name))},
                )
            )
    return found


@cache
def engines() -> Mapping[str, str]:
    """The versions of the libraries that results may depend on."""
    found = {}
    for name in ENGINES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def classes_of(scope: Scope, sources: list[Source]) -> frozenset[int]:
    """The classes of the scope in which there is anything: who may not see all of them does not see the
    result."""
    return frozenset(
        {number for item in sources for number in (item.data_class, item.held_class)} & scope.classes
    )


def _input(scope: Scope, item: Source) -> str:
    """What was made of a source, and whether its rows outside the order are in."""
    return digest(
        "input",
        item.sha256,
        item.format,
        str(item.reader_version),
        item.mapping,
        item.manifest,
        str(item.facts),
        "held rows in" if item.held_class in scope.classes and item.held_class != item.data_class else "",
    ).hex()


def _mapping(recipe: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = recipe.get(name)
    return found if isinstance(found, dict) else {}
