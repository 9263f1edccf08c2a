"""A passenger list for the examples of operations."""

from tahqiq.desk import ActingDesktop
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest
from tahqiq.desks.passengers.watchlists.examples import collected, watchlist_request
from tahqiq.desks.passengers.watchlists.operations import add_watchlist

SAMPLE_MESSAGE = (
    "UNB+UNOA:4+ZZ+PIU+260401:0810+9'UNH+1+PAXLST:D:05B:UN'BGM+745'TDT+20+ZZ410'LOC+125+IST'DTM+189:2604010930:201'LOC+87+BGW'"
    "NAD+FL+++ALSAMPLE:KAREEM:JASIM'ATT+2++M'DTM+329:880214'DOC+P+X9000001'LOC+91+IRQ'CNT+42:1'UNT+13+1'UNZ+1+9'"
)


def passenger_list_request(at: ActingDesktop) -> AirlineFileRequest:
    """A collected list of the example, and a list of names in use."""
    add_watchlist(at, watchlist_request(at), None)
    return AirlineFileRequest(source=collected(at, SAMPLE_MESSAGE, "zz410.edi"))
