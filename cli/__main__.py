"""Run the command line: `python -m cli`."""

import os
import sys
from contextlib import suppress

STOPPED = 130  # by Ctrl-C, as a shell counts it

try:
    from cli.app import app

    app(prog_name="akkoord")
except KeyboardInterrupt:  # while all of it is loaded, nothing was done yet
    sys.exit(STOPPED)
except SystemExit as ended:
    with suppress(BrokenPipeError):  # who read it has seen enough
        sys.stdout.flush()
        sys.stderr.flush()
    code = ended.code if isinstance(ended.code, int) else ended.code is not None
    os._exit(code)  # the work is done: ending the interpreter can abort in a native thread
