#include "features/reports/reports_appendix.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "features/reports/reports_markup.h"
#include "features/reports/reports_narrowed.h"
#include "features/reports/reports_notes.h"
#include "features/reports/reports_told.h"

namespace onthaal::reports {
namespace {

using measures::Definition;
using measures::Table;

// The tables of the report, each once.
std::vector<const Table*> tables_in(const Annual& annual) {
  std::set<std::string> names;
  for (const Part& part : annual.parts)
    for (const Shown& shown : on_paper(part.tables)) names.insert(shown.table.name);
  std::vector<const Table*> found;
  for (const auto* tables : {&annual.tables, &annual.of_themes})
    for (const Table& table : *tables)
      if (names.erase(table.name) > 0) found.push_back(&table);
  return found;
}

// What a talk is, or a request, stands behind what a table counts of them.
std::size_t last_sentence(const Definition& definition) {
  const auto end = definition.text.rfind(". ");
  return end == std::string::npos ? 0 : end + 2;
}

struct Common {
  std::string words, told;  // with the days on which it held
  std::size_t times = 0;
};

std::vector<Common> common_of(const std::vector<const Table*>& tables) {
  std::vector<Common> all;
  for (const Table* table : tables)
    for (const Definition& each : measures::definitions_of(*table)) {
      const std::string words = each.text.substr(last_sentence(each));
      auto found = std::ranges::find(all, words, &Common::words);
      if (found == all.end()) found = all.insert(all.end(), {words, told_of_days(each) + words});
      ++found->times;
    }
  std::erase_if(all, [](const Common& each) { return each.times < 2; });
  return all;
}

std::string definition_of(const Table& table, const std::vector<Common>& common) {
  const Definition& how = table.definition;
  const std::size_t end = last_sentence(how);
  const bool is_told = end > 0 && std::ranges::find(common, how.text.substr(end), &Common::words) != common.end();
  std::string out = fmt::format("<div><dt>{}</dt><dd>{}</dd>", escaped(table.title),
                                escaped(is_told ? how.text.substr(0, end - 1) : told_of_definition(table)));
  if (!how.base.empty()) out += fmt::format("<dd>Van: {}</dd>", escaped(how.base));
  if (!how.filter.empty()) out += fmt::format("<dd>{}</dd>", escaped(how.filter));
  return out + fmt::format(R"(<dd class="note">{}, {} van de definitie</dd></div>)", escaped(table.name),
                           told_of_versions(table));
}

}  // namespace

std::string appendix_of(const Annual& annual) {
  const auto tables = tables_in(annual);
  const auto common = common_of(tables);
  std::string out =
      fmt::format("<h3 class=\"how\">Hoe er geteld is</h3><p>Geteld op {}, van {} tot en met {}.</p>",
                  told::moment(annual.computed_at), told::day(annual.period.from), told::day(annual.period.until));
  for (const Common& each : common) out += "<p>" + escaped(each.told) + "</p>";
  out += "<dl>";
  for (const Table* table : tables) out += definition_of(*table, common);
  return out + "</dl>";
}

}  // namespace onthaal::reports
