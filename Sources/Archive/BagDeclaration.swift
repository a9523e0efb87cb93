/// The file `bagit.txt` (RFC 8493, section 2.1.1), which is the same in every bag.
package enum BagDeclaration {
    /// The exact bytes: version 1.0, tag files in UTF-8, no byte order mark.
    package static let bytes = Array("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8)
}
