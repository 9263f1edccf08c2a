"""Every screen of the page by a short name, with an address that shows something in a given workspace.

Walked by the tests (axe, 1366 pixels, other people's secrets, the pseudo-language, kept pictures) and by
``scripts/pictures.py``: a new screen is added here once.
"""

import time

from tahqiq.desks.cargo.arrivals.record import ARRIVAL
from tahqiq.desks.cargo.selection_lists.record import LIST
from tahqiq.workbench import Workbench
from tests.seat import Seat

OUTSIDE = "/sign-in"
"""The one screen that needs nobody signed in (besides the first start, which needs an empty workspace)."""

CASE_TABS = (
    "tasks",
    "notes",
    "sources",
    "charts",
    "analyses",
    "products",
    "searches",
    "members",
    "decisions",
    "activity",
    "reasoning:hypotheses",
    "reasoning:scripts",
)
ENTITY_TABS = ("values", "neighbours", "events", "map", "identity", "notes")

DOCUMENTS = ("pdf", "docx", "txt", "eml")
"""Kinds of document that are shown in a way of their own, where the workspace has one."""


NAMED, NUMBER = "علي حسن كاظم", "07901234567"
"""Whom and what the screens of the small workspace of the tests are about."""


def _party(bench: Workbench, phone: str) -> str:
    """Whom a number wrote or spoke to last."""
    threads = bench.conversations(phone)["threads"]
    assert isinstance(threads, list)
    return str(threads[0]["other"]["id"])


def screens(bench: Workbench, person: str, phone: str) -> dict[str, str]:
    """Address by name of screen, for somebody signed in.

    ``person`` and ``phone`` are searched for; screens of one document show the sheet with the most problems,
    of one case the case of that sheet. Raises ``IndexError`` where nothing is found and ``ValueError`` where
    there is no sheet.
    """
    sources = bench.sources()
    sheet = min(
        (one for one in sources if one.name.endswith((".csv", ".xlsx"))),
        key=lambda one: (-one.problems, one.name),
    )
    while not bench.refresh_search():  # somebody else may be at it
        time.sleep(0.1)
    one = bench.search(person, schema="Person").hits[0].id.hex()
    other = bench.search(phone, schema="PhoneNumber").hits[0].id.hex()
    found = {
        "home": "/",
        "deposit": "/deposit",
        "intake": f"/intake?ids={sheet.id}",
        "search": f"/search?q={person}",
        "search-none": "/search?q=zzzqqqxxx",
        **{f"entity-{tab}": f"/entities/{one}?tab={tab}" for tab in ENTITY_TABS},
        "phone-neighbours": f"/entities/{other}?tab=neighbours",
        "phone-events": f"/entities/{other}?tab=events",
        "entity-none": "/entities/abcdef123456",
        "source": f"/sources/{sheet.id}",
        "source-row": f"/sources/{sheet.id}?at={sheet.id}.0.3.1",
        "mapping": f"/sources/{sheet.id}/mapping",
        "source-none": "/sources/abcdef12",
        "cases": "/cases",
        **{f"case-{tab}": f"/cases/{sheet.case}?tab={tab}" for tab in CASE_TABS},
        "case-none": "/cases/abcdef123456",
        "briefing": f"/cases/{sheet.case}/briefing",
        "charts": "/charts",
        "chart-empty": "/chart",
        "chart": f"/chart?add={one}.{other}",
        "analyse": "/analyse",
        "analyse-one": "/analyse?analysis=most-connected",
        "map": "/map",
        "query": "/query",
        "phone-conversations": f"/entities/{other}?tab=conversations",
        "conversation": f"/conversation?own={other}&party={_party(bench, other)}",
        "review": "/review",
        "new": "/new",
        "new-person": "/new?type=Person",
        "people": "/people",
        "desks": "/desks",
        "records": "/records",
        "reports": "/reports",
        "settings": "/settings",
        "help": "/help",
        "verify": "/verify",
        "missing": "/no/such/page",
    }
    found.update(
        {
            f"source-{kind}": f"/sources/{source.id}"
            for source in reversed(sources)
            for kind in DOCUMENTS
            if source.name.endswith(f".{kind}")
        }
    )
    return found


def desk_screens(
    desk: str, case: str, register: str, form: str, record: str, operation: str
) -> dict[str, str]:
    """Address by name of the screens that every desk has, ``record`` as ``KIND/ID``; ``case`` is the id of
    the case they are shown in ("" : the desk's own file)."""
    home = f"?case={case}" if case else ""
    return {
        f"desk-{desk}": f"/desks/{desk}/",
        f"desk-{desk}-register": f"/desks/{desk}/registers/{register}{home}",
        f"desk-{desk}-record": f"/desks/{desk}/records/{record}{home}",
        f"desk-{desk}-form": f"/desks/{desk}/forms/{form}{home}",
        f"desk-{desk}-operation": f"/desks/{desk}/operations/{operation}{home}",
        f"desk-{desk}-inbox": f"/desks/{desk}/inbox{home}",
        f"desk-{desk}-rules": f"/desks/{desk}/rules{home}",
    }


def cargo_screens(at: Seat, post: str, day: str) -> dict[str, str]:
    """Address by name of the screens of the cargo desk; one consignment of ``post`` stands for all, lists and
    sheets are those that are kept there."""
    one = at.records(ARRIVAL).find({"post": post}, order="day", descending=True, limit=1).records[0]
    lists = {
        f"cargo-list-{kept.id}": f"/desks/cargo/list/{kept.id}"
        for kept in at.records(LIST).find(limit=1).records
    }
    assigned = {
        f"cargo-assign-{kept.id}": f"/desks/cargo/assign/{kept.id}"
        for kept in at.records(LIST).find(limit=1).records
    }
    return {
        "cargo-arrivals": "/desks/cargo/arrivals",
        "cargo-take": f"/desks/cargo/take?post={post}&day={day}",
        "cargo-consignment": f"/desks/cargo/arrivals/{one.id}",
        "cargo-sheet": f"/desks/cargo/sheet/{one.id}",
        "cargo-queue": f"/desks/cargo/queue?post={post}",
        "cargo-make": f"/desks/cargo/list?post={post}&day={day}",
        "cargo-workshop": "/desks/cargo/workshop",
        "cargo-results": "/desks/cargo/results",
        **lists,
        **assigned,
    }
