"""The restore drill: the machine dies in the middle of a load, and the ledger comes back from yesterday's backup."""

import json
import re

from harness import test
from machine import expect, expect_equal
from office import (
    CASELOADS, DIGESTS, SPOOL, bring_many, expect_each_once, mails, open_office, reminders, send_by_postfix, set_clock,
    wait_for_morning, wait_until_ready, wait_until_said)

STATE = "/var/lib/caseclock"


def due(machine, command):
    """What this command lists, as (case, rule, subject, target) of each deadline."""
    listed = json.loads(machine.quietly(command, limit=120).text)
    return listed, {(each["case"], each["rule"], each.get("subject"), each["target"]) for each in listed}


def message_ids(machine):
    """The Message-ID of each message in a mailbox, as often as it is there."""
    text = machine.quietly("cat /var/mail/*").text
    return re.findall(r"(?im)^message-id: *(\S+)", text)


@test("killed in mid-load and restored from yesterday's backup, what is due is right and nothing is said twice")
def drill(machine):
    send_by_postfix(machine)
    open_office(machine)
    machine.transcript.say("(Monday: the morning passes, and in the night a backup is made)")
    wait_for_morning(machine)
    backup = machine.run("caseclockctl backup").text
    name = re.search(r"caseclock-[0-9T:-]+\.db", backup).group(0)
    monday = set(reminders(machine))

    machine.transcript.say("(Tuesday: another morning passes)")
    set_clock(machine, "2026-03-03T08:29:57")
    machine.run("systemctl restart caseclockd")
    machine.until("it is past 08:30", "caseclockctl status", pattern=r"^clock .*T08:30:0[3-9]")
    wait_until_said(machine)
    machine.until("the mailer is done", f"ls {SPOOL}/new {SPOOL}/deferred | grep -c '^[0-9a-f]'; true", pattern="^0$")
    tuesday = set(reminders(machine)) - monday
    expect(tuesday, "something was said on Tuesday, after the backup")
    before_mails = set(mails(machine))
    expect(len(before_mails) > DIGESTS, "there are mails of Tuesday")
    machine.until("Postfix has delivered", "mailq", pattern="empty")
    before_ids = message_ids(machine)
    machine.transcript.say(
        f"({len(monday)} reminders on Monday, {len(tuesday)} on Tuesday, {len(before_mails)} mails)")

    # When the machine comes back the morning is over.
    set_clock(machine, "2026-03-03T08:31:00")
    bring_many(machine, 20000)
    machine.until("it reads them", "caseclockctl status --format json; ps -o stat= -C caseclockd", pattern="^R")
    machine.run("sync -f /var/log/journal")
    machine.cut_power()
    machine.transcript.say("(and comes back)")
    machine.boot()

    machine.transcript.say("(the disk has lost the ledger: yesterday's backup is put in its place)")
    machine.run("systemctl stop caseclockd.socket caseclockd.service", show="^$", limit=120)
    # The export was a mistake of somebody's, and is taken out again.
    machine.run(f"rm -f {CASELOADS}/many.jsonl")
    said_before = set(reminders(machine))
    machine.run(f"cd {STATE} && mkdir -m 700 before && mv caseclock.db* before/")
    machine.run(f"cd {STATE} && install -o caseclock -g caseclock -m 640 backups/{name} caseclock.db")
    set_clock(machine, "2026-03-03T08:45:00")
    machine.run("systemctl start caseclockd.socket caseclockd.service")
    wait_until_ready(machine)
    machine.until("some seconds pass", "caseclockctl status", pattern=r"^clock .*T08:45:[1-5]")
    wait_until_said(machine)
    machine.run("caseclockctl status", status=None, show="ready|clock|journal|spool|backup")

    machine.run("caseclockctl overdue --limit 5", show="^CASE|^K")
    evaluated, _ = due(machine, f"caseclockd evaluate --as-of 2026-03-03 --format json {CASELOADS} 2>/dev/null")
    overdue, seen = due(machine, "caseclockctl overdue --format json")
    wanted = {(each["case"], each["rule"], each.get("subject"), each["target"]) for each in evaluated
              if each["state"] == "overdue"}
    expect(wanted, "something is overdue")
    expect_equal(seen, wanted, "what is overdue, by the daemon and by caseclockd evaluate")
    _, upcoming = due(machine, "caseclockctl upcoming --within 400d --format json")
    wanted = {(each["case"], each["rule"], each.get("subject"), each["target"]) for each in evaluated
              if each["state"] in ("upcoming", "due-soon", "due", "on-hold")}
    expect(upcoming <= wanted and upcoming, f"what is coming up is what caseclockd evaluate says: {upcoming - wanted}")
    machine.transcript.say(f"({len(seen)} overdue and {len(upcoming)} coming up, the same by caseclockd evaluate)")

    after, after_mails = expect_each_once(machine)
    expect(said_before <= after and tuesday <= after, "what was said after the backup is in the journal still")
    expect_equal(after - said_before, set(), "reminders that were said after the restore")
    expect_equal(after_mails, before_mails, "mails in the spool")
    machine.until("Postfix has delivered", "mailq", pattern="empty")
    ids = message_ids(machine)
    expect_equal(len(ids), len(set(ids)), "messages in the mailboxes, none twice")
    expect_equal(len(ids), len(before_ids), "messages in the mailboxes")
