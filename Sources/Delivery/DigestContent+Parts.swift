import Casework

/// The parts of a digest that hold something else than deadlines.
extension DigestContent {
    var meetings: [Values] {
        let meetings = digest.meetings.sorted {
            ($0.caseNumber, $0.meeting) < ($1.caseNumber, $1.meeting)
        }
        let types = meetings.map { words.meeting($0.type) }
        let lines = DigestColumns.lines(
            zip(meetings, types).map { [$0.caseNumber, $1, $0.meeting] })
        return zip(meetings.indices, lines).map { index, line in
            [
                "case": meetings[index].caseNumber, "meeting": meetings[index].meeting,
                "type": types[index], "line": line,
            ]
        }
    }

    func problem(_ problem: Digest.ProblemLine) -> Values {
        let (summary, advice) = (words.summary(problem.code), words.advice(problem.code))
        let times = words.times(problem.count)
        let gap = DigestColumns.gap
        let lead = problem.caseNumber.map { gap + $0 + gap }
        var values: Values = [
            "code": problem.code.rawValue, "summary": summary, "advice": advice,
            "lines": DigestColumns.wrapped(
                words.problem(summary, times, advice), indent: lead?.count ?? gap.count,
                lead: lead ?? ""),
        ]
        values["case"] = problem.caseNumber
        values["times"] = times
        return values
    }

    func team(_ team: Digest.TeamSummary) -> Values {
        let heads = [""] + words.teamColumns
        let cells = team.members.map { member in
            [member.person ?? words.nobody]
                + [member.families, member.open, member.overdue, member.dueSoon].map(\.description)
        }
        let lines = DigestColumns.lines([heads] + cells, right: [1, 2, 3, 4])
        let rows = zip(cells, lines.dropFirst()).map { cells, line -> Values in
            [
                "member": cells[0], "families": cells[1], "open": cells[2], "overdue": cells[3],
                "dueSoon": cells[4], "line": line,
            ]
        }
        var values: Values = ["rows": rows, "head": lines[0]]
        values["held"] = list(held(team.held))
        return values
    }

    private func held(_ families: [Digest.HeldFamily]) -> [Values] {
        let texts = families.map { words.onHold(since: $0.since, reviewBy: $0.reviewBy) }
        let lines = DigestColumns.lines(zip(families, texts).map { [$0.caseNumber, $1] })
        return zip(families.indices, lines).map { index, line in
            ["case": families[index].caseNumber, "text": texts[index], "line": line]
        }
    }

    func notice(_ notice: Digest.Notice) -> Values {
        let text = words.notice(notice)
        return ["text": text, "lines": DigestColumns.wrapped(text, indent: 2)]
    }
}
