/// The fields of a ustar entry, in the order of the header (POSIX.1-2017, pax, "ustar Interchange Format").
package enum TarField: CaseIterable, Equatable, Sendable {
    /// The path, or what of it follows the prefix.
    case name
    /// The permission bits.
    case mode
    /// The owner's number.
    case userID
    /// The group's number.
    case groupID
    /// The length of the content.
    case size
    /// The time of modification.
    case modified
    /// The sum of the header's bytes.
    case checksum
    /// The typeflag.
    case type
    /// The target of a link.
    case linkName
    /// The word `ustar` with its NUL.
    case magic
    /// The two digits after the magic.
    case version
    /// The owner's name.
    case userName
    /// The group's name.
    case groupName
    /// The device's major number.
    case deviceMajor
    /// The device's minor number.
    case deviceMinor
    /// The front of a path too long for the name.
    case prefix
    /// The unused end of the header block.
    case headerPadding
    /// The bytes between the content and the next block, which are no part of the header.
    case contentPadding

    /// Where the field lies in the 512 bytes of the header; empty for the content's padding.
    package var range: Range<Int> {
        switch self {
        case .name: 0..<100
        case .mode: 100..<108
        case .userID: 108..<116
        case .groupID: 116..<124
        case .size: 124..<136
        case .modified: 136..<148
        case .checksum: 148..<156
        case .type: 156..<157
        case .linkName: 157..<257
        case .magic: 257..<263
        case .version: 263..<265
        case .userName: 265..<297
        case .groupName: 297..<329
        case .deviceMajor: 329..<337
        case .deviceMinor: 337..<345
        case .prefix: 345..<500
        case .headerPadding: 500..<512
        case .contentPadding: 512..<512
        }
    }
}
