"""Lists of people, companies and other things: which type each row is, by a column of kinds, by the words of
the names, by what only people have; else a thing."""

from collections.abc import Mapping as MappingOf
from dataclasses import replace

from tahqiq.collect.mapping.document import Condition, EntitySpec, Mapping, Source
from tahqiq.collect.mapping.kinds import bodies, names_kinds, type_of
from tahqiq.collect.mapping.looks import Column
from tahqiq.collect.mapping.placeholders import assigned, fill
from tahqiq.collect.mapping.questions import Question, ask
from tahqiq.collect.mapping.sample import Sample
from tahqiq.collect.mapping.template import Match
from tahqiq.collect.mapping.words import fold, folded
from tahqiq.kit.reasons import reason
from tahqiq.model.vocabulary import vocabulary

ALL, SOME = 0.6, 0.15
"""From which share of names of bodies a list is one of bodies, and from which it is mixed."""

HUMAN = (
    "first_name",
    "second_name",
    "third_name",
    "last_name",
    "mother",
    "gender",
    "birth",
    "passport",
    "occupation",
)
"""Meanings of columns that only lists of people have, when values stand in them."""

_PEOPLE = folded(
    "person people passenger traveller traveler suspect accused detainee driver athlete player member "
    "student employee contact actor participant patient prisoner senator candidate full given أشخاص الشخص "
    "المسافر المتهم الموقوف الرباعي الثلاثي واللقب الزبون المشترك کەس گەشتیار تۆمەتبار چواری سیانی "
    "بەشداربوو"
)


_LISTED = folded(
    "people persons passengers travellers suspects detainees prisoners inmates arrestees employees staff "
    "students pupils drivers patients players personnes passagers détenus employés élèves étudiants "
    "personas pasajeros detenidos presos empleados estudiantes alumnos pessoas alunos personen kişiler "
    "yolcular mahkumlar personel öğrenciler люди пассажиры заключенные сотрудники студенты 学生 员工 旅客 "
    "کارمندان زندانیان مسافران أشخاص الاشخاص طلاب الطلاب طلبة الطلبة موظفين الموظفين سجناء السجناء نزلاء "
    "النزلاء موقوفين الموقوفين متهمين المتهمين مسافرين المسافرين کەسان گەشتیاران گیراوان زیندانیان "
    "بەندکراوان فەرمانبەران خوێندکاران قوتابیان"
)
"""Words of the name of a file or sheet that lists people."""


_ANSWERS = frozenset({"phone", "email", "registration_number", "id_number"})
"""Meanings of columns that only somebody has, a person or a body: a thing is neither called nor
registered."""


_OFFICES = frozenset(
    {
        "site",
        "facility",
        "school",
        "provider",
        "vendor",
        "supplier",
        "restaurant",
        "hotel",
        "store",
        "shop",
        "institution",
        "agency",
        "employer",
        "hospital",
        "clinic",
    }
)
"""Words of a header that name a body of which nobody says that it is a company."""


def as_offices(entities: MappingOf[str, EntitySpec], name: Column) -> dict[str, EntitySpec]:
    """The entities of a register of companies, with organisations for companies where the header names
    schools, sites or offices."""
    if not _OFFICES & set(fold(name.header).split()):
        return dict(entities)
    return {
        key: _typed(spec, "Organization", spec.when) if spec.schema == "Company" else spec
        for key, spec in entities.items()
    }


def as_bodies(
    entities: MappingOf[str, EntitySpec], columns: MappingOf[str, Column], why: list[str]
) -> dict[str, EntitySpec]:
    """The entities of a list of contacts, with somebody for a person where names of companies stand among
    them and nothing speaks of people."""
    if about_people(columns) or bodies(names_of(columns)) < SOME:
        return dict(entities)
    why.append(reason("because-parties", label=_label(columns)))
    called = {"residence": "address", "nickname": "alias"}
    parties = {}
    for name, spec in entities.items():
        properties = {called.get(key, key): source for key, source in spec.properties.items()}
        parties[name] = (
            _typed(replace(spec, properties=properties), "LegalEntity", spec.when)
            if spec.schema == "Person"
            else spec
        )
    return parties


_ON_THE_WAY = folded(
    "destination origin loading load discharge route consignee shipper cargo vessel transporter الوجهة "
    "المنشأ الشحن الحمولة"
)
"""Words of headers of what goes somewhere: a country beside them is where it goes or comes from."""


def of_themselves(found: Match, sample: Sample) -> Match:
    """Without what is said of something else than those who are listed: a country where the table tells of a
    way (the driver of a load to Tanzania is not Tanzanian), a part of the world for a town (there are more
    countries than regions)."""
    column, region = found.columns.get("country"), found.columns.get("city")
    if column is not None and region is not None and len(region.distinct) < len(column.distinct):
        found = replace(found, columns={name: one for name, one in found.columns.items() if name != "city"})
    if column is None or not any(
        _ON_THE_WAY & set(fold(one.header).split()) for one in sample.columns if one is not column
    ):
        return found
    return replace(found, columns={name: one for name, one in found.columns.items() if name != "country"})


def names_of(columns: MappingOf[str, Column]) -> list[str]:
    """The values that name what the rows are about."""
    for concept in ("name", "company", "attendee"):
        if concept in columns:
            return columns[concept].distinct
    return []


