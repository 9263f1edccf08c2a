"""What an older program kept as documents of a case is on the desk's records, with every version, and
once."""

import pytest

from tahqiq.desk import perform
from tahqiq.desks.reasoning.desk import DESK
from tahqiq.desks.reasoning.hypotheses.boards import Boards
from tahqiq.desks.reasoning.hypotheses.requests import BoardRequest
from tahqiq.desks.reasoning.older_documents import move_older_documents
from tahqiq.desks.reasoning.worksheets.requests import WorksheetsRequest
from tahqiq.store.documents import Document, as_kept
from tests.casework.conftest import KEPT, House
from tests.casework.test_acts import codes

from .conftest import at_desk, boards, scripts
from .test_hypotheses import ref

BOARD, PIECE, SCRIPT, AWAY = "b" * 16, "e" * 16, "c" * 16, "d" * 16


@pytest.fixture
def older(house: House) -> House:
    """A case in which an older program kept a board of two versions, evidence of three (set aside), a script,
    and a board that was put away."""
    assert house.collect("kept.csv", KEPT)[0].mapped == 2
    analyst, chief = house.bench("analyst"), house.bench("chief")
    case = at_desk(analyst).home
    entity, statement = ref(analyst, "Sara Ahmed")
    with house.door.workspace.database.transaction() as transaction:
        classes = frozenset({house.door.workspace.sources.data_class(transaction, case, "", "open")})
    one = {
        "key": "h1",
        "text": "He did",
        "withdrawn": False,
        "by": analyst.actor.id,
        "at": "2026-01-02T00:00:00Z",
    }
    value = {"entity": entity, "statement": statement}
    piece = {"board": BOARD, "value": value, "marks": {"h1": "+"}, "credibility": "low", "note": "said so"}
    act = {
        "key": "a1",
        "stage": "doing",
        "title": "A call",
        "text": "",
        "gaps": "",
        "prevention": "",
        "rests": [value],
    }
    act |= {
        "actors": [{"entity": entity, "words": ""}],
        "tools": [{"entity": "", "words": "a car"}],
        "places": [],
    }
    for identity, version, kind, title, body, state, bench in (
        (BOARD, 1, "hypotheses", "Who", {"question": "Who?", "note": "", "hypotheses": []}, "open", analyst),
        (
            BOARD,
            2,
            "hypotheses",
            "Who else",
            {"question": "Who?", "note": "n", "hypotheses": [one]},
            "open",
            chief,
        ),
        (PIECE, 1, "hypothesis-evidence", "", piece, "open", analyst),
        (PIECE, 2, "hypothesis-evidence", "", {**piece, "marks": {"h1": "--"}}, "open", chief),
        (AWAY, 1, "hypotheses", "Old", {"question": "", "note": "", "hypotheses": []}, "open", analyst),
        (AWAY, 2, "hypotheses", "Old", {"question": "", "note": "", "hypotheses": []}, "deleted", analyst),
        (SCRIPT, 1, "crime-script", "How", {"note": "", "acts": [act]}, "open", analyst),
    ):
        rests = classes if kind != "hypotheses" else frozenset()
        made = Document(
            identity,
            version,
            kind,
            case,
            title,
            as_kept(body),
            rests,
            state,  # type: ignore[arg-type]
            f"2026-01-0{version}T00:00:00Z",
            bench.actor.id,
        )
        with house.door.audit.act(bench.actor, "save-document", made.thing, made.case, made.payload()):
            house.door.workspace.documents.add(made)
    return house


def test_everything_comes_over_when_the_desk_is_first_asked(older: House) -> None:
    analyst, chief = older.bench("analyst"), older.bench("chief")
    listed = perform(analyst, DESK, DESK.operation("hypotheses-list"), WorksheetsRequest(case="Harbour"))
    assert [(item["id"], item["title"], item["version"]) for item in listed.model_dump()["sheets"]] == [
        (BOARD, "Who else", 2)
    ]
    seen = boards(analyst).board(BOARD)
    (piece,) = seen.evidence
    assert (piece.cited.state, piece.marks, piece.by, piece.changed_by) == (
        "stands",
        {"h1": "--"},
        analyst.actor.id,
        chief.actor.id,
    )
    assert (piece.at, piece.changed_at) == ("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")
    told = perform(
        chief, DESK, DESK.operation("hypotheses-history"), BoardRequest(case="Harbour", board=BOARD)
    ).model_dump()["changes"]
    assert sorted(item["act"] for item in told) == ["began", "cited", "marked", "noted", "titled", "worded"]
    script = scripts(chief).get(SCRIPT)
    assert [(act.title, act.actors[0].entity != "", act.tools[0].words) for act in script.acts] == [
        ("A call", True, "a car")
    ]
    assert script.without_source == 0
    assert codes(older) == set(), "the log commits to what came over, and still to what it came from"
    judged = boards(analyst).judge(BOARD, PIECE, 2, {"h1": "0"}, "low", "")
    assert judged.evidence[0].version == 3


def test_it_comes_once_and_a_half_done_carrying_is_finished(older: House) -> None:
    assert move_older_documents(older.door) == 7
    assert move_older_documents(older.door) == 0
    database = older.door.workspace.database
    with database.transaction() as transaction:
        transaction.execute("DELETE FROM meta WHERE key=?", ("carried-reasoning",))
    assert move_older_documents(older.door) == 0
    assert len({(item.id, item.version) for item in older.door.workspace.records.every()}) == 7
    assert Boards(at_desk(older.bench("analyst"))).all()[0].version == 2
