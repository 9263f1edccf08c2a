"""Events on disk: typed Parquet coded by node number, written once per source, merged in size tiers, read
through a Scope (docs/decisions/0005).

Four layouts of one kind of event:

* ``by_row``   every record as mapped, in the order of the original (it is the spool of the intake, kept):
nothing is ever missing here;
* ``by_party`` each record once per party (``self``, ``other``, ``out``), sorted by ``self, start``;
* ``by_place`` each record that has a place, sorted by ``place, start``;
* ``pairs``    per source and pair of parties: how often, how long, how much, first and last, sorted by
``self``.
"""
