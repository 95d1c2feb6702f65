import Casework
import Mustache

/// The templates of digest mails, in each language: the shipped ones, or a site's own.
package struct MailTemplates: Sendable {
    /// The two forms that each mail has.
    enum Form: String, CaseIterable {
        case text = "txt"
        case html

        /// The name of the template, in the folder of its language.
        var fileName: String { "digest.\(rawValue).mustache" }
    }

    private struct Key: Hashable {
        let locale: Locale
        let form: Form
    }

    private var templates: [Key: MustacheTemplate]

    /// The shipped templates.
    package static let shipped = MailTemplates()

    private init() {
        templates = [:]
        for locale in Locale.allCases {
            for form in Form.allCases {
                let text = String(decoding: Self.shippedBytes(locale, form), as: UTF8.self)
                guard let template = try? Self.compile(text, form) else {
                    preconditionFailure("the tests render every shipped template")
                }
                templates[Key(locale: locale, form: form)] = template
            }
        }
    }

    /// The shipped templates, and in the place of each the one that a folder has, as
    /// `en/digest.txt.mustache`; one that is broken is not used, and told of.
    ///
    /// Without a folder, or where it is not there, all are the shipped ones.
    package static func load(
        overriddenIn folder: String?
    ) -> (templates: MailTemplates, problems: [TemplateProblem]) {
        var result = (templates: shipped, problems: [TemplateProblem]())
        guard let folder else { return result }
        result.problems = strangers(in: folder)
        for locale in Locale.allCases {
            for form in Form.allCases {
                do throws(TemplateProblem) {
                    guard let template = try template(locale, form, in: folder) else { continue }
                    result.templates.templates[Key(locale: locale, form: form)] = template
                } catch {
                    // A folder that can't be read is told once, not for each file.
                    if !result.problems.contains(error) { result.problems.append(error) }
                }
            }
        }
        return result
    }

    /// What a mail says of a digest, in the reader's language.
    package func mail(_ digest: Digest) -> DigestMail {
        let content = DigestContent(digest)
        let values = content.values
        func rendered(_ form: Form) -> String {
            templates[Key(locale: digest.person.locale, form: form)]?.render(values) ?? ""
        }
        return DigestMail(
            subject: content.subject, text: rendered(.text), html: rendered(.html))
    }

    /// The bytes of a shipped template, as they stand in config/templates.
    private static func shippedBytes(_ locale: Locale, _ form: Form) -> [UInt8] {
        switch (locale, form) {
        case (.en, .text): PackageResources.digest_en_txt_mustache
        case (.en, .html): PackageResources.digest_en_html_mustache
        case (.fr, .text): PackageResources.digest_fr_txt_mustache
        case (.fr, .html): PackageResources.digest_fr_html_mustache
        }
    }
}

// A site's own templates.
extension MailTemplates {
    /// The largest mail that a template makes of the sample; mail clients cut off what is long.
    private static let maximumSampleBytes = 64 << 10
    /// What turns escaping off, on a line of its own that is not there in the mail.
    private static let plainText = "{{% CONTENT_TYPE:TEXT}}\n"

    private static func compile(_ text: String, _ form: Form) throws -> MustacheTemplate {
        try MustacheTemplate(string: form == .text ? plainText + text : text)
    }

    private static func template(
        _ locale: Locale, _ form: Form, in folder: String
    ) throws(TemplateProblem) -> MustacheTemplate? {
        let file = "\(folder)/\(locale.rawValue)/\(form.fileName)"
        guard
            let text = try TemplateFile.text(form.fileName, of: locale.rawValue, in: folder)
        else { return nil }
        do throws(TemplateTags.Fault) {
            try TemplateTags.check(text, keys: DigestContent.keys, isHTML: form == .html)
        } catch {
            throw TemplateProblem(
                file: file, line: error.line, reason: error.reason, advice: error.advice)
        }
        let template: MustacheTemplate
        do {
            template = try compile(text, form)
        } catch {
            throw problem(error, file, form)
        }
        try check(template, locale, file)
        return template
    }

    private static func problem(
        _ error: any Error, _ file: String, _ form: Form
    ) -> TemplateProblem {
        let place = error as? MustacheTemplate.ParserError
        let reason =
            switch place?.error as? MustacheTemplate.Error {
            case .sectionCloseNameIncorrect: "a section ends that did not begin last"
            case .expectedSectionEnd: "a section does not end"
            case .unfinishedName: "a tag is not closed"
            default: "it is no template"
            }
        let line = place.map { $0.context.lineNumber - (form == .text ? 1 : 0) }
        return TemplateProblem(
            file: file, line: line, reason: reason, advice: "see to the tags there")
    }

    /// Whether a mail made with a template tells all that there is to tell.
    private static func check(
        _ template: MustacheTemplate, _ locale: Locale, _ file: String
    ) throws(TemplateProblem) {
        let sample = DigestSample.digest(locale)
        let mail = template.render(DigestContent(sample).values)
        guard mail.contains(where: { !$0.isWhitespace }) else {
            throw TemplateProblem(
                file: file, line: nil, reason: "it gives nothing",
                advice: "begin with a copy of the shipped one")
        }
        guard mail.utf8.count <= maximumSampleBytes else {
            throw TemplateProblem(
                file: file, line: nil,
                reason: "a mail of a dozen lines gets more than \(maximumSampleBytes) bytes",
                advice: "make it shorter, as mail clients cut off what is long")
        }
        for (what, key) in DigestSample.expected(locale) where !mail.contains(what) {
            throw TemplateProblem(
                file: file, line: nil, reason: "it leaves out '\(key)' of a sample digest",
                advice: "say what is under that key, as the mail says it only once")
        }
    }

    /// Files that nothing reads, as their names are not those of templates.
    private static func strangers(in folder: String) -> [TemplateProblem] {
        let languages = Set(Locale.allCases.map(\.rawValue))
        let files = Set(Form.allCases.map(\.fileName))
        func strange(_ names: [String], _ known: Set<String>, _ folder: String) -> [TemplateProblem]
        {
            names.filter { !known.contains($0) && $0.first != "." && $0.last != "~" }.map {
                TemplateProblem(
                    file: "\(folder)/\($0)", line: nil, reason: "no template has this name",
                    advice: "call it \(known.sorted().joined(separator: " or ")), or move it away")
            }
        }
        return strange(TemplateFile.names(in: folder), languages, folder)
            + languages.sorted().flatMap { language in
                let inner = "\(folder)/\(language)"
                return strange(TemplateFile.names(in: inner), files, inner)
            }
    }
}
