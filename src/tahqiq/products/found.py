"""The answer to a search as JSON, stable and documented: what ``search --json`` prints and the API returns."""

from tahqiq.store.search import Hit, Results, Why

Json = dict[str, object]


def hit_json(hit: Hit) -> Json:
    """One hit; ``why`` says for each match the property, the value as recorded, the kind of match, the source's id and the place in it."""
    return {
        "id": hit.id.hex(),
        "schema": hit.schema,
        "caption": hit.caption,
        "why": [_why(why) for why in hit.why],
        "score": hit.score,
    }


def results_json(results: Results) -> Json:
    """A page of hits with totals by type. ``complete`` is false while ``behind`` visible sources are not searchable yet."""
    return {
        "query": results.query,
        "total": results.total,
        "truncated": results.truncated,
        "complete": results.complete,
        "behind": results.behind,
        "facets": results.facets,
        "hits": [hit_json(hit) for hit in results.hits],
    }


def _why(why: Why) -> Json:
    at = why.at
    return {
        "field": why.field, "value": why.value, "kind": why.kind, "source": why.source, "place": why.place, "part": at.part.no,
        "part_kind": at.part.kind, "part_name": at.part.name, "row": at.row, "column": at.column,
    }  # fmt: skip
