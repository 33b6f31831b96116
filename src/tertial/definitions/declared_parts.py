"""What an extract declares of personal data before a row of it is loaded, part by part, each with the law it comes of.

Sources: patientdatalagen (2008:355), lagen (2022:913) om sammanhållen vård- och omsorgsdokumentation, and the data
protection regulation, (EU) 2016/679. Feeds without persons declare the same: they too are some controller's data.
"""

from __future__ import annotations

from tertial.language import _

PARTS = ("purposes", "controller", "provider", "units", "legal_basis", "retention")
"""The keys of an extract in extracts.toml that make its declaration, in the order they are written."""


def law_of(part: str) -> str:
    """What a part says, and the law that asks for it, in the language in force. Raises KeyError for another key."""
    return {
        "purposes": _(
            "what the rows are used for: quality, planning_and_follow_up or statistics (patientdatalagen 2 kap. 4 §)"
        ),
        "controller": _(
            "the board or company that answers for the personal data (patientdatalagen 2 kap. 6 §, "
            "the data protection regulation, article 4.7)"
        ),
        "provider": _(
            "the id of the care provider whose rows they are (patientdatalagen 1 kap. 3 §, lagen 2022:913 "
            "om sammanhållen vård- och omsorgsdokumentation)"
        ),
        "units": _("the ids of the care units whose rows come (patientdatalagen 4 kap.)"),
        "legal_basis": _("the law that the use rests on (the data protection regulation, articles 6 and 9)"),
        "retention": _(
            "how long rows are kept, {{ months = 120 }} or {{ until = 2035-12-31 }} "
            "(the data protection regulation, article 5.1 e)"
        ),
    }[part].format()
