"""Leaflets and terms in the Dutch words of an agreement's document."""
