// simdjson (C++) as a C interface: one call parses a document into a flat array of nodes.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum sj_type {
  SJ_NULL, SJ_FALSE, SJ_TRUE, SJ_INTEGER, SJ_UNSIGNED, SJ_DOUBLE, SJ_STRING, SJ_ARRAY, SJ_OBJECT
};

/// One value of a document, in document order. `end` is the index after the value's last descendant,
/// so the children of node i start at i + 1 and each next child stands at its elder's `end`.
struct sj_node {
  int32_t type;
  uint32_t end;
  const char *key;  // Of an object's member, not terminated; NULL elsewhere.
  const char *text;  // Of a string, not terminated.
  uint32_t key_length;
  uint32_t text_length;
  union { int64_t integer; uint64_t natural; double real; } number;
};

typedef struct sj_parser sj_parser;

sj_parser *sj_parser_new(void);
void sj_parser_free(sj_parser *parser);

/// Parses `length` bytes. Returns NULL and sets `nodes` and `count`, which stay valid until the
/// next call with this parser, or returns a sentence that says what is wrong with the bytes.
const char *sj_parse(sj_parser *parser, const char *bytes, size_t length,
                     const struct sj_node **nodes, size_t *count);

#ifdef __cplusplus
}
#endif
