import Glibc

/// The librdkafka that this process runs with, which may be another than it was built with.
enum KafkaLibrary {
  /// As in `2.0.2`; `unknown` when it does not say.
  static var version: String {
    typealias Version = @convention(c) () -> UnsafePointer<CChar>?
    guard let symbol = dlsym(nil, "rd_kafka_version_str"),
      let text = unsafeBitCast(symbol, to: Version.self)()
    else { return "unknown" }
    return String(cString: text)
  }
}
