"""``cargo fit`` and ``cargo score``: models on plain tables, without a workspace."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import Strict
from tahqiq.desks.cargo.targeting.columns import Column, LeftOut
from tahqiq.desks.cargo.targeting.fit import FEW_LABELS, Wish, fit
from tahqiq.desks.cargo.targeting.measures import Measured
from tahqiq.desks.cargo.targeting.model import Taught, read, write
from tahqiq.desks.cargo.targeting.score import score
from tahqiq.kit.messages import message, wanted
from tahqiq.model.types.base import DateOrder

SHOWN = 20


class Remark(Strict):
    """Something a person should know about the answer: a code and a sentence in their language."""

    code: str
    sentence: str


class FitRequest(Strict):
    """What a model is taught from."""

    train: Annotated[Path, ARGUMENT] = Field(
        description="A table of consignments that were opened, with what was found."
    )
    valid: Path = Field(
        description=(
            "A later table of the same kind: it measures the model and sets its chances, then the model "
            "learns from it too."
        )
    )
    label: str = Field(description="The column that says what was found.")
    time: str = Field(description="The column with the day of each row.")
    model: Path = Field(description="Where the model is written; a file there is replaced.")
    drop: list[str] = Field(default=[], description="A column that the model may not see. May be repeated.")
    use: list[str] = Field(
        default=[],
        description=(
            "A column to see although it looks like an outcome, a running number or free text. May be "
            "repeated."
        ),
    )
    positive: list[str] = Field(
        default=[],
        description="What in the label's column is a find, where it is not 1 or yes. May be repeated.",
    )
    date_order: DateOrder | None = Field(
        default=None, description="dmy, mdy or ymd, where the dates do not tell."
    )
    half_life: float = Field(
        default=13.0, ge=0, le=10_000, description="Weeks after which a row counts half; 0 for never."
    )
    rounds: int = Field(default=250, ge=10, le=2_000, description="How many trees.")
    seed: int = Field(
        default=0, ge=0, le=2**31 - 1, description="Of the learner; the same seed gives the same model."
    )


class FitResult(Strict):
    """What was learned, and how good it was on the later table before it learned from that too."""

    model: str
    label: str
    finds: list[str]
    columns: list[Column]
    left_out: list[LeftOut]
    taught: list[Taught]
    measured: Measured
    remarks: list[Remark]


class ScoreRequest(Strict):
    """What is ranked."""

    model: Annotated[Path, ARGUMENT] = Field(description="A model that cargo fit wrote.")
    rows: Annotated[Path, ARGUMENT] = Field(description="The table to rank.")
    share: float = Field(
        default=5.0,
        ge=0,
        le=100,
        description="Per cent of the rows for which reasons are given, the first to open.",
    )


class Row(Strict):
    """A row of the table: ``row`` counts rows below the header from 1, ``line`` is its number in the file,
    ``score`` the measured chance of a find, ``place`` 1 for the first to open; ``reasons`` for the list
    only."""

    row: int
    line: int
    score: float
    place: int
    reasons: list[str]


class ScoreResult(Strict):
    """Every row of the table, in its order."""

    rows: list[Row]
    remarks: list[Remark]


def fitted(asked: FitRequest) -> FitResult:
    """Teach a model and write it."""
    wish = Wish(
        asked.label,
        asked.time,
        tuple(asked.drop),
        tuple(asked.use),
        tuple(asked.positive),
        asked.date_order,
        asked.half_life,
        asked.rounds,
        asked.seed,
    )
    model, tables = fit(asked.train, asked.valid, wish)
    write(model, asked.model)
    card = model.card
    remarks = [
        _remark("cargo-rows-left", rows=rows.left, file=rows.taught.file) for rows in tables if rows.left
    ]
    remarks += [_cells(rows.wrong, rows.taught.file) for rows in tables if rows.wrong]
    if card.taught[0].rows < FEW_LABELS:
        remarks.append(_remark("cargo-few-labels", rows=card.taught[0].rows, least=FEW_LABELS))
    if card.taught[1].first <= card.taught[0].last:
        remarks.append(_remark("cargo-not-later", last=card.taught[0].last, first=card.taught[1].first))
    return FitResult(
        model=str(asked.model),
        label=card.label,
        finds=card.finds,
        columns=card.columns,
        left_out=card.left_out,
        taught=card.taught,
        measured=card.measured,
        remarks=remarks,
    )


def scored(asked: ScoreRequest) -> ScoreResult:
    """Rank the rows of a table."""
    found = score(read(asked.model), asked.rows, asked.share, wanted())
    rows = [
        Row(
            row=place + 1,
            line=line,
            score=round(float(found.scores[place]), 9),
            place=int(found.places[place]),
            reasons=found.listed.get(place, []),
        )
        for place, line in enumerate(found.table.lines)
    ]
    remarks = [_remark("cargo-only-order")]
    if found.wrong:
        remarks.append(_cells(found.wrong, found.table.name))
    if found.seen_early:
        remarks.append(_remark("cargo-seen-early", rows=found.seen_early))
    if found.without_day:
        remarks.append(_remark("cargo-without-day", rows=found.without_day))
    return ScoreResult(rows=rows, remarks=remarks)


def fit_lines(told: FitResult) -> list[str]:
    """What was learned, in a terminal."""
    measured, second = told.measured, told.taught[1].file
    lines = [
        _say(
            "cargo-fit-rows",
            file=item.file,
            rows=item.rows,
            finds=item.finds,
            first=item.first,
            last=item.last,
        )
        for item in told.taught
    ]
    lines += [_say("cargo-fit-seen", columns=", ".join(column.name for column in told.columns))]
    lines += [
        _say("cargo-fit-left-out", name=item.name, why=_say(f"cargo-left-{item.why}"))
        for item in told.left_out
    ]
    lines += [
        _say(
            "cargo-fit-measured",
            file=second,
            auc=f"{measured.auc:.3f}",
            ece="–" if measured.ece is None else f"{measured.ece:.3f}",
        )
    ]
    for at in measured.at:
        figures = {
            "precision": f"{at.precision:.3f}",
            "low": f"{at.interval[0]:.3f}",
            "high": f"{at.interval[1]:.3f}",
            "recall": f"{at.recall:.3f}",
        }
        lines.append(
            "  " + _say("cargo-fit-at", percent=at.percent, found=at.found, opened=at.opened, **figures)
        )
    return [*lines, *(remark.sentence for remark in told.remarks), _say("cargo-fit-model", model=told.model)]


def score_lines(told: ScoreResult) -> list[str]:
    """The head of the list, in a terminal."""
    first = sorted(told.rows, key=lambda row: row.place)[:SHOWN]
    lines: list[str] = []
    for row in first:
        lines.append(_say("cargo-score-row", place=row.place, line=row.line, score=f"{row.score:.3f}"))
        lines += [f"     {reason}" for reason in row.reasons]
    return [
        *lines,
        _say("cargo-score-all", count=len(told.rows)),
        *(remark.sentence for remark in told.remarks),
    ]


def _say(code: str, **given: object) -> str:
    return message(code, wanted(), {name: str(value) for name, value in given.items()}).sentence


def _cells(wrong: list[tuple[int, str]], file: str) -> Remark:
    line, column = wrong[0]
    return _remark("cargo-no-numbers", cells=len(wrong), file=file, column=column[:80], line=line)


def _remark(code: str, **said: object) -> Remark:
    return Remark(code=code, sentence=_say(code, **said))


TOOLS = (
    Tool("fit", FitRequest, FitResult, fitted, fit_lines),
    Tool("score", ScoreRequest, ScoreResult, scored, score_lines),
)
