"""What a package adds to the policies: roles, purposes, actions and Cedar text, found by the entry-point
group ``tahqiq.policies``.

The value of an entry point is a package folder with one ``policies.yaml`` and any number of ``*.cedar``
files, read without running the package::

    roles:
      screener: [Screening officer, ضابط تدقيق, ئەفسەری پشکنین, ئەفسەرێ پشکنینێ]
    purposes:
      screening: [Screening of passengers, تدقيق المسافرين, پشکنینی گەشتیاران, پشکنینا گەشتیاران]
    actions:
      screen: CaseFile

What an action is asked about is a ``CaseFile`` (also the file of a desk) or the ``Workspace``.
:mod:`tahqiq.access.policy` checks all parts together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points

from tahqiq.kit.entry_points import folder_of
from tahqiq.kit.yaml_nodes import Node, Words, read

GROUP = "tahqiq.policies"
FILE = "policies.yaml"


@dataclass(frozen=True, slots=True)
class PolicyPart:
    """One package's addition. ``roles`` and ``purposes`` with their words in four languages, ``actions`` with
    what they are asked about, ``text`` its Cedar."""

    name: str
    roles: Mapping[str, Words]
    purposes: Mapping[str, Words]
    actions: Mapping[str, str]
    text: str


@cache
def policy_parts() -> tuple[PolicyPart, ...]:
    """The parts of this installation in order of name. Raises ``WrongUse`` (a
    :class:`~tahqiq.kit.yaml_nodes.Mistake` with file, line and key) for one that is not as it must be,
    ``OSError`` and ``ModuleNotFoundError`` for one that is not there: half of the rules are no rules."""
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    return tuple(_part(point.name, point.value) for point in points)


def _part(name: str, package: str) -> PolicyPart:
    folder = folder_of(package)
    entries = read(folder.joinpath(FILE).read_text("utf-8"), f"{name}/{FILE}").mapping(
        ("roles", "purposes", "actions")
    )
    texts = [
        item.read_text("utf-8")
        for item in sorted(folder.iterdir(), key=lambda item: item.name)
        if item.name.endswith(".cedar")
    ]
    actions = entries["actions"].mapping() if "actions" in entries else {}
    return PolicyPart(
        name,
        _words(entries.get("roles")),
        _words(entries.get("purposes")),
        {_name(key, node): node.choice(("CaseFile", "Workspace")) for key, node in actions.items()},
        "\n".join(texts),
    )


def _words(node: Node | None) -> dict[str, Words]:
    return {_name(key, item): item.words() for key, item in node.mapping().items()} if node else {}


def _name(key: str, node: Node) -> str:
    return Node(node.file, node.line, node.key, key).name()
