"""Hypotheses: evidence tied to recorded values, what each viewer sees and counts, what was closed, and who
wrote what."""

from collections.abc import Callable

import pytest

from tahqiq.desks.reasoning.desk import DESK
from tahqiq.desks.reasoning.hypotheses.board import Board, Tally
from tahqiq.desks.reasoning.hypotheses.record import EVIDENCE
from tahqiq.desks.reasoning.hypotheses.requests import BoardFileRequest
from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tahqiq.workbench import Workbench
from tests.casework.conftest import HEADER, KEPT, SECRET, House
from tests.casework.test_acts import codes, person, value
from tests.casework.test_reread import RIGHT, collected, written

from .conftest import at_desk, boards

Ref = tuple[str, str]


def ref(bench: Workbench, name: str, prop: str = "phone") -> Ref:
    """The reference to a recorded value of somebody."""
    found = (
        value(person(bench, name), prop)
        if prop != "name"
        else next(item for item in person(bench, name).statements if item.value == name)
    )
    return found.entity.hex(), found.id.hex()


@pytest.fixture
def sheet(house: House) -> House:
    assert house.collect("kept.csv", KEPT)[0].mapped == 2
    return house


@pytest.fixture
def board(sheet: House) -> Board:
    """A board of the analyst with two hypotheses."""
    made = boards(sheet.bench("analyst")).begin("Who moved the load?", "Who?")
    hypotheses = boards(sheet.bench("analyst"))
    hypotheses.add(made.paper.id, "The two work together")
    return hypotheses.add(made.paper.id, "They do not know each other")


def tallies(board: Board) -> dict[str, tuple[int, int, int, int]]:
    return {
        item.key: (item.consistent, item.inconsistent, item.strongly, item.unjudged) for item in board.tallies
    }


def test_evidence_is_counted_for_each_hypothesis_and_nothing_is_decided(sheet: House, board: Board) -> None:
    bench = sheet.bench("analyst")
    hypotheses = boards(bench)
    hypotheses.cite(board.paper.id, ref(bench, "Sara Ahmed"), {"h1": "+", "h2": "--"}, "medium", "same hour")
    made = hypotheses.cite(board.paper.id, ref(bench, "Karim Keptman"), {"h1": "+"})
    assert tallies(made) == {"h1": (2, 0, 0, 0), "h2": (0, 1, 1, 1)}
    assert [item.tells_apart for item in made.evidence] == [True, None]
    assert [item.text for item in made.hypotheses] == [
        "The two work together",
        "They do not know each other",
    ], "the order is that of writing"
    assert Tally.__slots__ == ("key", "consistent", "inconsistent", "strongly", "neutral", "unjudged"), (
        "no rank and no verdict"
    )


def test_marks_alike_for_all_tell_nothing_apart(sheet: House, board: Board) -> None:
    bench = sheet.bench("analyst")
    made = boards(bench).cite(board.paper.id, ref(bench, "Sara Ahmed"), {"h1": "+", "h2": "+"})
    assert made.evidence[0].tells_apart is False


def test_a_retracted_value_stays_as_such_and_no_longer_counts(sheet: House, board: Board) -> None:
    bench = sheet.bench("analyst")
    cited = ref(bench, "Sara Ahmed")
    boards(bench).cite(board.paper.id, cited, {"h1": "-"})
    bench.acts.retract(*cited, "misread")
    seen = boards(sheet.bench("chief")).board(board.paper.id)
    (item,) = seen.evidence
    assert (item.cited.state, seen.not_counted, tallies(seen)["h1"]) == ("retracted", 1, (0, 0, 0, 0))
    assert item.cited.statement is not None
    assert item.cited.statement.value == "+9647907654321"
    assert item.cited.decision is not None
    assert item.cited.decision.reason == "misread"
    bench.acts.reinstate(*cited, "read again, it was right")
    assert boards(bench).board(board.paper.id).evidence[0].counts


def test_what_a_reading_no_longer_says_is_told_as_such(house: House) -> None:
    source = collected(house)
    bench = house.bench("analyst")
    identity = boards(bench).begin("Board").paper.id
    boards(bench).add(identity, "He lives there")
    boards(bench).cite(identity, ref(bench, "Erbil", "name"), {"h1": "+"})
    boards(bench).cite(identity, ref(bench, "Sara Ahmed"), {"h1": "+"})
    bench.reread(source, written(house, RIGHT), "the town is no name")
    seen = boards(bench).board(identity)
    told = {
        item.cited.statement.value: item.cited.state
        for item in seen.evidence
        if item.cited.statement is not None
    }
    assert told == {"Erbil": "superseded", "+9647907654321": "stands"}


