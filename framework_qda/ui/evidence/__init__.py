"""The passages behind a summary, beside it."""
