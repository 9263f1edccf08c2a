"""The desk's part of the invented case: a board that asks who directs the group, and the crime script of its
deliveries, both resting on what was collected."""

from collections.abc import Mapping

from tahqiq.casework.citations import Reference
from tahqiq.desk import Desktop, Sample
from tahqiq.desks.reasoning.crime_scripts.record import SCRIPT, NamedThing, ScriptAct
from tahqiq.desks.reasoning.crime_scripts.scripts import Scripts
from tahqiq.desks.reasoning.hypotheses.boards import Boards
from tahqiq.desks.reasoning.hypotheses.record import BOARD, EVIDENCE, Mark
from tahqiq.desks.reasoning.sample_task import TASK
from tahqiq.desks.reasoning.worksheets.record import Rests
from tahqiq.samples.truth import Json

MARKS: dict[str, tuple[Mark, Mark, Mark]] = {
    "organiser": ("++", "-", "--"),
    "broker": ("-", "+", "0"),
    "meeting": ("+", "0", "--"),
}
"""How what is true of the case fits each hypothesis: the organiser directs it; the broker does; nobody
does."""


def records(at: Desktop, truth: Mapping[str, Json]) -> dict[str, int]:
    """Keep the board and the script. A value of the story that is not found among what was collected is left
    out, so the counts say what there is."""
    organiser, broker = _person(truth, "organiser"), _person(truth, "broker")
    boards = Boards(at)
    made = boards.begin("من يدير المجموعة؟", "من يوجّه النقل والتحويلات؟")
    for text in (
        f"يديرها {_text(organiser, 'ar')}",
        f"يديرها {_text(broker, 'ar')}",
        "لا يديرها أحد: مجموعتان تتعاملان فقط",
    ):
        made = boards.add(made.paper.id, text)
    asked = {"organiser": _text(organiser, "ar"), "broker": _text(broker, "ar"), "meeting": _phone(truth)}
    cited: dict[str, Reference] = {}
    for name, words in asked.items():
        value = _value(at, words)
        if value is not None and value not in cited.values():
            cited[name] = value
            boards.cite(made.paper.id, value, _marks(name), "high" if name == "meeting" else "unknown")
    acts = [
        ScriptAct(
            stage="preparation",
            title="تبديل الشرائح والأجهزة",
            gaps="من أين تُشترى الشرائح؟",
            rests=_rests(cited, "broker"),
        ),
        ScriptAct(
            stage="doing",
            title="نقل الحمولة على الطريق",
            actors=_named(cited, "organiser"),
            rests=_rests(cited, "meeting"),
        ),
        ScriptAct(
            stage="aftermath",
            title="تحويل المال عبر المكاتب",
            prevention="مطابقة الحوالات بقوائم الشركات",
            rests=_rests(cited, "organiser"),
        ),
    ]
    Scripts(at).begin("من الشراء إلى التحويل", "نص الجريمة كما تدل عليه الوثائق", acts)
    return {BOARD.name: 1, EVIDENCE.name: len(cited), SCRIPT.name: 1}


SAMPLE = Sample(records=records, tasks=(TASK,))


def _marks(name: str) -> dict[str, Mark]:
    first, second, third = MARKS[name]
    return {"h1": first, "h2": second, "h3": third}


def _person(truth: Mapping[str, Json], role: str) -> Mapping[str, Json]:
    """The person of the story in a role; an empty one where the story has none."""
    wanted = truth.get(role)
    identity = wanted.get("person") if isinstance(wanted, Mapping) else None
    people = truth.get("people")
    every = people if isinstance(people, list) else []
    return next((one for one in every if isinstance(one, Mapping) and one.get("id") == identity), {})


def _text(person: Mapping[str, Json], name: str) -> str:
    return str(person.get(name, "-"))


def _phone(truth: Mapping[str, Json]) -> str:
    """The organiser's telephone at the meeting that nobody wrote down."""
    wanted = truth.get("organiser")
    return str(wanted.get("phone", "")) if isinstance(wanted, Mapping) else ""


def _value(at: Desktop, words: str) -> Reference | None:
    """A recorded value of what answers best; None where nothing does."""
    hits = at.bench.search(words, limit=1).hits if words else []
    statements = at.bench.show(hits[0].id.hex()).statements if hits else []
    return (statements[0].entity.hex(), statements[0].id.hex()) if statements else None


def _rests(cited: Mapping[str, Reference], name: str) -> list[Rests]:
    return [Rests(entity=cited[name][0], statement=cited[name][1])] if name in cited else []


def _named(cited: Mapping[str, Reference], name: str) -> list[NamedThing]:
    return [NamedThing(entity=cited[name][0])] if name in cited else []
