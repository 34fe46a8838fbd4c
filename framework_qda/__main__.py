"""Run the command line: python -m framework_qda."""

from framework_qda.cli import main

main(prog_name="python -m framework_qda")
