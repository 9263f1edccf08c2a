"""Examples of acts of the core: what is imported, erased, written, analysed, judged and released."""

from tahqiq.collect.mapping.codec import from_dict
from tahqiq.products.case_products import Products
from tests.conformance.core_acts import CASE, Act, Core, collected, example
from tests.web.route_requests import MAPPING, QUESTION


@example
def save_mapping(core: Core) -> Act:
    return lambda: core.bench("analyst").save_mapping(CASE, from_dict(MAPPING), core.source("people.csv"))


def value(core: Core) -> tuple[str, str]:
    (one, *_) = core.things("Huda Karim")
    return one, core.bench("analyst").show(one).statements[0].id.hex()


@example
def retract(core: Core) -> Act:
    thing, statement = value(core)
    return lambda: core.bench("analyst").acts.retract(thing, statement, "a slip")


@example
def reinstate(core: Core) -> Act:
    thing, statement = value(core)
    core.bench("analyst").acts.retract(thing, statement, "a slip")
    return lambda: core.bench("analyst").acts.reinstate(thing, statement, "it was right")


@example
def release(core: Core) -> Act:
    source = core.source("calls.csv")
    return lambda: core.bench("chief").acts.release(source, "the judge allowed it")


@example
def take_back(core: Core) -> Act:
    source = core.source("calls.csv")
    core.bench("chief").acts.release(source, "the judge allowed it")
    return lambda: core.bench("chief").acts.take_back(source, "no longer")


@example
def request_erasure(core: Core) -> Act:
    source = core.source("copy.csv")
    return lambda: core.bench("chief").acts.request_erasure(source, "Order 1")


@example
def withdraw_erasure(core: Core) -> Act:
    source = core.source("copy.csv")
    core.bench("chief").acts.request_erasure(source, "Order 1")
    return lambda: core.bench("chief").acts.withdraw_erasure(source)


@example
def sign_erasure(core: Core) -> Act:
    source = core.source("copy.csv")
    core.bench("chief").acts.request_erasure(source, "Order 1")
    return lambda: core.bench("second").acts.sign_erasure(source)


def words_left(core: Core) -> str:
    """A note with words that only an erased document said; the id of what is proposed."""
    core.bench("analyst").documents.make(
        CASE, "note", "Quayside", {"text": "ask Zilan Quayside", "about": []}
    )
    for number in (1, 2):
        source = collected(core, f"gone{number}.csv", f"name,phone\nZilan Quayside,0743000007{number}\n")
        core.bench("chief").acts.request_erasure(source, f"Order {number}")
        core.bench("second").approve_erasure(source)
    return core.bench("chief").words.all()[0].id


@example
def strike_words(core: Core) -> Act:
    proposed = words_left(core)
    return lambda: core.bench("chief").words.strike(proposed)


@example
def leave_words(core: Core) -> Act:
    proposed = words_left(core)
    return lambda: core.bench("chief").words.leave(proposed)


@example
def make_document(core: Core) -> Act:
    body = {"items": [{"entity": core.things("Huda Karim")[0]}]}
    return lambda: core.bench("analyst").documents.make(CASE, "chart", "Who", body)


@example
def save_document(core: Core) -> Act:
    body = {"items": [{"entity": core.things("Huda Karim")[0]}]}
    made = core.bench("analyst").documents.make(CASE, "chart", "Who", body).document
    return lambda: core.bench("analyst").documents.save(CASE, made.id, 1, "Who else", {"items": []})


@example
def delete_document(core: Core) -> Act:
    made = core.bench("analyst").documents.make(CASE, "note", "Who", {"text": "x"}).document
    return lambda: core.bench("analyst").documents.delete(CASE, made.id, 1)


@example
def watch(core: Core) -> Act:
    return lambda: core.bench("analyst").documents.make(CASE, "watch", "A number", {"words": "07430000002"})


@example
def chart_of_a_document(core: Core) -> Act:
    source = core.source("people.csv")
    return lambda: core.bench("analyst").chart_of(source)


@example
def product(core: Core) -> Act:
    chart = make_document(core)().document.id  # type: ignore[attr-defined]
    return lambda: core.bench("analyst").products.prepare(CASE, chart, "Who", "court", "en", False)


def _read_product(core: Core, login: str) -> tuple[Products, str]:
    """The products of somebody who did not prepare the one whose id is given, and has read its pages."""
    made, products = product(core)().id, core.bench(login).products  # type: ignore[attr-defined]
    products.pages(CASE, made)
    return products, made


@example
def review_product(core: Core) -> Act:
    products, made = _read_product(core, "second")
    return lambda: products.review(CASE, made, "Read")


@example
def send_back_product(core: Core) -> Act:
    products, made = _read_product(core, "second")
    return lambda: products.send_back(CASE, made, "A name is missing")


@example
def release_product(core: Core) -> Act:
    products, made = _read_product(core, "chief")
    return lambda: products.release(CASE, made, "May leave")


@example
def analyse(core: Core) -> Act:
    return lambda: core.bench("analyst").analyses.run("articulation-points", {}, CASE)


@example
def keep_answer(core: Core) -> Act:
    return lambda: core.bench("analyst").queries.keep(QUESTION, {}, "", 50, lambda *_: None)


@example
def declare_derived(core: Core) -> Act:
    copy, people = core.source("copy.csv"), core.source("people.csv")
    return lambda: core.bench("analyst").derived.declare(copy, people, "copied by hand")


@example
def declare_independent(core: Core) -> Act:
    copy, people = core.source("copy.csv"), core.source("people.csv")
    return lambda: core.bench("analyst").derived.independent(copy, people, "two offices")


def pair(core: Core) -> tuple[str, str]:
    return core.things("Huda Karim")[0], core.things("Huda Kareem")[0]


@example
def judge(core: Core) -> Act:
    one, other = pair(core)
    return lambda: core.bench("analyst").identity.judge(one, other, "same", "one number")


@example
def judge_again(core: Core) -> Act:
    one, other = pair(core)
    core.bench("analyst").identity.judge(one, other, "same", "one number")
    return lambda: core.bench("analyst").identity.judge(one, other, "different", "two birthdays")


@example
def undo_judgement(core: Core) -> Act:
    made = core.bench("analyst").identity.judge(*pair(core), "same", "one number")
    return lambda: core.bench("analyst").identity.undo(made.judgement.id, "a slip")


@example
def split(core: Core) -> Act:
    one, other = pair(core)
    core.bench("analyst").identity.judge(one, other, "same", "one number")
    return lambda: core.bench("analyst").identity.split(one, "two persons")


@example
def deposit(core: Core) -> Act:
    analyst, path = core.bench("analyst"), core.files / "later.csv"
    path.write_text("name,phone\nNew One,07430000009\n", "utf-8")

    def ask() -> object:
        with path.open("rb") as stream:
            sealed = analyst.seal(stream, path.name)  # a deposit that is refused takes it away again
        return analyst.deposit_later([(sealed, path.name)], analyst.deposit(CASE))

    return ask
