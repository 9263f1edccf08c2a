"""The engine on rows of people and ties: statements at their cells, links, ids, keys."""

from tahqiq.collect.mapping.apply import Applier
from tahqiq.collect.mapping.codec import loads
from tahqiq.model.place import Part
from tahqiq.model.statement import fragment_id, identifier_id
from tahqiq.model.vocabulary import vocabulary

from .mapping_helpers import SHA, apply, codes, stated, table

PEOPLE = """
name: people
title: People
entities:
  person:
    schema: Person
    properties: {name: Name, phone: {column: Phone, split: "/"}, birthDate: Born}
  phone: {schema: PhoneNumber, key: [{column: Phone, pattern: "^([^/]+)"}], properties: {number: {column: Phone, pattern: "^([^/]+)"}}}
  registration:
    schema: RegisteredTo
    properties: {means: {entity: phone}, holder: {entity: person}}
"""  # noqa: E501


def test_statements_stand_at_their_cells_and_keep_the_original_text() -> None:
    mapped = apply(
        PEOPLE, table(("Name", "Phone", "Born"), ("  علي  حسن ", "0743 111 0001/07431110002", "1990"))
    )
    made = mapped.statements
    index = made.prop.index("phone")
    assert (made.value[index], made.original[index], made.row[index], made.column[index]) == (
        "+9647431110001",
        "0743 111 0001/07431110002",
        2,
        2,
    )
    assert mapped.nodes.keys[made.target[index]] == "+9647431110001"
    name = made.prop.index("name")
    assert (made.value[name], made.original[name]) == ("علي حسن", "  علي  حسن ")
    assert ("Person", "phone", "+9647431110002") in stated(mapped)


def test_a_link_needs_both_its_ends() -> None:
    mapped = apply(
        PEOPLE,
        table(
            ("Name", "Phone", "Born"),
            ("Ali", "07431110001", None),
            ("Sara", None, "1991"),
            (None, "07431110003", None),
        ),
    )
    assert mapped.nodes.schemata.count("RegisteredTo") == 2
    holders = [value for entity, prop, value in stated(mapped) if prop == "holder"]
    assert len(holders) == 2


def test_ids_are_those_of_the_contract() -> None:
    mapped = apply(PEOPLE, table(("Name", "Phone", "Born"), ("Ali", "07431110001", None)))
    ids = dict(zip(mapped.nodes.schemata, mapped.nodes.ids, strict=True))
    assert ids["PhoneNumber"] == identifier_id("PhoneNumber", "", "+9647431110001")
    assert ids["Person"] == fragment_id(SHA, "person", "0.2")


def test_keyed_entities_are_one_over_rows_columns_and_parts() -> None:
    document = """
name: ties
title: Ties
entities:
  from: {schema: Person, key: [a], pool: person, properties: {name: a}}
  to: {schema: Person, key: [b], pool: person, properties: {name: b}}
  tie: {schema: UnknownLink, properties: {subject: {entity: from}, object: {entity: to}}}
"""
    applier = Applier(loads(document), SHA, vocabulary())
    one = applier.apply(table(("a", "b"), ("x", "y"), ("y", "x"), part=Part(0, "sheet", "1")))
    two = applier.apply(table(("a", "b"), ("x", "z"), part=Part(1, "sheet", "2")))
    assert one.nodes.schemata.count("Person") == 2
    assert fragment_id(SHA, "person", "x") in one.nodes.ids
    assert fragment_id(SHA, "person", "x") in two.nodes.ids
    assert one.nodes.schemata.count("UnknownLink") == 2


def test_rows_left_out_by_a_condition_are_problems() -> None:
    document = PEOPLE.replace("title: People", "title: People\nwhen: [{column: Name, not_in: [skip]}]")
    mapped = apply(
        document,
        table(("Name", "Phone", "Born"), ("skip", "07431110001", None), ("Ali", "07431110002", None)),
    )
    assert codes(mapped) == ["record-left-out"]
    assert mapped.mapped == 1


def test_a_matrix_makes_a_person_for_each_label_and_a_link_for_each_tie() -> None:
    document = """
name: matrix
title: Matrix
layout: {header_row: 1, unpivot: {}}
entities:
  from: {schema: Person, key: [row], pool: person, properties: {name: row}}
  to: {schema: Person, key: [column], pool: person, properties: {name: column}}
  tie: {schema: UnknownLink, properties: {subject: {entity: from}, object: {entity: to}, summary: value}}
"""
    mapped = apply(
        document,
        table((None, "a", "b", "c"), ("a", "0", "3", "0"), ("b", "1", "0", "0"), ("c", "0", "0", "0")),
    )
    assert mapped.nodes.schemata.count("Person") == 3
    assert mapped.nodes.schemata.count("UnknownLink") == 2
    assert (mapped.records, mapped.mapped) == (3, 3)
    made = mapped.statements
    weights = [
        (made.value[i], made.row[i], made.column[i]) for i in range(len(made)) if made.prop[i] == "summary"
    ]
    assert weights == [("3", 2, 3), ("1", 3, 2)]
    everything = list(zip(made.entity, made.prop, made.value, made.row, made.column, strict=True))
    assert len(everything) == len(set(everything))
