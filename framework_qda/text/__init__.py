"""Pure functions on text: no file, no database and no window comes in here."""
