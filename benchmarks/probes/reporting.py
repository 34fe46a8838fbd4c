"""Hand a figure to the process that asked for it, and end."""

from __future__ import annotations

import json
import os
import time


def report(**figures: object) -> None:
    """Print the figures, with the processor time spent until now, and leave at once."""
    print(json.dumps({"cpu": time.process_time(), **figures}), flush=True)
    os._exit(0)
