import Foundation
import Testing

// What the format's own page tells an auditor to type is typed here.
@Suite(
    .enabled(
        if: Tool.all("age", "tar", "ssh-keygen", "zcat", "jq", "bash") && Tool.python != nil,
        "age, tar, ssh-keygen, zcat, jq or python3 is missing: the commands of FORMAT.md are not run"))
struct OrdinaryToolsTests {
    let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    /// The commands of the section "With ordinary tools".
    private static func commands() throws -> String {
        let page = try String(
            contentsOf: Workspace.sources.appendingPathComponent("Bundles/FORMAT.md"), encoding: .utf8)
        let section = page.components(separatedBy: "\n## With ordinary tools\n").dropFirst().first ?? ""
        let block = section.components(separatedBy: "```sh\n").dropFirst().first ?? ""
        return block.components(separatedBy: "```").first ?? ""
    }

    /// A folder with `bagit.py`, installed once and kept for the next run; nil where it is not to be had.
    private func bagit() throws -> String? {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lapor-tests-bagit").path
        let script = folder + "/bin/bagit.py"
        if workspace.exists(script) { return folder }
        let python = try #require(Tool.python)
        // The machine's own environment: it may name a mirror or a proxy.
        let install = try ProcessRun(
            python, ["-m", "pip", "install", "--quiet", "--target", folder + ".part", "bagit"],
            environment: ProcessInfo.processInfo.environment, directory: workspace.folder
        ).wait()
        guard install.status == 0 else { return nil }
        try FileManager.default.moveItem(atPath: folder + ".part", toPath: folder)
        return workspace.exists(script) ? folder : nil
    }

    @Test func `the commands of FORMAT.md verify a bundle and show a title and an identity`() throws {
        guard let bagit = try bagit() else {
            try Test.cancel("bagit.py could not be installed from PyPI")
        }
        let (office, devices) = try workspace.ready()
        let photo = try workspace.write("foto.jpg", Data((0..<5_000).map { UInt8($0 % 251) }))
        try devices[0].capture(
            "--title", "Talut longsor di Madu", "--reporter-name", "Sumarni binti Karto", "--reporter-nik",
            "3309064501800001", "--consent", "read-aloud", "--attach", photo)
        let bundle = try devices[0].bundle()
        let commands = try Self.commands()
        for tool in ["age -d", "tar -xf", "bagit.py --validate", "ssh-keygen -Y verify", "zcat", "jq"] {
            #expect(commands.contains(tool), "FORMAT.md no longer says \(tool)")
        }
        let folder = try workspace.makeFolder("auditor")
        try workspace.write("auditor/recovery.txt", office.founded.recoveryKey + "\n")
        let output = try workspace.shell(
            commands.replacingOccurrences(of: "BUNDLE.lapor", with: "'\(bundle)'"), in: folder,
            environment: ["PATH": "\(bagit)/bin:\(Tool.searchPath)", "PYTHONPATH": bagit])
        #expect(output.text.contains("Talut longsor di Madu"))
        #expect(output.text.contains("Sumarni binti Karto"))
        #expect(output.text.contains("3309064501800001"))
        #expect(output.text.contains("Good \"lapor-bundle\" signature for sender"))
        #expect(output.error.contains("is valid"))
    }
}
