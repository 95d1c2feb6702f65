"""An SMTP server on loopback that keeps what it is given; prints its port. It answers 450 to later-450@."""

import asyncio
import json
import sys

from aiosmtpd.smtp import SMTP

folder = sys.argv[1]


class Sink:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("later-450@"):
            return "450 later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        Sink.count += 1
        with open(f"{folder}/{Sink.count}.eml", "wb") as file:
            file.write(envelope.content)
        with open(f"{folder}/{Sink.count}.json", "w") as file:
            json.dump({"from": envelope.mail_from, "to": envelope.rcpt_tos}, file)
        return "250 OK"


async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Sink(), hostname="sink.example.org"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(serve())
