"""The package: upgraded, removed and purged, as apt does it."""

from harness import PACKAGE, test
from machine import expect, expect_equal
from office import (
    CASELOADS, CONFIGURATION, LEDGER, SPOOL, expect_each_once, main_pid, open_office, wait_for_morning, wait_until_ready)

PREVIOUS = "/root/previous.deb"


def make_previous(machine):
    """The package as it may have been before: a lower version, with another configuration as shipped."""
    machine.transcript.say("(the package is made again as an older one: a lower version, another caseclock.yaml)")
    made = machine.quietly(f"""
set -e
dpkg-deb -R {PACKAGE} /root/previous
sed -i 's/^Version: .*/Version: 0.0.9/' /root/previous/DEBIAN/control
sed -i 's/^# Configuration of Caseclock:.*/# The configuration:/' /root/previous{CONFIGURATION}
rm -f /root/previous/DEBIAN/md5sums
dpkg-deb --root-owner-group -Znone --build /root/previous {PREVIOUS}
rm -r /root/previous
""", limit=120)
    expect_equal(made.status, 0, f"making the previous package: {made.text}")


@test("an upgrade keeps the ledger, the caseload and an edited configuration, and questions wait for it", bare=True)
def upgrade(machine):
    make_previous(machine)
    machine.run(f"dpkg -i {PREVIOUS}", show="Setting up|Unpacking")
    machine.run("dpkg-query -W caseclock")
    open_office(machine)
    wait_for_morning(machine)
    machine.run("caseclockctl record K-2007 family-contacted --on today", user="b-ito")
    recorded = machine.quietly("caseclockctl export").text
    expect('"family-contacted"' in recorded, f"the fact is recorded: {recorded}")
    machine.run("caseclockctl acknowledge K-2001 review-booked --reason in-progress", user="b-ito")
    acts = machine.quietly("caseclockctl acts --format json").text
    expect('"review-booked"' in acts, "the acknowledgement is kept")
    seen, spooled = expect_each_once(machine)
    before = main_pid(machine)
    asking = machine.start(
        "while [ ! -e /tmp/done ]; do caseclockctl upcoming --within 2d >/tmp/answer || cat /tmp/answer; sleep 0.05; done",
        user="front")
    machine.run(f"dpkg --force-confold -i {PACKAGE}", show="Setting up|Unpacking|caseclock.yaml")
    machine.quietly("touch /tmp/done", user="front")
    asked = machine.finish(asking)
    expect_equal(asked.text, "", "what questions were told that could not be answered while it was upgraded")
    expect(main_pid(machine) != before, "the daemon is the new one")
    machine.run("systemctl is-active caseclockd.socket caseclockd.service caseclock-mail.path caseclock-mail.timer"
                " caseclock-backup.timer")
    wait_until_ready(machine)
    machine.run(f"tail -n 5 {CONFIGURATION}; ls /etc/caseclock", show="front|dpkg-dist")
    expect_equal(machine.quietly("caseclockctl acts --format json").text, acts, "what was decided")
    expect_equal(machine.run("caseclockctl export").text, recorded, "what was recorded")
    machine.run("caseclockctl acts")
    machine.until("a new morning has passed", "caseclockctl status", pattern=r"^clock .*T08:30")
    wait_for_morning(machine)
    expect_equal(expect_each_once(machine), (seen, spooled), "what was said, and nothing twice")


@test("removing the package ends everything and keeps what families are owed; purging leaves nothing")
def remove(machine):
    open_office(machine)
    wait_for_morning(machine)
    machine.run("dpkg --remove caseclock", show="Removing")
    machine.run("systemctl list-units --all --plain --no-legend 'caseclock*'", show="loaded active")
    running = machine.quietly("pgrep -u caseclock,caseclock-mail").text.split()
    expect_equal(running, [], "processes of Caseclock")
    expect_equal(machine.quietly("systemctl list-units --plain --no-legend --state=active 'caseclock*'").text, "",
                 "active units")
    machine.run(f"ls -d {LEDGER} {CASELOADS}/b-ito.yaml {CONFIGURATION} {SPOOL}/new/*")
    machine.run("dpkg --purge caseclock", show="caseclock")
    left = machine.run(
        "find / -xdev -iname '*caseclock*' -not -path '/proc/*' -not -path '/sys/*' -not -path '/root/*'"
        " -not -path '/etc/systemd/system/*.d' -not -path '/var/lib/dpkg/*'").text.split()
    expect_equal(left, [], "files that are left")
    for user in ("caseclock", "caseclock-mail"):
        expect_equal(machine.run(f"passwd -S {user}").text.split()[1], "L", f"whether {user} is locked")
        expect(machine.quietly(f"getent passwd {user}").text.strip().endswith("nologin"), f"{user} can't log in")
