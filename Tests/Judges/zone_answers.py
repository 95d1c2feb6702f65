"""What Python's zoneinfo makes of the wall times around every change of a zone's clock.

    zone_answers.py FIRST-YEAR LAST-YEAR ZONE...

Reads the same files as the C library, by other code. One line an answer:

    wall  ZONE SECONDS INSTANT    the wall time, as seconds in UTC, and the instant it stands for:
                                  the first of two, or the first after the gap
    civil ZONE INSTANT SECONDS    the instant, and the wall time it shows

Ends with 3 where this Python has no zoneinfo.
"""

import sys
from datetime import datetime, timedelta, timezone

try:
    from zoneinfo import ZoneInfo
except ImportError as error:
    print(f"{sys.executable}: {error}", file=sys.stderr)
    sys.exit(3)

UNIX = datetime(1970, 1, 1, tzinfo=timezone.utc)
DAY = 86_400


def wall_at(zone, instant):
    """The wall time at an instant, as seconds in UTC."""
    local = (UNIX + timedelta(seconds=instant)).astimezone(zone)
    return instant + int(local.utcoffset().total_seconds())


def changes(zone, first, last):
    """The instants at which the offset changes, found by looking at every day."""
    start = int((datetime(first, 1, 1, tzinfo=timezone.utc) - UNIX).total_seconds())
    end = int((datetime(last + 1, 1, 1, tzinfo=timezone.utc) - UNIX).total_seconds())
    before = wall_at(zone, start) - start
    for instant in range(start, end, DAY):
        after = wall_at(zone, instant) - instant
        if after != before:
            low, high = instant - DAY, instant
            while high - low > 1:
                middle = (low + high) // 2
                if wall_at(zone, middle) - middle == before:
                    low = middle
                else:
                    high = middle
            yield high, before, after
            before = after


def answer(zone, wall):
    """The instant of a wall time, by the rule in the heading."""
    local = (UNIX + timedelta(seconds=wall)).replace(tzinfo=zone, fold=0)
    first = wall - int(local.utcoffset().total_seconds())
    if wall_at(zone, first) == wall:
        return first
    low, high = first - 2 * DAY, first + 2 * DAY
    while high - low > 1:
        middle = (low + high) // 2
        if wall_at(zone, middle) < wall:
            low = middle
        else:
            high = middle
    return high


def main():
    first, last = int(sys.argv[1]), int(sys.argv[2])
    steps = (-5400, -3600, -1800, -1, 0, 1, 900, 1799, 1800, 3599, 3600, 5400, DAY // 2)
    for name in sys.argv[3:]:
        zone = ZoneInfo(name)
        for change, before, after in changes(zone, first, last):
            for instant in (change - 1, change):
                print("civil", name, instant, wall_at(zone, instant))
            for wall in {change + offset + step for offset in (before, after) for step in steps}:
                print("wall", name, wall, answer(zone, wall))


main()
