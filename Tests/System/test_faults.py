"""What goes wrong around the daemon: it is killed, frozen, misconfigured, and the journal goes away."""

from harness import test
from machine import expect, expect_equal
from office import (
    CONFIGURATION, DIGESTS, SPOOL, bring_many, drop_in, expect_each_once, main_pid, open_office, planned_reminders,
    reminders, send_by_postfix, wait_for_morning,
    wait_until_ready, wait_until_said)

ALERT = "-t caseclock-alert CASECLOCK_UNIT=caseclockd.service"


@test("killed again and again in the middle of a morning, it says everything, and nothing twice")
def killed(machine):
    send_by_postfix(machine)
    open_office(machine)
    machine.run("systemctl stop caseclockd.service", show="^$")
    bring_many(machine, 600)
    machine.run("systemctl start caseclockd.service")
    for wanted in (1, 1000, 2000):
        before = main_pid(machine)
        machine.run(f"journalctl --follow --lines=all --output=cat CASECLOCK_STATE=overdue | sed {wanted}q >/dev/null;"
                    " systemctl kill --kill-whom=main --signal=KILL caseclockd")
        machine.transcript.say(f"({len(reminders(machine))} reminders said so far)")
        # Kills that somebody means are no crash loop.
        machine.quietly("systemctl reset-failed caseclockd.service 'caseclock-alert@*'")
        machine.until("systemd has started another", "systemctl show -P MainPID caseclockd",
                      pattern=rf"^(?!0$|{before}$)\d+$")
    machine.until("all digests are sent", f"ls {SPOOL}/sent | wc -l", pattern=f"^{DIGESTS}$", limit=90)
    wait_until_said(machine)
    seen, _ = expect_each_once(machine)
    expect(len(seen) > 600, "there is a reminder for each of the families")
    expect_equal(len(seen), planned_reminders(machine), "reminders in the journal, as many as in the ledger")
    for person in ("b-ito", "c-osei", "t-bell"):
        machine.until(f"{person} has one mail", f"grep -c '^Message-ID:' /var/mail/{person}", pattern="^1$")


@test("frozen, it is killed by systemd's watchdog, and the next one answers")
def watchdog(machine):
    open_office(machine)
    wait_for_morning(machine)
    drop_in(machine, "caseclockd.service", "watchdog", "[Service]\nWatchdogSec=2s\n")
    machine.run("systemctl restart caseclockd")
    before = main_pid(machine)
    machine.run(f"kill -STOP {before}")
    machine.until("systemd has started another", "systemctl show -P NRestarts caseclockd", pattern="^1$")
    machine.run("journalctl --no-pager -u caseclockd", show="(?i)watchdog")
    wait_until_ready(machine)
    machine.run("caseclockctl upcoming --within 2d", user="front", show="^CASE|K-1002")
    expect(main_pid(machine) != before, "it is another process")
    expect_each_once(machine)


@test("while journald is restarted nothing is lost")
def journald_restarted(machine):
    open_office(machine)
    machine.run("for i in 1 2 3 4 5 6 7; do systemctl restart systemd-journald; systemctl reset-failed systemd-journald;"
                " sleep 0.6; done")
    wait_for_morning(machine)
    machine.run("caseclockctl status", user="front", show="ready|journal")
    seen, _ = expect_each_once(machine)
    expect_equal(len(seen), planned_reminders(machine), "reminders in the journal, as many as in the ledger")


@test("while journald is frozen it answers, and says everything once afterwards")
def journald_frozen(machine):
    open_office(machine)
    machine.run("systemctl stop caseclockd.service", show="^$")
    bring_many(machine, 600)
    machine.run("systemctl start caseclockd.service")
    machine.run("systemctl kill --kill-whom=main --signal=STOP systemd-journald")
    machine.until("digests are written", f"ls {SPOOL}/new | wc -l", pattern="^[1-9]")
    told = machine.run("caseclockctl status", user="front", show="ready|journal")
    expect("journal" in told.text, "it answers while the journal does not listen")
    machine.run("caseclockctl status --check", status=None)
    machine.run("systemctl kill --kill-whom=main --signal=CONT systemd-journald")
    wait_until_said(machine, limit=90)
    seen, _ = expect_each_once(machine)
    expect_equal(len(seen), planned_reminders(machine), "reminders in the journal, as many as in the ledger")
    expect(len(seen) > 600, "there is a reminder for each of the families")


@test("with a wrong configuration it does not start, somebody is told, and it starts once that is mended")
def wrong_configuration(machine):
    open_office(machine)
    machine.run(f"sed -i 's/^zone:/zona:/' {CONFIGURATION}")
    machine.run("systemctl restart caseclockd", status=1)
    shown = machine.run("systemctl show -p Result -p ExecMainStatus -p NRestarts caseclockd").text
    expect("Result=exit-code" in shown and "ExecMainStatus=78" in shown and "NRestarts=0" in shown, "it is left alone")
    machine.until("an alert is in the journal", f"journalctl --no-pager -x {ALERT}", pattern="Subject:")
    alerts = [entry for entry in machine.journal(ALERT) if "MESSAGE_ID" in entry]
    expect_equal(alerts[0]["PRIORITY"], "2", "priority of the alert")
    machine.run(f"journalctl --no-pager -x {ALERT}", show="failed|Subject")
    machine.run("systemctl is-active caseclockd-retry.timer")
    machine.run(f"sed -i 's/^zona:/zone:/' {CONFIGURATION}")
    machine.run("systemctl start caseclockd")
    wait_until_ready(machine)
    machine.run("caseclockctl upcoming --within 2d", user="front", show="^CASE|K-1002")


@test("one that crashes again and again is left alone, somebody is told, and later it is tried again")
def crash_loop(machine):
    open_office(machine)
    drop_in(machine, "caseclockd.service", "sooner",
            "[Unit]\nStartLimitIntervalSec=20s\n[Service]\nRestartSec=100ms\nExecStartPre=/usr/bin/test ! -e /run/crash\n")
    drop_in(machine, "caseclockd-retry.timer", "soon", "[Timer]\nOnActiveSec=\nOnActiveSec=3s\nAccuracySec=100ms\n")
    machine.run("touch /run/crash")
    wait_until_ready(machine)
    machine.run("systemctl kill --signal=KILL caseclockd")
    machine.until("systemd gives up", "systemctl show -P ActiveState caseclockd", pattern="^failed$")
    machine.run("systemctl status --no-pager caseclockd", status=3, show="Active:|too quickly|Start request")
    machine.until("an alert is in the journal", f"journalctl --no-pager -x {ALERT}", pattern="Subject:")
    machine.run("rm /run/crash")
    machine.until("the timer has brought it back", "systemctl show -P ActiveState caseclockd", pattern="^active$")
    wait_until_ready(machine)
    machine.run("caseclockctl upcoming --within 2d", user="front", show="^CASE|K-1002")
