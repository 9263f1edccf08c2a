"""What a proposal does not know: questions to a person, each with how much it is in doubt, and the line above
which nothing is read before they are answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from tahqiq.kit.reasons import Reason, reason
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

LINE = 0.3
"""A proposal in more doubt than this waits for a person: the source *needs a mapping*. Chosen on tables of
other projects (docs/reference/quality.md)."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a person must say. ``what``: date-order, zone, target, sign, unit, party, kind, identity
    or column; ``column`` its header as it stands ("" = the whole table); ``doubt`` 0 … 1, how likely the
    guess is wrong; ``text`` the question with what was seen; ``choices`` what can be answered, the guess
    first where there is one; ``option`` the option of ``tahqiq collect`` that answers it ("" = a mapping must
    say it)."""

    what: str
    column: str
    doubt: float
    text: Reason
    choices: tuple[str, ...] = ()
    option: str = ""

    def problem(self, place: Place) -> Problem:
        """The question as a problem of the source: it stands for no record, and says what to do."""
        return Problem(
            self.text.code, place, self.column, str(self.text.given.get("seen", "")), params=self.text.given
        )


def ask(
    what: str, column: str, doubt: float, choices: Sequence[str] = (), option: str = "", /, **given: str | int
) -> Question:
    """The question with the message ``ask-{what}``.

    >>> ask("target", "", 1.0, (), "--target").text
    'Whose records these are stands nowhere around the table. Which number is the target?'
    """
    return Question(what, column, doubt, reason(f"ask-{what}", **given), tuple(choices), option)


def together(questions: Sequence[Question]) -> float:
    """How likely at least one guess is wrong when each is as likely wrong as its own doubt says and they err
    apart from each other.

    >>> together([]), round(together([ask("target", "", 0.5), ask("target", "", 0.5)]), 2)
    (0.0, 0.75)
    """
    right = 1.0
    for question in questions:
        right *= 1.0 - question.doubt
    return 1.0 - right
