"""What no form may be: a score of persons, or a decision that is already ticked
(docs/explanation/limits.md)."""

import re
from collections.abc import Collection

from tahqiq.kit.yaml_nodes import Node

_COMPUTED = frozenset(
    [
        "compute",
        "computed",
        "calculate",
        "calculation",
        "formula",
        "expression",
        "score",
        "scores",
        "points",
        "weight",
        "weights",
        "rank",
        "rating",
        "sum",
        "total",
        "index",
    ]
)
_PRESELECTED = frozenset(
    ["default", "preselected", "preselect", "selected", "checked", "value", "suggestion"]
)
_SCORE_WORDS = frozenset(["score", "scores", "scoring", "rating", "ranking", "rank", "points"])
_NUMBER = re.compile(r"[a-z]*[-_]?[0-9]+")


def refuse_scores(node: Node) -> None:
    """Raises :class:`tahqiq.kit.yaml_nodes.Mistake` for a computed number anywhere in a form, for a field
    called a score, and for options that are a scale.

    A number over answers about persons is a score by whatever name; the level of anything is chosen by a
    trained person among words.
    """
    if isinstance(node.value, dict):
        for key, inner in node.value.items():
            if key in _COMPUTED and not node.key.endswith("label"):
                inner.wrong("form-no-computed")
            refuse_scores(inner)
        name = node.value.get("name")
        if name is not None and isinstance(name.value, str) and scored(name.value):
            name.wrong("form-no-computed")
        options = node.value.get("options")
        if (
            options is not None
            and isinstance(options.value, tuple)
            and options.value
            and all(map(_numbered, options.value))
        ):
            options.wrong("form-no-scale")
    elif isinstance(node.value, tuple):
        for inner in node.value:
            refuse_scores(inner)


def refuse_scored(node: Node, name: str, options: Collection[str]) -> None:
    """Raises :class:`tahqiq.kit.yaml_nodes.Mistake` for a field of a class that is called a score, or whose
    options are a scale; ``node`` is where a form names it."""
    if scored(name):
        node.wrong("form-no-computed")
    if options and all(_NUMBER.fullmatch(one) for one in options):
        node.wrong("form-no-scale")


def scored(name: str) -> bool:
    """Whether a field is called a score."""
    return bool(_SCORE_WORDS & set(re.split(r"[-_]", name)))


def refuse_preselected(node: Node) -> None:
    """Raises :class:`tahqiq.kit.yaml_nodes.Mistake` for an option or field that comes with an answer: a
    person answers, or nobody has.

    It holds in every form; a decision is the case that matters most.
    """
    sections = node.mapping()["sections"]
    for section in sections.items():
        fields = section.value.get("fields") if isinstance(section.value, dict) else None
        for field in fields.value if fields is not None and isinstance(fields.value, tuple) else ():
            _unanswered(field)


def _unanswered(field: Node) -> None:
    if not isinstance(field.value, dict):
        return
    options = field.value.get("options")
    told = [field, *(options.value if options is not None and isinstance(options.value, tuple) else ())]
    for node in told:
        for key, inner in node.value.items() if isinstance(node.value, dict) else ():
            if key in _PRESELECTED:
                inner.wrong("form-no-preselected")


def _numbered(option: Node) -> bool:
    name = option.value.get("name") if isinstance(option.value, dict) else option
    if name is None or isinstance(name.value, bool | dict | tuple):
        return False
    return bool(_NUMBER.fullmatch(str(name.value)))
