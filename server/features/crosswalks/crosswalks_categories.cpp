#include "features/crosswalks/crosswalks_categories.h"

#include <algorithm>

#include "core/csv.h"

namespace onthaal::crosswalks {

std::string_view chi();          // chi.txt
std::string_view shipped_csv();  // crosswalks.csv

namespace {

terms::Kind kind_of(std::string_view name) {
  return name == "theme" ? terms::Kind::theme : terms::Kind::outcome;
}

}  // namespace

const std::vector<Category>& categories() {
  static const std::vector<Category> all = [] {
    std::vector<Category> read;
    for (const auto& [_, cells] : csv::parse(chi()).value().rows)
      read.push_back({kind_of(cells[0]), cells[1], cells[2]});
    return read;
  }();
  return all;
}

bool is_category(const Category& category) {
  return std::ranges::find(categories(), category) != categories().end();
}

const std::vector<Proposed>& proposed() {
  static const std::vector<Proposed> all = [] {
    std::vector<Proposed> read;
    for (const auto& [_, cells] : csv::parse(shipped_csv()).value().rows)
      read.push_back({cells[1], {kind_of(cells[0]), cells[2], cells[3]}});
    return read;
  }();
  return all;
}

std::string_view name_of(terms::Kind kind) {
  return kind == terms::Kind::theme ? "theme" : "outcome";
}

}  // namespace onthaal::crosswalks
