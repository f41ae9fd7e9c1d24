"""How the command line ends: by Ctrl-C without a word, and else with its own exit code."""

import subprocess
import sys

import pytest

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
# An answer that reaches a thread of the SDK while the interpreter ends can make it abort.
ABORTING = """
import atexit, os, runpy
atexit.register(os.abort)
runpy.run_module("cli", run_name="__main__")
"""


def run(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", script, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_ctrl_c_while_all_is_loaded_says_nothing() -> None:
    done = run(INTERRUPTED)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize(("word", "code"), [("--help", 0), ("no-such-command", 2)])
def test_it_ends_with_its_own_code_whatever_the_end_of_the_interpreter_does(
    word: str, code: int
) -> None:
    done = run(ABORTING, word)
    assert done.returncode == code
    assert "akkoord" in done.stdout + done.stderr
