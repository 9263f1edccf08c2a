"""From what is said of things to the columns that are compared, kind by kind. Pure: a value in, a feature
out; placeholders say nothing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import pyarrow as pa

from tahqiq.model.vocabulary import vocabulary
from tahqiq.names.fold import tokens
from tahqiq.names.parse import Slot, parse
from tahqiq.names.skeleton import coarse, skeleton
from tahqiq.names.units import part_key
from tahqiq.resolve.engine import schema
from tahqiq.resolve.kinds import ADDRESS, DEVICE, ORGANISATION, PERSON, VEHICLE, WRITTEN, Kind
from tahqiq.store.statement_values import StandingValue

SHARED_BY = 4
"""An identifier that stands with more different names than this is nobody's own (a shop's phone, a clerk's
number): it is left out."""
_LISTS = {
    "PhoneNumber": "phones",
    "Sim": "phones",
    "DocumentNumber": "documents",
    "BankAccount": "accounts",
    "CryptoWallet": "accounts",
    "EmailAddress": "accounts",
    "UserAccount": "accounts",
    "Plate": "vehicles",
}
_NUMBERS = frozenset(
    [
        "registrationNumber",
        "taxNumber",
        "vatCode",
        "leiCode",
        "swiftBic",
        "licenseNumber",
        "imoNumber",
        "chassisNumber",
        "engineNumber",
        "imei",
        "serialNumber",
    ]
)
_NAMES = ("name", "alias", "previousName")
_PLACES = ("residence", "address", "birthPlace", "city", "region", "full")
_GLUED_ARTICLE = re.compile("^(?:al|el)(?=[b-df-hj-np-tv-z]{1,2}[aeiou][a-z]{2})", re.IGNORECASE)
"""The article written onto a family name (Almimar); what follows is a consonant and two syllables or so: not
Ali, Elias, Alwan."""
_SMALL = frozenset(
    [
        "company",
        "co",
        "ltd",
        "llc",
        "inc",
        "general",
        "trading",
        "group",
        "the",
        "and",
        "شركة",
        "مجموعة",
        "للتجارة",
        "العامة",
        "محدودة",
        "المحدودة",
        "كومپانيا",
        "كۆمپانیا",
        "کومپانیا",
    ]
)


@dataclass(slots=True)
class Gathered:
    """What is known of one node: values by property, the nodes it is tied to by the type of list, its data
    classes and sources."""

    schema: str
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    ties: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    classes: set[int] = field(default_factory=set)
    sources: set[int] = field(default_factory=set)


def kind_of(name: str) -> Kind | None:
    """Which kind a type of thing is linked as; None when it is not."""
    found = vocabulary().schemata.get(name)
    for base, kind in (
        ("Person", PERSON),
        ("LegalEntity", ORGANISATION),
        ("Vehicle", VEHICLE),
        ("Handset", DEVICE),
        ("Address", ADDRESS),
    ):
        if found is not None and found.is_a(base):
            return kind
    return None


def _edges() -> dict[str, tuple[str, str]]:
    return {item.name: (item.edge.source, item.edge.target) for item in vocabulary().edges if item.edge}


def edge_types() -> frozenset[str]:
    """Types of things that tie two others together (registered to, owner of)."""
    return frozenset(_edges())


def linked_types() -> frozenset[str]:
    """Types of things that are linked."""
    return frozenset(name for name in vocabulary().schemata if kind_of(name) is not None)


def gather(values: Iterable[StandingValue]) -> dict[int, Gathered]:
    """What is said, node by node, with ties that stand in edge entities (registered to, owner of) put to both
    ends."""
    edges = _edges()
    found: dict[int, Gathered] = {}
    ends: dict[int, list[StandingValue]] = defaultdict(list)
    for one in values:
        pair = edges.get(one.schema)
        if pair is not None:
            if one.target and one.prop in pair:
                ends[one.node].append(one)
            continue
        if kind_of(one.schema) is None:
            continue
        node = found.setdefault(one.node, Gathered(one.schema))
        node.classes.add(one.data_class)
        node.sources.add(one.source)
        node.values[one.prop].append(one.value)
        if one.target and one.target_schema in _LISTS:
            node.ties[_LISTS[one.target_schema]].add(str(one.target))
    for halves in ends.values():
        for a in halves:
            for b in halves:
                if a.target in found and b.target != a.target and b.target_schema:
                    tied = found[a.target]
                    tied.ties[_LISTS.get(b.target_schema, "holders")].add(str(b.target))
                    tied.classes.update((a.data_class, b.data_class))
    return found


def shape(kind: Kind) -> pa.Schema:
    """The columns of :func:`features`: those that are compared, and the data classes and sources of what is
    said of each record."""
    rests = [pa.field(name, pa.list_(pa.int64())) for name in ("classes", "sources")]
    return pa.schema([*schema(kind), *rests])


def features(gathered: Mapping[int, Gathered], kind: Kind) -> pa.Table:
    """The feature table of all nodes of one kind of which something can be compared, in the order of their
    numbers; :func:`shape` names its columns."""
    rows, types = [], {name for name in {node.schema for node in gathered.values()} if kind_of(name) is kind}
    for no, node in sorted(gathered.items()):
        if node.schema in types:
            row = _person(node) if kind is PERSON else _other(node, kind)
            if any(value for value in row.values()):
                rows.append(
                    {"no": no, **row, "classes": sorted(node.classes), "sources": sorted(node.sources)}
                )
    return pa.Table.from_pylist(rows, schema=shape(kind))


def _person(node: Gathered) -> dict[str, object]:
    row: dict[str, object] = {}
    for slot, text in _slots(node).items():
        row[slot], row[f"{slot}_c"] = sounds(text)
        if slot in WRITTEN:
            row[WRITTEN[slot]] = _written(text)
    row["last"] = next((row[slot] for slot in ("family", "grandfather", "father") if row.get(slot)), None)
    born = max((value[:10] for value in node.values["birthDate"]), key=len, default="")
    row["born"] = born if len(born) == 10 else None
    row["year"] = int(born[:4]) if born[:4].isdigit() else None
    row["place"] = _place(node)
    sexes = {value.lower() for value in node.values["gender"]} & {"male", "female"}
    row["sex"] = sexes.pop() if len(sexes) == 1 else None
    for name in PERSON.lists:
        row[name] = sorted(node.ties[name]) or None
    return row


def _slots(node: Gathered) -> dict[str, str]:
    """The slots of the fullest name; those that it lacks from the properties of their own."""
    parsed = max(
        (parse(text) for prop in _NAMES for text in node.values[prop]),
        key=lambda one: len(one.core()),
        default=parse(""),
    )
    found = {
        "given": parsed.first(Slot.GIVEN),
        "father": parsed.first(Slot.FATHER),
        "grandfather": parsed.first(Slot.GRANDFATHER),
        "family": parsed.first(Slot.NISBA) or parsed.first(Slot.LAQAB),
        "mother": parsed.first(Slot.MOTHER),
    }
    if (
        parsed.script == "Latn"
        and found["grandfather"]
        and not found["family"]
        and not parsed.of(Slot.ANCESTOR)
    ):
        found["family"], found["grandfather"] = found["grandfather"], ""
    for slot, prop in (
        ("given", "firstName"),
        ("father", "fatherName"),
        ("family", "lastName"),
        ("mother", "motherName"),
    ):
        own = next((parse(text) for text in node.values[prop] if text), None)
        if own is not None and own.parts and (not found[slot] or prop == "motherName"):
            found[slot] = own.parts[0].text
    if found["father"] and found["father"] == found["family"]:
        found["father"] = ""
    found["family"] = _GLUED_ARTICLE.sub("", found["family"])
    return {slot: text for slot, text in found.items() if _length(text) > 1}


_MANY = 1 << 17
"""Parts of names whose sounds are remembered: a million people share a few thousand."""


@lru_cache(maxsize=_MANY)
def _written(text: str) -> str | None:
    return part_key(text) or None


@lru_cache(maxsize=_MANY)
def _length(text: str) -> int:
    return len("".join(tokens(text)))


@lru_cache(maxsize=_MANY)
def sounds(text: str) -> tuple[str | None, str | None]:
    """Fine and coarse skeleton as one word; the folded text where a name has no consonants."""
    folded = "".join(tokens(text)) or None
    return skeleton(text).replace(" ", "") or folded, coarse(text).replace(" ", "") or folded


def _place(node: Gathered) -> str | None:
    """The first word of where one lives: the governorate in Iraqi records."""
    words = next((tokens(value) for prop in _PLACES for value in node.values[prop] if tokens(value)), [])
    return sounds(words[0])[1] if words else None


def _other(node: Gathered, kind: Kind) -> dict[str, object]:
    row: dict[str, object] = {}
    if "words" in kind.texts:
        names = [*node.values["name"], *node.values["full"]]
        words = sorted(
            set(coarse(" ".join(w for name in names[:1] for w in tokens(name) if w not in _SMALL)).split())
        )
        row["words"] = row["words_c"] = "".join(words) or None
    if "place" in kind.texts:
        row["place"] = _place(node)
    for column, prop in (
        ("model", "model"),
        ("colour", "colour"),
        ("maker", "manufacturer"),
        ("built", "buildDate"),
    ):
        if column in kind.texts:
            row[column] = next(("".join(tokens(value)) or None for value in node.values[prop]), None)
    numbers = sorted(
        {
            "".join(tokens(value))
            for prop in _NUMBERS
            for value in node.values[prop]
            if kind is not VEHICLE or prop != "registrationNumber"
        }
    )
    for name in kind.lists:
        source = "vehicles" if name == "plates" else name
        row[name] = sorted({*node.ties[source], *(numbers if name == "documents" else ())} - {""}) or None
    return row


def lead(kind: Kind) -> str | None:
    """The column of the name that tells holders of an identifier apart; None where things have no names."""
    return next((name for name in ("given", "words") if name in kind.texts), None)


__all__ = [
    "SHARED_BY",
    "edge_types",
    "features",
    "gather",
    "kind_of",
    "lead",
    "linked_types",
    "shape",
    "sounds",
]
