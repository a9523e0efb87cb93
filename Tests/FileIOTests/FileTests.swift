import FileIO
import Foundation
import Testing

@Suite struct FileTests {
    @Test func `a temporary file has no name and is gone when it is closed`() throws {
        let scratch = try Scratch()
        do {
            let file = try File.temporary(in: scratch.path)
            #expect(try Folder.names(in: scratch.path).isEmpty)
            try file.write(Array("isi sementara".utf8))
            try file.seek(to: 4)
            #expect(try file.readAll(limit: 100) == Array("sementara".utf8))
            #expect(file.size == 13)
        }
        #expect(try Folder.names(in: scratch.path).isEmpty)
        let error = #expect(throws: FileError.self) { try File.temporary(in: scratch.path("no")) }
        #expect(error?.cause == .missing && error?.operation == .create)
    }

    @Test func `opening tells what is wrong`() throws {
        let scratch = try Scratch()
        let path = scratch.path("a")
        let missing = #expect(throws: FileError.self) { try File.open(path) }
        #expect(missing == FileError(.open, path, code: ENOENT))
        #expect(missing?.cause == .missing)
        #expect(throws: FileError(.open, scratch.path, code: EISDIR)) { try File.open(scratch.path) }
    }

    @Test func `only an ordinary file is opened as one, and nobody waits for a pipe`() throws {
        let scratch = try Scratch()
        let (pipe, file, link) = (scratch.path("pipe"), scratch.path("file"), scratch.path("link"))
        mkfifo(pipe, 0o600)
        try File.create(file).write([1, 2])
        symlink(file, link)
        for path in [pipe, "/dev/null", "/dev/zero"] {
            #expect(throws: FileError(.open, path, code: ENXIO)) { try File.openRegular(path) }
        }
        #expect(throws: FileError(.open, scratch.path, code: EISDIR)) {
            try File.openRegular(scratch.path)
        }
        #expect(throws: FileError(.open, scratch.path("no"), code: ENOENT)) {
            try File.openRegular(scratch.path("no"))
        }
        #expect(try File.openRegular(link).readAll(limit: 10) == [1, 2])
        #expect(Folder.isRegularFile(file) && !Folder.isRegularFile(link) && !Folder.isRegularFile(pipe))
    }

    @Test func `the system's codes are told apart`() {
        let causes: [(Int32, FileError.Cause)] = [
            (ENOSPC, .full), (EDQUOT, .full), (EEXIST, .exists), (ENOENT, .missing), (ENOTDIR, .isNoFolder),
            (EISDIR, .isFolder), (ENXIO, .isNoFile), (EACCES, .forbidden), (EROFS, .readOnly), (EIO, .medium),
            (EMFILE, .other),
        ]
        for (code, cause) in causes { #expect(FileError(.open, "a", code: code).cause == cause) }
    }

    @Test func `a full medium is an error of writing`() throws {
        let file = try File.openOrCreate("/dev/full")
        let error = #expect(throws: FileError.self) { try file.write([1]) }
        #expect(error?.cause == .full && error?.operation == .write && error?.path == "/dev/full")
    }

    @Test func `a whole file is read up to its limit`() throws {
        let scratch = try Scratch()
        let bytes = [UInt8](repeating: 7, count: 200_000)
        try Folder.write(bytes, to: scratch.path("a"))
        #expect(try File.open(scratch.path("a")).readAll(limit: 200_000) == bytes)
        #expect(throws: FileError(.read, scratch.path("a"), code: EFBIG)) {
            try File.open(scratch.path("a")).readAll(limit: 199_999)
        }
    }

    @Test func `nothing is written by writing nothing`() throws {
        let scratch = try Scratch()
        let file = try File.create(scratch.path("a"))
        try file.write([])
        #expect(file.size == 0)
        try file.write([1, 2, 3])
        try file.truncate(to: 1)
        #expect(file.size == 1)
    }

    @Test func `one lock is held once`() throws {
        let scratch = try Scratch()
        let path = scratch.path("lock")
        do {
            let first = try File.openOrCreate(path)
            #expect(first.tryLock())
            let second = try File.openOrCreate(path)
            #expect(!second.tryLock() && !second.tryLock())
        }
        #expect(try File.openOrCreate(path).tryLock())
    }
}
