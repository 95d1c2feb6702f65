"""Tests, and how they are run: each on a machine of its own, with Caseclock installed as the package does it."""

import sys
import threading
import time
import traceback

from images import RELEASES
from machine import Failure, Files, Machine
from transcript import Transcript

TESTS = []
PACKAGE = "/root/caseclock.deb"


class Test:
    def __init__(self, sentence, run, bare, releases):
        self.sentence = sentence
        self.run = run
        self.bare = bare
        self.releases = releases


def test(sentence, bare=False, releases=tuple(RELEASES)):
    """Makes a test of a function. It is given a booted machine; a bare one has the package in /root only."""
    def take(function):
        TESTS.append(Test(sentence, function, bare, releases))
        return function
    return take


class Release:
    """The tests of one release, one after the other."""

    def __init__(self, release, image, work, package, output, keep):
        self.release = release
        self.title = RELEASES[release]
        self.image = image
        self.work = work
        self.package = package
        self.output = output
        self.keep = keep
        self.passed, self.failed = [], []
        self.machine = None
        self.installed = None
        self.number = 0
        self.stopped = False

    def stop(self):
        """Has the tests end soon: the machine goes off under the one that is running."""
        self.stopped = True
        if self.machine:
            self.machine.kill()

    def run(self, tests):
        try:
            self._install()
            for each in tests:
                if self.release in each.releases and not self.stopped:
                    self._run(each)
        except Exception:
            self.failed.append("the driver itself")
            if not self.stopped:
                self.output.print(f"{self.title}: {traceback.format_exc()}")
        finally:
            if self.machine:
                self.machine.end()
            if self.installed:
                self.installed.remove()

    def _files(self, layers):
        self.number += 1
        return Files(layers, self.work / f"{self.release}-{self.number}")

    def _start(self, layers, transcript):
        files = self._files(layers)
        name = f"caseclock-{self.work.name}-{self.release}-{self.number}"
        self.machine = Machine(files, self.release, transcript, name)
        self.machine.boot()

    def _install(self):
        """A system with the package installed, on top of which each test has its own."""
        self._start([self.image], Transcript())
        self.machine.copy_in(self.package, PACKAGE)
        answer = self.machine.quietly(f"dpkg -i {PACKAGE}")
        if answer.status != 0:
            raise Failure(f"the package can not be installed: {answer.text}")
        self.machine.shut_down()
        self.installed = self.machine.files
        self.machine = None

    def _run(self, each):
        transcript = Transcript()
        started = time.monotonic()
        trouble = None
        try:
            self._start([self.image] if each.bare else self.installed.layers, transcript)
            if each.bare:
                self.machine.copy_in(self.package, PACKAGE)
            each.run(self.machine)
            if self.machine.init:
                broken = self.machine.quietly("systemctl list-units --failed --plain --no-legend").text.strip()
                if broken:
                    raise Failure(f"no unit has failed at the end: {broken}")
        except Failure as failure:
            trouble = str(failure)
        except Exception:
            trouble = traceback.format_exc()
        seconds = time.monotonic() - started
        head = f"{self.title}: {each.sentence}"
        if self.stopped:
            pass
        elif trouble is None:
            self.passed.append(each.sentence)
            self.output.print(f"ok    {head} ({seconds:.1f} s)\n{transcript.text()}")
        else:
            self.failed.append(each.sentence)
            self.output.print(
                f"FAIL  {head} ({seconds:.1f} s)\n{transcript.text()}"
                f"  expected that {trouble}\n  the journal of the units:\n{self._journal()}")
        if self.machine and self.keep and not self.stopped:
            self._let_look()
        if self.machine:
            self.machine.end()
        self.machine = None

    def _journal(self):
        if not self.machine or not self.machine.init:
            return "    (the machine is off)\n"
        try:
            text = self.machine.quietly("journalctl --no-pager -b -n 40 -u 'caseclock*'").text
        except Failure as failure:
            text = str(failure)
        return "".join(f"    | {line[:240]}\n" for line in text.splitlines())

    def _let_look(self):
        self.output.print(
            f"The machine is kept until Enter is typed. In another terminal:\n"
            f"  sudo nsenter -t {self.machine.init} -a bash")
        sys.stdin.readline()


class Output:
    """Standard output, whole tests at a time."""

    def __init__(self):
        self.lock = threading.Lock()

    def print(self, text):
        with self.lock:
            print(text, flush=True)
