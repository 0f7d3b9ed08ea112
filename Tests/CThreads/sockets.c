// A call of the C library as librdkafka's mock broker sees it: the dynamic linker looks into the
// test executable before it looks into libc.
//
// The mock broker listens where the system likes, and a test that takes it off the network wants it
// back at the same port: one that connections just ended hold for a minute, or that in the meantime
// some client was given as its own. So ports come from below those that clients are given.
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static _Atomic unsigned count;

int bind(int socket, const struct sockaddr *address, socklen_t length) {
  if (address->sa_family != AF_INET || length < sizeof(struct sockaddr_in))
    return (int)syscall(SYS_bind, socket, address, length);
  int on = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  struct sockaddr_in chosen = *(const struct sockaddr_in *)address;
  if (chosen.sin_port != 0) return (int)syscall(SYS_bind, socket, &chosen, sizeof chosen);
  for (int attempt = 0; attempt < 1000; attempt++) {
    unsigned next = (unsigned)getpid() * 97 + atomic_fetch_add(&count, 1);
    chosen.sin_port = htons((uint16_t)(10000 + next % 10000));
    if (syscall(SYS_bind, socket, &chosen, sizeof chosen) == 0) return 0;
    if (errno != EADDRINUSE) return -1;
  }
  return -1;
}
