"""What answers a question, held against the same question answered thing by thing through the read models."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tahqiq.analyse.query.answer import answer
from tahqiq.analyse.query.conditions import predicate
from tahqiq.analyse.query.parser import query_of
from tahqiq.analyse.query.question import Condition, Line, Query
from tahqiq.analyse.query.values import filled, window
from tahqiq.model.link import Link
from tahqiq.model.scope import Scope
from tahqiq.model.vocabulary import vocabulary
from tahqiq.workbench import Workbench

from .world import number, world

Json = dict[str, object]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with world(tmp_path_factory.mktemp("query")) as opened:
        yield opened


def asked(things: list[Json], links: list[Json] | None = None, **more: object) -> Json:
    return {"version": 1, "things": things, "links": links or [], **more}


class Slowly:
    """The same question, one thing at a time."""

    def __init__(self, bench: Workbench, query: Query) -> None:
        self.workspace, self.query = bench.workspace, query
        self.scope: Scope = bench.scope("analysis")
        nodes = [int(str(row[0])) for row in bench.workspace.database.query("SELECT no FROM node")]
        self.entities = bench.workspace.reading.entities(self.scope, nodes)
        self.links = {node: bench.links.of(self.scope, [node]) for node in self.entities}

    def fitting(self) -> set[int]:
        return {node for node in self.entities if self.fits(0, node)}

    def fits(self, place: int, node: int) -> bool:
        thing = self.query.things[place]
        entity = self.entities[node]
        if not vocabulary().is_a(entity.schema, thing.type):
            return False
        return all(
            self.holds(thing.type, one, entity.properties.get(one.prop, [])) for one in thing.conditions
        ) and all(self.hangs(line, node) for _, line in self.query.below(thing.id))

    def holds(self, kind: str, one: Condition, values: object) -> bool:
        known = [str(value) for value in values] if isinstance(values, list | tuple) else []
        if one.how in ("exists", "missing"):
            return bool(known) == (one.how == "exists")
        test = predicate(vocabulary().property(kind, one.prop), one)
        return any(test(value) for value in known)

    def hangs(self, line: Line, node: int) -> bool:
        below = self.query.place(line.below)
        found = {
            link.other(node)
            for link in self.links[node]
            if self.counts(line, node, link) and link.other(node) in self.entities
        }
        count = sum(self.fits(below, other) for other in found)
        return line.mode == "optional" or (count >= line.least) == (line.mode == "needed")

    def counts(self, line: Line, node: int, link: Link) -> bool:
        if line.kinds and link.label not in line.kinds:
            return False
        period = window(self.query, line)
        if link.kind != "fact":
            return not period and (line.direction == "any" or (link.a == node) == (line.direction == "out"))
        low, high = (
            datetime.fromtimestamp(one, UTC) if one is not None else None
            for one in (period.since, period.until)
        )
        records = [
            one
            for event in self.workspace.facts.pair(
                self.scope, node, link.other(node), since=low, until=high, kinds=(link.label,)
            )
            for one in event.records
        ]
        return any(line.direction == "any" or (one.a == node) == (line.direction == "out") for one in records)


CONDITIONS = st.sampled_from(
    [
        [],
        [{"property": "name", "is": "like", "value": "Ali Hassan Kadhim"}],
        [{"property": "name", "is": "contains", "value": "احمد"}],
        [{"property": "birthDate", "is": "between", "low": "1965", "high": "1975-05"}],
        [{"property": "name", "is": "exists"}, {"property": "phone", "is": "missing"}],
        [{"property": "phone", "is": "in", "value": [number(1), number(2), "0790 100 0003"]}],
    ]
)
PERIODS = st.sampled_from(
    [("", ""), ("2026-03-10", "2026-03-20"), ("2026-04-01", ""), ("", "2026-03-05T10:30")]
)
MODES = st.sampled_from(["needed", "needed", "absent", "optional"])
DIRECTIONS = st.sampled_from(["any", "out", "in"])


@st.composite
def questions(draw: st.DrawFn) -> Json:
    """A person, a number of theirs, and perhaps whom that called; with conditions, directions, periods,
    minimum counts and absence."""
    things: list[Json] = [
        {"id": "a", "type": "Person", "conditions": draw(CONDITIONS)},
        {"id": "b", "type": "PhoneNumber"},
    ]
    links: list[Json] = [
        {
            "from": "a",
            "to": "b",
            "kinds": draw(st.sampled_from([[], ["phone"], ["RegisteredTo"], ["phone", "RegisteredTo"]])),
            "mode": draw(MODES),
            "at_least": draw(st.integers(1, 2)),
            "direction": draw(DIRECTIONS),
        }
    ]
    if draw(st.booleans()):
        since, until = draw(PERIODS)
        things.append(
            {
                "id": "c",
                "type": "PhoneNumber",
                "conditions": draw(
                    st.sampled_from([[], [{"property": "number", "is": "contains", "value": "0000"}]])
                ),
            }
        )
        links.append(
            {
                "from": "b",
                "to": "c",
                "kinds": ["Call"],
                "mode": draw(MODES),
                "at_least": draw(st.integers(1, 3)),
                "direction": draw(DIRECTIONS),
                "since": since,
                "until": until,
            }
        )
    return asked(things, links)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(document=questions())
def test_an_answer_is_that_of_looking_at_every_thing(bench: Workbench, document: Json) -> None:
    query = query_of(document, vocabulary())
    ready, faults = filled(query, {})
    assert ready is not None, faults
    context = bench.queries.context("")
    found = answer(bench.workspace, context, ready, 1000)
    assert {row.thing for row in found.rows} == Slowly(bench, ready).fitting()
    assert found.total == len(found.rows)


def test_two_or_more(bench: Workbench) -> None:
    document = asked(
        [{"id": "p", "type": "PhoneNumber"}, {"id": "o", "type": "Person"}],
        [{"from": "p", "to": "o", "kinds": ["phone"], "at_least": 2}],
    )
    told = bench.query(document)
    rows = told["rows"]
    assert isinstance(rows, list)
    assert rows
    assert told["total"] == len(rows)
    totals = [row["found"][0]["total"] for row in rows]
    assert totals == sorted(totals, reverse=True)
    assert min(totals) >= 2
    proof = rows[0]["found"][0]["things"][0]["evidence"]["shown"][0]
    assert proof["source_name"].endswith("people.ftm.json")
    assert proof["place"]["row"] > 1
    assert proof["statement"]


def test_events_are_shown_with_their_rows(bench: Workbench) -> None:
    document = asked(
        [{"id": "a", "type": "PhoneNumber"}, {"id": "b", "type": "PhoneNumber"}],
        [
            {
                "from": "a",
                "to": "b",
                "kinds": ["Call"],
                "direction": "out",
                "since": "2026-03-01",
                "until": "2026-03-31",
            }
        ],
    )
    rows = bench.query(document)["rows"]
    assert isinstance(rows, list)
    assert rows
    for row in rows:
        for found in row["found"]:
            for thing in found["things"]:
                assert thing["evidence"]["total"] >= 1
                for proof in thing["evidence"]["shown"]:
                    assert proof["event"]
                    assert datetime.fromisoformat(proof["at"]).month in (2, 3)


def test_what_dropped_everything_is_named(bench: Workbench) -> None:
    document = asked(
        [
            {"id": "a", "type": "Person"},
            {"id": "b", "type": "PhoneNumber"},
            {
                "id": "c",
                "type": "PhoneNumber",
                "conditions": [{"property": "number", "is": "is", "value": "+9647909999999"}],
            },
        ],
        [{"from": "a", "to": "b"}, {"from": "b", "to": "c", "kinds": ["Call"]}],
    )
    told = bench.query(document)
    notes = told["notes"]
    assert told["total"] == 0
    assert isinstance(notes, list)
    assert notes[0]["code"] == "query-nothing"
    assert "9647909999999" in notes[0]["sentence"]


def test_things_judged_the_same_are_one(tmp_path: Path) -> None:
    with world(tmp_path, seed=3) as bench:
        one, two = (
            bench.search(name, schema="Person").hits[0].id.hex()
            for name in ("Omar Faruq", "Layla Omar Saleh")
        )
        document = asked(
            [
                {
                    "id": "a",
                    "type": "Person",
                    "conditions": [
                        {"property": "name", "is": "is", "value": "omar faruq"},
                        {"property": "name", "is": "is", "value": "Layla Omar Saleh"},
                    ],
                }
            ]
        )
        assert bench.query(document)["total"] == 0
        bench.identity.judge(one, two, "same", "a test")
        told = bench.query(document)
        assert told["total"] == 1


def test_long_questions_become_jobs(bench: Workbench) -> None:
    document = asked([{"id": "a", "type": "Person"}])
    job = bench.queries.at_once(document, {}, None, 10, -1)
    assert not isinstance(job, dict)
    assert job.kind == "query"
    done = bench.jobs.run(
        job.no,
        bench.actor,
        lambda recipe, actor, progress: {
            "answer": bench.queries.keep(recipe["document"], {}, "", 10, lambda *_: None)
        },
    )
    told = bench.kept_answer(str(done["answer"]))
    assert told["total"] == bench.query(document)["total"]
    assert told["document"] == document
    assert "query" not in {item.analysis for item in bench.analyses.all()}
    assert bench.verify().holds
    assert json.loads(json.dumps(told))
