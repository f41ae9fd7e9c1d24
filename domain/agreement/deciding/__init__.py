"""One small function for each command, grouped as the events are."""
