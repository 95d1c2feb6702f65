import Casework
import Delivery
import Glibc
import TestSupport
import Testing

@Suite("Mail templates")
struct MailTemplatesTests {
    /// A site's folder with one template.
    private static func load(
        _ text: String?, _ file: String = "en/digest.txt.mustache",
        _ prepare: (String) throws -> Void = { _ in }
    ) throws -> (templates: MailTemplates, problems: [TemplateProblem], folder: String) {
        let folder = try TemporaryDirectory()
        try FileTree.makeFolder(folder.file("en"))
        if let text { try FileTree.write(text, to: folder.file(file)) }
        try prepare(folder.path)
        let (templates, problems) = MailTemplates.load(overriddenIn: folder.path)
        return (templates, problems, folder.path)
    }

    private static func shipped(_ file: String) throws -> String {
        try FileTree.read("\(Checkout.path)/config/templates/\(file)")
    }

    /// Whether mails in both languages are as the shipped templates have them.
    private static func areShipped(_ templates: MailTemplates) throws -> Bool {
        try Locale.allCases.allSatisfy {
            let digest = try Morning.full($0)
            return templates.mail(digest) == MailTemplates.shipped.mail(digest)
        }
    }

    @Test("Without a folder all templates are the shipped ones")
    func none() throws {
        for folder in [nil, "/nonexistent/templates"] {
            let (templates, problems) = MailTemplates.load(overriddenIn: folder)
            #expect(problems.isEmpty)
            #expect(try Self.areShipped(templates))
        }
    }

    @Test("A site's own template takes the place of the shipped one, and of no other")
    func override() throws {
        let own = try "Hello {{person}} <&>\n" + Self.shipped("en/digest.txt.mustache")
        let (templates, problems, _) = try Self.load(own)
        #expect(problems.isEmpty)
        let digest = try Morning.full(.en)
        let (mail, shipped) = (templates.mail(digest), MailTemplates.shipped.mail(digest))
        #expect(mail.text == "Hello a-moreau <&>\n" + shipped.text)
        #expect(mail.html == shipped.html)
        #expect(mail.subject == shipped.subject)
        let french = try Morning.full(.fr)
        #expect(templates.mail(french) == MailTemplates.shipped.mail(french))
    }

    @Test("A template that is the least that tells all is taken")
    func least() throws {
        let own = """
            {{#parts}}{{#deadlines}}{{#rows}}{{case}} {{rule}} {{about}}
            {{/rows}}{{/deadlines}}{{undetailed}}{{/parts}}
            {{#meetings}}{{#rows}}{{case}}{{^ last() }}, {{/ last() }}{{/rows}}{{/meetings}}
            {{! More than one
            line. }}{{#problems}}{{#rows}}{{case}} {{{summary}}}{{/rows}}{{/problems}}
            {{#team}}{{#rows}}{{member}}{{/rows}}{{#held}}{{#rows}}{{case}}{{/rows}}{{/held}}{{/team}}
            {{#notices}}{{#rows}}{{text}}{{/rows}}{{/notices}}
            """
        let (templates, problems, _) = try Self.load(own)
        #expect(problems.isEmpty, "\(problems)")
        #expect(templates.mail(try Morning.full(.en)).text.contains("K-1007, K-1033, K-1102\n"))
    }

    private static let faults: [(file: String, text: String, line: Int?, reason: String)] = [
        ("en/digest.txt.mustache", "", nil, "it gives nothing"),
        ("en/digest.html.mustache", " \n \n", nil, "it gives nothing"),
        ("en/digest.txt.mustache", "Good morning\n", nil, "it leaves out 'parts'"),
        ("en/digest.txt.mustache", "a\n{{#parts}}\n{{/rows}}\n", 3, "did not begin last"),
        ("en/digest.txt.mustache", "a\n\n{{#parts}}\nb\n", 5, "a section does not end"),
        ("en/digest.txt.mustache", "a\n{{case\nb\n", 2, "a tag is not closed"),
        ("en/digest.txt.mustache", "a\n{{{case}}\n", 2, "a tag is not closed"),
        ("en/digest.txt.mustache", "{{#parts}}\n{{tagret}}", 2, "no digest has the key 'tagret'"),
        ("en/digest.txt.mustache", "{{count()}}", 1, "no digest has the key 'count()'"),
        ("en/digest.txt.mustache", "a\n{{> other}}", 2, "a tag begins with '>'"),
        ("en/digest.txt.mustache", "{{=<% %>=}}", 1, "a tag begins with '='"),
        ("en/digest.txt.mustache", "{{#parts}}{{#parts}}", 1, "'parts' stands inside itself"),
        ("en/digest.html.mustache", "\n{{{subject}}}", 2, "'subject' would stand unescaped"),
        ("en/digest.html.mustache", "{{& subject }}", 1, "'subject' would stand unescaped"),
        ("en/digest.html.mustache", "{{% CONTENT_TYPE:TEXT}}", 1, "a tag begins with '%'"),
        (
            "en/digest.txt.mustache", String(repeating: "x", count: 65_537), nil,
            "it has more than 65536 bytes"
        ),
        ("en/digest.text.mustache", "a", nil, "no template has this name"),
        ("digest.txt.mustache", "a", nil, "no template has this name"),
    ]

