"""Reads forms from YAML, strictly: every mistake names file, line and key. docs/explanation/forms.md shows
what a form looks like."""

from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable

from tahqiq.casework import conditions
from tahqiq.casework.conditions import Condition
from tahqiq.casework.forms.answers import SAID, State
from tahqiq.casework.forms.declaration import (
    CHOICE,
    DATA_CLASSES,
    GUARDED,
    Field,
    Form,
    FormKind,
    Migration,
    Option,
    Says,
    Section,
    Tie,
)
from tahqiq.casework.forms.refusals import refuse_preselected, refuse_scores
from tahqiq.kit import declared
from tahqiq.kit.declared import Node, Words
from tahqiq.kit.ids import sha256
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


def load(paths: Iterable[Traversable]) -> dict[str, dict[int, Form]]:
    """Every form of some YAML files, by name and version. Raises
    :class:`tahqiq.kit.declared.Mistake`.

    A form in several versions says in each later one what becomes of the fields of the version before; what
    it does not say is a mistake.
    """
    found: dict[str, dict[int, Form]] = {}
    roots: dict[tuple[str, int], Node] = {}
    for path in paths:
        text = path.read_text("utf-8")
        root = declared.read(text, path.name)
        form = build(root, text)
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


def read(text: str, file: str = "form.yaml") -> Form:
    """One form of a YAML text. Raises :class:`tahqiq.kit.declared.Mistake`."""
    return build(declared.read(text, file), text)


def build(root: Node, text: str) -> Form:
    """The form of a declaration; ``text`` is what its digest is of."""
    refuse_scores(root)
    entries = root.mapping(_FORM, ("form", "version", "kind", "title", "basis", "sections"))
    kind = next(item for item in _KINDS if item == entries["kind"].choice(_KINDS))
    refuse_preselected(root)
    subjects = {name: _schema(node) for name, node in _entries(entries, "subjects")}
    compartment = entries["compartment"].text() if "compartment" in entries else ""
    basis = entries["basis"].words()
    seen: dict[str, bool] = {}
    sections = tuple(
        _section(node, compartment, basis, subjects, seen) for node in entries["sections"].items()
    )
    if not sections:
        entries["sections"].wrong("declared-not-list")
    ties = tuple(_tie(node, subjects) for node in (entries["ties"].items() if "ties" in entries else ()))
    version = entries["version"].number(1, 9_999)
    before = _before(entries["before"], version) if "before" in entries else None
    if before is None and version > 1:
        root.wrong("declared-missing", name="before")
    source = entries["source"].text() if "source" in entries else ""
    name = entries["form"].name()
    return Form(
        name,
        version,
        kind,
        entries["title"].words(),
        basis,
        source,
        sections,
        subjects,
        ties,
        before,
        sha256(text.encode()),
    )


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


def _section(
    node: Node, compartment: str, basis: Words, subjects: Mapping[str, str], seen: dict[str, bool]
) -> Section:
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
        one = _field(item, compartment, basis, subjects, here)
        here[one.name] = True
        fields.append(one)
    for one in fields:
        seen[one.name] = most == 1  # answers of a repeated section are no single fact for later conditions
    seen[name] = most > 1 or seen.get(name, False)
    help_ = entries["help"].words() if "help" in entries else None
    return Section(name, entries["title"].words(), help_, tuple(fields), least, most)


def _field(
    node: Node, compartment: str, basis: Words, subjects: Mapping[str, str], seen: Mapping[str, bool]
) -> Field:
    entries = node.mapping(_FIELD, ("name", "type", "label", "class"))
    name = entries["name"].name()
    if name in seen or f"#{name}" in seen:
        entries["name"].wrong("declared-twice", name=name)
    kind = entries["type"].choice((CHOICE, *property_types(), *ALIASES))
    kind = ALIASES.get(kind, kind)
    options = _options(entries, kind, node)
    data_class = entries["class"].choice(DATA_CLASSES)
    closed = entries["compartment"].text() if "compartment" in entries else compartment
    if data_class in GUARDED and not closed:
        node.wrong("form-needs-compartment", value=data_class)
    required = entries["required"].flag() if "required" in entries else False
    return Field(
        name,
        kind,
        entries["label"].words(),
        entries["help"].words() if "help" in entries else None,
        data_class,
        closed,
        entries["basis"].words() if "basis" in entries else basis,
        options,
        entries["many"].flag() if "many" in entries else False,
        required,
        _condition(entries, "required-when", seen),
        _condition(entries, "shown-when", seen),
        _says(entries["says"], kind, options, subjects) if "says" in entries else None,
        _states(entries["states"]) if "states" in entries else SAID,
        entries["lines"].number(1, 40) if "lines" in entries else (4 if kind == "text" else 1),
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


def _states(node: Node) -> tuple[State, ...]:
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


def _says(node: Node, kind: str, options: tuple[Option, ...], subjects: Mapping[str, str]) -> Says:
    entries = node.mapping(("subject", "property"), ("subject", "property"))
    subject, name = entries["subject"].choice(subjects), entries["property"].text()
    prop = vocabulary().get(subjects[subject]).properties.get(name)
    if prop is None:
        entries["property"].wrong("form-no-such-property", value=name, schema=subjects[subject])
    if kind != CHOICE and prop.type != kind:
        entries["property"].wrong("form-other-type", value=name, type=prop.type)
    for option in options:
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
