import Records
import Testing

@testable import Registry

@Suite("The registry's tables", .timeLimit(.minutes(5)))
struct TablesTests {
  @Test("The tables of the project are sound")
  func sound() {
    #expect(Registry.standard.problems == [])
    #expect(Tables(Tables.embedded).bodies.count > 100)
  }

  @Test("Every official name and every acronym leads to its own body")
  func official() {
    for body in Tables(Tables.embedded).bodies.values {
      #expect(Registry.standard.resolve(body.name).id == body.id)
      guard let acronym = body.acronym else { continue }
      let answer = Registry.standard.resolve(acronym)
      #expect(answer.candidates.contains { $0.id == body.id }, "\(acronym)")
    }
  }

  @Test("Every code of a country may mean that country, and no other")
  func codes() {
    for name in Tables(Tables.embedded).names where name.kind == .code {
      let answer = Registry.standard.resolve(name.text, expecting: .country)
      #expect(answer.candidates.map(\.id) == name.answer.candidates.map(\.id), "\(name.text)")
    }
  }

  @Test(
    "A wrong row is named by file and line",
    arguments: [
      ("body\ta\tAlpha\tAL\tforum\nbody\ta\tAlpha Two\t\tforum", "o.tsv:2: the id a stands twice"),
      ("body\ta\tAlpha\tAL\tforum\tzz", "o.tsv:1: a has the unknown parent zz"),
      ("body\ta\tAlpha\tAL\tforum\t\tsecretariat", "o.tsv:1: a has a role but no parent"),
      (
        "body\ta\tAlpha\tAL\tforum\nname\ta\tBeta\tformer\ten\t1999-02-30",
        "o.tsv:2: 1999-02-30 is no date (YYYY, YYYY-MM or YYYY-MM-DD)"
      ),
      (
        "body\ta\tAlpha\tAL\tforum\nname\ta\tBeta\tformer\ten\t1999\t1998",
        "o.tsv:2: the name ends before it begins"
      ),
      (
        "body\ta\tAlpha\tAL\tforum\nname\tb\tBeta\talias\ten",
        "o.tsv:2: Beta names the unknown id b"
      ),
      (
        "body\ta\tAlpha\tAL\tforum\nname\ta\tBeta\tnickname\ten",
        "o.tsv:2: a name needs words and a known kind"
      ),
      (
        "body\ta\tAlpha\tAL\tforum\t\t\t1999-13",
        "o.tsv:1: 1999-13 is no date (YYYY, YYYY-MM or YYYY-MM-DD)"
      ),
      ("state\tQQ\trepublic", "states.tsv: a form is given for the unknown country QQ"),
      ("area\tqq\tKZ", "organizations.tsv: an area is given for the unknown id qq"),
      ("bodi\ta\tAlpha\tAL\tforum", "o.tsv:1: no row of a known kind, or cells are missing"),
      (
        "body\ta\tAlpha\tAL\tforum\nbody\tb\tBravo\tBR\tforum\nname\tb\talpha\talias\ten",
        "o.tsv:3: the name is also claimed at o.tsv:1"
      ),
    ])
  func wrong(text: String, problem: String) {
    #expect(Registry(Tables([("o.tsv", text)])).problems == [problem])
  }

  @Test("A name marked with two ids is ambiguous and no fault")
  func marked() {
    let text =
      "body\ta\tAlpha\tALPH\tforum\nbody\tb\tBravo\tBRAV\tforum\nname\ta|b\tUnion\talias\ten\n"
    let registry = Registry(Tables([("o.tsv", text)]))
    #expect(registry.problems == [])
    #expect(registry.resolve("the Union").candidates.map(\.id) == ["a", "b"])
  }

  @Test("A row kept by hand takes the place of a generated one")
  func precedence() {
    let generated = "Aland\tAX\tname\ten\nBland\tBX\tname\ten\nCland\tAX\tname\tfr\n"
    let registry = Registry(
      Tables([
        ("countries_generated.tsv", generated), ("countries_curated.tsv", "Cland\tBX\tname\tfr\n"),
      ]))
    #expect(registry.problems == [])
    #expect(registry.resolve("Cland").id == "BX")
    #expect(registry.resolve("Aland").id == "AX")
  }

  @Test("A role fits only its own owner")
  func roles() {
    let text = """
      body\ta\tAlpha League\tALPH\tforum
      body\tp\tPeople's House\t\tparliament\ta\thouse
      body\tb\tBravo League\tBRAV\tforum
      role\thouse\tHouse of Delegates\ten
      role\tof\tof\ten

      """
    let registry = Registry(Tables([("o.tsv", text)]))
    #expect(registry.resolve("House of Delegates of the Alpha League").id == "p")
    #expect(registry.resolve("ALPH House of Delegates").id == "p")
    #expect(registry.resolve("House of Delegates of the Bravo League").status == .unknown)
    #expect(registry.resolve("House of Delegates").status == .unknown)
  }
}

@Suite("Folding", .timeLimit(.minutes(5)))
struct FoldingTests {
  @Test(
    "Names that are written alike fold alike",
    arguments: [
      ("  Côte   d’Ivoire ", "cote d'ivoire"), ("ＯＳＣＥ", "osce"), ("TÜRKİYE", "turkiye"),
      ("Қазақстан", "қазақстан"),
      ("Нидерланды\u{a0}ЁЖ", "нидерланды еж"), ("Йемен", "йемен"), ("И\u{306}емен", "йемен"),
      ("Straße", "strasse"),
      ("Turkic–Speaking", "turkic-speaking"), ("", ""), ("ŁÓDŹ", "lodz"), ("Їжак", "їжак"),
      ("Ґ", "г"),
    ])
  func folds(text: String, folded: String) { #expect(Registry.fold(text) == folded) }

  @Test(
    "Folding twice changes nothing",
    arguments: ["Åland", "Ә Ғ Ү", "ﬁn", "한국", "ไทย", "भारत", "ΑΊΓΥΠΤΟΣ"])
  func idempotent(text: String) {
    #expect(Registry.fold(Registry.fold(text)) == Registry.fold(text))
  }
}
