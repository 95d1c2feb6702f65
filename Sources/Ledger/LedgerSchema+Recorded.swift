extension LedgerSchema {
    /// What was recorded through the control socket; no row refers to the caseload cache, so that it
    /// survives every reload (SEMANTICS F5).
    static let recordedFacts = """
        CREATE TABLE recordedFact (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) >= 8),
            caseNumber TEXT NOT NULL CHECK (length(caseNumber) > 0),
            profile TEXT NOT NULL CHECK (length(profile) > 0),
            kind TEXT NOT NULL CHECK (length(kind) > 0),
            subject TEXT NOT NULL,
            date TEXT NOT NULL CHECK (length(date) = 10),
            author TEXT NOT NULL CHECK (length(author) > 0),
            at INTEGER NOT NULL,
            key TEXT CHECK (length(key) > 0),
            request TEXT NOT NULL,
            wasDeclared INTEGER NOT NULL DEFAULT 0 CHECK (wasDeclared IN (0, 1)),
            retractedBy TEXT CHECK (length(retractedBy) > 0),
            retractedAt INTEGER,
            retractedReason TEXT CHECK (length(retractedReason) > 0),
            UNIQUE (author, key),
            CHECK ((retractedAt IS NULL) = (retractedBy IS NULL)),
            CHECK ((retractedAt IS NULL) = (retractedReason IS NULL))
        ) STRICT;
        CREATE INDEX recordedFactByCase ON recordedFact (caseNumber, sequence);
        CREATE TABLE recordedAttribute (
            fact INTEGER NOT NULL REFERENCES recordedFact (sequence) ON DELETE CASCADE,
            name TEXT NOT NULL CHECK (length(name) > 0),
            position INTEGER NOT NULL CHECK (position >= 0),
            sort TEXT NOT NULL CHECK (sort IN ('date', 'code', 'codes')),
            value TEXT NOT NULL CHECK (length(value) > 0),
            PRIMARY KEY (fact, name, position)
        ) STRICT, WITHOUT ROWID;
        """
}
