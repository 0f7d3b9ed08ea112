private import CMicrohttpd
private import Dispatch
private import Glibc
package import Observability
private import Synchronization

/// How much one client may ask of the server.
package struct HTTPLimits: Sendable {
  /// A longer body gets 413. The default leaves room around a message of 2 MiB.
  package var bodyBytes: Int
  /// A connection on which nothing moves for so long is closed; whole seconds count.
  package var idle: Duration
  /// A request whose body takes longer than this is cut off.
  package var upload: Duration
  /// Each has a thread of its own. Further clients wait in the kernel's queue.
  package var connections: Int

  package init(
    bodyBytes: Int = 2_097_152 + 65_536, idle: Duration = .seconds(30),
    upload: Duration = .seconds(60), connections: Int = 100
  ) {
    self.bodyBytes = bodyBytes
    self.idle = idle
    self.upload = upload
    self.connections = connections
  }
}

/// Why a server could not start.
package struct HTTPServerError: Error, CustomStringConvertible {
  package let description: String
}

/// Answers HTTP/1.1 through libmicrohttpd.
///
/// Every connection has its own thread, which the handler may block. Stops when it goes.
package final class HTTPServer: Sendable {
  package typealias Handler = @Sendable (HTTPRequest) -> HTTPResponse

  /// The port that is listened on, also when 0 was asked for.
  package let port: UInt16
  /// Whether this machine alone can reach the server.
  package let isLoopback: Bool

  private let context: Context
  private let daemon: Mutex<Daemon?>

  /// Whether an address, name or number, is reached by this machine alone; one that is not known
  /// here counts as open to all.
  package static func isLoopback(address: String) -> Bool {
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(address, nil, nil, &list) == 0, let target = list?.pointee.ai_addr else {
      return false
    }
    defer { freeaddrinfo(list) }
    return Listener.isLoopback(target)
  }

  /// Listens from here on. `address` is a host name or a numeric address of either family; `port` 0
  /// takes any free one.
  ///
  /// - Throws: `HTTPServerError` when the address cannot be bound, for example because another
  ///   process has it.
  package init(
    address: String, port: UInt16, limits: HTTPLimits = HTTPLimits(), logger: Logger,
    handler: @escaping Handler
  ) throws(HTTPServerError) {
    let listener = try Listener(address: address, port: port)
    self.port = listener.port
    isLoopback = listener.isLoopback
    context = Context(limits: limits, logger: logger, handler: handler)
    daemon = Mutex(try Daemon(socket: listener.socket, context: context))
  }

  deinit { stop(grace: .zero) }

  /// `http://host:port`, where a client on this machine finds the server.
  package func url(host: String = "127.0.0.1") -> String { "http://\(host):\(port)" }

  /// Takes no further connections, waits up to `grace` for the requests being answered, then closes
  /// all connections and waits for handlers still running. Calling again does nothing.
  package func stop(grace: Duration = .seconds(5)) {
    guard let daemon = daemon.withLock({ $0.take() }) else { return }
    let listener = daemon.quiesce()
    context.isStopping.store(true, ordering: .relaxed)
    let nanoseconds = Int(grace / .nanoseconds(1))
    if context.requests.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .timedOut {
      context.logger.warning("requests cut off by stop")
    }
    daemon.stop()
    // Only now does no thread of libmicrohttpd's use it (microhttpd.h, `MHD_quiesce_daemon`).
    if listener >= 0 { close(listener) }
  }
}

/// A running daemon.
///
/// `@unchecked`: `MHD_quiesce_daemon` and `MHD_stop_daemon` may be called from any thread but the
/// daemon's own, and `HTTPServer` takes the value out of its mutex before it calls them.
private struct Daemon: @unchecked Sendable {
  private let pointer: OpaquePointer
  private let context: Unmanaged<Context>

  init(socket: Int32, context: Context) throws(HTTPServerError) {
    self.context = .passRetained(context)
    let argument = self.context.toOpaque()
    func item(_ option: MHD_OPTION, _ value: Int, _ pointer: UnsafeMutableRawPointer? = nil)
      -> MHD_OptionItem
    { MHD_OptionItem(option: option, value: value, ptr_value: pointer) }
    var options = [
      // The logger comes first, so that it serves the other options too.
      item(.EXTERNAL_LOGGER, unsafeBitCast(logLine, to: Int.self), argument),
      item(.LISTEN_SOCKET, Int(socket)),
      item(.CONNECTION_LIMIT, context.limits.connections),
      item(.CONNECTION_TIMEOUT, max(1, Int(context.limits.idle.components.seconds))),
      item(.UNESCAPE_CALLBACK, unsafeBitCast(leaveEscaped, to: Int.self)),
      item(.URI_LOG_CALLBACK, unsafeBitCast(beginExchange, to: Int.self), argument),
      item(.NOTIFY_COMPLETED, unsafeBitCast(endExchange, to: Int.self), argument),
      item(.END, 0),
    ]
    let flags = [
      MHD_USE_THREAD_PER_CONNECTION, MHD_USE_INTERNAL_POLLING_THREAD, MHD_USE_POLL, MHD_USE_ITC,
      MHD_USE_ERROR_LOG,
    ].reduce(0) { $0 | $1.rawValue }
    guard let pointer = scrutineer_mhd_start(flags, 0, continueExchange, argument, &options) else {
      self.context.release()
      throw HTTPServerError(description: "libmicrohttpd did not start: \(systemError(errno))")
    }
    self.pointer = pointer
  }

