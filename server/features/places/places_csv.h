#pragma once

#include "features/places/places_store.h"

namespace onthaal::places {

// The columns of places.import; `invalid` names every mistake by its row, as a spreadsheet counts them.
Result<std::vector<store::NewPlace>> parse_csv(std::string_view text);

}  // namespace onthaal::places
