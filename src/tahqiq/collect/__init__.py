"""Collect: what becomes of what readers give: recognition, mapping of columns, guards, intake. May import
jobs, access, store, formats, model, names, kit."""
