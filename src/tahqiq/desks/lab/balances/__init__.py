"""Balances: the register, the daily check with a check weight, and what may be weighed on each."""
