import CivilTime
import Control

/// A silence, for whoever made or ended it.
enum SilenceText {
    /// What is silenced and until when, or what has ended.
    static func write(
        _ silence: NotificationsInterface.Silence, to output: inout StandardOutput
    ) {
        if let ended = silence.ended {
            output.sentences(
                "Ended: the silence of \(matchers(silence)), which would have lasted through "
                    + "\(silence.until). Reason: \(ended.reason).")
            output.line("Reminders of what it matched are said again.")
            return
        }
        output.sentences(
            "Silenced from \(silence.from) through \(silence.until): \(matchers(silence)). "
                + "Reason: \(silence.reason).")
        output.sentences(
            "Nobody is reminded of what matches, not by escalations either; its end will be "
                + "announced.")
        output.line("End it before: caseclockctl silence expire \(silence.id) --reason CODE")
    }

    /// What a reminder must have.
    static func matchers(_ silence: NotificationsInterface.Silence) -> String {
        silence.matchers.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    }
}
