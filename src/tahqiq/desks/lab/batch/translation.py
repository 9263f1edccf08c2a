"""What is told of a sequence, said again in the language of whoever reads it: it was held against its method
once, by somebody who may read another."""

from collections.abc import Iterable, Mapping

from tahqiq.desk.answers import problem_views
from tahqiq.desks.lab.batch.view import (
    BreachView,
    InjectionView,
    ReportingObstacleView,
    SequenceView,
    UnusedDataView,
)
from tahqiq.kit.errors import TahqiqError
from tahqiq.kit.messages import message, wanted
from tahqiq.model.problem import Problem


def because(cause: Problem | TahqiqError) -> dict[str, str | int]:
    """Why, for a sentence with ``{why}``: in the language that is asked for now, with what it takes to say it
    in another later (``why_code`` and what fills it).

    >>> because(TahqiqError("lab-curve-few", found=1, fewest=2))["why_found"]
    1
    """
    given: dict[str, str | int] = (
        {"value": cause.value or "–", **cause.params} if isinstance(cause, Problem) else cause.params
    )
    return {
        "why": cause.say(wanted()).sentence,
        "why_code": cause.code,
        **{f"why_{name}": value for name, value in given.items()},
    }


def _given(params: Mapping[str, str | int]) -> dict[str, str | int]:
    """What fills a sentence now: its reason in the language that is asked for."""
    code = params.get("why_code")
    if not isinstance(code, str):
        return dict(params)
    inner = {name.removeprefix("why_"): value for name, value in params.items() if name.startswith("why_")}
    return {**params, "why": message(code, wanted(), inner).sentence}


def odd(problems: Iterable[Problem]) -> list[UnusedDataView]:
    """Problems of a sequence as answers that can be said again."""
    held = list(problems)
    return [
        UnusedDataView(**view.model_dump(), params=one.params)
        for one, view in zip(held, problem_views(held), strict=True)
    ]


def translated(view: SequenceView) -> SequenceView:
    """Reasons and problems in the language that is asked for now; those of a sequence that was held before
    they kept their parameters stay as they are."""
    return view.model_copy(
        update={
            "curves": [one.model_copy(update={"bars": bars_again(one.bars)}) for one in view.curves],
            "injections": [_injection(one) for one in view.injections],
            "problems": [_problem(one) for one in view.problems],
            "instrument": view.instrument.model_copy(
                update={"breaches": breaches_again(view.instrument.breaches)}
            ),
        }
    )


def breach(run: str, code: str, found: float | None, limit: str = "", /, **params: str) -> BreachView:
    """A limit that was broken in a run, by the end of its entry ``lab-breach-CODE``; ``name`` among
    ``params`` is a quantity or a substance.

    >>> breach("02", "tailing", 2.4, name="caffeine").what
    'caffeine: tailing'
    """
    return BreachView(run=run, what=_broken(code, params), found=found, code=code, params=params, limit=limit)


def breaches_again(broken: Iterable[BreachView]) -> list[BreachView]:
    """Broken limits in the language that is asked for now."""
    return [
        one.model_copy(update={"what": _broken(one.code, one.params)}) if one.code else one for one in broken
    ]


def line_of(one: BreachView) -> str:
    """A broken limit in one line: the run, what, the value found beside its limit.

    >>> told = line_of(breach("02", "tailing", 2.4, "≤ 1.5", name="caffeine"))
    >>> told.replace("\u2066", "").replace("\u2069", "")
    '02 caffeine: tailing: 2.4 (≤ 1.5)'
    """
    words = f"{one.run} {one.what}".strip()
    return (
        words
        if one.found is None
        else f"{words}: \u2066{one.found:g}{f' ({one.limit})' if one.limit else ''}\u2069"
    )


def _broken(code: str, params: Mapping[str, str]) -> str:
    return message(
        f"lab-breach-{code}",
        wanted(),
        {key: followed_as(value) if key == "name" else value for key, value in params.items()},
    ).sentence


def followed_as(name: str) -> str:
    """What a quantity that a method follows is called: the internal standard, or a check; any other name as
    it stands.

    >>> followed_as("check caffeine"), followed_as("caffeine")
    ('check caffeine', 'caffeine')
    """
    if name == "standard":
        return message("lab-followed-standard", wanted(), {}).sentence
    kind, _, substance = name.partition(" ")
    return (
        message("lab-followed-check", wanted(), {"name": substance}).sentence
        if kind == "check" and substance
        else name
    )


def bars_again(bars: Iterable[ReportingObstacleView]) -> list[ReportingObstacleView]:
    """Reasons in the language that is asked for now."""
    found = []
    for one in bars:
        words = message(one.code, wanted(), _given(one.params)) if one.params else one
        found.append(one.model_copy(update={"sentence": words.sentence, "next_step": words.next_step}))
    return found


def _injection(one: InjectionView) -> InjectionView:
    findings = [finding.model_copy(update={"bars": bars_again(finding.bars)}) for finding in one.findings]
    return one.model_copy(update={"bars": bars_again(one.bars), "findings": findings})


def _problem(one: UnusedDataView) -> UnusedDataView:
    if not one.params and one.value is None:
        return one
    words = message(one.code, wanted(), {"value": one.value or "–", **_given(one.params)})
    return one.model_copy(update={"sentence": words.sentence, "next_step": words.next_step})
