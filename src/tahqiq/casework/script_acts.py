"""The acts of a crime script: their stages, and how they stand in the document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from tahqiq.casework.cited import Reference
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.text import storable
from tahqiq.store.documents import Document, Json

Stage = Literal["preparation", "entry", "doing", "exit", "aftermath"]
STAGES: tuple[str, ...] = get_args(Stage)
MOST_ACTS, MOST_NAMED, MOST_TEXT = 100, 50, 8_000


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something in an act: an entity or event by its id, or ``words`` where nothing recorded is meant."""

    entity: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One act. ``key`` names it ("" for a new one); ``gaps`` says what is not known, ``prevention`` where it could have been stopped; ``rests`` are the
    recorded values it rests on."""

    key: str
    stage: str
    title: str
    text: str = ""
    actors: tuple[Named, ...] = ()
    tools: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    rests: tuple[Reference, ...] = ()
    gaps: str = ""
    prevention: str = ""

    @property
    def named(self) -> tuple[Named, ...]:
        """Everybody and everything in it."""
        return (*self.actors, *self.tools, *self.places)


def acts_of(document: Document) -> tuple[Act, ...]:
    """The acts of a script's document, in order."""
    listed = document.content.get("acts")
    return tuple(_act(item) for item in listed if isinstance(item, Mapping)) if isinstance(listed, list) else ()


def numbered(acts: Sequence[Act], known: set[str]) -> tuple[Act, ...]:
    """Acts as they are kept: in the order of their stages, then as given; new ones with a key of their own. Raises ``WrongUse`` for what does not fit."""
    if len(acts) > MOST_ACTS:
        raise WrongUse("too-many-acts", limit=MOST_ACTS)
    last = max((int(key[1:]) for key in known), default=0)
    made: list[Act] = []
    for act in acts:
        if act.stage not in STAGES:
            raise WrongUse("unknown-stage", value=act.stage[:40], known=", ".join(STAGES))
        if not act.title.strip():
            raise WrongUse("act-without-title")
        if any(len(some) > MOST_NAMED for some in (act.actors, act.tools, act.places, act.rests)):
            raise WrongUse("act-too-full", title=act.title[:80], limit=MOST_NAMED)
        if act.key not in known or any(one.key == act.key for one in made):
            last += 1
        key = act.key if act.key in known and all(one.key != act.key for one in made) else f"a{last}"
        made.append(
            replace(act, key=key, title=words(act.title), text=words(act.text), gaps=words(act.gaps), prevention=words(act.prevention))
        )
    return tuple(sorted(made, key=lambda act: STAGES.index(act.stage)))


def plain(act: Act) -> Json:
    """An act as it stands in the document."""
    return {
        "key": act.key, "stage": act.stage, "title": act.title, "text": act.text, "gaps": act.gaps, "prevention": act.prevention,
        "rests": [{"entity": entity, "statement": statement} for entity, statement in act.rests],
        **{name: [{"entity": one.entity, "words": words(one.words)} for one in some] for name, some in (("actors", act.actors), ("tools", act.tools), ("places", act.places))},
    }  # fmt: skip


def words(given: str) -> str:
    """Text as it is kept; raises ``WrongUse`` (``words-too-long``)."""
    text = storable(given).strip()
    if len(text) > MOST_TEXT:
        raise WrongUse("words-too-long", limit=MOST_TEXT)
    return text


def _act(item: Mapping[str, object]) -> Act:
    rests = tuple((str(one.get("entity", "")), str(one.get("statement", ""))) for one in _maps(item.get("rests")))
    return Act(
        _text(item, "key"), _text(item, "stage"), _text(item, "title"), _text(item, "text"), _named(item, "actors"), _named(item, "tools"),
        _named(item, "places"), rests, _text(item, "gaps"), _text(item, "prevention"),
    )  # fmt: skip


def _text(item: Mapping[str, object], name: str) -> str:
    return str(item.get(name, ""))


def _named(item: Mapping[str, object], name: str) -> tuple[Named, ...]:
    return tuple(Named(_text(one, "entity"), _text(one, "words")) for one in _maps(item.get(name)))


def _maps(value: object) -> list[Mapping[str, object]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