    @Test("A broken template is told of, and the shipped one is used", arguments: faults)
    func broken(file: String, text: String, line: Int?, reason: String) throws {
        let (templates, problems, folder) = try Self.load(text, file)
        #expect(problems.count == 1)
        let problem = try #require(problems.first)
        #expect(problem.file == "\(folder)/\(file)")
        #expect(problem.line == line)
        #expect(problem.reason.contains(reason), "\(problem)")
        #expect(!problem.advice.isEmpty)
        #expect(try Self.areShipped(templates))
    }

    @Test("Whichever key of the sample a template leaves out, it is broken")
    func leftOut() throws {
        for file in ["digest.txt.mustache", "digest.html.mustache"] {
            let text = try Self.shipped("fr/\(file)")
            for key in ["meetings", "problems", "team", "held", "notices", "undetailed", "rows"] {
                let without = text.replacing("{{#\(key)}}", with: "{{^\(key)}}")
                let (_, problems, _) = try Self.load(nil) { folder in
                    try FileTree.makeFolder("\(folder)/fr")
                    try FileTree.write(without, to: "\(folder)/fr/\(file)")
                }
                #expect(problems.first?.reason.contains("leaves out") == true, "\(file) \(key)")
            }
        }
    }

    @Test("So many sections inside one another that they would end the daemon are refused")
    func deep() throws {
        let text = String(repeating: "{{#a}}", count: 10_000)
        #expect(try Self.load(text).problems.count == 1)
        let known = ["parts", "rows", "held", "team", "notes", "case", "rule", "day", "about"]
        let (_, problems, _) = try Self.load(known.map { "{{#\($0)}}" }.joined())
        #expect(problems.first?.reason.contains("8 sections") == true)
    }

    @Test("What is not a file of UTF-8 in the folder itself is told of")
    func files() throws {
        func problem(_ prepare: (String) throws -> Void) throws -> String? {
            let (templates, problems, _) = try Self.load(nil, "", prepare)
            #expect(try Self.areShipped(templates))
            #expect(problems.count == 1)
            return problems.first?.reason
        }
        let file = "en/digest.txt.mustache"
        let shipped = "\(Checkout.path)/config/templates/\(file)"
        #expect(try problem { _ = symlink(shipped, "\($0)/\(file)") } == "it is a link")
        #expect(
            try problem { folder in
                rmdir("\(folder)/en")
                symlink("\(Checkout.path)/config/templates/en", "\(folder)/en")
            } == "it is a link")
        #expect(
            try problem { _ = mkfifo("\($0)/\(file)", 0o600) }?.contains("not a regular") == true)
        #expect(
            try problem { mkdir("\($0)/\(file)", 0o700) }?.contains("not a regular") == true)
        #expect(
            try problem { try Files.write([0x61, 0xff], to: "\($0)/\(file)") }
                == "it is not UTF-8")
        #expect(
            try problem { folder in
                rmdir("\(folder)/en")
                try FileTree.write("", to: "\(folder)/en")
            }?.contains("can't be read") == true)
    }

    @Test("The text template writes values as they are, the HTML template escapes them")
    func escaping() throws {
        let row = try Sample.row(
            "K-<1>&\"'", "plan-review", target: "2026-03-04", on: Morning.today)
        let mail = MailTemplates.shipped.mail(
            try Morning.digest([Digest.Line(row, stage: .lead(2), document: "{{case}}")]))
        #expect(mail.text.contains("K-<1>&\"'"))
        #expect(mail.html.contains("K-&lt;1&gt;&amp;&quot;&#39;"))
        #expect(!mail.html.contains("K-<"))
        #expect(mail.html.contains("[1] {{case}}"))
    }
}
