"""Listen to an interview again while reading it, and transcribe extracts."""
