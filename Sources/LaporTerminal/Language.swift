import Glibc

/// A language that people read.
package enum Language: Sendable {
    case indonesian
    case english

    /// The language of this process: `LAPOR_LANG` (`id`, `en`), else English where the locale says so.
    package static let current = Language(environment: { getenv($0).map { String(cString: $0) } })

    /// The language that an environment asks for; Indonesian if it asks for none that is known.
    package init(environment value: (String) -> String?) {
        if let wish = value("LAPOR_LANG"), !wish.isEmpty {
            self = wish.lowercased().hasPrefix("en") ? .english : .indonesian
            return
        }
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(value).first { !$0.isEmpty }
        self = locale?.lowercased().hasPrefix("en") == true ? .english : .indonesian
    }
}

/// One text in both languages; without one of them it does not compile.
package struct Bilingual: Equatable, Sendable {
    package var id: String
    package var en: String

    /// The Indonesian and the English wording.
    package init(id: String, en: String) {
        self.id = id
        self.en = en
    }

    /// The wording of a language.
    package func text(in language: Language = .current) -> String {
        switch language {
        case .indonesian: id
        case .english: en
        }
    }
}

/// The wording of this process's language: for texts that stand where only a string can.
package func text(id: String, en: String) -> String {
    Bilingual(id: id, en: en).text()
}
