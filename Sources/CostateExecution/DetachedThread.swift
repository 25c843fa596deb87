#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A thread of its own, which takes no signals: those are for the program's own threads.
package enum DetachedThread {
  /// Starts a thread that runs `body` and ends.
  ///
  /// - Returns: false when the system gives no thread.
  package static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let context = Unmanaged.passRetained(Body(body))
    let result = pthread_create(
      &thread, nil,
      { context in
        run(context)
        return nil
      }, context.toOpaque())
    guard result == 0 else {
      context.release()
      return false
    }
    #if canImport(Darwin)
      if let thread { pthread_detach(thread) }
    #else
      pthread_detach(thread)
    #endif
    return true
  }

  /// What a thread runs, as a pointer can hold it.
  fileprivate final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}

/// A thread's first function.
private func run(_ context: UnsafeMutableRawPointer?) {
  guard let context else { return }
  Unmanaged<DetachedThread.Body>.fromOpaque(context).takeRetainedValue().run()
}
