import Extraction
import Records

/// What a text states, `type/id-or-name count scope`, then the audience where it is not international and
/// the office where one sends, in the order of the text. Categories are left out.
func statements(_ text: String) -> [String] {
  Extractor().extract(Bulletin(text: text)).statements.compactMap { statement in
    let subject = statement.subject
    var told: String
    switch subject.type {
    case .category: return nil
    case .organization, .country: told = "\(subject.type.rawValue)/\(subject.id ?? subject.name)"
    default: told = subject.type.rawValue
    }
    told += " \(statement.count.map(String.init) ?? "-") \(statement.scope.rawValue)"
    if statement.audience != .international { told += " \(statement.audience.rawValue)" }
    return told + (statement.via.map { " by \($0)" } ?? "")
  }
}
