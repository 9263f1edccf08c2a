"""The parts of the report on people: how each was identified, with the candidates rejected, what contradicts,
and who translated what."""

from collections.abc import Mapping, Sequence

from tahqiq.products.bundle.html import Html, code, paragraph, table, text
from tahqiq.products.chart.content import Gathered
from tahqiq.products.chart.identities import Decision, Named
from tahqiq.products.product_words import Tongue

"""Languages that have a name in the catalogue; any other is told by its code."""


def identified(say: Tongue, people: Sequence[Named], names: Mapping[str, str]) -> Html:
    """A part for each person or organisation."""
    if not people:
        return paragraph(say.say("no-people"))
    made = [paragraph(say.say("people-told"))]
    for one in people:
        made.append(Html(f"<h3>{text(one.caption)}</h3>"))
        made.append(
            paragraph(
                say.say("one-record") if one.records == 1 else say.say("several-records", count=one.records)
            )
        )
        rows = [_decision(say, item, names) for item in one.decisions]
        heads = ("records-compared", "verdict", "by-whom", "when", "reason", "score", "state")
        made.append(table([say.say(name) for name in heads], rows) or paragraph(say.say("no-decisions")))
        if one.waiting:
            made.append(paragraph(say.say("proposals-waiting", count=one.waiting)))
    return Html("".join(made))


def _decision(say: Tongue, item: Decision, names: Mapping[str, str]) -> tuple[object, ...]:
    score = f"{item.score:.4f}" if item.score is not None else ""
    carried = f" · {say.say('proposed-by-program')}" if item.machine else ""
    return (
        Html(f"{text(item.left)} · {text(item.right)}"),
        say.say(f"verdict-{item.verdict}")
        if item.verdict in ("same", "different", "unsure")
        else item.verdict,
        Html(f"{text(names.get(item.by, item.by))}{carried}"),
        say.moment(item.at),
        item.reason,
        Html(f"{code(score)} {code(item.model)}".strip()),
        say.say("stands") if item.standing else say.say("taken-back"),
    )


def contradictions(say: Tongue, found: Gathered) -> Html:
    """Values of one property that cannot all be right, with where each stands."""
    numbers = {one.statement.id: one for one in found.values}
    rows = []
    for one in found.people:
        for item in one.contradictions:
            for value in item.values:
                known = numbers.get(value.id)
                where = (
                    Html(f"{code(f'V{known.number} E{known.exhibit}')} {text(say.place(value.place))}")
                    if known
                    else ""
                )
                rows.append((one.caption, say.prop(item.schema, item.prop), value.value, where))
    heads = ("about", "property", "value", "where")
    return Html(
        paragraph(say.say("contradictions-told"))
        + (table([say.say(name) for name in heads], rows) or paragraph(say.say("no-contradictions")))
    )


def translations(say: Tongue, found: Gathered, names: Mapping[str, str]) -> Html:
    """Each original beside its translation, with the language, the translator and who entered it."""
    rows = [
        (
            code(f"V{one.number}"),
            one.original,
            one.text,
            say.language(one.language),
            one.translator,
            Html(f"{text(names.get(one.by, one.by))} · {text(say.moment(one.at))}"),
        )
        for one in found.translations
    ]
    heads = ("number-short", "original-text", "translation", "language", "translator", "entered")
    return Html(paragraph(say.say("translations-told")) + table([say.say(one) for one in heads], rows))
