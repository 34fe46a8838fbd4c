"""The coverage board: how far every cell of all matrices is."""
