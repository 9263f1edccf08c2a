"""Whose numbering an identifier belongs to, in words: short numbers are those of a network or document."""

from collections.abc import Iterable

from tahqiq.model.scope import Scope
from tahqiq.model.types.phone import OF_FILE
from tahqiq.store.database import Database, marks, numbers, text


def numbered_by(database: Database, scope: Scope, namespaces: Iterable[str]) -> dict[str, str]:
    """The names of the documents that some namespaces are of, as far as the scope shows the document; the
    newest where it came in several times. What is no document's is left out."""
    begins = {one.removeprefix(OF_FILE) for one in namespaces if one.startswith(OF_FILE)}
    found: dict[str, str] = {}
    for length in {len(one) for one in begins}:  # all are as long as each other
        asked = sorted(one for one in begins if len(one) == length)
        rows = database.query(
            f"SELECT substr(sha256, 1, {length}), name FROM source WHERE substr(sha256, 1, {length})"
            f" IN ({marks(len(asked))}) AND class IN ({numbers(scope.classes)})"
            " AND state='published' ORDER BY no",
            asked,
        )
        found |= {f"{OF_FILE}{text(begin)}": text(name).rsplit("/", 1)[-1] for begin, name in rows}
    return found
