"""What a viewer without a class sees is what there would be if nothing of that class had ever been recorded
or judged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from tahqiq.model.caption import caption
from tahqiq.model.scope import Scope
from tahqiq.resolve.clusters import Clusters
from tahqiq.resolve.entities import Entities, EntityLinks
from tahqiq.resolve.why import why
from tahqiq.store.judgements import Judgement, Verdict
from tahqiq.store.nodes import node_rows
from tahqiq.store.workspace import Workspace
from tests.store.conftest import Batch, published, seeing

OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True)
class StandingValue:
    """What one source says of one person: the person's letter, the class, a name, the last digit of a
    phone."""

    person: str
    case: str
    name: str
    phone: int


@dataclass(frozen=True)
class Decided:
    """A judgement; ``closed`` that the judge saw what is closed too, and it rests on that; ``back`` which of
    the earlier ones it takes back instead (None: none)."""

    left: str
    right: str
    verdict: Verdict
    closed: bool
    back: int | None


LETTERS, NAMES, PHONES = st.sampled_from("ABCD"), st.sampled_from(["Ali", "Hasan"]), st.integers(1, 2)
PEOPLE = st.permutations([(letter, case) for letter in "ABCD" for case in (OPEN, CLOSED)]).flatmap(
    lambda order: st.tuples(
        *(st.builds(StandingValue, st.just(letter), st.just(case), NAMES, PHONES) for letter, case in order)
    )
)
SAID = st.tuples(PEOPLE, st.sets(st.integers(0, 7), max_size=4)).map(
    lambda one: [item for no, item in enumerate(one[0]) if no not in one[1]]
)
VERDICTS: st.SearchStrategy[Verdict] = st.sampled_from(["same", "same", "different", "unsure"])
STEP = st.builds(Decided, LETTERS, LETTERS, VERDICTS, st.booleans(), st.none() | st.integers(0, 5)).filter(
    lambda one: one.left != one.right
)
DECIDED = st.lists(STEP, min_size=3, max_size=8)


def ids_of(workspace: Workspace) -> dict[int, str]:
    """The id of every node by its number."""
    return {no: row[0].hex() for no, row in node_rows(workspace.database, range(1, 100)).items()}


def record(workspace: Workspace, said: Iterable[StandingValue]) -> dict[str, bytes]:
    """Publish one source for each; the ids of the people by letter."""
    people: dict[str, bytes] = {}
    for one in said:

        def build(batch: Batch, one: StandingValue = one) -> None:
            person = batch.entity("Person", one.person)
            phone = batch.identifier("PhoneNumber", f"+964770000000{one.phone}")
            batch.say(person, "name", f"{one.name} {one.case}", 1)
            batch.say(person, "phone", f"+964770000000{one.phone}", 1, phone)
            people[one.person] = batch.nodes.ids[person]

        published(workspace, one.person.encode(), build, one.case)
    return people


@dataclass(frozen=True)
class Made:
    """A judgement to be kept in both worlds: the letters of its two, the classes it rests on by their
    cases."""

    no: int
    pair: tuple[str, str]
    verdict: Verdict
    cases: frozenset[str]
    supersedes: tuple[str, ...]

    @property
    def id(self) -> str:
        """Its id in both worlds."""
        return f"{self.no:016x}"


def made_of(said: Sequence[StandingValue], steps: Sequence[Decided]) -> list[Made]:
    """What the steps come to: each rests on what the judge saw of the two, one that takes back on what that
    rests on."""
    stated = {letter: frozenset(one.case for one in said if one.person == letter) for letter in "ABCD"}
    made: list[Made] = []
    for no, step in enumerate(steps, 1):
        if step.back is not None and made:
            taken = made[step.back % len(made)]
            made.append(Made(no, taken.pair, "undo", taken.cases, (taken.id,)))
        elif stated[step.left] and stated[step.right]:
            pair = (min(step.left, step.right), max(step.left, step.right))
            before = tuple(item.id for item in made if item.pair == pair and item.verdict != "undo")
            blind = not step.closed and OPEN in stated[step.left] & stated[step.right]
            rests = frozenset({OPEN}) if blind else stated[step.left] | stated[step.right] | {CLOSED}
            made.append(Made(no, pair, step.verdict, rests, before[-1:]))
    return made


def decide(workspace: Workspace, people: Mapping[str, bytes], made: Iterable[Made]) -> None:
    """Keep judgements in a world, under its own numbers of nodes and classes."""
    numbers = {identity: no for no, identity in ids_of(workspace).items()}
    classes = {item.case: item.no for item in workspace.sources.data_classes()}
    for item in made:
        (left, left_id), (right, right_id) = sorted(
            (numbers[people[one].hex()], people[one]) for one in item.pair
        )
        rests = frozenset(classes.get(case, 99) for case in item.cases)
        at = f"2024-01-01T00:00:{item.no:02d}Z"
        workspace.judgements.add(
            [
                Judgement(
                    0,
                    item.id,
                    "r",
                    left,
                    right,
                    left_id,
                    right_id,
                    item.verdict,
                    None,
                    "",
                    rests,
                    "why",
                    "",
                    "p",
                    at,
                    item.supersedes,
                )
            ]
        )


def view(workspace: Workspace, scope: Scope) -> dict[str, object]:
    """Everything about identity that a viewer is shown, in ids."""
    ids = ids_of(workspace)
    found, entities = Clusters(workspace).clustering(scope), Entities(workspace, scope)
    shown = entities.entities(list(ids))
    return {
        "groups": sorted([ids[one] for one in members] for members in found.groups.values()),
        "judgements": (sorted(found.live), sorted(found.seen), sorted(found.contradictions)),
        "against": {one: [item.id for item in held.against] for one, held in found.contradictions.items()},
        "why": {ids[no]: [len(part) for part in _parts(workspace, scope, no)] for no in shown},
        "entities": {
            ids[no]: (
                caption(one),
                [part.hex() for part in one.fragments],
                sorted((item.prop, item.value, item.source_name) for item in one.statements),
            )
            for no, one in shown.items()
        },
        "neighbours": {
            identity: sorted(
                (ids[link.a], ids[link.b], link.kind, link.label, link.weight)
                for link in EntityLinks(workspace).of(scope, [no])
            )
            for no, identity in ids.items()
            if no in shown
        },
        "around hidden": [
            link for no in ids if no not in shown for link in EntityLinks(workspace).of(scope, [no])
        ],
    }


def _parts(workspace: Workspace, scope: Scope, node: int) -> tuple[Sequence[object], ...]:
    told = why(Clusters(workspace).clustering(scope), node)
    return told.branches, told.further, told.apart, told.contradictions, told.past


@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@example(
    [
        StandingValue("B", CLOSED, "Ali", 1),
        StandingValue("A", OPEN, "Ali", 1),
        StandingValue("B", OPEN, "Hasan", 2),
    ],
    [Decided("A", "B", "same", False, None), Decided("A", "B", "different", True, None)],
)
@given(SAID, DECIDED)
def test_what_is_closed_to_a_viewer_might_as_well_not_be_there(
    said: list[StandingValue], steps: list[Decided]
) -> None:
    with TemporaryDirectory() as folder:
        full, bare = (Workspace.create(Path(folder) / name, "") for name in ("full", "bare"))
        try:
            people = record(full, said)
            record(bare, [one for one in said if one.case == OPEN])
            made = made_of(said, steps)
            decide(full, people, made)
            decide(bare, people, [item for item in made if CLOSED not in item.cases])
            assert view(full, seeing(full, OPEN)) == view(bare, seeing(bare, OPEN))
        finally:
            full.close()
            bare.close()
