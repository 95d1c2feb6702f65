# Caseclock. `make help` lists the targets.

prefix        ?= /usr
bindir        ?= $(prefix)/bin
sbindir       ?= $(prefix)/sbin
libexecdir    ?= $(prefix)/lib/caseclock
datadir       ?= $(prefix)/share
mandir        ?= $(datadir)/man
docdir        ?= $(datadir)/doc/caseclock
sysconfdir    ?= /etc
unitdir       ?= $(prefix)/lib/systemd/system
sysusersdir   ?= $(prefix)/lib/sysusers.d
tmpfilesdir   ?= $(prefix)/lib/tmpfiles.d
catalogdir    ?= $(prefix)/lib/systemd/catalog
bashcompdir   ?= $(datadir)/bash-completion/completions
zshcompdir    ?= $(datadir)/zsh/vendor-completions
fishcompdir   ?= $(datadir)/fish/vendor_completions.d
DESTDIR       ?=
# Keeps the names of functions, for the stack of a crash. The Debian package sees to it by itself.
STRIP         ?= strip --strip-debug

SWIFT_BUILD_FLAGS ?=
# What is installed needs no Swift on the machine that runs it, and names no folder of the one that built it.
release_flags := -c release --static-swift-stdlib -Xcc '-ffile-prefix-map=$(CURDIR)/='

