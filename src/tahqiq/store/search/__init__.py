"""The search index: values in, places out; candidates from tantivy, order from our own comparison of what the
viewer may see.

Every term in the index begins with the number of its data class, so a query made for a Scope never touches a
document outside it, and neither counts nor order can depend on one (docs/decisions/0002). Nothing is weighed
by how often it stands in the collection.

The index is derived: it lies in ``index/`` of the workspace and is made again from the store whenever it is
missing, damaged, of another version, or behind.
"""

from tahqiq.store.search.result import Hit, Results, Why
from tahqiq.store.search.search import PATIENCE, Search

__all__ = ["PATIENCE", "Hit", "Results", "Search", "Why"]
