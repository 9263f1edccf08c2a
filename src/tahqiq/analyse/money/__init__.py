"""Money: who paid whom, in which patterns, and where a sum went. Amounts are exact (whole numbers of 10^-18),
never converted without a rate that was given."""
