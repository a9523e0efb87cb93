/// A file's media type by its first bytes: a name can lie.
enum MediaType {
    /// How many of the first bytes tell the type.
    static let headLength = 64

    private static let signatures: [(offset: Int, bytes: [UInt8], type: String)] = [
        (0, [0xFF, 0xD8, 0xFF], "image/jpeg"),
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        (0, Array("GIF8".utf8), "image/gif"),
        (8, Array("WEBP".utf8), "image/webp"),
        (0, [0x49, 0x49, 0x2A, 0x00], "image/tiff"),
        (0, [0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
        (8, Array("WAVE".utf8), "audio/wav"),
        (8, Array("AVI ".utf8), "video/x-msvideo"),
        (4, Array("ftypheic".utf8), "image/heic"),
        (4, Array("ftypheix".utf8), "image/heic"),
        (4, Array("ftypmif1".utf8), "image/heif"),
        (4, Array("ftypavif".utf8), "image/avif"),
        (4, Array("ftypM4A".utf8), "audio/mp4"),
        (4, Array("ftypqt".utf8), "video/quicktime"),
        (4, Array("ftyp3g".utf8), "video/3gpp"),
        (4, Array("ftyp".utf8), "video/mp4"),
        (0, Array("%PDF-".utf8), "application/pdf"),
        (0, Array("OggS".utf8), "audio/ogg"),
        (0, Array("fLaC".utf8), "audio/flac"),
        (0, Array("#!AMR".utf8), "audio/amr"),
        (0, Array("ID3".utf8), "audio/mpeg"),
        (0, [0xFF, 0xFB], "audio/mpeg"),
        (0, [0xFF, 0xF3], "audio/mpeg"),
        (0, [0xFF, 0xF1], "audio/aac"),
        (0, [0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
        (0, [0x50, 0x4B, 0x03, 0x04], "application/zip"),
        (0, [0xD0, 0xCF, 0x11, 0xE0], "application/msword"),
    ]

    /// Endings of names, with the types that files of such names have.
    private static let endings: [(ending: String, types: Set<String>)] = [
        ("jpg", ["image/jpeg"]), ("jpeg", ["image/jpeg"]), ("png", ["image/png"]), ("gif", ["image/gif"]),
        ("webp", ["image/webp"]), ("tif", ["image/tiff"]), ("tiff", ["image/tiff"]),
        ("heic", ["image/heic", "image/heif"]), ("heif", ["image/heif", "image/heic"]),
        ("avif", ["image/avif", "image/heif"]),
        ("wav", ["audio/wav"]), ("m4a", ["audio/mp4", "video/mp4", "video/3gpp"]), ("ogg", ["audio/ogg"]),
        ("oga", ["audio/ogg"]), ("opus", ["audio/ogg"]), ("flac", ["audio/flac"]), ("amr", ["audio/amr"]),
        ("mp3", ["audio/mpeg"]), ("aac", ["audio/aac"]),
        ("mp4", ["video/mp4", "video/3gpp", "video/quicktime", "audio/mp4"]), ("mov", ["video/quicktime"]),
        ("3gp", ["video/3gpp", "video/mp4"]), ("avi", ["video/x-msvideo"]), ("webm", ["video/webm"]),
        ("mkv", ["video/webm"]),
        ("pdf", ["application/pdf"]), ("txt", ["text/plain"]), ("csv", ["text/plain"]),
        ("docx", ["application/zip"]), ("xlsx", ["application/zip"]), ("pptx", ["application/zip"]),
        ("odt", ["application/zip"]), ("ods", ["application/zip"]), ("odp", ["application/zip"]),
        ("doc", ["application/msword"]), ("xls", ["application/msword"]), ("ppt", ["application/msword"]),
    ]
    private static let offices: Set<String> = ["docx", "xlsx", "pptx", "odt", "ods", "odp"]

    static func of(_ head: [UInt8]) -> String {
        for signature in signatures where head.dropFirst(signature.offset).starts(with: signature.bytes) {
            return signature.type
        }
        let isText = !head.isEmpty && !head.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        return isText && String(validating: head.prefix(60), as: UTF8.self) != nil
            ? "text/plain" : "application/octet-stream"
    }

    /// Whether a folder of a phone is searched for files of a type: photos, sounds, films and documents.
    ///
    /// Texts of a phone are logs and address books; an archive is a document only if its name is an office program's.
    static func isSought(_ type: String, named name: String) -> Bool {
        switch type {
        case "application/pdf", "application/msword": true
        case "application/zip": offices.contains(ending(of: name))
        default: ["image/", "audio/", "video/"].contains { type.hasPrefix($0) }
        }
    }

    /// Whether a name says that its file is of another type.
    static func contradicts(_ type: String, named name: String) -> Bool {
        let ending = ending(of: name)
        return endings.contains { $0.ending == ending && !$0.types.contains(type) }
    }

    /// Whether a name is such as cameras and programs give: numbers, and words for a picture or a paper.
    static func saysNothing(_ name: String) -> Bool {
        let stem = name.lowercased().split(separator: ".", omittingEmptySubsequences: false).dropLast()
        let words = (stem.isEmpty ? name.lowercased() : stem.joined(separator: " ")).split { !$0.isLetter }
        return words.allSatisfy { generic.contains(String($0)) }
    }

    private static let generic: Set<String> = [
        "img", "dsc", "dscn", "pxl", "vid", "mvi", "wa", "whatsapp", "image", "photo", "foto", "gambar",
        "video",
        "audio", "suara", "rec", "at", "screenshot", "scan", "dokumen", "document", "doc", "file", "berkas",
        "lampiran", "bukti", "surat",
    ]

    private static func ending(of name: String) -> String {
        name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last.map { $0.lowercased() }
            ?? ""
    }
}
