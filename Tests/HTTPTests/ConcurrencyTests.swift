import Concurrency
import Dispatch
import Glibc
import Testing

@Suite("Thread executor", .timeLimit(.minutes(5)))
struct ThreadExecutorTests {
  private actor Pinned {
    private let executor: ThreadExecutor
    private var count = 0
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ name: String) { executor = ThreadExecutor(name: name) }

    func thread() -> pthread_t { pthread_self() }
    func increment() -> Int {
      count += 1
      return count
    }
    func wait(_ semaphore: DispatchSemaphore) { semaphore.wait() }
    func name() -> String {
      var bytes = [CChar](repeating: 0, count: 16)
      guard let file = fopen("/proc/thread-self/comm", "r") else { return "" }
      defer { fclose(file) }
      fgets(&bytes, 16, file)
      return String(
        decoding: bytes.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  @Test("Every actor keeps to a thread of its own, which carries its name")
  func pins() async {
    let actors = (0..<16).map { Pinned("pinned-\($0)") }
    var threads: Set<pthread_t> = []
    for actor in actors {
      let thread = await actor.thread()
      for _ in 0..<20 { #expect(await actor.thread() == thread) }
      threads.insert(thread)
    }
    #expect(threads.count == actors.count)
    #expect(await actors[7].name() == "pinned-7")
  }

  @Test("No job is lost when many tasks call at once")
  func losesNothing() async {
    let actor = Pinned("busy")
    await withTaskGroup { group in
      for _ in 0..<16 { group.addTask { for _ in 0..<500 { _ = await actor.increment() } } }
    }
    #expect(await actor.increment() == 8001)
  }

  @Test("More actors than cores may block, and the pool still runs")
  func leavesPoolAlone() async {
    let semaphore = DispatchSemaphore(value: 0)
    let actors = (0..<16).map { Pinned("blocked-\($0)") }
    await withTaskGroup { group in
      for actor in actors { group.addTask { await actor.wait(semaphore) } }
      // Runs on the pool: were it blocked by the sixteen, nobody would let them go.
      group.addTask { for _ in actors { semaphore.signal() } }
    }
  }

  @Test("The thread ends when the actor is gone", arguments: [1, 200])
  func endsThreads(actors: Int) async {
    for number in 0..<actors {
      let name = "ends-\(number)"
      #expect(await Pinned(name).name() == name)
    }
    while Self.threadNames().contains(where: { $0.hasPrefix("ends-") }) { await Task.yield() }
  }

  private static func threadNames() -> [String] {
    guard let folder = opendir("/proc/self/task") else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let id = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let file = fopen("/proc/self/task/\(id)/comm", "r") else { continue }
      var bytes = [CChar](repeating: 0, count: 17)
      fgets(&bytes, 17, file)
      fclose(file)
      names.append(
        String(
          decoding: bytes.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) },
          as: UTF8.self))
    }
    return names
  }

  @Test("A thread may wait for asynchronous work, and gets its error too")
  func waits() async {
    struct Failure: Error {}
    let value = await offPool { try? blockingWait { await Task { 41 }.value + 1 } }
    #expect(value == 42)
    let error = await offPool {
      #expect(throws: Failure.self) { try blockingWait { throw Failure() } }
    }
    #expect(error != nil)
  }
}
