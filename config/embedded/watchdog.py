"""Ends everything that a killed launcher left: `python -m config.embedded.watchdog FOLDER HOLDER`.

Its standard input is a pipe that only the holder of the data folder has the other end of. When that
closes and the record still stands, the holder was killed before it could clean up.
"""

import os
import shutil
import signal
import sys
import time
from pathlib import Path

from config.embedded.claim import lock_now
from config.embedded.ending import end_everything
from config.embedded.record import Record, read_record, remove_record, write_record

PATIENCE_SECONDS = 5.0


def watch(folder: Path, holder: int) -> None:
    """Wait for the end of the holder, then end what it left, unless the next holder does."""
    while os.read(sys.stdin.fileno(), 64):
        pass
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (record := read_record(folder)) and record.holder.pid == holder and time.monotonic() < deadline:
        lock = lock_now(folder)
        if lock is not None:
            _clean_up(folder, record)
            os.close(lock)
            return
        time.sleep(0.02)


def _clean_up(folder: Path, record: Record) -> None:
    record.phase = "stopping"
    write_record(folder, record)
    end_everything(folder)
    remove_record(folder)
    if record.temporary:
        shutil.rmtree(folder)


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    watch(Path(sys.argv[1]), int(sys.argv[2]))
