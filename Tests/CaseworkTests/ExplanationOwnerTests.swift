import Casework
import CaseworkTestSupport
import CivilTime
import TestSupport
import Testing

/// Why a deadline is owed by whom it is (SEMANTICS W6), for every reason.
@Suite struct ExplanationOwnerTests {
    private func owner(
        _ role: Rule.OwnerRole, _ facts: [Fact] = [], on day: String = "2026-03-04",
        due: Rule.Due = .after(.days(10)), starts: FactKind = .referred,
        supervisor: String? = "s-one", intake: String? = "s-intake"
    ) -> [String] {
        let rule = Told.rule(
            starts: [FactPattern(starts)], per: starts == .actionSet ? .action : .case, due: due,
            owner: role)
        let story = Story(
            facts + [Told.fact(.referred, "2026-03-02")], supervisor: supervisor,
            policy: Told.policy([rule]), intake: intake)
        return Told.both(story, on: day) { $0.owner($1) }
    }

    private func assigned(_ person: String, _ day: String) -> Fact {
        Told.fact(.coordinatorAssigned, day, [.person: .code(person)])
    }

    @Test("the coordinator, or who stands in for one")
    func coordinator() {
        #expect(
            owner(.coordinator, [assigned("c-one", "2026-03-02")]) == [
                "It is owed by c-one, the case's coordinator.",
                "Responsable : c-one, qui coordonne le dossier.",
            ])
        #expect(
            owner(.coordinator) == [
                "It is owed by s-one, the case's supervisor, as it has no coordinator.",
                "Responsable : s-one, qui supervise le dossier, personne ne le coordonnant.",
            ])
        #expect(
            owner(.coordinator, supervisor: nil) == [
                "It is owed by s-intake, the site's intake, as the case has neither coordinator "
                    + "nor supervisor.",
                "Responsable : s-intake, à l'accueil, personne ne coordonnant ni ne supervisant "
                    + "le dossier.",
            ])
        #expect(
            owner(.coordinator, supervisor: nil, intake: nil) == [
                "Nobody owes it yet.", "Personne n'en est encore responsable.",
            ])
    }

    @Test("the supervisor, or the site's intake")
    func supervisor() {
        #expect(
            owner(.supervisor) == [
                "It is owed by s-one, the case's supervisor.",
                "Responsable : s-one, qui supervise le dossier.",
            ])
        #expect(
            owner(.supervisor, supervisor: nil) == [
                "It is owed by s-intake, the site's intake, as the case has no supervisor.",
                "Responsable : s-intake, à l'accueil, personne ne supervisant le dossier.",
            ])
    }

    @Test("the previous coordinator, or the one there is")
    func previous() {
        let last = assigned("c-two", "2026-03-02")
        #expect(
            owner(.previousCoordinator, [assigned("c-one", "2026-01-05"), last]) == [
                "It is owed by c-one, the coordinator before 2026-03-02.",
                "Responsable : c-one, qui coordonnait le dossier avant le 2026-03-02.",
            ])
        #expect(
            owner(.previousCoordinator, [last]) == [
                "It is owed by c-two, the case's coordinator, as nobody coordinated before.",
                "Responsable : c-two, qui coordonne le dossier, personne ne coordonnant auparavant.",
            ])
    }

    @Test("the person named to fill in the form, or the coordinator")
    func formCompleter() {
        let coordinator = assigned("c-one", "2026-03-01")
        #expect(
            owner(
                .formCompleter,
                [
                    coordinator,
                    Told.fact(.planAgreed, "2026-03-02", [.completedBy: .code("j-singh")]),
                ],
                starts: .planAgreed) == [
                    "It is owed by j-singh, named in the record to fill in the form.",
                    "Responsable : j-singh, à qui le dossier confie le formulaire.",
                ])
        #expect(
            owner(.formCompleter, [coordinator]) == [
                "It is owed by c-one, the case's coordinator, as the record names nobody.",
                "Responsable : c-one, qui coordonne le dossier, le dossier ne nommant personne.",
            ])
    }

    @Test("the person responsible; the coordinator for the family, and once it is overdue")
    func responsible() {
        func told(_ person: String?, on day: String = "2026-03-04") -> [String] {
            var attributes: Attributes = [.due: .date(date("2026-03-06"))]
            attributes[.responsible] = person.map { .code($0) }
            return owner(
                .responsible,
                [
                    assigned("c-one", "2026-03-01"),
                    Told.fact(.actionSet, "2026-03-02", "G1/A1", attributes),
                ], on: day, due: .on(.due), starts: .actionSet)
        }
        #expect(
            told("j-singh") == [
                "It is owed by j-singh, named in the record as responsible.",
                "Responsable : j-singh, à qui le dossier confie la responsabilité.",
            ])
        #expect(
            told("j-singh", on: "2026-03-07") == [
                "It is owed by c-one, the case's coordinator, as it is overdue; until then it was "
                    + "owed by j-singh.",
                "Responsable : c-one, qui coordonne le dossier, l'échéance étant passée; "
                    + "jusque-là : j-singh.",
            ])
        #expect(
            told("family") == [
                "It is owed by c-one, the case's coordinator, as the family itself is to do it.",
                "Responsable : c-one, qui coordonne le dossier, la famille s'en chargeant "
                    + "elle-même.",
            ])
        #expect(
            told(nil) == [
                "It is owed by c-one, the case's coordinator, as the record names nobody.",
                "Responsable : c-one, qui coordonne le dossier, le dossier ne nommant personne.",
            ])
    }

    @Test("who owed what has ended is told in the past")
    func ended() {
        let nobody = Story(
            [
                Told.fact(.referred, "2026-03-02"),
                Told.fact(.familyContacted, "2026-03-03", .family),
            ], supervisor: nil,
            policy: Told.policy([Told.rule(closes: [FactPattern(.familyContacted)])]), intake: nil)
        #expect(
            Told.both(nobody, on: "2026-03-05") { $0.owner($1) } == [
                "Nobody owed it.", "Personne n'en était responsable.",
            ])
        let story = Story(
            [
                assigned("c-one", "2026-03-01"), Told.fact(.referred, "2026-03-02"),
                Told.fact(.familyContacted, "2026-03-03", .family), assigned("c-two", "2026-03-04"),
            ], policy: Told.policy([Told.rule(closes: [FactPattern(.familyContacted)])]))
        #expect(
            Told.both(story, on: "2026-03-05") { $0.owner($1) } == [
                "It was owed by c-one, the case's coordinator.",
                "Responsable alors : c-one, qui coordonne le dossier.",
            ])
    }
}
