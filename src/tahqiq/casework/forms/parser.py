"""Reads forms from YAML, strictly: every mistake names file, line and key. docs/explanation/forms.md shows
what a form looks like."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable

from tahqiq.casework import conditions
from tahqiq.casework.conditions import Condition
from tahqiq.casework.forms.answers import SAID, Unanswered
from tahqiq.casework.forms.class_questions import Asking, question_of, yes_no
from tahqiq.casework.forms.declaration import (
    BOXES,
    CHOICE,
    DATA_CLASSES,
    FLAG,
    GUARDED,
    PLAIN_TYPES,
    Form,
    FormKind,
    Migration,
    Option,
    Question,
    Says,
    Section,
    Tie,
)
from tahqiq.casework.forms.refusals import refuse_preselected, refuse_scored, refuse_scores
from tahqiq.kit import yaml_nodes
from tahqiq.kit.yaml_nodes import Node, Words
from tahqiq.model.types import ALIASES, property_type, property_types
from tahqiq.model.vocabulary import vocabulary

_FORM = (
    "form",
    "version",
    "kind",
    "title",
    "basis",
    "source",
    "compartment",
    "subjects",
    "ties",
    "sections",
    "before",
    "operation",
    "number-in",
)
_SECTION = ("name", "title", "help", "fields", "least", "most")
_FIELD = (
    "name",
    "type",
    "label",
    "help",
    "class",
    "compartment",
    "basis",
    "options",
    "many",
    "required",
    "required-when",
    "shown-when",
    "says",
    "states",
    "lines",
)
_KINDS: tuple[FormKind, ...] = ("record", "decision")
_DRAWN = tuple(name for name in PLAIN_TYPES if name != "case")
NO_OPERATIONS: Mapping[str, Asking] = {}


@dataclass(frozen=True, slots=True)
class _Within:
    """What a question of a form takes over from the form: compartment, basis, what the form speaks of, and
    the class whose fields it may name (None: none)."""

    compartment: str
    basis: Words
    subjects: Mapping[str, str]
    asking: Asking | None


def load(
    paths: Iterable[Traversable], operations: Mapping[str, Asking] = NO_OPERATIONS
) -> dict[str, dict[int, Form]]:
    """Every form of some YAML files, by name and version; ``operations`` are those of the desk, whose fields
    a form may name. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`.

    A form in several versions says in each later one what becomes of the fields of the version before; what
    it does not say is a mistake.
    """
    found: dict[str, dict[int, Form]] = {}
    roots: dict[tuple[str, int], Node] = {}
    for path in paths:
        root = yaml_nodes.read(path.read_text("utf-8"), path.name)
        form = build(root, operations)
        versions = found.setdefault(form.name, {})
        if form.version in versions:
            root.mapping()["version"].wrong("declared-twice", name=form.code)
        versions[form.version] = form
        roots[form.name, form.version] = root
    for name, versions in found.items():
        for version, form in versions.items():
            if form.before is not None:
                _accounted(roots[name, version], form, versions)
    return found


def read(text: str, file: str = "form.yaml", operations: Mapping[str, Asking] = NO_OPERATIONS) -> Form:
    """One form of a YAML text. Raises :class:`tahqiq.kit.yaml_nodes.Mistake`."""
    return build(yaml_nodes.read(text, file), operations)


def build(root: Node, operations: Mapping[str, Asking] = NO_OPERATIONS) -> Form:
    """The form of a declaration."""
    refuse_scores(root)
    entries = root.mapping(_FORM, ("form", "version", "kind", "title", "basis", "sections"))
    kind = next(item for item in _KINDS if item == entries["kind"].choice(_KINDS))
    refuse_preselected(root)
    operation = entries["operation"].choice(list(operations)) if "operation" in entries else ""
    within = _Within(
        entries["compartment"].text() if "compartment" in entries else "",
        entries["basis"].words(),
        {name: _schema(node) for name, node in _entries(entries, "subjects")},
        operations.get(operation),
    )
    seen: dict[str, bool] = {}
    sections = tuple(_section(node, within, seen) for node in entries["sections"].items())
    if not sections:
        entries["sections"].wrong("declared-not-list")
    version = entries["version"].number(1, 9_999)
    before = _before(entries["before"], version) if "before" in entries else None
    if before is None and version > 1:
        root.wrong("declared-missing", name="before")
    return Form(
        entries["form"].name(),
        version,
        entries["title"].words(),
        sections,
        kind,
        within.basis,
        entries["source"].text() if "source" in entries else "",
        within.subjects,
        tuple(_tie(node, within.subjects) for node in (entries["ties"].items() if "ties" in entries else ())),
        before,
        operation,
        _number_in(entries, within.asking),
    )


def _number_in(entries: Mapping[str, Node], asking: Asking | None) -> str:
    if "number-in" not in entries:
        return ""
    name = entries["number-in"].text()
    if asking is None or name not in asking.asks.model_fields:
        entries["number-in"].wrong("form-no-such-field", name=name)
    return name


def _entries(entries: Mapping[str, Node], name: str) -> list[tuple[str, Node]]:
    found = list(entries[name].mapping().items()) if name in entries else []
    for _, node in found:
        node.text()
    return found


def _schema(node: Node) -> str:
    name = node.text()
    if name not in vocabulary() or vocabulary().get(name).abstract:
        node.wrong("form-no-such-type", value=name)
    return name


def _section(node: Node, within: _Within, seen: dict[str, bool]) -> Section:
    entries = node.mapping(_SECTION, ("name", "title", "fields"))
    name = entries["name"].name()
    if f"#{name}" in seen:
        entries["name"].wrong("declared-twice", name=name)
    seen[f"#{name}"] = True
    least = entries["least"].number(0, 500) if "least" in entries else 1
    most = entries["most"].number(max(least, 1), 500) if "most" in entries else max(least, 1)
    here: dict[str, bool] = dict(seen)
    fields = []
    for item in entries["fields"].items():
        one = _question(item, within, here)
        here[one.name] = True
        fields.append(one)
    for one in fields:
        seen[one.name] = most == 1  # answers of a repeated section are no single fact for later conditions
    seen[name] = most > 1 or seen.get(name, False)
    help_ = entries["help"].words() if "help" in entries else None
    return Section(name, entries["title"].words(), help_, tuple(fields), least, most)


def _question(node: Node, within: _Within, seen: Mapping[str, bool]) -> Question:
    """A question written out, or one whose name is that of a field of the operation: what is written wins."""
    entries = {"name": node} if isinstance(node.value, str) else node.mapping(_FIELD, ("name",))
    name = entries["name"].name()
    if name in seen or f"#{name}" in seen:
        entries["name"].wrong("declared-twice", name=name)
    known = None if within.asking is None or "type" in entries else question_of(within.asking, name)
    if known is not None:
        refuse_scored(node, name, [option.name for option in known.options])
    found = _written(node, name) if known is None else _worded(known, entries)
    data_class = entries["class"].choice(DATA_CLASSES) if "class" in entries else found.data_class
    if data_class not in DATA_CLASSES:
        node.wrong("declared-missing", name="class")
    closed = entries["compartment"].text() if "compartment" in entries else within.compartment
    if data_class in GUARDED and not closed:
        node.wrong("form-needs-compartment", value=data_class)
    return replace(
        found,
        data_class=data_class,
        compartment=closed,
        basis=entries["basis"].words() if "basis" in entries else within.basis,
        many=entries["many"].flag() if "many" in entries else found.many,
        required=entries["required"].flag() if "required" in entries else found.required,
        required_when=_condition(entries, "required-when", seen),
        shown_when=_condition(entries, "shown-when", seen),
        says=_says(entries["says"], found, within.subjects) if "says" in entries else None,
        states=_states(entries["states"]) if "states" in entries else SAID,
        lines=entries["lines"].number(1, 40) if "lines" in entries else found.lines,
    )


def _worded(known: Question, entries: Mapping[str, Node]) -> Question:
    """A field of the class, called as it is written here where it is."""
    if "options" in entries or "many" in entries:
        entries["options" if "options" in entries else "many"].wrong("form-options")
    return replace(
        known,
        label=entries["label"].words() if "label" in entries else known.label,
        help=entries["help"].words() if "help" in entries else known.help,
    )


def _written(node: Node, name: str) -> Question:
    entries = node.mapping(_FIELD, ("type", "label", "class"))
    kind = entries["type"].choice(
        (*_DRAWN, *(one for one in (*property_types(), *ALIASES) if one not in _DRAWN))
    )
    kind = ALIASES.get(kind, kind)
    return Question(
        name,
        kind,
        entries["label"].words(),
        entries["help"].words() if "help" in entries else None,
        options=yes_no() if kind == FLAG else _options(entries, kind, node),
        lines=4 if kind == "text" else 1,
    )


def _options(entries: Mapping[str, Node], kind: str, node: Node) -> tuple[Option, ...]:
    if (kind == CHOICE) != ("options" in entries):
        node.wrong("form-options")
    if kind != CHOICE:
        return ()
    found: dict[str, Option] = {}
    for item in entries["options"].items():
        told = item.mapping(("name", "label", "says"), ("name", "label"))
        name = told["name"].name()
        if name in found:
            told["name"].wrong("declared-twice", name=name)
        found[name] = Option(name, told["label"].words(), told["says"].text() if "says" in told else "")
    if len(found) < 2:
        entries["options"].wrong("form-options")
    return tuple(found.values())


def _states(node: Node) -> tuple[Unanswered, ...]:
    items = [item.choice(SAID) for item in node.items()]
    return tuple(state for state in SAID if state in items)


def _condition(entries: Mapping[str, Node], key: str, seen: Mapping[str, bool]) -> Condition | None:
    """A condition may only ask what stands before it, so that a form is filled in one way down."""
    if key not in entries:
        return None
    found = conditions.read(entries[key])
    for name in conditions.fields(found):
        if not seen.get(name.split(".")[0]):
            entries[key].wrong("form-condition-later", name=name)
    return found


def _says(node: Node, one: Question, subjects: Mapping[str, str]) -> Says:
    entries = node.mapping(("subject", "property"), ("subject", "property"))
    subject, name = entries["subject"].choice(subjects), entries["property"].text()
    prop = vocabulary().get(subjects[subject]).properties.get(name)
    if prop is None:
        entries["property"].wrong("form-no-such-property", value=name, schema=subjects[subject])
    if one.type not in BOXES and one.reads is None and prop.type != one.type:
        entries["property"].wrong("form-other-type", value=name, type=prop.type)
    for option in one.options:
        if property_type(prop.type).clean(option.says or option.name).value is None:
            entries["property"].wrong("form-option-unsaid", value=option.name, type=prop.type)
    return Says(subject, name)


def _tie(node: Node, subjects: Mapping[str, str]) -> Tie:
    entries = node.mapping(("subject", "property", "to"), ("subject", "property", "to"))
    subject, to = entries["subject"].choice(subjects), entries["to"].choice(subjects)
    name = entries["property"].text()
    prop = vocabulary().get(subjects[subject]).properties.get(name)
    if prop is None or not prop.range:
        entries["property"].wrong("form-no-such-property", value=name, schema=subjects[subject])
    if not vocabulary().is_a(subjects[to], prop.range):
        entries["to"].wrong("form-other-type", value=to, type=prop.range)
    return Tie(subject, name, to)


def _before(node: Node, version: int) -> Migration:
    entries = node.mapping(("version", "renamed", "dropped", "options"), ("version",))
    last = (
        entries["version"].number(version - 1, version - 1)
        if version > 1
        else node.wrong("form-first-version")
    )
    renamed = {name: item.name() for name, item in _entries(entries, "renamed")}
    dropped = frozenset(entries["dropped"].names()) if "dropped" in entries else frozenset()
    options: dict[str, dict[str, str]] = {}
    for name, item in entries["options"].mapping().items() if "options" in entries else ():
        options[name] = {old: new.name() for old, new in item.mapping().items()}
    return Migration(last, renamed, dropped, options)


def _accounted(root: Node, form: Form, versions: Mapping[int, Form]) -> None:
    """Every field of the version before is kept with its type, renamed, or dropped by name."""
    node, move = root.mapping()["before"], form.before
    old = versions.get(move.version) if move else None
    if move is None or old is None:
        node.wrong("form-no-version-before", version=form.version - 1)
    known = {one.name for _, one in old.fields()}
    for name in (*move.renamed, *move.dropped):
        if name not in known:
            node.wrong("form-no-such-field", name=name)
    for section, one in old.fields():
        name = move.renamed.get(one.name, one.name)
        new = form.field(name)
        if one.name in move.dropped:
            continue
        if new is None or new.type != one.type:
            node.wrong("form-field-unaccounted", name=one.name)
        there = next(item for item, field in form.fields() if field is new)
        if there.repeated != section.repeated or there.most < section.most or (one.many and not new.many):
            node.wrong("form-field-unaccounted", name=one.name)
        taken = move.options.get(name, {})
        for option in one.options:
            if new.option(taken.get(option.name, option.name)) is None:
                node.wrong("form-field-unaccounted", name=f"{one.name}: {option.name}")
