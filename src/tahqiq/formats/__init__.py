"""Readers and writers, one file per format, and their sniffing. They hold no database: may import model,
names, kit; `collect` makes statements and events of what they give."""
