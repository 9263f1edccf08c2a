"""Need-to-know, proven on every route: who is inside sees the planted thing, who is outside sees what a
workspace that never held it answers.

The routes are read from the OpenAPI document, so a new one fails here until it is covered: its parameters
must be known to ``PARAMETERS``, and where an insider does not see the canary on it, ``SHOWS_NOTHING`` says
why.
"""

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tahqiq.access.door import Door
from tahqiq.analyse.context import silent
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.registry import analyses, analysis
from tahqiq.collect.mapping.codec import from_dict
from tahqiq.desk import desks
from tahqiq.desks.reasoning.boards import Boards
from tahqiq.desks.reasoning.papers import NamedThing, Rests, ScriptAct
from tahqiq.desks.reasoning.scripts import Scripts
from tahqiq.kit import clock
from tahqiq.model.pair import Pair
from tahqiq.model.source import Authority
from tahqiq.products.maps.registry import LAYERS, layer
from tahqiq.store.fact_catalogue import SqlCatalogue
from tahqiq.store.facts.columns import LAYOUTS
from tahqiq.store.facts.merge import merge_files
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench
from tests.desks.reasoning.conftest import at_desk
from tests.documented import documented as written

from .conftest import PASSWORD, Served

PLANTED = ("zzqxname", "zzqxfile", "zzqxtown", "7901112223", "zzqxcase", "zzqxreason", "zzqxtext")
PEOPLE = {
    "insider": {"analyst", "supervisor"},
    "outsider": {"analyst", "supervisor"},
    "both": {"analyst", "supervisor"},
    "auditor": {"auditor"},
}
SHARED, OWN = "07907654321", "07909998887"
BETWEEN = ("9647901230001", "9647901230002", "9647901230003")
"""Between two ends there are three ways equally short; the hidden calls bring the same numbers, the other way
round and earlier."""
ENDS = ("9647901240001", "9647901240002")
BALANCED = [("9647901230001", "9647901230002"), ("9647901230002", "9647901230001")]
HEAD = "Calling number,Called number,Start time,Duration,Cell ID,IMEI\n"
FORMATS = ("ftm", "csv", "xlsx", "graphml", "gexf", "anx")

HIDDEN_SHEET = (
    f"name,phone,city\nzzqxname zzqxfather,07901112223,zzqxtown\nSecond Hidden,{SHARED},Mosul\nThird "
    "Hidden,zzqxname309,Mosul\n"
)
HIDDEN_CALLS = HEAD + (
    f"9647901112223,964{SHARED[1:]},2024-03-01 10:00:00,60,418-20-11-1,352099001761481\n"
    f"964{SHARED[1:]},9647901112223,2024-05-02 11:00:00,60,418-20-11-2,352099001761481\n"
    + "".join(
        f"{number},9647901112223,2024-05-02 11:00:00,60,,\n"
        for number in (*reversed(BETWEEN), *reversed(ENDS))
    )
)
SITES = "MCC,MNC,LAC,CI,Site Name,Latitude,Longitude,Azimuth\n"
HIDDEN_SITES = (
    SITES + "418,20,11,1,zzqxtown tower,33.31,44.33,120\n418,20,11,2,zzqxtown mast,36.19,44.01,240\n"
)
"""Where the outsider's own cells stand, by a list that the outsider may not see."""
OWN_SITES = SITES + "418,20,11,2,Own tower,35.55,45.43,90\n"
TEXT = "From zzqxtext.\nHe wrote that zzqxname zzqxfather calls 07901112223 from Basra.\n"
SAME_IN_BOTH = f"name,phone,city\nCommon Person,{SHARED},Erbil\n"
FIRST = f"name,phone,city\nSara Ahmed,{SHARED},Erbil\nAli Hasan,{OWN},Basra\nSara Ahmad,07905554443,Duhok\n"
SECOND = f"name,phone,city\nZaid Own,07901110001,Basra\nNoor Own,{OWN},Kirkuk\n"
OWN_CALLS = HEAD + (
    f"964{OWN[1:]},964{SHARED[1:]},2024-03-03 09:00:00,30,418-20-11-2,352099001761499\n"
    f"964{SHARED[1:]},964{OWN[1:]},2024-03-04 09:00:00,30,418-20-11-1,352099001761499\n"
    f"9647901110001,964{SHARED[1:]},2024-04-09 09:00:00,30,,\n"
    + "".join(
        f"{a},{b},2024-04-{day:02d} 09:00:00,30,,\n"
        for day, (a, b) in enumerate([*product(ENDS, BETWEEN), *BALANCED], start=10)
    )
)

