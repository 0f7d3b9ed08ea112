/// What can be done about an error; each wrapper's error type carries one.
package enum Disposition: Sendable {
  /// Try again later: a broker is away, the group is moving, another process holds a lock.
  case retry
  /// This one input cannot be taken, whatever is done; the next one may.
  case reject
  /// Nothing will work until a person has looked: wrong setting, no permission, disk full.
  case stop
}
