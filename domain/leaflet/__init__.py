"""The leaflet (3.3): as data, what it misses, how two differ, and which differences matter."""
