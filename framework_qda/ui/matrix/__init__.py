"""The charting workspace: one matrix at a time, as a sheet."""
