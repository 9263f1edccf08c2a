"""Every built-in document works, and chats, mail, extractions, statements and charts make what they
should."""

import numpy as np
import pyarrow as pa
import pytest

from tahqiq.collect.mapping.apply import Applier
from tahqiq.collect.mapping.builtin import builtin_for, builtins
from tahqiq.collect.mapping.propose import propose
from tahqiq.formats.reader import Records
from tahqiq.model.place import Part
from tahqiq.model.vocabulary import vocabulary

from .mapping_helpers import SHA, codes, facts, stated


def records(kind: str, rows: list[dict[str, str | None]], names: tuple[str, ...], part: int = 0) -> Records:
    """Records of a fixed kind; columns not given are null."""
    columns = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in names}
    return Records(
        kind, Part(part, "entry"), pa.RecordBatch.from_pydict(columns), np.arange(1, len(rows) + 1)
    )


@pytest.mark.parametrize("name", sorted(builtins()))
def test_every_built_in_document_fits_the_vocabulary(name: str) -> None:
    applier = Applier(builtins()[name], SHA, vocabulary())
    assert len(set(applier.fact_names)) == len(applier.fact_names)


@pytest.mark.parametrize(
    "kind",
    [
        "text.line",
        "mail.message",
        "whatsapp.message",
        "telegram.message",
        "extraction.call",
        "contact.card",
        "geo.feature",
        "graph.node",
        "graph.edge",
        "un.individual",
        "ofac.sdn",
        "ftm.value",
        "mt940.entry",
        "camt.entry",
        "ofx.entry",
    ],
)
def test_every_fixed_kind_has_a_document(kind: str) -> None:
    assert builtin_for(kind) is not None


def test_a_call_of_an_extraction_takes_the_phone_itself_for_the_missing_side() -> None:
    from tahqiq.formats.extraction import CALL, COLUMNS

    rows: list[dict[str, str | None]] = [
        {
            "time_text": "02/05/2026 10:21:59(UTC+3)",
            "direction": "Outgoing",
            "duration": "00:01:07",
            "to": "07431110002",
            "device_number": "07431110001",
        },
        {
            "time_text": "02/05/2026 10:30:00(UTC+3)",
            "direction": "Incoming",
            "duration": "5",
            "from": "07431110003",
            "device_number": "07431110001",
        },
    ]
    given = records(CALL, rows, COLUMNS[CALL])
    proposal = propose(given, "report.xlsx")
    assert proposal is not None
    mapped = Applier(proposal.mapping, SHA, vocabulary()).apply(given)
    assert [(f["a"], f["b"], f["seconds"]) for f in facts(mapped)] == [
        ("+9647431110001", "+9647431110002", 67),
        ("+9647431110003", "+9647431110001", 5),
    ]
    assert str(facts(mapped)[0]["start"]) == "2026-05-02 07:21:59"
    assert facts(mapped)[0]["zone"] == ""
    assert mapped.records == mapped.mapped == 2


def test_a_whatsapp_message_goes_from_number_or_name_to_its_conversation() -> None:
    from tahqiq.formats.whatsapp import COLUMNS, KIND

    rows: list[dict[str, str | None]] = [
        {"sent": "2026-01-02T10:00:00", "sender": "+964 743 111 0001", "body": "سلام"},
        {"sent": "2026-01-02T10:01:00", "sender": "أبو علي", "body": "line one\nline two"},
        {"sent": "2026-01-02T10:02:00", "body": "You created the group", "system": "yes"},
    ]
    given = records(KIND, rows, COLUMNS)
    proposal = propose(given, "chat.txt")
    assert proposal is not None
    assert (proposal.mapping.zone, proposal.mapping.zone_by) == ("Asia/Baghdad", "proposal")
    mapped = Applier(proposal.mapping, SHA, vocabulary(), file_name="chat.txt").apply(given)
    first, second = facts(mapped)
    assert (first["a"], first["b"], first["service"]) == ("+9647431110001", "Conversation", "WhatsApp")
    assert (second["a"], second["text"]) == ("Person", "line one\nline two")
    assert ("Note", "description", "You created the group") in stated(mapped)
    assert mapped.mapped == 3


