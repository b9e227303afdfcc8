#!/usr/bin/python3
"""When cron texts fall due, as python3-croniter says: it walks the wall clock, and each wall time becomes an instant by
zoneinfo. A wall time in a gap is due at the gap's end; one that comes twice is due at its first coming, and at both where
minute or hour repeats (a star, a range, a step).

stdin: TEXT <tab> ZONE per line. stdout: TEXT <tab> ZONE <tab> COUNT <tab> SHA-256 of the Unix seconds, comma-divided;
with --list the seconds themselves. Arguments: first and last Unix second."""
import hashlib
import sys
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from croniter import croniter

first, last = int(sys.argv[1]), int(sys.argv[2])
walls = {}


def wall_times(text):
    if text not in walls:
        begin = datetime.fromtimestamp(first, timezone.utc).replace(tzinfo=None) - timedelta(days=2)
        end = datetime.fromtimestamp(last, timezone.utc).replace(tzinfo=None) + timedelta(days=2)
        times, step = [], croniter(text, begin)
        while (at := step.get_next(datetime)) <= end:
            times.append(at)
        walls[text] = times
    return walls[text]


def instants(text, name):
    zone = ZoneInfo(name)
    repeats = any(mark in field for field in text.split()[:2] for mark in "*-/")
    due = set()
    for wall in wall_times(text):
        one, other = (wall.replace(tzinfo=zone, fold=fold).timestamp() for fold in (0, 1))
        if one == other:
            due.add(int(one))
        elif one < other:  # it comes twice
            due.update((int(one), int(other)) if repeats else (int(one),))
        else:  # it does not come: fold 0 reads it by the offset before, so the gap ends between the two
            due.add(gap_end(zone, int(other), int(one)))
    return sorted(second for second in due if first < second <= last)


def gap_end(zone, low, high):
    offset = datetime.fromtimestamp(high, zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if datetime.fromtimestamp(middle, zone).utcoffset() == offset else (middle, high)
    return high


for line in sys.stdin:
    text, name = line.rstrip("\n").split("\t")
    seconds = ",".join(map(str, instants(text, name)))
    count = seconds.count(",") + 1 if seconds else 0
    print(text, name, count, seconds if "--list" in sys.argv else hashlib.sha256(seconds.encode()).hexdigest(), sep="\t")
