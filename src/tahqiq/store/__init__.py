"""What is kept: originals, statements (SQL), facts (Parquet), links, search index. Every read takes a Scope.

May import model, names, kit. Start reading at ``workspace.py``.
"""
