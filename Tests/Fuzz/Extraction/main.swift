import Extraction
import FuzzDriver
import Records

// Any text gives an extract whose spans lie in it: the first byte tells whether it is HTML.
fuzz { bytes in
  guard let first = bytes.first, let text = String(validating: bytes.dropFirst(), as: UTF8.self)
  else { return }
  let length = text.unicodeScalars.count
  let extract = Extractor().extract(Bulletin(text: text, isHTML: first & 1 == 1))
  for statement in extract.statements {
    if let span = statement.span { precondition(span.upperBound <= length, "\(span) of \(length)") }
    precondition(statement.count.map { $0 > 0 } ?? true, "a count of \(statement.count ?? 0)")
    if let whole = statement.partOf { precondition(extract.statements.indices.contains(whole)) }
  }
}
