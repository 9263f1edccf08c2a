"""Roll checks: a wing is counted, and what was counted is compared with what was expected."""
