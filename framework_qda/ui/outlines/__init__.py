"""What the study consists of, as trees: areas with interviews, matrices with sub-topics."""
