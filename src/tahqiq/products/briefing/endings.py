"""What stands at the end of every briefing whatever it is written as: citations, translations, sources, what
the words for likelihood mean, figures by hand, what was left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from tahqiq.kit.messages import message
from tahqiq.products.briefing.content import LIKELIHOODS, Composed, Grid, Paragraph

TYPED = "†"
"""What stands behind a figure that somebody wrote by hand."""
RANGES = {
    "remote": "0–5",
    "very-unlikely": "10–20",
    "unlikely": "25–35",
    "even": "40–50",
    "likely": "55–75",
    "very-likely": "80–90",
    "almost-certain": "95–100",
}
"""What the words mean, in per cent; the steps of the yardstick of the Professional Head of Intelligence
Assessment (United Kingdom)."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A section at the end: heading, sentences, and a table where there is one."""

    heading: str
    sentences: tuple[str, ...]
    grid: Grid | None = None


def word(name: str, tag: str, **given: str) -> str:
    """The sentence ``briefing-NAME``."""
    return message(f"briefing-{name}", tag, given).sentence


def graded(paragraph: Paragraph, tag: str) -> str:
    """How likely and how sure a judgement is, in words."""
    return word(
        "graded",
        tag,
        likelihood=word(f"likelihood-{paragraph.likelihood}", tag),
        confidence=word(f"confidence-{paragraph.confidence}", tag),
    )


def endings(made: Composed) -> Iterator[Ending]:
    """The sections in their order; only those that have something to say, and always what was left out."""
    say, tag = made.say, made.language
    gone = set(made.left_out)
    if made.citations:
        heads = tuple(
            say.say(one) for one in ("number-short", "about", "property", "value", "where", "grade")
        )
        rows = tuple(
            (f"[{say.number(one.number)}]", one.about, one.says, one.value, one.where, one.grade)
            for one in made.citations
            if one.number not in gone
        )
        yield Ending(word("citations", tag), (), Grid(heads, rows, ""))
    if made.translations:
        heads = tuple(say.say(one) for one in ("original-text", "translation", "language", "translator"))
        beside = tuple(
            (one.original, one.text, say.language(one.language), one.translator) for one in made.translations
        )
        yield Ending(say.say("translations"), (say.say("translations-told"),), Grid(heads, beside, ""))
    if made.sources:
        heads = (*(say.say(one) for one in ("number-short", "file", "order", "grade")), "SHA-256")
        told_of = tuple(
            (
                f"S{at}",
                one.name,
                one.authority.reference or say.say("no-order"),
                one.grade or say.say("not-graded"),
                f"{one.sha256[:16]}…",
            )
            for at, one in enumerate(made.sources, 1)
        )
        yield Ending(word("sources", tag), (), Grid(heads, told_of, ""))
    notes = []
    if made.judged:
        told = (f"{word(f'likelihood-{one}', tag)} {RANGES[one]} %" for one in LIKELIHOODS)
        notes.append(f"{word('yardstick', tag)} {' · '.join(told)}")
    if made.typed:
        notes.append(f"{TYPED} {word('typed', tag)}")
    notes.append(
        word("left-out", tag, numbers=", ".join(f"[{say.number(one)}]" for one in made.left_out))
        if made.left_out
        else say.say("left-out-none")
    )
    yield Ending(word("how-to-read", tag), tuple(notes))
