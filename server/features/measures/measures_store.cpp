#include "features/measures/measures_store.h"

#include <algorithm>

#include "core/split.h"

namespace onthaal::measures::store {
namespace {

constexpr db::Sql kTerms{"measures.terms",
                         "select id, kind, code, label_nl, label_en, domains from term where line = :line"
                         " and kind in ('theme', 'outcome', 'source') order by kind, position, id"};
constexpr db::Sql kPartners{"measures.partners",
                            "select id, name from partner where line = :line order by position, id"};
constexpr db::Sql kCentres{
    "measures.centres",
    "select id, uuid, name, town from place where line = :line and kind = 'centre' order by lower(name), id"};
constexpr db::Sql kFindCentre{"measures.find_centre",
                              "select id from place where line = :line and kind = 'centre' and uuid = :uuid"};
constexpr db::Sql kPeople{"measures.people", "select id, uuid, alias from staff order by lower(alias), id"};
constexpr db::Sql kImports{
    "measures.imports",
    "select id, uuid, name from talk_import where line = :line and state = 'shown' order by first_day, id"};
constexpr db::Sql kBegun{"measures.begun",
                         "select min(at) from (select created_at as at from line where id = :line union all"
                         " select min(requested_at) from conversation where line = :line) as begun"};
constexpr db::Sql kRefusals{"measures.refusals",
                            "select count(case when reason = 'closed' then 1 end),"
                            " count(case when reason = 'full' then 1 end)"
                            " from refusal where line = :line and at >= :from and at < :to"};

// "Nu praat ik erover" to nu_praat_ik_erover: names of figures stay within [a-z0-9_].
std::string code_of(std::string_view name) {
  std::string code;
  for (const char c : name) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_upper || is_plain)
      code += static_cast<char>(is_upper ? c - 'A' + 'a' : c);
    else if (!code.empty() && code.back() != '_')
      code += '_';
  }
  while (code.ends_with('_')) code.pop_back();
  return code;
}

}  // namespace

Terms terms(db::Connection& db, LineId line, Language language) {
  Terms all;
  for (const db::Row row : db.run(kTerms, {{"line", line}})) {
    const std::string& label = row.text(language == Language::nl ? 3 : 4);
    if (row.text(1) == "theme")
      all.themes.push_back({row.integer(0), {row.text(2), label, split(row.text(5), ',')}});
    else
      (row.text(1) == "outcome" ? all.outcomes : all.sources).push_back({row.integer(0), row.text(2), label});
  }
  return all;
}

std::vector<Named> partners(db::Connection& db, LineId line) {
  std::vector<Named> all;
  for (const db::Row row : db.run(kPartners, {{"line", line}})) {
    std::string code = code_of(row.text(1));
    if (code.empty() || std::ranges::find(all, code, &Named::code) != all.end())
      code += "_" + std::to_string(row.integer(0));
    all.push_back({row.integer(0), std::move(code), row.text(1)});
  }
  return all;
}

std::vector<Named> centres(db::Connection& db, LineId line) {
  std::vector<Named> all;
  for (const db::Row row : db.run(kCentres, {{"line", line}})) {
    const auto town = row.maybe_text(3);
    all.push_back({row.integer(0), row.uuid(1).text(), row.text(2) + (town ? ", " + *town : "")});
  }
  return all;
}

std::vector<Named> people(db::Connection& db) {
  std::vector<Named> all;
  for (const db::Row row : db.run(kPeople)) all.push_back({row.integer(0), row.uuid(1).text(), row.text(2)});
  return all;
}

std::optional<std::int64_t> find_centre(db::Connection& db, LineId line, const Uuid& centre) {
  const db::Rows rows = db.run(kFindCentre, {{"line", line}, {"uuid", centre}});
  return rows.empty() ? std::nullopt : std::optional(rows[0].integer(0));
}

std::vector<Named> imports(db::Connection& db, LineId line) {
  std::vector<Named> all;
  for (const db::Row row : db.run(kImports, {{"line", line}}))
    all.push_back({row.integer(0), row.uuid(1).text(), row.text(2)});
  return all;
}

Millis begun(db::Connection& db, LineId line) {
  return db.run(kBegun, {{"line", line}})[0].integer(0);
}

Refusals refusals(db::Connection& db, LineId line, Millis from, Millis to) {
  const db::Rows rows = db.run(kRefusals, {{"line", line}, {"from", from}, {"to", to}});
  return {rows[0].integer(0), rows[0].integer(1)};
}

}  // namespace onthaal::measures::store
