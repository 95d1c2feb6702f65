"""What an unprivileged and hostile user of the machine gets: nothing."""

from harness import test
from machine import expect, expect_equal
from office import (
    CASELOADS, LEDGER, SPOOL, bring_many, expect_each_once, main_pid, mails, open_office, reminders,
    wait_for_morning, wait_until_ready)

SOCKET = "/run/caseclock/io.caseclock"

# Opens as many connections as it can, sends half a call on each, and holds them.
FLOOD = f"""
import socket, time
held = []
for number in range(700):
    try:
        one = socket.socket(socket.AF_UNIX)
        one.settimeout(5)
        one.connect("{SOCKET}")
        one.send(b'{{"method": "io.caseclock')
        held.append(one)
    except OSError:
        pass
print(len(held), flush=True)
time.sleep(30)
"""


@test("a stranger can not ask, read, write, signal or take the place of anything")
def stranger(machine):
    open_office(machine)
    wait_for_morning(machine)
    machine.run("caseclockctl backup", show="backup|made|verified")
    machine.run("caseclockctl upcoming", user="stranger", status=77)
    for command in (
        f"cat {LEDGER}", f"ls {CASELOADS}", "ls /var/lib/caseclock/backups", f"cat {CASELOADS}/b-ito.yaml",
        f"ls {SPOOL}/new", f"cat {SPOOL}/new/{next(iter(mails(machine)))}", f"kill -TERM {main_pid(machine)}",
        f"cat /proc/{main_pid(machine)}/environ", "touch /run/caseclock/mine", f"rm -f {SOCKET}",
        f"mv {SOCKET} /tmp/socket", "touch /etc/caseclock/policies.yaml", f"touch {SPOOL}/new/mine",
        f"python3 -c 'import socket; socket.socket(socket.AF_UNIX).connect(\"{SOCKET}\")'",
        "systemctl --no-ask-password stop caseclockd", "journalctl -q -t caseclockd | grep K-",
    ):
        answer = machine.run(f"{command}", user="stranger", status=None, show="(?i)denied|permi|required|not")
        expect(answer.status != 0, f"this is refused to a stranger: {command}")
        expect("K-" not in answer.text, f"a stranger sees no case by: {command}")
    machine.run("caseclockctl status", user="front", show="ready")


@test("who may knock and has no role is refused everything, and that is in the journal")
def no_role(machine):
    open_office(machine)
    wait_until_ready(machine)
    for command in ("upcoming", "status", "explain K-2001 review-booked", "reload", "backup", "audit",
                    "waive K-2001 review-booked --reason not-needed"):
        answer = machine.run(f"caseclockctl {command}", user="d-lavoie", status=77)
        expect("K-" not in answer.text.replace("K-2001", ""), "nothing of a case is told")
    refused = machine.journal("MESSAGE_ID=3eadadf384e6460dbe65c563d846e4c8")
    expect(refused, "refusals are in the journal")
    machine.run("journalctl --no-pager MESSAGE_ID=3eadadf384e6460dbe65c563d846e4c8", show="refused|may")
    # What is of others is not a coordinator's either.
    machine.run("caseclockctl waive K-3002 initial-meeting --reason not-needed", user="b-ito", status=77)


@test("a flood of connections keeps nobody else out")
def flood(machine):
    open_office(machine)
    wait_for_morning(machine)
    machine.quietly("cat >/tmp/flood.py", stdin=FLOOD)
    machine.start("python3 /tmp/flood.py >/tmp/held", user="d-lavoie")
    machine.until("the flood stands", "cat /tmp/held", pattern=r"^\d+$")
    machine.run("cat /tmp/held")
    machine.run("timeout 5 caseclockctl upcoming --within 2d", user="front", show="^CASE|K-1002")
    machine.run("timeout 5 caseclockctl status", show="ready")
    machine.run("systemctl is-active caseclockd caseclockd.socket")


@test("entries that a stranger forges do not make the daemon believe that something was said")
def forged(machine):
    open_office(machine)
    machine.run("systemctl stop caseclockd.service", show="^$")
    bring_many(machine, 600)
    machine.run("systemctl start caseclockd.service", show="^$", limit=120)
    wait_for_morning(machine)
    numbers = set(reminders(machine))
    expect(len(numbers) > 600, "there is a reminder for each of the families")
    machine.transcript.say("(the same machine as if nothing had been said yet, but that a stranger knows all numbers)")
    machine.quietly("systemctl stop caseclockd.service caseclockd.socket; systemctl reset-failed 'caseclock*';"
                    f" rm -f {LEDGER}* {SPOOL}/new/*; journalctl --rotate --vacuum-size=1 -q")
    expect_equal(reminders(machine), [], "reminders in the new journal")
    machine.run("while read -r number; do printf 'MESSAGE=said\\nSYSLOG_IDENTIFIER=caseclockd\\nCASECLOCK_CASE=K-1\\n"
                "_SYSTEMD_UNIT=caseclockd.service\\nCASECLOCK_NOTIFICATION=%s\\n' \"$number\" | logger --journald; done",
                user="stranger", stdin="\n".join(sorted(numbers)[::10]) + "\n", show="^$")
    machine.run("journalctl -q CASECLOCK_CASE=K-1 | wc -l")
    machine.start("systemctl start caseclockd.socket caseclockd.service")
    machine.run("journalctl --follow --lines=all --output=cat _SYSTEMD_UNIT=caseclockd.service | sed 1000q >/dev/null;"
                " systemctl kill --kill-whom=main --signal=KILL caseclockd")
    machine.until("systemd starts it again", "systemctl show -P NRestarts caseclockd", pattern="^1$")
    wait_until_ready(machine)
    wait_for_morning(machine)
    seen, _ = expect_each_once(machine)
    expect_equal(seen, numbers, "reminders that were said, all of them")
