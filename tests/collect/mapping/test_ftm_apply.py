"""FollowTheMoney records: values to statements, identifiers to shared entities, events back to facts."""

import numpy as np
import pyarrow as pa

from tahqiq.collect.mapping.apply import Applier
from tahqiq.collect.mapping.builtin import builtins
from tahqiq.formats.reader import Records
from tahqiq.model.batch import Mapped
from tahqiq.model.place import Part
from tahqiq.model.statement import fragment_id, identifier_id
from tahqiq.model.vocabulary import vocabulary

from .mapping_helpers import SHA, codes, facts, stated


def read(*rows: tuple[str, str, str | None, str | None]) -> Mapped:
    """What (entity, schema, prop, value) records make."""
    names = ("entity_id", "schema", "prop", "value")
    columns = {name: pa.array([row[index] for row in rows], pa.string()) for index, name in enumerate(names)}
    given = Records("ftm.value", Part(0), pa.RecordBatch.from_pydict(columns), np.arange(1, len(rows) + 1))
    mapped = Applier(builtins()["ftm"], SHA, vocabulary()).apply(given)
    assert mapped.records == mapped.mapped + sum(problem.records for problem in mapped.problems) == len(rows)
    return mapped


def test_values_links_and_identifiers() -> None:
    own = "0" * 31 + "1"
    mapped = read(
        ("p", "Person", "name", "Ali Hasan"),
        ("p", "Person", "phone", "07431110001"),
        ("c", "Company", "name", "Nakheel"),
        (own, "Ownership", "owner", "p"),
        (own, "Ownership", "asset", "c"),
        ("n", "PhoneNumber", "number", "+9647431110001"),
    )
    assert {
        ("Person", "name", "Ali Hasan"),
        ("Person", "phone", "+9647431110001"),
        ("PhoneNumber", "number", "+9647431110001"),
    } <= stated(mapped)
    assert fragment_id(SHA, "ftm", "p") in mapped.nodes.ids
    assert bytes.fromhex(own) in mapped.nodes.ids
    assert mapped.nodes.ids.count(identifier_id("PhoneNumber", "", "+9647431110001")) == 1
    made = mapped.statements
    owner = made.prop.index("owner")
    assert made.value[owner] == fragment_id(SHA, "ftm", "p").hex()


def test_an_event_becomes_a_fact_again() -> None:
    mapped = read(
        ("e", "Call", "callerNumber", "+9647431110001"),
        ("e", "Call", "receiverNumber", "+9647431110002"),
        ("e", "Call", "date", "2024-03-01T07:15:00Z"),
        ("e", "Call", "duration", "34"),
        ("e", "Call", "timeText", "01/03/2024 10:15"),
    )
    (fact,) = facts(mapped)
    assert (fact["kind"], fact["a"], fact["b"], fact["seconds"]) == (
        "Call",
        "+9647431110001",
        "+9647431110002",
        34,
    )
    assert (str(fact["start"]), fact["start_text"]) == ("2024-03-01 07:15:00", "01/03/2024 10:15")
    assert not len(mapped.statements)


def test_what_the_vocabulary_has_not_is_a_problem_of_its_record() -> None:
    mapped = read(
        ("x", "Nobody", "name", "a"),
        ("p", "Person", "colour", "red"),
        ("p", "Person", "@caption", "Ali"),
        ("p", "Person", "phone", "9.6E+11"),
        ("q", "Person", None, None),
    )
    assert codes(mapped) == [
        "unknown-schema",
        "unknown-property",
        "ftm-field-not-kept",
        "number-in-scientific-notation",
        "record-made-nothing",
    ]
    assert mapped.mapped == 0
    assert all(problem.say("ar").sentence for problem in mapped.problems)
