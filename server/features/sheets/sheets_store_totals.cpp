#include "features/sheets/sheets_store.h"

namespace onthaal::sheets::store {
namespace {

constexpr db::Sql kAddTotal{"yearly_total.add",
                            "insert into yearly_total (line, import, year, figure, n, base, value, source)"
                            " values (:line, :import, :year, :figure, :n, :base, :value, :source)"};
constexpr db::Sql kRemoveTotals{"yearly_total.remove", "delete from yearly_total where import = :import"};
constexpr db::Sql kTotals{"yearly_total.list",
                          "select t.year, t.figure, t.n, t.base, t.value, t.source from yearly_total t join talk_import"
                          " i on i.id = t.import where t.line = :line and i.state = 'shown'"
                          " order by t.figure, t.year, t.id"};
constexpr db::Sql kImports{"sheet.imports",
                           "select id from talk_import where line = :line and state = 'shown' order by id"};

}  // namespace

void add(db::Connection& db, LineId line, std::int64_t import, const Total& total) {
  db.run(kAddTotal, {{"line", line},
                     {"import", import},
                     {"year", total.year},
                     {"figure", total.figure},
                     {"n", total.n},
                     {"base", total.base},
                     {"value", total.value},
                     {"source", total.source}});
}

std::int64_t remove_totals(db::Connection& db, std::int64_t import) {
  return db.run(kRemoveTotals, {{"import", import}}).changed();
}

std::vector<Total> totals(db::Connection& db, LineId line) {
  std::vector<Total> all;
  for (const db::Row row : db.run(kTotals, {{"line", line}}))
    all.push_back({.year = row.text(0),
                   .figure = row.text(1),
                   .n = row.maybe_integer(2),
                   .base = row.maybe_integer(3),
                   .value = row.maybe_integer(4),
                   .source = row.text(5)});
  return all;
}

std::vector<std::int64_t> imports(db::Connection& db, LineId line) {
  std::vector<std::int64_t> all;
  for (const db::Row row : db.run(kImports, {{"line", line}})) all.push_back(row.integer(0));
  return all;
}

}  // namespace onthaal::sheets::store
