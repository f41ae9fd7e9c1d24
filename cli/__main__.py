"""Run the command line: `python -m cli`."""

import sys

STOPPED = 130  # by Ctrl-C, as a shell counts it

try:
    from cli.app import app
except KeyboardInterrupt:  # while all of it is loaded, nothing was done yet
    sys.exit(STOPPED)

app(prog_name="akkoord")
