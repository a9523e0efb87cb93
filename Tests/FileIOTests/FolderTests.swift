import FileIO
import Foundation
import Testing

/// A folder of its own for a test.
final class Scratch {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("fileio-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func path(_ name: String) -> String { "\(path)/\(name)" }

    func text(_ name: String) throws -> String {
        String(decoding: try File.open(path(name)).readAll(limit: 1 << 20), as: UTF8.self)
    }
}

@Suite struct FolderTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test func `a file is written whole, and no part stays beside it`() throws {
        let scratch = try Scratch()
        try Folder.write(bytes("isi"), to: scratch.path("a"), mode: 0o600)
        #expect(try scratch.text("a") == "isi")
        #expect(try mode(scratch.path("a")) == 0o600)
        #expect(try Folder.names(in: scratch.path) == ["a"])
    }

    @Test func `a file that is there is never overwritten`() throws {
        let scratch = try Scratch()
        let path = scratch.path("a")
        try Folder.write(bytes("lama"), to: path)
        #expect(throws: FileError(.create, path, code: EEXIST)) { try Folder.write(bytes("baru"), to: path) }
        let part = scratch.path("b")
        try Folder.write(bytes("baru"), to: part)
        #expect(throws: FileError(.create, path, code: EEXIST)) { try Folder.publish(part, as: path) }
        #expect(try scratch.text("a") == "lama" && scratch.text("b") == "baru")
        #expect(throws: FileError.self) { try File.create(path) }
        #expect(try Folder.names(in: scratch.path) == ["a", "b"])
    }

    @Test func `a folder in the way is not overwritten either`() throws {
        let scratch = try Scratch()
        try Folder.make(scratch.path("a"))
        #expect(throws: FileError.self) { try Folder.write(bytes("x"), to: scratch.path("a")) }
        #expect(try Folder.names(in: scratch.path) == ["a"])
    }

    @Test func `what an interrupted write left is replaced`() throws {
        let scratch = try Scratch()
        try Folder.write(bytes("setengah, dan lebih panjang"), to: scratch.path("a.part"))
        try Folder.write(bytes("isi"), to: scratch.path("a"))
        #expect(try scratch.text("a") == "isi")
        #expect(try Folder.names(in: scratch.path) == ["a"])
    }

    @Test func `a write into a folder that is not there leaves nothing`() throws {
        let scratch = try Scratch()
        let path = scratch.path("no/a")
        let error = #expect(throws: FileError.self) { try Folder.write(bytes("x"), to: path) }
        #expect(error?.cause == .missing && error?.operation == .create && error?.path == path + ".part")
        #expect(try Folder.names(in: scratch.path).isEmpty)
    }

    @Test func `publishing what is not there fails`() throws {
        let scratch = try Scratch()
        let error = #expect(throws: FileError.self) {
            try Folder.publish(scratch.path("a"), as: scratch.path("b"))
        }
        #expect(error?.operation == .rename && error?.cause == .missing)
    }

    @Test func `folders are made with those above them, for their owner alone`() throws {
        let scratch = try Scratch()
        try Folder.make(scratch.path("a/b/c"))
        try Folder.make(scratch.path("a/b/c"))
        #expect(Folder.isFolder(scratch.path("a/b/c")))
        #expect(try mode(scratch.path("a")) == 0o700 && mode(scratch.path("a/b/c")) == 0o700)
        try Folder.write([], to: scratch.path("file"))
        #expect(throws: FileError.self) { try Folder.make(scratch.path("file")) }
        #expect(throws: FileError.self) { try Folder.make(scratch.path("file/a")) }
        #expect(!Folder.isFolder(scratch.path("file")) && Folder.exists(scratch.path("file")))
    }

    @Test func `names come in the order of their bytes`() throws {
        let scratch = try Scratch()
        for name in ["é", "b", "B", ".a", "a10", "a9"] { try Folder.write([], to: scratch.path(name)) }
        #expect(try Folder.names(in: scratch.path) == [".a", "B", "a10", "a9", "b", "é"])
        let error = #expect(throws: FileError.self) { try Folder.names(in: scratch.path("no")) }
        #expect(error?.operation == .list && error?.cause == .missing)
    }

    @Test func `removing what is not there is no error`() throws {
        let scratch = try Scratch()
        Folder.remove(scratch.path("a"))
        try Folder.write([], to: scratch.path("a"))
        Folder.remove(scratch.path("a"))
        #expect(!Folder.exists(scratch.path("a")))
    }

    @Test func `moving takes the place of what was there`() throws {
        let scratch = try Scratch()
        try Folder.write(bytes("lama"), to: scratch.path("a"))
        try Folder.write(bytes("baru"), to: scratch.path("b"))
        try Folder.move(scratch.path("b"), to: scratch.path("a"))
        #expect(try scratch.text("a") == "baru" && Folder.names(in: scratch.path) == ["a"])
    }

    @Test(
        arguments: [
            ("a", ".", "a"), ("/", nil, "/"), ("/a", "/", "a"), ("/a/b", "/a", "b"), ("a/b.c", "a", "b.c"),
        ] as [(String, String?, String)])
    func `a path has a folder and a name`(_ path: String, parent: String?, name: String) {
        #expect(Folder.parent(of: path) == parent && Folder.name(of: path) == name)
    }
}
