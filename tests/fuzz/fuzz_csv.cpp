// Any bytes as a file of places: every row is as wide as its header, and what is taken is text.
#include <cstdlib>

#include "core/csv.h"
#include "core/text.h"
#include "features/places/places_csv.h"

using namespace onthaal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto table = csv::parse(bytes))
    for (const csv::Row& row : table->rows)
      if (row.cells.size() != table->columns.size()) std::abort();
  if (const auto places = places::parse_csv(bytes))
    for (const auto& place : *places)
      if (place.name.empty() || !utf8_length(place.name)) std::abort();
  return 0;
}
