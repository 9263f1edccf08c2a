"""Forms as data: declared in YAML in a desk's folder, filled, checked, sealed, printed. See
docs/explanation/forms.md and docs/decisions/0029."""
