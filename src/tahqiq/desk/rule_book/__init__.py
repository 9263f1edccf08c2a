"""Rules that people of a desk write as text: read over declared features, tried on the stored past, approved
by a second person, in use until their last day. A desk declares its features, its cases and its words."""