  /// Refuses new connections and hands back the listening socket; negative when there is none.
  func quiesce() -> Int32 {
    let socket = MHD_quiesce_daemon(pointer)
    if socket >= 0 { shutdown(socket, Int32(SHUT_RDWR)) }
    return socket
  }

  func stop() {
    MHD_stop_daemon(pointer)  // Joins its threads: no callback runs after it.
    context.release()
  }
}

/// What all connections of a server share.
private final class Context: Sendable {
  let limits: HTTPLimits
  let logger: Logger
  let handler: HTTPServer.Handler
  /// Entered for each request from its first line to its last byte.
  let requests = DispatchGroup()
  let isStopping = Atomic(false)

  init(limits: HTTPLimits, logger: Logger, handler: @escaping HTTPServer.Handler) {
    self.limits = limits
    self.logger = logger
    self.handler = handler
  }
}

/// One request as it arrives; used by its connection's thread alone.
private final class Exchange {
  private let context: Context
  /// As it came; `nil` when it is not even UTF-8.
  private let target: String?
  private var hasBegun = false
  private var body: [UInt8] = []
  private var received = 0
  private let deadline: ContinuousClock.Instant

  init(context: Context, target: String?) {
    self.context = context
    self.target = target
    deadline = .now + context.limits.upload
    context.requests.enter()
  }

  deinit { context.requests.leave() }

  /// Called once with the headers, then for each piece of the body, then once more at its end.
  func advance(
    _ connection: OpaquePointer, method: String, upload: UnsafePointer<CChar>?, size: inout Int
  ) -> MHD_Result {
    if !hasBegun {
      hasBegun = true
      // A client that asks first is told at once; any other gets its answer once it has sent all,
      // since closing with bytes unread would take the answer away from it.
      let declared = Self.header(connection, "Content-Length").flatMap { Int($0) } ?? 0
      if declared > context.limits.bodyBytes, Self.header(connection, "Expect") != nil {
        return queue(tooLarge.response, connection)
      }
      return .YES
    }
    guard size == 0 else {
      received += size
      if received <= context.limits.bodyBytes {
        body.append(contentsOf: UnsafeRawBufferPointer(start: upload, count: size))
      } else {
        body = []
        // Read and forgotten, but not for ever.
        if received > context.limits.bodyBytes * 8 { return .NO }
      }
      if ContinuousClock.now > deadline { return .NO }
      size = 0
      return .YES
    }
    return queue(answer(connection, method), connection)
  }

  private var tooLarge: HTTPProblem {
    HTTPProblem(
      413, "body-too-large",
      "The body is longer than \(context.limits.bodyBytes) bytes, the most that is taken at once.")
  }

  private func answer(_ connection: OpaquePointer, _ method: String) -> HTTPResponse {
    do throws(HTTPProblem) {
      if received > context.limits.bodyBytes { throw tooLarge }
      guard let target else {
        throw HTTPProblem(400, "malformed-target", "The request target is not UTF-8.")
      }
      let request = try HTTPRequest(
        method: method, target: target, headers: Self.headers(connection), body: body,
        remote: Self.remote(connection))
      body = []
      return context.handler(request)
    } catch {
      return error.response
    }
  }

