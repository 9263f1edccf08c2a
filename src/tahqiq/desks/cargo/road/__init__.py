"""The land crossing: the way between posts as devices tell it, loads that another lorry took over, and the
queue by lane."""
