// Any bytes: refused, or an object that can be read field by field and written again.
#include <cstdlib>

#include "platform/json.h"

using namespace onthaal;

namespace {

void read_everything(const boost::json::object& object, int depth) {
  json::Reader read(object, "data.");
  for (const auto& [name, value] : object) {
    const std::string_view field = name;
    read.maybe_text(field, 0, 40);
    read.words(field, 1, 4000);
    read.maybe_integer(field, -5, 1'000'000);
    read.uuid(field);
    read.choice(field, {"nl", "nl-u", "en"});
    read.array_or_empty(field, 32);
    if (value.is_object() && depth > 0) read_everything(read.object(field), depth - 1);
  }
  if (const auto error = read.finished(); error && !json::parse(json::error_body(*error))) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto object = json::parse(bytes);
  if (!object) {
    if (object.error().code != Code::malformed) std::abort();
    return 0;
  }
  read_everything(*object, 8);
  if (!json::parse(boost::json::serialize(*object))) std::abort();
  if (!json::parse(json::Out().text("text", bytes).str())) std::abort();
  return 0;
}
