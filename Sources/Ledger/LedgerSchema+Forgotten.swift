extension LedgerSchema {
    /// The cases that were discharged when their file let them go, so that they can be forgotten
    /// when their time has come; of nothing else is it kept that it once was in a file.
    static let dischargedCases = """
        CREATE TABLE dischargedCase (
            number TEXT NOT NULL PRIMARY KEY CHECK (length(number) > 0),
            discharged TEXT NOT NULL CHECK (length(discharged) = 10)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX dischargedCaseByDay ON dischargedCase (discharged);
        """
}
