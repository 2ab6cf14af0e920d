"""A server and management commands beside it, without a start of Django for each of them.

A process loads Django once and runs each command in a child: what a command leaves in memory goes
with the child, as it would with a process of its own. The server is such a child too.
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
import traceback


class Commands:
    """Starts the process with the first command. Its settings come from `environment`."""

    def __init__(self, environment, folder):
        self._options = {"env": environment, "cwd": folder}
        self._process = None

    def run(self, *command) -> str:
        """What the command prints; raises an error if it fails."""
        status, output = self._answer(command)
        if status:
            raise subprocess.CalledProcessError(status, command, output)
        return output

    def status(self, *command) -> int:
        """What the command ends with; the negative number of a signal that kills it."""
        return self._answer(command)[0]

    def start(self, log, *command) -> int:
        """The number of the process that runs the command meanwhile, and writes to the log."""
        return self._answer({"log": str(log), "command": command})

    def _answer(self, asked):
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603  our own file
                [sys.executable, "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                **self._options,
            )
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self):
        if self._process is not None:
            self._process.communicate()


def main():
    import django

    gc.set_threshold(200_000)  # as in manage.py: what Django loads stays
    django.setup()
    from django.db import connections

    import portal.urls  # noqa: F401  with tests.people what most commands ask for
    from tests import people  # noqa: F401

    connections.close_all()  # no child shares one
    gc.freeze()  # a child that looks for garbage in it would copy what it shares
    for line in sys.stdin:
        asked = json.loads(line)
        answer = _meanwhile(**asked) if isinstance(asked, dict) else _in_a_child(asked)
        print(json.dumps(answer), flush=True)


def _meanwhile(log, command):
    """The number of the child that runs a command."""
    with open(log, "wb") as output:
        return _child(command, output, sys.stdout, sys.stderr)


def _child(command, output, *streams):
    child = os.fork()
    if not child:
        for stream in streams:
            os.dup2(output.fileno(), stream.fileno())
        os._exit(_run(command))
    return child


def _in_a_child(command):
    """(status, output) of a command."""
    with tempfile.TemporaryFile("w+") as output:
        child = _child(command, output, sys.stdout)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        output.seek(0)
        return status, output.read()


def _run(command):
    from django.core.management import call_command

    try:
        call_command(*command)  # without Django's checks, which would be made for each child
        sys.stdout.flush()
    except BaseException:  # the child ends here, whatever happens
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    main()
