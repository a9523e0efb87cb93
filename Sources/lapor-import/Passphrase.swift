import FileIO
import Glibc
import LaporOffice
import LaporStore
import LaporTerminal

/// Where the identity key's passphrase comes from.
enum Passphrase {
    /// From the file that `LAPOR_PASSPHRASE_FILE` names: its first line.
    private static func fromFile() throws -> [UInt8]? {
        guard let path = getenv("LAPOR_PASSPHRASE_FILE").map({ String(cString: $0) }), !path.isEmpty else {
            return nil
        }
        let bytes = try File.open(path).readAll(limit: 65_536)
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        guard !line.isEmpty else { throw KeyFiles.Fault.passphraseMissing }
        return Array(line)
    }

    /// An existing passphrase; `nil` where nobody can be asked.
    static func ask() throws -> [UInt8]? {
        if let passphrase = try fromFile() { return passphrase }
        let typed = Terminal.readPassphrase(prompt: text(id: "Frasa sandi: ", en: "Passphrase: "))
        return typed.map { Array($0.utf8) }
    }

    /// Where a command that may open sealed parts gets the passphrase; `nil` where it is not to open any.
    static func source(if open: Bool) -> PassphraseSource? {
        guard open else { return nil }
        return { try ask() }
    }

    /// A new passphrase, typed twice.
    static func choose() throws -> [UInt8] {
        if let passphrase = try fromFile() { return passphrase }
        let prompt = text(
            id: "Frasa sandi baru untuk kunci identitas: ", en: "New passphrase for the identity key: ")
        guard let first = Terminal.readPassphrase(prompt: prompt) else { throw missing }
        guard !first.isEmpty else { throw missing }
        let second = Terminal.readPassphrase(prompt: text(id: "Sekali lagi: ", en: "Once more: "))
        guard first == second else {
            throw ErrorReport(
                .denied, Bilingual(id: "kedua frasa sandi berbeda", en: "the two passphrases differ"),
                hint: Bilingual(id: "ulangi", en: "try again"))
        }
        return Array(first.utf8)
    }

    private static let missing = ErrorReport(
        .denied, Bilingual(id: "frasa sandi belum diberikan", en: "no passphrase was given"),
        hint: Bilingual(
            id:
                "jalankan di terminal, sebutkan berkasnya dalam LAPOR_PASSPHRASE_FILE, atau pakai --no-passphrase",
            en: "run it on a terminal, name its file in LAPOR_PASSPHRASE_FILE, or use --no-passphrase"))
}
