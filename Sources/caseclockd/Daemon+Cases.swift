import CaseloadFiles
import Casework
import CivilTime
import Control
import Ledger

/// What is known of cases, and recorded of them.
extension Daemon {
    /// Has the methods answered.
    func serveCases(_ service: inout VarlinkService) {
        func get(
            _ input: CasesInterface.CaseQuery, _ request: VarlinkRequest
        ) throws(VarlinkError) -> VarlinkAnswer {
            .reply(try caseRequests(request).timeline(input))
        }
        service.on(CasesInterface.Get.self, get)
    }

    /// What answers a call about cases.
    ///
    /// - Throws: the error to answer with.
    func caseRequests(_ request: VarlinkRequest) throws(VarlinkError) -> CaseRequests {
        guard isReady else { throw CasesInterface.Failure.notReady.wire }
        let caller = try caller(request)
        return CaseRequests(deadlines: try deadlines(), caller: caller) {
            [unowned self] role, number in
            refusal(of: caller, needs: role, caseNumber: number)
        }
    }
}
