"""Run the command line: `python -m cli`."""

import sys

from adapters.leaving import leave

STOPPED = 130  # by Ctrl-C, as a shell counts it

try:
    from cli.app import app
except KeyboardInterrupt:  # while all of it is loaded, nothing was done yet
    sys.exit(STOPPED)

try:
    app(prog_name="akkoord")
except SystemExit as ended:  # its code is a number: no command ends by words
    leave(int(ended.code or 0))
