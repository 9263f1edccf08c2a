"""The list of a shift: its lines with why each is opened, what it takes, what whoever signs should know."""

from typing import Annotated

from pydantic import Field

from tahqiq.desk.answers import ProblemView, Strict, told_problems
from tahqiq.desk.field_labels import ImpliedBy
from tahqiq.desks.cargo.choosing.candidates import Candidates
from tahqiq.desks.cargo.choosing.choice import Choice, Opened, Why, choose
from tahqiq.desks.cargo.choosing.shift import Shift
from tahqiq.desks.cargo.learning.wording import InFour, in_four, threat_in_words, why_sign
from tahqiq.kit.messages import message, wanted


class Line(Strict):
    """One consignment in the order in which to open. ``line`` is that of the table's file, ``minutes`` those
    of each of the hands, ``why`` hold, random, follow-up, cell, quota or harm, ``threat`` the one it is
    opened for, ``expected`` the harm that is expected to be shown, ``probability`` the chance with which the
    lot or the bandit of cells draws it, 1 where it was chosen for a reason."""

    place: int
    id: str
    line: int
    examination: str
    minutes: dict[str, int]
    why: Why
    threat: str
    chances: dict[str, float]
    expected: float
    probability: float
    sentence: Annotated[str, ImpliedBy("words")]
    reasons: Annotated[list[str], ImpliedBy("told")] = Field(
        default=[],
        description="What rules in use, papers and a model say of it, where the list was made at the desk.",
    )
    words: dict[str, str] = Field(default={}, description="The sentence in four languages, by their tags.")
    told: list[dict[str, str]] = Field(default=[], description="The reasons in four languages.")
    rules: list[str] = Field(default=[], description="Rules that name it.")
    model: str = Field(default="", description="The model that ranks it, where one leads.")
    sign: str = Field(default="", description="What it shares with a find, or the cell that is tried.")

    def spoken(self, locale: str) -> "Line":
        """The line with its sentence and reasons in a language, as far as they are kept in it."""
        return self.model_copy(
            update={
                "sentence": self.words.get(locale, self.sentence),
                "reasons": [one.get(locale, "") for one in self.told] or self.reasons,
            }
        )


class Hand(Strict):
    """How many minutes there are, and how many the list takes."""

    name: str
    minutes: int
    used: int


class Owed(Strict):
    """How many openings a threat is owed, and how many of them are on the list."""

    threat: str
    least: int
    opened: int


class ShiftListView(Strict):
    """The list, what it takes, what was held and has no hands (``left``), and how the lot drew: ``drawn`` of
    ``among``, by ``seed``."""

    shift: str
    seed: int
    considered: int
    lines: list[Line]
    hands: list[Hand]
    owed: list[Owed]
    left: list[str]
    drawn: int
    among: int
    problems: list[ProblemView]
    remarks: Annotated[list[str], ImpliedBy("remarked")]
    remarked: list[dict[str, str]] = Field(default=[], description="The remarks in four languages.")


def made(shift: Shift, offered: Candidates) -> ShiftListView:
    """The list of a shift from what was offered."""
    choice = choose(shift, offered)
    remarked = _remarks(shift, offered, choice)
    return ShiftListView(
        shift=shift.name,
        seed=shift.seed,
        considered=len(offered.ids),
        lines=[_line(shift, offered, choice, one, place) for place, one in enumerate(choice.opened, 1)],
        hands=[
            Hand(name=name, minutes=minutes, used=choice.used[name]) for name, minutes in shift.hands.items()
        ],
        owed=[
            Owed(threat=threat.name, least=least, opened=opened)
            for threat, (least, opened) in zip(shift.threats, choice.owed, strict=True)
            if least
        ],
        left=[offered.ids[row] for row in choice.left],
        drawn=choice.drawn,
        among=choice.among,
        problems=told_problems(offered.problems),
        remarks=[one[wanted()] for one in remarked],
        remarked=remarked,
    )


def _line(shift: Shift, offered: Candidates, choice: Choice, one: Opened, place: int) -> Line:
    examination, threat = shift.examinations[one.examination], shift.threats[one.threat].name
    chances = {
        named.name: round(float(chance), 6)
        for named, chance in zip(shift.threats, offered.chances[one.row], strict=True)
    }
    known = {
        "chance": f"{100 * chances[threat]:.1f}",
        "least": str(shift.threats[one.threat].least),
        "drawn": str(choice.drawn),
        "among": str(choice.among),
    }
    if one.sign and offered.learned is not None:
        words = why_sign(
            one.why,
            one.sign,
            offered.learned.shown(one.row),
            one.probability,
            offered.learned.memory,
            offered.learned.today,
        )
    else:
        words = in_four(
            lambda locale: (
                message(
                    f"cargo-opened-{one.why}", locale, {**known, "threat": threat_in_words(threat, locale)}
                ).sentence
            )
        )
    return Line(
        place=place,
        id=offered.ids[one.row],
        line=offered.lines[one.row],
        examination=examination.name,
        minutes={hand: minutes for hand, minutes in examination.minutes.items() if minutes},
        why=one.why,
        threat=threat,
        chances=chances,
        expected=round(one.harm, 6),
        probability=round(one.probability, 9),
        sentence=words[wanted()],
        words=words,
        sign=one.sign,
    )


def _remarks(shift: Shift, offered: Candidates, choice: Choice) -> list[InFour]:
    """What whoever signs the list should know."""
    found: list[tuple[str, dict[str, str]]] = [("cargo-only-order", {})]
    if choice.left:
        found.append(
            (
                "cargo-holds-left",
                {
                    "count": str(len(choice.left)),
                    "ids": ", ".join(offered.ids[row] for row in choice.left[:10]),
                },
            )
        )
    for threat, (least, opened) in zip(shift.threats, choice.owed, strict=True):
        if opened < least:
            found.append(
                ("cargo-quota-short", {"threat": threat.name, "least": str(least), "opened": str(opened)})
            )
    if shift.lot is not None and shift.lot.share and not choice.drawn:
        found.append(("cargo-nothing-drawn", {}))
    if choice.gap > 0.001:
        found.append(("cargo-list-gap", {"percent": f"{100 * choice.gap:.1f}"}))
    return [
        in_four(lambda locale, code=code, words=words: message(code, locale, words).sentence)  # type: ignore[misc]
        for code, words in found
    ]
