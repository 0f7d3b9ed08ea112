#include <microhttpd.h>

/// `MHD_start_daemon` is variadic, which Swift does not import: its options come as an array here.
static inline struct MHD_Daemon *scrutineer_mhd_start(
    unsigned int flags, uint16_t port, MHD_AccessHandlerCallback handler, void *handler_argument,
    struct MHD_OptionItem *options) {
  return MHD_start_daemon(flags, port, NULL, NULL, handler, handler_argument,
                          MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

/// Who is at the other end; NULL when libmicrohttpd does not know. Variadic likewise.
static inline const struct sockaddr *scrutineer_mhd_client_address(
    struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  return info ? info->client_addr : NULL;
}
