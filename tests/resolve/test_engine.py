import numpy as np
import pyarrow as pa

from tahqiq.resolve.components import components
from tahqiq.resolve.engine import DuckBackend, Linkage, duplicates, terms
from tahqiq.resolve.evidence import numbers
from tahqiq.resolve.kinds import PERSON
from tahqiq.resolve.model import Model
from tests.resolve.people import population


def test_training_is_reproducible_and_finds_who_is_who() -> None:
    records, truth = population(400)
    start = Model.starting(PERSON, terms(records, PERSON))
    model = Linkage(start, records, DuckBackend(threads=1)).trained()
    assert Linkage(start, records, DuckBackend(threads=1)).trained().id == model.id
    scored = Linkage(model, records, DuckBackend(threads=1)).within()
    sure = numbers(scored, "match_weight") > 5
    left, right = scored["no_l"].to_numpy()[sure], scored["no_r"].to_numpy()[sure]
    groups = components(records.num_rows, left, right)
    together = {(a, b) for a, b in zip(groups[::2], groups[1::2], strict=True)}
    assert sum(a == b for a, b in together) > 380
    assert np.mean([truth[a] == truth[b] for a, b in zip(left, right, strict=True)]) > 0.99
    assert 0.8 < duplicates([scored], records.num_rows, model.prior(records.num_rows)) < 1.2


def test_new_records_score_as_they_do_in_the_whole() -> None:
    records, _ = population(150, seed=2)
    model = Model.starting(PERSON, terms(records, PERSON))
    whole = Linkage(model, records, DuckBackend(threads=1)).within()
    scores = {
        (a, b): round(w, 6)
        for a, b, w in zip(
            *(whole[name].to_pylist() for name in ("no_l", "no_r", "match_weight")), strict=True
        )
    }
    old, fresh = records.slice(0, 250), records.slice(250)
    between = Linkage(model, old, DuckBackend(threads=1), records.num_rows).between(fresh)
    found = {
        (min(a, b), max(a, b)): round(w, 6)
        for a, b, w in zip(
            *(between[name].to_pylist() for name in ("no_l", "no_r", "match_weight")), strict=True
        )
    }
    assert found == {pair: weight for pair, weight in scores.items() if pair[0] < 250 <= pair[1]}
    assert (
        Linkage(model, old, DuckBackend(threads=1), 300).between(fresh.select(["no"]).slice(0, 1)).num_rows
        == 0
    )


def test_records_without_a_father_train_what_they_can() -> None:
    records, _ = population(200, seed=3)
    bare = records.set_column(
        records.column_names.index("father"), "father", pa.nulls(records.num_rows, pa.string())
    )
    start = Model.starting(PERSON, terms(bare, PERSON))
    model = Linkage(start, bare, DuckBackend(threads=1)).trained()
    assert Linkage(model, bare, DuckBackend(threads=1)).within().num_rows > 0
