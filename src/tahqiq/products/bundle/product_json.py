"""Products as plain JSON: the same words on the command line and in the API."""

from collections.abc import Mapping

from tahqiq.products.bundle.checker import Checked
from tahqiq.products.bundle.product import Changed, Product
from tahqiq.products.describe import Json


def product_json(made: Product, names: Mapping[str, str]) -> Json:
    """A product with who did what; ``names`` people by id."""
    return {
        "id": made.id,
        "case": made.case,
        "title": made.title,
        "state": made.state,
        "audience": made.recipe.audience,
        "language": made.recipe.language,
        "kind": "bundle" if made.recipe.charts is None else "briefing",
        "chart": made.recipe.chart,
        "chart_version": made.recipe.version,
        "originals": made.recipe.originals,
        "digest": made.digest,
        "changed": changed_json(made.changed) if made.changed is not None else None,
        "acts": [
            {"what": one.what, "by": one.by, "by_name": names.get(one.by, ""), "at": one.at, "note": one.note}
            for one in made.acts
        ],
    }


def changed_json(found: Changed) -> Json:
    """What became of the sources it rests on."""
    return {"erased": list(found.erased), "superseded": list(found.superseded), "retracted": found.retracted}


def checked_json(found: Checked) -> Json:
    """Whether a file is as it was signed."""
    return {
        "sound": found.sound,
        "signed": found.signed,
        "key": found.key,
        "number": found.number,
        "files": found.files,
        "differs": list(found.differs),
        "missing": list(found.missing),
        "unknown": list(found.unknown),
    }
