"""A shift as data: its hands in minutes, what each examination needs and shows, which threats weigh what, and
what is drawn by lot.

.. code-block:: yaml

    shift: trebil-morning
    seed: 20260308                     # of the lot; written on the list, so that the draw can be repeated
    hands: {scanner: 420, team: 900}   # minutes there are
    examinations:
      scan: {minutes: {scanner: 6}, shows: 0.5}                  # the share of what is hidden that it would
      show
      full: {minutes: {team: 180}, shows: {narcotics: 0.95, revenue: 1}}
    threats:
      narcotics: {harm: 5, least: 4}   # at least so many are opened for this threat, the likeliest first
      revenue: {harm: 1}
    random: {share: 0.05, examination: full}   # of the hands, kept for consignments that the lot chooses
    learning: {follow: 0.1, cells: 0.1, examination: full}   # of the hands, kept for what shares a sign with
    a find, and for cells that were seldom opened
    most_per_declarant: 3
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tahqiq.kit import yaml_nodes
from tahqiq.kit.yaml_nodes import Node

_SHIFT = ("shift", "seed", "hands", "examinations", "threats", "random", "learning", "most_per_declarant")
MINUTES = 100_000


@dataclass(frozen=True, slots=True)
class Examination:
    """One depth of looking. ``minutes`` it takes of each of the hands; ``shows`` is, for each threat, the
    share of finds that it would show (0 to 1)."""

    name: str
    minutes: Mapping[str, int]
    shows: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Threat:
    """What is looked for: how heavy a find weighs beside the other threats, and how many are opened for it at
    the least."""

    name: str
    harm: float
    least: int


@dataclass(frozen=True, slots=True)
class Lot:
    """The share of the hands kept for consignments that are drawn, and how these are examined."""

    share: float
    examination: str


@dataclass(frozen=True, slots=True)
class Learning:
    """The shares of the hands kept for following up finds and for the bandit of cells, and how these are
    examined."""

    follow: float
    cells: float
    examination: str


@dataclass(frozen=True, slots=True)
class Shift:
    """``hands`` are minutes by name; ``lot`` is None where nothing is drawn, ``learning`` where nothing is
    kept for it, ``most_per_declarant`` None where there is no bound."""

    name: str
    seed: int
    hands: Mapping[str, int]
    examinations: tuple[Examination, ...]
    threats: tuple[Threat, ...]
    lot: Lot | None
    most_per_declarant: int | None
    learning: Learning | None = None


def read(text: str, file: str = "shift.yaml") -> Shift:
    """The shift of a YAML text. Raises :class:`tahqiq.kit.yaml_nodes.Mistake` with file, line and key of what
    cannot be used.

    >>> lines = ["shift: a", "seed: 1", "hands: {team: 60}", "threats: {narcotics: {harm: 1}}"]
    >>> lines.append("examinations: {full: {minutes: {team: 30}, shows: 1}}")
    >>> read("\\n".join(lines)).lot is None
    True
    """
    entries = yaml_nodes.read(text, file).mapping(
        _SHIFT, ("shift", "seed", "hands", "examinations", "threats")
    )
    hands = {name: node.number(0, MINUTES) for name, node in entries["hands"].mapping().items()}
    threats = tuple(_threat(name, node) for name, node in entries["threats"].mapping().items())
    if not threats:
        entries["threats"].wrong("declared-empty")
    names = [threat.name for threat in threats]
    examinations = tuple(
        _examination(name, node, list(hands), names)
        for name, node in entries["examinations"].mapping().items()
    )
    if not examinations:
        entries["examinations"].wrong("declared-empty")
    lot = _lot(entries["random"], [one.name for one in examinations]) if "random" in entries else None
    most = entries["most_per_declarant"].number(1) if "most_per_declarant" in entries else None
    learning = (
        _learning(entries["learning"], [one.name for one in examinations]) if "learning" in entries else None
    )
    return Shift(
        entries["shift"].name(),
        entries["seed"].number(0, 2**31 - 1),
        hands,
        examinations,
        threats,
        lot,
        most,
        learning,
    )


def _threat(name: str, node: Node) -> Threat:
    entries = node.mapping(("harm", "least"), ("harm",))
    return Threat(
        name,
        _amount(entries["harm"], 1_000_000),
        entries["least"].number(0, 10_000) if "least" in entries else 0,
    )


def _examination(name: str, node: Node, hands: list[str], threats: list[str]) -> Examination:
    entries = node.mapping(("minutes", "shows"), ("minutes", "shows"))
    minutes = {hand: found.number(0, MINUTES) for hand, found in entries["minutes"].mapping(hands).items()}
    if not any(minutes.values()):
        entries["minutes"].wrong("declared-empty")
    shows = entries["shows"]
    if isinstance(shows.value, dict):
        return Examination(
            name,
            minutes,
            {threat: _amount(found, 1) for threat, found in shows.mapping(threats, threats).items()},
        )
    return Examination(name, minutes, dict.fromkeys(threats, _amount(shows, 1)))


def _lot(node: Node, examinations: list[str]) -> Lot:
    entries = node.mapping(("share", "examination"), ("share", "examination"))
    return Lot(_amount(entries["share"], 1), entries["examination"].choice(examinations))


def _learning(node: Node, examinations: list[str]) -> Learning:
    entries = node.mapping(("follow", "cells", "examination"), ("examination",))
    shares = {name: _amount(entries[name], 1) if name in entries else 0.0 for name in ("follow", "cells")}
    return Learning(shares["follow"], shares["cells"], entries["examination"].choice(examinations))


def _amount(node: Node, most: int) -> float:
    value = node.scalar()
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 <= value <= most:
        node.wrong("declared-not-number", least=0, most=most)
    return float(value)
