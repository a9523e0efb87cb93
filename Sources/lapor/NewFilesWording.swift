import LaporField
import LaporModel
import LaporTerminal

extension Device {
    /// What is new in a folder since the visit began, with a line on standard error for each file; nothing of no folder.
    func tellNewFiles(in folder: String?) throws -> [String] {
        guard let folder else { return [] }
        let files = try newFiles(in: folder)
        for path in files.taken {
            Terminal.note(text(id: "lapor: dilampirkan: \(path)", en: "lapor: attached: \(path)"))
        }
        for (path, reason) in files.skipped {
            let why = reason.words.text()
            Terminal.note(
                text(id: "lapor: dilewati: \(path): \(why)", en: "lapor: passed over: \(path): \(why)"))
        }
        if files.older > 0 {
            Terminal.note(
                text(
                    id: "lapor: dilewati: \(files.older) berkas yang sudah ada sebelum kegiatan dimulai",
                    en: "lapor: passed over: \(files.older) files that were there before the visit began"))
        }
        if files.taken.isEmpty {
            Terminal.warning(
                text(
                    id:
                        "tidak ada yang baru di \(folder) sejak kegiatan dimulai; periksa juga jam ponsel itu",
                    en: "nothing in \(folder) is new since the visit began; check the phone's clock too"),
                program: "lapor")
        }
        return files.taken.map(absolute)
    }
}

extension NewFiles.Reason {
    /// Why a file is not taken.
    fileprivate var words: Bilingual {
        switch self {
        case .known:
            Bilingual(
                id: "sudah dilampirkan pada sebuah laporan atau kegiatan",
                en: "a complaint or a visit has it already")
        case .sameAs(let path): Bilingual(id: "isinya sama dengan \(path)", en: "holds the same as \(path)")
        case .tooLarge(let limit, let size):
            Bilingual(
                id: "terlalu besar: \(size) byte, paling besar \(limit)",
                en: "too large: \(size) bytes, at most \(limit)")
        case .empty: Bilingual(id: "kosong (0 byte)", en: "empty (0 bytes)")
        case .otherType(let type):
            Bilingual(
                id: "bukan foto, suara, video atau dokumen (\(type)); bila perlu, lampirkan dengan namanya",
                en: "no photo, sound, film or document (\(type)); if it is wanted, attach it by its name")
        case .unreadable: Bilingual(id: "tidak dapat dibaca", en: "cannot be read")
        }
    }
}
