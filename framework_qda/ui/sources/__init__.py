"""The sources workspace: every interview with its facts, and its words beside it."""
