"""Views of the study as frames: pure pandas, frames in and frames out."""