@pytest.fixture
def inner(sheet: House) -> House:
    """The analyst is admitted to a compartment with a sheet of its own; the chief is not."""
    analyst = sheet.bench("analyst")
    sheet.door.cases.open_compartment("inner", "Inner", "test")
    sheet.door.cases.admit("inner", analyst.actor.id, "test")
    path = sheet.files / "secret.csv"
    path.write_text(SECRET, "utf-8")
    assert analyst.collect([path], analyst.deposit("Harbour", compartment="inner"))[0].mapped == 2
    return sheet


def test_what_a_viewer_may_not_see_is_not_there_and_not_counted(inner: House, board: Board) -> None:
    analyst, chief = inner.bench("analyst"), inner.bench("chief")
    boards(analyst).cite(board.paper.id, ref(analyst, "Karim Keptman"), {"h1": "+"})
    before = boards(chief).board(board.paper.id), boards(chief).history(board.paper.id)
    made = boards(analyst).cite(
        board.paper.id, ref(analyst, "zzqxname zzqxfather"), {"h1": "--", "h2": "+"}, "high", "zzqxnote"
    )
    assert tallies(made) == {"h1": (1, 1, 1, 0), "h2": (1, 0, 0, 1)}
    assert (boards(chief).board(board.paper.id), boards(chief).history(board.paper.id)) == before
    hidden = made.evidence[1]
    for act in (
        lambda: boards(chief).judge(board.paper.id, hidden.id, 1, {}, "low", ""),
        lambda: boards(chief).set_aside(board.paper.id, hidden.id, 1),
        lambda: at_desk(chief).records(EVIDENCE).get(hidden.id, "Harbour"),
        lambda: boards(chief).cite(board.paper.id, hidden.cited.reference, {}),
    ):
        with pytest.raises(NotFound):
            act()
    assert "zzqx" not in repr(at_desk(chief).records(EVIDENCE).find({}, "Harbour"))


def test_a_hidden_value_of_an_open_thing_hides_the_evidence_too(inner: House, board: Board) -> None:
    """The telephone number is known from an open sheet as well; what the compartment says of its holder is
    not."""
    analyst, chief = inner.bench("analyst"), inner.bench("chief")
    found = [
        item
        for _, items in analyst.workspace.reading.scan(analyst.scope())
        for item in items
        if item.compartment == "inner" and item.value == "+9647907654321"
    ]
    boards(analyst).cite(board.paper.id, (found[0].entity.hex(), found[0].id.hex()), {"h1": "+"})
    assert boards(chief).board(board.paper.id).evidence == ()
    assert len(boards(analyst).board(board.paper.id).evidence) == 1


def test_others_do_not_get_in(sheet: House, board: Board) -> None:
    outsider = sheet.bench("outsider")
    for act in (
        lambda: boards(outsider).all(),
        lambda: boards(outsider).board(board.paper.id),
        lambda: boards(outsider).begin("x"),
        lambda: boards(outsider).history(board.paper.id),
    ):
        with pytest.raises((NotFound, Refused)):
            act()


def test_two_people_do_not_overwrite_each_other(sheet: House, board: Board) -> None:
    analyst, chief = sheet.bench("analyst"), sheet.bench("chief")
    made = boards(analyst).cite(board.paper.id, ref(analyst, "Sara Ahmed"), {"h1": "+"})
    piece = made.evidence[0]
    boards(chief).judge(board.paper.id, piece.id, piece.version, {"h1": "-"}, "low", "")
    with pytest.raises(Conflict) as caught:
        boards(analyst).judge(board.paper.id, piece.id, piece.version, {"h1": "0"}, "low", "")
    assert caught.value.code == "record-changed-by"
    with pytest.raises(Conflict):
        boards(analyst).change(
            board.paper.id,
            1,
            title="x",
            question="",
            note="",
            hypotheses=[("h1", "a", False), ("h2", "b", False)],
        )


