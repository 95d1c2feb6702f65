"""Says how Python's email package reads a message: as JSON, with every defect that it finds."""

import email
import email.policy
import email.utils
import json
import sys

with open(sys.argv[1], "rb") as file:
    raw = file.read()
message = email.message_from_bytes(raw, policy=email.policy.default)
defects = [repr(defect) for part in message.walk() for defect in part.defects]
for value in message.values():
    defects += [repr(defect) for defect in getattr(value, "defects", ())]
print(
    json.dumps(
        {
            "defects": defects,
            "names": list(message.keys()),
            "headers": {name: str(value) for name, value in message.items()},
            "date": email.utils.parsedate_to_datetime(str(message["Date"])).isoformat(),
            "to": [address.addr_spec for address in message["To"].addresses],
            "from": [address.addr_spec for address in message["From"].addresses],
            "type": message.get_content_type(),
            "charset": message.get_content_charset(),
            "body": message.get_content(),
            "longestLine": max(len(line) for line in raw.split(b"\n")),
            "isASCII": raw.isascii(),
        }
    )
)
