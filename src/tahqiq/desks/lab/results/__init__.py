"""Results that somebody enters in the ledger of an exhibit, and the names of substances they are about."""
