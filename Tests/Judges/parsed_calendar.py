"""Says how the icalendar package reads a calendar file: as JSON, one object an event."""

import json
import sys

try:
    import icalendar
except ImportError:
    sys.exit(3)

with open(sys.argv[1], "rb") as file:
    raw = file.read()
calendar = icalendar.Calendar.from_ical(raw)
print(
    json.dumps(
        {
            "method": str(calendar["METHOD"]),
            "version": str(calendar["VERSION"]),
            "errors": [repr(error) for error in calendar.errors]
            + [repr(error) for event in calendar.walk("VEVENT") for error in event.errors],
            "events": [
                {
                    "uid": str(event["UID"]),
                    "stamp": event["DTSTAMP"].dt.isoformat(),
                    "start": event["DTSTART"].dt.isoformat(),
                    "end": event["DTEND"].dt.isoformat(),
                    "summary": str(event["SUMMARY"]),
                    "description": str(event["DESCRIPTION"]) if "DESCRIPTION" in event else None,
                    "class": str(event["CLASS"]),
                    "transparency": str(event["TRANSP"]),
                }
                for event in calendar.walk("VEVENT")
            ],
            "longestLine": max(len(line) for line in raw.split(b"\r\n")),
            "hasBareLineFeed": b"\n" in raw.replace(b"\r\n", b""),
        }
    )
)
