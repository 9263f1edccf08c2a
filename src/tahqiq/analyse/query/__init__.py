"""Questions over linked things: a declared pattern (a thing, what it must be linked to, what that must be
linked to) and everything that fits it."""
