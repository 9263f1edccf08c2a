"""Requests of every route of the OpenAPI document, about things, sources, cases, words that a person sees or
guesses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product

from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.registry import analyses, analysis
from tahqiq.products.maps.registry import LAYERS, layer
from tests.documented import documented as written

from .conftest import PASSWORD

FORMATS = ("ftm", "csv", "xlsx", "graphml", "gexf", "anx")
MAPPING: dict[str, object] = {
    "name": "people-of-a-sheet",
    "title": "zzqxtext",
    "entities": {"person": {"schema": "Person", "properties": {"name": "name"}}},
}
QUESTION: dict[str, object] = {
    "version": 1,
    "things": [
        {"id": "a", "type": "Person"},
        {"id": "b", "type": "PhoneNumber"},
        {"id": "c", "type": "PhoneNumber"},
    ],
    "links": [
        {"from": "a", "to": "b", "mode": "optional"},
        {"from": "b", "to": "c", "kinds": ["Call"], "mode": "optional"},
    ],
}
CALLERS: dict[str, object] = {
    "version": 1,
    "things": [{"id": "a", "type": "PhoneNumber"}, {"id": "b", "type": "PhoneNumber"}],
    "links": [{"from": "a", "to": "b", "kinds": ["Call"], "at_least": 2, "since": "2024-01-01"}],
}
BODIES: dict[str, list[dict[str, object]]] = {
    "/api/v1/queries/check": [{"document": QUESTION}],
    "/api/v1/queries/answers": [{"document": one, "wait": 20} for one in (QUESTION, CALLERS)],
    "/api/v1/exports": [{"format": name} for name in FORMATS],
    "/api/v1/cases": [{"title": "Another"}],
    "/api/v1/cases/{case}/members": [{"login": "outsider"}],
    "/api/v1/cases/{case}/zone": [{"zone": "UTC"}],
    "/api/v1/invitations/{case}": [{"join": False}],
    "/api/v1/admissions/{compartment}": [{"join": False}],
    "/api/v1/first-start": [{"code": "x", "login": "x", "name": "x", "password": PASSWORD}],
    "/api/v1/compartments": [{"name": "y", "title": "Y"}],
    "/api/v1/compartments/{compartment}/members": [{"login": "outsider"}],
    "/api/v1/preferences": [{"digits": "latn"}],
    "/api/v1/people/{login}/password": [{"password": PASSWORD}],
    "/api/v1/people/{login}/roles": [{"roles": ["analyst"]}],
    "/api/v1/people/{login}/hand-over": [{"login": "insider"}],
    "/api/v1/people": [{"login": "x", "name": "x", "roles": ["analyst"], "password": PASSWORD}],
    "/api/v1/entities/{entity}/statements/{statement}/retract": [{"reason": "why"}],
    "/api/v1/entities/{entity}/statements/{statement}/reinstate": [{"reason": "why"}],
    "/api/v1/sources/{source}/preview": [{"document": MAPPING}],
    "/api/v1/sources/{source}/read": [{"reason": "why"}],
    "/api/v1/sources/{source}/withdrawal": [{"reason": "why"}],
    "/api/v1/cases/{case}/mappings": [{"document": MAPPING}],
    "/api/v1/sources/{source}/release": [{"reason": "why"}],
    "/api/v1/sources/{source}/take-back": [{"reason": "why"}],
    "/api/v1/sources/{source}/erasure": [{"order": "1"}],
    "/api/v1/sources/{source}/declare-copy": [{"origin": "ab" * 8, "reason": "why"}],
    "/api/v1/sources/{source}/declare-independent": [{"origin": "ab" * 8, "reason": "why"}],
    "/api/v1/chart/permission": [{"format": "png", "ids": []}],
    "/api/v1/chart/layout": [{"kind": "force", "count": 5, "edges": [[0, 1], [1, 2]]}],
    "/api/v1/cases/{case}/documents": [{"kind": "note", "title": "x"}],
    "/api/v1/cases/{case}/products": [{"chart": "ab" * 8}],
    "/api/v1/cases/{case}/briefings": [{"title": "x", "blocks": [{"kind": "text", "text": "x"}]}],
    "/api/v1/cases/{case}/briefings/preview": [{"title": "x", "blocks": [{"kind": "text", "text": "x"}]}],
    "/api/v1/cases/{case}/briefings/{document}/product": [{"audience": "agency"}],
    **{
        f"/api/v1/cases/{{case}}/products/{{product}}/{act}": [{"note": "x"}]
        for act in ("review", "send-back", "release")
    },
    "/api/v1/analyses/{analysis}/jobs": [{"values": {}}],
    "/api/v1/results/{result}/file": [{"format": "csv"}, {"format": "json"}],
    "/api/v1/cases/{case}/documents/{document}": [{"version": 1, "title": "x", "body": {}}],
    "/api/v1/judgements": [{"left": "ab" * 16, "right": "cd" * 16, "verdict": "same", "reason": "why"}],
    "/api/v1/judgements/strong-identifiers": [
        {"identifiers": ["ab" * 16], "digest": "0" * 32, "reason": "why"}
    ],
    "/api/v1/judgements/runs/{run}/undo": [{"reason": "why"}],
    "/api/v1/review/strong-identifiers/preview": [{"identifiers": ["ab" * 16]}],
    "/api/v1/review/cards/open": [{"entities": ["ab" * 16, "cd" * 16]}],
    "/api/v1/review/cards/decide": [
        {"entities": ["ab" * 16, "cd" * 16], "digest": "0" * 32, "verdict": "same", "reason": "why"}
    ],
    "/api/v1/judgements/{judgement}/undo": [{"reason": "why"}],
    "/api/v1/entities/{entity}/split": [{"reason": "why"}],
    "/api/v1/desks/{desk}/registers/{register}/views": [{"title": "x"}],
    "/api/v1/desks/{desk}/registers/{register}/export": [{"format": "csv"}],
    "/api/v1/desks/{desk}/records/{kind}/{record}/steps": [{"transition": "x", "seen": "0" * 64}],
    "/api/v1/desks/{desk}/forms/{form}/check": [{}],
    "/api/v1/desks/{desk}/papers": [{"form": "x"}],
    "/api/v1/desks/{desk}/papers/{record}": [{"version": 1}],
    "/api/v1/desks/{desk}/papers/{record}/seal": [{"version": 1}],
}
Route = tuple[str, str]


@dataclass
class Aim:
    """What a caller asks about: ids as he knows or guesses them."""

    entities: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    """The last recorded value of each of ``entities``, or an id that is nothing's."""
    cases: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    jobs: list[str] = field(default_factory=lambda: [str(number) for number in range(1, 12)])
    documents: list[str] = field(default_factory=lambda: ["ab" * 8])
    results: list[str] = field(default_factory=lambda: ["ab" * 8])
    answers: list[str] = field(default_factory=lambda: ["ab" * 8])
    judgements: list[str] = field(default_factory=lambda: ["ab" * 8])


