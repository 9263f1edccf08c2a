"""Layers and what they show as plain JSON, with words in a language: the same on the command line and in the
API."""

from collections.abc import Iterable, Mapping

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Reference, Word
from tahqiq.analyse.encode import moment
from tahqiq.kit.ids import digest
from tahqiq.kit.messages import message
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.types import tables
from tahqiq.products.analysis_json import parameter_json
from tahqiq.products.maps.layer import Drawing, Layer, Line, Mark
from tahqiq.store.facts.days import Days, written_day

Json = dict[str, object]
DIGITS = 6
"""Decimals of a degree: a tenth of a metre."""
_NAMES = {"en": 0, "ar": 1, "ckb": 2, "kmr-Arab": 3}


def layer_json(one: Layer, locale: str) -> Json:
    """A declared layer with its words."""
    title, meaning = one.title(locale), one.meaning(locale)
    return {
        "id": one.id,
        "title": title.sentence,
        "help": title.next_step,
        "means": meaning.sentence,
        "means_not": meaning.next_step,
        "parameters": [parameter_json(item, locale) for item in one.parameters],
    }


def towns_json(locale: str) -> list[Json]:
    """Towns to write on a map, the largest first."""
    found = sorted(tables.towns().values(), key=lambda row: (-row[2], row[3][0]))
    return [
        {"lat": lat, "lon": lon, "metres": metres, "name": names[_NAMES.get(locale, 0)]}
        for lat, lon, metres, names in found
    ]


def countries_json(locale: str) -> list[Json]:
    """Countries to write on a map, and where."""
    column = _NAMES.get(locale, 0) + 1
    return [
        {"lat": lat, "lon": lon, "name": tables.countries()[code][column]}
        for code, (lat, lon) in sorted(tables.country_labels().items())
    ]


def things_of(drawing: Drawing) -> set[int]:
    """The nodes that a drawing names."""
    return {
        node
        for things in (*(mark.things for mark in drawing.marks), *(line.things for line in drawing.lines))
        for node in things
    }


def sources_of(drawing: Drawing) -> set[int]:
    """The numbers of the sources it rests on."""
    return {
        one.source
        for rests in (*(mark.evidence for mark in drawing.marks), *(line.evidence for line in drawing.lines))
        for one in rests
    }


class DrawingWriter:
    """Writes a drawing down. ``seen``: what the reader sees of its things; ``sources``: public id and name by
    number."""

    def __init__(
        self,
        context: Context,
        seen: Mapping[int, Entity],
        sources: Mapping[int, tuple[str, str]],
        locale: str,
    ) -> None:
        self._context, self._seen, self._sources, self._locale = context, seen, sources, locale
        self._ids: Mapping[int, bytes] = {}
        self._days: Days = {}

    def drawing(self, one: Layer, found: Drawing) -> Json:
        """The answer, marks and lines in the order of time."""
        self._ids = self._context.ids(things_of(found))
        spans = [
            *((one.begin, one.end) for one in found.marks),
            *((one.begin, one.end) for one in found.lines),
        ]
        times = {time for span in spans for time in span if time is not None}
        self._days = self._context.events.days(sources_of(found), times)
        marks = [self._mark(one.id, item) for item in found.marks]
        lines = [self._line(one.id, item) for item in found.lines]
        left_out = sorted((reason, count) for reason, count in found.left_out.items() if count)
        return {
            "layer": one.id,
            "marks": sorted(marks, key=_in_time),
            "lines": sorted(lines, key=_in_time),
            "left_out": [
                {
                    "reason": reason,
                    "count": count,
                    "sentence": message(f"left-out-{reason}", self._locale, {"count": count}).sentence,
                }
                for reason, count in left_out
            ],
            "notes": [self._word(note) for note in found.notes],
        }

    def _mark(self, layer: str, item: Mark) -> Json:
        sector = item.sector
        lat, lon = round(item.lat, DIGITS), round(item.lon, DIGITS)
        evidence = self._evidence(item.evidence)
        return {
            "id": self._identity(layer, item.kind, item.things, (lat, lon, item.begin, item.end), evidence),
            "kind": item.kind,
            "lat": lat,
            "lon": lon,
            "exactness": item.exactness,
            "metres": round(item.metres, 1),
            "title": item.title,
            "word": self._word(item.word),
            "count": item.count,
            "begin": self._moment(item.begin, item.evidence, item.days),
            "end": self._moment(item.end, item.evidence, item.days),
            "sector": {"azimuth": sector.azimuth, "width": sector.width, "reach": sector.reach}
            if sector
            else None,
            "things": self._things(item.things),
            "evidence": evidence,
        }

    def _line(self, layer: str, item: Line) -> Json:
        ends = [[round(lat, DIGITS), round(lon, DIGITS)] for lat, lon in item.ends]
        evidence = self._evidence(item.evidence)
        return {
            "id": self._identity(layer, item.kind, item.things, (*ends, item.begin, item.end), evidence),
            "kind": item.kind,
            "ends": ends,
            "word": self._word(item.word),
            "begin": self._moment(item.begin, item.evidence),
            "end": self._moment(item.end, item.evidence),
            "doubtful": item.doubtful,
            "things": self._things(item.things),
            "evidence": evidence,
        }

    def _identity(
        self, layer: str, kind: str, things: Iterable[int], at: tuple[object, ...], evidence: list[Json]
    ) -> str:
        """The same mark has the same id in every answer, so that selection and addresses can name it."""
        return digest(
            "mark", layer, kind, *(self._ids[node] for node in things), repr(at), repr(evidence)
        ).hex()[:16]

    def _things(self, things: Iterable[int]) -> list[Json]:
        seen = {entity.id: entity for node in things if (entity := self._seen.get(node)) is not None}
        return [
            {"id": one.hex(), "schema": entity.schema, "caption": caption(entity)}
            for one, entity in seen.items()
        ]

    def _evidence(self, evidence: Iterable[Reference]) -> list[Json]:
        told: list[Json] = []
        for item in dict.fromkeys(evidence):
            public, name = self._sources.get(item.source, ("", ""))
            one: Json = {"source": public, "source_name": name}
            if item.entity:
                one |= {"entity": item.entity.hex(), "statement": item.statement.hex()}
            if item.row:
                one |= {"part": item.part, "row": item.row}
            told.append(one)
        return told

    def _moment(self, micros: int | None, evidence: Iterable[Reference], days: bool = False) -> str:
        """A time; a day where the sources that are cited for it wrote that day only, or where ``days``."""
        if micros is None:
            return ""
        try:
            return (
                written_day(self._days, {one.source for one in evidence if one.row}, micros)
                or moment(micros)[: 10 if days else None]
            )
        except OverflowError:
            return ""

    def _word(self, word: Word | None) -> str:
        return message(word.code, self._locale, dict(word.params)).sentence if word else ""


def _in_time(item: Json) -> tuple[str, str]:
    return str(item["begin"] or "9"), str(item["id"])
