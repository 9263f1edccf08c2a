"""What each route of the API writes into the log: declared here, held against the program by
``tests/web/test_reads_logged.py``, told by ``docs/reference/log.md``."""

from functools import cache

from tahqiq.desk.registry import desks

NOTHING = "nothing: "
"""How a route begins that leaves no entry; the reason follows."""
_DECLARED = """
GET /api/admissions: invitations
POST /api/admissions/{compartment}: enter-compartment decline-compartment
GET /api/analyses: nothing: words of the program
GET /api/analyses/{analysis}: nothing: words of the program
POST /api/analyses/{analysis}/jobs: analyse (when the worker runs it)
POST /api/analyses/{analysis}/results: analyse result
GET /api/arrived: arrived
GET /api/audit: audit
GET /api/audit/choices: audit
GET /api/audit/csv: export-audit
GET /api/audit/entries: audit
GET /api/audit/head: audit-head
GET /api/cases: cases
POST /api/cases: open-case
GET /api/cases/{case}/activity: activity
GET /api/cases/{case}/decisions: decisions
GET /api/cases/{case}/about/{id}: documents
GET /api/cases/{case}/documents: documents
POST /api/cases/{case}/documents: save-document
DELETE /api/cases/{case}/documents/{document}: save-document
GET /api/cases/{case}/documents/{document}: document
PUT /api/cases/{case}/documents/{document}: save-document
GET /api/cases/{case}/documents/{document}/versions: document-history
GET /api/cases/{case}/mappings: mappings
POST /api/cases/{case}/mappings: save-mapping
GET /api/cases/{case}/mappings/{name}: mappings
GET /api/cases/{case}/members: members
POST /api/cases/{case}/members: invite
DELETE /api/cases/{case}/members/{login}: remove-member
POST /api/cases/{case}/briefings: document held source save-document result
GET /api/cases/{case}/briefings/figures/{document}: document briefing-figures
POST /api/cases/{case}/briefings/preview: preview-briefing document result
POST /api/cases/{case}/briefings/{document}/product: document held source save-document result
GET /api/cases/{case}/products: products
POST /api/cases/{case}/products: document held source save-document
GET /api/cases/{case}/products/{product}/file: product read-product export
GET /api/cases/{case}/products/{product}/pages: product read-product
POST /api/cases/{case}/products/{product}/release: product read-product save-document
POST /api/cases/{case}/products/{product}/review: product read-product save-document
POST /api/cases/{case}/products/{product}/send-back: product read-product save-document
POST /api/chart/draw: draw
POST /api/chart/events: happened
POST /api/chart/expand: expand
POST /api/chart/expansions: expand
POST /api/chart/file: export
POST /api/chart/layout: nothing: geometry of numbers that the caller sends
POST /api/chart/handling: draw
POST /api/chart/leave: export
POST /api/chart/line: behind
POST /api/chart/fields: draw
POST /api/chart/styles: draw
POST /api/chart/survey: expand
POST /api/chart/times: happened
GET /api/compartments: compartments
POST /api/compartments: open-compartment
GET /api/compartments/{compartment}/members: inside
POST /api/compartments/{compartment}/members: ask-in
DELETE /api/compartments/{compartment}/members/{login}: dismiss
GET /api/conversation: conversation
POST /api/deposits: deposit
GET /api/desks: desks
GET /api/desks/{name}/asked/{operation}: desks
GET /api/desks/{name}/clocks: nothing: when the clocks of the desk struck
GET /api/desks/{name}/flows/{kind}: nothing: words of the desk
GET /api/desks/{name}/forms/{form}: nothing: words of the desk
POST /api/desks/{name}/forms/{form}/check: nothing: whether what the caller typed can be kept
GET /api/desks/{name}/forms/{form}/sheet: nothing: words of the desk
GET /api/desks/{name}/inbox: DESK.inbox records
POST /api/desks/{name}/open: open-desk
GET /api/desks/{name}/papers: records
POST /api/desks/{name}/papers: save-record records
GET /api/desks/{name}/papers/{record}: record
PUT /api/desks/{name}/papers/{record}: record save-record records
POST /api/desks/{name}/papers/{record}/seal: record save-record records deposit publish fact-file
GET /api/desks/{name}/papers/{record}/sheet: record records
POST /api/desks/{name}/prints/{paper}/{record}: record records export
GET /api/desks/{name}/records/{kind}/{record}: record record-history records
GET /api/desks/{name}/records/{kind}/{record}/openings: record-history record-openings
POST /api/desks/{name}/records/{kind}/{record}/steps: record records record-history save-record DESK.STEP
GET /api/desks/{name}/registers/{register}: records
POST /api/desks/{name}/registers/{register}/export: records export
GET /api/desks/{name}/registers/{register}/rows: records
POST /api/desks/{name}/registers/{register}/views: save-record
DELETE /api/desks/{name}/registers/{register}/views/{view}: record save-record
GET /api/desks/{name}/rules: DESK.rules records records-about
GET /api/entities/{id}: show
GET /api/entities/{id}/conversations: conversations
GET /api/entities/{id}/dossier: dossier
GET /api/entities/{id}/dossier/file: export
GET /api/entities/{id}/events: events
GET /api/entities/{id}/identity: explain-identity
GET /api/entities/{id}/mentions: mentions
GET /api/entities/{id}/neighbours: neighbours
GET /api/entities/{id}/possible: identity-hints
GET /api/entities/{id}/retracted: show-retracted
POST /api/entities/{id}/split: judge-identity
POST /api/entities/{id}/statements/{statement}/reinstate: reinstate
POST /api/entities/{id}/statements/{statement}/retract: retract
GET /api/erasures: erasures
GET /api/erasures/words: proposed-words
POST /api/erasures/words/{proposal}/leave: leave-words
POST /api/erasures/words/{proposal}/strike: strike-words
POST /api/exports: export
GET /api/health: nothing: it holds no data and monitoring asks it every few seconds
GET /api/first-start: nothing: nobody has an account yet; it holds no data
POST /api/first-start: first-start
GET /api/invitations: invitations
POST /api/invitations/{case}: join-case decline-case
GET /api/jobs: jobs
GET /api/jobs/{no}: jobs
POST /api/jobs/{no}/cancel: jobs
POST /api/jobs/{no}/resume: jobs
POST /api/judgements: judge-identity
POST /api/judgements/alike: judge-identity
POST /api/judgements/runs/{run}/undo: judge-identity
POST /api/judgements/{judgement}/undo: judge-identity
GET /api/map: nothing: words of the program
POST /api/map/layers/{layer}: map-layer
GET /api/mapping-choices: nothing: words of the program
GET /api/path: path
GET /api/people: people
POST /api/people: add-person
DELETE /api/people/{login}: close-person
POST /api/people/{login}/hand-over: hand-over
PUT /api/people/{login}/password: set-password
POST /api/people/{login}/reopen: reopen-person
PUT /api/people/{login}/roles: set-roles
GET /api/preferences: nothing: the caller's own settings
PUT /api/preferences: keep-preferences
POST /api/queries/answers: query
GET /api/queries/answers/{answer}: result
POST /api/queries/check: nothing: whether a question of the caller is well formed
GET /api/queries/kinds: query
GET /api/results: results
GET /api/results/{result}: result
GET /api/results/{result}/compare/{other}: result
POST /api/results/{result}/file: result export
POST /api/results/{result}/rerun: result analyse
GET /api/review: review-queue
GET /api/review/alike: identity-alike
POST /api/review/alike/preview: identity-alike
GET /api/review/cards: review-queue
GET /api/review/cards/count: review-queue
POST /api/review/cards/decide: judge-identity
POST /api/review/cards/open: review-card
GET /api/review/decisions: identity-decisions
GET /api/review/decisions/csv: identity-decisions export
GET /api/review/pair: review-pair
POST /api/review/runs: link (when the worker runs it)
GET /api/review/together: review-together
GET /api/roles: roles
GET /api/rules: nothing: the rules in force, the same for everybody
GET /api/search: search sources
GET /api/search/set-aside: search
DELETE /api/session: sign-out
GET /api/session: nothing: who the caller is
POST /api/session: sign-in
GET /api/sources: sources
POST /api/sources: deposit publish fact-file (when the worker reads it)
GET /api/sources/{source_id}: source
POST /api/sources/{source_id}/chart: source save-document
GET /api/sources/{source_id}/custody: custody
POST /api/sources/{source_id}/derived: derive
POST /api/sources/{source_id}/erasure: request-erasure
POST /api/sources/{source_id}/erasure/approve: approve-erasure
POST /api/sources/{source_id}/erasure/withdraw: withdraw-erasure
GET /api/sources/{source_id}/held: held
POST /api/sources/{source_id}/independent: independent
GET /api/sources/{source_id}/origin: origin
GET /api/sources/{source_id}/original: original
GET /api/sources/{source_id}/picture: original
POST /api/sources/{source_id}/preview: original preview
GET /api/sources/{source_id}/problem-kinds: problems
GET /api/sources/{source_id}/problems: problems
POST /api/sources/{source_id}/read: read-again publish fact-file (when the worker reads it)
GET /api/sources/{source_id}/recognition: recognise
POST /api/sources/{source_id}/release: release
GET /api/sources/{source_id}/rows: source
GET /api/sources/{source_id}/set-aside: set-aside
POST /api/sources/{source_id}/take-back: take-back held
POST /api/tickets: nothing: a ticket for one address, which logs what is fetched with it
POST /api/verify: verify
GET /api/vocabulary: nothing: words of the program
"""


@cache
def logged() -> dict[tuple[str, str], str]:
    """By method and address: the acts that a route may enter, apart by spaces, or :data:`NOTHING` and why.
    ``DESK`` and ``STEP`` stand for names of a desk. A look enters one of them each time (what a page asks
    again and again once in a while), an act one before and one after it; what is refused, and what is asked
    for and not there, is entered as well.

    >>> logged()["GET", "/api/sources/{source_id}/custody"]
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
                "GET" if operation.effect == "look" else "POST", f"/api/desks/{desk.name}/{operation.name}"
            ] = told
    return made
