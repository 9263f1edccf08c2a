"""Entities, statements, links and sources as plain JSON: the same words on the command line and in the
API."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from tahqiq.analyse.mentions import Mention
from tahqiq.kit.messages import wanted
from tahqiq.model.account import Aside
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.link import Link
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem
from tahqiq.model.source import Source
from tahqiq.model.statement import Statement
from tahqiq.model.types import property_types
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.export_result import Exported
from tahqiq.store.idle import IdleFound

Json = dict[str, object]


def place_json(statement: Statement) -> Json:
    """Where a value stands: part, row and column as the person sees them, and a short label."""
    return _place(statement.place)


def _place(place: Place) -> Json:
    return {
        "part": place.part.no,
        "part_name": place.part.called(wanted()),
        "kind": place.part.kind,
        "row": place.row,
        "column": place.column,
        "label": place.label(),
    }


WEAK_DAYS = frozenset({"birthDate", "deathDate", "incorporationDate"})
"""Dates of which often only the year is known; in all others 1 January may well be meant."""


def caution(statement: Statement) -> str | None:
    """The message code of what to know about a value whenever it is shown: a birth on 1 January or 1 July is
    usually a year without a day."""
    return property_types()["date"].caution(statement.value) if statement.prop in WEAK_DAYS else None


def statement_json(statement: Statement) -> Json:
    """One recorded value with everything that says where it comes from."""
    return {
        "id": statement.id.hex(),
        "entity": statement.entity.hex(),
        "prop": statement.prop,
        "value": statement.value,
        "original": statement.original,
        "lang": statement.lang,
        "target": statement.target.hex() if statement.target else None,
        "source": statement.source_id,
        "source_name": statement.source_name,
        "source_sha256": statement.source_sha256,
        "place": place_json(statement),
        "grade": str(statement.grade) if statement.grade else None,
        "handling": statement.handling,
        "compartment": statement.compartment,
        "case": statement.case,
        "asserted_by": statement.asserted_by,
        "method": statement.method,
        "recorded_from": statement.recorded_from,
        "recorded_to": statement.recorded_to,
        "held": statement.held,
        "caution": caution(statement),
    }


def head_json(entity: Entity) -> Json:
    """An entity in one line: id, type, caption."""
    return {"id": entity.id.hex(), "schema": entity.schema, "caption": caption(entity)}


def entity_json(entity: Entity, captions: Mapping[bytes, str] | None = None) -> Json:
    """An entity with its values and every statement; hidden properties are left out. ``fragments`` are the
    ids of what is judged to be this one thing, empty when nothing is merged. ``captions`` names the targets
    of links."""
    schema = vocabulary().schemata.get(entity.schema)
    hidden = {name for name, prop in schema.properties.items() if prop.hidden} if schema else set()
    shown = [item for item in entity.statements if item.prop not in hidden]
    statements = [statement_json(item) for item in shown]
    if captions:
        for made, item in zip(statements, shown, strict=True):
            made["target_caption"] = captions.get(item.target) if item.target else None
    return {
        **head_json(entity),
        "namespace": entity.namespace,
        "key": entity.key,
        "fragments": [one.hex() for one in entity.fragments],
        "properties": {prop: values for prop, values in entity.properties.items() if prop not in hidden},
        "statements": statements,
    }


def link_json(link: Link, here: int | None = None) -> Json:
    """A link; ``direction`` is out, in, or none when ``here`` is not an end. ``events`` counts the distinct
    events from ``here`` (``out``; from the link's first end without ``here``) and to it (``in``), both 0
    where the link is no events; ``records`` tell of them."""
    direction = "none" if here is None else ("out" if link.a == here else "in")
    out, back = link.events(link.a if here is None else here)
    return {
        "kind": link.kind,
        "label": link.label,
        "direction": direction,
        "weight": link.weight,
        "events": {"out": out, "in": back},
        "records": link.records,
        "first": link.first,
        "last": link.last,
        "evidence": [
            {
                "entity": item.entity.hex(),
                "statement": item.statement.hex() if item.statement else None,
                "source": item.source_id,
            }
            for item in link.evidence
        ],
    }


def neighbours_json(entity: Entity, number: int, neighbours: Sequence[tuple[Link, Entity]]) -> Json:
    """An entity's neighbours, each with its link."""
    rows = [{**head_json(other), "link": link_json(link, number)} for link, other in neighbours]
    return {**head_json(entity), "neighbours": rows, "count": len(rows)}


def mentions_json(
    entity: Entity, found: Sequence[Mention], truncated: bool, captions: Mapping[bytes, str]
) -> Json:
    """Suggestions found in an entity's texts, each with its place and what is known under that number or
    name."""
    rows = [
        {
            "kind": item.kind,
            "text": item.text,
            "value": item.value,
            "place": _place(item.place),
            "entities": [{"id": one.hex(), "caption": captions.get(one, "")} for one in item.entities],
        }
        for item in found
    ]
    return {**head_json(entity), "mentions": rows, "count": len(rows), "truncated": truncated}


def happenings_json(
    entity: Entity,
    events: Sequence[Sequence[Entity]],
    total: int,
    records: int,
    captions: Mapping[bytes, str] | None = None,
) -> Json:
    """Events of an entity, each with the records that tell of it. ``captions`` names what they point at:
    parties and places."""
    return {
        **head_json(entity),
        "total": total,
        "records": records,
        "events": [[entity_json(record, captions) for record in event] for event in events],
    }


def path_json(
    entities: Sequence[Entity],
    steps: Sequence[Sequence[Link]],
    reason: str,
    searched: int,
    as_of: str = "",
    behind: int = 0,
) -> Json:
    """A path as its entities and the links between them; ``length`` null and a ``reason`` when there is none.
    ``behind`` published sources are not among the links yet, which are as of ``as_of``."""
    found = bool(steps)
    return {
        "length": len(steps) if found else None,
        "reason": reason,
        "searched": searched,
        "entities": [head_json(entity) for entity in entities],
        "steps": [[link_json(link) for link in step] for step in steps],
        "as_of": as_of,
        "behind": behind,
    }


def source_json(source: Source, parents: Mapping[int, str]) -> Json:
    """A source with its deposit, its reading and its counts. ``parents`` are ids of visible sources by
    number."""
    return {
        "id": source.id,
        "sha256": source.sha256,
        "name": source.name,
        "size": source.size,
        "state": source.state,
        "format": source.format,
        "mapping": source.mapping_name,
        "case": source.case,
        "grade": source.grade,
        "zone": source.zone,
        "zone_by": source.zone_by,
        "parent": parents.get(source.parent) if source.parent else None,
        "path": source.path,
        "deposited_by": source.deposited_by,
        "deposited_at": source.deposited_at,
        "received_from": source.received_from,
        "received_how": source.received_how,
        "authority": source.authority.reference,
        "records": source.records,
        "mapped": source.mapped,
        "problems": source.problems,
        "statements": source.statements,
        "facts": source.facts,
        "not_used": source.records - source.mapped,
        "fields": source.fields.to_json() if source.fields else None,
        "published_at": source.published_at,
        "note": source.note,
        "original_here": source.original_here,
        "follows": source.follows,
        "followed_by": source.followed_by,
        "superseded_at": source.superseded_at if source.state == "superseded" else "",
        "reading_reason": source.reading_reason,
        "withdrawn": source.withdrawn,
    }


def aside_json(item: Aside, locale: str) -> Json:
    """Fields that were set aside, where the first of them stands, and why in ``locale``."""
    told, place = item.say(locale), item.place
    return {
        "field": item.field,
        "count": item.count,
        "why": item.why,
        "kind": item.kind,
        "part": place.part.no,
        "part_name": place.part.called(locale),
        "row": place.row,
        "column": place.column,
        "sentence": told.sentence,
        "next_step": told.next_step,
    }


def idle_json(found: IdleFound) -> Json:
    """Texts found in columns that no mapping uses, each with where it stands first."""
    hits = [
        {
            "source": hit.source,
            "source_name": hit.source_name,
            "field": hit.field,
            "text": hit.text,
            "amount": hit.amount,
            "place": hit.place.label(),
            "part": hit.place.part.no,
            "part_kind": hit.place.part.kind,
            "part_name": hit.place.part.called(wanted()),
            "row": hit.place.row,
            "column": hit.place.column,
        }
        for hit in found.hits
    ]
    return {"hits": hits, "truncated": found.truncated, "incomplete": found.incomplete}


def problem_json(problem: Problem, locale: str) -> Json:
    """A problem with its place and its sentence in ``locale``."""
    told = problem.say(locale)
    return {
        "code": problem.code,
        "place": problem.place.label(),
        "part": problem.place.part.no,
        "part_kind": problem.place.part.kind,
        "part_name": problem.place.part.called(locale),
        "row": problem.place.row,
        "column": problem.place.column,
        "field": problem.field,
        "value": problem.value,
        "records": problem.records,
        "sentence": told.sentence,
        "next_step": told.next_step,
    }


def exported_json(made: Exported) -> Json:
    """What an export holds and what stayed out of it."""
    return asdict(made)
