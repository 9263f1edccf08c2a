"""The part of a desk in the invented case: files to be collected and records at the desk, each with what is
true about them.

The same seed, scale, day and story give the same files and the same truth. Everybody and everything in it is
invented.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tahqiq.desk.guided_task import GuidedTask, SampleAccount
from tahqiq.kit import clock
from tahqiq.model.kind import day_of
from tahqiq.samples.truth import Json, Truth

if TYPE_CHECKING:
    from tahqiq.desk.declaration import Desk
    from tahqiq.desk.desktop import ActingDesktop

STORY = "desks"
"""Where the truth of desks stands in ``truth.json``: by the desk's name."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where and from what a desk makes its files. ``folder`` is there and empty, below the evidence; ``dice``
    are the desk's own for this seed; ``scale`` multiplies the bulk, never the story (1.0 is the case of the
    demo); ``story`` is what is true of the case so far: people, phones, the meeting and so on."""

    folder: Path
    dice: Random
    scale: float
    story: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Sample:
    """What a desk adds to the invented case. ``files`` writes what is collected with the rest and gives back
    what is true about it (values of JSON). ``records`` then works at the desk as a person of the case would
    (``at``, with the whole truth), once everything is collected, and gives back how many records of each kind
    it kept; its dates are counted from ``sample_day(truth)``, so that what is due is due now. None: nothing
    of that sort. ``accounts`` are those who work at the desk, ``tasks`` what each of them (or of those who
    work at every desk) is asked to do first."""

    files: Callable[[Place], Mapping[str, Json]] | None = None
    records: Callable[["ActingDesktop", Mapping[str, Json]], Mapping[str, int]] | None = None
    accounts: tuple[SampleAccount, ...] = ()
    tasks: tuple[GuidedTask, ...] = ()


def sample_day(truth: Mapping[str, Json]) -> date:
    """The day for which the case was made, from which a desk counts its dates: that of the truth, or today
    where it names none.

    >>> sample_day({"day": "2026-07-06"})
    datetime.date(2026, 7, 6)
    """
    day = truth.get("day")
    return date.fromisoformat(day) if isinstance(day, str) else day_of(clock.now())


def add_files(truth: Truth, of: Iterable["Desk"]) -> None:
    """Write the desks' files into the evidence of a case that was made, each into the folder ``desk-NAME``,
    and keep their truth in ``truth.json``."""
    told: dict[str, Json] = {}
    for declared in of:
        if declared.sample is None or declared.sample.files is None:
            continue
        folder = truth.evidence / f"desk-{declared.name}"
        folder.mkdir()
        dice = Random(f"{truth.seed}/desk/{declared.name}")  # noqa: S311  # a seeded stream for invented data, no secret
        told[declared.name] = dict(declared.sample.files(Place(folder, dice, truth.scale, truth.data)))
    if told:
        truth.story[STORY] = told
        truth.save()
