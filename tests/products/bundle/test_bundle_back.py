"""A released bundle that is collected again: what was made for it is no witness, the originals in it stay
what they are, each for itself."""

from pathlib import Path

from tahqiq.store.derivations import exported, origins

from .conftest import Office
from .test_bundle import released


def test_a_bundle_is_known_and_joins_none_of_its_originals(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    product = released(office)
    writer = office.bench("writer")
    office.products("writer").write(office.case, product.id, path)
    before = origins(writer.workspace.database, writer.scope())
    whole, *inside = writer.collect([path], writer.deposit("Harbour"))
    found = writer.derived.origin(whole.source).export
    assert found
    assert found.by == writer.actor.id
    assert found.unchanged
    after = origins(writer.workspace.database, writer.scope())
    assert {no: after[no] for no in before} == before
    own = exported(writer.workspace.database)
    number = {one.id: one.no for one in writer.sources()}
    tables = {"values.csv", "events.csv", "lines.csv", "report.html", "chart.svg"}
    assert tables <= {one.path for one in inside}, (whole, inside)
    for one in inside:
        original = one.path.startswith("exhibits/E") and not one.path.endswith("-extract.csv")
        assert (number[one.source] in own, after[number[one.source]] == 0) == (not original,) * 2, one.path
    assert any(one.status == "known" for one in inside)  # the originals themselves
