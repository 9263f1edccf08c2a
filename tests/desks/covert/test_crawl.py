"""What lies in the vault is in no answer of any address that can be read, for whoever asks but by the three
that open it, in no file, file name, log, job or count (T2); slow, since it asks them all."""

from itertools import product

import pytest

from tahqiq.desks.covert.corridor.operations import issue
from tahqiq.desks.covert.drafts.operations import DraftRequest, keep
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.desks.covert.risks.operations import RiskAssessmentRequest, assess
from tahqiq.kit import clock
from tahqiq.web.app import create_app
from tests.desks.conftest import Turn, person
from tests.desks.covert.test_corridor import NAME, WORD, case_of, in_case, intelligence, reported
from tests.desks.covert.test_risk import active
from tests.seat import Seat
from tests.web.conftest import Served
from tests.web.route_requests import documented

TYPED, RISKY = "zzqxtyped", "zzqxrisky"
HIDDEN = tuple(word.encode() for word in (*NAME.split(), WORD, TYPED, RISKY, "7700000321"))


@pytest.mark.slow
def test_no_address_file_log_or_job_holds_what_lies_in_the_vault(at: Seat, handler: Seat, turn: Turn) -> None:
    turn("2026-03-12T08:00")
    sanitiser = person(at, "sanitiser", "analyst")
    at.bench.door.cases.admit(SOURCE_ID, sanitiser.actor.id, at.actor.id)
    case = case_of(at, sanitiser)
    _, report = reported(handler)
    made = issue(in_case(sanitiser, case), intelligence(report, case), None)
    code, number = active(at, handler)
    keep(handler, DraftRequest(code=code, typed=TYPED), None)
    told = {
        "code": code,
        "number": number,
        "task": RISKY,
        "towards": "source",
        "cause": RISKY,
        "mitigation": RISKY,
        "owner": "C-7",
        "review_on": clock.now().date(),
    }
    assess(handler, RiskAssessmentRequest.model_validate(told), None)
    outsider = person(at, "outsider", "analyst")
    at.bench.door.cases.add_member(case, outsider.actor.id, at.actor.id)
    at.bench.search("consignment")
    app = Served(at.bench.door, create_app(at.bench.door, work=False), "")
    hits = at.bench.search("consignment").hits
    known = {
        "id": [one.id.hex() for one in hits[:2]],
        "source": [made.source],
        "source_id": [made.source],
        "case": [case, "desk-covert"],
        "name": ["covert"],
        "desk": ["covert"],
        "register": list(at.desk.registers),
        "kind": [one.name for one in at.desk.kinds],
        "q": [made.number, NAME, code],
        "code": [code],
        "number": [number],
        "report": [made.number],
    }
    asked = found = 0
    for login in ("outsider", "sanitiser", "owner"):
        client = app.client(login)
        for (method, path), wanted in documented().items():
            if method != "GET":
                continue
            for values in product(*(known.get(name, ["none"]) for name, _ in wanted)):
                filled, query = path, {}
                for (name, place), value in zip(wanted, values, strict=True):
                    if place == "path":
                        filled = filled.replace("{" + name + "}", value)
                    else:
                        query[name] = value
                answer = client.get(filled, params=query)
                asked += 1
                found += answer.status_code == 200
                echoed = " ".join(query.values()).encode()
                assert not [word for word in HIDDEN if word in answer.content and word not in echoed], (
                    login,
                    filled,
                    query,
                )
    opening = app.client("sanitiser").get("/api/v1/desks/covert/corridor-read", params={"report": report})
    assert WORD.encode() in opening.content, (
        "the crawl would notice: this is one of the addresses that open it"
    )
    assert asked > 600
    assert found > 150
    root = at.bench.workspace.root
    at.bench.workspace.database.scrub()
    files = [path for path in root.rglob("*") if path.is_file()]
    assert not [
        path
        for path in files
        if any(word in path.read_bytes() or word in str(path.relative_to(root)).encode() for word in HIDDEN)
    ]
    assert not [
        leaf for leaf in at.bench.door.audit.leaves() if any(word.decode() in str(leaf) for word in HIDDEN)
    ]
