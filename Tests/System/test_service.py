"""The service as systemd has it: start, readiness, socket, reload."""

from harness import test
from machine import expect
from office import open_office, wait_for_morning


@test("after installation everything is enabled and running, and systemctl tells how it is")
def installed(machine):
    machine.run("systemctl is-enabled caseclockd.socket caseclockd.service caseclock-mail.path caseclock-mail.timer"
                " caseclock-backup.timer")
    machine.run("systemctl is-active caseclockd.socket caseclockd.service caseclock-mail.path caseclock-mail.timer"
                " caseclock-backup.timer")
    status = machine.run("systemctl status --no-pager caseclockd", show="Active:|Status:")
    expect("Status:" in status.text, "the daemon tells systemd how it is")
    machine.run("systemd-analyze verify --man=no caseclockd.service caseclockd.socket caseclock-mail.service"
                " caseclock-mail.path caseclock-mail.timer caseclock-backup.service caseclock-backup.timer")
