"""What our own vocabulary holds: words in four languages, valid references, the rules that mapping, store and
interface build on."""

import json
import time

import pytest

from tahqiq.kit.errors import NotFound
from tahqiq.kit.messages import LOCALES
from tahqiq.model import schema_yaml
from tahqiq.model.schemata import NODE_COLUMNS, Labels, Schema
from tahqiq.model.types import property_types
from tahqiq.model.vocabulary import built_in, load, vocabulary

VOCABULARY = vocabulary()
SCHEMATA = list(VOCABULARY.schemata.values())
DECLARED = [
    (schema, prop) for schema in SCHEMATA for prop in schema.properties.values() if prop.schema == schema.name
]


def words(schema: Schema) -> list[tuple[str, Labels]]:
    """Every set of words a type declares, with a name for the message."""
    found = [("label", schema.labels), ("plural", schema.plurals), ("description", schema.descriptions)]
    found += [("edge", schema.edge.labels)] if schema.edge else []
    for prop in schema.properties.values():
        if prop.schema == schema.name:
            found.append((prop.name, prop.labels))
            found += [(f"{prop.name}.reverse", prop.reverse.labels)] if prop.reverse else []
    return found


@pytest.mark.parametrize("schema", SCHEMATA, ids=lambda schema: schema.name)
def test_words_are_in_four_languages_and_translated(schema: Schema) -> None:
    for key, labels in words(schema):
        assert tuple(labels) == LOCALES, key
        for locale in ("ar", "ckb", "kmr-Arab"):
            assert labels[locale] != labels["en"], (key, locale)
            assert any("\u0620" <= letter <= "\u06d5" for letter in labels[locale]), (
                key,
                locale,
                labels[locale],
            )


def test_arabic_words_have_arabic_letters_and_kurdish_words_kurdish_ones() -> None:
    for schema in SCHEMATA:
        for key, labels in words(schema):
            assert not set(labels["ar"]) & set("ێۆەڕڵڤکی"), (schema.name, key, labels["ar"])
            for locale in ("ckb", "kmr-Arab"):
                assert not set(labels[locale]) & set("كيىةآإأؤئ") - {"ئ"}, (schema.name, key, labels[locale])
            assert not set(labels["kmr-Arab"]) & set("ڵ"), (schema.name, key, labels["kmr-Arab"])


def test_the_words_of_the_courts_are_used() -> None:
    said = {
        ("Person", "motherName"): "اسم الأم",
        ("Person", "birthDate"): "المواليد",
        ("Person", "residence"): "محل السكن",
        ("Detention", "holdingAuthority"): "الجهة القابضة",
        ("Incident", "legalArticle"): "المادة القانونية",
        ("Detention", "seizedText"): "المضبوطات",
    }
    assert {key: VOCABULARY.property(*key).label("ar") for key in said} == said
    assert VOCABULARY.get("Warrant").label("ar") == "مذكرة قبض"
    assert VOCABULARY.get("Exhibit").label("ar") == "مبرز جرمي"
    assert VOCABULARY.get("Detention").label("ar") == "توقيف"


def test_unreviewed_words_are_marked() -> None:
    assert all(set(schema.unreviewed) == {"ar", "ckb", "kmr-Arab"} for schema in SCHEMATA)


def test_types_the_issue_names_are_there() -> None:
    needed = (
        "PhoneNumber Sim Handset RegisteredTo UsedBy FoundWith Cell CellSite Place Plate Container "
        "Consignment Booking Ticket Flight Seizure "
        "Exhibit Sample Detention Warrant CourtOrder CourtDecision GradedReport Sighting "
        "Conversation Crossing DataSession HawalaTransfer "
        "CaseFile DocumentNumber EmailAddress"
    )
    assert [name for name in needed.split() if name not in VOCABULARY] == []


def test_registered_used_and_found_are_three_dated_links() -> None:
    for name, ends in {
        "RegisteredTo": ("means", "holder"),
        "UsedBy": ("means", "user"),
        "FoundWith": ("item", "holder"),
    }.items():
        schema = VOCABULARY.get(name)
        assert schema.edge is not None
        assert (schema.edge.source, schema.edge.target) == ends
        assert schema.interval.start
        for phone in ("PhoneNumber", "Sim", "Handset"):
            assert VOCABULARY.is_a(phone, schema.properties[schema.edge.source].range)
        assert VOCABULARY.is_a("Person", schema.properties[schema.edge.target].range)


