"""Special investigative techniques and the law of each."""
