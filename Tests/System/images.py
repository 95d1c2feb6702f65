"""The Debian systems that machines are started from, made once by debootstrap and kept in .build/system."""

import hashlib
import shutil
import subprocess
import time

RELEASES = {"bookworm": "Debian 12", "trixie": "Debian 13"}

# What a small office's server has, and what the tests look with.
PACKAGES = [
    "systemd", "systemd-sysv", "dbus", "procps",
    "libsystemd0", "libsqlite3-0", "tzdata",
    "postfix", "python3", "sqlite3",
]

# People of the example's directory.yaml with an account on the machine, and two who have no business with Caseclock.
PEOPLE = ["a-moreau", "b-ito", "c-osei", "d-lavoie", "e-novak", "s-roy", "t-bell", "front", "stranger"]

# Mail goes to mailboxes of the machine and nowhere else.
POSTFIX = """\
compatibility_level = 3.6
myhostname = office.example.org
mydestination = office.example.org, example.org, localhost
inet_interfaces = loopback-only
default_transport = error:this machine has no network
alias_maps =
alias_database =
biff = no
"""

RECIPE = r"""
set -eu
root=$1
printf 'office\n' >"$root/etc/hostname"
printf '127.0.0.1 localhost office.example.org office\n' >"$root/etc/hosts"
# The journal is on disk, as the manual asks for.
mkdir -p "$root/var/log/journal"
printf '%s' "$2" >"$root/etc/postfix/main.cf"
for person in $3; do chroot "$root" useradd --create-home --shell /bin/bash "$person"; done
# What would only look for a network, or wait for one.
rm -f "$root/etc/resolv.conf"
for timer in apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer man-db.timer; do
    ln -sf /dev/null "$root/etc/systemd/system/$timer"
done
rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
"""


def image(release, home):
    """The folder with the system of this release, made first if there is none of this recipe. Nobody writes to it."""
    recipe = repr((release, PACKAGES, PEOPLE, POSTFIX, RECIPE))
    key = hashlib.sha256(recipe.encode()).hexdigest()[:12]
    folder = home / f"{release}-{key}"
    if folder.is_dir():
        return folder
    for old in home.glob(f"{release}-*"):
        shutil.rmtree(old)
    new = home / f"new-{release}"
    shutil.rmtree(new, ignore_errors=True)
    home.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    print(f"Making a {RELEASES[release]} with debootstrap, once ...", flush=True)
    log = home / f"{release}.log"
    with log.open("w") as out:
        made = subprocess.run(
            ["debootstrap", "--variant=minbase", f"--include={','.join(PACKAGES)}", release, new],
            stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    if made.returncode != 0:
        last = log.read_text().strip().splitlines()[-1:]
        shutil.rmtree(new, ignore_errors=True)
        raise RuntimeError(f"debootstrap {release} failed: {' '.join(last)} (all of it is in {log})")
    subprocess.run(["bash", "-c", RECIPE, "recipe", new, POSTFIX, " ".join(PEOPLE)], check=True)
    new.rename(folder)
    print(f"{RELEASES[release]} made in {time.monotonic() - started:.0f} s", flush=True)
    return folder
