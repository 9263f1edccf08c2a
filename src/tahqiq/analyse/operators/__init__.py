"""Event operators that run where the events are: on this machine with DuckDB, on a cluster over Spark Connect
(Apache Spark 4, Sail).

Each operator is a function from tables to one table, written once as an Ibis expression and compiled to the
engine's own SQL; the text is kept, so that asking again costs nothing. All columns are whole numbers (nodes,
seconds) or short texts, so that rows are the same on every engine. Questions about one number do not come
here: the sorted layouts answer them in milliseconds. See ``docs/how-to/use-a-cluster.md``.
"""
