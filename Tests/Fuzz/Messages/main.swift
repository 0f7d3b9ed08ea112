import FuzzDriver
import IngestionCore
import Pipeline

// Any body that comes by HTTP is a message or is rejected with a code: the first byte tells what it is
// said to be.
fuzz { bytes in
  guard let first = bytes.first else { return }
  let types = [nil, "application/json", "text/plain", "text/html", "application/cloudevents+json"]
  let raw = RawMessage(
    contentType: types[Int(first) % types.count], bytes: Array(bytes.dropFirst()))
  do throws(Rejection) {
    _ = try MessageReader().read(raw)
  } catch {
    precondition(!error.code.isEmpty && !error.sentence.isEmpty)
  }
}
