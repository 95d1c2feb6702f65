"""A small office on a machine: the example caseload of fifty families, with the clock at the morning of 2026-03-02."""

import json

from machine import expect

SPOOL = "/var/spool/caseclock/mail"
LEDGER = "/var/lib/caseclock/caseclock.db"
CASELOADS = "/var/lib/caseclock/caseloads"
CONFIGURATION = "/etc/caseclock/caseclock.yaml"
# Seven digests of the example are due at 08:30, and one at 09:15.
BEFORE_DIGESTS = "2026-03-02T08:29:57"
DIGESTS = 7

SITE = """
go-live: 2026-01-01
intake: s-roy
access:
  - {user: b-ito, role: coordinator, person: b-ito}
  - {user: c-osei, role: coordinator, person: c-osei}
  - {user: s-roy, role: supervisor, person: s-roy}
  - {user: front, role: viewer}
"""
# d-lavoie may knock, and nothing else.
STAFF = ["b-ito", "c-osei", "s-roy", "front", "d-lavoie"]


def open_office(machine, clock=BEFORE_DIGESTS, shown=False):
    """The service with a site's configuration and caseload, started shortly before the morning's digests."""
    with machine.transcript.in_short(f"(an office is set up: fifty families, its people let in; clock at {clock})", not shown):
        machine.run("systemctl stop caseclockd.socket caseclockd.service", show="^$")
        # A ledger that has seen today would doubt a clock that shows March.
        machine.run(f"rm -f {LEDGER}*")
        for person in STAFF:
            machine.run(f"usermod -aG caseclock-staff {person}")
        machine.append(CONFIGURATION, SITE)
        bring_caseload(machine)
        set_clock(machine, clock)
        # No quarter of a minute of waiting at each crash.
        drop_in(machine, "caseclockd.service", "soon", "[Service]\nRestartSec=1s\n")
        # What was tried so far does not count towards the limit of starts.
        machine.quietly("systemctl reset-failed 'caseclock*'")
        machine.run("systemctl start caseclockd.socket caseclockd.service")


def bring_caseload(machine):
    machine.run(f"install -o caseclock -g caseclock -m 640 /usr/share/caseclock/examples/caseload/* {CASELOADS}/")


def bring_many(machine, count, name="many"):
    """A caseload of so many families more, all of which have waited for their first meeting for long."""
    lines = [json.dumps({"case": f"K-{100000 + number}", "profile": "service-integration",
                         "coordinator": {"person": "b-ito", "assigned": "2026-01-02"},
                         "initiating-contact": "2026-01-02"}) for number in range(count)]
    machine.transcript.say(f"(a caseload of {count} families comes as {CASELOADS}/{name}.jsonl)")
    new = f"/var/lib/caseclock/{name}.new"
    machine.quietly(f"cat >{new}", stdin="\n".join(lines) + "\n")
    machine.quietly(f"chown caseclock:caseclock {new} && chmod 640 {new} && mv {new} {CASELOADS}/{name}.jsonl")


def drop_in(machine, unit, name, text):
    """A drop-in, as `systemctl edit` makes one."""
    machine.write(f"/etc/systemd/system/{unit}.d/{name}.conf", text)
    machine.quietly("systemctl daemon-reload")


def set_clock(machine, clock):
    """Has the daemon start with a clock that shows this time. A machine in a container can't set its own."""
    drop_in(machine, "caseclockd.service", "clock",
            f"[Service]\nExecStart=\nExecStart=/usr/sbin/caseclockd run --rehearse {clock}\n")


def send_by_postfix(machine):
    """Has the mails sent, as the README says it."""
    machine.run("install -D -t /etc/systemd/system/caseclock-mail.service.d /usr/share/caseclock/mail/postfix.conf")
    machine.run("systemctl daemon-reload && systemctl enable --now caseclock-mail.path caseclock-mail.timer", show="^$")


def hold_mail(machine):
    """Leaves the mails in the spool."""
    machine.run("systemctl stop caseclock-mail.path caseclock-mail.timer caseclock-mail.service", show="^$")


def main_pid(machine):
    return machine.quietly("systemctl show -P MainPID caseclockd").text.strip()


def wait_until_ready(machine, limit=60):
    machine.until("the caseload is read", "caseclockctl status", pattern=" is ready:", limit=limit)


def wait_for_morning(machine, digests=DIGESTS, limit=60):
    """Waits until the digests of 08:30 are written, and nothing waits to be said any more."""
    machine.until(f"{digests} digests are written", f"ls {SPOOL}/new {SPOOL}/sent | grep -c '^[0-9a-f]'",
                  pattern=rf"^{digests}$", limit=limit)
    wait_until_said(machine, limit)


def wait_until_said(machine, limit=60):
    machine.until("nothing waits to be said", "caseclockctl outbox list --state waiting --format json",
                  pattern=r"\A\s*\[\s*\]\s*\Z", limit=limit)


def reminders(machine):
    """The ids of what the journal has of reminders and digests, as often as each is there. Only what the daemon wrote itself
    counts."""
    return [entry["CASECLOCK_NOTIFICATION"] for entry in machine.journal("_SYSTEMD_UNIT=caseclockd.service")
            if "CASECLOCK_NOTIFICATION" in entry]


def mails(machine):
    """The messages in the spool: by name the folders that each is in."""
    found = {}
    for folder in ("new", "deferred", "sent", "failed"):
        for name in machine.names(f"{SPOOL}/{folder}"):
            found.setdefault(name, []).append(folder)
    return found


def expect_each_once(machine):
    """Every reminder is in the journal once, and every mail in the spool. Gives both."""
    seen = reminders(machine)
    twice = {number for number in seen if seen.count(number) > 1} if len(set(seen)) < len(seen) else set()
    expect(not twice, f"no reminder is in the journal twice, but {len(twice)} are, as {sorted(twice)[:3]}")
    spooled = mails(machine)
    expect(all(len(folders) == 1 for folders in spooled.values()), f"each mail is in one folder: {spooled}")
    machine.transcript.say(f"({len(seen)} reminders in the journal, each once; {len(spooled)} mails, each once)")
    return set(seen), set(spooled)


def planned_reminders(machine):
    """How many of these the ledger has."""
    return int(machine.quietly(
        f"sqlite3 'file:{LEDGER}?mode=ro' \"select count(*) from outbox where channel = 'journal'\"").text)
