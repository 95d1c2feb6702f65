import Casework
import Delivery

extension Problem {
    /// That a template of the site is not used.
    init(_ template: TemplateProblem) {
        self.init(
            .templateSetAside,
            place: template.line.map { "\(template.file):\($0)" } ?? template.file,
            text: template.reason, advice: template.advice)
    }
}
