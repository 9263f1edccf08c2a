"""The contents of one original on their way into staging: records through their mapping, problems, what is
left out, and the members that stand inside."""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic

from tahqiq.collect.guards import KeptOut, seal
from tahqiq.collect.mapping.choice import MappingChoice
from tahqiq.collect.mapping.gather import gather, widened
from tahqiq.collect.staging import Staging
from tahqiq.formats.reader import Item, Records
from tahqiq.model.account import Aside
from tahqiq.model.problem import Problem
from tahqiq.store.originals import Sealed
from tahqiq.store.workspace import Workspace

SHOW_SECONDS = 0.2


def stage(
    workspace: Workspace,
    items: Iterable[Item],
    staging: Staging,
    choice: MappingChoice,
    depth: int,
    most_depth: int,
    show: Callable[[], None],
) -> Iterator[tuple[Sealed, str]]:
    """Stage all records and problems; yields the members that stand inside, sealed."""
    shown = monotonic()
    for item in widened(gather(items), choice.events_only):
        if isinstance(item, Records):
            _map(item, staging, choice)
        elif isinstance(item, Problem):
            staging.problem(item)
        elif isinstance(item, Aside):
            staging.aside(item)
        elif depth >= most_depth:
            staging.problem(
                Problem(
                    "nested-too-deep",
                    item.place,
                    value=item.path,
                    params={"depth": most_depth},
                    fields=1,
                )
            )
        else:
            staging.part(item.place.part)
            staging.account.used += 1
            try:
                with item.open() as stream:
                    sealed = seal(workspace, stream, item.path)
            except KeptOut as error:
                staging.problem(Problem(error.code, item.place, value=item.path, params=error.params))
            else:
                if sealed.dropped:
                    staging.problem(Problem("guarded-around", item.place, value=item.path))
                yield sealed, item.path
        if monotonic() - shown > SHOW_SECONDS:
            shown = monotonic()
            show()


def _map(records: Records, staging: Staging, choice: MappingChoice) -> None:
    applier = choice.applier(records)
    if applier is None:
        staging.unmapped(records)
        for problem in choice.asked(records):
            staging.problem(problem)
    else:
        staging.batch(applier.apply(records), applier.mapping.name, applier.fact_names)
