"""Printing: leaves laid out on paper, looked at before, and put on a printer or into a PDF."""
