import Casework

/// The sorts of problems in the reader's language, as `Problem.Code` has them in English: without a
/// value of the case and without a cause.
extension DigestWords {
    func summary(_ code: Problem.Code) -> String {
        locale == .fr ? Self.french(code).summary : code.summary
    }

    func advice(_ code: Problem.Code) -> String {
        locale == .fr ? Self.french(code).advice : code.advice
    }

    private static func french(_ code: Problem.Code) -> (summary: String, advice: String) {
        switch code {
        case .noCoordinator:
            ("personne ne coordonne le dossier", "désigner une personne pour coordonner")
        case .wrongCoordinator:
            (
                "la coordination du dossier est à revoir",
                "désigner la personne que demandent les lignes directrices, ou corriger son rôle "
                    + "dans directory.yaml"
            )
        case .coordinatorLeft:
            (
                "la personne qui coordonne le dossier est partie",
                "en désigner une autre, ou corriger «\u{a0}left\u{a0}» dans directory.yaml"
            )
        case .familyAgreementMissing:
            (
                "l'accord de la famille sur la coordination n'est pas noté",
                "ajouter «\u{a0}family-agreed\u{a0}» à la désignation une fois l'accord donné"
            )
        case .noOpenDeadline:
            (
                "rien n'est à échéance dans le dossier, donc rien n'en sera rappelé",
                "ajouter le fait qui manque, ou fermer le dossier"
            )
        case .unknownPerson:
            (
                "le répertoire ne connaît pas une personne qui est nommée",
                "l'ajouter à directory.yaml, ou corriger le code"
            )
        case .unknownAgency:
            (
                "le répertoire ne connaît pas un organisme qui est nommé",
                "l'ajouter à directory.yaml, ou corriger le code"
            )
        case .noAddress:
            (
                "une personne responsable d'échéances n'a pas d'adresse de courriel",
                "ajouter «\u{a0}email\u{a0}» dans directory.yaml"
            )
        case .addressRefused:
            (
                "une adresse est hors des domaines où le courriel peut aller",
                "la corriger, ou ajouter le domaine à «\u{a0}mail.domains\u{a0}» dans la configuration"
            )
        case .futureFact:
            ("un fait est daté dans l'avenir", "corriger la date; le fait compte dès ce jour-là")
        case .outOfOrder:
            (
                "l'ordre des faits n'a pas de sens",
                "corriger l'une des dates, ou ajouter ce qui manque"
            )
        case .conflictingValues:
            (
                "un fait est déclaré et noté avec des valeurs différentes",
                "corriger le fichier, ou retirer ce qui a été noté"
            )
        case .recordedOnly:
            (
                "un fait noté n'est plus dans le fichier",
                "le remettre dans le fichier, ou retirer ce qui a été noté"
            )
        case .outsideEpisode:
            (
                "un fait est daté d'un jour où le dossier n'était pas ouvert",
                "corriger les dates, ou ajouter la réouverture"
            )
        case .resumeWithoutHold:
            (
                "le dossier reprend sans avoir été suspendu",
                "ajouter la suspension, ou enlever la reprise"
            )
        case .statusDiffers:
            (
                "l'état déclaré n'est pas celui que donnent les faits",
                "corriger l'état, ou ajouter le fait qui manque"
            )
        case .holdUnreviewed:
            (
                "une suspension devait être réexaminée",
                "ajouter la reprise du dossier, ou un «\u{a0}review-by\u{a0}» plus tardif"
            )
        case .staleFile:
            ("un fichier n'a pas changé depuis longtemps", "voir s'il est encore tenu à jour")
        case .caseGone:
            (
                "un dossier ouvert n'est plus dans aucun fichier",
                "l'y remettre; un dossier terminé se ferme, il ne s'enlève pas"
            )
        case .pastRetention:
            (
                "un dossier qui devait être oublié est encore dans son fichier",
                "l'enlever du fichier; il est ensuite oublié de lui-même"
            )
        case .calendarEnds:
            (
                "une échéance n'a pas de date que le calendrier connaisse",
                "corriger la date du fait à partir duquel elle compte"
            )
        case .unknownProfile:
            (
                "aucune politique n'a le profil du dossier",
                "ajouter la politique, ou corriger le profil"
            )
        case .caseSetAside:
            (
                "un dossier a une erreur et est mis de côté",
                "corriger le fichier; d'ici là, la dernière bonne version reste en vigueur"
            )
        case .fileSetAside:
            (
                "un fichier a une erreur ou ne peut être lu",
                "corriger le fichier; d'ici là, la dernière bonne version reste en vigueur"
            )
        case .directoryMissing:
            (
                "le répertoire a disparu",
                "le remettre, ou en mettre un vide s'il n'y a plus personne à informer"
            )
        case .unknownAccount:
            (
                "«\u{a0}access\u{a0}» nomme un compte ou un groupe que le système ne connaît pas",
                "créer le compte ou le groupe, ou corriger la configuration, puis recharger"
            )
        case .delegateElsewhere:
            (
                "la personne déléguée est d'une autre équipe et n'est pas sollicitée",
                "en nommer une qui relève de la même supervision, ou corriger qui supervise qui"
            )
        case .templateSetAside:
            (
                "un modèle de courriel de l'organisme n'est pas utilisé",
                "corriger le modèle; d'ici là celui qui est fourni sert"
            )
        case .fileStillWritten:
            (
                "un fichier est encore en cours d'écriture",
                "il sera relu de lui-même une fois fermé et stable"
            )
        case .removalsRefused:
            (
                "ce qui est dans les fichiers ferait disparaître trop de dossiers",
                "corriger les fichiers, ou le permettre par «\u{a0}caseclockctl reload "
                    + "--allow-removals\u{a0}»"
            )
        case .ledgerFailed:
            (
                "le registre ne peut être lu ou écrit",
                "voir au registre; les rappels attendent qu'il les accepte"
            )
        case .backupFailed:
            (
                "la dernière sauvegarde n'a pas pu être faite",
                "réparer ce qui est nommé, puis «\u{a0}caseclockctl backup\u{a0}»"
            )
        case .noBackup:
            (
                "il n'y a aucune sauvegarde des deux derniers jours",
                "voir pourquoi caseclock-backup.timer n'en fait pas, ou «\u{a0}caseclockctl "
                    + "backup\u{a0}»"
            )
        }
    }
}
