#pragma once
#include <stdint.h>

/// Chooses the port that librdkafka's mock broker, which always asks for a free one, will get.
/// To be called before the cluster is made; counts for the next such socket only.
void broker_sockets_use_port(uint16_t port);

/// Whether a socket can listen on that port of 127.0.0.1 now: 0, or else the error number.
int broker_sockets_check(uint16_t port);
