#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/lines/lines.h"
#include "features/measures/measures.h"
#include "features/reports/reports_chapters.h"
#include "features/reports/reports_store.h"

// A report as it is now: what every form of it (page, document, workbook, file of figures) is made from.
namespace onthaal::reports {

struct Shown {
  measures::Table table;
  std::optional<measures::Table> before;  // the same of the school year before
  Drawn drawn;
};
struct Part {
  const Chapter* chapter;
  bool is_shown = false;
  std::optional<store::Text> text;  // the newest
  std::vector<Shown> tables;
  std::vector<store::Quote> quotes;
};
// A figure that is said first.
struct Told {
  std::string figure, label;
  measures::Unit unit;
  measures::Row row;
  std::optional<measures::Row> before;  // of the school year before, where that can be compared
};
struct Annual {
  lines::Line line;
  std::string year, year_before;
  measures::Period period;
  Millis computed_at;
  std::optional<std::string> origin;  // a sentence, where talks came from another system or none is known
  std::vector<Told> glance;
  std::vector<Part> parts;
  std::vector<measures::Table> tables;     // each once, with all its rows
  std::vector<measures::Table> of_themes;  // those of chapters about one theme
  std::vector<measures::Table> before;     // those of `tables` that show one year, of the school year before
};

// Whether anything was counted in its period.
bool has_something(const measures::Table& table);

// Nothing: it is not a school year.
std::optional<Annual> annual(const Snapshot& snapshot, const lines::Line& line, const std::string& year);

}  // namespace onthaal::reports
