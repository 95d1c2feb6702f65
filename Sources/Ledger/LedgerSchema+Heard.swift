extension LedgerSchema {
    /// What the journal says was said and the ledger did not know, because it was restored.
    ///
    /// Its case is named where it tells of one, so that it can be forgotten with it. Beside it
    /// single texts: which ledger it is, the same in its backups; and in which boot it is in use.
    ///
    /// What was delivered to the journal lately keeps its bytes, to be written again where a crash
    /// of the machine has taken it.
    static let heard = """
        CREATE TABLE heard (
            id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
            caseNumber TEXT CHECK (length(caseNumber) > 0),
            day TEXT NOT NULL CHECK (length(day) = 10)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX heardByCase ON heard (caseNumber) WHERE caseNumber IS NOT NULL;
        CREATE TABLE mark (
            name TEXT NOT NULL PRIMARY KEY CHECK (length(name) > 0),
            value TEXT NOT NULL CHECK (length(value) > 0)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO mark (name, value) VALUES ('ledger', lower(hex(randomblob(16))));
        CREATE INDEX outboxLately ON outbox (deliveredAt)
            WHERE deliveredAt IS NOT NULL AND payload IS NOT NULL;
        """
}
