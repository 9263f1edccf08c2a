"""The acts of a crime script as they are saved: in the order of their stages, each with a key."""

from collections.abc import Sequence

from tahqiq.desks.reasoning.crime_scripts.record import STAGES, NamedThing, ScriptAct
from tahqiq.desks.reasoning.worksheets.text import trimmed_text
from tahqiq.kit.errors import WrongUse

MOST_ACTS, MOST_NAMED = 100, 50


def numbered(acts: Sequence[ScriptAct], known: set[str]) -> list[ScriptAct]:
    """Acts as they are kept: in the order of their stages, then as given; new ones with a key of their own.
    Raises ``WrongUse`` for what does not fit."""
    if len(acts) > MOST_ACTS:
        raise WrongUse("too-many-acts", limit=MOST_ACTS)
    last = max((int(key[1:]) for key in known), default=0)
    made: list[ScriptAct] = []
    for act in acts:
        if not act.title.strip():
            raise WrongUse("act-without-title")
        if any(len(some) > MOST_NAMED for some in (act.actors, act.tools, act.places, act.rests)):
            raise WrongUse("act-too-full", title=act.title[:80], limit=MOST_NAMED)
        free = act.key in known and all(one.key != act.key for one in made)
        last += not free
        told = {name: trimmed_text(getattr(act, name)) for name in ("title", "text", "gaps", "prevention")}
        named = {
            name: [_named(one) for one in getattr(act, name) if one.entity or one.words.strip()]
            for name in ("actors", "tools", "places")
        }
        made.append(act.model_copy(update={"key": act.key if free else f"a{last}", **told, **named}))
    return sorted(made, key=lambda act: STAGES.index(act.stage))


def _named(item: NamedThing) -> NamedThing:
    return NamedThing(entity=item.entity, words=trimmed_text(item.words))
