"""What each route of the API writes into the log: declared here, held against the program by
``tests/web/test_reads_logged.py``, told by ``docs/reference/log.md``."""

from functools import cache

from tahqiq.desk.registry import desks

NOTHING = "nothing: "
"""How a route begins that leaves no entry; the reason follows."""
_DECLARED = """
GET /api/v1/admissions: invitations
POST /api/v1/admissions/{compartment}: enter-compartment decline-compartment
GET /api/v1/analyses: nothing: words of the program
GET /api/v1/analyses/{analysis}: nothing: words of the program
POST /api/v1/analyses/{analysis}/jobs: analyse (when the worker runs it)
POST /api/v1/analyses/{analysis}/results: analyse result
GET /api/v1/search/new: arrived
GET /api/v1/audit: audit
GET /api/v1/audit/choices: audit
GET /api/v1/audit/csv: export-audit
GET /api/v1/audit/entries: audit
GET /api/v1/audit/head: audit-head
GET /api/v1/cases: cases
POST /api/v1/cases: open-case
GET /api/v1/cases/{case}/activity: activity
GET /api/v1/cases/{case}/decisions: decisions
GET /api/v1/cases/{case}/entities/{entity}/remarks: documents
GET /api/v1/cases/{case}/documents: documents
POST /api/v1/cases/{case}/documents: save-document
DELETE /api/v1/cases/{case}/documents/{document}: save-document
GET /api/v1/cases/{case}/documents/{document}: document
PUT /api/v1/cases/{case}/documents/{document}: save-document
GET /api/v1/cases/{case}/documents/{document}/versions: document-history
GET /api/v1/cases/{case}/mappings: mappings
POST /api/v1/cases/{case}/mappings: save-mapping
GET /api/v1/cases/{case}/mappings/{mapping}: mappings
GET /api/v1/cases/{case}/members: members
POST /api/v1/cases/{case}/members: invite
PUT /api/v1/cases/{case}/zone: set-zone
DELETE /api/v1/cases/{case}/members/{login}: remove-member
POST /api/v1/cases/{case}/briefings: document held source save-document result
GET /api/v1/cases/{case}/briefings/figures/{document}: document briefing-figures
POST /api/v1/cases/{case}/briefings/preview: preview-briefing document result
POST /api/v1/cases/{case}/briefings/{document}/product: document held source save-document result
GET /api/v1/cases/{case}/products: products
POST /api/v1/cases/{case}/products: document held source save-document
GET /api/v1/cases/{case}/products/{product}/file: product read-product export export-file
GET /api/v1/cases/{case}/products/{product}/pages: product read-product
POST /api/v1/cases/{case}/products/{product}/release: product read-product save-document
POST /api/v1/cases/{case}/products/{product}/review: product read-product save-document
POST /api/v1/cases/{case}/products/{product}/send-back: product read-product save-document
POST /api/v1/chart/draw: draw
POST /api/v1/chart/events: happened
POST /api/v1/chart/expand: expand
POST /api/v1/chart/expansions: expand
POST /api/v1/chart/file: export export-file
POST /api/v1/chart/layout: nothing: geometry of numbers that the caller sends
POST /api/v1/chart/handling: draw
POST /api/v1/chart/permission: export
POST /api/v1/chart/line: behind
POST /api/v1/chart/fields: draw
POST /api/v1/chart/styles: draw
POST /api/v1/chart/survey: expand
POST /api/v1/chart/times: happened
GET /api/v1/compartments: compartments
POST /api/v1/compartments: open-compartment
GET /api/v1/compartments/{compartment}/members: inside
POST /api/v1/compartments/{compartment}/members: ask-in
DELETE /api/v1/compartments/{compartment}/members/{login}: dismiss
GET /api/v1/conversations: conversation
POST /api/v1/deposits: deposit
GET /api/v1/desks: desks
GET /api/v1/desks/{desk}/operations/{operation}: desks
GET /api/v1/desks/{desk}/clocks: nothing: when the clocks of the desk struck
GET /api/v1/desks/{desk}/flows/{kind}: nothing: words of the desk
GET /api/v1/desks/{desk}/forms/{form}: nothing: words of the desk
POST /api/v1/desks/{desk}/forms/{form}/check: nothing: whether what the caller typed can be kept
GET /api/v1/desks/{desk}/forms/{form}/sheet: nothing: words of the desk
GET /api/v1/desks/{desk}/inbox: DESK.inbox records
POST /api/v1/desks/{desk}/open: open-desk
GET /api/v1/desks/{desk}/lookups/{lookup}: records
GET /api/v1/desks/{desk}/papers: records
POST /api/v1/desks/{desk}/papers: save-record records
GET /api/v1/desks/{desk}/papers/{record}: record
PUT /api/v1/desks/{desk}/papers/{record}: record save-record records
POST /api/v1/desks/{desk}/papers/{record}/seal: record save-record records deposit publish fact-file
GET /api/v1/desks/{desk}/papers/{record}/sheet: record records
POST /api/v1/desks/{desk}/prints/{paper}/{record}: record records export
GET /api/v1/desks/{desk}/records/{kind}/{record}: record record-history records
GET /api/v1/desks/{desk}/records/{kind}/{record}/openings: record-history record-openings
POST /api/v1/desks/{desk}/records/{kind}/{record}/steps: record records record-history save-record DESK.STEP
GET /api/v1/desks/{desk}/registers/{register}: records
POST /api/v1/desks/{desk}/registers/{register}/export: records export
GET /api/v1/desks/{desk}/registers/{register}/rows: records
POST /api/v1/desks/{desk}/registers/{register}/views: save-record
DELETE /api/v1/desks/{desk}/registers/{register}/views/{view}: record save-record
GET /api/v1/desks/{desk}/rules: DESK.rules records records-about
GET /api/v1/entities/{entity}: show
GET /api/v1/entities/{entity}/conversations: conversations
GET /api/v1/entities/{entity}/dossier: dossier
GET /api/v1/entities/{entity}/dossier/file: export
GET /api/v1/entities/{entity}/events: events
GET /api/v1/entities/{entity}/identity: explain-identity
GET /api/v1/entities/{entity}/mentions: mentions
GET /api/v1/entities/{entity}/neighbours: neighbours
GET /api/v1/entities/{entity}/possible-matches: identity-hints
GET /api/v1/entities/{entity}/retractions: show-retracted
POST /api/v1/entities/{entity}/split: judge-identity
POST /api/v1/entities/{entity}/statements/{statement}/reinstate: reinstate
POST /api/v1/entities/{entity}/statements/{statement}/retract: retract
GET /api/v1/erasures: erasures
GET /api/v1/erasures/words: proposed-words
POST /api/v1/erasures/words/{proposal}/leave: leave-words
POST /api/v1/erasures/words/{proposal}/strike: strike-words
GET /api/v1/exercise/results: exercise-result (of an exercise, for its trainer)
GET /api/v1/exercise/results/sheet: exercise-result exercise-sheet (of an exercise, for its trainer)
POST /api/v1/exports: export export-file
GET /api/v1/health: nothing: it holds no data and monitoring asks it every few seconds
GET /api/v1/first-start: nothing: nobody has an account yet; it holds no data
POST /api/v1/first-start: first-start
GET /api/v1/inbox: desks DESK.inbox records
GET /api/v1/invitations: invitations
POST /api/v1/invitations/{case}: join-case decline-case
GET /api/v1/jobs: jobs
GET /api/v1/jobs/{job}: jobs
POST /api/v1/jobs/{job}/cancel: jobs
POST /api/v1/jobs/{job}/resume: jobs
POST /api/v1/judgements: judge-identity
POST /api/v1/judgements/strong-identifiers: judge-identity
POST /api/v1/judgements/runs/{run}/undo: judge-identity
POST /api/v1/judgements/{judgement}/undo: judge-identity
GET /api/v1/map: nothing: words of the program
POST /api/v1/map/layers/{layer}: map-layer
GET /api/v1/mapping-choices: nothing: words of the program
GET /api/v1/path: path
GET /api/v1/people: people
POST /api/v1/people: add-person
DELETE /api/v1/people/{login}: close-person
POST /api/v1/people/{login}/hand-over: hand-over
PUT /api/v1/people/{login}/password: set-password
POST /api/v1/people/{login}/reopen: reopen-person
PUT /api/v1/people/{login}/roles: set-roles
GET /api/v1/preferences: nothing: the caller's own settings
PUT /api/v1/preferences: keep-preferences
POST /api/v1/queries/answers: query
GET /api/v1/queries/answers/{answer}: result
POST /api/v1/queries/check: nothing: whether a question of the caller is well formed
GET /api/v1/queries/kinds: query
GET /api/v1/results: results
GET /api/v1/results/{result}: result
GET /api/v1/results/{result}/compare/{other}: result
POST /api/v1/results/{result}/file: result export
POST /api/v1/results/{result}/rerun: result analyse
GET /api/v1/review: review-queue
GET /api/v1/review/strong-identifiers: identity-alike
POST /api/v1/review/strong-identifiers/preview: identity-alike
GET /api/v1/review/cards: review-queue
GET /api/v1/review/cards/count: review-queue
POST /api/v1/review/cards/decide: judge-identity
POST /api/v1/review/cards/open: review-card
GET /api/v1/review/decisions: identity-decisions
GET /api/v1/review/decisions/csv: identity-decisions export
GET /api/v1/review/pair: review-pair
POST /api/v1/review/runs: link (when the worker runs it)
GET /api/v1/review/cluster: review-together
GET /api/v1/roles: roles
GET /api/v1/rules: nothing: the rules in force, the same for everybody
GET /api/v1/search: search sources
GET /api/v1/search/unused-columns: search
DELETE /api/v1/session: sign-out
GET /api/v1/session: nothing: who the caller is
POST /api/v1/session: sign-in
GET /api/v1/session/sample: nothing: empty outside the demo and exercises, where it looks as the inbox does
POST /api/v1/session/sample: sign-out sign-in
GET /api/v1/sources: sources
POST /api/v1/sources: deposit publish fact-file (when the worker reads it)
GET /api/v1/sources/{source}: source
POST /api/v1/sources/{source}/chart: source save-document
GET /api/v1/sources/{source}/custody: custody
POST /api/v1/sources/{source}/declare-copy: derive
POST /api/v1/sources/{source}/erasure: request-erasure
POST /api/v1/sources/{source}/erasure/approve: approve-erasure
POST /api/v1/sources/{source}/erasure/withdraw: withdraw-erasure
GET /api/v1/sources/{source}/held-rows: held
POST /api/v1/sources/{source}/declare-independent: independent
GET /api/v1/sources/{source}/origin: origin
GET /api/v1/sources/{source}/original: original
GET /api/v1/sources/{source}/picture: original
POST /api/v1/sources/{source}/preview: original preview
GET /api/v1/sources/{source}/problem-kinds: problems
GET /api/v1/sources/{source}/problems: problems
POST /api/v1/sources/{source}/read: read-again publish fact-file (when the worker reads it)
GET /api/v1/sources/{source}/recognition: recognise
POST /api/v1/sources/{source}/withdrawal: withdraw publish (when the worker does it)
POST /api/v1/sources/{source}/release: release
GET /api/v1/sources/{source}/report: source
POST /api/v1/sources/{source}/report/paper: source export
GET /api/v1/sources/{source}/rows: source
GET /api/v1/sources/{source}/unused-fields: set-aside
POST /api/v1/sources/{source}/take-back: take-back held
POST /api/v1/tickets: nothing: a ticket for one address, which logs what is fetched with it
POST /api/v1/verify: verify
GET /api/v1/vocabulary: nothing: words of the program
"""


@cache
def logged() -> dict[tuple[str, str], str]:
    """By method and address: the acts that a route may enter, apart by spaces, or :data:`NOTHING` and why.
    ``DESK`` and ``STEP`` stand for names of a desk. A look enters one of them each time (what a page asks
    again and again once in a while), an act one before and one after it; what is refused, and what is asked
    for and not there, is entered as well.

    >>> logged()["GET", "/api/v1/sources/{source}/custody"]
    'custody'
    """
    made: dict[tuple[str, str], str] = {}
    for line in _DECLARED.strip().splitlines():
        route, _, acts = line.partition(": ")
        method, _, path = route.partition(" ")
        made[method, path] = acts
    for desk in desks().values():
        for operation in desk.operations:
            told = f"{desk.name}.{operation.name}, and what it reads and keeps" + (
                " (when the worker runs it)" if operation.effect == "job" else ""
            )
            made[
                "GET" if operation.effect == "look" else "POST", f"/api/v1/desks/{desk.name}/{operation.name}"
            ] = told
    return made
