"""Mark passages in an interview, index them to sub-topics, and see what is and what is not."""

SPAN_MIME = "application/x-framework-qda-span"  # dragged words: an interview's id, from where and to where
