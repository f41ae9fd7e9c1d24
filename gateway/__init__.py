"""The door: who asks is known here, and requests are sealed."""