PARAMETERS: dict[str, Callable[[Aim], list[str]]] = {
    **{
        name: lambda aim: ["0" * 16]
        for name in ("shift_list", "sequence", "consignment", "flight", "proposal")
    },
    "person": lambda aim: ["1", "Sara Ahmed"],
    "post": lambda aim: ["trebil"],
    "text": lambda aim: ["Sara"],
    "at": lambda aim: ["2026-05-01T09:00:00+03:00"],
    **{name: lambda aim: aim.entities for name in ("id", "entity")},
    "source": lambda aim: aim.sources,
    "statement": lambda aim: aim.statements,
    "case": lambda aim: aim.cases,
    "login": lambda aim: ["nobody", "auditor"],
    "compartment": lambda aim: ["none"],
    "operation": lambda aim: ["lists-add"],
    "paper": lambda aim: ["slip"],
    **{
        name: lambda aim: ["none"]
        for name in (
            "examination",
            "report",
            "entry",
            "deployment",
            "draft",
            "exhibit",
            "watch",
            "delivery",
            "item",
            "risk",
        )
    },
    "rests_on": lambda aim: ["own"],
    "number": lambda aim: ["1"],
    "line": lambda aim: ["1"],
    "job": lambda aim: aim.jobs,
    "document": lambda aim: aim.documents,
    "board": lambda aim: aim.documents,
    "evidence": lambda aim: aim.documents,
    "script": lambda aim: aim.documents,
    "version": lambda aim: ["1"],
    **{name: lambda aim: ["people-of-a-sheet", "other"] for name in ("name", "mapping", "desk")},
    "analysis": lambda aim: [item.id for item in analyses()],
    "layer": lambda aim: [item.id for item in LAYERS],
    "result": lambda aim: aim.results,
    "other": lambda aim: aim.results,
    "answer": lambda aim: aim.answers,
    "above": lambda aim: ["Person", "PhoneNumber"],
    "below": lambda aim: ["PhoneNumber"],
    "own": lambda aim: aim.entities[4:9],
    "party": lambda aim: aim.entities[:9],
    "judgement": lambda aim: aim.judgements,
    "run": lambda aim: ["ab" * 8],
    **{name: lambda aim: ["1"] for name in ("seed", "sample")},
    **{name: lambda aim: ["other"] for name in ("register", "kind", "form", "paper", "lookup")},
    **{name: lambda aim: ["ab" * 8] for name in ("record", "view", "product")},
    "left": lambda aim: aim.entities[9:13],
    "right": lambda aim: aim.entities[9:13],
    "q": lambda aim: aim.words,
    "start": lambda aim: aim.entities[:2] + aim.entities[5:6],
    "end": lambda aim: aim.entities[:7],
}


