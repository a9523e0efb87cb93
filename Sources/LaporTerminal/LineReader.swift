import Glibc

#if LineEditing
    import CLibedit
#endif

/// Reads the lines that a person types: with editing keys where the program was built with the trait `LineEditing`.
enum LineReader {
    /// Shows a prompt on standard error and reads a line; nil at the end of the input.
    static func read(prompt: String) -> String? {
        #if LineEditing
            if isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1, !isDumb { return edit(prompt) }
        #endif
        return Terminal.readLine(prompt: prompt)
    }

    #if LineEditing
        private static var isDumb: Bool {
            guard let name = getenv("TERM") else { return true }
            return ["", "dumb"].contains(String(cString: name))
        }

        private static let isPrepared: Bool = {
            clibedit_prepare()
            return true
        }()

        private static func edit(_ prompt: String) -> String? {
            _ = isPrepared
            guard let line = readline(Terminal.safe(prompt)) else {
                Terminal.note("")
                return nil
            }
            defer { free(line) }
            // Nothing goes into a history: it holds names.
            return String(cString: line)
        }
    #endif
}
