package import Casework

extension SiteFiles {
    /// The policies, by profile.
    ///
    /// Throws everything that is wrong: with a site's file that can't be read, the shipped one
    /// doesn't silently take its place.
    package func policies() throws(SiteFilesError) -> [String: Policy] {
        var drafts: [String: PolicyDraft] = [:]
        var diagnostics: [Diagnostic] = []
        let shipped = Self.shipped("policies")
        for (name, bytes) in shipped {
            let (source, wrong) = PolicyReader.source(fileName: name, bytes: bytes, isWhole: true)
            if case .whole(let draft)? = source { drafts[draft.profile] = draft }
            diagnostics += wrong
        }
        let shippedNames = Set(shipped.map { Self.lastPart(of: $0.name) })
        var own: [String: String] = [:]
        var overlays: [PolicyOverlay] = []
        for (name, bytes) in try siteFiles("policies") {
            let isWhole = shippedNames.contains(Self.lastPart(of: name))
            let (source, wrong) = PolicyReader.source(
                fileName: name, bytes: bytes, isWhole: isWhole)
            diagnostics += wrong
            switch source {
            case .whole(let draft):
                if let other = own.updateValue(name, forKey: draft.profile) {
                    diagnostics.append(Self.twice(draft.profile, name, other))
                }
                drafts[draft.profile] = draft
            case .overlay(let overlay): overlays.append(overlay)
            case nil: break
            }
        }
        let (policies, wrong) = Self.merge(drafts, overlays)
        diagnostics = Diagnostic.inOrder(diagnostics + wrong)
        guard diagnostics.isEmpty else { throw SiteFilesError(diagnostics: diagnostics) }
        return policies
    }

    /// The policies with the site's own changes, and what is wrong with these.
    private static func merge(
        _ drafts: [String: PolicyDraft], _ overlays: [PolicyOverlay]
    ) -> ([String: Policy], [Diagnostic]) {
        var merges = drafts.mapValues { PolicyMerge($0) }
        var wrong: [Diagnostic] = []
        for overlay in overlays {
            let profile = overlay.profile
            guard merges[profile.value] != nil else {
                let reading = Reading(overlay.file)
                wrong.append(
                    Diagnostic(
                        place: reading.place(profile.mark),
                        message: reading.unknown(
                            "profile", profile.value, among: drafts.keys.sorted())
                            + " (a program of the site's own needs a 'document')"))
                continue
            }
            merges[profile.value]?.apply(overlay)
        }
        wrong += merges.values.flatMap(\.diagnostics)
        return (merges.mapValues(\.draft.policy), wrong)
    }

    private static func lastPart(of path: String) -> Substring {
        path.split(separator: "/").last ?? ""
    }
}
