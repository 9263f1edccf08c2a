"""Lines between things with their first and last day as it was written, where only days were written."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from tahqiq.model.link import Link
from tahqiq.model.scope import Scope
from tahqiq.store.facts.days import Days, written_day
from tahqiq.store.facts.record import micros
from tahqiq.store.facts.store import FactStore

OF_EVENTS = ("fact", "fitted")
"""The kinds of lines that count events."""


def dated(facts: FactStore, scope: Scope, links: Iterable[Link]) -> list[Link]:
    """``links``, of which those of events say ``2024-03-08`` for a first or last event that its sources wrote
    as a day; times stay ISO 8601 UTC."""
    found = list(links)
    ends = {
        text: _micros(text)
        for link in found
        if link.kind in OF_EVENTS
        for text in (link.first, link.last)
        if text.endswith("Z")
    }
    sources = {item.source for link in found if link.kind in OF_EVENTS for item in link.evidence}
    days = facts.days(scope, sources, set(ends.values()))
    return [_dated(link, ends, days) if link.kind in OF_EVENTS else link for link in found] if days else found


def _dated(link: Link, ends: dict[str, int], days: Days) -> Link:
    sources = {item.source for item in link.evidence}
    first, last = (
        written_day(days, sources, ends[text]) if text in ends else "" for text in (link.first, link.last)
    )
    return replace(link, first=first or link.first, last=last or link.last) if first or last else link


def _micros(text: str) -> int:
    return micros(datetime.fromisoformat(text))