@dataclass(frozen=True)
class Question:
    """One request."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    body: dict[str, object]

    def __str__(self) -> str:
        return f"{self.method} {self.path} {dict(self.query)} {self.body or ''}"


@cache
def documented() -> dict[Route, list[tuple[str, str]]]:
    """Every route with its required parameters: name and where it stands."""
    return {
        (method.upper(), path): [
            (item["name"], item["in"]) for item in about.get("parameters", []) if item.get("required")
        ]
        for path, methods in written()["paths"].items()
        for method, about in methods.items()
    }


def answers_to(asked: Sequence[Parameter], aim: Aim) -> list[dict[str, object]]:
    """Values for what an analysis or a layer must be told: things and numbers that ``aim`` names, the whole
    country, the cells of the story."""
    numbers = [word for word in aim.words if word.isdigit()] + aim.entities[:2]
    listed = {
        "areas": [["33.3 44.2 900000"], ["33.31 44.33 2000"]],
        "dumps": [["418-20-11-1@2024-01-01T00:00:00Z/2024-12-31T00:00:00Z"] * 2],
    }
    known: dict[str, Sequence[object]] = {
        "node": aim.entities[:3],
        "nodes": [aim.entities[:4], aim.entities[3:8]],
        "text": numbers,
        "texts": [numbers[:1], numbers],
        "number": [10],
    }
    wanted = [item for item in asked if item.required]
    values = product(*(listed.get(item.name, known[item.kind]) for item in wanted))
    return [dict(zip((item.name for item in wanted), one, strict=True)) for one in values]


def bodies(path: str, aim: Aim, filled: str) -> list[dict[str, object]]:
    """What is sent to a route (``filled`` with what it is asked about); a chart holds what ``aim`` names, and
    is expanded by each of it."""
    if path == "/api/v1/analyses/{analysis}/results":
        found = answers_to(analysis(filled.split("/")[4]).parameters, aim)
        chart = [one for one in aim.entities if len(one) == 32]
        return [
            *({"values": values} for values in [{"repeats": 5}, *found]),
            {"values": {"repeats": 5}, "items": chart},
        ]
    if path in ("/api/v1/chart/draw", "/api/v1/chart/events", "/api/v1/chart/times"):
        return [{"ids": ids} for ids in (aim.entities, *([one] for one in aim.entities[:4]))]
    if path in ("/api/v1/chart/fields", "/api/v1/chart/handling"):
        return [{"ids": ids} for ids in (aim.entities, *([one] for one in aim.entities[:4]))]
    if path == "/api/v1/chart/styles":
        asked = (
            "measure:events",
            "prop:name",
            "schema",
            "told:holder",
            "told:grade",
            "told:period",
            "told:paid",
            "told:received",
        )
        rules = [{"id": by, "on": "item", "by": by, "look": {"size": 2, "words": True}} for by in asked]
        return [{"ids": ids, "rules": rules} for ids in (aim.entities, aim.entities[:1])]
    if path == "/api/v1/chart/file":
        items = [{"id": one, "x": 0, "y": 0} for one in aim.entities if len(one) == 32]
        return [
            {"format": name, "items": items} for name in ("html", "anx", "graphml", "gexf", "ftm", "xlsx")
        ]
    if path == "/api/v1/chart/expand":
        return [
            {"id": one, "shown": shown, "limit": limit}
            for one in aim.entities
            for shown in ([], aim.entities[:3])
            for limit in (0, 2, 50)
        ]
    if path == "/api/v1/chart/expansions":
        return [{"ids": aim.entities[:12], "shown": aim.entities[:3], "limit": limit} for limit in (0, 50)]
    if path == "/api/v1/chart/survey":
        periods: list[dict[str, object]] = [{}, {"since": "1990-01-01T00:00:00Z"}]
        return [{"ids": [one], "shown": [one], **period} for one in aim.entities[:12] for period in periods]
    if path == "/api/v1/map/layers/{layer}":
        return [{"values": values} for values in answers_to(layer(filled.split("/")[5]).parameters, aim)]
    return BODIES.get(path, [{}])


def requests(route: Route, aim: Aim) -> list[Question]:
    """Every request of a route about what ``aim`` names."""
    method, path = route
    wanted = documented()[route]
    made = []
    asked = [PARAMETERS[name](aim) for name, _ in wanted]
    for values in zip(*asked, strict=True) if "statement" in dict(wanted) else product(*asked):
        filled, query = path, []
        for (name, place), value in zip(wanted, values, strict=True):
            if place == "path":
                filled = filled.replace("{" + name + "}", value)
            else:
                query.append((name, value))
        made += [Question(method, filled, tuple(query), body) for body in bodies(path, aim, filled)]
    return made


def routes() -> list[Route]:
    return sorted(documented())
