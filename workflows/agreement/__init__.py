"""The event loop of an agreement."""
