"""One booted Debian: its files, its init, and what is typed on it."""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import time
from pathlib import Path

BOOT_SECONDS = 60
COMMAND_SECONDS = 60


class Failure(Exception):
    """Something is not as the test says it is."""


def expect(holds, what):
    """Fails the test, saying what was expected, unless it holds."""
    if not holds:
        raise Failure(what)


def expect_equal(seen, wanted, what):
    if seen != wanted:
        raise Failure(f"{what}: expected {wanted!r}, saw {seen!r}")


class Answer:
    """What a command printed, both streams together, and its exit status."""

    def __init__(self, status, text):
        self.status = status
        self.text = text

    @property
    def lines(self):
        return self.text.splitlines()


class Files:
    """A machine's root folder: layers that nobody writes to, and one of its own on top."""

    def __init__(self, lower, folder):
        self.folder = folder
        self.path = folder / "root"
        self.layers = [folder / "own", *lower]
        for name in ("root", "own", "work"):
            (folder / name).mkdir(parents=True)
        lowers = ":".join(str(layer) for layer in lower)
        options = f"lowerdir={lowers},upperdir={folder}/own,workdir={folder}/work"
        mounted = subprocess.run(
            ["mount", "-t", "overlay", "overlay", "-o", options, self.path], stderr=subprocess.DEVNULL)
        self.overlaid = mounted.returncode == 0
        if not self.overlaid:
            # No overlay on an overlay: it takes some seconds, but works everywhere.
            subprocess.run(["cp", "-a", "--reflink=auto", f"{lower[0]}/.", self.path], check=True)
            self.layers = [self.path]

    def remove(self):
        if self.overlaid:
            subprocess.run(["umount", "--lazy", self.path], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)


