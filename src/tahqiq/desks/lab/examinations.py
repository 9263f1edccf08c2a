"""Examinations of exhibits as records of a case, and what is asked of them."""

from pydantic import Field

from tahqiq.desk import Desktop, Operation
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.told import Strict
from tahqiq.desks.lab.ledger import Result, Standing, standings
from tahqiq.jobs.register import Progress
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import message, wanted
from tahqiq.model.kind import Key, Kind


class Examination(Strict):
    """The examination of one exhibit: what it is, under which seals, and the results of techniques in the order in which they were entered."""

    exhibit: str = Field(min_length=1, max_length=100, description="The number of the exhibit.")
    seal: str = Field(default="", max_length=100, description="The number of the seal it came under.")
    appearance: str = Field(default="", max_length=2_000, description="What it looks like.")
    results: list[Result] = Field(default_factory=list, max_length=1_000, description="What techniques said.")


class AskedOpening(Strict):
    """An exhibit that comes to be examined."""

    case: str = Field(description="The case, by id or title.")
    exhibit: str = Field(min_length=1, max_length=100, description="The number of the exhibit.")
    seal: str = Field(default="", max_length=100, description="The number of the seal it came under.")
    appearance: str = Field(default="", max_length=2_000, description="What it looks like.")


class AskedResult(Strict):
    """A result to enter."""

    case: str = Field(description="The case, by id or title.")
    examination: str = Field(description="The examination, by its id.")
    version: int = Field(ge=1, description="The version of it that you saw.")
    result: Result = Field(description="What the technique said.")


class AskedLedger(Strict):
    """Whose ledger."""

    case: str = Field(description="The case, by id or title.")
    examination: str = Field(description="The examination, by its id.")


class ToldStanding(Standing):
    """A substance with words: ``says`` what may be said of it, ``next_step`` what to do."""

    says: str
    next_step: str


class ToldExamination(Strict):
    """An examination as it stands. ``standings`` has a line for each substance; nothing that is not ``yes`` there may be reported as found."""

    examination: str
    version: int
    exhibit: str
    seal: str
    appearance: str
    results: list[Result]
    standings: list[ToldStanding]


EXAMPLE = Examination(exhibit="4/1", seal="B-0093412", appearance="عشرون قرصاً صفراء اللون")
EXAMINATION = Kind(
    "lab-examination", Examination, lambda body: body.exhibit, "lab", EXAMPLE,
    keys=(Key("exhibit", "text", lambda body: body.exhibit), Key("results", "integer", lambda body: len(body.results))),
)  # fmt: skip
KINDS = (EXAMINATION,)


def guarded(body: Examination) -> dict[str, object]:
    """What the flow of examinations asks: ``settled`` is true where there are results and the ledger says yes or no of every substance."""
    told = standings(body.results)
    return {"settled": bool(told) and all(one.holds != "unknown" for one in told)}


def open_(at: Desktop, asked: AskedOpening, _progress: Progress | None) -> ToldExamination:
    """Write down that an exhibit is examined."""
    body = Examination(exhibit=asked.exhibit, seal=asked.seal, appearance=asked.appearance)
    kept = at.shelf(EXAMINATION).save(body, case=at.home)
    return _told(kept.id, kept.version, kept.body)


def enter(at: Desktop, asked: AskedResult, _progress: Progress | None) -> ToldExamination:
    """Enter a result; earlier ones stay as they are, in every version. Raises ``WrongUse`` (``lab-issued``) once the examination was released."""
    kept = at.shelf(EXAMINATION).get(asked.examination, case=at.home)
    if Lives(at, EXAMINATION).of(kept).standing.state == "issued":
        raise WrongUse("lab-issued", exhibit=kept.body.exhibit)
    body = kept.body.model_copy(update={"results": [*kept.body.results, asked.result]})
    kept = at.shelf(EXAMINATION).save(body, case=at.home, identity=kept.id, version=asked.version)
    return _told(kept.id, kept.version, kept.body)


def look(at: Desktop, asked: AskedLedger, _progress: Progress | None) -> ToldExamination:
    """How an exhibit stands."""
    kept = at.shelf(EXAMINATION).get(asked.examination, case=at.home)
    return _told(kept.id, kept.version, kept.body)


def _told(identity: str, version: int, body: Examination) -> ToldExamination:
    told = []
    for one in standings(body.results):
        said = message(f"lab-holds-{one.holds}", wanted(), {"substance": one.substance})
        steps = [message(f"lab-wants-{lack}", wanted(), {"substance": one.substance}).sentence for lack in one.wanting]
        told.append(ToldStanding(**one.model_dump(), says=said.sentence, next_step=" ".join(steps) or said.next_step))
    return ToldExamination(
        examination=identity,
        version=version,
        exhibit=body.exhibit,
        seal=body.seal,
        appearance=body.appearance,
        results=body.results,
        standings=told,
    )


def _opened(at: Desktop) -> ToldExamination:
    case = at.home
    return open_(at, AskedOpening(case=case, exhibit=EXAMPLE.exhibit), None)


def _example_of_entering(at: Desktop) -> AskedResult:
    result = Result(technique="colour-test", substance="amphetamine", outcome="positive", basis="reference-material")
    return AskedResult(case=at.home, examination=_opened(at).examination, version=1, result=result)


OPERATIONS = (
    Operation(
        "examine",
        AskedOpening,
        ToldExamination,
        "act",
        "write-case",
        open_,
        lambda at: AskedOpening(case=at.home, exhibit="4/1", seal="B-0093412"),
    ),
    Operation("result", AskedResult, ToldExamination, "act", "write-case", enter, _example_of_entering),
    Operation(
        "ledger",
        AskedLedger,
        ToldExamination,
        "look",
        "read-case",
        look,
        lambda at: AskedLedger(case=at.home, examination=_opened(at).examination),
    ),
)
