"""Every mistake in a schema file is refused with a message that names file and key."""

import copy
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tahqiq.model.schema_link import link
from tahqiq.model.schema_yaml import read_text
from tahqiq.model.schemata import Schema
from tahqiq.model.vocabulary import load

WORDS = ["Word", "كلمة", "وشە", "پەیڤ"]
GOOD: dict[str, dict[str, object]] = {
    "Thing": {
        "label": WORDS,
        "plural": WORDS,
        "description": WORDS,
        "icon": "thing",
        "caption": ["name"],
        "properties": {"name": {"type": "name", "label": WORDS}, "seen": {"type": "date", "label": WORDS}},
    },
    "Number": {
        "label": {"en": "a", "ar": "ب", "ckb": "ج", "kmr-Arab": "د"},
        "plural": WORDS,
        "description": WORDS,
        "extends": ["Thing"],
        "identifier": {"property": "number", "type": "phone", "namespace": "none"},
        "properties": {"number": {"type": "phone", "label": "Thing.name"}},
    },
    "Ring": {
        "label": WORDS,
        "plural": WORDS,
        "description": WORDS,
        "extends": ["Thing"],
        "edge": {"source": "one", "target": "two", "label": WORDS, "caption": ["name"]},
        "fact": {"a": ["caller", "one"], "start": "seen"},
        "interval": {"start": ["seen"]},
        "properties": {
            "one": {
                "type": "entity",
                "range": "Thing",
                "label": WORDS,
                "reverse": {"name": "rings", "label": WORDS},
            },
            "two": {"type": "entity", "range": "Thing", "label": "Thing.label"},
            "caller": {"type": "phone", "identifier": "Number", "label": WORDS},
        },
    },
}


def read(loaded: object) -> Mapping[str, Schema]:
    text = yaml.safe_dump(loaded, allow_unicode=True, sort_keys=False)
    return link(read_text(text, "toy.yaml"))


def changed(path: str, value: object) -> dict[str, dict[str, object]]:
    """A copy of GOOD with ``value`` at the dotted path; None removes the key."""
    loaded = copy.deepcopy(GOOD)
    *parents, last = path.split(".")
    inner: dict[str, object] = loaded  # type: ignore[assignment]
    for key in parents:
        inner = inner[key]  # type: ignore[assignment]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return loaded


def test_the_good_file_is_good() -> None:
    schemata = read(GOOD)
    assert list(schemata) == ["Thing", "Number", "Ring"]
    assert schemata["Ring"].properties["two"].labels["ar"] == "كلمة"
    assert schemata["Number"].label("kmr-Arab") == "د"


