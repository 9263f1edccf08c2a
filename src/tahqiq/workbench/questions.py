"""Questions over links, answered in the reader's words."""

from tahqiq.casework.queries import Given, Plain
from tahqiq.products.question import answer_json, checked_json, things_in
from tahqiq.store.nodes import node_numbers
from tahqiq.workbench.bench import Bench


class Questions(Bench):
    """What asks over links."""

    def query(
        self,
        document: object,
        values: Given | None = None,
        case: str | None = None,
        limit: int = 200,
        locale: str = "en",
    ) -> Plain:
        """Answer a question (see docs/reference/query.md) over everything the person may see, of one case
        where given.

        The answer has ``sentence`` (the question in words), ``total``, ``rows`` (at most 1,000), ``steps``
        (what was left after each part) and ``notes``. Raises ``WrongUse`` (``query-broken``) naming the place
        that is wrong.
        """
        return self.answered(
            document, values or {}, self.queries.run(document, values or {}, case, limit), locale
        )

    def answered(self, document: object, values: Given, plain: Plain, locale: str) -> Plain:
        """An answer to be read: things with type and caption, sources with their names, sentences in a
        language."""
        scope = self.scope("analysis")
        numbers = node_numbers(self.workspace.database, [bytes.fromhex(one) for one in things_in(plain)])
        nodes = list(numbers.values())
        read = self.entities(scope).entities(nodes, nodes)
        seen = {identity.hex(): read[no] for identity, no in numbers.items() if no in read}
        names = {source.id: source.name for source in self.workspace.sources.all(scope)}
        return answer_json(self.queries.ready(document, values), plain, seen, names, locale)

    def kept_answer(self, identity: str, locale: str = "en") -> Plain:
        """A kept answer by its id, with the question it answers (``document``, ``values``)."""
        plain = self.queries.kept(identity)
        values = plain["values"]
        given = values if isinstance(values, dict) else {}
        return {
            **self.answered(plain["document"], given, plain, locale),
            "document": plain["document"],
            "values": given,
        }

    def checked(self, document: object, locale: str = "en") -> Plain:
        """Whether a question can be run: its sentence, or what is wrong and where."""
        return checked_json(*self.queries.read(document), locale)
