import FuzzDriver
import JSON

// What is read as JSON is the same when it is written and read again.
fuzz { bytes in
  guard let value = try? JSONReader().read(Array(bytes)) else { return }
  var writer = JSONWriter()
  writer.value(value)
  let again = try? JSONReader().read(writer.bytes)
  precondition(again == value, "\(value) comes back as \(String(describing: again))")
}
