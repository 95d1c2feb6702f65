import Glibc
import TestSupport
import Testing

@testable import Systemd

@Suite("Watching a directory")
struct DirectoryWatchTests {
    private func touch(_ path: String) throws {
        try FileTree.write("x", to: path)
    }

    @Test("Written, moved and removed entries are told by name, in order")
    func events() throws {
        let directory = try TemporaryDirectory()
        let elsewhere = try TemporaryDirectory()
        let loop = try EventLoop()
        let seen = Box<[DirectoryEvent]>([])
        let watch = try loop.watch(directory: directory.path) { seen.value.append($0) }
        try touch(directory.file("a.yaml"))
        #expect(rename(directory.file("a.yaml"), directory.file("b.yaml")) == 0)
        #expect(rename(directory.file("b.yaml"), elsewhere.file("b.yaml")) == 0)
        #expect(rename(elsewhere.file("b.yaml"), directory.file("c.yaml")) == 0)
        #expect(unlink(directory.file("c.yaml")) == 0)
        #expect(symlink("elsewhere", directory.file("link.yaml")) == 0)
        let expected = [
            DirectoryEvent(.created, name: "a.yaml"), DirectoryEvent(.modified, name: "a.yaml"),
            DirectoryEvent(.written, name: "a.yaml"), DirectoryEvent(.movedOut, name: "a.yaml"),
            DirectoryEvent(.movedIn, name: "b.yaml"), DirectoryEvent(.movedOut, name: "b.yaml"),
            DirectoryEvent(.movedIn, name: "c.yaml"), DirectoryEvent(.deleted, name: "c.yaml"),
            DirectoryEvent(.created, name: "link.yaml"),
        ]
        #expect(try loop.run { seen.value.count >= expected.count })
        #expect(seen.value == expected)
        watch.cancel()
        try touch(directory.file("d.yaml"))
        try loop.drain()
        #expect(seen.value == expected)
    }

    @Test("A removed directory is told, and can be watched anew once it is back")
    func removed() throws {
        let parent = try TemporaryDirectory()
        let path = parent.file("caseloads")
        #expect(mkdir(path, 0o700) == 0)
        let loop = try EventLoop()
        let seen = Box<[DirectoryEvent]>([])
        let watch = try loop.watch(directory: path) { seen.value.append($0) }
        try loop.drain()
        #expect(rmdir(path) == 0)
        #expect(try loop.run { seen.value.contains(DirectoryEvent(.unwatched)) })
        #expect(seen.value == [DirectoryEvent(.directoryDeleted), DirectoryEvent(.unwatched)])
        watch.cancel()
        #expect(throws: SystemError("sd_event_add_inotify", code: ENOENT, what: path)) {
            _ = try loop.watch(directory: path) { _ in }
        }
        #expect(mkdir(path, 0o700) == 0)
        let again = try loop.watch(directory: path) { seen.value.append($0) }
        try touch("\(path)/a.yaml")
        #expect(try loop.run { seen.value.last == DirectoryEvent(.written, name: "a.yaml") })
        again.cancel()
    }

    @Test("A watch may be replaced by a new one in its own handler")
    func replacedInHandler() throws {
        let parent = try TemporaryDirectory()
        let path = parent.file("caseloads")
        #expect(mkdir(path, 0o700) == 0)
        let loop = try EventLoop()
        let seen = Box<[DirectoryEvent]>([])
        let watch = Box<DirectoryWatch?>(nil)
        watch.value = try loop.watch(directory: path) { event in
            seen.value.append(event)
            guard event.kind == .directoryMoved else { return }
            mkdir(path, 0o700)
            watch.value?.cancel()
            watch.value = try? loop.watch(directory: path) { seen.value.append($0) }
        }
        #expect(rename(path, parent.file("old")) == 0)
        #expect(try loop.run { seen.value == [DirectoryEvent(.directoryMoved)] })
        try touch(parent.file("old/unheard.yaml"))
        try touch("\(path)/heard.yaml")
        #expect(try loop.run { seen.value.last == DirectoryEvent(.written, name: "heard.yaml") })
        #expect(!seen.value.contains { $0.name == "unheard.yaml" })
        watch.value?.cancel()
    }

    @Test("A file is not a directory")
    func notADirectory() throws {
        let directory = try TemporaryDirectory()
        try touch(directory.file("file"))
        let path = directory.file("file")
        #expect(throws: SystemError("sd_event_add_inotify", code: ENOTDIR, what: path)) {
            _ = try EventLoop().watch(directory: path) { _ in }
        }
    }

    @Test("A queue that overflows is told")
    func overflow() throws {
        let directory = try TemporaryDirectory()
        let loop = try EventLoop()
        let seen = Box(false)
        let watch = try loop.watch(directory: directory.path) {
            if $0 == DirectoryEvent(.overflow) { seen.value = true }
        }
        let (one, two) = (directory.file("one"), directory.file("two"))
        try touch(one)
        // Each pair of renames is four events; the kernel keeps 16,384 unless set otherwise.
        for _ in 0..<5000 {
            rename(one, two)
            rename(two, one)
        }
        #expect(try loop.run { seen.value })
        watch.cancel()
    }
}
