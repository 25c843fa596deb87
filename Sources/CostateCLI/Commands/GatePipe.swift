import Foundation

extension GateProcess {
  /// One stream of a process: the end it writes to, and what has come out of the other.
  struct Pipe {
    /// What has come so far.
    private(set) var bytes: [UInt8] = []
    /// The end that the process gets.
    private(set) var writeDescriptor: Int32
    private var readDescriptor: Int32

    /// A new pipe. Where the system has no descriptors left, a closed one: starting then fails.
    init() {
      var ends: [Int32] = [-1, -1]
      let isOpen = pipe(&ends) == 0
      (readDescriptor, writeDescriptor) = isOpen ? (ends[0], ends[1]) : (-1, -1)
      // What the process starts must not keep our end open.
      for end in ends where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    /// Closes the end that the process has now.
    mutating func closeWriteEnd() {
      if writeDescriptor >= 0 { Foundation.close(writeDescriptor) }
      writeDescriptor = -1
    }

    /// Closes both ends.
    mutating func close() {
      closeWriteEnd()
      if readDescriptor >= 0 { Foundation.close(readDescriptor) }
      readDescriptor = -1
    }

    /// Reads what there is, waiting for some a little; whether more may come.
    static func readAvailable(
      from first: inout Pipe, _ second: inout Pipe, milliseconds: Int32
    ) -> Bool {
      var polled = [first.readDescriptor, second.readDescriptor].map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      if poll(&polled, nfds_t(polled.count), milliseconds) > 0 {
        if polled[0].revents != 0 { first.readOnce() }
        if polled[1].revents != 0 { second.readOnce() }
      }
      return first.readDescriptor >= 0 || second.readDescriptor >= 0
    }

    /// Reads once; at the end of the stream closes it.
    private mutating func readOnce() {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(readDescriptor, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer.prefix(count)
      } else if count == 0 || errno != EINTR {
        Foundation.close(readDescriptor)
        readDescriptor = -1
      }
    }

    /// The last line that says something, cut to a line of a terminal.
    var lastLine: String {
      let text = String(decoding: bytes.suffix(4096), as: UTF8.self)
      let line = text.split(whereSeparator: \.isNewline).last { $0.contains { !$0.isWhitespace } }
      return line.map { String($0.prefix(160)) } ?? ""
    }
  }
}
