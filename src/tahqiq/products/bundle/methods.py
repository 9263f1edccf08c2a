"""What worked on the values of a product, in which version, and how often it is known to be wrong."""

from tahqiq.products.bundle.html import Html, code, paragraph, table
from tahqiq.products.chart.content import Gathered
from tahqiq.products.product_words import Tongue


def methods(say: Tongue, found: Gathered, version: str) -> Html:
    """Program, readers with mappings, and linkage models, each with its known error rate or that none is
    known."""
    rows: list[tuple[object, ...]] = [
        (say.say("program"), code(f"Tahqiq {version}"), say.say("rate-program"))
    ]
    readers = sorted(
        {(one.statement.method) for one in found.values} | {one.statements[0].method for one in found.events}
    )
    rows += [(say.say("reader"), code(one), say.say("rate-reader")) for one in readers]
    models = sorted({item.model for one in found.people for item in one.decisions if item.model})
    rows += [(say.say("model"), code(one), say.say("rate-model")) for one in models]
    rows.append((say.say("people-decide"), say.say("identity"), say.say("rate-person")))
    heads = ("what", "version", "known-errors")
    return Html(paragraph(say.say("methods-told")) + table([say.say(one) for one in heads], rows))
