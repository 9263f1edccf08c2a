"""Take a watchlist into use, list watchlists, end one."""

from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, ActingDesktop, Desktop, NoQuestion, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desks.passengers.watchlists.entries import people_listed
from tahqiq.desks.passengers.watchlists.examples import watchlist_request
from tahqiq.desks.passengers.watchlists.record import WATCHLIST, Watchlist, WatchlistRequest
from tahqiq.desks.passengers.watchlists.view import WatchlistView, WhoIsListedView, watchlist_view
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import WrongUse


class WatchlistsView(Strict):
    """Every list on the records."""

    lists: list[WatchlistView]


class WatchlistEndRequest(Strict):
    """A list that is to be used no longer."""

    id: Annotated[str, ARGUMENT] = Field(description="The list, by its id or name.")
    version: int = Field(default=0, ge=0, description="The version that you saw; 0: whichever stands now.")
    reason: str = Field(default="", max_length=500, description="Why it is ended.")


def add_watchlist(
    at: ActingDesktop, asked: WatchlistRequest, _progress: Progress | None, of_case: str = ""
) -> WatchlistView:
    """Take a collected list into use. Raises ``NotFound``, ``WrongUse`` (``passengers-empty-list``)."""
    source, list_file = people_listed(at, asked.source, asked.aliases)
    if not list_file.entries:
        raise WrongUse("passengers-empty-list", name=source.name)
    made = {"source": source.id, "form": list_file.kind, "people": len(list_file.entries), "case": of_case}
    body = record_of(Watchlist, asked, **made)
    kept = at.records(WATCHLIST).save(body)
    return watchlist_view(kept.id, kept.version, body)


def list_watchlists(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> WatchlistsView:
    """Every list, those that end first before the others."""
    found = at.records(WATCHLIST).find(order="ends", limit=500).records
    names = at.bench.names(
        {name for one in found for name in (one.body.asked_by, one.body.agreed_by) if name}
    )
    return WatchlistsView(
        lists=[
            watchlist_view(one.id, one.version, one.body).model_copy(
                update={
                    "asked_name": names.get(one.body.asked_by, ""),
                    "agreed_name": names.get(one.body.agreed_by, ""),
                    "mine": one.body.asked_by == at.actor.id,
                    "person": _person(at, one.body) if one.body.asked_by else None,
                }
            )
            for one in found
        ]
    )


def _person(at: Desktop, body: Watchlist) -> WhoIsListedView | None:
    """Who was put on by name, from the sealed table."""
    entries = people_listed(at, body.source, body.aliases)[1].entries
    return next(
        (
            WhoIsListedView(
                spellings=one.names[1:],
                born=one.born,
                documents=one.documents,
                reason=one.reason,
            )
            for one in entries
        ),
        None,
    )


def end_watchlist(at: ActingDesktop, asked: WatchlistEndRequest, _progress: Progress | None) -> WatchlistView:
    """Put a list away; its hits stay. Raises ``NotFound`` (``no-such-record``), ``WrongUse``
    (``passengers-say-why``) for a person who was put on by name and no reason."""
    records = at.records(WATCHLIST)
    named = records.find({"name": asked.id}, order="ends", limit=2).records
    found = named[0] if len(named) == 1 else records.get(asked.id)
    version = asked.version or found.version
    reason = asked.reason.strip()
    if found.body.asked_by and not reason:
        raise WrongUse("passengers-say-why")
    if reason:
        version = records.save(found.body.model_copy(update={"ended": reason}), "", found.id, version).version
    kept = records.put_away(found.id, version)
    return watchlist_view(kept.id, kept.version, kept.body).model_copy(update={"in_use": False})


def _end_request(at: ActingDesktop) -> WatchlistEndRequest:
    made = add_watchlist(at, watchlist_request(at), None)
    return WatchlistEndRequest(id=made.id, version=made.version)


OPERATIONS = (
    Operation(
        "lists-list",
        NoQuestion,
        WatchlistsView,
        "look",
        "read-case",
        list_watchlists,
        lambda _at: NoQuestion(),
        group="lists",
    ),
    Operation(
        "lists-expire",
        WatchlistEndRequest,
        WatchlistView,
        "act",
        "write-case",
        end_watchlist,
        _end_request,
        group="lists",
    ),
)