MAPPING: dict[str, object] = {
    "name": "people-of-a-sheet",
    "title": "zzqxtext",
    "entities": {"person": {"schema": "Person", "properties": {"name": "name"}}},
}
ACT = (
    "an act, no look: what it may do is tested in tests/casework and tests/web/test_acts.py; outsiders "
    "are compared here"
)
OF_DESKS = (
    "an operation of a desk: tests/conformance/test_desks.py asks outsiders, tests/desks/reasoning who "
    "may not see a value"
)
SHOWS_NOTHING = {
    (
        "GET",
        "/api/erasures/words",
    ): "places of words once something was erased: tests/attack/test_words.py asks who sees them",
    ("POST", "/api/erasures/words/{proposal}/strike"): ACT,
    ("POST", "/api/erasures/words/{proposal}/leave"): ACT,
    ("POST", "/api/queries/check"): "what the caller sends, in words",
    ("GET", "/api/queries/kinds"): "words of the program and counts of visible links",
    (
        "GET",
        "/api/desks",
    ): "the desks that are installed; what they hold is held by tests/conformance/test_desks.py",
    ("POST", "/api/desks/{name}/open"): ACT,
    **{
        (
            verb,
            f"/api/desks/{{name}}/{address}",
        ): "of desks, and none is switched on here: tests/conformance/test_desk_parts.py asks outsiders"
        for verb, addresses in {
            "GET": (
                "registers/{register}",
                "registers/{register}/rows",
                "records/{kind}/{record}",
                "records/{kind}/{record}/openings",
                "flows/{kind}",
                "inbox",
                "rules",
                "clocks",
                "forms/{form}",
                "forms/{form}/sheet",
                "papers",
                "papers/{record}",
                "papers/{record}/sheet",
                "asked/{operation}",
            ),
            "POST": (
                "registers/{register}/views",
                "registers/{register}/export",
                "prints/{paper}/{record}",
                "records/{kind}/{record}/steps",
                "forms/{form}/check",
                "papers",
                "papers/{record}/seal",
            ),
            "PUT": ("papers/{record}",),
            "DELETE": ("registers/{register}/views/{view}",),
        }.items()
        for address in addresses
    },
    ("GET", "/api/audit"): "for auditors; holds ids and salted digests only",
    ("GET", "/api/audit/entries"): "for auditors; holds ids and salted digests only",
    ("GET", "/api/audit/choices"): "for auditors; ids and names of acts",
    ("GET", "/api/audit/csv"): "for auditors; holds ids and salted digests only",
    ("GET", "/api/audit/head"): "for auditors; a size, a hash and a signature",
    ("GET", "/api/people"): "for administrators; people who sign in are no case data",
    ("GET", "/api/session"): "the caller's own account",
    (
        "GET",
        "/api/sources/{source_id}/set-aside",
    ): "names of columns and counts; the planted sheets have no idle column",
    (
        "GET",
        "/api/search/set-aside",
    ): "texts of idle columns, of which the planted sheets have none: tests/store/test_idle.py",
    ("GET", "/api/arrived"): "asked without a beginning, nothing is news: tests/web/test_arrived.py",
    ("GET", "/api/preferences"): "how the caller likes the page",
    ("PUT", "/api/preferences"): ACT,
    ("GET", "/api/vocabulary"): "the program's words, the same for everybody",
    (
        "POST",
        "/api/chart/line",
    ): (
        "ids, times, amounts and places of records between two things; held beside its twin in "
        "tests/web/test_chart.py"
    ),
    (
        "POST",
        "/api/chart/times",
    ): "counts and sums by day; held beside the lines in tests/products/test_board_times.py",
    (
        "POST",
        "/api/chart/events",
    ): "ids, times and lengths of calls; what was written stands in messages only",
    ("POST", "/api/chart/leave"): ACT,
    ("POST", "/api/chart/handling"): "handling codes alone, which are words of the program",
    ("POST", "/api/chart/layout"): "geometry of numbers that the caller sends",
    ("GET", "/api/map"): "the program's words and towns, the same for everybody",
    ("POST", "/api/verify"): "counts; names stand in it only when something does not hold",
    ("POST", "/api/session"): "signing in",
    (
        "POST",
        "/api/tickets",
    ): "leave to fetch a download that shows what it shows: tests/attack/test_session.py",
    ("DELETE", "/api/session"): "signing out",
    ("POST", "/api/cases"): ACT,
    ("POST", "/api/cases/{case}/members"): ACT,
    (
        "GET",
        "/api/invitations",
    ): "titles of cases whose supervisors ask the caller to join: tests/attack/test_invitations.py",
    ("POST", "/api/invitations/{case}"): ACT,
    (
        "GET",
        "/api/admissions",
    ): "titles of compartments whose supervisors ask the caller to enter: tests/attack/test_invitations.py",
    ("POST", "/api/admissions/{compartment}"): ACT,
    ("POST", "/api/people"): ACT,
    ("GET", "/api/health"): "whether the server works, nothing of anybody",
    ("GET", "/api/first-start"): "whether an account must be made, nothing else",
    ("POST", "/api/first-start"): ACT,
    ("GET", "/api/rules"): "the rules in force, the same for everybody",
    ("GET", "/api/roles"): "the roles that the installed packages name, the same for everybody",
    (
        "GET",
        "/api/cases/{case}/members",
    ): "people of the caller's own case, no case data: tests/web/test_team.py",
    ("GET", "/api/compartments"): "names of compartments the caller is inside: tests/web/test_team.py",
    (
        "GET",
        "/api/compartments/{compartment}/members",
    ): "people inside with the caller: tests/web/test_team.py",
    ("POST", "/api/compartments"): ACT,
    ("POST", "/api/compartments/{compartment}/members"): ACT,
    ("DELETE", "/api/compartments/{compartment}/members/{login}"): ACT,
    ("DELETE", "/api/cases/{case}/members/{login}"): ACT,
    ("PUT", "/api/people/{login}/password"): ACT,
    ("DELETE", "/api/people/{login}"): ACT,
    ("PUT", "/api/people/{login}/roles"): ACT,
    ("POST", "/api/people/{login}/reopen"): ACT,
    ("POST", "/api/people/{login}/hand-over"): ACT,
    ("POST", "/api/sources"): ACT,
    ("POST", "/api/deposits"): "an act: tests/web/test_mappings.py",
    ("POST", "/api/sources/{source_id}/read"): ACT,
    ("POST", "/api/cases/{case}/mappings"): ACT,
    ("GET", "/api/mapping-choices"): "the program's words, the same for everybody",
    ("POST", "/api/jobs/{no}/cancel"): ACT,
    ("POST", "/api/jobs/{no}/resume"): ACT,
    ("POST", "/api/entities/{id}/statements/{statement}/retract"): ACT,
    ("POST", "/api/entities/{id}/statements/{statement}/reinstate"): ACT,
    ("POST", "/api/sources/{source_id}/chart"): ACT,
    ("POST", "/api/sources/{source_id}/release"): ACT,
    ("POST", "/api/sources/{source_id}/take-back"): ACT,
    ("POST", "/api/sources/{source_id}/derived"): ACT,
    ("POST", "/api/sources/{source_id}/independent"): ACT,
    ("POST", "/api/sources/{source_id}/erasure"): ACT,
    ("POST", "/api/sources/{source_id}/erasure/approve"): ACT,
    ("POST", "/api/sources/{source_id}/erasure/withdraw"): ACT,
    (
        "GET",
        "/api/cases/{case}/products",
    ): "what was prepared of charts, and nothing was: tests/web/test_products.py",
    ("POST", "/api/cases/{case}/products"): ACT,
    ("POST", "/api/cases/{case}/briefings"): ACT,
    (
        "POST",
        "/api/cases/{case}/briefings/preview",
    ): (
        "what the caller wrote, filled in from a chart and values of which none is named here: "
        "tests/products/briefing"
    ),
    (
        "GET",
        "/api/cases/{case}/briefings/figures/{document}",
    ): "names of a chart's own things; the chart here holds none: tests/products/briefing",
    ("POST", "/api/cases/{case}/briefings/{document}/product"): ACT,
    (
        "GET",
        "/api/cases/{case}/products/{product}/pages",
    ): "pages of a product, and none was prepared: tests/web/test_products.py",
    **{
        ("POST", f"/api/cases/{{case}}/products/{{product}}/{act}"): ACT
        for act in ("review", "send-back", "release")
    },
    (
        "GET",
        "/api/cases/{case}/products/{product}/file",
    ): "the file of a product, and none was prepared: tests/web/test_products.py",
    ("POST", "/api/cases/{case}/documents"): ACT,
    ("PUT", "/api/cases/{case}/documents/{document}"): ACT,
    ("DELETE", "/api/cases/{case}/documents/{document}"): ACT,
    **{
        ("GET" if item.effect == "look" else "POST", f"/api/desks/{desk.name}/{item.name}"): OF_DESKS
        for desk in desks().values()
        for item in desk.operations
    },
    ("POST", "/api/judgements"): ACT,
    (
        "POST",
        "/api/review/runs",
    ): "queues only; what it finds is read from the queue: tests/web/test_identity.py",
    ("POST", "/api/judgements/alike"): ACT,
    ("POST", "/api/judgements/{judgement}/undo"): ACT,
    ("POST", "/api/entities/{id}/split"): ACT,
    (
        "GET",
        "/api/entities/{id}/possible",
    ): "pairs of a linkage run, and none was made here: tests/casework/test_review.py",
    (
        "GET",
        "/api/review/alike",
    ): "two holders of one document number, and the story has none: tests/web/test_cards.py",
    (
        "POST",
        "/api/review/alike/preview",
    ): "two holders of one document number, and the story has none: tests/web/test_cards.py",
    ("GET", "/api/review/cards/count"): "a count of what the caller may see",
    (
        "POST",
        "/api/review/cards/open",
    ): "two things that wait, by a person who sees both: tests/casework/test_cards.py",
    ("POST", "/api/review/cards/decide"): ACT,
    ("POST", "/api/judgements/runs/{run}/undo"): ACT,
    ("GET", "/api/analyses"): "the program's words, the same for everybody",
    ("GET", "/api/analyses/{analysis}"): "the program's words, the same for everybody",
    ("GET", "/api/results"): "ids, hashes and settings; the rows are read one by one",
    (
        "GET",
        "/api/results/{result}/compare/{other}",
    ): "ids, hashes, settings and places of rows; the rows are read one by one",
    ("POST", "/api/analyses/{analysis}/jobs"): "queues only; what it finds is read from the result",
}
LOOKS = {
    ("POST", "/api/queries/answers"),
    ("POST", "/api/sources/{source_id}/preview"),
    ("POST", "/api/exports"),
    ("POST", "/api/verify"),
    *(
        ("POST", f"/api/chart/{look}")
        for look in (
            "draw",
            "expand",
            "file",
            "expansions",
            "events",
            "fields",
            "layout",
            "styles",
            "survey",
            "times",
        )
    ),
    ("POST", "/api/analyses/{analysis}/results"),
    ("POST", "/api/map/layers/{layer}"),
    ("POST", "/api/results/{result}/rerun"),
    ("POST", "/api/results/{result}/file"),
}
"""Routes that are no GET and yet only look."""
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
    "/api/queries/check": [{"document": QUESTION}],
    "/api/queries/answers": [{"document": one, "wait": 20} for one in (QUESTION, CALLERS)],
    "/api/exports": [{"format": name} for name in FORMATS],
    "/api/cases": [{"title": "Another"}],
    "/api/cases/{case}/members": [{"login": "outsider"}],
    "/api/invitations/{case}": [{"join": False}],
    "/api/admissions/{compartment}": [{"join": False}],
    "/api/first-start": [{"code": "x", "login": "x", "name": "x", "password": PASSWORD}],
    "/api/compartments": [{"name": "y", "title": "Y"}],
    "/api/compartments/{compartment}/members": [{"login": "outsider"}],
    "/api/preferences": [{"digits": "latn"}],
    "/api/people/{login}/password": [{"password": PASSWORD}],
    "/api/people/{login}/roles": [{"roles": ["analyst"]}],
    "/api/people/{login}/hand-over": [{"login": "insider"}],
    "/api/people": [{"login": "x", "name": "x", "roles": ["analyst"], "password": PASSWORD}],
    "/api/entities/{id}/statements/{statement}/retract": [{"reason": "why"}],
    "/api/entities/{id}/statements/{statement}/reinstate": [{"reason": "why"}],
    "/api/sources/{source_id}/preview": [{"document": MAPPING}],
    "/api/sources/{source_id}/read": [{"reason": "why"}],
    "/api/cases/{case}/mappings": [{"document": MAPPING}],
    "/api/sources/{source_id}/release": [{"reason": "why"}],
    "/api/sources/{source_id}/take-back": [{"reason": "why"}],
    "/api/sources/{source_id}/erasure": [{"order": "1"}],
    "/api/sources/{source_id}/derived": [{"origin": "ab" * 8, "reason": "why"}],
    "/api/sources/{source_id}/independent": [{"origin": "ab" * 8, "reason": "why"}],
    "/api/chart/leave": [{"format": "png", "ids": []}],
    "/api/chart/layout": [{"kind": "force", "count": 5, "edges": [[0, 1], [1, 2]]}],
    "/api/cases/{case}/documents": [{"kind": "note", "title": "x"}],
    "/api/cases/{case}/products": [{"chart": "ab" * 8}],
    "/api/cases/{case}/briefings": [{"title": "x", "blocks": [{"kind": "text", "text": "x"}]}],
    "/api/cases/{case}/briefings/preview": [{"title": "x", "blocks": [{"kind": "text", "text": "x"}]}],
    "/api/cases/{case}/briefings/{document}/product": [{"audience": "agency"}],
    **{
        f"/api/cases/{{case}}/products/{{product}}/{act}": [{"note": "x"}]
        for act in ("review", "send-back", "release")
    },
    "/api/analyses/{analysis}/jobs": [{"values": {}}],
    "/api/results/{result}/file": [{"format": "csv"}, {"format": "json"}],
    "/api/cases/{case}/documents/{document}": [{"version": 1, "title": "x", "body": {}}],
    "/api/judgements": [{"left": "ab" * 16, "right": "cd" * 16, "verdict": "same", "reason": "why"}],
    "/api/judgements/alike": [{"identifiers": ["ab" * 16], "digest": "0" * 32, "reason": "why"}],
    "/api/judgements/runs/{run}/undo": [{"reason": "why"}],
    "/api/review/alike/preview": [{"identifiers": ["ab" * 16]}],
    "/api/review/cards/open": [{"entities": ["ab" * 16, "cd" * 16]}],
    "/api/review/cards/decide": [
        {"entities": ["ab" * 16, "cd" * 16], "digest": "0" * 32, "verdict": "same", "reason": "why"}
    ],
    "/api/judgements/{judgement}/undo": [{"reason": "why"}],
    "/api/entities/{id}/split": [{"reason": "why"}],
    "/api/desks/{name}/registers/{register}/views": [{"title": "x"}],
    "/api/desks/{name}/registers/{register}/export": [{"format": "csv"}],
    "/api/desks/{name}/records/{kind}/{record}/steps": [{"transition": "x", "seen": "0" * 64}],
    "/api/desks/{name}/forms/{form}/check": [{}],
    "/api/desks/{name}/papers": [{"form": "x"}],
    "/api/desks/{name}/papers/{record}": [{"version": 1}],
    "/api/desks/{name}/papers/{record}/seal": [{"version": 1}],
}
UNTOUCHED = {
    ("POST", "/api/session"),
    ("DELETE", "/api/session"),
    ("POST", "/api/sources"),
    ("POST", "/api/deposits"),
}
"""Sign-in is tested in test_access; depositing is done below, in the middle of the story."""
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
    "at": lambda aim: ["2026-05-01T09:00:00+03:00"],
    "id": lambda aim: aim.entities,
    **{name: lambda aim: aim.sources for name in ("source_id", "source")},
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
    "no": lambda aim: aim.jobs,
    "document": lambda aim: aim.documents,
    "board": lambda aim: aim.documents,
    "evidence": lambda aim: aim.documents,
    "script": lambda aim: aim.documents,
    "version": lambda aim: ["1"],
    "name": lambda aim: ["people-of-a-sheet", "other"],
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
    **{name: lambda aim: ["other"] for name in ("register", "kind", "form", "paper")},
    **{name: lambda aim: ["ab" * 8] for name in ("record", "view", "product")},
    "left": lambda aim: aim.entities[9:13],
    "right": lambda aim: aim.entities[9:13],
    "q": lambda aim: aim.words,
    "start": lambda aim: aim.entities[:2] + aim.entities[5:6],
    "end": lambda aim: aim.entities[:7],
}


