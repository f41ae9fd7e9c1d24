"""The servers of one machine: found or started here, and ended with us."""
