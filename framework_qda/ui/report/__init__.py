"""Write a report: the draft on its page, what stands in it, and what it stands on."""
