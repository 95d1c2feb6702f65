"""Says how Python's email package reads a message: as JSON, with every defect that it finds."""

import email
import email.policy
import email.utils
import json
import sys

with open(sys.argv[1], "rb") as file:
    raw = file.read()
message = email.message_from_bytes(raw, policy=email.policy.default)
defects = []
for part in message.walk():
    defects += [repr(defect) for defect in part.defects]
    for value in part.values():
        defects += [repr(defect) for defect in getattr(value, "defects", ())]
leaves = [part for part in message.walk() if not part.is_multipart()]


def content(kind):
    """The text of the first part of a type, as a mail client shows it."""
    for part in leaves:
        if part.get_content_type() == kind:
            return part.get_content()
    return None


calendar = next((part for part in leaves if part.get_content_type() == "text/calendar"), None)
best = message.get_body()
print(
    json.dumps(
        {
            "defects": defects,
            "names": list(message.keys()),
            "headers": {name: str(value) for name, value in message.items()},
            "date": email.utils.parsedate_to_datetime(str(message["Date"])).isoformat(),
            "to": [address.addr_spec for address in message["To"].addresses],
            "from": [address.addr_spec for address in message["From"].addresses],
            "types": [part.get_content_type() for part in message.walk()],
            "charsets": sorted({part.get_content_charset() for part in leaves}),
            "best": best.get_content_type(),
            "text": content("text/plain"),
            "html": content("text/html"),
            "calendar": content("text/calendar"),
            "calendarName": calendar.get_filename() if calendar else None,
            "calendarMethod": calendar["Content-Type"].params["method"] if calendar else None,
            "isAttached": calendar.is_attachment() if calendar else False,
            "longestLine": max(len(line) for line in raw.split(b"\n")),
            "isASCII": raw.isascii(),
        }
    )
)
