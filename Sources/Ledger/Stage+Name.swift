import Casework

extension Stage {
    /// The stage of a name as the ledger has it; nil for any other text.
    init?(name: String) {
        let parts = name.split(separator: "-", maxSplits: 1)
        let days = parts.count == 2 ? Int(parts[1]) : nil
        switch (parts.first, days) {
        case ("on", nil) where parts.count == 1: self = .on
        case ("backlog", nil) where parts.count == 1: self = .backlog
        case ("lead", let days?): self = .lead(days)
        case ("overdue", let days?): self = .overdue(days)
        case ("escalate", let days?): self = .escalate(days)
        default: return nil
        }
    }
}
