"""The service as systemd has it: start, readiness, socket, reload."""

import time

from harness import test
from machine import expect, expect_equal
from office import CASELOADS, CONFIGURATION, bring_many, drop_in, main_pid, open_office, wait_until_ready

ENABLED = ("caseclockd.socket caseclockd.service caseclock-mail.path caseclock-mail.timer caseclock-backup.timer")


@test("after installation everything is enabled and running, and systemctl tells how it is")
def installed(machine):
    machine.run(f"systemctl is-enabled {ENABLED}")
    machine.run(f"systemctl is-active {ENABLED}")
    status = machine.run("systemctl status --no-pager caseclockd", show="Active:|Status:")
    expect('Status: "0 cases' in status.text, "the daemon tells systemd what it has loaded")
    machine.run("caseclockctl status", show="ready|journal")


@test("systemd has nothing to say against the installed units, and finds daemon and mailer at most 0.4 exposed")
def verified(machine):
    # The manual pages are there, and man is not.
    said = machine.run("systemd-analyze verify --man=no $(systemctl list-unit-files --plain --no-legend 'caseclock*'"
                       " | cut -d' ' -f1 | sed 's/@\\./@caseclockd.service./')").text
    expect_equal(said.strip(), "", "what systemd-analyze verify says")
    machine.run("systemd-analyze security --no-pager --threshold=4 caseclockd.service", show="Overall")
    machine.run("systemd-analyze security --no-pager --threshold=4 caseclock-mail.service", show="Overall")


@test("with 20,000 families the daemon is ready only when it answers, and systemctl start waits for that")
def ready(machine):
    # Long before the morning, which would have much to say.
    open_office(machine, clock="2026-03-02T05:00:00")
    machine.run("systemctl stop caseclockd.service", show="^$")
    bring_many(machine, 20000)
    start = machine.start("systemctl start caseclockd.service")
    machine.until("it is seen starting", "systemctl show -P ActiveState caseclockd", pattern="^activating$")
    early = machine.quietly("caseclockctl upcoming --within 2d", user="front", limit=300)
    state = machine.quietly("systemctl show -P ActiveState caseclockd").text.strip()
    expect_equal((early.status, state), (0, "active"), "an early question is answered, and only by a daemon that is ready")
    expect_equal(machine.finish(start).status, 0, "exit status of systemctl start")
    asked = time.monotonic()
    answer = machine.run("caseclockctl status", show="ready|caseload")
    took = time.monotonic() - asked
    expect("20050 cases" in answer.text, "all families are there")
    expect(took < 2, f"the first question after the start is answered at once, not after {took:.1f} s")
    machine.transcript.say(f"(answered in {took:.2f} s)")


@test("a question that is asked while the daemon is down starts it, and is answered")
def activation(machine):
    open_office(machine)
    machine.run("systemctl stop caseclockd.service", show="^$")
    machine.run("systemctl is-active caseclockd.service", status=3)
    machine.run("systemctl is-active caseclockd.socket")
    machine.run("caseclockctl upcoming --within 2d", user="front", show="^CASE|K-1002")
    machine.run("systemctl is-active caseclockd.service")


@test("a question that is asked while the daemon restarts waits, and is answered")
def restart(machine):
    open_office(machine)
    before = main_pid(machine)
    drop_in(machine, "caseclockd.service", "slow", "[Service]\nExecStartPre=/bin/sleep 3\n")
    restarting = machine.start("systemctl restart caseclockd.service")
    machine.until("the old one is gone", "systemctl show -P SubState caseclockd", pattern="^start-pre$")
    asked = time.monotonic()
    machine.run("caseclockctl upcoming --within 2d", user="front", show="^CASE|K-1002")
    took = time.monotonic() - asked
    expect(took > 0.5, "the question had to wait")
    machine.transcript.say(f"(it waited for {took:.1f} s)")
    expect_equal(machine.finish(restarting).status, 0, "exit status of systemctl restart")
    expect(main_pid(machine) != before, "it is another process")


@test("a good change is in force after systemctl reload")
def good_reload(machine):
    open_office(machine)
    wait_until_ready(machine)
    before = main_pid(machine)
    machine.run("caseclockctl status", user="d-lavoie", status=77)
    machine.run(f"sed -i '/^access:/a\\  - {{user: d-lavoie, role: viewer}}' {CONFIGURATION}")
    machine.run("systemctl reload caseclockd")
    machine.run("caseclockctl status", user="d-lavoie", show="ready")
    expect_equal(main_pid(machine), before, "the process")


@test("a bad change makes systemctl reload fail with the reason, and what was in force stays so")
def bad_reload(machine):
    open_office(machine)
    wait_until_ready(machine)
    before = main_pid(machine)
    machine.run(f"sed -i 's/^zone:/zona:/' {CONFIGURATION}")
    machine.run("systemctl reload caseclockd", status=1)
    status = machine.run("systemctl status --no-pager caseclockd", show="Active:|Process:|reload|yaml:")
    expect("Active: active (running)" in status.text, "it goes on running")
    expect("reload was refused" in status.text, "systemctl status says that the reload was refused")
    refused = machine.journal("MESSAGE_ID=6f11a72cfdb345e0a87ab14b8547a0a7")
    expect_equal([entry["PRIORITY"] for entry in refused], ["3"], "priorities of the entries of the refusal")
    machine.run("journalctl --no-pager -x MESSAGE_ID=6f11a72cfdb345e0a87ab14b8547a0a7", show="Subject|yaml")
    expect("caseclock.yaml:" in refused[0]["MESSAGE"], "the entry names the place of the mistake")
    machine.run("caseclockd check", status=78, show="yaml")
    machine.run("caseclockctl upcoming --within 2d", user="front", show="^CASE|K-1002")
    expect_equal(main_pid(machine), before, "the process")


@test("a caseload file that the daemon may not read is a problem until its mode is mended, and no longer")
def unreadable(machine):
    open_office(machine)
    wait_until_ready(machine)
    file = f"{CASELOADS}/b-ito.yaml"
    refused = "caseclockctl problems | grep -c 'b-ito.yaml.*Permission denied'; true"
    machine.run(f"chown root:root {file} && chmod 600 {file}")
    machine.until("it is set aside", refused, pattern="^1$")
    machine.run("caseclockctl problems", status=65, show="file-set-aside")
    machine.run(f"chgrp caseclock {file} && chmod 640 {file}")
    machine.until("it is read", refused, pattern="^0$")


@test("varlinkctl of Debian 13 calls a method of the socket", releases=["trixie"])
def varlinkctl(machine):
    open_office(machine)
    machine.run("varlinkctl info /run/caseclock/io.caseclock", user="front")
    machine.run("varlinkctl call /run/caseclock/io.caseclock io.caseclock.Service.Status '{}'", user="front",
                show="ready|version")
    machine.run("varlinkctl call /run/caseclock/io.caseclock io.caseclock.Service.Status '{}'", user="d-lavoie", status=1)
    machine.run("varlinkctl call /run/caseclock/io.caseclock io.caseclock.Service.Status '{}'", user="stranger", status=1)
