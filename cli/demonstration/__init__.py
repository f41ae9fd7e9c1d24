"""Whole agreements on real leaflets, by invented people, under clocks of seconds."""
