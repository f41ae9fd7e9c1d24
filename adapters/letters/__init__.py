"""Letters as people read them: rendered at sending, in the recipient's language."""