@dataclass(frozen=True)
class Asked:
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
    if path == "/api/analyses/{analysis}/results":
        found = answers_to(analysis(filled.split("/")[3]).parameters, aim)
        chart = [one for one in aim.entities if len(one) == 32]
        return [
            *({"values": values} for values in [{"repeats": 5}, *found]),
            {"values": {"repeats": 5}, "items": chart},
        ]
    if path in ("/api/chart/draw", "/api/chart/events", "/api/chart/times"):
        return [{"ids": ids} for ids in (aim.entities, *([one] for one in aim.entities[:4]))]
    if path in ("/api/chart/fields", "/api/chart/handling"):
        return [{"ids": ids} for ids in (aim.entities, *([one] for one in aim.entities[:4]))]
    if path == "/api/chart/styles":
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
    if path == "/api/chart/file":
        items = [{"id": one, "x": 0, "y": 0} for one in aim.entities if len(one) == 32]
        return [
            {"format": name, "items": items} for name in ("html", "anx", "graphml", "gexf", "ftm", "xlsx")
        ]
    if path == "/api/chart/expand":
        return [
            {"id": one, "shown": shown, "limit": limit}
            for one in aim.entities
            for shown in ([], aim.entities[:3])
            for limit in (0, 2, 50)
        ]
    if path == "/api/chart/expansions":
        return [{"ids": aim.entities[:12], "shown": aim.entities[:3], "limit": limit} for limit in (0, 50)]
    if path == "/api/chart/survey":
        periods: list[dict[str, object]] = [{}, {"since": "1990-01-01T00:00:00Z"}]
        return [{"ids": [one], "shown": [one], **period} for one in aim.entities[:12] for period in periods]
    if path == "/api/map/layers/{layer}":
        return [{"values": values} for values in answers_to(layer(filled.split("/")[4]).parameters, aim)]
    return BODIES.get(path, [{}])


