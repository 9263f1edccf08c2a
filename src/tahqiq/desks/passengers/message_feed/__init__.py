"""Whether messages of airlines come: when the last came, what was refused, who is silent."""
