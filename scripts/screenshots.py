"""Draw the pictures of the manual anew from the sample study."""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from framework_qda.tasks.sample import build_sample
from framework_qda.ui import pictures

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder) / "Sample study.fqda"
        build_sample(study)
        sys.argv[1:] = [str(Path("docs/images")), str(study)]
        pictures.main()
