"""A small office on a machine: the example caseload of fifty families, with the clock at the morning of 2026-03-02."""

from machine import expect

SPOOL = "/var/spool/caseclock/mail"
LEDGER = "/var/lib/caseclock/caseclock.db"
CASELOADS = "/var/lib/caseclock/caseloads"
CONFIGURATION = "/etc/caseclock/caseclock.yaml"
# The digests of the example are due at 08:30, but for one at 09:15.
BEFORE_DIGESTS = "2026-03-02T08:29:57"
NEXT_DAY = "2026-03-03T08:29:57"

ACCESS = """
go-live: 2026-01-01
intake: s-roy
access:
  - {user: b-ito, role: coordinator, person: b-ito}
  - {user: c-osei, role: coordinator, person: c-osei}
  - {user: s-roy, role: supervisor, person: s-roy}
  - {user: front, role: viewer}
"""
STAFF = ["b-ito", "c-osei", "s-roy", "front"]


def drop_in(machine, unit, name, text):
    """A drop-in, as `systemctl edit` makes one."""
    machine.write(f"/etc/systemd/system/{unit}.d/{name}.conf", text)
    machine.quietly("systemctl daemon-reload")


def set_clock(machine, clock):
    """Has the daemon start with a clock that shows this time. A machine in a container can't set its own."""
    drop_in(machine, "caseclockd.service", "clock",
            f"[Service]\nExecStart=\nExecStart=/usr/sbin/caseclockd run --rehearse {clock}\n")


def configure(machine):
    """Lets the office's people in, and says what a site has to say."""
    for person in STAFF:
        machine.quietly(f"usermod -aG caseclock-staff {person}")
    machine.transcript.typed("root", f"cat >>{CONFIGURATION} <<END", ACCESS.strip())
    machine.quietly(f"cat >>{CONFIGURATION}", stdin=ACCESS)


def bring_caseload(machine):
    machine.run(f"install -o caseclock -g caseclock -m 640 /usr/share/caseclock/examples/caseload/* {CASELOADS}/")


def open_office(machine, clock=BEFORE_DIGESTS):
    """The service with configuration and caseload, started shortly before the morning's digests."""
    machine.transcript.say("(an office with the example caseload)")
    quiet = machine.transcript.lines
    machine.transcript.lines = []
    # A ledger that has seen today would doubt a clock of March.
    machine.run("systemctl stop caseclockd.service caseclockd.socket", show="^$")
    machine.run(f"rm -f {LEDGER}*")
    configure(machine)
    bring_caseload(machine)
    set_clock(machine, clock)
    # Not a quarter of a minute of waiting at each crash.
    drop_in(machine, "caseclockd.service", "soon", "[Service]\nRestartSec=1s\n")
    machine.run("systemctl start caseclockd.socket caseclockd.service")
    machine.transcript.lines = quiet


def entries(machine):
    """Entries of notifications that the daemon itself wrote; anybody can write such a field."""
    return [entry for entry in machine.journal("_SYSTEMD_UNIT=caseclockd.service")
            if "CASECLOCK_NOTIFICATION" in entry and "CASECLOCK_CASE" in entry]


def spooled(machine):
    """The messages in the spool, by name, with the folder of each."""
    found = {}
    for folder in ("new", "deferred", "sent", "failed"):
        for name in machine.names(f"{SPOOL}/{folder}"):
            found.setdefault(name, []).append(folder)
    return found


def wait_for_morning(machine, mails=6):
    """Waits until what is due at 08:30 was said: the entries, and the digests in the spool."""
    machine.until(f"{mails} digests are in the spool", f"ls {SPOOL}/new {SPOOL}/sent | grep -c '^[0-9a-f]'",
                  pattern=rf"^({mails}|[1-9]\d+)$")
    machine.until("nothing waits to be said any more", "caseclockctl outbox list --format json", pattern=r"\A\s*\[\s*\]\s*\Z")


def expect_once(machine, what="each reminder is in the journal once"):
    """No notification is in the journal twice, and no mail in the spool twice. Gives the entries and the mails."""
    seen = [entry["CASECLOCK_NOTIFICATION"] for entry in entries(machine)]
    twice = sorted({number for number in seen if seen.count(number) > 1})
    expect(not twice, f"{what}; these are there more than once: {twice[:5]}")
    mails = spooled(machine)
    expect(all(len(folders) == 1 for folders in mails.values()), f"each mail is in one folder: {mails}")
    machine.transcript.say(f"({len(seen)} reminders in the journal, each once; {len(mails)} mails)")
    return seen, mails
