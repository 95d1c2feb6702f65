import CaseloadFiles
import Casework
import Control
import Glibc
import Ledger

/// Who may call what (DESIGN 5).
extension Daemon {
    /// Whether a caller may call at all; the roles of single methods are looked at by themselves.
    ///
    /// The daemon's own user may ask how it does, have it reload, for `systemctl reload`, and have it
    /// make backups, for caseclock-backup.service.
    func mayCall(_ caller: VarlinkCaller, _ call: VarlinkCall) -> Bool {
        if let permit = site.access.permit(of: caller) {
            guard Self.administratorMethods.contains(call.method), permit.role < .administrator,
                caller.uid != geteuid() || !Self.ownMethods.contains(call.method)
            else { return true }
            refuse(caller.uid, permit, call.method, needs: .administrator)
            return false
        }
        if caller.uid == geteuid(), caller.uid != Access.overflow,
            Self.ownMethods.contains(call.method)
        {
            return true
        }
        refuse(caller.uid, nil, call.method, needs: nil)
        return false
    }

    private static let administratorMethods = [
        ServiceInterface.Reload.name, ServiceInterface.ConfirmClock.name,
        ServiceInterface.MakeBackup.name, ServiceInterface.ListBackups.name,
    ]

    private static let ownMethods = [
        ServiceInterface.GetStatus.name, ServiceInterface.Metrics.name,
        ServiceInterface.Reload.name,
        ServiceInterface.MakeBackup.name, ServiceInterface.ListBackups.name,
        ServiceDescription.GetInfo.name, ServiceDescription.GetInterfaceDescription.name,
    ]

    /// Who makes a call.
    func caller(_ request: VarlinkRequest) throws(VarlinkError) -> Caller {
        guard let permit = site.access.permit(of: request.caller) else {
            throw ServiceDescription.Failure.permissionDenied.wire
        }
        return Caller(
            permit: permit, user: Caller.name(ofUser: permit.uid), method: request.call.method,
            now: clock.now)
    }

    /// Tells of a call that is refused for want of a role, and gives the error to answer with.
    func refusal(
        of caller: Caller, needs role: AccessRule.Role, caseNumber: String? = nil
    ) -> VarlinkError {
        accessAlerts.refused(caller.audit(caseNumber: caseNumber.flatMap(knownCase)), needs: role)
        return .notAllowed(caller.method, needs: role.rawValue)
    }

    /// A case number where there is such a case; what a caller types is none before that.
    func knownCase(_ number: String) -> String? {
        book.caseNumbers.contains(number) ? number : nil
    }

    /// The names of all methods.
    static let methods = Set(
        ([ServiceDescription.interface] + interfaces).flatMap(\.methods))

    private func refuse(
        _ uid: UInt32, _ permit: Permit?, _ method: String, needs role: AccessRule.Role?
    ) {
        // A stranger may call what there isn't by any name: it is for no journal.
        let isKnown = Self.methods.contains(method)
        accessAlerts.refused(
            AuditEntry(
                at: clock.now, uid: uid, user: Caller.name(ofUser: uid),
                role: permit?.role.rawValue, person: permit?.person,
                method: isKnown ? method : "unknown"), needs: role)
    }
}
