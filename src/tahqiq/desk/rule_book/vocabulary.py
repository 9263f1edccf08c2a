"""What the rules of a desk may ask, declared in a ``features.yaml``: its features, names that are forbidden
with the ground, and lists of words that features look for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from tahqiq.casework import conditions
from tahqiq.casework.conditions import Condition
from tahqiq.kit.yaml_nodes import Node, Words, read


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that a rule may ask. ``of`` says what it is made of; ``weak``: it may never decide alone;
    ``type`` is what its value is (number, yes-no, airport …)."""

    name: str
    of: str
    label: Words
    weak: bool = False
    type: str = "number"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``desk`` says what is wrong with a rule (``DESK-rule-forbidden``, ``DESK-rule-feature``,
    ``DESK-rule-day``); ``features`` by name, ``forbidden`` names with their ground, ``words`` by name."""

    desk: str
    features: Mapping[str, Feature]
    forbidden: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]

    @property
    def weak(self) -> frozenset[str]:
        """The features that may never decide alone."""
        return frozenset(one.name for one in self.features.values() if one.weak)

    def condition(self, node: Node) -> Condition:
        """The condition of a node. Raises :class:`tahqiq.kit.yaml_nodes.Mistake` where it asks what is
        forbidden, or is no feature."""
        made = conditions.read(node)
        for name in sorted(conditions.fields(made)):
            if ground := self._ground(name):
                node.wrong(f"{self.desk}-rule-forbidden", name=name[:60], ground=ground)
            if name not in self.features:
                self.no_feature(node, name)
        return made

    def no_feature(self, node: Node, name: str) -> None:
        """Raise the :class:`tahqiq.kit.yaml_nodes.Mistake` for what is no feature."""
        node.wrong(f"{self.desk}-rule-feature", name=name[:60], known=", ".join(self.features))

    def day(self, node: Node) -> date:
        """The day of a node. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`."""
        try:
            return date.fromisoformat(node.text())
        except ValueError:
            node.wrong(f"{self.desk}-rule-day", value=node.text()[:40])

    def _ground(self, name: str) -> str | None:
        """Why a name is forbidden: as it stands, or for a word in it where it is no feature."""
        plain = name.casefold().replace("_", "-").replace(".", "-").replace(" ", "-")
        if plain in self.forbidden or plain in self.features:
            return self.forbidden.get(plain)
        return next((ground for word, ground in self.forbidden.items() if word in plain.split("-")), None)


def load(desk: str, package: str) -> Vocabulary:
    """The vocabulary of the ``features.yaml`` in a package. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`."""
    declared = read(files(package).joinpath("features.yaml").read_text("utf-8"), f"{desk}/features.yaml")
    parts = declared.mapping(("features", "forbidden", "words"), ("features", "forbidden"))
    words = parts["words"].mapping() if "words" in parts else {}
    return Vocabulary(
        desk,
        {name: _feature(name, node) for name, node in parts["features"].mapping().items()},
        {name: node.text() for name, node in parts["forbidden"].mapping().items()},
        {name: tuple(item.text() for item in node.items()) for name, node in words.items()},
    )


def _feature(name: str, node: Node) -> Feature:
    entry = node.mapping(("of", "label", "weak", "type"), ("of", "label"))
    return Feature(
        name,
        str(entry["of"].scalar()),
        entry["label"].words(),
        "weak" in entry and entry["weak"].flag(),
        entry["type"].text() if "type" in entry else "number",
    )
