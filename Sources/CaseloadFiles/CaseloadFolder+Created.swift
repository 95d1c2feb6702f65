import Glibc

extension CaseloadFolder {
    /// Whether what was just made in the folder is all that is to come of it.
    ///
    /// It is of a link, a pipe, a folder, or a further name of a file. Whoever makes a file anew
    /// writes it and closes it, and that is heard.
    package func isComplete(created name: String) -> Bool {
        var status = stat()
        guard lstat("\(path)/\(name)", &status) == 0 else { return false }
        return status.st_mode & S_IFMT != S_IFREG || status.st_nlink > 1
    }
}
