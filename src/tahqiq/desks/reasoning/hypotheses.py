"""What can be done with hypotheses: boards of a case, what is said for and against each, and their files."""

from tahqiq.casework.citations import Citations
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desks.reasoning import questions as q
from tahqiq.desks.reasoning.answers import (
    BoardBody,
    Changes,
    SheetFile,
    WorksheetHead,
    Worksheets,
    board_told,
    changes_told,
    head_told,
    writers,
)
from tahqiq.desks.reasoning.board import Board
from tahqiq.desks.reasoning.boards import Boards
from tahqiq.desks.reasoning.sample import invented
from tahqiq.desks.reasoning.sheets import MEDIA, for_products, sheet_of, things_of
from tahqiq.jobs.progress import Progress
from tahqiq.products.export import Exporter

P = Progress | None


def _board(at: Desktop, board: Board) -> BoardBody:
    return board_told(board, at.bench.door.people.names(writers(board)))


def boards(at: Desktop, _asked: q.OfCase, _progress: P) -> Worksheets:
    """The boards of a case, the last changed first."""
    found = Boards(at).all()
    people = at.bench.door.people.names(item.by for item in found)
    return Worksheets(sheets=[head_told(item, people) for item in found])


def board(at: Desktop, asked: q.OfBoard, _progress: P) -> BoardBody:
    """A board with the evidence the person may see."""
    return _board(at, Boards(at).board(asked.board))


def begin(at: Desktop, asked: q.NewBoard, _progress: P) -> BoardBody:
    """Begin a board."""
    return _board(at, Boards(at).begin(asked.title, asked.question))


def change(at: Desktop, asked: q.NextBoard, _progress: P) -> BoardBody:
    """Save question, note and hypotheses."""
    wanted = [(one.key, one.text, one.withdrawn) for one in asked.hypotheses]
    told = {"title": asked.title, "question": asked.question, "note": asked.note}
    return _board(at, Boards(at).change(asked.board, asked.version, **told, hypotheses=wanted))


def add(at: Desktop, asked: q.AddedHypothesis, _progress: P) -> BoardBody:
    """Add one hypothesis at the end."""
    return _board(at, Boards(at).add(asked.board, asked.text))


def away(at: Desktop, asked: q.AwayBoard, _progress: P) -> WorksheetHead:
    """Put a board away."""
    return head_told(Boards(at).put_away(asked.board, asked.version), {})


def cite(at: Desktop, asked: q.NewEvidence, _progress: P) -> BoardBody:
    """Use a recorded value as evidence."""
    return _board(
        at,
        Boards(at).cite(
            asked.board, (asked.entity, asked.statement), asked.marks, asked.credibility, asked.note
        ),
    )


def judge(at: Desktop, asked: q.NextEvidence, _progress: P) -> BoardBody:
    """Save how a value fits each hypothesis."""
    return _board(
        at,
        Boards(at).judge(
            asked.board, asked.evidence, asked.version, asked.marks, asked.credibility, asked.note
        ),
    )


def aside(at: Desktop, asked: q.AsideEvidence, _progress: P) -> BoardBody:
    """Take a piece of evidence off the board."""
    return _board(at, Boards(at).set_aside(asked.board, asked.evidence, asked.version))


def history(at: Desktop, asked: q.OfBoard, _progress: P) -> Changes:
    """Who wrote what and when."""
    found = Boards(at).history(asked.board)
    return changes_told(found, at.bench.door.people.names(item.by for item in found))


def board_file(at: Desktop, asked: q.BoardFile, _progress: P) -> SheetFile:
    """A board as a file; refused where a policy or a handling code forbids it."""
    free = Citations(at.bench.workspace, at.bench.scope("product"))
    shown, left_out = for_products(Boards(at).board(asked.board), free)
    codes = Exporter(at.bench.door, at.actor).leave(asked.form, *things_of(shown), "hypotheses")
    text = sheet_of(shown, asked.form, left_out, asked.language)
    return SheetFile(
        name=f"hypotheses-{asked.board}.{asked.form}", media=MEDIA[asked.form], text=text, codes=list(codes)
    )