def test_who_wrote_what_and_when(sheet: House, board: Board) -> None:
    analyst, chief = sheet.bench("analyst"), sheet.bench("chief")
    identity = board.paper.id
    piece = boards(analyst).cite(identity, ref(analyst, "Sara Ahmed"), {"h1": "+"}).evidence[0]
    boards(chief).judge(identity, piece.id, 1, {"h1": "-", "h2": "+"}, "low", "he lied before")
    version = board.paper.version
    made = boards(chief).change(
        identity,
        version,
        title="Who moved it?",
        question="Who?",
        note="",
        hypotheses=[("h1", "They work together", False), ("h2", board.hypotheses[1].text, True)],
    )
    assert [(item.by, item.withdrawn) for item in made.hypotheses] == [
        (chief.actor.id, False),
        (analyst.actor.id, True),
    ]
    boards(chief).set_aside(identity, piece.id, 2)
    told = [
        (one.act, one.about, one.before, one.after)
        for one in boards(analyst).history(identity)
        if one.by == chief.actor.id
    ]
    assert sorted(told) == sorted(
        [
            ("set-aside", piece.id, "", ""),
            ("worded", "h1", "The two work together", "They work together"),
            ("withdrew", "h2", "", "They do not know each other"),
            ("titled", "", "Who moved the load?", "Who moved it?"),
            ("marked", piece.id, "h1 +", "h1 - h2 +"),
            ("weighed", piece.id, "unknown", "low"),
            ("noted", piece.id, "", "he lied before"),
        ]
    )
    assert boards(analyst).board(identity).evidence == ()
    assert codes(sheet) == set()


def test_what_does_not_fit_is_refused(sheet: House, board: Board) -> None:
    bench = sheet.bench("analyst")
    hypotheses, identity = boards(bench), board.paper.id
    cited = ref(bench, "Sara Ahmed")
    hypotheses.cite(identity, cited, {})
    keep = [(item.key, item.text, False) for item in board.hypotheses]
    version = board.paper.version
    refused: dict[str, Callable[[], object]] = {
        "evidence-cited-already": lambda: hypotheses.cite(identity, cited, {}),
        "no-such-hypothesis": lambda: hypotheses.cite(identity, ref(bench, "Karim Keptman"), {"h9": "+"}),
        "no-such-statement": lambda: hypotheses.cite(identity, ("ab" * 16, "cd" * 16), {}),
        "hypothesis-missing": lambda: hypotheses.change(
            identity, version, title="x", question="", note="", hypotheses=keep[:1]
        ),
        "hypothesis-empty": lambda: hypotheses.change(
            identity, version, title="x", question="", note="", hypotheses=[*keep, ("", "  ", False)]
        ),
        "title-empty": lambda: hypotheses.begin(" "),
        "no-such-record": lambda: hypotheses.board("ab" * 8),
    }
    for code, act in refused.items():
        with pytest.raises(WrongUse) as caught:
            act()
        assert caught.value.code == code


def test_an_event_is_evidence_too(house: House) -> None:
    house.collect("calls.csv", HEADER + "9647901112223,9647907654321,2024-03-01 10:00:00,60,418-20-11-1,\n")
    bench = house.bench("analyst")
    number = next(hit.id.hex() for hit in bench.search("9647901112223").hits)
    event = bench.happenings(number).events[0][0]
    statement = value(event, "date")
    identity = boards(bench).begin("Board").paper.id
    boards(bench).add(identity, "They talked")
    (item,) = boards(bench).cite(identity, (event.id.hex(), statement.id.hex()), {"h1": "++"}).evidence
    assert (item.cited.state, item.counts) == ("stands", True)
    assert boards(house.bench("chief")).board(identity).evidence[0].cited.statement == statement


def test_a_value_that_was_erased_by_order_is_told_as_gone(sheet: House, board: Board) -> None:
    bench = sheet.bench("analyst")
    cited = ref(bench, "Sara Ahmed")
    boards(bench).cite(board.paper.id, cited, {"h1": "-"}, note="the same number")
    source = bench.sources()[0].id
    sheet.bench("chief").acts.request_erasure(source, "Order 7/2026")
    sheet.bench("second").acts.approve_erasure(source)
    seen = boards(bench).board(board.paper.id)
    (item,) = seen.evidence
    assert (item.cited.state, item.cited.entity, item.cited.statement, item.counts) == (
        "gone",
        None,
        None,
        False,
    )
    assert (seen.not_counted, tallies(seen)["h1"]) == (1, (0, 0, 0, 0))
    assert (
        "07654321"
        not in DESK.operation("hypotheses-file")
        .run(at_desk(bench), BoardFileRequest(case="Harbour", board=board.paper.id, form="json"), None)
        .text
    )
    assert codes(sheet) == set()
