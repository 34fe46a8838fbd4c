"""Files of sound and video: which are taken, whether they are still the same, and how loud they are when."""
