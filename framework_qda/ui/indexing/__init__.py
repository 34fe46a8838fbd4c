"""Mark passages in an interview, index them to sub-topics, and see what is and what is not."""
