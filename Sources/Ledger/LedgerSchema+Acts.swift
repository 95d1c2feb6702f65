extension LedgerSchema {
    /// What people have decided of single deadlines; no row refers to the caseload cache, so that
    /// it outlives the deadline's absence (SEMANTICS I3).
    static let acts = """
        CREATE TABLE act (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) >= 8),
            kind TEXT NOT NULL CHECK (kind IN ('acknowledge', 'snooze', 'waive')),
            caseNumber TEXT NOT NULL CHECK (length(caseNumber) > 0),
            episode INTEGER NOT NULL CHECK (episode >= 1),
            rule TEXT NOT NULL CHECK (length(rule) > 0),
            subject TEXT NOT NULL,
            triggerKey TEXT NOT NULL,
            target TEXT NOT NULL CHECK (length(target) = 10),
            state TEXT NOT NULL CHECK (length(state) > 0),
            until TEXT CHECK (length(until) = 10),
            reason TEXT NOT NULL CHECK (length(reason) > 0),
            author TEXT NOT NULL CHECK (length(author) > 0),
            at INTEGER NOT NULL,
            day TEXT NOT NULL CHECK (length(day) = 10),
            undoneBy TEXT CHECK (length(undoneBy) > 0),
            undoneAt INTEGER,
            undoneReason TEXT CHECK (length(undoneReason) > 0),
            CHECK ((undoneAt IS NULL) = (undoneBy IS NULL)),
            CHECK ((undoneAt IS NULL) = (undoneReason IS NULL)),
            CHECK (kind <> 'snooze' OR until IS NOT NULL),
            CHECK (kind <> 'waive' OR until IS NULL)
        ) STRICT;
        CREATE INDEX actByCase ON act (caseNumber, sequence);
        """

    /// Decisions that nothing is said of many deadlines for a while, and when their end was told.
    static let silences = """
        CREATE TABLE silence (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) >= 8),
            reason TEXT NOT NULL CHECK (length(reason) > 0),
            author TEXT NOT NULL CHECK (length(author) > 0),
            at INTEGER NOT NULL,
            fromDay TEXT NOT NULL CHECK (length(fromDay) = 10),
            untilDay TEXT NOT NULL CHECK (length(untilDay) = 10 AND untilDay >= fromDay),
            endedBy TEXT CHECK (length(endedBy) > 0),
            endedAt INTEGER,
            endedReason TEXT CHECK (length(endedReason) > 0),
            announcedDay TEXT CHECK (length(announcedDay) = 10),
            CHECK ((endedAt IS NULL) = (endedBy IS NULL)),
            CHECK ((endedAt IS NULL) = (endedReason IS NULL))
        ) STRICT;
        CREATE INDEX silenceUnannounced ON silence (untilDay) WHERE announcedDay IS NULL;
        CREATE TABLE silenceMatcher (
            silence INTEGER NOT NULL REFERENCES silence (sequence),
            name TEXT NOT NULL CHECK (length(name) > 0),
            value TEXT NOT NULL CHECK (length(value) > 0),
            PRIMARY KEY (silence, name)
        ) STRICT, WITHOUT ROWID;
        """

    /// What was said once that is not a stage of a deadline.
    static let told = """
        CREATE TABLE told (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            kind TEXT NOT NULL CHECK (length(kind) > 0),
            person TEXT CHECK (length(person) > 0),
            day TEXT NOT NULL CHECK (length(day) = 10),
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// Who did what, and who was refused; rows are only ever added.
    static let audit = """
        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            uid INTEGER NOT NULL CHECK (uid BETWEEN 0 AND 4294967295),
            user TEXT NOT NULL CHECK (length(user) > 0),
            role TEXT CHECK (length(role) > 0),
            person TEXT CHECK (length(person) > 0),
            method TEXT NOT NULL CHECK (length(method) > 0),
            caseNumber TEXT CHECK (length(caseNumber) > 0),
            target TEXT CHECK (length(target) > 0),
            before TEXT CHECK (before IS NULL OR json_valid(before)),
            after TEXT CHECK (after IS NULL OR json_valid(after))
        ) STRICT;
        CREATE INDEX auditByCase ON audit (caseNumber, sequence) WHERE caseNumber IS NOT NULL;
        CREATE TRIGGER auditIsNotChanged BEFORE UPDATE ON audit
            BEGIN SELECT raise(ABORT, 'a row of the audit trail is never changed'); END;
        CREATE TRIGGER auditIsNotDeleted BEFORE DELETE ON audit
            BEGIN SELECT raise(ABORT, 'a row of the audit trail is never deleted'); END;
        """
}