def about_people(columns: MappingOf[str, Column]) -> bool:
    """Whether something that only people have stands in the table: given names, sex, birth, mother …, or a
    header that speaks of people."""
    given = columns.get("first_name")
    words = {
        word
        for concept in ("name", "attendee")
        if concept in columns
        for word in fold(columns[concept].header).split()
    }
    human = [
        concept
        for concept in HUMAN
        if concept in columns and columns[concept].values and concept != "last_name"
    ]
    return bool(human) or (given is not None and bool(given.values)) or bool(words & _PEOPLE)


def not_people(columns: MappingOf[str, Column]) -> bool:
    """Whether the rows are plainly about something else than people."""
    kind = columns.get("kind_of_thing")
    if (
        kind is not None
        and names_kinds(kind.header, kind.distinct)
        and any(type_of(value) not in ("Person", "") for value in kind.distinct)
    ):
        return True
    return not about_people(columns) and bodies(names_of(columns)) >= ALL


def build_parties(
    found: Match, base: Mapping, why: list[str], named: str = ""
) -> tuple[Mapping, list[Question]]:
    """The mapping of a list of names. ``named``: the names of file and sheet, which may say that it lists
    people."""
    columns = found.columns
    entities, _ = fill(found.template, assigned(found))
    if "node" in columns and "name" in columns and columns["node"].share("number") >= 0.8:
        entities = {key: _named(spec, columns["name"]) for key, spec in entities.items()}
    kind = columns.get("kind_of_thing")
    if kind is not None and kind.share("kind") >= 0.5 and names_kinds(kind.header, kind.distinct):
        return replace(base, entities=_by_column(entities, kind, why)), []
    share = bodies(names_of(columns))
    human = about_people(columns) and not (share >= ALL and _only_full(columns))
    human = human or (share < SOME and "name" in columns and bool(_LISTED & set(fold(named).split())))
    if human and share < SOME:
        return _as(base, entities, "person"), []
    if human and share < ALL:
        return _as(base, entities, "party"), []
    if human:
        choices = ("Person", "Company")
        return _as(base, entities, "party"), [
            ask(
                "identity",
                _label(columns),
                0.6,
                choices,
                "",
                label=_label(columns),
                seen=names_of(columns)[0],
            )
        ]
    if share >= ALL:
        why.append(reason("because-bodies", label=_label(columns), share=f"{share:.0%}"))
        made = _as(base, entities, "party")
        return replace(
            made,
            entities={name: replace(spec, schema="Organization") for name, spec in made.entities.items()},
        ), []
    if share >= SOME:
        why.append(reason("because-parties", label=_label(columns)))
        return _as(base, entities, "party"), []
    if _ANSWERS & found.by_header and any(
        column.values for name, column in columns.items() if name in _ANSWERS
    ):
        why.append(reason("because-parties", label=_label(columns)))
        return _as(base, entities, "party"), []
    why.append(reason("because-things", label=_label(columns)))
    return _as(base, entities, "thing"), []


def _named(spec: EntitySpec, name: Column) -> EntitySpec:
    """The entity called by its name only: a running number beside it is a key, and no name."""
    return (
        replace(spec, properties={**spec.properties, "name": name.name})
        if "name" in spec.properties
        else spec
    )


def _only_full(columns: MappingOf[str, Column]) -> bool:
    """Whether nothing but “full name” speaks of people: bodies have full names as well."""
    human = any(concept in columns and columns[concept].values for concept in HUMAN)
    words = {
        word
        for concept in ("name", "attendee")
        if concept in columns
        for word in fold(columns[concept].header).split()
    }
    return not human and words & _PEOPLE == {"full"}


def _label(columns: MappingOf[str, Column]) -> str:
    column = columns.get("name") or columns.get("company") or columns.get("node") or columns.get("first_name")
    return column.header or column.name if column is not None else ""


def _as(base: Mapping, entities: MappingOf[str, EntitySpec], name: str) -> Mapping:
    if name == "party" and name not in entities:
        name = "thing"
    return replace(base, entities={name: entities[name]} if name in entities else {})


def _by_column(entities: MappingOf[str, EntitySpec], kind: Column, why: list[str]) -> dict[str, EntitySpec]:
    """One entity for each type that the column of kinds names; rows of which it names none are things."""
    types: dict[str, list[str]] = {}
    for value in kind.distinct:
        types.setdefault(type_of(value), []).append(value)
    why.append(reason("because-kinds", label=kind.header, words=", ".join(kind.distinct[:12])))
    known = [value for schema, values in types.items() if schema for value in values]
    made = {}
    for schema, values in types.items():
        source = entities.get("person") if schema == "Person" else entities.get("party")
        if schema and source is not None:
            made[schema.lower()] = _typed(source, schema, (Condition(kind.name, in_=tuple(values)),))
    if "thing" in entities:
        made["thing"] = replace(entities["thing"], when=(Condition(kind.name, not_in=tuple(known)),))
    return made


def _typed(spec: EntitySpec, schema: str, when: tuple[Condition, ...]) -> EntitySpec:
    """An entity as another type: what that type has no property for is left out."""
    known = vocabulary().get(schema).properties
    kept: dict[str, Source | tuple[Source, ...]] = {
        name: source for name, source in spec.properties.items() if name in known
    }
    return replace(spec, schema=schema, when=when, properties=dict(kept))
