import Extraction
import Foundation
import Registry

// Prints how many megabytes of text a second one thread reads.
//
//   extraction-bench FOLDER    the texts of a folder, each as a bulletin of its own
//   extraction-bench           a newspaper, and texts made up to be as slow as can be

/// Reads all texts again and again for some seconds.
func measure(_ name: String, _ texts: [String]) {
  let extractor = Extractor()
  let bulletins = texts.map { Bulletin(text: $0) }
  let size = texts.reduce(0) { $0 + $1.utf8.count }
  guard size > 0 else { return print("\(name): nothing to read") }
  var statements = 0
  for bulletin in bulletins { statements += extractor.extract(bulletin).statements.count }
  // Of the processor, so that other programs on the machine do not count.
  let start = clock()
  var rounds = 0
  repeat {
    for bulletin in bulletins { _ = extractor.extract(bulletin) }
    rounds += 1
  } while clock() - start < 3 * CLOCKS_PER_SEC
  let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
  let speed = Double(size * rounds) / seconds / 1e6
  let shown = (speed * 100).rounded() / 100
  print("\(name): \(shown) MB/s, \(texts.count) texts of \(size) bytes, \(statements) statements")
}

_ = Registry.standard
if let folder = CommandLine.arguments.dropFirst().first {
  guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder).sorted() else {
    print("usage: extraction-bench [FOLDER]   There is no folder \(folder) with texts to read.")
    exit(2)
  }
  let texts = names.filter { $0.hasSuffix(".txt") }.compactMap { name in
    FileManager.default.contents(atPath: "\(folder)/\(name)").map {
      String(decoding: $0, as: UTF8.self)
    }
  }
  measure("Bulletins", texts)
} else {
  measure("Newspaper", Newspaper.issues)
  let list = (1...400).map { "Observer Union of Valley \($0) (\($0))" }.joined(separator: ", ")
  measure("One long list", ["The commission accredited observers: \(list)."])
  measure(
    "Capitals", ["Observers " + String(repeating: "Alpha Beta Gamma of the Delta ", count: 4_000)])
  measure("Numbers", ["Observers " + String(repeating: "12 345 and 6.7 or 8,9 ", count: 4_000)])
  measure(
    "Prose without observers",
    [String(repeating: "The rain fell on the old town for days. ", count: 10_000)])
}
