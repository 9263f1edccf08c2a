"""The answer to a search as JSON, stable and documented: what ``search --json`` prints and the API
returns."""

from tahqiq.kit.messages import wanted
from tahqiq.store.search import Hit, Results, Why

Json = dict[str, object]


def hit_json(hit: Hit) -> Json:
    """One hit; ``why`` says for each match the property, the value as recorded, the kind of match, the
    source's id and the place in it. ``rows`` things of one document have the very same name where that was
    asked for, ``same`` are the others: nothing is merged."""
    return {
        "id": hit.id.hex(),
        "schema": hit.schema,
        "caption": hit.caption,
        "why": [_why(why) for why in hit.why],
        "score": hit.score,
        "rows": hit.rows,
        "same": [hit_json(one) for one in hit.same],
    }


def results_json(results: Results) -> Json:
    """A page of hits with totals by type. ``complete`` is false while ``behind`` visible sources are not
    searchable yet."""
    return {
        "query": results.query,
        "total": results.total,
        "lines": results.lines,
        "truncated": results.truncated,
        "complete": results.complete,
        "behind": results.behind,
        "facets": results.facets,
        "hits": [hit_json(hit) for hit in results.hits],
    }


def _why(why: Why) -> Json:
    at = why.at
    return {
        "field": why.field,
        "value": why.value,
        "kind": why.kind,
        "source": why.source,
        "place": why.place,
        "part": at.part.no,
        "part_kind": at.part.kind,
        "part_name": at.part.called(wanted()),
        "row": at.row,
        "column": at.column,
    }
