import CostateBenchmarks
import Foundation

/// One process of a gate: started, read to its end within a time limit, and never left behind.
struct GateProcess {
  /// Whose process it is.
  let arm: GateArm
  /// The executable.
  let path: String
  /// Its arguments.
  let arguments: [String]
  /// How long it may take, in seconds.
  let timeLimit: Double

  /// More output than this is no benchmark.
  private static let mostBytes = 64 << 20
  /// How often the clock and the interruption are looked at while a process says nothing.
  private static let pollMilliseconds: Int32 = 50

  /// Checks that the path names a file that can be run.
  func check() throws(GateError) {
    var status = stat()
    guard stat(path, &status) == 0, access(path, X_OK) == 0 else {
      throw .notExecutable(arm: arm, path: path, reason: systemReason())
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .notExecutable(arm: arm, path: path, reason: "it is no regular file")
    }
  }

  /// Runs the process and returns what it printed on standard output, and how long it took.
  func run() throws(GateError) -> (output: [UInt8], seconds: Double) {
    let clock = SystemTimekeeper()
    let begin = clock.now()
    var output = Pipe()
    var errors = Pipe()
    guard let identifier = spawn(&output, &errors) else {
      throw .notExecutable(arm: arm, path: path, reason: systemReason())
    }
    var isEnded = false
    // The whole group: a script's own children too.
    defer {
      if !isEnded {
        kill(-identifier, SIGKILL)
        waitpid(identifier, nil, 0)
      }
      output.close()
      errors.close()
    }
    var status: Int32 = 0
    while !isEnded {
      if GateInterruption.wasRequested { throw .interrupted }
      if clock.now() - begin > timeLimit {
        throw .timeLimit(arm: arm, path: path, seconds: timeLimit)
      }
      let isOpen = Pipe.readAvailable(from: &output, &errors, milliseconds: Self.pollMilliseconds)
      guard output.bytes.count <= Self.mostBytes else {
        throw .output(
          arm: arm, path: path, expected: "benchmark JSON",
          found: "more than \(Self.mostBytes >> 20) MiB")
      }
      if !isOpen {
        isEnded = waitpid(identifier, &status, WNOHANG) == identifier
        if !isEnded { usleep(1000) }
      }
    }
    guard status == 0 else {
      throw .crashed(
        arm: arm, path: path, ending: Self.ending(status), lastLine: errors.lastLine)
    }
    return (output.bytes, clock.now() - begin)
  }

  /// How a process ended, from what the system says of it.
  private static func ending(_ status: Int32) -> String {
    let signal = status & 0x7F
    return signal == 0
      ? "with exit code \((status >> 8) & 0xFF)"
      : "by signal \(signal) (\(String(cString: strsignal(signal))))"
  }

  /// Starts the process as the leader of a group of its own; nil where the system refuses.
  private func spawn(_ output: inout Pipe, _ errors: inout Pipe) -> pid_t? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.writeDescriptor, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors.writeDescriptor, STDERR_FILENO)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    let words = ([path] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    var identifier: pid_t = 0
    let result = posix_spawn(&identifier, path, &actions, &attributes, words + [nil], environ)
    output.closeWriteEnd()
    errors.closeWriteEnd()
    guard result == 0 else {
      errno = result
      return nil
    }
    return identifier
  }
}
