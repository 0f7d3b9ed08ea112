import Foundation
import Synchronization
import Testing

@testable import Runtime

@Suite("Stop signal", .serialized, .timeLimit(.minutes(5)))
struct StopSignalTests {
  @Test("Nothing stops by itself")
  func startsRunning() {
    let stop = StopSignal()
    #expect(!stop.isStopped)
    #expect(stop.reason == nil)
    #expect(!stop.wait(timeout: .zero))
  }

  @Test("A stop lets all waiters go, before and after, and its first reason stays")
  func stops() async throws {
    let stop = StopSignal()
    await withTaskGroup { group in
      for _ in 0..<5 { group.addTask { await stop.wait() } }
      group.addTask { stop.stop() }
    }
    await stop.wait()
    #expect(stop.isStopped)
    #expect(stop.wait(timeout: .seconds(60)))
    #expect(stop.wait(timeout: .seconds(60)))
    stop.watchInput(try pipe().reading)  // Nobody writes: cannot end before the test does.
    #expect(stop.reason == .requested)
  }

  @Test("A cancelled waiter goes on, and nothing is stopped by that")
  func cancels() async {
    let stop = StopSignal()
    let waiter = Task { await stop.wait() }
    waiter.cancel()
    await waiter.value
    #expect(!stop.isStopped)
  }

  @Test("The end of the input stops, what comes before it does not")
  func watchesInput() async throws {
    let stop = StopSignal()
    let ends = try pipe()
    stop.watchInput(ends.reading)
    #expect(write(ends.writing, "text\n", 5) == 5)
    #expect(!stop.isStopped)
    close(ends.writing)
    await stop.wait()
    #expect(stop.reason == .endOfInput)
    close(ends.reading)
  }

  @Test(
    "A signal stops, a second one ends the process with its code",
    arguments: [(SIGTERM, 143), (SIGINT, 130)] as [(Int32, Int32)])
  func catches(number: Int32, code: Int32) async {
    let (codes, continuation) = AsyncStream.makeStream(
      of: Int32.self, bufferingPolicy: .unbounded)
    let stop = StopSignal.catchingSignals { continuation.yield($0) }
    kill(getpid(), number)
    await stop.wait()
    #expect(stop.reason == .signal(number))
    kill(getpid(), number)
    var iterator = codes.makeAsyncIterator()
    #expect(await iterator.next() == code)
  }

  @Test("A signal after another kind of stop is the first signal still")
  func countsSignalsAlone() {
    let stop = StopSignal()
    stop.stop()
    #expect(stop.receive(SIGTERM) == nil)
    #expect(stop.reason == .requested)
    #expect(stop.receive(SIGINT) == 130)
  }

  @Test("A supervised process ignores Ctrl-C and still stops at SIGTERM")
  func leavesInterrupts() async {
    let stop = StopSignal.catchingSignals(supervised: true) { _ in }
    kill(getpid(), SIGINT)
    kill(getpid(), SIGTERM)
    await stop.wait()
    #expect(stop.reason == .signal(SIGTERM))
  }

  @Test("Writing to a reader that has gone is an error, not the end")
  func ignoresBrokenPipes() throws {
    _ = StopSignal.catchingSignals { _ in }
    let ends = try pipe()
    close(ends.reading)
    #expect(write(ends.writing, "x", 1) == -1)
    #expect(errno == EPIPE)
    close(ends.writing)
  }

  private func pipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    try #require(Foundation.pipe(&ends) == 0)
    return (ends[0], ends[1])
  }
}
