"""Event loops: turns, deadlines and continue-as-new, and no rule of their own."""
