"""What the stories come to, counted once and written down: the checks compare with it."""

ANNOUNCEMENTS = 20
"""Adjacent pairs of versions that differ, over all products of the stories."""

CHANGES = {"approved": 11, "rejected": 3, "lapsed": 3, "told": 20}
"""What boards decided on changes, over all agreements; told: nothing was asked."""
