/// A caller's source of randomness: returns exactly as many bytes as it is asked for.
///
/// Must be cryptographically secure wherever secrets depend on it. A source that returns another
/// number of bytes stops the program, since going on would make weak keys.
package typealias RandomBytes = (Int) -> [UInt8]

/// Takes `count` bytes from a source and holds the source to its promise.
func take(_ count: Int, from random: RandomBytes) -> [UInt8] {
    let bytes = random(count)
    precondition(bytes.count == count, "the source of randomness returned a wrong number of bytes")
    return bytes
}