def requests(route: Route, aim: Aim) -> list[Asked]:
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
        made += [Asked(method, filled, tuple(query), body) for body in bodies(path, aim, filled)]
    return made


class Story:
    """One workspace and what happens in it; ``planted`` says whether the insider's half happens too."""

    def __init__(self, template: Path, folder: Path, planted: bool) -> None:
        shutil.copytree(template, folder / "ws")
        self.door = Door.opened(folder / "ws")
        self.folder, self.planted = folder, planted
        self.served = Served(self.door, create_app(self.door, work=False), "")
        self._clients: dict[str, TestClient] = {}
        self.answers: dict[str, str] = {}
        self._outsider("first.csv", FIRST)
        if planted:
            self._plant()
        self._outsider("same.csv", SAME_IN_BOTH)
        self._outsider("second.csv", SECOND)
        self._outsider("calls.csv", OWN_CALLS)
        self._outsider("sites.csv", OWN_SITES)
        self._judge("outsider", "Sara Ahmed", "Sara Ahmad", "same", "mine")
        self._judge("outsider", "Zaid Own", "Noor Own", "different", "mine")
        if planted:
            self._judge_planted()
            self._plant_more()
        self._outsider("third.csv", SECOND.replace("Own", "Later"))
        for login in ("outsider", "insider") if planted else ("outsider",):
            self.bench(login).analyse("degree", {"repeats": 5})
            self.answers[login] = self.bench(login).queries.keep(QUESTION, {}, "", 50, silent)

    def bench(self, login: str) -> Workbench:
        return Workbench(self.door, self.door.people.get(login))

    def _collect(self, login: str, name: str, data: str | bytes, case: str, **said: object) -> None:
        path = self.folder / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        bench = self.bench(login)
        results = bench.collect([path], bench.deposit(case, zone="Asia/Baghdad", **said))  # type: ignore[arg-type]
        assert {item.status for item in results} == {"published"}, results

    def _outsider(self, name: str, data: str) -> None:
        self._collect("outsider", name, data, "Elsewhere")

    def _plant(self) -> None:
        insider = self.bench("insider")
        case = insider.open_case("zzqxcase")
        self.door.cases.open_compartment("inner", "zzqxcompartment", insider.actor.id)
        self.door.cases.admit("inner", insider.actor.id, insider.actor.id)
        self._collect("insider", "zzqxfile.csv", HIDDEN_SHEET, "zzqxcase", compartment="inner")
        order = Authority("12/2024", numbers=("+9647901112223",), start="2024-03-01", end="2024-03-31")
        self._collect(
            "insider", "zzqxfile-calls.csv", HIDDEN_CALLS, "zzqxcase", compartment="inner", authority=order
        )
        self._collect("insider", "zzqxfile-sites.csv", HIDDEN_SITES, "zzqxcase", compartment="inner")
        self._collect("insider", "same.csv", SAME_IN_BOTH, "zzqxcase")
        self._collect("insider", "zzqxfile.txt", TEXT, "zzqxcase", handling_code="open")
        assert case.id

    def _plant_more(self) -> None:
        for number in range(3):
            self._collect(
                "insider",
                f"zzqxfile{number}.csv",
                HIDDEN_CALLS.replace("2024-03", f"2023-0{number + 1}"),
                "zzqxcase",
            )
        self._mix()
        insider = self.bench("insider")
        insider.search("zzqxname")
        calls = next(source for source in insider.sources() if source.name == "zzqxfile-calls.csv")
        insider.acts.release(calls.id, "zzqxreason")
        hit = insider.search("zzqxname").hits[0].id.hex()
        insider.documents.make(
            "zzqxcase",
            "chart",
            "zzqxcase chart",
            {"items": [{"entity": hit, "x": 0, "y": 0}], "text": "zzqxtext"},
        )
        things = [
            {"entity": said[0].entity.hex()} for _, said in insider.workspace.reading.scan(insider.scope())
        ]
        insider.documents.make("zzqxcase", "comment", "zzqxtext", {"about": things, "text": "zzqxtext"})
        self._reasoned(insider, hit)
        insider.save_mapping("zzqxcase", from_dict(MAPPING))
        insider.acts.request_erasure(
            next(source for source in insider.sources() if source.name == "zzqxfile2.csv").id, "zzqxreason 1"
        )
        copies = {source.name: source.id for source in insider.sources()}
        insider.derived.declare(copies["zzqxfile1.csv"], copies["zzqxfile0.csv"], "zzqxreason")

    def _reasoned(self, insider: Workbench, hidden: str) -> None:
        """A board of hypotheses and a crime script that rest on a hidden value."""
        value = insider.show(hidden).statements[0]
        ref = value.entity.hex(), value.id.hex()
        at = at_desk(insider, "zzqxcase")
        board = Boards(at).begin("zzqxcase board", "zzqxtext").paper.id
        Boards(at).add(board, "zzqxname did it")
        Boards(at).cite(board, ref, {"h1": "+"}, note="zzqxreason")
        rests = [Rests(entity=ref[0], statement=ref[1])]
        act = ScriptAct(stage="doing", title="zzqxtext", actors=[NamedThing(entity=hidden)], rests=rests)
        Scripts(at).begin("zzqxcase script", "zzqxtext", [act])

    def _named(self, name: str) -> str:
        """The id of the oldest thing that is called so."""
        sql = (
            "SELECT n.id FROM statement s JOIN node n ON n.no = s.entity JOIN prop p ON p.no = "
            "s.prop JOIN value v ON v.no = s.value"
            " WHERE p.name = 'name' AND v.text = ? ORDER BY n.no"
        )
        identity = self.door.workspace.database.query(sql, (name,))[0][0]
        assert isinstance(identity, bytes)
        return identity.hex()

    def _judge(self, login: str, left: str, right: str, verdict: str, reason: str) -> None:
        self.bench(login).identity.judge(self._named(left), self._named(right), verdict, reason)

    def _judge_planted(self) -> None:
        """Merges of what the outsider sees, by way of hidden things, for hidden reasons, against the
        outsider's own words; and a contradiction."""
        self._judge("insider", "Common Person", "zzqxname zzqxfather", "same", "zzqxreason")
        self._judge("insider", "Common Person", "Second Hidden", "different", "zzqxreason")
        self._judge("insider", "zzqxname zzqxfather", "Second Hidden", "same", "zzqxreason")
        case = next(item for item in self.bench("insider").cases() if item.title == "zzqxcase").id
        both = self.door.people.get("both").id
        self.door.cases.add_member(case, both, both)
        self.door.cases.admit("inner", both, both)
        bench, opened = self.bench("both"), self.door.workspace
        hidden = frozenset(item.no for item in opened.sources.data_classes() if item.compartment == "inner")
        numbers = [
            opened.reading.resolve(bench.scope(), self._named(name)) for name in ("Ali Hasan", "Zaid Own")
        ]
        made = bench.identity.adopt(
            [Pair(min(numbers), max(numbers), 20.0, 0.999, "automatic", "person-1a2b3c4d", classes=hidden)]
        )
        assert len(made) == 1
        self._judge("both", "zzqxname zzqxfather", "Zaid Own", "same", "zzqxreason")
        self._judge("both", "zzqxname zzqxfather", "Noor Own", "same", "zzqxreason")

    def _mix(self) -> None:
        """Merge the files of calls over all classes, as a workspace with very many classes does: each row
        carries its class."""
        opened, insider = self.door.workspace, self.bench("insider").actor
        catalogue = SqlCatalogue(opened.database, lambda files: self.door.audit.fact_files(insider, files))
        for layout in LAYOUTS:
            files = catalogue.published("Call", layout)
            merged = catalogue.replace(files, [merge_files(opened.root / "facts", files)])
            assert len(merged[0].classes) > 2

    def aim(self, login: str, words: list[str]) -> Aim:
        """Everything the person sees, as ids to ask with."""
        bench = self.bench(login)
        scope = bench.scope()
        aim = Aim(
            words=words, cases=[case.id for case in bench.cases()] + [case.title for case in bench.cases()]
        )
        aim.sources = [source.id for source in bench.sources()]
        aim.results += sorted(item.id for item in bench.analyses.all())
        aim.answers += [self.answers[login]] if login in self.answers else []
        aim.documents += sorted({item.id for item in bench.workspace.documents.every()})
        outsider = self.door.people.get("outsider").id
        aim.judgements += [
            kept.judgement.id
            for kept in bench.workspace.judgements.every()
            if kept.judgement.actor != outsider
        ]
        values: dict[str, str] = {}
        for _, statements in bench.workspace.reading.scan(scope):
            values[statements[0].entity.hex()] = statements[-1].id.hex()
            for item in statements:
                if item.target:
                    values.setdefault(item.target.hex(), "ab" * 16)
        phones = [
            phone.hex() for no, phone in self._phones() if bench.workspace.reading.entities(scope, [no])
        ][:9]
        aim.entities = phones + [item for item in values if item not in phones][:10]
        aim.statements = [values.get(item, "ab" * 16) for item in aim.entities]
        return aim

    def _phones(self) -> list[tuple[int, bytes]]:
        sql = (
            "SELECT no, id FROM node WHERE schema='PhoneNumber' ORDER BY key LIKE '+96479012%' DESC, key DESC"
        )
        return [
            (no, identity)
            for no, identity in self.door.workspace.database.query(sql)
            if isinstance(no, int) and isinstance(identity, bytes)
        ]

    def ask(self, login: str, asked: Asked) -> Response:
        if login not in self._clients:
            self._clients[login] = self.served.client(login)
        answer: Response = self._clients[login].request(
            asked.method, asked.path, params=list(asked.query), json=asked.body or None
        )
        return answer


