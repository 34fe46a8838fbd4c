"""Compare: things side by side, and what lies beyond reading them."""
