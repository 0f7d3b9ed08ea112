private import Foundation

/// Files that are taken out of use and not deleted.
package enum SetAside {
  /// What SQLite keeps beside a database: its write-ahead log, and the index of that.
  package static let companions = ["-wal", "-shm"]

  /// Renames a database, and what SQLite keeps beside it, to `<path>.<reason>-<UTC time>`, so that it
  /// can still be opened there.
  ///
  /// - Returns: the new path.
  /// - Throws: `DataDirectoryError` when the file cannot be renamed.
  package static func move(_ path: String, because reason: String) throws(DataDirectoryError)
    -> String
  {
    let wanted = "\(path).\(reason)-\(time())"
    var target = wanted
    var number = 1
    while access(target, F_OK) == 0 {
      number += 1
      target = "\(wanted)-\(number)"
    }
    guard rename(path, target) == 0 else {
      throw DataDirectoryError(
        description: "Cannot rename \(path) to \(target): \(systemError(errno)).")
    }
    for companion in companions { rename(path + companion, target + companion) }
    try DataDirectory.sync(folderOf: path)
    return target
  }

  /// As in `20210104T120000Z`.
  private static func time() -> String {
    var seconds = Foundation.time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 32)
    let length = strftime(&text, text.count, "%Y%m%dT%H%M%SZ", &parts)
    return String(decoding: text.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

extension DataDirectory {
  /// Brings what was renamed or made in the folder of `path` to the disk.
  package static func sync(folderOf path: String) throws(DataDirectoryError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0, fsync(descriptor) == 0 else {
      let code = errno
      if descriptor >= 0 { close(descriptor) }
      throw DataDirectoryError(
        description: "Cannot bring the folder \(folder) to the disk: \(systemError(code)).")
    }
    close(descriptor)
  }
}
