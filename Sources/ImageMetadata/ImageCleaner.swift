/// Copies images without what they tell beside the picture: where, when and with what it was taken, previews, texts.
///
/// What a viewer needs to show the same picture stays, its orientation and its colour profile among it, and every pixel is
/// as it was. Nothing is decoded: what somebody hid in the pixels themselves stays there.
package enum ImageCleaner {
    /// What was taken out.
    package enum Removal: Sendable {
        /// A position.
        case place
        case time
        /// Anything else: the camera, texts, previews, a second picture or a film behind the first.
        case other
    }

    /// What came of an image.
    package struct Result: Sendable {
        package var facts: ImageFacts
        package var removed: Set<Removal>
    }

    /// Copies an image of a format; throws ``ImageError`` where it cannot be told what belongs to the picture, and what
    /// was written until then is of no use.
    package static func clean(
        _ format: ImageFormat, read: @escaping ReadBytes, write: @escaping WriteBytes
    ) throws -> Result {
        let stream = ByteStream(read: read, write: write)
        switch format {
        case .jpeg:
            var cleaner = JPEGCleaner(stream)
            try cleaner.run()
            return Result(facts: cleaner.facts, removed: cleaner.removed)
        case .png:
            var cleaner = PNGCleaner(stream)
            try cleaner.run()
            return Result(facts: cleaner.facts, removed: cleaner.removed)
        }
    }

    /// What an image tells, as far as it can be read: of a damaged one, what stands before the damage.
    package static func facts(of format: ImageFormat, read: @escaping ReadBytes) throws -> ImageFacts {
        let stream = ByteStream(read: read, write: { _ in })
        switch format {
        case .jpeg:
            var cleaner = JPEGCleaner(stream)
            cleaner.stopsAtPicture = true
            do { try cleaner.run() } catch is ImageError {}
            return cleaner.facts
        case .png:
            var cleaner = PNGCleaner(stream)
            do { try cleaner.run() } catch is ImageError {}
            return cleaner.facts
        }
    }
}

extension Set<ImageCleaner.Removal> {
    /// Notes what an Exif block told that is not told any more.
    mutating func note(_ facts: ImageFacts) {
        if facts.hasPosition { insert(.place) }
        if facts.hasTime { insert(.time) }
        if !facts.hasPosition, !facts.hasTime { insert(.other) }
    }
}
