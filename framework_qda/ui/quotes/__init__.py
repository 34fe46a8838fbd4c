"""Quotations: the board, the ledger and the check."""
