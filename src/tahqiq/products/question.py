"""Questions over links and their answers as plain JSON, with words in a language: the same on the command
line and in the API."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tahqiq.analyse.query.question import Fault, Parameter, Query
from tahqiq.analyse.query.words import heading, link_label, part, sentence
from tahqiq.kit.messages import message
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.vocabulary import vocabulary

if TYPE_CHECKING:
    from tahqiq.analyse.query.kinds import LinkKind

Json = dict[str, object]


def checked_json(query: Query | None, faults: Sequence[Fault], locale: str) -> Json:
    """A question in words, or what is wrong in it and where."""
    told = [(fault, message(fault.code, locale, dict(fault.params))) for fault in faults]
    return {
        "sentence": sentence(query, locale) if query else "",
        "parameters": [parameter_json(one) for one in query.parameters] if query else [],
        "faults": [
            {
                "where": fault.where,
                "code": fault.code,
                "sentence": words.sentence,
                "next_step": words.next_step,
            }
            for fault, words in told
        ],
    }


def parameter_json(item: Parameter) -> Json:
    """A value that is asked for when a question is run."""
    return {
        "name": item.name,
        "kind": item.kind,
        "label": item.label or item.name,
        "default": list(item.default),
    }


def kinds_json(found: "Sequence[LinkKind]", above: str, below: str, locale: str) -> Json:
    """How two types are linked, with the words for it."""
    rows = [
        {
            "name": one.name,
            "label": link_label(one.name, (above, below), locale),
            "links": one.links,
            "out": one.out,
            "back": one.back,
        }
        for one in found
    ]
    return {"from": above, "to": below, "kinds": rows}


def things_in(plain: Mapping[str, object]) -> set[str]:
    """The ids (hex) of everything that an answer names."""
    return set(_things(plain["rows"]))


def _things(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _things(one)
    elif isinstance(value, Mapping):
        if isinstance(value.get("thing"), str):
            yield str(value["thing"])
        for name in ("found", "things"):
            yield from _things(value.get(name))


def answer_json(
    query: Query,
    plain: Mapping[str, object],
    seen: Mapping[str, Entity],
    sources: Mapping[str, str],
    locale: str,
) -> Json:
    """An answer to be read. ``seen`` by id is what the reader sees of its things, ``sources`` the names of
    visible sources by id."""
    teller = _Teller(query, seen, sources, locale)
    rows, total = _list(plain["rows"]), int(str(plain["total"]))
    steps = [teller.step(one) for one in _list(plain["steps"])]
    notes = [teller.note(str(one["code"]), one["params"]) for one in _list(plain["notes"])]
    if total > len(rows):
        notes.insert(0, teller.note("query-more-rows", {"shown": len(rows), "total": total}))
    empty = next((one for one in steps if one["left"] == 0), None) if total == 0 else None
    if empty is not None:
        notes.insert(0, teller.note("query-nothing", {"part": str(empty["part"])}))
    return {
        "sentence": sentence(query, locale),
        "total": total,
        "schema": query.things[0].type,
        "rows": [teller.row(one) for one in rows],
        "links": [teller.link(at) for at in sorted(line.at for line in query.lines if line.mode != "absent")],
        "steps": steps,
        "notes": notes,
    }


class _Teller:
    def __init__(
        self, query: Query, seen: Mapping[str, Entity], sources: Mapping[str, str], locale: str
    ) -> None:
        self._query, self._seen, self._sources, self._locale = query, seen, sources, locale

    def step(self, one: Mapping[str, object]) -> Json:
        where, left = str(one["where"]), int(str(one["left"]))
        words = part(self._query, where, self._locale)
        return {"where": where, "part": words, "left": left}

    def note(self, code: str, params: object) -> Json:
        filled = {str(name): value for name, value in params.items()} if isinstance(params, Mapping) else {}
        words = message(code, self._locale, filled)
        return {"code": code, "sentence": words.sentence, "next_step": words.next_step}

    def link(self, at: int) -> Json:
        line = next(one for one in self._query.lines if one.at == at)
        kind = next(one.type for one in self._query.things if one.id == line.below)
        return {"link": at, "schema": kind, "label": heading(self._query, line, self._locale)}

    def row(self, row: Mapping[str, object]) -> Json:
        found = [
            {
                "link": one["link"],
                "total": one["total"],
                "things": [
                    {**self._head(thing), "evidence": self._evidence(thing["evidence"])}
                    for thing in _list(one["things"])
                ],
            }
            for one in _list(row["found"])
        ]
        return {**self._head(row), "evidence": self._evidence(row["values"]), "found": found}

    def _head(self, thing: Mapping[str, object]) -> Json:
        identity = str(thing["thing"])
        entity = self._seen.get(identity)
        return {
            "id": entity.id.hex() if entity else identity,
            "schema": entity.schema if entity else "",
            "caption": caption(entity) if entity else "",
        }

    def _evidence(self, told: object) -> Json:
        proofs = told if isinstance(told, Mapping) else {"total": 0, "shown": []}
        return {"total": proofs["total"], "shown": [self._proof(one) for one in _list(proofs["shown"])]}

    def _proof(self, one: Mapping[str, object]) -> Json:
        label, source = str(one["label"]), str(one["source"])
        types = [item.type for item in self._query.things]
        word = link_label(label, types, self._locale)
        return {
            **one,
            "label": word,
            "source_name": self._sources.get(source, ""),
            "event": label in vocabulary().facts and not one["statement"],
        }


def _list(value: object) -> Sequence[Mapping[str, object]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
