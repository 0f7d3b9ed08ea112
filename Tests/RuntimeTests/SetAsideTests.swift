import Foundation
import Runtime
import Testing

@Suite("Files moved aside", .timeLimit(.minutes(5)))
final class SetAsideTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "scrutineer-aside-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { _ = try? FileManager.default.removeItem(atPath: folder) }

  @Test("A database goes with its write-ahead log, under a name that tells why and when")
  func together() throws {
    let path = folder + "/a.sqlite"
    for end in [""] + SetAside.companions {
      try Data(end.utf8).write(to: URL(filePath: path + end))
    }
    let moved = try SetAside.move(path, because: "damaged")
    #expect(try Regex(#"/a\.sqlite\.damaged-\d{8}T\d{6}Z$"#).firstMatch(in: moved) != nil)
    for end in [""] + SetAside.companions {
      #expect(try Data(contentsOf: URL(filePath: moved + end)) == Data(end.utf8))
      #expect(!FileManager.default.fileExists(atPath: path + end))
    }
  }

  @Test("An older file of that name is not overwritten")
  func names() throws {
    let path = folder + "/a.sqlite"
    var moved: [String] = []
    for number in 0..<5 {
      try Data("\(number)".utf8).write(to: URL(filePath: path))
      moved.append(try SetAside.move(path, because: "damaged"))
    }
    for (number, file) in moved.enumerated() {
      #expect(try Data(contentsOf: URL(filePath: file)) == Data("\(number)".utf8))
    }
  }

  @Test("What cannot be renamed is told with its path")
  func missing() {
    let error = #expect(throws: DataDirectoryError.self) {
      try SetAside.move(folder + "/nothing", because: "damaged")
    }
    #expect(error?.description.contains(folder + "/nothing") == true)
  }
}
