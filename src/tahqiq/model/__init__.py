"""The vocabulary and the plain frozen types: statements, places, grades, classes, scopes. May import names
and kit."""
