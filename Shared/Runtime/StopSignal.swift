private import Dispatch
private import Glibc
private import Synchronization

/// Where a process learns that it shall stop.
package final class StopSignal: Sendable {
  package enum Reason: Sendable, Equatable {
    /// SIGINT or SIGTERM.
    case signal(Int32)
    /// Standard input ended.
    case endOfInput
    /// `stop()` was called.
    case requested
  }

  private struct State {
    var reason: Reason?
    var signals = 0
    var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    var nextWaiter = 0
  }

  private let state = Mutex(State())
  private let flag = Atomic(false)
  private let isSet = DispatchSemaphore(value: 0)

  /// Stops by `stop()` alone.
  package init() {}

  /// Also stops at SIGTERM and SIGINT; a second one ends the process at once with 143 or 130. SIGPIPE
  /// is ignored from here on, so that writing to a peer that has gone is an error and no end.
  ///
  /// A process that is `supervised` ignores SIGINT: Ctrl-C reaches the supervisor too, which stops
  /// its children in order.
  ///
  /// Call it early, once in a process: the newest object gets the signals. It lives as long as the
  /// process.
  package static func catchingSignals(supervised: Bool = false) -> StopSignal {
    catchingSignals(supervised: supervised) { _exit($0) }
  }

  /// `end` takes the exit code in place of the process's end.
  static func catchingSignals(
    supervised: Bool = false, end: @escaping @Sendable (Int32) -> Void
  ) -> StopSignal {
    let stop = StopSignal()
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      preconditionFailure("no pipe for signals: \(String(cString: strerror(errno)))")
    }
    for descriptor in ends { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    let reading = ends[0]
    signalPipe.store(ends[1], ordering: .releasing)
    signal(SIGPIPE, SIG_IGN)
    var action = sigaction()
    // Only what a signal handler may do (signal-safety(7)): the thread below does the rest.
    action.__sigaction_handler.sa_handler = { number in
      let saved = errno
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(signalPipe.load(ordering: .acquiring), &byte, 1)
      errno = saved
    }
    action.sa_flags = SA_RESTART
    sigaction(SIGTERM, &action, nil)
    if supervised { signal(SIGINT, SIG_IGN) } else { sigaction(SIGINT, &action, nil) }
    // A parent may have started us with these blocked: a child inherits the mask of the thread that
    // made it, and threads of a pool often block everything.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for number in [SIGTERM, SIGINT] { sigaddset(&wanted, number) }
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
    startThread {
      while let number = readByte(reading) {
        if let code = stop.receive(Int32(number)) { end(code) }
      }
    }
    return stop
  }

  /// Also stops when `descriptor` ends; what comes from it is read and dropped.
  package func watchInput(_ descriptor: Int32 = STDIN_FILENO) {
    Self.startThread { [self] in
      while Self.readByte(descriptor) != nil {}
      stop(.endOfInput)
    }
  }

  /// Cheap enough to ask in every round of a loop.
  package var isStopped: Bool { flag.load(ordering: .acquiring) }

  /// Why; `nil` while nothing has happened. The first reason stays.
  package var reason: Reason? { state.withLock { $0.reason } }

  /// Stops from within, as a service does when it cannot go on.
  package func stop() { stop(.requested) }

  /// Takes one signal; gives the exit code when it is not the first. A stop for another reason does
  /// not count: a supervisor may close the input and then signal.
  func receive(_ number: Int32) -> Int32? {
    let count = state.withLock { state in
      state.signals += 1
      return state.signals
    }
    stop(.signal(number))
    return count > 1 ? 128 + number : nil
  }

  private func stop(_ reason: Reason) {
    let waiters: [CheckedContinuation<Void, Never>]? = state.withLock { state in
      guard state.reason == nil else { return nil }
      state.reason = reason
      defer { state.waiters = [:] }
      return Array(state.waiters.values)
    }
    guard let waiters else { return }
    flag.store(true, ordering: .releasing)
    isSet.signal()
    for waiter in waiters { waiter.resume() }
  }

  /// Blocks until the stop or for `timeout`; tells whether the stop has come. Not for the
  /// cooperative pool.
  package func wait(timeout: Duration) -> Bool {
    let nanoseconds = Int(timeout / .nanoseconds(1))
    guard isSet.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .success else {
      return isStopped
    }
    isSet.signal()  // Lets the next one through too.
    return true
  }

  /// Returns at the stop, or when the task is cancelled.
  package func wait() async {
    let id = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // A cancellation before this point found no waiter to resume, so it is looked at here.
        let isOver = state.withLock { state in
          if state.reason != nil || Task.isCancelled { return true }
          state.waiters[id] = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
    }
  }

  private static func startThread(_ body: @escaping @Sendable () -> Void) {
    let argument = Unmanaged.passRetained(ThreadBody(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, argument.toOpaque())
    precondition(code == 0, "no thread: \(String(cString: strerror(code)))")
    pthread_detach(thread)
  }

  /// `nil` at the end and when the descriptor cannot be read.
  private static func readByte(_ descriptor: Int32) -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count == 1 { return byte }
      if count == 0 || errno != EINTR { return nil }
    }
  }
}

/// Where the signal handler writes: a handler reaches nothing but globals.
private let signalPipe = Atomic<Int32>(-1)

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
