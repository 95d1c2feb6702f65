"""No room on the disk, and a spool that can't be written to: the daemon says so, stays up, and goes on afterwards."""

from harness import test
from machine import expect, expect_equal
from office import (
    DIGESTS, SPOOL, bring_caseload, bring_many, expect_each_once, hold_mail, mails, open_office, planned_reminders,
    reminders, set_clock, wait_for_morning, wait_until_ready)

STATE = "/var/lib/caseclock"


def mount_small(machine, folder, options):
    """Puts a folder on a small disk of its own."""
    machine.run("systemctl stop caseclockd.socket caseclockd.service", show="^$")
    machine.run(f"mount -t tmpfs -o {options} small {folder}")
    machine.quietly("systemd-tmpfiles --create")


def expect_critical(machine, kind, pattern):
    """The daemon is up, answers, and says by its journal and its status what is wrong."""
    machine.until("it has told", f"journalctl --no-pager MESSAGE_ID={kind}", pattern=pattern, limit=40)
    machine.run(f"journalctl --no-pager -x MESSAGE_ID={kind}", show=pattern)
    expect_equal({entry["PRIORITY"] for entry in machine.journal(f"MESSAGE_ID={kind}")}, {"3"}, "priority")
    machine.until("it is critical", "caseclockctl status --check; true", pattern="CRITICAL", limit=40)
    machine.run("caseclockctl status --check", user="front", status=2)
    machine.run("systemctl is-active caseclockd")
    machine.run("caseclockctl upcoming --within 2d", user="front", status=None, show="^CASE|K-1002|ledger")


@test("with no room for the ledger it says so, stays up, and says everything once there is room")
def full_ledger(machine):
    open_office(machine)
    mount_small(machine, STATE, "size=24m,mode=750,uid=caseclock,gid=caseclock")
    bring_caseload(machine)
    bring_many(machine, 300)
    set_clock(machine, "2026-03-02T08:29:50")
    machine.run("systemctl start caseclockd.socket caseclockd.service")
    wait_until_ready(machine)
    machine.run(f"cat /dev/zero >{STATE}/fill; df -h --output=size,avail {STATE}", show="Size|M")
    expect_equal(reminders(machine), [], "reminders before the morning")
    expect_critical(machine, "61387db0ccc64010a34f9dc2a12667e3", "ledger")
    machine.run(f"rm {STATE}/fill")
    wait_for_morning(machine, limit=60)
    machine.run("caseclockctl status --check", user="front", status=1)
    seen, _ = expect_each_once(machine)
    expect(len(seen) > 300, "there is a reminder for each of the families")
    expect_equal(len(seen), planned_reminders(machine), "reminders in the journal, as many as in the ledger")


def spoil_spool(machine, spoil, mend):
    open_office(machine)
    hold_mail(machine)
    mount_small(machine, SPOOL, "size=64k,mode=2770,uid=caseclock,gid=caseclock-mail")
    set_clock(machine, "2026-03-02T08:29:50")
    machine.run("systemctl start caseclockd.socket caseclockd.service")
    wait_until_ready(machine)
    # Only now, as a disk that fails does it: what is read-only at the start is so in the sandbox until the next start.
    machine.run(spoil)
    expect_critical(machine, "8238f2caeddd40448b44184e8e6a0ffa", "spool")
    expect(len(mails(machine)) < DIGESTS, "not all mails are there")
    expect(len(reminders(machine)) > 40, "what goes to the journal is said all the same")
    machine.run(mend)
    wait_for_morning(machine, limit=90)
    machine.run("caseclockctl status --check", user="front", status=1)
    expect_each_once(machine)


@test("with no room in the spool it says so, and writes each mail once there is")
def full_spool(machine):
    spoil_spool(machine, f"cat /dev/zero >{SPOOL}/fill; df -h {SPOOL}", f"rm {SPOOL}/fill && mount -o remount,size=1m {SPOOL}")


@test("with a read-only spool it says so, and writes each mail once it can")
def read_only_spool(machine):
    spoil_spool(machine, f"mount -o remount,ro {SPOOL}", f"mount -o remount,rw,size=1m {SPOOL}")
