"""Our methods beside their peers, on the same inputs: `make oracle`."""
