/// A source of bytes, read forwards once.
///
/// Fills the front of the given buffer and returns how many bytes it wrote there: between 1 and
/// the buffer's count, or 0 at the end of the source. May give fewer bytes than there is room for.
package typealias ReadBytes = (UnsafeMutableRawBufferPointer) throws -> Int

/// A sink of bytes, written forwards once.
///
/// Takes the whole buffer or throws. The buffer is valid during the call only.
package typealias WriteBytes = (UnsafeRawBufferPointer) throws -> Void
