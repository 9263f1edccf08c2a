"""The acts of an opening: writing down what became of it, its seizure, the report."""
