/// The version of the daemon and of the program that controls it.
package enum ProgramVersion {
    /// As people write it.
    package static let text = "0.1.0"
}
