/// An image format whose metadata can be read and taken out.
package enum ImageFormat: Sendable {
    /// ITU T.81, with the segments of JFIF, Exif, ICC and Adobe.
    case jpeg
    /// W3C PNG, third edition, animations included.
    case png

    /// The format that a file's first bytes announce; `nil` where it is none of these.
    package init?(head: some Collection<UInt8>) {
        if head.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if head.starts(with: PNGCleaner.signature) {
            self = .png
        } else {
            return nil
        }
    }
}

/// Why an image cannot be cleaned.
package enum ImageError: Error, Equatable, Sendable {
    case notAnImage
    /// It ends where more must come.
    case cutOff
    /// It breaks the rules of its format, so that nobody can tell what is picture and what is not.
    case damaged(String)
}