MISTAKES: list[tuple[str, object, str]] = [
    ("Thing.colour", "red", "Thing.colour: unknown key"),
    ("Thing.properties.name.size", 3, "Thing.properties.name.size: unknown key"),
    ("Thing.properties.name.type", "nam", "Thing.properties.name.type: nam is not a type"),
    ("Thing.properties.name.ftm", "nam", "Thing.properties.name.ftm: nam is unknown"),
    ("Ring.properties.one.range", "Thin", "Ring.properties.one.range: Thin is unknown"),
    ("Ring.properties.one.range", None, "Ring.properties.one.range: an entity-valued property names"),
    ("Ring.properties.caller.identifier", "Thing", "caller: Thing is not an identifier type"),
    ("Ring.properties.caller.kind", "", "Ring.properties.caller.kind: must be a word"),
    ("Ring.properties.one.reverse.name", None, "Ring.properties.one.reverse.name: the name of the property"),
    (
        "Ring.properties.one.reverse.name",
        "seen",
        "Ring.properties.one.reverse: Thing has a property seen of its own",
    ),
    ("Ring.extends", ["Thing", "Thing"], "Ring.extends: a word stands twice"),
    ("Ring.extends", ["Nothing"], "Ring.extends: there is no type Nothing"),
    ("Thing.extends", ["Ring"], "Thing.extends: the type descends from itself"),
    ("Thing.label", None, "Thing.label.en: the word in this language is missing"),
    ("Thing.label", WORDS[:3], "Thing.label: needs the words in en, ar, ckb, kmr-Arab; 3 are there"),
    ("Thing.label", ["", *WORDS[1:]], "Thing.label.en: the word in this language is missing"),
    ("Number.label.ckb", None, "Number.label.ckb: the word in this language is missing"),
    ("Number.label.fr", "x", "Number.label: has a language that is not one of"),
    (
        "Number.properties.number.label",
        "Thing.nam",
        "Number.properties.number.label: Thing.nam has no words of its own",
    ),
    ("Number.properties.number.label", "Number.number", "Number.number has no words of its own"),
    (
        "Thing.properties.name.label",
        None,
        "Thing.properties.name.label.en: the word in this language is missing",
    ),
    ("Ring.edge.source", None, "Ring.edge.source: a link has a source and a target"),
    ("Ring.edge.target", None, "Ring.edge.target: a link has a source and a target"),
    ("Ring.edge.target", "three", "Ring.edge: Ring has no property three"),
    ("Ring.edge.target", "name", "Ring.edge: name must have the type entity"),
    ("Ring.edge.caption", ["nothing"], "Ring.edge.caption: Ring has no property nothing"),
    ("Ring.edge.label", None, "Ring.edge.label.en: the word in this language is missing"),
    ("Ring.fact.start", None, "Ring.fact.start: an event has a first party (a) and a time (start)"),
    ("Ring.fact.start", "name", "Ring.fact.start: name must have the type date"),
    ("Ring.fact.b", "name", "Ring.fact.b: name is not an entity or an identifier"),
    ("Ring.fact.colour", "name", "Ring.fact.colour: unknown key"),
    ("Ring.interval.start", ["name"], "Ring.interval: name must have the type date"),
    ("Ring.interval.middle", ["seen"], "Ring.interval.middle: unknown key"),
    ("Number.identifier.namespace", "village", "Number.identifier.namespace: village is unknown"),
    ("Number.identifier.namespace", None, "Number.identifier.namespace: is missing"),
    ("Number.identifier.type", "imei", "Number.identifier: number must have the type imei"),
    ("Number.identifier.property", "digits", "Number.identifier: Number has no property digits"),
    ("Thing.caption", ["nome"], "Thing.caption: Thing has no property nome"),
    ("Ring.caption", ["one"], "Ring.caption: one is an entity"),
    ("Thing.featured", ["nome"], "Thing.featured: Thing has no property nome"),
    ("Thing.required", ["nome"], "Thing.required: Thing has no property nome"),
    ("Thing.icon", "unicorn", "Thing.icon: unicorn is unknown"),
    ("Thing.shape", "blob", "Thing.shape: blob is unknown"),
    ("Thing.abstract", "yes", "Thing.abstract: must be true or false"),
    ("Thing.reviewed", ["fr"], "Thing.reviewed: fr is not one of"),
    (
        "Thing.properties.name.sensitive",
        True,
        "Thing.properties.name.sensitive: a sensitive property is hidden as well",
    ),
    (
        "Number.properties.name",
        {"type": "date", "label": WORDS},
        "Number.properties.name: is exchanged as date, but Thing.name as name",
    ),
    ("Thing.properties.Name", {"label": WORDS}, "Thing.properties.Name: a property has a name of letters"),
    ("thing", {}, "thing: a type has a name of letters"),
    ("+Nothing", {"properties": {}}, "+Nothing: there is no type Nothing to add properties to"),
    ("+Thing", {"label": WORDS}, "+Thing.label: unknown key"),
    (
        "+Thing",
        {"properties": {"name": {"label": WORDS}}},
        "+Thing.properties.name: the property is also declared in toy.yaml",
    ),
    ("Thing.properties", ["name"], "Thing.properties: must hold key: value lines"),
    ("Thing", "text", "Thing: must hold key: value lines"),
]