  /// Hands `response` to libmicrohttpd, which sends it. Bodies that are made while they are sent
  /// would take `MHD_create_response_from_callback` here.
  private func queue(_ response: HTTPResponse, _ connection: OpaquePointer) -> MHD_Result {
    let handle = response.body.withUnsafeBytes { bytes in
      MHD_create_response_from_buffer(
        bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
    }
    guard let handle else { return .NO }
    defer { MHD_destroy_response(handle) }
    for field in response.headers.fields
    where MHD_add_response_header(handle, field.name, field.value) == .NO {
      // Line breaks, for example, cannot stand in a header.
      context.logger.warning("response header refused", ["header": .string(field.name)])
    }
    MHD_add_response_header(handle, "X-Content-Type-Options", "nosniff")
    if context.isStopping.load(ordering: .relaxed) {
      MHD_add_response_header(handle, "Connection", "close")
    }
    return MHD_queue_response(connection, UInt32(response.status), handle)
  }

  private static func header(_ connection: OpaquePointer, _ name: String) -> String? {
    MHD_lookup_connection_value(connection, .HEADER_KIND, name).map { String(cString: $0) }
  }

  private static func headers(_ connection: OpaquePointer) -> HTTPHeaders {
    var headers = HTTPHeaders()
    withUnsafeMutablePointer(to: &headers) { pointer in
      _ = MHD_get_connection_values(
        connection, .HEADER_KIND,
        { argument, _, name, value in
          guard let name, let argument else { return .YES }
          argument.assumingMemoryBound(to: HTTPHeaders.self).pointee
            .add(String(cString: name), value.map { String(cString: $0) } ?? "")
          return .YES
        }, pointer)
    }
    return headers
  }

  private static func remote(_ connection: OpaquePointer) -> String {
    guard let address = scrutineer_mhd_client_address(connection) else { return "" }
    let length =
      Int32(address.pointee.sa_family) == AF_INET6
      ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
    var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    guard
      getnameinfo(
        address, socklen_t(length), &host, socklen_t(host.count), nil, 0, NI_NUMERICHOST) == 0
    else { return "" }
    return String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// `MHD_OPTION_URI_LOG_CALLBACK`: sees the target as it came, query included, and makes the object
/// that the later calls for this request carry.
private let beginExchange:
  @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) ->
    UnsafeMutableRawPointer? = { argument, target, _ in
      guard let argument, let target else { return nil }
      let context = Unmanaged<Context>.fromOpaque(argument).takeUnretainedValue()
      let exchange = Exchange(context: context, target: String(validatingCString: target))
      return Unmanaged.passRetained(exchange).toOpaque()
    }

private let continueExchange: MHD_AccessHandlerCallback = {
  _, connection, _, method, _, upload, size, state in
  guard let connection, let method, let size, let exchange = state?.pointee else { return .NO }
  return Unmanaged<Exchange>.fromOpaque(exchange).takeUnretainedValue().advance(
    connection, method: String(cString: method), upload: upload, size: &size.pointee)
}

/// `MHD_OPTION_NOTIFY_COMPLETED`: the last call for a request, however it ended.
private let endExchange: MHD_RequestCompletedCallback = { _, _, state, _ in
  guard let exchange = state?.pointee else { return }
  state?.pointee = nil
  Unmanaged<Exchange>.fromOpaque(exchange).release()
}

/// `MHD_OPTION_UNESCAPE_CALLBACK`: leaves `%2F` in a segment apart from a slash between two.
private let leaveEscaped:
  @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<CChar>?) -> Int = {
    _, _, text in text.map { strlen($0) } ?? 0
  }

private let logLine: MHD_LogCallback = { argument, format, values in
  guard let argument, let format, let values else { return }
  var line = [CChar](repeating: 0, count: 512)
  vsnprintf(&line, line.count, format, values)
  let bytes = line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }
  Unmanaged<Context>.fromOpaque(argument).takeUnretainedValue().logger.debug(
    "libmicrohttpd", ["message": .string(String(decoding: bytes, as: UTF8.self))])
}

/// A socket that listens; whoever takes it closes it.
private struct Listener {
  let socket: Int32
  let port: UInt16
  let isLoopback: Bool

  init(address: String, port: UInt16) throws(HTTPServerError) {
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(address, "\(port)", &hints, &list)
    guard code == 0, let first = list?.pointee, let target = first.ai_addr else {
      throw HTTPServerError(
        description:
          "The address \(address) is not known here: \(String(cString: gai_strerror(code))).")
    }
    defer { freeaddrinfo(list) }
    isLoopback = Self.isLoopback(target)
    let type = first.ai_socktype | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let socket = Glibc.socket(first.ai_family, type, 0)
    var on: Int32 = 1
    setsockopt(
      socket, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    guard socket >= 0, bind(socket, target, first.ai_addrlen) == 0, listen(socket, 128) == 0 else {
      let reason = systemError(errno)
      if socket >= 0 { close(socket) }
      throw HTTPServerError(
        description: "Cannot listen on \(address) port \(port): \(reason). "
          + "Stop the other process or give another port.")
    }
    self.socket = socket
    self.port = Self.port(of: socket)
  }

  private static func port(of socket: Int32) -> UInt16 {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutableBytes(of: &storage) { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      getsockname(socket, base.assumingMemoryBound(to: sockaddr.self), &length)
      // The port stands at the same place for both families.
      return UInt16(bigEndian: bytes.load(fromByteOffset: 2, as: UInt16.self))
    }
  }

  static func isLoopback(_ address: UnsafeMutablePointer<sockaddr>) -> Bool {
    let bytes = UnsafeRawBufferPointer(start: address, count: MemoryLayout<sockaddr_in>.size)
    switch Int32(address.pointee.sa_family) {
    case AF_INET: return bytes[4] == 127
    case AF_INET6:
      let whole = UnsafeRawBufferPointer(start: address, count: MemoryLayout<sockaddr_in6>.size)
      return whole[8..<23].allSatisfy { $0 == 0 } && whole[23] == 1
    default: return false
    }
  }
}

private func systemError(_ code: Int32) -> String { String(cString: strerror(code)) }
