// Two calls of the C library as librdkafka's mock broker sees them. The dynamic linker looks into the
// executable before it looks into libc, so librdkafka's calls come here. Linked into
// scrutineer-broker alone: no client of Kafka lives in that process.
//
// The mock broker cannot be told a port, and it leaves Nagle's algorithm on, which together with
// delayed acknowledgements costs some 40 ms an answer.
#define _GNU_SOURCE
#include "broker_sockets.h"
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static _Atomic uint16_t wanted;

void broker_sockets_use_port(uint16_t port) { atomic_store(&wanted, port); }

int bind(int socket, const struct sockaddr *address, socklen_t length) {
  if (address->sa_family == AF_INET && length >= sizeof(struct sockaddr_in)) {
    struct sockaddr_in chosen = *(const struct sockaddr_in *)address;
    if (chosen.sin_port == 0) {
      chosen.sin_port = htons(atomic_exchange(&wanted, 0));
      int on = 1;  // Connections of a broker that has just ended do not hold its port.
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
      return (int)syscall(SYS_bind, socket, &chosen, sizeof chosen);
    }
  }
  return (int)syscall(SYS_bind, socket, address, length);
}

int accept(int socket, struct sockaddr *address, socklen_t *length) {
  int connection = (int)syscall(SYS_accept4, socket, address, length, SOCK_CLOEXEC);
  int on = 1;
  if (connection >= 0) setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return connection;
}

int broker_sockets_check(uint16_t port) {
  int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (probe < 0) return errno;
  int on = 1;
  setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int code = 0;
  if (syscall(SYS_bind, probe, &address, sizeof address) != 0 || listen(probe, 1) != 0) code = errno;
  close(probe);
  return code;
}
