"""The agreement's text: clauses as data, and the check that none is missing."""
