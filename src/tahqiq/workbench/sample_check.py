"""The linkage of the sample case against its truth: pairs of records of invented people, as the automatic
band and the queue have them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations

from tahqiq.resolve.features import features, gather
from tahqiq.resolve.kinds import PERSON
from tahqiq.store.pairs import Pairs
from tahqiq.store.statement_values import standing_values
from tahqiq.workbench import Workbench

_NAMES = ("name", "alias")
_PARTS = ("given", "father", "grandfather", "family")


@dataclass(frozen=True, slots=True)
class BandScore:
    """Pairs of a band (or of bands together) between records whose person the truth knows; shares from 0 to
    1."""

    pairs: int
    precision: float
    recall: float
    recall_of_comparable: float


@dataclass(frozen=True, slots=True)
class Checked:
    """``records`` of people of which the truth says who they are, ``comparable`` those with two parts of a
    name or an identifier (a nickname alone is not). ``true_pairs`` and ``comparable_pairs`` of one person.
    ``people_across_files``: of the people with comparable records in several files, the share of whom some
    are proposed or joined across files. ``namesakes_joined``: planted namesakes in the automatic band, of
    ``namesakes``."""

    records: int
    comparable: int
    true_pairs: int
    comparable_pairs: int
    automatic: BandScore
    review: BandScore
    together: BandScore
    people: int
    people_across_files: float
    namesakes: int
    namesakes_joined: int

    def to_json(self) -> dict[str, object]:
        """As ``demo --check --json`` prints it."""
        return asdict(self)


def check(bench: Workbench, truth: Mapping[str, object]) -> Checked:
    """Score the pairs that are kept. ``truth`` is the sample's ``truth.json``; the workspace must hold that
    sample, linked."""
    scope = bench.scope()
    who, file = _people(bench, truth)
    table = features(gather(standing_values(bench.workspace.database, scope)), PERSON)
    comparable = {
        int(row["no"])
        for row in table.to_pylist()
        if row["no"] in who
        and (sum(bool(row[part]) for part in _PARTS) > 1 or any(row[name] for name in PERSON.lists))
    }
    by_person: dict[str, list[int]] = defaultdict(list)
    for no, person in who.items():
        by_person[person].append(no)
    true = {pair for nodes in by_person.values() for pair in combinations(sorted(nodes), 2)}
    likely = {pair for pair in true if comparable.issuperset(pair)}
    kept = [
        pair for pair in Pairs(bench.workspace.database).of(scope) if pair.left in who and pair.right in who
    ]
    bands = {
        name: {(pair.left, pair.right) for pair in kept if pair.band == name}
        for name in ("automatic", "review")
    }
    together = bands["automatic"] | bands["review"]
    several = [
        nodes for nodes in by_person.values() if len({file[no] for no in comparable.intersection(nodes)}) > 1
    ]
    linked = [
        nodes
        for nodes in several
        if any(file[a] != file[b] for a, b in together.intersection(combinations(sorted(nodes), 2)))
    ]
    namesakes = _namesakes(truth)
    joined = sum(
        frozenset((who[pair.left], who[pair.right])) in namesakes for pair in kept if pair.band == "automatic"
    )
    automatic, review = _score(bands["automatic"], true, likely), _score(bands["review"], true, likely)
    return Checked(
        len(who),
        len(comparable),
        len(true),
        len(likely),
        automatic,
        review,
        _score(together, true, likely),
        len(several),
        round(len(linked) / max(1, len(several)), 4),
        len(namesakes),
        joined,
    )


def _score(
    found: set[tuple[int, int]], true: set[tuple[int, int]], likely: set[tuple[int, int]]
) -> BandScore:
    right = len(found & true)
    precision, recall, comparable = (
        right / max(1, len(found)),
        right / max(1, len(true)),
        len(found & likely) / max(1, len(likely)),
    )
    return BandScore(len(found), round(precision, 4), round(recall, 4), round(comparable, 4))


def _people(bench: Workbench, truth: Mapping[str, object]) -> tuple[dict[int, str], dict[int, str]]:
    """The person and the file of each record (node number) that a mention of the truth names: same file, row
    and spelling."""
    mentions = truth["mentions"]
    spelled = (
        {(one["file"], one["row"], one["text"]): one["person"] for one in mentions}
        if isinstance(mentions, list)
        else {}
    )
    who: dict[int, str] = {}
    file: dict[int, str] = {}
    for no, statements in bench.workspace.reading.scan(bench.scope()):
        if statements[0].schema != "Person":
            continue
        named = [one for one in statements if one.prop in _NAMES]
        found = {spelled.get((one.source_name, one.place.row, one.original)) for one in named} - {None}
        if len(found) == 1:
            who[no], file[no] = str(found.pop()), named[0].source_name
    return who, file


def _namesakes(truth: Mapping[str, object]) -> set[frozenset[str]]:
    different = truth.get("different")
    return {frozenset((one["a"], one["b"])) for one in different} if isinstance(different, list) else set()


def lines(checked: Checked) -> Sequence[str]:
    """The same for a person."""
    made = [
        f"{checked.records} records of people, {checked.comparable} with two parts of a name or an "
        "identifier; "
        f"{checked.true_pairs} pairs of one person, {checked.comparable_pairs} of them between such records."
    ]
    for name, score in (
        ("automatic", checked.automatic),
        ("for review", checked.review),
        ("together", checked.together),
    ):
        made.append(
            f"  {name:<12} {score.pairs:>6} pairs, precision {score.precision:.3f}, recall "
            f"{score.recall:.3f} "
            f"({score.recall_of_comparable:.3f} of the comparable ones)"
        )
    made.append(
        f"  {checked.people_across_files:.1%} of {checked.people} people with records in several "
        "files are found across files."
    )
    made.append(f"  {checked.namesakes_joined} pairs of {checked.namesakes} planted namesakes joined.")
    return made


__all__ = ["BandScore", "Checked", "check", "lines"]
