"""The synthetic region: residents, care, staff and money, month by month, and the truth of what happened beside."""
