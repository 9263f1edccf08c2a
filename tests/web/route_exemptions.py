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
        "/api/v1/erasures/words",
    ): "places of words once something was erased: tests/attack/test_words.py asks who sees them",
    ("POST", "/api/v1/erasures/words/{proposal}/strike"): ACT,
    ("POST", "/api/v1/erasures/words/{proposal}/leave"): ACT,
    ("POST", "/api/v1/queries/check"): "what the caller sends, in words",
    ("GET", "/api/v1/queries/kinds"): "words of the program and counts of visible links",
    (
        "GET",
        "/api/v1/desks",
    ): "the desks that are installed; what they hold is held by tests/conformance/test_desks.py",
    ("POST", "/api/v1/desks/{desk}/open"): ACT,
    **{
        (
            verb,
            f"/api/v1/desks/{{desk}}/{address}",
        ): "of desks, and none is switched on here: tests/conformance/test_desk_parts.py asks outsiders"
        for verb, addresses in {
            "GET": (
                "registers/{register}",
                "registers/{register}/rows",
                "records/{kind}/{record}",
                "records/{kind}/{record}/openings",
                "flows/{kind}",
                "lookups/{lookup}",
                "inbox",
                "rules",
                "clocks",
                "forms/{form}",
                "forms/{form}/sheet",
                "papers",
                "papers/{record}",
                "papers/{record}/sheet",
                "operations/{operation}",
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
    ("GET", "/api/v1/audit"): "for auditors; holds ids and salted digests only",
    ("GET", "/api/v1/audit/entries"): "for auditors; holds ids and salted digests only",
    ("GET", "/api/v1/audit/choices"): "for auditors; ids and names of acts",
    ("GET", "/api/v1/audit/csv"): "for auditors; holds ids and salted digests only",
    ("GET", "/api/v1/audit/head"): "for auditors; a size, a hash and a signature",
    ("GET", "/api/v1/people"): "for administrators; people who sign in are no case data",
    ("GET", "/api/v1/session"): "the caller's own account",
    ("GET", "/api/v1/exercise/results"): "for the trainer of an exercise: tests/web/test_exercises.py",
    ("GET", "/api/v1/exercise/results/sheet"): "for the trainer of an exercise: tests/web/test_exercises.py",
    ("GET", "/api/v1/session/sample"): "empty outside the demo: tests/web/test_sample_case.py",
    ("POST", "/api/v1/session/sample"): "nothing outside the demo: tests/web/test_sample_case.py",
    (
        "GET",
        "/api/v1/sources/{source}/unused-fields",
    ): "names of columns and counts; the planted sheets have no idle column",
    (
        "GET",
        "/api/v1/search/unused-columns",
    ): "texts of idle columns, of which the planted sheets have none: tests/store/test_idle.py",
    ("GET", "/api/v1/search/new"): "asked without a beginning, nothing is news: tests/web/test_arrived.py",
    ("GET", "/api/v1/preferences"): "how the caller likes the page",
    ("PUT", "/api/v1/preferences"): ACT,
    ("GET", "/api/v1/vocabulary"): "the program's words, the same for everybody",
    (
        "POST",
        "/api/v1/chart/line",
    ): (
        "ids, times, amounts and places of records between two things; held beside its twin in "
        "tests/web/test_chart.py"
    ),
    (
        "POST",
        "/api/v1/chart/times",
    ): "counts and sums by day; held beside the lines in tests/products/test_board_times.py",
    (
        "POST",
        "/api/v1/chart/events",
    ): "ids, times and lengths of calls; what was written stands in messages only",
    ("POST", "/api/v1/chart/permission"): ACT,
    ("POST", "/api/v1/chart/handling"): "handling codes alone, which are words of the program",
    ("POST", "/api/v1/chart/layout"): "geometry of numbers that the caller sends",
    ("GET", "/api/v1/map"): "the program's words and towns, the same for everybody",
    ("POST", "/api/v1/verify"): "counts; names stand in it only when something does not hold",
    ("POST", "/api/v1/session"): "signing in",
    (
        "POST",
        "/api/v1/tickets",
    ): "leave to fetch a download that shows what it shows: tests/attack/test_session.py",
    ("DELETE", "/api/v1/session"): "signing out",
    ("POST", "/api/v1/cases"): ACT,
    ("POST", "/api/v1/cases/{case}/members"): ACT,
    ("PUT", "/api/v1/cases/{case}/zone"): ACT,
    (
        "GET",
        "/api/v1/invitations",
    ): "titles of cases whose supervisors ask the caller to join: tests/attack/test_invitations.py",
    ("POST", "/api/v1/invitations/{case}"): ACT,
    (
        "GET",
        "/api/v1/admissions",
    ): "titles of compartments whose supervisors ask the caller to enter: tests/attack/test_invitations.py",
    ("POST", "/api/v1/admissions/{compartment}"): ACT,
    ("POST", "/api/v1/people"): ACT,
    ("GET", "/api/v1/health"): "whether the server works, nothing of anybody",
    ("GET", "/api/v1/first-start"): "whether an account must be made, nothing else",
    ("POST", "/api/v1/first-start"): ACT,
    ("GET", "/api/v1/rules"): "the rules in force, the same for everybody",
    ("GET", "/api/v1/roles"): "the roles that the installed packages name, the same for everybody",
    (
        "GET",
        "/api/v1/cases/{case}/members",
    ): "people of the caller's own case, no case data: tests/web/test_team.py",
    ("GET", "/api/v1/compartments"): "names of compartments the caller is inside: tests/web/test_team.py",
    (
        "GET",
        "/api/v1/compartments/{compartment}/members",
    ): "people inside with the caller: tests/web/test_team.py",
    ("POST", "/api/v1/compartments"): ACT,
    ("POST", "/api/v1/compartments/{compartment}/members"): ACT,
    ("DELETE", "/api/v1/compartments/{compartment}/members/{login}"): ACT,
    ("DELETE", "/api/v1/cases/{case}/members/{login}"): ACT,
    ("PUT", "/api/v1/people/{login}/password"): ACT,
    ("DELETE", "/api/v1/people/{login}"): ACT,
    ("PUT", "/api/v1/people/{login}/roles"): ACT,
    ("POST", "/api/v1/people/{login}/reopen"): ACT,
    ("POST", "/api/v1/people/{login}/hand-over"): ACT,
    ("POST", "/api/v1/sources"): ACT,
    ("POST", "/api/v1/deposits"): "an act: tests/web/test_mappings.py",
    ("POST", "/api/v1/sources/{source}/read"): ACT,
    ("POST", "/api/v1/sources/{source}/withdrawal"): ACT,
    ("POST", "/api/v1/cases/{case}/mappings"): ACT,
    ("GET", "/api/v1/mapping-choices"): "the program's words, the same for everybody",
    ("POST", "/api/v1/jobs/{job}/cancel"): ACT,
    ("POST", "/api/v1/jobs/{job}/resume"): ACT,
    ("POST", "/api/v1/entities/{entity}/statements/{statement}/retract"): ACT,
    ("POST", "/api/v1/entities/{entity}/statements/{statement}/reinstate"): ACT,
    ("POST", "/api/v1/sources/{source}/chart"): ACT,
    ("POST", "/api/v1/sources/{source}/release"): ACT,
    ("POST", "/api/v1/sources/{source}/take-back"): ACT,
    ("POST", "/api/v1/sources/{source}/declare-copy"): ACT,
    ("POST", "/api/v1/sources/{source}/declare-independent"): ACT,
    ("POST", "/api/v1/sources/{source}/erasure"): ACT,
    ("POST", "/api/v1/sources/{source}/erasure/approve"): ACT,
    ("POST", "/api/v1/sources/{source}/erasure/withdraw"): ACT,
    (
        "GET",
        "/api/v1/cases/{case}/products",
    ): "what was prepared of charts, and nothing was: tests/web/test_products.py",
    ("POST", "/api/v1/cases/{case}/products"): ACT,
    ("POST", "/api/v1/cases/{case}/briefings"): ACT,
    (
        "POST",
        "/api/v1/cases/{case}/briefings/preview",
    ): (
        "what the caller wrote, filled in from a chart and values of which none is named here: "
        "tests/products/briefing"
    ),
    (
        "GET",
        "/api/v1/cases/{case}/briefings/figures/{document}",
    ): "names of a chart's own things; the chart here holds none: tests/products/briefing",
    ("POST", "/api/v1/cases/{case}/briefings/{document}/product"): ACT,
    (
        "GET",
        "/api/v1/cases/{case}/products/{product}/pages",
    ): "pages of a product, and none was prepared: tests/web/test_products.py",
    **{
        ("POST", f"/api/v1/cases/{{case}}/products/{{product}}/{act}"): ACT
        for act in ("review", "send-back", "release")
    },
    (
        "GET",
        "/api/v1/cases/{case}/products/{product}/file",
    ): "the file of a product, and none was prepared: tests/web/test_products.py",
    ("POST", "/api/v1/cases/{case}/documents"): ACT,
    ("PUT", "/api/v1/cases/{case}/documents/{document}"): ACT,
    ("DELETE", "/api/v1/cases/{case}/documents/{document}"): ACT,
    **{
        ("GET" if item.effect == "look" else "POST", f"/api/v1/desks/{desk.name}/{item.name}"): OF_DESKS
        for desk in desks().values()
        for item in desk.operations
    },
    ("POST", "/api/v1/judgements"): ACT,
    (
        "POST",
        "/api/v1/review/runs",
    ): "queues only; what it finds is read from the queue: tests/web/test_identity.py",
    ("POST", "/api/v1/judgements/strong-identifiers"): ACT,
    ("POST", "/api/v1/judgements/{judgement}/undo"): ACT,
    ("POST", "/api/v1/entities/{entity}/split"): ACT,
    (
        "GET",
        "/api/v1/entities/{entity}/possible-matches",
    ): "pairs of a linkage run, and none was made here: tests/casework/test_review.py",
    (
        "GET",
        "/api/v1/review/strong-identifiers",
    ): "two holders of one document number, and the story has none: tests/web/test_cards.py",
    (
        "POST",
        "/api/v1/review/strong-identifiers/preview",
    ): "two holders of one document number, and the story has none: tests/web/test_cards.py",
    ("GET", "/api/v1/review/cards/count"): "a count of what the caller may see",
    (
        "POST",
        "/api/v1/review/cards/open",
    ): "two things that wait, by a person who sees both: tests/casework/test_cards.py",
    ("POST", "/api/v1/review/cards/decide"): ACT,
    ("POST", "/api/v1/judgements/runs/{run}/undo"): ACT,
    ("GET", "/api/v1/analyses"): "the program's words, the same for everybody",
    ("GET", "/api/v1/analyses/{analysis}"): "the program's words, the same for everybody",
    ("GET", "/api/v1/inbox"): "what is due, and nothing is here: tests/desk/test_common_inbox.py",
    ("GET", "/api/v1/sources/{source}/report"): "of desks, none wrote: tests/web/test_written_report.py",
    ("POST", "/api/v1/sources/{source}/report/paper"): ACT,
    ("GET", "/api/v1/results"): "ids, hashes and settings; the rows are read one by one",
    (
        "GET",
        "/api/v1/results/{result}/compare/{other}",
    ): "ids, hashes, settings and places of rows; the rows are read one by one",
    ("POST", "/api/v1/analyses/{analysis}/jobs"): "queues only; what it finds is read from the result",
}
LOOKS = {
    ("POST", "/api/v1/queries/answers"),
    ("POST", "/api/v1/sources/{source}/preview"),
    ("POST", "/api/v1/exports"),
    ("POST", "/api/v1/verify"),
    *(
        ("POST", f"/api/v1/chart/{look}")
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
    ("POST", "/api/v1/analyses/{analysis}/results"),
    ("POST", "/api/v1/map/layers/{layer}"),
    ("POST", "/api/v1/results/{result}/rerun"),
    ("POST", "/api/v1/results/{result}/file"),
}
"""Routes that are no GET and yet only look."""
UNTOUCHED = {
    ("POST", "/api/v1/session"),
    ("DELETE", "/api/v1/session"),
    ("POST", "/api/v1/sources"),
    ("POST", "/api/v1/deposits"),
}
"""Sign-in is tested in test_access; depositing is done below, in the middle of the story."""
