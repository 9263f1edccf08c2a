"""Indicators as rules that are data: written over declared features of a consignment, refused where they ask
about people, tried on the stored past, measured by what they opened."""
