#pragma once

#include <span>
#include <string_view>

#include "platform/act/tx.h"
#include "platform/http/route.h"

// The papers that people ask for: privacy statements, the record of processing, accessibility. Shipped as Markdown
// (docs/papers), edited by the line, every version kept. What stands in {{braces}} is filled in when a paper is shown:
// by the program what it knows, by the line its facts.
namespace onthaal::papers {

struct Shipped {
  std::string_view name;  // "privacy-visitors"
  std::string_view language;
  std::string_view text;
};
std::span<const Shipped> shipped();  // docs/papers

// At every start: keeps each text that is not the one that was shipped before. What lines published stays as it is.
void ship(Tx& tx, std::span<const Shipped> papers = shipped());

http::Routes routes();

}  // namespace onthaal::papers
