"""The event loop of an intake: a supplier's door for announcements."""
