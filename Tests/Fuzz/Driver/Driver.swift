private import Synchronization

/// Lets libFuzzer feed a test, where `.ci/fuzz` built the program with it; any other build says so and
/// does nothing.
///
/// - Parameter test: takes bytes that stay valid while it runs; it stops the program where they show a
///   fault.
package func fuzz(_ test: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Void) {
  body.withLock { $0 = Body(test: test) }
  #if FUZZING
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    _ = runDriver(&count, &arguments, testOneInput)
  #else
    print("Built without libFuzzer: see .ci/fuzz")
  #endif
}

/// Holds the function as a member: a function that is itself a `Mutex`'s value is wrapped once more at
/// each reading (its calling convention is converted out of the generic and back), until calling it
/// overflows the stack.
private struct Body: Sendable {
  let test: @Sendable (UnsafeBufferPointer<UInt8>) -> Void
}

private let body = Mutex<Body?>(nil)

#if FUZZING
  /// libFuzzer as a library (llvm.org/docs/LibFuzzer.html, "Using libFuzzer as a library").
  @_silgen_name("LLVMFuzzerRunDriver")
  private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
  ) -> CInt

  /// libFuzzer's own `main`, which is never run, wants it by this name.
  @_cdecl("LLVMFuzzerTestOneInput")
  public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    body.withLock { $0 }?.test(bytes)
    return 0
  }
#endif