def test_a_bank_entry_is_paid_or_received_by_its_mark() -> None:
    from tahqiq.formats.mt940 import ENTRY

    rows: list[dict[str, str | None]] = [
        {
            "account": "0012345",
            "currency": "USD",
            "value_date": "260103",
            "mark": "D",
            "amount": "549,50",
            "counter_account": "00999",
        },
        {
            "account": "0012345",
            "currency": "USD",
            "value_date": "260104",
            "mark": "C",
            "amount": "15000,",
            "name": "ACME",
        },
    ]
    mapped = Applier(builtins()["bank-statements"], SHA, vocabulary()).apply(
        records("mt940.entry", rows, ENTRY)
    )
    paid, received = facts(mapped)
    assert (paid["a"], paid["b"], str(paid["amount"]), paid["start_text"]) == (
        "0012345",
        "00999",
        "549.500",
        "260103",
    )
    assert (received["a"], received["b"], str(received["amount"])) == ("LegalEntity", "0012345", "15000.000")
    assert set(codes(mapped)) == {"zone-missing"}


def test_a_statement_without_an_account_is_read_with_the_account_unknown() -> None:
    from tahqiq.formats.camt import ENTRY as CAMT
    from tahqiq.formats.camt import STATEMENT

    applier = Applier(builtins()["bank-statements"], SHA, vocabulary())
    one: dict[str, str | None] = {"statement": "1", "mark": "CRDT", "amount": "5", "date": "2024-01-04"}
    rows = [one, {**one, "mark": "DBIT", "counter": "X AB"}, {**one, "statement": "2"}]
    mapped = applier.apply(records("camt.entry", rows, CAMT))
    received, paid, _ = facts(mapped)
    assert (received["b"], paid["a"], paid["b"]) == ("NamedThing", "NamedThing", "LegalEntity")
    assert "record-empty" not in codes(mapped)
    owners = [
        node
        for node, kind in zip(mapped.nodes.ids, mapped.nodes.schemata, strict=True)
        if kind == "NamedThing"
    ]
    assert len(set(owners)) == 2, "two statements of one file may be of two accounts"
    stated_of = applier.apply(records("camt.statement", [{"statement": "1", "id": "S1"}], STATEMENT))
    assert stated_of.nodes.ids == owners[:1]
    assert ("NamedThing", "notes", "S1") in stated(stated_of)


def test_ends_of_a_chart_keep_the_type_of_their_item() -> None:
    from tahqiq.formats.chart import EDGE, EDGE_COLUMNS, NODE, NODE_COLUMNS

    applier = Applier(builtins()["graph"], SHA, vocabulary())
    items: list[dict[str, str | None]] = [
        {"id": "1", "label": "Ali", "type": "Person"},
        {"id": "2", "label": "Nakheel", "type": "Company"},
    ]
    nodes = applier.apply(records(NODE, items, NODE_COLUMNS))
    ties: list[dict[str, str | None]] = [{"id": "e", "source": "1", "target": "2", "label": "owns"}]
    edges = applier.apply(records(EDGE, ties, EDGE_COLUMNS))
    assert (
        dict(zip(nodes.nodes.ids, nodes.nodes.schemata, strict=True)).items()
        <= dict(zip(edges.nodes.ids, edges.nodes.schemata, strict=True)).items()
    )
    assert ("UnknownLink", "role", "owns") in stated(edges)


def test_values_of_a_contact_card_belong_to_the_person_of_the_card() -> None:
    from tahqiq.formats.vcard import CARD, CARD_COLUMNS, VALUE, VALUE_COLUMNS

    applier = Applier(builtins()["contact-cards"], SHA, vocabulary())
    card = applier.apply(records(CARD, [{"name": "Ali", "phones": "07431110001\n07431110002"}], CARD_COLUMNS))
    value = applier.apply(
        records(VALUE, [{"card": "1", "property": "EMAIL", "value": "a@x.iq"}], VALUE_COLUMNS, part=1)
    )
    person = card.nodes.ids[card.nodes.schemata.index("Person")]
    assert person in value.nodes.ids
    assert ("Person", "phone", "+9647431110002") in stated(card)
    assert ("Person", "email", "a@x.iq") in stated(value)


