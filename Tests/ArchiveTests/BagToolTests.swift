import Archive
import Foundation
import Testing

@Suite("Bags and bagit.py")
struct BagToolTests {
    private func digests(of paths: [String], in folder: TemporaryFolder) throws -> BagManifest {
        try BagManifest(
            entries: paths.map { path in
                let line = try folder.shell("sha256sum bag/\(path)").output.prefix(64)
                return BagManifest.Entry(path: path, sha256: String(decoding: line, as: UTF8.self))
            })
    }

    /// Makes a bag, takes it through an archive, as it would travel, and has it validated.
    private func validate(
        _ payload: [String: String], oxum: PayloadOxum, in folder: TemporaryFolder
    ) throws -> (status: Int32, output: String) {
        for (path, text) in payload { try folder.write(Array(text.utf8), to: "bag/\(path)") }
        try folder.write(BagDeclaration.bytes, to: "bag/bagit.txt")
        let info = try BagInfo(fields: [
            ("Source-Organization", "Someone: \u{E9}"), ("Empty", ""), ("Payload-Oxum", oxum.string),
        ])
        try folder.write(info.bytes, to: "bag/bag-info.txt")
        let manifest = try digests(of: payload.keys.sorted(), in: folder)
        try folder.write(manifest.bytes, to: "bag/manifest-sha256.txt")
        let tags = try digests(of: ["bagit.txt", "bag-info.txt", "manifest-sha256.txt"], in: folder)
        try folder.write(tags.bytes, to: "bag/tagmanifest-sha256.txt")

        let paths = (manifest.entries + tags.entries).map(\.path) + ["tagmanifest-sha256.txt"]
        let packed = try archive(
            paths.map { Member(path: "bag/\($0)", kind: .file, content: try folder.read("bag/\($0)")) })
        try folder.write(packed, to: "bag.tar")
        let (status, output) = try folder.shell(
            """
            rm -r bag && tar -xf bag.tar && PYTHONPATH=lib python3 -m bagit --validate bag 2>&1
            status=$?; rm -r bag; exit $status
            """)
        return (status, String(decoding: output, as: UTF8.self))
    }

    @Test("bagit.py finds a bag made of these tag files valid, and one of another size not")
    func validates() throws {
        let folder = try TemporaryFolder()
        let install = "python3 -m pip install --quiet --disable-pip-version-check --target lib bagit >&2"
        guard try folder.shell(install).status == 0 else {
            try Test.cancel("bagit.py could not be installed from PyPI")
        }
        let payload = ["data/a.txt": "some words\n", "data/sub/b": "", "data/sub/c-d_e": "x"]
        let right = try validate(payload, oxum: PayloadOxum(bytes: 12, files: 3), in: folder)
        #expect(right.status == 0, "\(right.output)")
        let wrong = try validate(payload, oxum: PayloadOxum(bytes: 13, files: 3), in: folder)
        #expect(wrong.status != 0)
        #expect(wrong.output.contains("Oxum"))
    }
}
