/// What the kinds of facts are called in plain words (SEMANTICS F2).
///
/// Files, policies and the wire have the names; people read these.
package enum FactKindWords {
    /// A kind's words, of one thing that happened.
    struct Words {
        let english: String
        let french: String

        init(_ english: String, _ french: String) {
            self.english = english
            self.french = french
        }
    }

    /// The words of a kind in a language; a site's own kind has its name alone.
    package static func words(_ kind: FactKind, _ locale: Locale) -> String {
        guard let words = table[kind] else { return kind.name }
        return locale == .fr ? words.french : words.english
    }

    private static let table: [FactKind: Words] = [
        .referred: Words("referral", "aiguillage vers la coordination"),
        .initiatingContact: Words(
            "first contact with the family", "prise de contact avec la famille"),
        .meetingScheduled: Words("meeting booked", "rencontre fixée"),
        .meetingHeld: Words("meeting held", "rencontre tenue"),
        .meetingCancelled: Words("meeting called off", "rencontre annulée"),
        .preferencesRecorded: Words(
            "family's wishes for the meeting noted",
            "souhaits de la famille pour la rencontre notés"),
        .facilitatorNamed: Words(
            "person to chair the meeting named", "personne désignée pour animer la rencontre"),
        .formCompleted: Words("meeting form filled in", "formulaire de la rencontre rempli"),
        .formDistributed: Words(
            "copy of the meeting form given", "copie du formulaire de la rencontre remise"),
        .goalSet: Words("goal set", "but fixé"),
        .goalAchieved: Words("goal reached", "but atteint"),
        .goalInDifficulty: Words("goal in difficulty", "but en difficulté"),
        .goalOutOfDifficulty: Words("goal out of difficulty", "but sorti de difficulté"),
        .goalDropped: Words("goal dropped", "but abandonné"),
        .actionSet: Words("action agreed", "action convenue"),
        .actionDone: Words("action carried out", "action réalisée"),
        .actionReviewed: Words("results of the action looked at", "résultats de l'action examinés"),
        .coordinatorAssigned: Words("coordinator named", "personne désignée pour coordonner"),
        .coordinatorReconfirmed: Words(
            "coordinator confirmed", "personne confirmée à la coordination"),
        .coordinatorChanged: Words("change of coordinator", "relève à la coordination"),
        .coordinatorLeft: Words("coordinator gone", "départ de la personne qui coordonne"),
        .formsHandedOver: Words(
            "forms handed over to the new coordinator", "formulaires transmis à la relève"),
        .familyOriented: Words(
            "coordination explained to the family", "coordination expliquée à la famille"),
        .primaryAgencyChanged: Words(
            "change of the family's primary agency", "changement d'organisme principal"),
        .protectionFileOpened: Words(
            "child protection file opened", "dossier de protection de l'enfance ouvert"),
        .protectionFileClosed: Words(
            "child protection file closed", "dossier de protection de l'enfance fermé"),
        .planAgreed: Words("plan agreed", "plan convenu"),
        .planRevised: Words("plan revised", "plan révisé"),
        .planShared: Words("plan given to the agency", "plan remis à l'organisme"),
        .reviewHeld: Words("review of the plan held", "révision du plan faite"),
        .reviewDeclined: Words("early review declined", "révision anticipée déclinée"),
        .hold: Words("case put on hold", "dossier suspendu"),
        .resume: Words("case taken up again", "dossier repris"),
        .discharged: Words("discharge", "fin de la coordination"),
        .reopened: Words("case opened again", "dossier rouvert"),
        .familyContacted: Words("contact with the family", "contact avec la famille"),
        .familyContactAttempted: Words(
            "attempt to reach the family", "tentative de joindre la famille"),
        .providerCurrent: Words("agency involved", "organisme engagé"),
        .providerPotential: Words("agency potentially involved", "organisme pressenti"),
        .providerDeclined: Words("agency not to be involved", "organisme qui a décliné"),
        .serviceCompleted: Words(
            "service of an agency completed", "service d'un organisme terminé"),
        .coordinatorAnnounced: Words(
            "agency told who coordinates", "organisme avisé de qui coordonne"),
        .providerContacted: Words("contact with the agency", "contact avec l'organisme"),
        .providerContactAttempted: Words(
            "attempt to reach the agency", "tentative de joindre l'organisme"),
        .consentSigned: Words("consent signed", "consentement signé"),
        .consentRefused: Words("consent refused", "consentement refusé"),
        .consentWithdrawn: Words("consent withdrawn", "consentement retiré"),
        .dischargeNotified: Words(
            "agency told of the discharge", "organisme avisé de la fin de la coordination"),
        .completionNotified: Words("notice of the completed service", "avis de fin de service"),
    ]
}
