"""Papers checked against each other: what each says of a box or a bill, side by side, and what differs."""
