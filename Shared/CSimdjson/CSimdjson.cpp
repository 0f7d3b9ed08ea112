#include "CSimdjson.h"

#include <simdjson.h>

#include <new>
#include <vector>

struct sj_parser {
  simdjson::dom::parser parser;
  std::vector<sj_node> nodes;
};

namespace {

sj_node blank() {
  sj_node node{};
  return node;
}

void walk(std::vector<sj_node> &nodes, simdjson::dom::element element, const char *key,
          uint32_t key_length) {
  using simdjson::dom::element_type;
  const size_t place = nodes.size();
  sj_node node = blank();
  node.key = key;
  node.key_length = key_length;
  nodes.push_back(node);
  switch (element.type()) {
    case element_type::NULL_VALUE: nodes[place].type = SJ_NULL; break;
    case element_type::BOOL:
      nodes[place].type = element.get_bool().value_unsafe() ? SJ_TRUE : SJ_FALSE;
      break;
    case element_type::INT64:
      nodes[place].type = SJ_INTEGER;
      nodes[place].number.integer = element.get_int64().value_unsafe();
      break;
    case element_type::UINT64:
      nodes[place].type = SJ_UNSIGNED;
      nodes[place].number.natural = element.get_uint64().value_unsafe();
      break;
    case element_type::DOUBLE:
      nodes[place].type = SJ_DOUBLE;
      nodes[place].number.real = element.get_double().value_unsafe();
      break;
    case element_type::STRING: {
      const auto text = element.get_string().value_unsafe();
      nodes[place].type = SJ_STRING;
      nodes[place].text = text.data();
      nodes[place].text_length = static_cast<uint32_t>(text.size());
      break;
    }
    case element_type::ARRAY: {
      nodes[place].type = SJ_ARRAY;
      // Named, not looped over directly: the result that holds it would end before the loop does.
      const simdjson::dom::array items = element.get_array().value_unsafe();
      for (auto child : items) walk(nodes, child, nullptr, 0);
      break;
    }
    case element_type::OBJECT: {
      nodes[place].type = SJ_OBJECT;
      const simdjson::dom::object members = element.get_object().value_unsafe();
      for (auto field : members)
        walk(nodes, field.value, field.key.data(), static_cast<uint32_t>(field.key.size()));
      break;
    }
  }
  nodes[place].end = static_cast<uint32_t>(nodes.size());
}

}  // namespace

extern "C" sj_parser *sj_parser_new(void) { return new (std::nothrow) sj_parser; }

extern "C" void sj_parser_free(sj_parser *parser) { delete parser; }

extern "C" const char *sj_parse(sj_parser *parser, const char *bytes, size_t length,
                                const sj_node **nodes, size_t *count) {
  try {
    simdjson::dom::element root;
    // Copies the bytes once, into a buffer with the padding that simdjson reads past the end.
    const auto error = parser->parser.parse(bytes, length, true).get(root);
    if (error) return simdjson::error_message(error);
    parser->nodes.clear();
    walk(parser->nodes, root, nullptr, 0);
    *nodes = parser->nodes.data();
    *count = parser->nodes.size();
    return nullptr;
  } catch (const std::exception &) {
    return "There is not enough memory to read the document.";
  }
}
