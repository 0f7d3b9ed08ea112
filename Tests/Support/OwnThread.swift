private import Dispatch
private import Foundation
private import Synchronization
package import Testing

/// Gives each test of a suite a thread of its own, where it may block inside a C library: the
/// cooperative pool has one thread a core, and tests that wait would wait for each other.
package struct OwnThread: SuiteTrait, TestTrait, TestScoping {
  package var isRecursive: Bool { true }

  package func scopeProvider(for test: Test, testCase: Test.Case?) -> OwnThread? {
    testCase == nil ? nil : self
  }

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let thread = TestThread()
    defer { thread.stop() }
    try await withTaskExecutorPreference(thread) { try await function() }
  }
}

extension Trait where Self == OwnThread {
  /// Each test runs on a thread of its own.
  package static var ownThread: OwnThread { OwnThread() }
}

private final class TestThread: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  private let pending = DispatchSemaphore(value: 0)

  init() {
    Thread { [self] in
      while runNextJob() {}
    }.start()
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    pending.signal()
  }

  /// Lets the thread end once the jobs already queued have run.
  func stop() { pending.signal() }

  private func runNextJob() -> Bool {
    pending.wait()
    let job: UnownedJob? = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    guard let job else { return false }
    job.runSynchronously(on: asUnownedTaskExecutor())
    return true
  }
}
