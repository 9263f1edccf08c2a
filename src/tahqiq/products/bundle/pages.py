"""The pages of a bundle: a signed cover and a report for a reader with paper only, right in black and white
on A4."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tahqiq.kit.locale import format_number
from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.office import office_zone
from tahqiq.products.board import Item
from tahqiq.products.board_lines import Line
from tahqiq.products.bundle.html import Html, code, facts, page, paragraph, section, table, text
from tahqiq.products.bundle.line_records import records_behind
from tahqiq.products.bundle.methods import methods
from tahqiq.products.bundle.people_pages import contradictions, identified, translations
from tahqiq.products.chart.content import Event, Exhibit, Gathered, Value
from tahqiq.products.chart.view import ways
from tahqiq.products.paper.chart_picture import label_of
from tahqiq.products.paper.furniture import Furniture
from tahqiq.products.paper.joined_lines import joined
from tahqiq.products.paper.legend import legend
from tahqiq.products.paper.marks import Picture
from tahqiq.products.paper.svg import svg
from tahqiq.products.product_words import Tongue

MOST_SPANS = 12
"""How many runs of numbers a line of the table of lines names."""
MOST_ROWS = 2_000
"""How many events and values the report prints; all of them stand in the tables beside it."""


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did to a product: ``what`` prepared, reviewed, released or returned; ``at`` ISO 8601
    UTC."""

    what: str
    by: str
    at: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a product on its cover. ``head`` is the head of the log as text, "" of a draft;
    ``draft``: not released yet; ``names`` people by id; ``originals``: those that may leave go along as a
    whole; ``zone`` whose days it says."""

    number: str
    title: str
    case: str
    audience: str
    language: str
    acts: tuple[Act, ...]
    names: Mapping[str, str]
    key: str
    head: str
    version: str
    draft: bool
    originals: bool
    zone: str = field(default_factory=office_zone)

    @property
    def say(self) -> Tongue:
        """The words of its language, with its clocks."""
        return Tongue(self.language, self.zone)


def cover(about: About, found: Gathered) -> str:
    """The page that is signed for on paper: what this is, who answers for it, and the fingerprint of the
    key."""
    say = about.say
    parts = [
        paragraph(say.band(about.audience, about.draft), "band"),
        whose(found.frame),
        f"<h1>{text(about.title)}</h1>",
        facts(
            [
                (say.say("number"), code(about.number)),
                (say.say("case"), about.case),
                *(
                    (
                        say.say(f"act-{act.what}"),
                        Html(f"{text(about.names.get(act.by, act.by))} · {text(say.moment(act.at))}"),
                    )
                    for act in about.acts
                ),
                (say.say("handling"), " · ".join(say.handling(one) for one in handled(found))),
                (say.say("contains"), _contains(say, found)),
                (say.say("program"), code(f"Tahqiq {about.version}")),
                (say.say("head"), code(about.head)),
            ]
        ),
        paragraph(say.say("key")),
        Html(f'<p class="key code" dir="ltr">{about.key}</p>'),
        paragraph(say.say("proves")),
        paragraph(say.say("verify-how", page="verify.html")),
        facts([(say.say(f"sign-{one}"), Html("&nbsp;<br>&nbsp;")) for one in ("author", "approver")]),
        *([paragraph(found.frame.note, "quiet")] if found.frame.note else []),
    ]
    return page(about.title, about.language, f"<div class=cover>{''.join(parts)}</div>")


def whose(frame: Furniture) -> Html:
    """Mark, name and unit of the agency; "" where it has none."""
    data = b64encode(frame.picture).decode("ascii")
    mark = f'<img src="data:image/jpeg;base64,{data}" alt="" width=48 height=48>' if data else ""
    return Html(f"<p>{mark} <strong>{text(frame.named)}</strong></p>" if mark or frame.named else "")


def sheet_band(say: Tongue, about: About, found: Gathered) -> str:
    """What stands above every printed sheet: for whom it is, how it is handled, and which product it belongs
    to."""
    band = say.band(about.audience, about.draft)
    return " · ".join(filter(None, (band, *(say.handling(one) for one in handled(found)), about.number)))


def handled(found: Gathered) -> list[str]:
    """The handling codes of all that is in it."""
    return sorted(
        {one.statement.handling or "open" for one in found.values}
        | {one.handling or "open" for one in found.events}
    )


def _contains(say: Tongue, found: Gathered) -> str:
    told = say.say(
        "contains-told",
        items=len(found.items),
        values=len(found.values),
        events=len(found.events),
        exhibits=len(found.exhibits),
    )
    more = (
        say.say("left-out-count", count=len(found.left_out)) if found.left_out else say.say("left-out-none")
    )
    return f"{told} {more}"


def report(about: About, found: Gathered, picture: Picture) -> str:
    """The report: chart (``picture``), things, lines, exhibits, people, contradictions, methods, what is not
    in it; the long lists of events and values come last."""
    say = about.say
    drawn = svg(picture, about.title, _contains(say, found))
    signs = legend(
        found.items.values(), found.lines, about.language, ruled=found.ruled, edit=found.layout.legend
    )
    sections = [
        section(
            "chart",
            say.say("chart"),
            f"<div class=chart>{drawn}</div>",
            shown(say, found),
            f"<div class=legend>{svg(signs, say.say('legend'))}</div>",
        ),
        section("things", say.say("things"), things(say, found), new=True),
        section("lines", say.say("lines"), lines(say, found)),
        section(
            "exhibits",
            say.say("exhibits"),
            paragraph(say.say("exhibits-told")),
            *(_exhibit(say, one, about) for one in found.exhibits),
            new=True,
        ),
        section("people", say.say("people"), identified(say, found.people, about.names)),
        section("contradictions", say.say("contradictions"), contradictions(say, found)),
        *(
            [section("translations", say.say("translations"), translations(say, found, about.names))]
            if found.translations
            else []
        ),
        section("methods", say.say("methods"), methods(say, found, about.version)),
        section("left-out", say.say("left-out"), _left_out(say, found)),
        section("timeline", say.say("timeline"), timeline(say, found.events), new=True),
        section("values", say.say("values"), _values(say, found.values, found.items), new=True),
    ]
    index = "".join(
        f'<a href="#{one}">{say.say(one)}</a>'
        for one in (
            *("chart", "things", "lines", "exhibits", "people", "contradictions"),
            *(("translations",) if found.translations else ()),
            *("methods", "left-out", "timeline", "values"),
        )
    )
    band = paragraph(say.band(about.audience, about.draft), "band")
    head = (
        f"{band}{whose(found.frame)}<h1>{text(about.title)}</h1><p class=quiet>{text(about.case)} · "
        f"{code(about.number)} · {code(about.key)}</p><nav>{index}</nav>"
    )
    return page(about.title, about.language, head + "".join(sections), sheet_band(say, about, found))


def shown(say: Tongue, found: Gathered) -> Html:
    """How much is on the chart, and how much is not."""
    told = [say.say("shown", items=len(found.items), lines=len(joined(found.lines)))]
    told += [say.say("hidden", count=found.hidden)] if found.hidden else []
    told += [say.say("gone", count=found.gone)] if found.gone else []
    return paragraph(" ".join(told))


def things(say: Tongue, found: Gathered) -> Html:
    """The items of the chart with how many values each rests on."""
    rests: dict[str, list[Value]] = {}
    for value in found.values:
        rests.setdefault(value.statement.entity.hex(), []).append(value)
    rows = []
    for at, item in enumerate(found.items.values(), 1):
        fragments = [one["id"] for one in item.get("fragments", ())] or [item["id"]]
        own = [value for one in fragments for value in rests.get(one, ())]
        exhibits = ", ".join(f"E{number}" for number in sorted({value.exhibit for value in own}))
        rows.append(
            (say.number(at), item["caption"], say.kind(item["schema"]), say.number(len(own)), code(exhibits))
        )
    heads = ("no", "name", "kind", "values-count", "exhibits-short")
    return table([say.say(one) for one in heads], rows)


def lines(say: Tongue, found: Gathered) -> Html:
    """The lines with what they say: how often, both ways apart, what was paid, first and last day; the
    originals they rest on and the numbers of the records behind them."""
    exhibit = {one.source.id: one.number for one in found.exhibits}
    behind = records_behind(found)
    rows = []
    for line in sorted(found.lines, key=lambda one: (-one["weight"], one["id"])):
        a, b = (found.items[line[end]]["caption"] if line[end] in found.items else "" for end in ("a", "b"))
        often = (
            say.say("both-ways", out=line["events"]["out"], back=line["events"]["in"])
            if line["events"]["in"]
            else say.number(line["weight"])
        )
        rests = ", ".join(
            f"E{number}" for number in sorted({exhibit[one] for one in line["sources"] if one in exhibit})
        )
        rows.append(
            (
                a,
                label_of(line, found.items, say.tag),
                b,
                Html(" · ".join(map(text, [often, *_amounts(say, found, line)]))),
                say.say(f"sure-{line['strength']}"),
                say.day(line["first"]),
                say.day(line["last"]),
                Html(f"{code(rests)} {code(_listed(behind[line['id']]))}"),
            )
        )
    heads = ("from", "line", "to", "count", "sure", "first", "last", "exhibits-short")
    return table([say.say(one) for one in heads], rows) or paragraph(say.say("none"))


def _amounts(say: Tongue, found: Gathered, line: Line) -> list[str]:
    """What was paid along a line by currency, there and back as arrows where it went both ways; nothing where
    nothing was."""
    told = []
    for currency, (there, back) in sorted(found.sums.get(line["id"], {}).items()):
        out, home = (format_number(f"{one:f}", say.tag) if one else "" for one in (there, back))
        told += [f"{ways(out, home, turned=False)} {currency}".strip()] if out or home else []
    return told


def _listed(numbers: Sequence[int]) -> str:
    """The numbers of records, neighbours together; those over :data:`MOST_SPANS` stand in the tables beside
    the report."""
    listed = spans(numbers)
    return ", ".join(listed[:MOST_SPANS]) + (" …" if len(listed) > MOST_SPANS else "")


def timeline(say: Tongue, events: Sequence[Event], alone: bool = False) -> Html:
    """The records of events in the order of time; ``alone`` of a page that has no tables beside it."""
    rows = [
        (
            code(f"V{one.number}"),
            say.moment(one.at),
            say.kind(one.record.kind),
            between(say, one.parties),
            _extent(say, one),
            (one.record.text or "")[:600],
            Html(f"{code(f'E{one.exhibit}')} {text(say.place(one.statements[0].place))}"),
        )
        for one in events[:MOST_ROWS]
    ]
    heads = ("number-short", "when", "kind", "who", "extent", "text", "where")
    return Html(
        _cut(say, len(events), alone)
        + (table([say.say(one) for one in heads], rows) or paragraph(say.say("none")))
    )


def between(say: Tongue, parties: Sequence[str]) -> Html:
    """Who acted towards whom: each name in its own direction, the arrow in that of the page."""
    return Html(
        (" ← " if locale_of(say.tag).direction == "rtl" else " → ").join(text(one) for one in parties)
    )


def _extent(say: Tongue, event: Event) -> str:
    record = event.record
    amount = f"{record.amount:f} {record.currency or ''}".strip() if record.amount is not None else ""
    return " · ".join(
        filter(None, (say.say("seconds", count=record.seconds) if record.seconds else "", amount))
    )


def _cut(say: Tongue, count: int, alone: bool = False) -> str:
    return (
        paragraph(
            say.say("first-rows-alone" if alone else "first-rows", shown=MOST_ROWS, count=count), "quiet"
        )
        if count > MOST_ROWS
        else ""
    )


def _values(say: Tongue, values: Sequence[Value], items: Mapping[str, Item]) -> Html:
    called = {one.statement.entity.hex(): one.called for one in values} | {
        name: item["caption"] for name, item in items.items()
    }
    rows = []
    for one in values[:MOST_ROWS]:
        item = one.statement
        written = item.original if item.original != item.value else ""
        grade = say.grade(item.grade)
        rows.append(
            (
                code(f"V{one.number}"),
                one.called,
                say.prop(item.schema, item.prop),
                called.get(item.value, item.value) if item.target else item.value,
                "" if item.target else written,
                Html(f"{code(f'E{one.exhibit}')} {text(say.place(item.place))}"),
                grade,
            )
        )
    heads = ("number-short", "about", "property", "value", "as-written", "where", "grade")
    return Html(
        paragraph(say.say("values-told"))
        + _cut(say, len(values))
        + (table([say.say(one) for one in heads], rows) or paragraph(say.say("none")))
    )


def _exhibit(say: Tongue, one: Exhibit, about: About) -> str:
    item, order = one.source, one.source.authority
    period = f"{order.start or '…'} – {order.end or '…'}" if order.start or order.end else ""
    pairs = [
        (say.say("file"), item.name),
        (say.say("sha256"), code(item.sha256)),
        (say.say("size"), say.say("bytes", count=item.size)),
        (say.say("received"), " · ".join(filter(None, (item.received_from, item.received_how)))),
        (
            say.say("deposited"),
            Html(
                f"{text(about.names.get(item.deposited_by, item.deposited_by))} · "
                f"{text(say.moment(item.deposited_at))}"
            ),
        ),
        (say.say("order"), order.reference or say.say("no-order")),
        (say.say("court"), order.court),
        (say.say("order-date"), order.date),
        (say.say("order-period"), period),
        (say.say("order-numbers"), " · ".join(order.numbers)),
        (say.say("grade"), say.grade(item.grade)),
        (say.say("zone"), say.zone(item.zone)),
        (say.say("read-by"), code(f"{item.format} {item.reader_version} · {item.mapping_name}".rstrip(" ·"))),
        (say.say("rests"), say.number(one.values)),
        (
            say.say("in-bundle"),
            say.say("whole" if one.whole and about.originals else "extract" if one.whole else "extract-only"),
        ),
    ]
    return f"<h3 id=E{one.number}>{code(f'E{one.number}')} {text(item.name)}</h3>{facts(pairs)}"


def _left_out(say: Tongue, found: Gathered) -> Html:
    if not found.left_out:
        return paragraph(say.say("left-out-none"))
    return Html(
        paragraph(say.say("left-out-told", count=len(found.left_out)))
        + paragraph(code(", ".join(spans(found.left_out))))
    )


def spans(numbers: Sequence[int]) -> list[str]:
    """Numbers as they are listed, neighbours together.

    >>> spans([1, 2, 3, 7])
    ['V1–V3', 'V7']
    """
    made: list[list[int]] = []
    for one in numbers:
        if made and made[-1][1] == one - 1:
            made[-1][1] = one
        else:
            made.append([one, one])
    return [f"V{a}" if a == b else f"V{a}–V{b}" for a, b in made]
