"""A crime script: the acts of an offence in the order of their stages."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import Details
from tahqiq.desks.reasoning.name import NAME
from tahqiq.desks.reasoning.worksheets.record import NoteDetails, Rests, TitleDetails
from tahqiq.model.kind import Key, Kind

Stage = Literal["preparation", "entry", "doing", "exit", "aftermath"]


STAGES: tuple[Stage, ...] = get_args(Stage)


class NamedThing(Strict):
    """Somebody or something in an act: an entity or event by its id, or ``words`` where nothing recorded is
    meant."""

    entity: str = Field(default="", pattern="^([0-9a-f]{32})?$")
    words: Annotated[str, Field(max_length=300)] = ""


class ActDetails(Details):
    """What people state of an act. ``key`` names it ("" for a new one); ``gaps`` is what is not known,
    ``prevention`` where it could be stopped."""

    key: Annotated[str, Field(max_length=20)] = ""
    stage: Stage
    title: Annotated[str, Field(max_length=8_000)]
    text: str = ""
    gaps: str = ""
    prevention: str = ""


class ScriptAct(ActDetails):
    """One act; ``rests`` are the recorded values it rests on."""

    actors: list[NamedThing] = Field(default=[])
    tools: list[NamedThing] = Field(default=[])
    places: list[NamedThing] = Field(default=[])
    rests: list[Rests] = Field(default=[])

    @property
    def named(self) -> list[NamedThing]:
        """Everybody and everything in it."""
        return [*self.actors, *self.tools, *self.places]


class ScriptDetails(NoteDetails, TitleDetails):
    """What people state of a crime script."""


class ScriptRecord(ScriptDetails):
    """A crime script: its acts in the order of their stages."""

    acts: list[ScriptAct] = Field(default=[])


def _without_erased(body: ScriptRecord, gone: frozenset[str]) -> ScriptRecord:
    """A script without what rested on erased entities."""
    acts = [
        act.model_copy(
            update={
                "rests": [one for one in act.rests if one.entity not in gone],
                **{
                    name: [one for one in getattr(act, name) if one.entity not in gone]
                    for name in ("actors", "tools", "places")
                },
            }
        )
        for act in body.acts
    ]
    return body.model_copy(update={"acts": acts})


SCRIPT = Kind(
    "crime-script",
    ScriptRecord,
    lambda body: body.title,
    NAME,
    ScriptRecord(title="تهريب عبر المعبر", acts=[ScriptAct(stage="entry", title="شراء هواتف")]),
    keys=(Key("title", "text", lambda body: body.title),),
    erased=_without_erased,
)
