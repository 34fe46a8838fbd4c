"""One line that orders, groups and filters the interviews of any view."""
