#include <algorithm>
#include <array>

#include "app/demo_year_published.h"

namespace onthaal::app::demo {

std::optional<Published> published(std::string_view year) {
  for (Published known : {published_2021_2022(), published_2022_2023()})
    if (known.year == year) return known;
  return std::nullopt;
}

// Shares of which neither part was published; and numbers of talks.
std::vector<sheets::Total> published_before() {
  struct Year {
    std::string_view year;
    std::optional<std::int64_t> talks;
    std::int64_t fake_millionths;
  };
  constexpr std::array<Year, 4> kYears{{{"2017-2018", 4377, 93'800},
                                        {"2018-2019", 5465, 65'200},
                                        {"2019-2020", std::nullopt, 58'400},
                                        {"2020-2021", std::nullopt, 48'900}}};
  std::vector<sheets::Total> totals;
  for (const Year& each : kYears) {
    if (each.talks)
      totals.push_back({.year = std::string(each.year),
                        .figure = "talks_by_year",
                        .n = each.talks,
                        .base = std::nullopt,
                        .value = std::nullopt,
                        .source = "Openbare berichten over CLBch@t; niet in de jaarverslagen"});
    totals.push_back({.year = std::string(each.year),
                      .figure = "fake_by_year",
                      .n = std::nullopt,
                      .base = std::nullopt,
                      .value = each.fake_millionths,
                      .source = "Jaarverslag onlinehulp in de CLB-sector 2022-2023"});
  }
  return totals;
}

}  // namespace onthaal::app::demo
