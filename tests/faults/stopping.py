"""Runs the real clock or a real job, stops at a chosen statement, says so on a pipe, and waits there to be killed."""

import os
import signal

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from jobs.__main__ import main


def stop_at(words, times, pipe):
    """Stop at the TIMES-th statement with these words; COMMIT is the moment before the job commits a transaction."""
    seen = []

    def look(*happened):
        is_it = words == "COMMIT" or (len(happened) > 2 and words in happened[2])
        if is_it:
            seen.append(1)
        if is_it and len(seen) == times:
            pipe.send_bytes(b"!")
            signal.pause()

    if words == "COMMIT":
        event.listen(Session, "before_commit", look)
    else:
        event.listen(Engine, "before_cursor_execute", look)


def run_jobs(environment, pipe, words, times, *arguments):
    """What python -m jobs does with these arguments, up to the chosen statement."""
    os.environ.update(environment)
    stop_at(words, times, pipe)
    main(arguments, prog_name="python -m jobs")
