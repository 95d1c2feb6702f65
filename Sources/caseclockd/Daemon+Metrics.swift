import CaseloadFiles
import Casework
import Control
import Delivery
import Glibc
import Ledger
import Systemd

/// The daemon's figures for a monitor: counts, codes of rules' programs and problems, instants;
/// never a case, a person or an agency.
extension Daemon {
    /// Has the method answered.
    func serveMetrics(_ service: inout VarlinkService) {
        func metrics(
            _ input: NoParameters, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            .reply(ServiceInterface.MetricsReply(text: self.metrics()))
        }
        service.on(ServiceInterface.Metrics.self, metrics)
    }

    /// All figures, as Prometheus reads them.
    func metrics() -> String {
        let status = status(for: nil)
        var text = PrometheusText()
        text.add(
            "caseclock_build_info", .gauge, "The daemon's version and the schema of its ledger.",
            [
                .init(
                    [("version", status.version), ("schema", "\(status.ledger.schema)")], 1)
            ])
        text.gauge("caseclock_start_time_seconds", "When the daemon started.", started.seconds)
        text.flag(
            "caseclock_ready", "Whether the caseload is loaded and questions are answered.",
            status.ready)
        text.flag(
            "caseclock_clock_doubted", "Whether deliveries wait because the clock is in doubt.",
            status.clockDoubt != nil)
        addCaseload(status, to: &text)
        addDelivery(status, to: &text)
        addProblems(to: &text)
        text.flag("caseclock_ledger_failing", "Whether the ledger fails.", ledgerTrouble != nil)
        text.gauge(
            "caseclock_audit_rows", "Rows of the audit trail.",
            (try? book.ledger.lastAuditRow()).map { Int64($0) })
        text.gauge(
            "caseclock_last_backup_timestamp_seconds",
            "When what the newest backup holds was true.",
            backups.newest?.at.seconds)
        text.gauge(
            "caseclock_last_backup_size_bytes", "Size of the newest backup.",
            backups.newest.map { Int64($0.bytes) })
        text.flag(
            "caseclock_backup_failing", "Whether the last backup could not be made.",
            status.backups.error != nil)
        addSocket(to: &text)
        return text.text
    }

    private func addCaseload(_ status: ServiceInterface.Status, to text: inout PrometheusText) {
        text.gauge("caseclock_cases", "Cases in force.", Int64(status.caseload.cases))
        text.gauge(
            "caseclock_cases_set_aside", "Cases and files set aside because of mistakes.",
            Int64(status.caseload.setAside))
        text.gauge(
            "caseclock_caseload_files", "Caseload files in force.", Int64(status.caseload.files))
        text.flag(
            "caseclock_removals_refused", "Whether a reading is refused that would drop too much.",
            keeper.refusal != nil)
        text.gauge(
            "caseclock_last_load_timestamp_seconds", "When the caseload folder was last read.",
            keeper.lastLoad?.seconds)
        text.gauge(
            "caseclock_next_stage_timestamp_seconds", "When the next reminder is due.",
            nextTurn?.seconds)
        text.add(
            "caseclock_open_deadlines", .gauge, "Open deadlines, by program and state.",
            book.docket.countsByProfile(on: today).map { count in
                .init(
                    [("profile", count.profile), ("state", count.state.rawValue)],
                    Int64(count.deadlines))
            })
    }

    private func addDelivery(_ status: ServiceInterface.Status, to text: inout PrometheusText) {
        text.add(
            "caseclock_outbox_waiting", .gauge, "What waits to be delivered, by channel.",
            [
                .init([("channel", "journal")], Int64(status.journal.waiting)),
                .init([("channel", "mail")], Int64(status.spool.waiting)),
            ])
        let folders = [
            ("new", status.spool.new), ("deferred", status.spool.deferred),
            ("failed", status.spool.failed),
        ]
        text.add(
            "caseclock_spool_messages", .gauge, "Messages in the mail spool, by folder.",
            folders.compactMap { folder, count in
                count.map { .init([("folder", folder)], Int64($0)) }
            })
        text.add(
            "caseclock_spool_unsent_seconds", .gauge,
            "For how long the oldest message has waited to be sent.",
            [.init([], Int64(status.spool.unsentSeconds ?? 0))])
        text.flag(
            "caseclock_spool_writable", "Whether a message can be put into the mail spool.",
            status.spool.writable)
        text.flag(
            "caseclock_journal_reachable", "Whether journald takes entries.",
            status.journal.reachable)
        text.flag(
            "caseclock_journal_readable", "Whether the daemon can read its own entries back.",
            status.journal.readable)
    }

    private func addProblems(to text: inout PrometheusText) {
        var counts = book.problemCounts()
        for problem in problemsBesideCases() { counts[problem.code, default: 0] += 1 }
        text.add(
            "caseclock_problems", .gauge, "What somebody has to look at, by code.",
            Problem.Code.allCases.map { code in
                .init([("code", code.rawValue)], Int64(counts[code] ?? 0))
            })
    }

    private func addSocket(to text: inout PrometheusText) {
        text.gauge("caseclock_connections", "Connections now.", Int64(connectionCount))
        text.counter(
            "caseclock_connections_refused_total",
            "Connections that were closed because there were too many.",
            refusedConnections)
        text.counter(
            "caseclock_calls_refused_total",
            "Calls of whoever may not make them.", accessAlerts.count)
        text.counter(
            "caseclock_requests_refused_total",
            "Requests that were refused because too many were waiting.", refusedRequests)
        text.gauge(
            "caseclock_resident_memory_bytes", "Memory of the daemon that is resident.",
            ResidentMemory.bytes())
    }
}
