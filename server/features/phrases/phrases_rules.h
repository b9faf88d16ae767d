#pragma once

#include "features/phrases/phrases_wire.h"
#include "features/terms/terms.h"

namespace onthaal::phrases {

// With the theme that the code names on this line; `invalid` where there is none.
Result<store::NewPhrase> with_theme(db::Connection& db, LineId line, const wire::PhraseRequest& request);

}  // namespace onthaal::phrases
