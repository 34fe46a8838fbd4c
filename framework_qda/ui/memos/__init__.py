"""Memos and the reflexive journal."""
