"""Program: the process that has the models, and forks those that read texts and web pages."""

import logging
import socket
import sys

from services.processes import tasks
from services.processes.forking import fork_for
from services.processes.memory import bound_malloc


def main() -> None:
    """Fork a process for each socket that comes in over the standard input, until that is closed."""
    logging.disable()  # it would reveal the text
    bound_malloc()
    tasks.load()
    with socket.socket(fileno=sys.stdin.fileno()) as door:
        fork_for(door, tasks.TASKS)


if __name__ == "__main__":
    main()
