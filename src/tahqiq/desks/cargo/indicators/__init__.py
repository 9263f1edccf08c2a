"""Indicators: rules over declared features of a consignment, refused where they ask about people, tried on
the stored past, approved by a second person, measured by what their examinations found."""
