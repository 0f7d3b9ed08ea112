private import CXML2

/// The text of a page of HTML, in the order of the page, and where each part of it stood.
package struct MarkupText: Sendable {
  /// A stretch of text whose bytes stand in the source as they are, or in place of a character
  /// reference. Offsets are of UTF-8 bytes; in the order of both.
  package struct Run: Sendable, Equatable {
    package let text: Int
    package let source: Int
  }

  /// Valid UTF-8. Blocks are parted by empty lines, cells of a table by ` | `.
  package fileprivate(set) var bytes: [UInt8] = []
  package fileprivate(set) var runs: [Run] = []
}

/// Takes the text out of HTML, however broken, with libxml2's event parser.
package enum MarkupReader {
  /// Scripts, styles and whatever else is not shown are left out.
  ///
  /// - Complexity: linear in the length of the source.
  package static func text(_ source: [UInt8]) -> MarkupText {
    let listener = Listener(source)
    guard !source.isEmpty, source.count < Int(Int32.max) else { return listener.result }
    var handler = htmlSAXHandler()
    handler.startElement = { context, name, _ in
      Listener.of(context)?.open(Listener.element(name))
    }
    handler.endElement = { context, name in Listener.of(context)?.close(Listener.element(name)) }
    handler.characters = { context, bytes, count in
      Listener.of(context)?.hear(bytes, Int(count))
    }
    handler.ignorableWhitespace = { context, bytes, count in
      Listener.of(context)?.hear(bytes, Int(count))
    }
    // Without it the text of scripts would come as characters.
    handler.cdataBlock = { _, _, _ in }
    source.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        let context = htmlCreateMemoryParserCtxt(start, Int32(buffer.count))
      else { return }
      defer { htmlFreeParserCtxt(context) }
      withUnsafeMutablePointer(to: &handler) { handler in
        let own = context.pointee.sax
        context.pointee.sax = handler
        // The context frees its own handler, and never ours.
        defer { context.pointee.sax = own }
        context.pointee.userData = Unmanaged.passUnretained(listener).toOpaque()
        listener.context = context
        let options =
          HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
          | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        htmlCtxtUseOptions(context, Int32(bitPattern: options))
        // The bytes are UTF-8 whatever the page says of itself.
        xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
        htmlParseDocument(context)
      }
    }
    return listener.result
  }
}

/// Gathers what the parser tells while it reads one page. Lives for one call, on its thread.
private final class Listener {
  private(set) var result = MarkupText()
  var context: htmlParserCtxtPtr?
  private let source: [UInt8]
  /// How many elements are open whose content is not shown.
  private var hidden = 0
  private var isFirstCell = true

  init(_ source: [UInt8]) { self.source = source }

  static func of(_ context: UnsafeMutableRawPointer?) -> Listener? {
    context.map { Unmanaged<Listener>.fromOpaque($0).takeUnretainedValue() }
  }

  enum Element { case block, row, cell, hidden, inline }

  static func element(_ name: UnsafePointer<xmlChar>?) -> Element {
    guard let name else { return .inline }
    switch String(cString: name) {
    case "p", "div", "br", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section",
      "article", "header", "footer", "blockquote", "figure", "figcaption", "dt", "dd", "hr", "main",
      "body", "title", "option", "pre", "nav", "aside", "form":
      return .block
    case "tr": return .row
    case "td", "th": return .cell
    case "script", "style", "noscript", "template", "svg", "head": return .hidden
    default: return .inline
    }
  }

  func open(_ element: Element) {
    switch element {
    case .block: part("\n\n")
    case .row:
      part("\n\n")
      isFirstCell = true
    case .cell:
      if !isFirstCell { part(" | ") }
      isFirstCell = false
    case .hidden: hidden += 1
    case .inline: break
    }
  }

  func close(_ element: Element) {
    switch element {
    case .block, .row: part("\n\n")
    case .hidden: hidden = max(0, hidden - 1)
    case .cell, .inline: break
    }
  }

  private func part(_ mark: StaticString) {
    guard hidden == 0 else { return }
    mark.withUTF8Buffer { bytes in
      result.runs.append(.init(text: result.bytes.count, source: position))
      result.bytes.append(contentsOf: bytes)
    }
  }

  func hear(_ bytes: UnsafePointer<xmlChar>?, _ count: Int) {
    guard hidden == 0, let bytes, count > 0 else { return }
    let heard = UnsafeBufferPointer(start: bytes, count: count)
    result.runs.append(.init(text: result.bytes.count, source: start(of: heard)))
    for byte in heard {
      // A line of the source is no line of the page.
      result.bytes.append(byte == 10 || byte == 13 ? 32 : byte)
    }
  }

  /// How many bytes of the source the parser has read.
  private var position: Int {
    guard let input = context?.pointee.input else { return 0 }
    return min(source.count, Int(input.pointee.consumed) + input.pointee.cur - input.pointee.base)
  }

  /// Where heard text begins in the source. The parser stands behind it, or at its last character where
  /// it is told in parts; behind a character reference, the text is in none of both places.
  private func start(of heard: UnsafeBufferPointer<UInt8>) -> Int {
    let last = heard.lastIndex { $0 & 0xC0 != 0x80 }.map { heard.count - $0 } ?? 1
    for end in [position, position + last] {
      let start = end - heard.count
      if start >= 0, end <= source.count, source[start] == heard[0],
        source[end - 1] == heard[heard.count - 1],
        source[start..<end].elementsEqual(heard)
      {
        return start
      }
    }
    var place = position
    while place > max(0, position - 40), source[min(place, source.count - 1)] != UInt8(ascii: "&") {
      place -= 1
    }
    return source.indices.contains(place) && source[place] == UInt8(ascii: "&")
      ? place : max(0, position - heard.count)
  }
}
