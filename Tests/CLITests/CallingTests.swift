import Foundation
import JSON
import Testing

@testable import CLICore

@Suite("Calling the tool", .timeLimit(.minutes(5)))
struct CallingTests {
  @Test(
    "What is misspelt ends with 64 and names the nearest",
    arguments: [
      (["exrtact"], "extract"), (["extract", "--jsno"], "--json"), (["publsh", "x"], "publish"),
      (["counts", "--by", "contry"], "country"), (["rejected"], "rejected list"),
      (["generate", "--sed", "3"], "--seed"),
    ])
  func misspelt(arguments: [String], nearest: String) {
    var errors: [UInt8] = []
    var output: [UInt8] = []
    let console = Console(output: { output += $0 }, errors: { errors += $0 })
    #expect(Tool.run(arguments: arguments, environment: [:], console: console) == 64)
    #expect(String(decoding: errors, as: UTF8.self).contains(nearest))
    #expect(output.isEmpty)
  }

  @Test("Every command has a help text", arguments: Tool.commands.map(\.name))
  func help(name: String) {
    var output: [UInt8] = []
    let console = Console(output: { output += $0 }, errors: { _ in })
    let words = name.split(separator: " ").map(String.init)
    #expect(Tool.run(arguments: words + ["--help"], environment: [:], console: console) == 0)
    let text = String(decoding: output, as: UTF8.self)
    #expect(text.contains("Usage: scrutineer \(name)"))
    #expect(Call("--help").output.contains("\n  \(name)"))
  }

  @Test("A missing file ends with 65 and a sentence")
  func missingFile() {
    let call = Call("extract", "/nowhere/at/all.txt")
    #expect(call.code == 65)
    #expect(
      call.errors == "scrutineer: Cannot read /nowhere/at/all.txt: No such file or directory.\n")
  }

  @Test("Publishing says that nothing was published when one of the files is missing")
  func nothingPublished() {
    let call = Call("publish", "/nowhere/at/all.txt")
    #expect(call.code == 65)
    #expect(call.errors.contains("Nothing was published."))
  }

  @Test("Where nobody answers a command ends with 69")
  func nobodyAnswers() async {
    let port = LocalPort.free()
    let call = await Call.blocking("counts", "--url", "http://127.0.0.1:\(port)")
    #expect(call.code == 69)
    #expect(call.errors.contains("Is \"scrutineer up\" running?"))
  }

  @Test("A flag's name in the environment counts where it is meant to")
  func environment() async {
    let port = LocalPort.free()
    let address = "http://127.0.0.1:\(port)"
    let call = await Call.blocking("counts", environment: ["SCRUTINEER_URL": address])
    #expect(call.errors.contains(address))
    #expect(Call("resolve", "Kazakhstan", environment: ["SCRUTINEER_URL": address]).code == 0)
    #expect(Call("resolve", "Kazakhstan", environment: ["SCRUTINEER_BROKR": "x"]).code == 64)
  }

  @Test("An answer to a name is one line with all members, in their order")
  func resolveShape() {
    #expect(
      Call("resolve", "--json", "Kazakhstan", "no such body at all").output
        == #"{"name":"Kazakhstan","status":"resolved","kind":"country","id":"KZ","candidates":["KZ"],"method":"name","via":null}"#
        + "\n"
        + #"{"name":"no such body at all","status":"unknown","kind":null,"id":null,"candidates":[],"method":"none","via":null}"#
        + "\n")
  }

  @Test("Names keep their lines, also empty ones and those of Windows")
  func nameLines() {
    #expect(NameLines.split("one\r\n\ntwo\n") == ["one", "", "two"])
    #expect(NameLines.split("one\ntwo") == ["one", "two"])
    #expect(NameLines.split("") == [])
  }

  @Test("The same seed makes the same messages, another seed others")
  func generates() {
    let first = Call("generate", "--accreditations", "300", "--seed", "5").output
    #expect(first == Call("generate", "--accreditations", "300", "--seed", "5").output)
    #expect(first != Call("generate", "--accreditations", "300", "--seed", "6").output)
    #expect(first.split(separator: "\n").count == 300)
  }

  @Test("A change of status is later than what it changes")
  func laterChanges() throws {
    var last: [String: String] = [:]
    var changes = 0
    let reader = JSONReader()
    for line in Call("generate", "--accreditations", "2000").output.split(separator: "\n") {
      let message = try reader.read(String(line))
      let id = try #require(message["id"]?.string)
      let at = try #require(message["at"]?.string)
      if let before = last[id] {
        #expect(before < at)
        changes += 1
      }
      last[id] = at
    }
    #expect(changes > 100)
  }
}
