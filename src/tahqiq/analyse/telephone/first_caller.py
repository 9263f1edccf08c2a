"""Who calls first: contact between two numbers falls into conversations, and one of the two opens each of
them."""

from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.events.occurrences import HOUR, Numbers
from tahqiq.store.facts.columns import Columns
from tahqiq.store.facts.row_order import order


@dataclass(frozen=True, slots=True)
class Openings:
    """Per counterpart: ``conversations`` in all, ``opened`` by the number asked about, and events that are
    answers within a conversation."""

    other: Numbers
    conversations: Numbers
    opened: Numbers
    events: Numbers


def openings(rows: Columns, pause_hours: float) -> Openings:
    """Conversations of one number's events (with a time): an event more than ``pause_hours`` after the last
    one with the same counterpart opens a new one."""
    other, start, out = (
        rows["other"].astype(np.int64),
        rows["start"].astype(np.int64),
        rows["out"].astype(np.bool_),
    )
    by = order(other, start)
    other, start, out = other[by], start[by], out[by]
    if not len(other):
        return Openings(other, other, other, other)
    head = np.concatenate([[True], (other[1:] != other[:-1]) | (start[1:] - start[:-1] > pause_hours * HOUR)])
    begins = np.flatnonzero(np.concatenate([[True], other[1:] != other[:-1]]))
    others, events = other[begins], np.diff(np.append(begins, len(other)))
    conversations, opened = (np.add.reduceat(told, begins, dtype=np.int64) for told in (head, head & out))
    ranked = order(-conversations, others)
    return Openings(others[ranked], conversations[ranked], opened[ranked], events[ranked])