programs      := caseclockd caseclockctl caseclock-mail
release_dir   ?= .build/release
judges        := $(CURDIR)/.build/judges/bin/python
varlinkctl    := $(CURDIR)/.build/varlinkctl/varlinkctl
manuals       := $(wildcard docs/man/*.[1-8])
# The program knows best what can be typed after it.
completions   := $(release_dir)/caseclockctl --generate-completion-script

.DEFAULT_GOAL := help
.PHONY: help setup build release run test lint bench check system-test install deb clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 22

setup: ## install what building and checking need, where this user may
	@scripts/setup check

build: ## build for development
	@scripts/setup build
	swift build $(SWIFT_BUILD_FLAGS)

release: ## build what is installed
	@scripts/setup build
	swift build $(release_flags) $(SWIFT_BUILD_FLAGS)
	@touch $(addprefix $(release_dir)/,$(programs))

run: build ## show the daemon at work on the example caseload
	@KEEP='$(KEEP)' scripts/demo

# Tests start the real programs, so these are built first.
test: ## run the tests
	@scripts/setup test
	swift build --build-tests $(SWIFT_BUILD_FLAGS)
	@if [ -x '$(judges)' ]; then export CASECLOCK_JUDGES_PYTHON='$(judges)'; fi; \
	if [ -x '$(varlinkctl)' ]; then export CASECLOCK_JUDGES_VARLINKCTL='$(varlinkctl)'; fi; \
	SWIFT_TEST_FLAGS='$(SWIFT_BUILD_FLAGS)' scripts/test

lint: ## check the sources' format, the manual pages, the units and the package
	@scripts/setup lint
	swift format lint --strict --parallel --recursive Package.swift Sources Tests
	mandoc -T lint -W warning $(manuals)
	scripts/lint-units
	scripts/deb

bench: ## measure
	@scripts/setup build
	Benchmarks/run

check: ## everything that has to pass before a change lands
	@scripts/setup check
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test
	scripts/system-test --optional

system-test: ## test the package on a booted Debian 12 and Debian 13, as root
	scripts/system-test $(SYSTEM_TEST_FLAGS)

# Built only when something is newer, so that `sudo make install` after `make release` needs no Swift.
$(release_dir)/caseclockd: $(shell find Package.swift Sources config -type f 2>/dev/null)
	@$(MAKE) --no-print-directory release

# The units name the programs by their whole path.
install: $(release_dir)/caseclockd ## install below DESTDIR and prefix
	install -d '$(DESTDIR)$(sbindir)' '$(DESTDIR)$(bindir)' '$(DESTDIR)$(unitdir)' '$(DESTDIR)$(docdir)'
	install -m 755 $(release_dir)/caseclockd '$(DESTDIR)$(sbindir)/caseclockd'
	install -m 755 $(release_dir)/caseclockctl '$(DESTDIR)$(bindir)/caseclockctl'
	install -m 755 $(release_dir)/caseclock-mail '$(DESTDIR)$(sbindir)/caseclock-mail'
	$(STRIP) '$(DESTDIR)$(sbindir)/caseclockd' '$(DESTDIR)$(bindir)/caseclockctl' \
		'$(DESTDIR)$(sbindir)/caseclock-mail'
	install -d '$(DESTDIR)$(datadir)/caseclock/policies' '$(DESTDIR)$(datadir)/caseclock/calendars' \
		'$(DESTDIR)$(datadir)/caseclock/examples/caseload' \
		'$(DESTDIR)$(datadir)/caseclock/examples/policies' \
		'$(DESTDIR)$(datadir)/caseclock/templates/en' '$(DESTDIR)$(datadir)/caseclock/templates/fr'
	install -m 644 config/policies/*.yaml '$(DESTDIR)$(datadir)/caseclock/policies/'
	install -m 644 config/calendars/*.yaml '$(DESTDIR)$(datadir)/caseclock/calendars/'
	install -m 644 config/templates/en/*.mustache '$(DESTDIR)$(datadir)/caseclock/templates/en/'
	install -m 644 config/templates/fr/*.mustache '$(DESTDIR)$(datadir)/caseclock/templates/fr/'
	install -m 644 config/examples/caseload/* '$(DESTDIR)$(datadir)/caseclock/examples/caseload/'
	install -m 644 config/examples/policies/*.yaml '$(DESTDIR)$(datadir)/caseclock/examples/policies/'
	install -D -m 755 systemd/alert '$(DESTDIR)$(libexecdir)/alert'
	install -m 644 systemd/*.socket systemd/*.path systemd/*.timer '$(DESTDIR)$(unitdir)/'
	for unit in $(notdir $(wildcard systemd/*.service)); do \
		sed -e 's|/usr/sbin/|$(sbindir)/|' -e 's|/usr/bin/|$(bindir)/|' -e 's|/usr/lib/caseclock/|$(libexecdir)/|' \
			"systemd/$$unit" >"$(DESTDIR)$(unitdir)/$$unit" && chmod 644 "$(DESTDIR)$(unitdir)/$$unit" || exit; \
	done
	install -d '$(DESTDIR)$(datadir)/caseclock/mail'
	install -m 644 systemd/mail/*.conf '$(DESTDIR)$(datadir)/caseclock/mail/'
	install -D -m 644 systemd/caseclock.sysusers '$(DESTDIR)$(sysusersdir)/caseclock.conf'
	install -D -m 644 systemd/caseclock.tmpfiles '$(DESTDIR)$(tmpfilesdir)/caseclock.conf'
	install -D -m 644 systemd/caseclock.catalog '$(DESTDIR)$(catalogdir)/caseclock.catalog'
	for page in $(manuals); do \
		install -D -m 644 "$$page" "$(DESTDIR)$(mandir)/man$${page##*.}/$${page##*/}" || exit; \
	done
	install -d '$(DESTDIR)$(bashcompdir)' '$(DESTDIR)$(zshcompdir)' '$(DESTDIR)$(fishcompdir)'
	$(completions) bash >'$(DESTDIR)$(bashcompdir)/caseclockctl'
	sed -i '1{/^#!/d}' '$(DESTDIR)$(bashcompdir)/caseclockctl'
	$(completions) zsh >'$(DESTDIR)$(zshcompdir)/_caseclockctl'
	$(completions) fish >'$(DESTDIR)$(fishcompdir)/caseclockctl.fish'
	install -m 644 README.md CHANGELOG.md LICENSE docs/operations.md '$(DESTDIR)$(docdir)/'
	install -d '$(DESTDIR)$(sysconfdir)/caseclock'
	[ -e '$(DESTDIR)$(sysconfdir)/caseclock/caseclock.yaml' ] || \
		install -m 644 config/caseclock.yaml '$(DESTDIR)$(sysconfdir)/caseclock/caseclock.yaml'

deb: $(release_dir)/caseclockd ## build a Debian package, .build/caseclock_*.deb
	@scripts/setup deb
	scripts/deb '$(release_dir)' .build

clean: ## remove what was built
	rm -rf .build
