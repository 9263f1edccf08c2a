"""Boards of hypotheses of a case: begin, change, cite evidence, judge it, and take a board out as a file."""

from tahqiq.casework.citations import Citations
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desks.reasoning.hypotheses.board import Board
from tahqiq.desks.reasoning.hypotheses.boards import Boards
from tahqiq.desks.reasoning.hypotheses.requests import (
    BoardChangeRequest,
    BoardFileRequest,
    BoardRequest,
    BoardVersionRequest,
    EvidenceChangeRequest,
    EvidenceRequest,
    EvidenceVersionRequest,
    HypothesisDetails,
    HypothesisRequest,
    NewBoardRequest,
)
from tahqiq.desks.reasoning.hypotheses.sheet import board_for_products, board_sheet, shown_on_board
from tahqiq.desks.reasoning.hypotheses.view import (
    BoardChangesView,
    BoardView,
    board_view,
    changes_view,
    writers,
)
from tahqiq.desks.reasoning.worksheets.examples import recorded_value
from tahqiq.desks.reasoning.worksheets.requests import WorksheetsRequest
from tahqiq.desks.reasoning.worksheets.sheet import MEDIA
from tahqiq.desks.reasoning.worksheets.view import (
    WorksheetFileView,
    WorksheetsView,
    WorksheetView,
    worksheet_view,
)
from tahqiq.jobs.progress import Progress
from tahqiq.products.export import Exporter

P = Progress | None


def _view(at: Desktop, board: Board) -> BoardView:
    return board_view(board, at.bench.door.people.names(writers(board)))


def boards(at: Desktop, _asked: WorksheetsRequest, _progress: P) -> WorksheetsView:
    """The boards of a case, the last changed first."""
    found = Boards(at).all()
    people = at.bench.door.people.names(item.by for item in found)
    return WorksheetsView(sheets=[worksheet_view(item, people) for item in found])


def board(at: Desktop, asked: BoardRequest, _progress: P) -> BoardView:
    """A board with the evidence the person may see."""
    return _view(at, Boards(at).board(asked.board))


def begin(at: Desktop, asked: NewBoardRequest, _progress: P) -> BoardView:
    """Begin a board."""
    return _view(at, Boards(at).begin(asked.title, asked.question))


def change(at: Desktop, asked: BoardChangeRequest, _progress: P) -> BoardView:
    """Save question, note and hypotheses."""
    wanted = [(one.key, one.text, one.withdrawn) for one in asked.hypotheses]
    stated = {"title": asked.title, "question": asked.question, "note": asked.note}
    return _view(at, Boards(at).change(asked.board, asked.version, **stated, hypotheses=wanted))


def add(at: Desktop, asked: HypothesisRequest, _progress: P) -> BoardView:
    """Add one hypothesis at the end."""
    return _view(at, Boards(at).add(asked.board, asked.text))


def remove_board(at: Desktop, asked: BoardVersionRequest, _progress: P) -> WorksheetView:
    """Put a board away."""
    return worksheet_view(Boards(at).put_away(asked.board, asked.version), {})


def cite(at: Desktop, asked: EvidenceRequest, _progress: P) -> BoardView:
    """Use a recorded value as evidence."""
    return _view(
        at,
        Boards(at).cite(
            asked.board, (asked.entity, asked.statement), asked.marks, asked.credibility, asked.note
        ),
    )


def judge(at: Desktop, asked: EvidenceChangeRequest, _progress: P) -> BoardView:
    """Save how a value fits each hypothesis."""
    return _view(
        at,
        Boards(at).judge(
            asked.board, asked.evidence, asked.version, asked.marks, asked.credibility, asked.note
        ),
    )


def set_aside(at: Desktop, asked: EvidenceVersionRequest, _progress: P) -> BoardView:
    """Take a piece of evidence off the board."""
    return _view(at, Boards(at).set_aside(asked.board, asked.evidence, asked.version))


def history(at: Desktop, asked: BoardRequest, _progress: P) -> BoardChangesView:
    """Who wrote what and when."""
    found = Boards(at).history(asked.board)
    return changes_view(found, at.bench.door.people.names(item.by for item in found))


def board_file(at: Desktop, asked: BoardFileRequest, _progress: P) -> WorksheetFileView:
    """A board as a file; refused where a policy or a handling code forbids it."""
    free = Citations(at.bench.workspace, at.bench.scope("product"))
    shown, left_out = board_for_products(Boards(at).board(asked.board), free)
    codes = Exporter(at.bench.door, at.actor).leave(asked.form, *shown_on_board(shown), "hypotheses")
    text = board_sheet(shown, asked.form, left_out, asked.language)
    return WorksheetFileView(
        name=f"hypotheses-{asked.board}.{asked.form}", media=MEDIA[asked.form], text=text, codes=list(codes)
    )