@dataclass
class Both:
    """The workspace that holds the canary and its twin that never did."""

    held: Story
    twin: Story
    hidden: Aim
    own: Aim


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folder = tmp_path_factory.mktemp("canary")
    door = Door.found(folder / "template", owner="owner")
    owner = Workbench(door, door.people.get("owner"))
    for login, roles in PEOPLE.items():
        door.people.add(login, login.title(), frozenset(roles), PASSWORD, "test")
    elsewhere = owner.open_case("Elsewhere").id
    for login in ("outsider", "both"):
        door.cases.add_member(elsewhere, door.people.get(login).id, "test")
    door.close()
    (folder / "held").mkdir()
    (folder / "twin").mkdir()
    held, twin = (
        Story(folder / "template", folder / "held", True),
        Story(folder / "template", folder / "twin", False),
    )
    hidden = held.aim(
        "insider",
        [
            "zzqxname zzqxfather",
            "zzqx",
            "07901112223",
            "zzqxtown",
            "zzqxtext",
            "Second Hidden",
            "Common Person",
        ],
    )
    words = ["Sara Ahmed", "Sara", SHARED, OWN, "Own", "Basra", "Erbil", "Common Person"]
    own, _ = (
        held.aim("outsider", words),
        twin.aim("outsider", words),
    )  # looked at in both, since looking is logged and counted
    yield Both(held, twin, hidden, own)
    held.door.close()
    twin.door.close()


