import Foundation
import Testing

@testable import Runtime

@Suite("Data directory")
struct DataDirectoryTests {
  private let temporary: TemporaryDirectory

  init() throws { temporary = try TemporaryDirectory() }

  @Test("It is made with all that is above it, for its owner alone, and left empty")
  func makes() throws {
    let path = temporary.path + "/a/b"
    let directory = try DataDirectory(path)
    #expect(directory.file("x.sqlite") == path + "/x.sqlite")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
    #expect(directory.writeProblem == nil)
  }

  @Test("A path that cannot be a directory is refused by name")
  func refusesFiles() throws {
    let file = try temporary.file("file", "")
    for path in [file, file + "/below", "/proc/nothing-here"] {
      let error = #expect(throws: DataDirectoryError.self) { try DataDirectory(path) }
      #expect(error?.description.contains(path) == true)
      #expect(error.map { ExitCode.of($0) } == 69)
    }
  }

  @Test("A directory that goes away is noticed")
  func noticesLoss() throws {
    let directory = try DataDirectory(temporary.path + "/gone")
    try FileManager.default.removeItem(atPath: directory.path)
    #expect(directory.writeProblem != nil)
  }

  @Test("A state file has one user, whose process is named to the next")
  func locks() throws {
    let directory = try DataDirectory(temporary.path)
    var first: StateLock? = try directory.lock("ingestion.sqlite")
    // `flock` belongs to the open file, so a second opening is refused as another process would be.
    let error = #expect(throws: DataDirectoryError.self) { try directory.lock("ingestion.sqlite") }
    #expect(
      error?.description
        == "\(temporary.path)/ingestion.sqlite is in use by process \(getpid()). "
        + "Stop it, or set another directory with data.")
    let other = try directory.lock("enrichment.sqlite")
    withExtendedLifetime((first, other)) {}
    first = nil
    withExtendedLifetime(try directory.lock("ingestion.sqlite")) {}
  }
}
