"""Flows as data: states, transitions, who may take them, four eyes, deadlines. See docs/explanation/forms.md
and docs/decisions/0029."""
