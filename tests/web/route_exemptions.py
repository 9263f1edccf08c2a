"""Routes that are no part of a comparison or show no planted value, each with the reason; and those that are
no GET and yet only look."""

from tahqiq.desk import desks

ACT = (
    "an act, no look: what it may do is tested in tests/casework and tests/web/test_acts.py; outsiders "
    "are compared here"
)
OF_DESKS = (
    "an operation of a desk: tests/conformance/test_desks.py asks outsiders, tests/desks/reasoning who "
    "may not see a value"
)
SHOWS_NOTHING = {
    (
        "GET",
        "/api/erasures/words",
    ): "places of words once something was erased: tests/attack/test_words.py asks who sees them",
    ("POST", "/api/erasures/words/{proposal}/strike"): ACT,
    ("POST", "/api/erasures/words/{proposal}/leave"): ACT,
    ("POST", "/api/queries/check"): "what the caller sends, in words",
    ("GET", "/api/queries/kinds"): "words of the program and counts of visible links",
    (
        "GET",
        "/api/desks",
    ): "the desks that are installed; what they hold is held by tests/conformance/test_desks.py",
    ("POST", "/api/desks/{name}/open"): ACT,
    **{
        (
            verb,
            f"/api/desks/{{name}}/{address}",
        ): "of desks, and none is switched on here: tests/conformance/test_desk_parts.py asks outsiders"
        for verb, addresses in {
            "GET": (
                "registers/{register}",
                "registers/{register}/rows",
                "records/{kind}/{record}",
                "records/{kind}/{record}/openings",
                "flows/{kind}",
                "inbox",
                "rules",
                "clocks",
                "forms/{form}",
                "forms/{form}/sheet",
                "papers",
                "papers/{record}",
                "papers/{record}/sheet",
                "asked/{operation}",
            ),
            "POST": (
                "registers/{register}/views",
                "registers/{register}/export",
                "prints/{paper}/{record}",
                "records/{kind}/{record}/steps",
                "forms/{form}/check",
                "papers",
                "papers/{record}/seal",
            ),
            "PUT": ("papers/{record}",),
            "DELETE": ("registers/{register}/views/{view}",),
        }.items()
        for address in addresses
    },
    ("GET", "/api/audit"): "for auditors; holds ids and salted digests only",
    ("GET", "/api/audit/entries"): "for auditors; holds ids and salted digests only",
    ("GET", "/api/audit/choices"): "for auditors; ids and names of acts",
    ("GET", "/api/audit/csv"): "for auditors; holds ids and salted digests only",
    ("GET", "/api/audit/head"): "for auditors; a size, a hash and a signature",
    ("GET", "/api/people"): "for administrators; people who sign in are no case data",
    ("GET", "/api/session"): "the caller's own account",
    (
        "GET",
        "/api/sources/{source_id}/set-aside",
    ): "names of columns and counts; the planted sheets have no idle column",
    (
        "GET",
        "/api/search/set-aside",
    ): "texts of idle columns, of which the planted sheets have none: tests/store/test_idle.py",
    ("GET", "/api/arrived"): "asked without a beginning, nothing is news: tests/web/test_arrived.py",
    ("GET", "/api/preferences"): "how the caller likes the page",
    ("PUT", "/api/preferences"): ACT,
    ("GET", "/api/vocabulary"): "the program's words, the same for everybody",
    (
        "POST",
        "/api/chart/line",
    ): (
        "ids, times, amounts and places of records between two things; held beside its twin in "
        "tests/web/test_chart.py"
    ),
    (
        "POST",
        "/api/chart/times",
    ): "counts and sums by day; held beside the lines in tests/products/test_board_times.py",
    (
        "POST",
        "/api/chart/events",
    ): "ids, times and lengths of calls; what was written stands in messages only",
    ("POST", "/api/chart/leave"): ACT,
    ("POST", "/api/chart/handling"): "handling codes alone, which are words of the program",
    ("POST", "/api/chart/layout"): "geometry of numbers that the caller sends",
    ("GET", "/api/map"): "the program's words and towns, the same for everybody",
    ("POST", "/api/verify"): "counts; names stand in it only when something does not hold",
    ("POST", "/api/session"): "signing in",
    (
        "POST",
        "/api/tickets",
    ): "leave to fetch a download that shows what it shows: tests/attack/test_session.py",
    ("DELETE", "/api/session"): "signing out",
    ("POST", "/api/cases"): ACT,
    ("POST", "/api/cases/{case}/members"): ACT,
    (
        "GET",
        "/api/invitations",
    ): "titles of cases whose supervisors ask the caller to join: tests/attack/test_invitations.py",
    ("POST", "/api/invitations/{case}"): ACT,
    (
        "GET",
        "/api/admissions",
    ): "titles of compartments whose supervisors ask the caller to enter: tests/attack/test_invitations.py",
    ("POST", "/api/admissions/{compartment}"): ACT,
    ("POST", "/api/people"): ACT,
    ("GET", "/api/health"): "whether the server works, nothing of anybody",
    ("GET", "/api/first-start"): "whether an account must be made, nothing else",
    ("POST", "/api/first-start"): ACT,
    ("GET", "/api/rules"): "the rules in force, the same for everybody",
    ("GET", "/api/roles"): "the roles that the installed packages name, the same for everybody",
    (
        "GET",
        "/api/cases/{case}/members",
    ): "people of the caller's own case, no case data: tests/web/test_team.py",
    ("GET", "/api/compartments"): "names of compartments the caller is inside: tests/web/test_team.py",
    (
        "GET",
        "/api/compartments/{compartment}/members",
    ): "people inside with the caller: tests/web/test_team.py",
    ("POST", "/api/compartments"): ACT,
    ("POST", "/api/compartments/{compartment}/members"): ACT,
    ("DELETE", "/api/compartments/{compartment}/members/{login}"): ACT,
    ("DELETE", "/api/cases/{case}/members/{login}"): ACT,
    ("PUT", "/api/people/{login}/password"): ACT,
    ("DELETE", "/api/people/{login}"): ACT,
    ("PUT", "/api/people/{login}/roles"): ACT,
    ("POST", "/api/people/{login}/reopen"): ACT,
    ("POST", "/api/people/{login}/hand-over"): ACT,
    ("POST", "/api/sources"): ACT,
    ("POST", "/api/deposits"): "an act: tests/web/test_mappings.py",
    ("POST", "/api/sources/{source_id}/read"): ACT,
    ("POST", "/api/cases/{case}/mappings"): ACT,
    ("GET", "/api/mapping-choices"): "the program's words, the same for everybody",
    ("POST", "/api/jobs/{no}/cancel"): ACT,
    ("POST", "/api/jobs/{no}/resume"): ACT,
    ("POST", "/api/entities/{id}/statements/{statement}/retract"): ACT,
    ("POST", "/api/entities/{id}/statements/{statement}/reinstate"): ACT,
    ("POST", "/api/sources/{source_id}/chart"): ACT,
    ("POST", "/api/sources/{source_id}/release"): ACT,
    ("POST", "/api/sources/{source_id}/take-back"): ACT,
    ("POST", "/api/sources/{source_id}/derived"): ACT,
    ("POST", "/api/sources/{source_id}/independent"): ACT,
    ("POST", "/api/sources/{source_id}/erasure"): ACT,
    ("POST", "/api/sources/{source_id}/erasure/approve"): ACT,
    ("POST", "/api/sources/{source_id}/erasure/withdraw"): ACT,
    (
        "GET",
        "/api/cases/{case}/products",
    ): "what was prepared of charts, and nothing was: tests/web/test_products.py",
    ("POST", "/api/cases/{case}/products"): ACT,
    ("POST", "/api/cases/{case}/briefings"): ACT,
    (
        "POST",
        "/api/cases/{case}/briefings/preview",
    ): (
        "what the caller wrote, filled in from a chart and values of which none is named here: "
        "tests/products/briefing"
    ),
    (
        "GET",
        "/api/cases/{case}/briefings/figures/{document}",
    ): "names of a chart's own things; the chart here holds none: tests/products/briefing",
    ("POST", "/api/cases/{case}/briefings/{document}/product"): ACT,
    (
        "GET",
        "/api/cases/{case}/products/{product}/pages",
    ): "pages of a product, and none was prepared: tests/web/test_products.py",
    **{
        ("POST", f"/api/cases/{{case}}/products/{{product}}/{act}"): ACT
        for act in ("review", "send-back", "release")
    },
    (
        "GET",
        "/api/cases/{case}/products/{product}/file",
    ): "the file of a product, and none was prepared: tests/web/test_products.py",
    ("POST", "/api/cases/{case}/documents"): ACT,
    ("PUT", "/api/cases/{case}/documents/{document}"): ACT,
    ("DELETE", "/api/cases/{case}/documents/{document}"): ACT,
    **{
        ("GET" if item.effect == "look" else "POST", f"/api/desks/{desk.name}/{item.name}"): OF_DESKS
        for desk in desks().values()
        for item in desk.operations
    },
    ("POST", "/api/judgements"): ACT,
    (
        "POST",
        "/api/review/runs",
    ): "queues only; what it finds is read from the queue: tests/web/test_identity.py",
    ("POST", "/api/judgements/alike"): ACT,
    ("POST", "/api/judgements/{judgement}/undo"): ACT,
    ("POST", "/api/entities/{id}/split"): ACT,
    (
        "GET",
        "/api/entities/{id}/possible",
    ): "pairs of a linkage run, and none was made here: tests/casework/test_review.py",
    (
        "GET",
        "/api/review/alike",
    ): "two holders of one document number, and the story has none: tests/web/test_cards.py",
    (
        "POST",
        "/api/review/alike/preview",
    ): "two holders of one document number, and the story has none: tests/web/test_cards.py",
    ("GET", "/api/review/cards/count"): "a count of what the caller may see",
    (
        "POST",
        "/api/review/cards/open",
    ): "two things that wait, by a person who sees both: tests/casework/test_cards.py",
    ("POST", "/api/review/cards/decide"): ACT,
    ("POST", "/api/judgements/runs/{run}/undo"): ACT,
    ("GET", "/api/analyses"): "the program's words, the same for everybody",
    ("GET", "/api/analyses/{analysis}"): "the program's words, the same for everybody",
    ("GET", "/api/results"): "ids, hashes and settings; the rows are read one by one",
    (
        "GET",
        "/api/results/{result}/compare/{other}",
    ): "ids, hashes, settings and places of rows; the rows are read one by one",
    ("POST", "/api/analyses/{analysis}/jobs"): "queues only; what it finds is read from the result",
}
LOOKS = {
    ("POST", "/api/queries/answers"),
    ("POST", "/api/sources/{source_id}/preview"),
    ("POST", "/api/exports"),
    ("POST", "/api/verify"),
    *(
        ("POST", f"/api/chart/{look}")
        for look in (
            "draw",
            "expand",
            "file",
            "expansions",
            "events",
            "fields",
            "layout",
            "styles",
            "survey",
            "times",
        )
    ),
    ("POST", "/api/analyses/{analysis}/results"),
    ("POST", "/api/map/layers/{layer}"),
    ("POST", "/api/results/{result}/rerun"),
    ("POST", "/api/results/{result}/file"),
}
"""Routes that are no GET and yet only look."""
UNTOUCHED = {
    ("POST", "/api/session"),
    ("DELETE", "/api/session"),
    ("POST", "/api/sources"),
    ("POST", "/api/deposits"),
}
"""Sign-in is tested in test_access; depositing is done below, in the middle of the story."""