def planted_in(answer: Response) -> bool:
    """Whether the canary stands in an answer, in a part of a zipped one too."""
    return any(word.encode() in part for part in _parts(answer) for word in PLANTED)


def _parts(answer: Response) -> list[bytes]:
    if answer.content.startswith(b"\xff\xfe"):
        return [answer.content.decode("utf-16").encode()]
    if not answer.content.startswith(b"PK"):
        return [answer.content]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return [name.encode() + b"\n" + packed.read(name) for name in packed.namelist()]


def plain(answer: Response) -> tuple[object, ...]:
    """An answer without what no two runs share: the time of day, how quick a job was, a new case's random
    id."""
    assert int(answer.headers.get("content-length", len(answer.content))) == len(answer.content)
    dropped = ("date", "last-modified", "etag", "content-length")
    headers = [
        (name, _timeless(value.encode())) for name, value in answer.headers.items() if name not in dropped
    ]
    if answer.content.startswith(b"PK"):  # how well times compress; the parts are compared whole
        headers = [(name, re.sub(rb'"size": \d+', b"", value)) for name, value in headers]
    return answer.status_code, sorted(answer.headers), headers, [_timeless(part) for part in _parts(answer)]


def _timeless(data: bytes) -> bytes:
    today = clock.stamp()[:10].encode()
    data = re.sub(today + rb"[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)?", b"NOW", data)
    data = re.sub(
        rb"\d{1,2} [A-Z][a-z]+ 20\d\d, \d\d:\d\d:\d\d (?:UTC|\(Baghdad time\))", b"NOW", data
    )  # as sheets of paper write it
    day = (clock.now().replace(tzinfo=None) - datetime(1899, 12, 30)).days
    data = re.sub(
        rb"<v>(?:%d|%d)\.\d+</v>" % (day, day + 1), b"<v>NOW</v>", data
    )  # as workbooks count days, in Baghdad
    data = re.sub(rb'"sha256": "[0-9a-f]{64}", "size"', b'"size"', data)
    data = re.sub(rb'"(rate|remaining)":(?:null|[\d.]+)', rb'"\1":0', data)
    data = re.sub(rb'"id":"[0-9a-f]{16}","left":', b'"id":"NEW","left":', data)
    data = re.sub(rb'(id\\?""?:\\?""?)[0-9a-f]{16}(\\?""?,\\?""?left)', rb"\1NEW\2", data)
    data = re.sub(rb'"judgement":"[0-9a-f]{16}"', b'"judgement":"NEW"', data)
    data = re.sub(rb'"run":"[0-9a-f]{16}"', b'"run":"NEW"', data)
    data = re.sub(rb",[0-9a-f]{16},[0-9a-f]{16}\r\n", b",NEW,NEW\r\n", data)
    return re.sub(rb'\{"id":"[0-9a-f]{12}","title":"Another"', b'{"id":"NEW","title":"Another"', data)


