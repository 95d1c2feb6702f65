import Casework
import CivilTime
import TestSupport
import Testing

@testable import Delivery

@Suite("A case number is taken out of what waits to be sent")
struct CaseMaskTests {
    private static func masked(_ message: MailMessage, _ number: String) throws -> ParsedMail? {
        let bytes = try message.bytes()
        let masked = CaseMask(number).masking(mail: bytes)
        #expect(masked.map { $0.count == bytes.count } ?? true)
        return try masked.map { try ParsedMail(bytes: $0) }
    }

    @Test(
        "It is masked wherever it stands, also across a soft line break, and in no other number",
        arguments: [
            (
                "K-1", "K-1 plan-review, K-10, xK-1, K-1.\nfor K-1",
                "*** plan-review, K-10, xK-1, ***.\nfor ***"
            ),
            ("K-1", "K-1.2 K-1-a K_1 (K-1)", "K-1.2 K-1-a K_1 (***)"),
            ("K-1.2", ".K-1.2: à K-1.2", ".*****: à *****"),
            (
                "2026-0042", String(repeating: "propos ", count: 9) + "2026-0042.",
                String(repeating: "propos ", count: 9) + "*********."
            ),
        ])
    func text(number: String, text: String, expected: String) throws {
        for shift in 0..<4 {
            let indent = String(repeating: "=", count: shift)
            let found = try Self.masked(
                try Sample.message(text: "\(indent) \(text)\n"), number)
            #expect(found?.text == "\(indent) \(expected)\n")
            #expect(found?.defects.isEmpty == true)
        }
    }

    @Test("A message that does not name it stays as it is")
    func absent() throws {
        for text in ["K-10 plan-review\n", "nothing\n", ""] {
            #expect(
                CaseMask("K-1").masking(mail: try Sample.message(text: text).bytes()) == nil)
        }
        #expect(CaseMask("K-1").masking(mail: []) == nil)
        #expect(CaseMask("K-1").masking(mail: Array("K-1=".utf8)) == Array("***=".utf8))
    }

    @Test("A line of a calendar file that is folded within the number is masked too")
    func folded() {
        let broken = Array("SUMMARY:plan-review K-=0D=\n\n 1042 x=0D\n".utf8)
        #expect(
            CaseMask("K-1042").masking(mail: broken)
                == Array("SUMMARY:plan-review **=0D=\n\n **** x=0D\n".utf8))
        let apart = Array("K-=0D\n\n 1042\n".utf8)
        #expect(CaseMask("K-1042").masking(mail: apart) == nil)
        let file = Array("SUMMARY:plan-review K-=0D=0A 1042 x=0D\n".utf8)
        #expect(
            CaseMask("K-1042").masking(mail: file)
                == Array("SUMMARY:plan-review **=0D=0A **** x=0D\n".utf8))
        let plain = Array("SUMMARY:plan-review K-=0D\n 1042 x=0D\n".utf8)
        #expect(
            CaseMask("K-1042").masking(mail: plain)
                == Array("SUMMARY:plan-review **=0D\n **** x=0D\n".utf8))
    }

    @Test("In a journal entry nothing is encoded: an equals sign is one")
    func entry() {
        let entry = Array("MESSAGE=case AB-12 of many\nCASECLOCK_X=AB-12\nY=AB-123\n".utf8)
        #expect(
            CaseMask("AB-12").masking(entry: entry)
                == Array("MESSAGE=case ***** of many\nCASECLOCK_X=*****\nY=AB-123\n".utf8))
        #expect(CaseMask("AB-1").masking(entry: entry) == nil)
    }
}
