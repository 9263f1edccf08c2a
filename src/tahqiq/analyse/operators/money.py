"""Operators on payments. Amounts are decimals with 18 places and are only compared, chosen and added: a
product would cost an engine places."""

import ibis
import ibis.expr.types as ir

NOTHING = ibis.literal(0).cast("decimal(38, 18)")


def flows(payments: ir.Table, period: int) -> ir.Table:
    """Per party, period of ``period`` seconds and currency: what came in, what went out."""
    sides = [
        payments.select(
            party=payments[side],
            period=payments.start // period,
            currency="currency",
            came=payments.amount if into else NOTHING,
            went=NOTHING if into else payments.amount,
        )
        for side, into in (("payee", 1), ("payer", 0))
    ]
    both = sides[0].union(sides[1])
    return both.group_by("party", "period", "currency").agg(
        came_in=both.came.sum(), went_out=both.went.sum(), payments=both.count()
    )


def below_threshold(payments: ir.Table, threshold: int, smallest: int, window: int, least: int) -> ir.Table:
    """Payments of a party that, with the next ones, are ``least`` within ``window`` seconds, each from
    ``smallest`` to below ``threshold`` (whole units of the currency): begin, end, sum."""
    small = payments.filter(payments.amount >= smallest, payments.amount < threshold)
    over = ibis.window(
        group_by=[small.payer, small.currency], order_by=[small.start, small.amount, small.payee]
    )
    ahead = ibis.window(
        group_by=[small.payer, small.currency],
        order_by=[small.start, small.amount, small.payee],
        preceding=0,
        following=least - 1,
    )
    marked = small.mutate(end=small.start.lead(least - 1).over(over), total=small.amount.sum().over(ahead))
    found = marked.filter(marked.end - marked.start <= window, marked.total >= threshold)
    return found.select("payer", "currency", begin=found.start, end=found.end, total=found.total)


def fan_in(payments: ir.Table, period: int, least: int) -> ir.Table:
    """Parties paid by at least ``least`` different others within one period of ``period`` seconds."""
    told = payments.mutate(period=payments.start // period)
    counted = told.group_by("payee", "period", "currency").agg(
        payers=told.payer.nunique(), total=told.amount.sum()
    )
    return counted.filter(counted.payers >= least)


def pass_through(payments: ir.Table, window: int) -> ir.Table:
    """Payments followed within ``window`` seconds by one of the same party that is no larger: party, both
    times, both amounts."""
    into = payments.select(party="payee", came="start", sum_in="amount", currency="currency", from_="payer")
    out = payments.select(party="payer", went="start", sum_out="amount", currency="currency", to="payee")
    both = into.join(out, [into.party == out.party, into.currency == out.currency], rname="{name}_out")
    soon = both.filter(both.went > both.came, both.went - both.came <= window, both.sum_out <= both.sum_in)
    return soon.select("party", "from_", "to", "currency", "came", "went", "sum_in", "sum_out")


def triangles(payments: ir.Table, window: int) -> ir.Table:
    """Round trips of three payments, each later and no larger than the last, within ``window`` seconds."""
    legs = [
        payments.select(**{f"{name}{at}": name for name in ("payer", "payee", "start", "amount", "currency")})
        for at in (1, 2, 3)
    ]
    one = legs[0].join(legs[1], [legs[0].payee1 == legs[1].payer2, legs[0].currency1 == legs[1].currency2])
    one = one.filter(one.start2 > one.start1, one.amount2 <= one.amount1, one.start2 - one.start1 <= window)
    both = one.join(
        legs[2],
        [one.payee2 == legs[2].payer3, one.payer1 == legs[2].payee3, one.currency1 == legs[2].currency3],
    )
    found = both.filter(
        both.start3 > both.start2, both.amount3 <= both.amount2, both.start3 - both.start1 <= window
    )
    return found.select(
        "payer1",
        "payer2",
        "payer3",
        begin=found.start1,
        end=found.start3,
        sent=found.amount1,
        came_back=found.amount3,
    )