def _begun(at: Desktop) -> Board:
    made = Boards(at)
    return made.add(made.begin("من نقل الحمولة؟", "من؟").paper.id, "نقلها السائق وحده")


def _cited(at: ActingDesktop) -> Board:
    return Boards(at).cite(_begun(at).paper.id, recorded_value(at), {"h1": "+"})


def _marked(at: ActingDesktop) -> EvidenceChangeRequest:
    made = _cited(at)
    (piece,) = made.evidence
    return EvidenceChangeRequest(
        case=at.home, board=made.paper.id, evidence=piece.id, version=1, marks={"h1": "--"}, credibility="low"
    )


def _to_put_aside(at: ActingDesktop) -> EvidenceVersionRequest:
    made = _cited(at)
    return EvidenceVersionRequest(case=at.home, board=made.paper.id, evidence=made.evidence[0].id, version=1)


def _evidence(at: ActingDesktop) -> EvidenceRequest:
    (entity, statement), made = recorded_value(at), _begun(at)
    return EvidenceRequest(
        case=at.home,
        board=made.paper.id,
        entity=entity,
        statement=statement,
        marks={"h1": "++"},
        credibility="high",
    )


def _of_board(at: ActingDesktop) -> BoardRequest:
    return BoardRequest(case=at.home, board=_cited(at).paper.id)


def _next_board(at: Desktop) -> BoardChangeRequest:
    made = _begun(at)
    worded = [HypothesisDetails(key="h1", text="لم ينقلها أحد"), HypothesisDetails(text="نقلها اثنان")]
    return BoardChangeRequest(
        case=at.home, board=made.paper.id, version=made.paper.version, title="من؟", hypotheses=worded
    )


OPERATIONS = (
    Operation(
        "hypotheses-list",
        WorksheetsRequest,
        WorksheetsView,
        "look",
        "read-case",
        boards,
        lambda at: WorksheetsRequest(case=at.home),
        group="hypotheses",
    ),
    Operation(
        "hypotheses-show", BoardRequest, BoardView, "look", "read-case", board, _of_board, group="hypotheses"
    ),
    Operation(
        "hypotheses-history",
        BoardRequest,
        BoardChangesView,
        "look",
        "read-case",
        history,
        _of_board,
        group="hypotheses",
    ),
    Operation(
        "hypotheses-begin",
        NewBoardRequest,
        BoardView,
        "act",
        "write-case",
        begin,
        lambda at: NewBoardRequest(case=at.home, title="من نقل الحمولة؟"),
        group="hypotheses",
    ),
    Operation(
        "hypotheses-change",
        BoardChangeRequest,
        BoardView,
        "act",
        "write-case",
        change,
        _next_board,
        group="hypotheses",
    ),
    Operation(
        "hypotheses-add",
        HypothesisRequest,
        BoardView,
        "act",
        "write-case",
        add,
        lambda at: HypothesisRequest(case=at.home, board=_begun(at).paper.id, text="نقلها اثنان"),
        group="hypotheses",
    ),
    Operation(
        "hypotheses-cite",
        EvidenceRequest,
        BoardView,
        "act",
        "write-case",
        cite,
        _evidence,
        group="hypotheses",
    ),
    Operation(
        "hypotheses-judge",
        EvidenceChangeRequest,
        BoardView,
        "act",
        "write-case",
        judge,
        _marked,
        group="hypotheses",
    ),
    Operation(
        "hypotheses-set-aside",
        EvidenceVersionRequest,
        BoardView,
        "act",
        "write-case",
        set_aside,
        _to_put_aside,
        group="hypotheses",
    ),
    Operation(
        "hypotheses-put-away",
        BoardVersionRequest,
        WorksheetView,
        "act",
        "write-case",
        remove_board,
        lambda at: BoardVersionRequest(case=at.home, board=_begun(at).paper.id, version=2),
        group="hypotheses",
    ),
    Operation(
        "hypotheses-file",
        BoardFileRequest,
        WorksheetFileView,
        "act",
        "export",
        board_file,
        lambda at: BoardFileRequest(case=at.home, board=_cited(at).paper.id, form="csv"),
        "product",
        group="hypotheses",
    ),
)
