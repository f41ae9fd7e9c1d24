"""A supplier's door for announcements: envelopes are opened, judged, handed on or kept apart."""
