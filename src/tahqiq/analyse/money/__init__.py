"""Money: who paid whom, in which patterns, and where a sum went. Amounts are integers (thousandths), never converted without a rate that was given."""
