"""How each group of events moves the state: copying only, never judging, never failing."""
