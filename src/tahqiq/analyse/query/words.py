"""A question in words, in four languages: what it looks for, and how many were left after each step."""

from collections.abc import Callable, Iterable

from tahqiq.analyse.query.question import Condition, Line, NamedParameter, Query, Thing, Value
from tahqiq.kit.messages import message
from tahqiq.model.vocabulary import vocabulary


def sentence(query: Query, locale: str) -> str:
    """What the question asks, as one sentence; a value that is still open stands by its label."""
    return _Teller(query, locale).whole()


def part(query: Query, where: str, locale: str) -> str:
    """One part of the question (``things/0/conditions/1``, ``links/0``) in words."""
    teller = _Teller(query, locale)
    names = where.split("/")
    if names[0] == "links":
        line = next(one for one in query.lines if one.at == int(names[1]))
        return teller.line(line, deep=False)
    thing = query.things[int(names[1])]
    if names[2] == "type":
        return vocabulary().get(thing.type).label(locale)
    return teller.condition(thing, thing.conditions[int(names[3])])


def heading(query: Query, line: Line, locale: str) -> str:
    """A line of the question as the heading of a column."""
    return _Teller(query, locale).head(line)


def link_label(name: str, types: Iterable[str], locale: str) -> str:
    """The word for a kind of link between things of some types: a type of link or event, or a property of one
    of them."""
    words = vocabulary()
    if name in words:
        schema = words.get(name)
        return schema.label(locale)
    owners = [words.get(one) for one in types if one in words] + list(words.schemata.values())
    return next((one.properties[name].label(locale) for one in owners if name in one.properties), name)


class _Teller:
    def __init__(self, query: Query, locale: str) -> None:
        self._query, self._locale = query, locale
        self._words = vocabulary()

    def say(self, code: str, **params: str | int) -> str:
        return message(f"query-say-{code}", self._locale, params).sentence

    def join(self, parts: Iterable[str]) -> str:
        return self.say("comma").join(part for part in parts if part)

    def whole(self) -> str:
        first = self._query.things[0]
        return self.say("find", thing=self._words.get(first.type).label(self._locale), more=self._more(first))

    def _more(self, thing: Thing) -> str:
        parts = [self.condition(thing, one) for one in thing.conditions]
        parts += [self.line(line) for _, line in self._query.below(thing.id)]
        return self.say("whose", parts=self.join(parts)) if parts else ""

    def condition(self, thing: Thing, item: Condition) -> str:
        label = self._words.property(thing.type, item.prop).label(self._locale)
        values = [self._value(one) for one in item.values]
        if item.how == "between":
            low, high = values
            code = "between" if low and high else "from" if low else "up-to"
            return self.say(code, property=label, low=low, high=high)
        return self.say(item.how, property=label, value=self.join(values))

    def head(self, line: Line) -> str:
        """A line as the heading of a column: what hangs on it, and by which links."""
        types = {one.id: one.type for one in self._query.things}
        by = [link_label(one, (types[line.above], types[line.below]), self._locale) for one in line.kinds]
        label = self._words.get(types[line.below]).plural(self._locale)
        return f"{label} ({self.say('or').join(by)})" if by else label

    def line(self, line: Line, deep: bool = True) -> str:
        types = {one.id: one.type for one in self._query.things}
        below = next(one for one in self._query.things if one.id == line.below)
        schema = self._words.get(below.type)
        by = [link_label(one, (types[line.above], below.type), self._locale) for one in line.kinds]
        told: dict[str, Callable[[], str]] = {
            "needed": lambda: (
                self.say("linked", thing=schema.label(self._locale))
                if line.least == 1
                else self.say("linked-least", count=line.least, things=schema.plural(self._locale))
            ),
            "absent": lambda: (
                self.say("linked-none", thing=schema.label(self._locale))
                if line.least == 1
                else self.say("linked-fewer", count=line.least, things=schema.plural(self._locale))
            ),
            "optional": lambda: self.say("linked-perhaps", things=schema.plural(self._locale)),
        }
        parts = [told[line.mode]()]
        if by:
            parts.append(self.say("by", kinds=self.say("or").join(by)))
        if line.direction != "any":
            parts.append(self.say(f"direction-{line.direction}"))
        since, until = self._value(line.since), self._value(line.until)
        if since or until:
            parts.append(
                self.say(
                    "period" if since and until else "since" if since else "until", since=since, until=until
                )
            )
        more = self._more(below) if deep else ""
        return " ".join(parts) + (f" ({more.strip()})" if more else "")

    def _value(self, value: Value) -> str:
        if isinstance(value, NamedParameter):
            known = next((one.label for one in self._query.parameters if one.name == value.name), "")
            return f"[{known or value.name}]"
        return (f"“{value}”" if self._locale == "en" else f"«{value}»") if value else ""
