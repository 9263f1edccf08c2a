"""A risk rule as it is written, and what makes it unlawful. YAML, in the language of conditions
(``tahqiq.casework.conditions``) over the features of ``features.yaml``::

rule: cash-and-fresh-agency
title: Late booking in cash by a new agency, short stay
basis: Law 50 of 2017, Article 27
offence: trafficking-drugs
from: 2026-12-01
until: 2027-03-01
when: {all: [{le: [lead-days, 2]}, {eq: [paid-cash, true]}, {le: [agency-days, 30]}]}
unless: {any: [{eq: [frequent-flyer, true]}, {ge: [earlier-travels, 3]}]}

``from`` is the first day on which it is used; without it, the day of its approval. The title is one text,
or one in each of the four languages (``{en: …, ar: …, ckb: …, kmr-Arab: …}``).
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from tahqiq.casework import conditions
from tahqiq.casework.conditions import All, Condition, Not, Some
from tahqiq.desk.rule_book.trial import WrittenRule
from tahqiq.desk.rule_book.vocabulary import Vocabulary, load
from tahqiq.desks.passengers.law import law
from tahqiq.kit.yaml_nodes import Words, read

KEYS = ("rule", "title", "basis", "offence", "until", "when", "unless")
OPTIONAL = ("from",)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRule(WrittenRule):
    """A rule that was read and is lawful in its form. ``title`` is its name in English, or in the one
    language in which it was written; ``titles`` those by language, empty where it has only one. ``unless``
    are the exonerating factors."""

    title: str
    titles: Words
    offence: str
    unless: Condition


@cache
def vocabulary() -> Vocabulary:
    """What a risk rule may ask. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`."""
    return load("passengers", __package__)


def read_rule(text: str, name: str = "rule") -> RiskRule:
    """The rule of a text. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`, with line and key, where it is not
    one, or asks what the law forbids: ``passengers-rule-forbidden``, ``passengers-rule-feature``,
    ``passengers-rule-alone`` (nationality, sex or age would do without anything else),
    ``passengers-rule-weak``, ``passengers-rule-offence``, ``passengers-rule-lacks``,
    ``passengers-rule-days`` (its first day is after its last)."""
    written, known = read(text, name), vocabulary()
    entries = written.mapping((*KEYS, *OPTIONAL))
    for key in KEYS:
        if key not in entries:
            written.wrong("passengers-rule-lacks", entry=key, known=", ".join(KEYS))
    if entries["offence"].text() not in law().purposes:
        entries["offence"].wrong("passengers-rule-offence", known=", ".join(law().purposes))
    until = known.day(entries["until"])
    since = known.day(entries["from"]) if "from" in entries else None
    if since is not None and since > until:
        entries["from"].wrong("passengers-rule-days")
    when, unless = (known.condition(entries[key]) for key in ("when", "unless"))
    if alone(when, known.weak):
        entries["when"].wrong("passengers-rule-alone")
    if conditions.fields(unless) & known.weak or not conditions.fields(unless):
        entries["unless"].wrong(
            "passengers-rule-weak", part="unless", known="frequent-flyer, earlier-travels"
        )
    several = isinstance(entries["title"].value, (tuple, dict))
    titles = entries["title"].words() if several else {}
    return RiskRule(
        name=entries["rule"].name(),
        title=titles["en"] if several else entries["title"].text(),
        titles=titles,
        basis=entries["basis"].text(),
        offence=entries["offence"].text(),
        until=until,
        since=since,
        when=when,
        unless=unless,
    )


def alone(condition: Condition, weak: AbstractSet[str]) -> bool:
    """Whether a condition can be met by weak features alone: then it is a rule about who somebody is, and not
    about what was done.

    >>> from tahqiq.casework.conditions import read as made
    >>> either = made(read("any: [{eq: [sex, M]}, {ge: [bags, 3]}]", "x"))
    >>> alone(either, {"sex"})
    True
    """
    match condition:
        case All(parts):
            return all(alone(part, weak) for part in parts)
        case Some(parts):
            return any(alone(part, weak) for part in parts)
        case Not(part):
            return not conditions.fields(part) or bool(conditions.fields(part) & weak)
    named = conditions.fields(condition)
    return not named or bool(named & weak)
