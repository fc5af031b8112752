"""A real SMTP server for tests: it keeps what it accepts, and refuses or fails as it is told."""

import socket
from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class _Server(SMTP):
    # Its own answer to EHLO looks the host's name up, which costs seconds without a network.
    def __init__(self, *args, **kwargs):
        super().__init__(*args, hostname="mail.example.org", **kwargs)


class _Controller(Controller):
    def factory(self):
        return _Server(self.handler)


class MailServer:
    """`refuse_receiver`, `refuse_data`: answers such as "550 no such user"; `on_data`: a call."""

    def __init__(self):
        self.mails = []
        self.refuse_receiver = None
        self.refuse_data = None
        self.on_data = lambda: None

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refuse_receiver:
            return self.refuse_receiver
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.refuse_data:
            return self.refuse_data
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        self.on_data()
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def mail_server(port):
    handler = MailServer()
    controller = _Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield handler
    finally:
        controller.stop()
