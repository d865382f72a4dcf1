"""Runs the real clock or a real job, stops at a chosen statement, says so on a pipe, and waits there to be killed.

python -m tests.faults.stopping PIPE TIMES WORDS [arguments of python -m jobs]: at the TIMES-th statement that contains
WORDS; the word COMMIT stands for the moment before a transaction of the job itself is committed.
"""

import os
import signal
import sys

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from jobs.__main__ import main


def stop_at(words, times, pipe):
    seen = []

    def look(*happened):
        is_it = words == "COMMIT" or (len(happened) > 2 and words in happened[2])
        if is_it:
            seen.append(1)
        if is_it and len(seen) == times:
            os.write(pipe, b"!")
            signal.pause()

    if words == "COMMIT":
        event.listen(Session, "before_commit", look)
    else:
        event.listen(Engine, "before_cursor_execute", look)


if __name__ == "__main__":
    pipe, times, words, *arguments = sys.argv[1:]
    stop_at(words, int(times), int(pipe))
    main(arguments, prog_name="python -m jobs")
