// Any bytes as text, hex, base64url and UUID: what is accepted comes back the same.
#include <cstdlib>

#include "core/ids.h"
#include "core/text.h"

using namespace onthaal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (from_base64url(base64url(bytes)) != bytes || from_hex(hex(bytes)) != bytes) std::abort();
  if (const auto decoded = from_base64url(bytes); decoded && base64url(*decoded) != bytes) std::abort();
  if (const auto decoded = from_hex(bytes); decoded && ascii_lower(hex(*decoded)) != ascii_lower(bytes)) std::abort();
  if (const auto uuid = Uuid::parse(bytes); uuid && uuid->text() != ascii_lower(bytes)) std::abort();
  const auto length = utf8_length(bytes);
  if (length && *length > bytes.size()) std::abort();
  const std::string_view inner = trimmed(bytes);
  if (trimmed(inner) != inner || inner.size() > bytes.size()) std::abort();
  if (length && !utf8_length(inner)) std::abort();
  return 0;
}
