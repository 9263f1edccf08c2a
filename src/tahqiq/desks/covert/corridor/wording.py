"""The wording of a sanitised report as it is typed: the same comparisons that decide when it is let out,
without the vault. Nothing that is asked is kept."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.vault.identity_words import stands
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import MAY_LIE_AHEAD, Happened
from tahqiq.desks.covert.corridor.copied_words import copied
from tahqiq.desks.covert.corridor.grade_guard import Basis, left_open
from tahqiq.desks.covert.corridor.moment_words import moment_word
from tahqiq.desks.covert.corridor.wording_rules import LEAST, first_person, window
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.desks.covert.sources.examples import handled_example
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import message, wanted
from tahqiq.model.kind import day_of

Check = Literal["own-words", "first-person", "moment", "place", "window", "knowable"]


class WordingRequest(Strict):
    """What stands on the screen. ``said``, ``at``, ``names`` and ``knowable`` are those of the source report
    that was opened."""

    text: str = Field(default="", max_length=20_000, description="The report as far as it is typed.")
    said: str = Field(default="", max_length=20_000, description="What the source said, as it was opened.")
    at: Annotated[AwareDatetime, Happened()] = Field(description="When the source said it, with its zone.")
    names: list[str] = Field(
        default=[], max_length=100, description="Units and places that must not stand in it."
    )
    since: Annotated[date | None, MAY_LIE_AHEAD] = Field(
        default=None, description="The first day of the window."
    )
    until: Annotated[date | None, MAY_LIE_AHEAD] = Field(
        default=None, description="The last day of the window."
    )
    knowable: bool = Field(default=False, description="Only one person can know it.")
    mitigation: str = Field(default="", max_length=2_000, description="What is done about that.")


class WordingCheck(Strict):
    """One check: whether it holds, the word that it stumbled at ("" : none), and the sentence with which it
    would be refused ("" : it holds)."""

    check: Check
    holds: bool
    word: str
    sentence: str


class WordingView(Strict):
    """All checks, in one order. What the program cannot compare (what only one person could know from it) is
    for who writes it."""

    checks: list[WordingCheck]


class GradesRequest(Strict):
    """What an item rests on."""

    rests_on: Basis = Field(
        description="What the source knows it by: own, corroborated, uncorroborated, unknown, false."
    )
    official: bool = Field(default=False, description="The officer knows it too.")


class GradesView(Strict):
    """The grades that this leaves open, as scheme and code; none is put first because it would fit better."""

    grades: list[str]


def grades(_at: Desktop, asked: GradesRequest, _progress: Progress | None) -> GradesView:
    """Which grades what an item rests on leaves open."""
    return GradesView(grades=left_open(asked.rests_on, asked.official))


def check(at: Desktop, asked: WordingRequest, _progress: Progress | None) -> WordingView:
    """Look at a wording; for who is admitted to the vault. Raises ``NotFound`` (``no-such-compartment``)."""
    at.bench.door.cases.compartment(at.actor.id, SOURCE_ID)
    first = first_person(asked.text)
    run = copied(asked.text, asked.said)
    when = moment_word(asked.text, day_of(asked.at))
    place = next((name for name in asked.names if stands(asked.text, name)), "")
    return WordingView(
        checks=[
            _check("own-words", run, "covert-report-copied", word=run),
            _check("first-person", first, "covert-report-first-person", word=first),
            _check("moment", when, "covert-report-moment", word=when),
            _check("place", place, "covert-report-place"),
            _window(asked),
            _check(
                "knowable",
                "·" if asked.knowable and not asked.mitigation.strip() else "",
                "covert-report-mitigation",
            ),
        ]
    )


def _window(asked: WordingRequest) -> WordingCheck:
    if asked.since is None or asked.until is None:
        return WordingCheck(
            check="window",
            holds=False,
            word="",
            sentence=message("covert-report-window", wanted(), {"days": LEAST + 1}).sentence,
        )
    try:
        window(asked.at, asked.since, asked.until)
    except WrongUse as error:
        return WordingCheck(check="window", holds=False, word="", sentence=error.say(wanted()).sentence)
    return WordingCheck(check="window", holds=True, word="", sentence="")


def _check(check: Check, wrong: str, code: str, **given: str) -> WordingCheck:
    return WordingCheck(
        check=check,
        holds=not wrong,
        word="" if wrong == "·" else wrong,
        sentence=message(code, wanted(), given).sentence if wrong else "",
    )


def _example(at: ActingDesktop) -> WordingRequest:
    handled_example(at)
    return WordingRequest(text="قال لي", at=clock.now())


OPERATIONS = (
    Operation(
        "corridor-check", WordingRequest, WordingView, "act", "read-case", check, _example, group="corridor"
    ),
    Operation(
        "grades",
        GradesRequest,
        GradesView,
        "look",
        "read-case",
        grades,
        lambda _at: GradesRequest(rests_on="own"),
    ),
)