def test_statements_of_all_three_kinds_keep_sign_party_and_every_reference() -> None:
    from tahqiq.formats.camt import ENTRY as CAMT
    from tahqiq.formats.mt940 import STATEMENT
    from tahqiq.formats.ofx import ENTRY, TRADE

    applier = Applier(builtins()["bank-statements"], SHA, vocabulary())
    of_account = applier.apply(
        records(
            "mt940.statement",
            [{"account": "7", "currency": "USD", "closing_balance": "-5,25", "available": "C240101USD1,"}],
            STATEMENT,
        )
    )
    assert {("BankAccount", "balance", "-5.25"), ("BankAccount", "notes", "C240101USD1,")} <= set(
        stated(of_account)
    )
    camt: list[dict[str, str | None]] = [
        {
            "account": "7",
            "mark": "DBIT",
            "amount": "1.125",
            "date": "2024-01-02",
            "counter": "ALI",
            "counter_account": "9",
            "transaction": "T1",
            "status": "PDNG",
        }
    ]
    (paid,) = facts(applier.apply(records("camt.entry", camt, CAMT)))
    assert (paid["a"], paid["b"], paid["text"], paid["service"]) == ("7", "9", "ALI · T1", "PDNG")
    ofx: list[dict[str, str | None]] = [
        {"account": "7", "amount": "-3.5", "posted": "20110331120000.000[-5:EST]", "id": "F1", "name": "SHOP"}
    ]
    (spent,) = facts(applier.apply(records("ofx.entry", ofx, ENTRY)))
    assert (spent["a"], spent["text"], spent["start_text"]) == (
        "7",
        "SHOP · F1",
        "20110331120000.000[-5:EST]",
    )
    trade: list[dict[str, str | None]] = [
        {
            "account": "7",
            "type": "BUYSTOCK",
            "total": "-8.5",
            "security": "IQ01",
            "date": "20110331120000.000[-5:EST]",
        }
    ]
    (bought,) = facts(applier.apply(records("ofx.trade", trade, TRADE)))
    assert (bought["a"], bought["service"], bought["text"]) == ("7", "BUYSTOCK", "IQ01")


@pytest.mark.parametrize(
    ("sender", "party"),
    [
        ("+964\u00a0770\u00a0123\u00a04567", "+9647701234567"),
        ("+1\u00a0(435)\u00a0631\u20114606", "+14356314606"),
        ("+964\u202f770\u202f123\u202f4567", "+9647701234567"),
        ("\U0001f64c\U0001f3fb", "\U0001f64c\U0001f3fb"),
        ("~\u202fTara \U0001f64c", "~ Tara \U0001f64c"),
        ("~\u202f.", ""),
    ],
)
def test_a_sender_that_a_telephone_writes_with_other_signs_is_a_sender(sender: str, party: str) -> None:
    from tahqiq.formats.whatsapp import COLUMNS, KIND

    row: dict[str, str | None] = {"sent": "2024-05-01T22:10:31", "sender": sender, "body": "hello"}
    given = records(KIND, [row], COLUMNS)
    proposal = propose(given, "chat.txt")
    assert proposal is not None
    mapped = Applier(proposal.mapping, SHA, vocabulary(), file_name="chat.txt").apply(given)
    (fact,) = facts(mapped)
    assert fact["a"] == (party if party.startswith("+") else "Person")
    assert not party or party.startswith("+") or ("Person", "name", party) in stated(mapped)


def test_two_senders_of_signs_alone_are_two() -> None:
    from tahqiq.formats.whatsapp import COLUMNS, KIND

    rows: list[dict[str, str | None]] = [
        {"sent": "2024-05-01T22:10:31", "sender": sign, "body": "hello"}
        for sign in ("\U0001f64c", "\U0001f44d")
    ]
    given = records(KIND, rows, COLUMNS)
    proposal = propose(given, "chat.txt")
    assert proposal is not None
    mapped = Applier(proposal.mapping, SHA, vocabulary(), file_name="chat.txt").apply(given)
    assert mapped.nodes.schemata.count("Person") == 2