class Machine:
    """A system that was booted from Files. What is run on it is told to the transcript as it is typed."""

    def __init__(self, files, release, transcript, name):
        self.files = files
        self.release = release
        self.transcript = transcript
        self.name = name
        self.container = None
        self.init = None
        self.waiting = []

    # Power

    def boot(self):
        log = (self.files.folder / "console.log").open("a")
        # Two machines in one control group would stop each other's services.
        groups = control_groups(self.name)
        enter = "".join(f"echo $$ >{shlex.quote(str(group))}/cgroup.procs; " for group in groups)
        self.container = subprocess.Popen(
            ["bash", "-c", enter + 'exec "$@"', "enter",
             "systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--private-network", "--link-journal=no",
             f"--machine={self.name}", f"--directory={self.files.path}", "--boot"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        self.init = until("an init", self._find_init, BOOT_SECONDS)
        until("a bus", lambda: (Path(f"/proc/{self.init}/root/run/dbus/system_bus_socket").exists()), BOOT_SECONDS)
        # Degraded is an answer too: the test looks at what has failed by itself.
        self.quietly("systemctl is-system-running --wait", limit=BOOT_SECONDS)

    def _find_init(self):
        if self.container.poll() is not None:
            console = (self.files.folder / "console.log").read_text().strip().splitlines()[-3:]
            raise Failure(f"the machine did not boot: {' '.join(console)}")
        children = Path(f"/proc/{self.container.pid}/task/{self.container.pid}/children").read_text().split()
        for child in children:
            if Path(f"/proc/{child}/comm").read_text().strip() == "systemd":
                return int(child)
        return None

    def cut_power(self):
        """Ends everything at once, as when the power goes."""
        self.transcript.say("(the power goes)")
        self.kill()

    def kill(self):
        """Ends all of its processes."""
        if self.init:
            try:
                os.kill(self.init, signal.SIGKILL)
            except ProcessLookupError:
                pass
        if self.container:
            try:
                self.container.wait(10)
            except subprocess.TimeoutExpired:
                self.container.kill()
                self.container.wait()
        for process in self.waiting:
            process.kill()
            process.wait()
        self.waiting = []
        self.container = self.init = None

    def end(self):
        """Ends it and removes its files."""
        self.kill()
        self.files.remove()

    def shut_down(self):
        """Ends it properly and keeps its files."""
        os.kill(self.init, signal.SIGRTMIN + 4)
        self.container.wait(BOOT_SECONDS)
        self.container = self.init = None

    # Typing

    def _command(self, user, command):
        home = "/root"
        if user != "root":
            home = f"/home/{user}"
            become = f"setpriv --reuid {user} --regid {user} --init-groups --inh-caps=-all"
            command = f"exec {become} bash -c {shlex.quote(command)}"
        return ["nsenter", "-t", str(self.init), "-a", "--",
                "env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8",
                "SYSTEMD_COLORS=0", "DEBIAN_FRONTEND=noninteractive", f"HOME={home}",
                "bash", "-c", command]

    def quietly(self, command, user="root", limit=COMMAND_SECONDS, stdin=None):
        """Runs a command without a word in the transcript; for looking again and again."""
        if self.init is None:
            raise Failure("the machine is on")
        process = subprocess.Popen(
            self._command(user, command), stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            text, _ = process.communicate(stdin.encode() if stdin else None, timeout=limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise Failure(f"no end after {limit} s: {command}") from None
        return Answer(process.returncode, text.decode(errors="replace"))

    def run(self, command, user="root", status=0, show=None, limit=COMMAND_SECONDS, stdin=None):
        """Runs a command as a person would type it. Fails on another exit status, unless `status` is None.

        `show` is a pattern of the lines that the transcript has; without it it has the first six.
        """
        self.transcript.typed(user, command)
        answer = self.quietly(command, user, limit, stdin)
        self.transcript.answered(answer, show)
        if status is not None and answer.status != status:
            raise Failure(f"exit status {answer.status} instead of {status}: {command}\n{answer.text[-800:]}")
        return answer

    def start(self, command, user="root"):
        """Starts a command and lets it wait; `Answer` comes from `finish`."""
        self.transcript.typed(user, command + " &")
        process = subprocess.Popen(
            self._command(user, command), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True)
        self.waiting.append(process)
        return process

    def finish(self, process, limit=COMMAND_SECONDS, show=None):
        try:
            text, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            raise Failure(f"still waiting after {limit} s") from None
        self.waiting.remove(process)
        answer = Answer(process.returncode, text.decode(errors="replace"))
        self.transcript.answered(answer, show)
        return answer

    def until(self, what, command, user="root", limit=COMMAND_SECONDS, pattern=None):
        """Runs a command again and again, until it succeeds and, where there is a pattern, prints it."""
        last = [Answer(None, "")]

        def look():
            last[0] = self.quietly(command, user)
            good = last[0].status == 0 and (pattern is None or re.search(pattern, last[0].text, re.M))
            return last[0] if good else None

        started = time.monotonic()
        try:
            answer = until(what, look, limit)
        except Failure as failure:
            raise Failure(f"{failure}; the last answer of `{command}`: {last[0].text[-600:].strip()!r}") from None
        self.transcript.say(f"({what}, after {time.monotonic() - started:.1f} s)")
        return answer

    # Files

    def write(self, path, text, mode=None):
        """Writes a file, as an editor would."""
        self.transcript.typed("root", f"cat >{path} <<END", text)
        folder = shlex.quote(os.path.dirname(path))
        self.quietly(f"mkdir -p {folder} && cat >{shlex.quote(path)}", stdin=text or "\n")
        if mode:
            self.quietly(f"chmod {mode} {shlex.quote(path)}")

    def append(self, path, text):
        """Adds lines to a file."""
        self.transcript.typed("root", f"cat >>{path} <<END", text.strip())
        self.quietly(f"cat >>{shlex.quote(path)}", stdin=text)

    def copy_in(self, source, path):
        """Brings a file of the host."""
        with open(source, "rb") as opened:
            subprocess.run(self._command("root", f"cat >{shlex.quote(path)}"), stdin=opened, check=True)

    def read(self, path):
        answer = self.quietly(f"cat {shlex.quote(path)}")
        expect(answer.status == 0, f"{path} can be read: {answer.text}")
        return answer.text

    def names(self, folder):
        """The names in a folder, but for hidden ones."""
        return self.quietly(f"ls {shlex.quote(folder)}").text.split()

    # The journal

    def journal(self, matches=""):
        """Entries as objects of their fields."""
        answer = self.quietly(f"journalctl --no-pager --quiet --all --output=json {matches}")
        return [json.loads(line) for line in answer.lines if line.startswith("{")]


def until(what, look, limit):
    """Looks until there is something, and gives it."""
    end = time.monotonic() + limit
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise Failure(f"no {what} after {limit} s")
        time.sleep(0.05)


def control_groups(name):
    """New control groups below this process's own, in each of the hierarchies that systemd uses."""
    made = []
    mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, controllers, own = line.split(":", 2)
        for _, where, kind, options, *_ in mounts:
            if (controllers == "" and kind == "cgroup2") or (
                    controllers == "name=systemd" and kind == "cgroup" and "name=systemd" in options.split(",")):
                group = Path(where + own.rstrip("/")) / name
                group.mkdir(exist_ok=True)
                made.append(group)
                break
    return made


def remove_control_groups(prefix):
    """Removes what machines left of such groups; the kernel refuses where something runs still."""
    for group in {group.parent for group in control_groups(prefix)}:
        for left in group.glob(prefix + "*"):
            for folder, _, _ in os.walk(left, topdown=False):
                try:
                    os.rmdir(folder)
                except OSError:
                    pass
