"""One agreement of a board and a supplier, from proposal to the last proof of destruction."""
