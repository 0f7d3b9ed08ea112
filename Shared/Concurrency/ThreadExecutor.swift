private import Glibc

/// Runs an actor's jobs one at a time on a thread of its own, where blocking C calls are allowed.
///
/// The thread ends by itself once the executor is gone: an actor that owns one has nothing to stop.
/// Jobs run in the order in which they came.
package final class ThreadExecutor: SerialExecutor {
  private let queue: JobQueue

  /// Starts the thread. The kernel keeps the first 15 bytes of `name`.
  package init(name: String) {
    queue = JobQueue(threadName: name)
    // The thread holds the queue, not the executor, which therefore can go first.
    let argument = Unmanaged.passRetained(queue)
    var thread = pthread_t()
    let code = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        unsafe Unmanaged<JobQueue>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, argument.toOpaque())
    precondition(code == 0, "no thread for \(name): \(unsafe String(cString: strerror(code)))")
    pthread_detach(thread)
  }

  deinit { queue.close() }

  package func enqueue(_ job: consuming ExecutorJob) {
    queue.append(JobQueue.Entry(job: UnownedJob(job), executor: self))
  }
}

/// The jobs between the callers and the one thread that runs them.
///
/// On pthread's mutex and not Swift's: where `Mutex` is contended the kernel hands it over
/// (futex(2), `FUTEX_LOCK_PI`), which the thread sanitizer does not see and reports as a race.
///
/// `@unchecked`: `entries` and `isClosed` are used under `mutex` alone.
private final class JobQueue: @unchecked Sendable {
  /// A job, and the executor kept alive until the job has returned: the job may drop the last
  /// reference to its actor, and with it the actor's reference to the executor.
  struct Entry: Sendable {
    let job: UnownedJob
    let executor: ThreadExecutor
  }

  private let threadName: String
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var entries: [Entry] = []
  private var isClosed = false

  init(threadName: String) {
    self.threadName = threadName
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  func append(_ entry: Entry) {
    pthread_mutex_lock(mutex)
    entries.append(entry)
    pthread_cond_signal(changed)
    pthread_mutex_unlock(mutex)
  }

  /// Lets the thread end. Every entry holds the executor, so none is waiting by now.
  func close() {
    pthread_mutex_lock(mutex)
    isClosed = true
    pthread_cond_signal(changed)
    pthread_mutex_unlock(mutex)
  }

  func run() {
    nameThread()
    while var batch = next() {
      batch.reverse()
      while let entry = batch.popLast() {
        unsafe entry.job.runSynchronously(on: entry.executor.asUnownedSerialExecutor())
      }
    }
  }

  /// Waits for jobs and takes them all, outside the lock from there on; `nil` once closed.
  private func next() -> [Entry]? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while entries.isEmpty {
      if isClosed { return nil }
      pthread_cond_wait(changed, mutex)
    }
    defer { entries = [] }
    return entries
  }

  /// Through the file system, because `pthread_setname_np` hides behind `_GNU_SOURCE` (proc(5),
  /// `/proc/[pid]/comm`). The name serves debuggers alone, so failing is no fault.
  private func nameThread() {
    guard let file = fopen("/proc/thread-self/comm", "w") else { return }
    fputs(threadName, file)
    fclose(file)
  }
}