def routes() -> list[Route]:
    return sorted(documented())


def test_every_route_is_known() -> None:
    assert set(SHOWS_NOTHING) <= set(documented()), "a reason for a route that is gone"
    for route, wanted in documented().items():
        assert {name for name, _ in wanted} <= set(PARAMETERS), f"{route}: teach PARAMETERS what to ask with"


@pytest.mark.parametrize("route", [item for item in routes() if item not in SHOWS_NOTHING], ids=" ".join)
def test_an_insider_sees_the_canary(both: Both, route: Route) -> None:
    assert route[0] == "GET" or route in LOOKS, (
        f"{route}: an act needs a reason in SHOWS_NOTHING, a look a place in LOOKS"
    )
    answers: list[tuple[Asked, Response]] = []
    for asked in requests(route, both.hidden):
        answers.append((asked, both.held.ask("insider", asked)))
        if route[1] != "/api/exports" and planted_in(answers[-1][1]):
            break
    assert any(planted_in(answer) for _, answer in answers), [
        (str(asked), answer.status_code) for asked, answer in answers
    ][:5]
    if route[1] == "/api/exports":
        assert [str(asked) for asked, answer in answers if not planted_in(answer)] == []


@pytest.mark.parametrize("route", [item for item in routes() if item not in UNTOUCHED], ids=" ".join)
def test_an_outsider_gets_what_a_workspace_without_it_answers(both: Both, route: Route) -> None:
    compared = 0
    for aim in (both.hidden, both.own):
        if route[0] != "GET" and route not in LOOKS and aim is both.own:
            continue
        for asked in requests(route, aim):
            held, twin = both.held.ask("outsider", asked), both.twin.ask("outsider", asked)
            assert plain(held) == plain(twin), str(asked)
            compared += 1
            if aim is both.own and not asked.query and not asked.body:
                assert not planted_in(held), str(asked)
    assert compared