@pytest.mark.parametrize(
    ("path", "value", "message"), MISTAKES, ids=[f"{path}={value}"[:60] for path, value, _ in MISTAKES]
)
def test_a_mistake_is_refused_with_file_and_key(path: str, value: object, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        read(changed(path, value))
    assert str(caught.value).startswith("toy.yaml: ")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Thing: {label: [a, b, c, d], label: [a, b, c, d]}", "toy.yaml: the file: label is written twice"),
        ("Thing: [", "toy.yaml: the file: "),
        ("- Thing", "toy.yaml: the file: must hold key: value lines"),
        ("", "toy.yaml: the file: must hold key: value lines"),
        ("1: {}", "toy.yaml: the file: the key 1 must be a word"),
        (
            "Thing: !!python/object/apply:os.system [ls]",
            "toy.yaml: the file: could not determine a constructor",
        ),
    ],
)
def test_what_is_no_schema_file_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        link(read_text(text, "toy.yaml"))
    assert message in str(caught.value)


def test_one_type_in_two_files_is_refused() -> None:
    text = yaml.safe_dump(GOOD, allow_unicode=True)
    with pytest.raises(ValueError, match=r"second.yaml: Number: the type is also declared in first.yaml"):
        link([*read_text(text, "first.yaml"), *read_text(text, "second.yaml")])


def test_parents_that_disagree_are_refused() -> None:
    loaded = changed("Other", {**GOOD["Thing"], "properties": {"name": {"type": "text", "label": WORDS}}})
    loaded["Both"] = {"label": WORDS, "plural": WORDS, "description": WORDS, "extends": ["Thing", "Other"]}
    with pytest.raises(ValueError, match=r"Both.extends: Thing.name and Other.name are of different types"):
        read(loaded)


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    loaded = changed("Thing.label", ["no", *WORDS[1:]])
    text = yaml.safe_dump(loaded, allow_unicode=True).replace("'no'", "no")
    assert link(read_text(text, "toy.yaml"))["Thing"].label("en") == "no"


def _paths(value: object, prefix: str = "") -> list[str]:
    if not isinstance(value, dict):
        return []
    return [
        path for key, inner in value.items() for path in (f"{prefix}{key}", *_paths(inner, f"{prefix}{key}."))
    ]


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=5),
    st.lists(st.text(max_size=3), max_size=5),
    st.just({}),
    st.just({"x": 1}),
)


@given(path=st.sampled_from(_paths(GOOD)), value=JUNK)
def test_a_file_is_read_or_refused_with_its_name(path: str, value: object) -> None:
    _read_or_refuse(lambda: read(changed(path, value)))


PLACES = [
    "Thing",
    "Number",
    "Ring",
    "Thing.properties.name",
    "Ring.properties.one",
    "Ring.properties.one.reverse",
    "Ring.edge",
    "Ring.fact",
]


@given(place=st.sampled_from(PLACES), key=st.text("abcxyz", min_size=3, max_size=9))
def test_a_misspelled_key_never_passes(place: str, key: str) -> None:
    with pytest.raises(ValueError) as caught:
        read(changed(f"{place}.{key}", "x"))
    assert str(caught.value).startswith(f"toy.yaml: {place}.{key}: unknown key")


@given(st.text(max_size=60))
@example("&a {Thing: *a}")
@example("Thing: &a [*a]")
@example("? [a]\n: b")
@example("[" * 3000)
def test_any_text_is_read_or_refused(text: str) -> None:
    _read_or_refuse(lambda: link(read_text(text, "toy.yaml")))


def _read_or_refuse(act: Callable[[], Mapping[str, Schema]]) -> None:
    refused = ""
    schemata: Mapping[str, Schema] = {}
    try:
        schemata = act()
    except ValueError as error:
        refused = str(error)
    assert refused.startswith("toy.yaml: ") or (
        schemata and all(isinstance(schema, Schema) for schema in schemata.values())
    )


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.txt").write_text("not: [yaml", "utf-8")
    (tmp_path / "toy.yaml").write_text(yaml.safe_dump(GOOD, allow_unicode=True), "utf-8")
    assert list(load(tmp_path).schemata) == ["Number", "Ring", "Thing"]
