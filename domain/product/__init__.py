"""A product: its line of leaflets, as its supplier announces them."""