def test_the_comparison_would_notice(both: Both) -> None:
    """The same comparison, insider against twin, fails: it is able to."""
    asked = Asked("GET", "/api/sources", (), {})
    assert plain(both.held.ask("insider", asked)) != plain(both.twin.ask("insider", asked))


def test_an_outsider_sees_own_things_on_every_look_into_data(both: Both) -> None:
    """Equal because empty would prove nothing: the outsider's own data stands in the answers."""
    looks = (
        "sources",
        "entities/{id}",
        "entities/{id}/neighbours",
        "search",
        "path",
        "entities/{id}/events",
        "jobs",
    )
    for route in [("GET", f"/api/{look}") for look in looks]:
        answers = [both.held.ask("outsider", asked) for asked in requests(route, both.own)[:6]]
        good = [answer for answer in answers if answer.status_code == 200]
        told = (b"calls.csv", OWN[1:].encode(), b"Sara", b'"kind":"analyse"')
        assert any(word in answer.content for answer in good for word in told), route


def test_acts_on_own_things_answer_and_leave_the_same(both: Both) -> None:
    """An outsider's own decisions, in both workspaces, with equal answers."""
    shown = both.held.ask("outsider", Asked("GET", f"/api/entities/{both.own.entities[-1]}", (), {})).json()
    statement = shown["statements"][0]["id"]
    for verb in ("retract", "reinstate"):
        asked = Asked(
            "POST",
            f"/api/entities/{both.own.entities[-1]}/statements/{statement}/{verb}",
            (),
            {"reason": "mine"},
        )
        held, twin = both.held.ask("outsider", asked), both.twin.ask("outsider", asked)
        assert held.status_code == 200
        assert plain(held) == plain(twin)


def test_hidden_merges_are_there_for_who_may_see_them_and_the_own_ones_for_the_outsider(both: Both) -> None:
    """Equal because nothing was judged would prove nothing: each sees a merged entity where they should, and
    only there."""
    counts = {
        login: len(both.held.bench(login).entities(both.held.bench(login).scope()).clustering.groups)
        for login in ("insider", "outsider", "both")
    }
    assert counts["insider"] >= 1
    assert counts["outsider"] == 1
    assert counts["both"] >= 2
    fragments = [
        len(both.held.bench("outsider").show(both.held._named(name)).fragments)
        for name in ("Sara Ahmed", "Common Person", "Ali Hasan", "Noor Own")
    ]
    assert fragments == [2, 0, 0, 0]


def test_an_auditor_reads_the_log_and_no_value(both: Both) -> None:
    answer = both.held.ask("auditor", Asked("GET", "/api/audit", (("last", "5000"),), {}))
    assert answer.status_code == 200
    assert len(answer.json()) > 50
    assert not planted_in(answer)


def test_nothing_is_deposited_into_a_compartment_one_is_not_admitted_to(both: Both) -> None:
    """Otherwise "already here" would tell what is in it."""
    answers = []
    for story in (both.held, both.twin):
        client = story.served.client("outsider")
        files = {"files": ("x.csv", HIDDEN_SHEET.encode(), "text/csv")}
        answers.append(
            client.post("/api/sources", files=files, data={"case": "Elsewhere", "compartment": "inner"})
        )
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].text == answers[1].text
