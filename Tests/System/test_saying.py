"""What is said: the journal's entries, and the mails."""

import email
import email.policy

from harness import test
from machine import expect, expect_equal
from office import DIGESTS, SPOOL, expect_each_once, mails, open_office, send_by_postfix, wait_for_morning

OVERDUE = "4ab31b011b194940a72d5c1f535a833e"


@test("an overdue deadline is in the journal, with the catalog's text, its priority and its fields")
def alert(machine):
    open_office(machine, shown=True)
    wait_for_morning(machine)
    told = machine.run("journalctl --no-pager -x CASECLOCK_CASE=K-3002 CASECLOCK_RULE=initial-meeting",
                       show="K-3002|target|░░")
    expect("Subject: initial-meeting of case K-3002 is overdue" in told.text, "journalctl -x has the catalog's subject")
    expect("caseclockctl explain K-3002 initial-meeting" in told.text, "and says what to type next")
    entries = machine.journal("CASECLOCK_CASE=K-3002 CASECLOCK_RULE=initial-meeting")
    expect_equal(len(entries), 1, "entries of the deadline")
    wanted = {
        "MESSAGE": "K-3002 initial-meeting overdue 3 days, target 2026-02-27, for c-osei",
        "MESSAGE_ID": OVERDUE, "PRIORITY": "4", "SYSLOG_IDENTIFIER": "caseclockd",
        "_SYSTEMD_UNIT": "caseclockd.service",
        "CASECLOCK_EPISODE": "1", "CASECLOCK_PROFILE": "service-integration", "CASECLOCK_BASIS": "source",
        "CASECLOCK_TARGET": "2026-02-27", "CASECLOCK_DAYS_LEFT": "-3", "CASECLOCK_STATE": "overdue",
        "CASECLOCK_STAGE": "overdue-3", "CASECLOCK_OWNER": "c-osei", "CASECLOCK_PERSON": "c-osei",
    }
    for field, value in wanted.items():
        expect_equal(entries[0].get(field), value, f"the field {field}")
        machine.transcript.say(f"{field}={value}")
    expect_equal(len(entries[0]["CASECLOCK_NOTIFICATION"]), 32, "digits of the id")
    everything = machine.quietly("journalctl --no-pager --output=verbose _SYSTEMD_UNIT=caseclockd.service").text
    expect("@example.org" not in everything, "no address is in what the daemon writes to the journal")


@test("a digest leaves through Postfix, and is whole in its reader's mailbox")
def digest(machine):
    send_by_postfix(machine)
    open_office(machine)
    machine.until("all digests are sent", f"ls {SPOOL}/sent | wc -l", pattern=f"^{DIGESTS}$")
    machine.until("Postfix has delivered", "cat /var/mail/b-ito")
    expect_equal({tuple(folders) for folders in mails(machine).values()}, {("sent",)}, "folders of the mails")
    text = machine.read("/var/mail/b-ito")
    expect_equal(text.count("\nFrom ") + text.startswith("From "), 1, "messages in the mailbox")
    message = email.message_from_string(text.split("\n", 1)[1], policy=email.policy.default)
    expect_equal(message.defects, [], "defects of the message")
    for header in ("From", "To", "Subject", "Date", "Message-ID"):
        expect(message[header], f"there is a {header}")
        machine.transcript.say(f"{header}: {message[header]}")
    expect_equal(message["To"], "b-ito@example.org", "To")
    expect(message["Subject"].startswith("Deadlines 2026-03-02: "), "the subject tells the day")
    body = message.get_body(("plain",)).get_content()
    for line in [line for line in body.splitlines() if line.strip()][:8]:
        machine.transcript.say(line)
    expect("K-2001" in body and "review-booked" in body, "the text tells what is overdue")
    expect(message.get_body(("html",)) is not None, "there is HTML beside the text")
    expect_each_once(machine)
    machine.run("systemd-analyze security --no-pager --threshold=4 caseclock-mail.service", show="Overall")


@test("without the drop-in of the mail system no mail leaves, and none is lost")
def no_drop_in(machine):
    open_office(machine)
    wait_for_morning(machine)
    machine.until("the mailer has tried", "journalctl --no-pager -u caseclock-mail", pattern="postdrop")
    expect_equal(machine.run("ls /var/mail | wc -l").text.strip(), "0", "mailboxes with mail")
    expect_equal(len(mails(machine)), DIGESTS, "mails in the spool")
