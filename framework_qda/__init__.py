"""A workbench for Framework analysis of qualitative interviews."""

from framework_qda.study import Study, create_study, open_study

__version__ = "0.1.0"
__all__ = ["Study", "create_study", "open_study"]
