"""What a member of the desk is answered who is neither the person in custody nor who answers for them. Asked
by ``tests/conformance/test_desks.py``."""

ANSWERS = dict.fromkeys(("answer", "complain", "complaint-take", "extract", "inquire"), 403)
