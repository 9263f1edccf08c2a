"""What is asked of the desk."""

from typing import Annotated

from pydantic import Field

from tahqiq.desks.reasoning.papers import Credibility, Mark, ScriptAct, Strict
from tahqiq.desks.reasoning.sheets import Sheet

Title = Annotated[str, Field(min_length=1, max_length=300)]
Words = Annotated[str, Field(max_length=8_000)]
RecordId = Annotated[str, Field(pattern="^[0-9a-f]{16}$")]
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]


class OfCase(Strict):
    """Something of a case."""

    case: str = Field(description="The case, by id or title.", max_length=300)


class OfBoard(OfCase):
    """Something of a board."""

    board: RecordId = Field(description="The board's id.")


class NewBoard(OfCase):
    """A board to begin."""

    title: Title = Field(description="What it is called.")
    question: Words = Field(default="", description="What is asked: who, how, why.")


class WordedHypothesis(Strict):
    """A hypothesis as it is to be; ``key`` empty for a new one."""

    key: Annotated[str, Field(max_length=20)] = ""
    text: Words
    withdrawn: bool = False


class NextBoard(OfBoard):
    """A board as it is to be; no hypothesis may be missing."""

    version: Version = Field(description="The version it was made from, which must still be the latest.")
    title: Title = Field(description="What it is called.")
    question: Words = Field(default="", description="What is asked.")
    note: Words = Field(default="", description="A note.")
    hypotheses: list[WordedHypothesis] = Field(
        description=(
            'All hypotheses in order, each as JSON: {"key": "h1", "text": "…"}; no key for a new one.'
        ),
        max_length=100,
    )


class AddedHypothesis(OfBoard):
    """One hypothesis more."""

    text: Words = Field(description="The hypothesis in words.")


class AwayBoard(OfBoard):
    """A board to put away."""

    version: Version = Field(description="Its latest version.")


class Marked(OfBoard):
    """How a value fits each hypothesis, and what the analyst thinks of it."""

    marks: dict[str, Mark] = Field(
        default_factory=dict,
        description='How it fits each hypothesis, as JSON: {"h1": "++", "h2": "-"}.',
        max_length=100,
    )
    credibility: Credibility = Field(default="unknown", description="high, medium, low or unknown.")
    note: Words = Field(default="", description="A note.")


class NewEvidence(Marked):
    """A recorded value to use as evidence."""

    entity: str = Field(description="The id of the thing or event.", pattern="^[0-9a-f]{32}$")
    statement: str = Field(description="The id of its recorded value.", pattern="^[0-9a-f]{32}$")


class NextEvidence(Marked):
    """Marks as they are to be."""

    evidence: RecordId = Field(description="The id of the piece of evidence.")
    version: Version = Field(description="The version they were made from.")


class AsideEvidence(OfBoard):
    """A piece of evidence to take off the board."""

    evidence: RecordId = Field(description="The id of the piece of evidence.")
    version: Version = Field(description="Its latest version.")


class BoardFile(OfBoard):
    """A board to take out of the program."""

    form: Sheet = Field(description="csv, html (to print) or json.")
    language: str = Field(
        default="en",
        description="The language of its words: en, ar, ckb or kmr-Arab.",
        pattern="^(en|ar|ckb|kmr-Arab)$",
    )


class OfScript(OfCase):
    """Something of a crime script."""

    script: RecordId = Field(description="The script's id.")


class OneScript(OfScript):
    """A script, or one of its earlier versions."""

    version: Version | None = Field(default=None, description="A version; the latest without one.")


class NewScript(OfCase):
    """A script to begin."""

    title: Title = Field(description="What it is called.")
    note: Words = Field(default="", description="A note.")
    acts: list[ScriptAct] = Field(
        default=[], description='Its acts, each as JSON: {"stage": "entry", "title": "…"}.', max_length=100
    )


class NextScript(NewScript):
    """A script as it is to be."""

    script: RecordId = Field(description="The script's id.")
    version: Version = Field(description="The version it was made from, which must still be the latest.")


class AwayScript(OfScript):
    """A script to put away."""

    version: Version = Field(description="Its latest version.")


class ScriptFile(OfScript):
    """A script to take out of the program."""

    form: Sheet = Field(description="csv, html (to print) or json.")
    language: str = Field(
        default="en",
        description="The language of its words: en, ar, ckb or kmr-Arab.",
        pattern="^(en|ar|ckb|kmr-Arab)$",
    )
