"""Ctrl-C while the command line is still being loaded ends it without a word."""

import subprocess
import sys

from settings import ROOT

# Loading `cli.app` takes a second; whoever presses Ctrl-C in it interrupts an import.
INTERRUPTED = """
import runpy, sys
class Interrupted:
    def find_spec(self, name, *_):
        if name == "cli.app":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
runpy.run_module("cli", run_name="__main__")
"""


def test_ctrl_c_while_all_is_loaded_says_nothing() -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", INTERRUPTED], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
