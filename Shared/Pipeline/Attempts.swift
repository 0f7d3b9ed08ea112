private import Foundation
package import Kafka

/// Remembers on disk which records are being applied, so that the next process can tell which ones
/// ended this one, whatever the end was.
///
/// A note is written into the file's pages without waiting for the disk: it has to survive the
/// process, not the machine.
package final class Attempts {
  /// Records that were being applied when a process ended.
  package struct Suspect: Equatable {
    package let partition: TopicPartition
    /// Of the first and after the last.
    package let offsets: Range<Int>
    /// How many processes have ended so.
    package let deaths: Int
  }

  /// One record that so many processes in a row have ended with is set aside.
  package static let limit = 4
  /// After so many the records of a batch are tried one by one.
  static let together = 1

  private let log: String
  private let file: Int32
  private var suspects: [Suspect]
  private var isOpen = false

  /// Takes up what the last process left.
  ///
  /// - Parameters:
  ///   - path: of the file, made when it is not there; `nil` keeps nothing.
  ///   - log: the cluster; what was noted of another one's offsets is forgotten.
  package init(path: String?, log: String) {
    self.log = log
    file = path.map { unsafe open($0, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) } ?? -1
    suspects = []
    guard file >= 0 else { return }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(file, $0.baseAddress, $0.count, 0)
    }
    suspects = Self.read(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self), log)
  }

  deinit { if file >= 0 { close(file) } }

  /// Whether some record is still suspected of having ended a process.
  var hasSuspects: Bool { !suspects.isEmpty }

  /// How many processes in a row have ended while this record was applied.
  package func deaths(_ partition: TopicPartition, _ offset: Int) -> Int {
    suspects.first { $0.partition == partition && $0.offsets.contains(offset) }?.deaths ?? 0
  }

  /// Notes what is about to be applied; `end` must follow.
  ///
  /// - Parameter deaths: of these records so far.
  package func begin(_ ranges: [TopicPartition: Range<Int>], deaths: Int) {
    guard file >= 0 else { return }
    isOpen = true
    var text = "\(log) \(deaths)\n"
    for (partition, offsets) in ranges {
      text +=
        "\(partition.topic) \(partition.partition) \(offsets.lowerBound) \(offsets.upperBound)\n"
    }
    write(text)
  }

  /// Notes that they have been applied, or refused in order: nobody suspects them any more.
  package func end(_ ranges: [TopicPartition: Range<Int>]) {
    guard file >= 0, isOpen else { return }
    isOpen = false
    write("\(log) 0\n")
    guard hasSuspects else { return }
    suspects = suspects.flatMap { suspect -> [Suspect] in
      guard let done = ranges[suspect.partition] else { return [suspect] }
      let left = [
        suspect.offsets.clamped(to: 0..<max(0, done.lowerBound)),
        suspect.offsets.clamped(to: done.upperBound..<Int.max),
      ]
      return left.filter { !$0.isEmpty }.map {
        Suspect(partition: suspect.partition, offsets: $0, deaths: suspect.deaths)
      }
    }
  }

  private func write(_ text: String) {
    // One call, the end of the text marked: a longer old note may stand behind it.
    let bytes = Array((text + "\u{0}").utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, $0.count, 0) }
  }

  private static func read(_ text: String, _ log: String) -> [Suspect] {
    let lines = text.prefix { $0 != "\u{0}" }.split(separator: "\n").map {
      $0.split(separator: " ")
    }
    guard let head = lines.first, head.count == 2, head[0] == log, let deaths = Int(head[1]) else {
      return []
    }
    return lines.dropFirst().compactMap { words in
      guard words.count == 4, let partition = Int(words[1]), let first = Int(words[2]),
        let end = Int(words[3]), 0 <= first, first < end
      else { return nil }
      return Suspect(
        partition: TopicPartition(String(words[0]), partition), offsets: first..<end,
        deaths: deaths + 1)
    }
  }
}
