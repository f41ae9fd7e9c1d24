"""The event loop of a product: its line of leaflets, and telling the agreements."""
