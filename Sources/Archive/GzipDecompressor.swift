import CZlib

/// Opens gzip members one after another (RFC 1952), keeping its working memory between them.
///
/// A refused member does not affect the next. Not to be used from two threads at a time.
package final class GzipDecompressor {
    // zlib's state points back at its stream, which therefore must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let scratch: UnsafeMutableBufferPointer<UInt8>

    /// Takes the working memory, about 0.3 MiB.
    ///
    /// Throws ``GzipError`` `library`.
    package init() throws {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 16 more than the window's size asks for the gzip wrapping and no other.
        let code = inflateInit2_(stream, MAX_WBITS + 16, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            stream.deallocate()
            throw GzipError.library(code: Int(code))
        }
        self.stream = stream
        self.scratch = .allocate(capacity: 1 << 18)
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        scratch.deallocate()
    }

    /// Opens exactly one member that is the whole input; its content replaces the output.
    ///
    /// The output's capacity is kept, and never grows beyond the limit (and the allocator's
    /// rounding) on account of the input: a content over the limit is refused as soon as it is
    /// that long. The stated length and CRC-32 are checked. Any name, time or comment in the
    /// member's header is passed over.
    ///
    /// - Parameter limit: The longest content allowed, in bytes.
    ///
    /// Throws ``GzipError``, leaving the output empty.
    package func decompress(_ bytes: UnsafeRawBufferPointer, limit: Int, into output: inout [UInt8]) throws {
        output.removeAll(keepingCapacity: true)
        do {
            try inflateMember(bytes, limit: limit, into: &output)
        } catch {
            output.removeAll(keepingCapacity: true)
            throw error
        }
    }

    private func inflateMember(
        _ bytes: UnsafeRawBufferPointer, limit: Int, into output: inout [UInt8]
    ) throws(GzipError) {
        guard bytes.starts(with: [0x1F, 0x8B].prefix(bytes.count)) else { throw .notGzip }
        reserve(for: bytes, limit: limit, in: &output)
        var code = inflateReset(stream)
        var input = bytes[...]
        stream.pointee.avail_in = 0
        stream.pointee.avail_out = UInt32(scratch.count)
        while code == Z_OK {
            if stream.pointee.avail_in == 0 {
                // zlib counts in 32 bits.
                let part = UnsafeRawBufferPointer(rebasing: input.prefix(1 << 30))
                guard !part.isEmpty || stream.pointee.avail_out == 0 else { throw .truncated }
                input = input.dropFirst(part.count)
                // zlib does not write to its input, though its type would let it.
                stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: part.baseAddress?.assumingMemoryBound(to: UInt8.self))
                stream.pointee.avail_in = UInt32(part.count)
            }
            stream.pointee.next_out = scratch.baseAddress
            stream.pointee.avail_out = UInt32(scratch.count)
            code = inflate(stream, Z_NO_FLUSH)
            let count = scratch.count - Int(stream.pointee.avail_out)
            guard count <= limit - output.count else { throw .tooLarge(limit: limit) }
            append(count, limit: limit, to: &output)
        }
        switch code {
        case Z_STREAM_END: break
        case Z_DATA_ERROR, Z_NEED_DICT: throw .corrupt
        case Z_BUF_ERROR: throw .truncated
        default: throw .library(code: Int(code))
        }
        let left = input.count + Int(stream.pointee.avail_in)
        guard left == 0 else { throw .trailingData(left) }
    }

    /// Makes room for the length the member states, as far as it can be true.
    private func reserve(for bytes: UnsafeRawBufferPointer, limit: Int, in output: inout [UInt8]) {
        guard bytes.count >= 18 else { return }
        let stated = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        // Deflate cannot make more than 1032 bytes out of one.
        output.reserveCapacity(
            max(0, min(stated, limit, bytes.count.multipliedReportingOverflow(by: 1032).0)))
    }

    private func append(_ count: Int, limit: Int, to output: inout [UInt8]) {
        let needed = output.count + count
        if needed > output.capacity {
            // Left to itself the array would double past the limit.
            output.reserveCapacity(min(limit, max(needed, 2 * output.capacity)))
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: scratch[..<count]))
    }
}
