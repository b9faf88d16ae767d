#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/demo_operator.h"
#include "app/demo_stage.h"

namespace onthaal::app::demo {

struct Evening {
  net::Url url;
  std::string origin;
  std::string slug;
  int visitors = 0;
  std::vector<Login> operators;
  double minutes = 30;
  double speed = 1;  // so many times faster than people are
};

// Lets simulated people come through the public doors until the time is over or somebody stops it; then they say
// goodbye. `told` gets a line a minute. Throws net::BrokenError when it cannot even begin.
Tally live_through(const Evening& evening, const std::function<void(const std::string&)>& told);

// Nothing was lost or doubled, and everything that simulated operators ended is registered.
bool is_well(const Tally& tally);
std::string in_words(const Tally& tally);
std::string in_json(const Tally& tally);

}  // namespace onthaal::app::demo
