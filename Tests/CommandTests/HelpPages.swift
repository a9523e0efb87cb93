import Foundation

/// The programs' pages of help, each asked for once by all tests together.
enum HelpPages {
    private struct Key: Hashable {
        let program: String
        let path: [String]
        let language: Workspace.Language
    }

    private static let lock = NSLock()
    nonisolated(unsafe) private static var known: [Key: Output] = [:]

    /// What `PROGRAM help PATH…` prints.
    static func page(
        _ program: String, _ path: [String], _ language: Workspace.Language, in workspace: Workspace
    ) throws -> Output {
        let key = Key(program: program, path: path, language: language)
        if let page = lock.withLock({ known[key] }) { return page }
        let page = try workspace.run(program, ["help"] + path, language: language)
        lock.withLock { known[key] = page }
        return page
    }
}
