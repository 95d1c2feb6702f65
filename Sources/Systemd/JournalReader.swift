import CSystemd
import Glibc

/// Which journal is read.
package enum JournalLocation: Hashable, Sendable {
    /// This machine's.
    case system
    /// That of a namespace (journald@NAME).
    case namespace(String)
    /// The files in one directory.
    case directory(String)
}

/// Reads the journal as it was when the reader was opened, and what is added to its files.
///
/// Who may not read the journal (no root, not in group systemd-journal) finds it empty, without an
/// error: `JournalProof` tells the difference.
package final class JournalReader {
    private let journal: OpaquePointer

    /// Opens a journal.
    ///
    /// - Throws: `SystemError`; `ENOENT` for a directory that is not there.
    package init(_ location: JournalLocation = .system) throws(SystemError) {
        var opened: OpaquePointer?
        let local = Int32(SD_JOURNAL_LOCAL_ONLY)
        switch location {
        case .system:
            try SystemError.check(sd_journal_open(&opened, local), "sd_journal_open")
        case .namespace(let name):
            let result = sd_journal_open_namespace(&opened, name, local)
            try SystemError.check(result, "sd_journal_open_namespace", what: name)
        case .directory(let path):
            let result = sd_journal_open_directory(&opened, path, 0)
            try SystemError.check(result, "sd_journal_open_directory", what: path)
        }
        guard let opened else { throw SystemError("sd_journal_open", code: ENOMEM) }
        journal = opened
        // Whole values, however long.
        sd_journal_set_data_threshold(journal, 0)
    }

    deinit {
        sd_journal_close(journal)
    }

    /// Says whether any of it is kept over a boot.
    ///
    /// - Throws: `SystemError` of the call.
    package func isPersistent() throws(SystemError) -> Bool {
        let result = sd_journal_has_persistent_files(journal)
        return try SystemError.check(result, "sd_journal_has_persistent_files") > 0
    }

    /// The entries that have every given field (of a field given twice, either value), oldest
    /// first, from a moment on, at most `limit` of them.
    ///
    /// - Throws: `SystemError` when the journal can't be read.
    package func entries(
        matching fields: [(String, String)], since realtimeMicroseconds: UInt64? = nil,
        limit: Int = Int.max
    ) throws(SystemError) -> [JournalRecord] {
        try match(fields)
        if let realtimeMicroseconds {
            let result = sd_journal_seek_realtime_usec(journal, realtimeMicroseconds)
            try SystemError.check(result, "sd_journal_seek_realtime_usec")
        } else {
            try SystemError.check(sd_journal_seek_head(journal), "sd_journal_seek_head")
        }
        var records: [JournalRecord] = []
        while records.count < limit,
            try SystemError.check(sd_journal_next(journal), "sd_journal_next") > 0
        {
            guard let record = try record() else { continue }
            if record.realtimeMicroseconds >= realtimeMicroseconds ?? 0 { records.append(record) }
        }
        return records
    }

    /// The newest entry that has every given field.
    ///
    /// - Throws: `SystemError` when the journal can't be read.
    package func last(matching fields: [(String, String)]) throws(SystemError) -> JournalRecord? {
        try match(fields)
        try SystemError.check(sd_journal_seek_tail(journal), "sd_journal_seek_tail")
        while try SystemError.check(sd_journal_previous(journal), "sd_journal_previous") > 0 {
            if let record = try record() { return record }
        }
        return nil
    }

    /// Gives the entries that have every given field, newest first, for as long as `body` asks for
    /// more.
    ///
    /// - Throws: `SystemError` when the journal can't be read.
    package func goBack(
        matching fields: [(String, String)], _ body: (JournalRecord) -> Bool
    ) throws(SystemError) {
        try match(fields)
        try SystemError.check(sd_journal_seek_tail(journal), "sd_journal_seek_tail")
        while try SystemError.check(sd_journal_previous(journal), "sd_journal_previous") > 0 {
            if let record = try record(), !body(record) { return }
        }
    }

    private func match(_ fields: [(String, String)]) throws(SystemError) {
        sd_journal_flush_matches(journal)
        for (name, value) in fields {
            let match = Array("\(name)=\(value)".utf8)
            let result = sd_journal_add_match(journal, match, match.count)
            try SystemError.check(result, "sd_journal_add_match", what: name)
        }
    }

    /// The entry the reader stands at; nil when it has gone with its file, or is damaged.
    private func record() throws(SystemError) -> JournalRecord? {
        var time: UInt64 = 0
        let result = sd_journal_get_realtime_usec(journal, &time)
        guard result >= 0 else { return try skip(result, "sd_journal_get_realtime_usec") }
        var fields: [String: [[UInt8]]] = [:]
        sd_journal_restart_data(journal)
        while true {
            var data: UnsafeRawPointer?
            var count = 0
            let result = sd_journal_enumerate_available_data(journal, &data, &count)
            guard result >= 0 else { return try skip(result, "sd_journal_enumerate_data") }
            guard result > 0 else { break }
            let field = UnsafeRawBufferPointer(start: data, count: count)
            guard let equals = field.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(decoding: field[..<equals], as: UTF8.self)
            fields[name, default: []].append(Array(field[(equals + 1)...]))
        }
        return JournalRecord(realtimeMicroseconds: time, fields: fields)
    }

    private func skip(_ result: Int32, _ call: String) throws(SystemError) -> JournalRecord? {
        guard [-EADDRNOTAVAIL, -EBADMSG, -ENOENT].contains(result) else {
            throw SystemError(call, code: -result)
        }
        return nil
    }
}
