private import JSON
private import Records

/// The page at `/`: what stands, as plain HTML that needs no script.
struct Page {
  let board: Board

  var html: String {
    let elections = board.elections()
    let body =
      elections.isEmpty
      ? "<p>No counts yet. Publish a bulletin, and reload.</p>"
      : elections.map(section).joined()
    return """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Scrutineer</title>
      <meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="5">
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
      th, td { text-align: left; padding: .2rem .6rem; border-bottom: 1px solid #ddd; }
      td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
      tr.total td { font-weight: 600; } .conflict { color: #a40000; } .gap { color: #8a5a00; }
      small { color: #666; }
      </style></head><body><h1>Accredited observers</h1>\(body)</body></html>
      """
  }

  private func section(_ election: String) -> String {
    let counts = board.counts(of: election) ?? []
    let findings = board.findings(of: election).filter { !$0.isClosed }
    let rows = counts.map(row).joined()
    let list =
      findings.isEmpty
      ? "<p>Everything that is known adds up.</p>"
      : "<ul>"
        + findings.map {
          "<li class=\"\(escaped($0.severity))\">\(escaped($0.sentence))</li>"
        }.joined() + "</ul>"
    return """
      <section><h2>\(escaped(election))</h2>
      <h3>What does not add up</h3>\(list)
      <table><thead><tr><th>Whose<th>Audience<th class="n">Declared<th class="n">Registered<th>As of</tr></thead>
      <tbody>\(rows)</tbody></table></section>
      """
  }

  private func row(_ count: Board.Count) -> String {
    let isTotal = count.type.hasSuffix("total") || count.type.hasSuffix("number")
    let inferred = count.record["inferred"]?.bool == true ? " <small>inferred</small>" : ""
    return """
      <tr\(isTotal ? " class=\"total\"" : "")><td>\(escaped(count.name))\(inferred)\
      <td>\(escaped(count.audience))<td class="n">\(count.declared.map(String.init) ?? "")\
      <td class="n">\(count.registered == 0 ? "" : String(count.registered))\
      <td>\(escaped(count.record["as_of"]?.string ?? ""))</tr>
      """
  }

  private func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