def test_edges_point_from_one_entity_to_another() -> None:
    assert len(VOCABULARY.edges) >= 24
    for schema in VOCABULARY.edges:
        assert schema.edge is not None
        assert schema.properties[schema.edge.source].range in VOCABULARY
        assert schema.properties[schema.edge.target].range in VOCABULARY
        assert schema.edge.source != schema.edge.target


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("PhoneNumber", [("number", "phone", "numbering")]),
        ("Sim", [("imsi", "imsi", "none"), ("iccid", "iccid", "none")]),
        ("Handset", [("imei", "imei", "none")]),
        ("BankAccount", [("iban", "iban", "none"), ("accountNumber", "account", "bank")]),
        ("Plate", [("plateNumber", "plate", "country")]),
        ("Container", [("containerNumber", "container", "none")]),
        ("DocumentNumber", [("number", "identifier", "country-kind")]),
        ("EmailAddress", [("emailAddress", "email", "none")]),
        ("Cell", [("cellId", "cell", "operator")]),
        ("UserAccount", [("username", "identifier", "service")]),
    ],
)
def test_identifier_rules(name: str, rules: list[tuple[str, str, str]]) -> None:
    schema = VOCABULARY.get(name)
    assert [(rule.property, rule.type, rule.namespace) for rule in schema.identifiers] == rules
    assert schema in VOCABULARY.identifiers


def test_cases_of_files_are_no_shared_identifiers() -> None:
    assert VOCABULARY.get("Person").identifiers == ()
    assert VOCABULARY.identifiers_for(VOCABULARY.property("Person", "name")) == ()


@pytest.mark.parametrize(
    ("schema", "prop", "target", "kind"),
    [
        ("Person", "phone", "PhoneNumber", ""),
        ("Person", "passportNumber", "DocumentNumber", "passport"),
        ("Person", "nationalCardNumber", "DocumentNumber", "national-card"),
        ("Vehicle", "registrationNumber", "Plate", ""),
        ("Company", "email", "EmailAddress", ""),
        ("CellSite", "cell", "Cell", ""),
        ("Consignment", "containerNumber", "Container", ""),
    ],
)
def test_identifier_typed_values_are_links(schema: str, prop: str, target: str, kind: str) -> None:
    found = VOCABULARY.property(schema, prop)
    assert (found.identifier, found.kind, found.is_link) == (target, kind, True)
    assert [rule.schema for rule in VOCABULARY.identifiers_for(found)] == [target]


def test_a_value_picks_the_rule_of_its_type() -> None:
    assert [rule.property for rule in VOCABULARY.identifiers_for(VOCABULARY.property("Call", "iccid"))] == [
        "iccid"
    ]
    assert [rule.property for rule in VOCABULARY.identifiers_for(VOCABULARY.property("Call", "imsi"))] == [
        "imsi"
    ]


def test_a_ship_register_is_no_road_plate() -> None:
    assert VOCABULARY.property("Vessel", "registrationNumber").identifier == ""


def test_facts_are_the_events_of_decision_5() -> None:
    assert {"Call", "Message", "DataSession", "Payment", "HawalaTransfer", "Sighting", "Crossing"} <= set(
        VOCABULARY.facts
    )
    call = VOCABULARY.facts["Call"]
    assert call.columns["a"][0] == "callerNumber"
    assert call.columns["seconds"] == ("duration",)
    assert call.column_of("lastCell") == "place2"
    assert call.column_of("name") is None
    assert set(VOCABULARY.facts["HawalaTransfer"].columns) >= {
        "a",
        "b",
        "start",
        "amount",
        "currency",
        "text",
    }


@pytest.mark.parametrize(
    ("kind", "column", "node", "prop"),
    [
        ("Call", "a", "PhoneNumber", "callerNumber"),
        ("Call", "b", "Company", "receiver"),
        ("Call", "sim", "Sim", "imsi"),
        ("Call", "place", "Cell", "cell"),
        ("Call", "place", "CellSite", "place"),
        ("Message", "b", "Conversation", "conversation"),
        ("Payment", "a", "BankAccount", "payerAccount"),
        ("Payment", "b", "Person", "beneficiary"),
        ("HawalaTransfer", "b", "PhoneNumber", "beneficiaryNumber"),
        ("Sighting", "a", "Plate", "plateNumber"),
        ("Sighting", "a", "Person", "subject"),
        ("Call", "a", "Vessel", None),
        ("Call", "amount", "", None),
        ("Call", "start_text", "", "timeText"),
    ],
)
def test_a_fact_column_finds_its_property_by_the_type_of_the_node(
    kind: str, column: str, node: str, prop: str | None
) -> None:
    assert VOCABULARY.fact_property(kind, column, node) == prop


def test_every_fact_keeps_time_as_written_and_zone() -> None:
    for kind, rule in VOCABULARY.facts.items():
        assert {"a", "start", "start_text", "zone"} <= set(rule.columns), kind
        nodes = [name for column in NODE_COLUMNS for name in rule.columns.get(column, ())]
        assert all(VOCABULARY.property(kind, name).is_link for name in nodes), kind


