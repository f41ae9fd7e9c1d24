"""Sockets between Temporal and the adapters."""
