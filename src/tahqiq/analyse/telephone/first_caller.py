"""Who calls first: contact between two numbers falls into conversations, and one of the two opens each of them."""

from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.telephone.events import HOUR, Numbers
from tahqiq.store.facts.columns import Columns


@dataclass(frozen=True, slots=True)
class Openings:
    """Per counterpart: ``conversations`` in all, ``opened`` by the number asked about, and events that are answers within a conversation."""

    other: Numbers
    conversations: Numbers
    opened: Numbers
    events: Numbers


def openings(rows: Columns, pause_hours: float) -> Openings:
    """Conversations of one number's events (with a time): an event more than ``pause_hours`` after the last one with the same counterpart opens a new one."""
    other, start, out = rows["other"].astype(np.int64), rows["start"].astype(np.int64), rows["out"].astype(np.bool_)
    by = np.lexsort((start, other))
    other, start, out = other[by], start[by], out[by]
    if not len(other):
        return Openings(other, other, other, other)
    head = np.concatenate([[True], (other[1:] != other[:-1]) | (start[1:] - start[:-1] > pause_hours * HOUR)])
    others, at = np.unique(other, return_inverse=True)
    conversations, opened = np.bincount(at[head], minlength=len(others)), np.bincount(at[head & out], minlength=len(others))
    order = np.lexsort((others, -conversations))
    return Openings(others[order], conversations[order], opened[order], np.bincount(at)[order])
