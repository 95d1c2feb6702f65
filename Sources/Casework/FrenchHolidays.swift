/// The French names of the holidays in Ontario's calendar.
///
/// A calendar names its holidays once; one that a site adds has the name that the site gave it.
enum FrenchHolidays {
    static let names: [String: String] = [
        "New Year's Day": "jour de l'An",
        "Family Day": "jour de la Famille",
        "Good Friday": "Vendredi saint",
        "Easter Monday": "lundi de Pâques",
        "Victoria Day": "fête de la Reine",
        "Canada Day": "fête du Canada",
        "Civic Holiday": "congé civique",
        "Labour Day": "fête du Travail",
        "National Day for Truth and Reconciliation":
            "Journée nationale de la vérité et de la réconciliation",
        "Thanksgiving Day": "Action de grâce",
        "Remembrance Day": "jour du Souvenir",
        "Christmas Day": "Noël",
        "Boxing Day": "lendemain de Noël",
    ]
}
