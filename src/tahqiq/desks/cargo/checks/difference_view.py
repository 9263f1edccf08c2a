"""What differs between papers, as a sentence in the language of whoever asks."""

from tahqiq.desk.answers import Strict
from tahqiq.desks.cargo.checks.differences import SCALE_KILOS, TARE, Difference, Tolerance
from tahqiq.kit.messages import message, wanted

BOUNDS = {"heavy": TARE + 500, "scales": SCALE_KILOS}
"""Kilograms that are explained, where it is no tolerance between papers."""


class DifferingValue(Strict):
    """What one source says, and the segment or line in which it stands."""

    file: str
    kind: str
    place: str
    value: str


class DifferenceView(Strict):
    """What differs: ``subject`` is container or bill; ``what`` is weight, heavy (said to be empty), loaded,
    scales (another weight than on the scale before), seals, packages, consignee, hs or only."""

    subject: str
    number: str
    what: str
    said: list[DifferingValue]
    sentence: str
    next_step: str


def difference_view(one: Difference, tolerance: Tolerance) -> DifferenceView:
    """A difference as a sentence in the language of whoever asks, with what each source says."""
    said = [
        DifferingValue(file=file, kind=kind, place=place, value=value)
        for file, kind, place, value in one.said
    ]
    locale = wanted()
    words = {
        "number": isolated(one.number, locale),
        "said": " · ".join(
            (
                f"{isolated(f'{item.file} ({kind_in_words(item.kind, locale)} {item.place})', locale)}: "
                f"{_value_in_words(item.value, locale)}"
            )
            for item in said
        ),
        "tolerance": _kilos(f"{BOUNDS[one.what]:g}", locale)
        if one.what in BOUNDS
        else tolerance.of(kind for _, kind, _, _ in one.said).in_words(locale),
    }
    if (apart := _apart([item.value for item in said])) is not None:
        words["apart"] = _kilos(apart, locale)
    told = message(f"cargo-differs-{one.what}", locale, words)
    return DifferenceView(
        subject=one.subject,
        number=one.number,
        what=one.what,
        said=said,
        sentence=told.sentence,
        next_step=told.next_step,
    )


def _value_in_words(value: str, locale: str) -> str:
    """A value of :class:`Difference`: kilograms, full and empty in the language; names and numbers as they
    stand."""
    parts = []
    for part in value.split(", "):
        weight = part.removesuffix(" kg")
        if weight != part:
            part = _kilos(weight, locale)
        elif part in ("full", "empty"):
            part = message(f"cargo-loaded-{part}", locale, {}).sentence
        else:
            part = isolated(part, locale)
        parts.append(part)
    return ", ".join(parts)


def _apart(values: list[str]) -> str | None:
    """By how many kilograms values differ that are weights; None where they are none.

    >>> _apart(["19800 kg", "21300.5 kg"])
    '1500.5'
    >>> _apart(["full", "empty"]) is None
    True
    """
    weights = [
        float(part.removesuffix(" kg"))
        for value in values
        for part in value.split(", ")
        if part.endswith(" kg")
    ]
    return f"{max(weights) - min(weights):.10g}" if len(weights) > 1 else None


def _kilos(weight: str, locale: str) -> str:
    return message("cargo-kilos", locale, {"n": weight}).sentence


def kind_in_words(kind: str, locale: str) -> str:
    """What a source is: messages by their names, tables in the language."""
    return message(f"cargo-kind-{kind}", locale, {}).sentence if kind in ("table", "note") else kind


def isolated(text: str, locale: str) -> str:
    """Latin text that keeps its order among letters that run to the left."""
    return text if locale == "en" else f"\u2066{text}\u2069"