def test_what_the_law_forbids_is_kept_for_exchange_only() -> None:
    for name in ("ethnicity", "religion", "political"):
        prop = VOCABULARY.property("Person", name)
        assert (prop.sensitive, prop.hidden, prop.matchable) == (True, True, False)
        assert prop not in VOCABULARY.get("Person").visible()
    forbidden = ("ethnic", "religi", "sect", "tribe", "politic", "health", "disease", "nisba")
    for schema, prop in DECLARED:
        if any(prop.name.lower().startswith(word) for word in forbidden) and prop.name != "sector":
            assert prop.sensitive, (schema.name, prop.name)


def test_caption_takes_the_first_value_there_is() -> None:
    person = VOCABULARY.get("Person")
    assert person.caption_of({"phone": ["+9647700000000"], "name": ["", "حسن علي"]}) == "حسن علي"
    assert person.caption_of({"phone": ["+9647700000000"]}) == "+9647700000000"
    assert person.caption_of({}) == ""


def test_every_ordinary_type_has_a_caption() -> None:
    for schema in SCHEMATA:
        if not schema.abstract and schema.edge is None and not schema.hidden:
            assert schema.caption, schema.name


def test_visible_properties_start_with_the_featured_ones() -> None:
    shown = VOCABULARY.get("Person").visible()
    assert [prop.name for prop in shown[:4]] == ["name", "motherName", "birthDate", "nationality"]
    assert not any(prop.hidden or prop.deprecated for prop in shown)
    assert len({prop.name for prop in shown}) == len(shown)


def test_inheritance_keeps_the_ancestors_first() -> None:
    company = VOCABULARY.get("Company")
    assert company.is_a("Thing")
    assert company.is_a("Asset")
    assert not company.is_a("Person")
    assert company.lineage[0] == "Company"
    assert next(iter(company.properties)) == "name"
    assert company.properties["amount"].schema == "Value"


def test_incoming_properties_tell_what_points_at_a_type() -> None:
    names = {(prop.schema, prop.name) for prop in VOCABULARY.incoming("Person")}
    assert ("Family", "relative") in names
    assert ("Ownership", "owner") in names
    assert ("Handset", "imei") not in names


def test_unknown_names_are_told_in_words() -> None:
    with pytest.raises(NotFound, match="There is no type called Wizard"):
        VOCABULARY.get("Wizard")
    with pytest.raises(NotFound, match="Person has no property called wand"):
        VOCABULARY.property("Person", "wand")
    with pytest.raises(NotFound):
        VOCABULARY.fact_property("Person", "a")


def test_every_property_type_used_is_known_to_the_loader() -> None:
    used = {prop.type for _, prop in DECLARED} | {
        rule.type for schema in VOCABULARY.identifiers for rule in schema.identifiers
    }
    assert used <= set(schema_yaml.FTM_TYPE_OF)


def test_identifier_types_are_property_types() -> None:
    known = property_types()
    for schema in VOCABULARY.identifiers:
        for rule in schema.identifiers:
            if rule.type in known:
                assert known[rule.type].identifies, rule


def test_every_icon_is_used_or_free_but_no_other_is() -> None:
    assert {schema.icon for schema in SCHEMATA} <= schema_yaml.ICONS
    assert {schema.shape for schema in SCHEMATA} <= schema_yaml.SHAPES


def test_json_is_complete_and_always_the_same() -> None:
    plain = VOCABULARY.to_json()
    text = json.dumps(plain, ensure_ascii=False)
    assert text == json.dumps(load(built_in()).to_json(), ensure_ascii=False)
    read = json.loads(text)
    person = read["schemata"]["Person"]
    assert person["labels"] == {"en": "Person", "ar": "شخص", "ckb": "کەس", "kmr-Arab": "کەس"}
    assert "LegalEntity.phone" in person["properties"]
    assert "Thing.name" in person["properties"]
    assert read["properties"]["LegalEntity.phone"]["identifier"] == "PhoneNumber"
    assert read["properties"]["Person.religion"]["sensitive"] is True
    assert read["schemata"]["Call"]["fact"]["a"] == ["callerNumber", "caller", "callerAccount"]
    assert read["schemata"]["Ownership"]["edge"]["labels"]["ar"] == "يملك"
    assert all(
        name in read["properties"] for schema in read["schemata"].values() for name in schema["properties"]
    )
    assert len(text.encode()) < 700_000


def test_it_loads_quickly() -> None:
    best = min(_seconds() for _ in range(3))
    assert best < 1, f"{best:.3f} CPU seconds"


def _seconds() -> float:
    begun = time.process_time()
    load(built_in())
    return time.process_time() - begun