def _begun(at: Desktop) -> Board:
    made = Boards(at)
    return made.add(made.begin("من نقل الحمولة؟", "من؟").paper.id, "نقلها السائق وحده")


def _cited(at: ActingDesktop) -> Board:
    return Boards(at).cite(_begun(at).paper.id, invented(at), {"h1": "+"})


def _marked(at: ActingDesktop) -> q.NextEvidence:
    made = _cited(at)
    (piece,) = made.evidence
    return q.NextEvidence(
        case=at.home, board=made.paper.id, evidence=piece.id, version=1, marks={"h1": "--"}, credibility="low"
    )


def _to_put_aside(at: ActingDesktop) -> q.AsideEvidence:
    made = _cited(at)
    return q.AsideEvidence(case=at.home, board=made.paper.id, evidence=made.evidence[0].id, version=1)


def _evidence(at: ActingDesktop) -> q.NewEvidence:
    (entity, statement), made = invented(at), _begun(at)
    return q.NewEvidence(
        case=at.home,
        board=made.paper.id,
        entity=entity,
        statement=statement,
        marks={"h1": "++"},
        credibility="high",
    )


def _of_board(at: ActingDesktop) -> q.OfBoard:
    return q.OfBoard(case=at.home, board=_cited(at).paper.id)


def _next_board(at: Desktop) -> q.NextBoard:
    made = _begun(at)
    worded = [q.WordedHypothesis(key="h1", text="لم ينقلها أحد"), q.WordedHypothesis(text="نقلها اثنان")]
    return q.NextBoard(
        case=at.home, board=made.paper.id, version=made.paper.version, title="من؟", hypotheses=worded
    )


OPERATIONS = (
    Operation(
        "hypotheses-list",
        q.OfCase,
        Worksheets,
        "look",
        "read-case",
        boards,
        lambda at: q.OfCase(case=at.home),
        group="hypotheses",
    ),
    Operation(
        "hypotheses-show", q.OfBoard, BoardBody, "look", "read-case", board, _of_board, group="hypotheses"
    ),
    Operation(
        "hypotheses-history",
        q.OfBoard,
        Changes,
        "look",
        "read-case",
        history,
        _of_board,
        group="hypotheses",
    ),
    Operation(
        "hypotheses-begin",
        q.NewBoard,
        BoardBody,
        "act",
        "write-case",
        begin,
        lambda at: q.NewBoard(case=at.home, title="من نقل الحمولة؟"),
        group="hypotheses",
    ),
    Operation(
        "hypotheses-change",
        q.NextBoard,
        BoardBody,
        "act",
        "write-case",
        change,
        _next_board,
        group="hypotheses",
    ),
    Operation(
        "hypotheses-add",
        q.AddedHypothesis,
        BoardBody,
        "act",
        "write-case",
        add,
        lambda at: q.AddedHypothesis(case=at.home, board=_begun(at).paper.id, text="نقلها اثنان"),
        group="hypotheses",
    ),
    Operation(
        "hypotheses-cite",
        q.NewEvidence,
        BoardBody,
        "act",
        "write-case",
        cite,
        _evidence,
        group="hypotheses",
    ),
    Operation(
        "hypotheses-judge",
        q.NextEvidence,
        BoardBody,
        "act",
        "write-case",
        judge,
        _marked,
        group="hypotheses",
    ),
    Operation(
        "hypotheses-set-aside",
        q.AsideEvidence,
        BoardBody,
        "act",
        "write-case",
        aside,
        _to_put_aside,
        group="hypotheses",
    ),
    Operation(
        "hypotheses-put-away",
        q.AwayBoard,
        WorksheetHead,
        "act",
        "write-case",
        away,
        lambda at: q.AwayBoard(case=at.home, board=_begun(at).paper.id, version=2),
        group="hypotheses",
    ),
    Operation(
        "hypotheses-file",
        q.BoardFile,
        SheetFile,
        "act",
        "export",
        board_file,
        lambda at: q.BoardFile(case=at.home, board=_cited(at).paper.id, form="csv"),
        "product",
        group="hypotheses",
    ),
)
