"""Takes mail from sogod by SMTP on loopback and hands it to dovecot by LMTP.

Only the two test users exist; any other recipient gets 550, and nothing leaves the machine.
"""
import asyncio
import smtplib
import sys

from aiosmtpd.smtp import SMTP

port, lmtp_socket, password_file = int(sys.argv[1]), sys.argv[2], sys.argv[3]
with open(password_file) as lines:
    known = {line.split(":")[0].lower() for line in lines}


class Delivery:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.lower() not in known:
            return f"550 5.1.1 <{address}>: no such user on this test server"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        def deliver():
            with smtplib.LMTP(lmtp_socket) as lmtp:
                return lmtp.sendmail(envelope.mail_from, envelope.rcpt_tos, envelope.content)

        try:
            refused = await asyncio.get_running_loop().run_in_executor(None, deliver)
        except smtplib.SMTPException as error:
            return f"451 4.3.0 LMTP delivery failed: {error}"
        print(envelope.mail_from, "->", envelope.rcpt_tos, len(envelope.content), "bytes", refused or "", flush=True)
        return "250 2.0.0 delivered"


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Delivery(), hostname="real-server.invalid", enable_SMTPUTF8=True, loop=loop), "127.0.0.1", port
    )
    async with server:
        await server.serve_forever()


asyncio.run(main())
