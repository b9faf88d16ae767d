#include "features/imports/imports_store.h"

#include <algorithm>
#include <array>
#include <map>

namespace onthaal::imports::store {
namespace {

#define ONTHAAL_IMPORT                                                                                                 \
  "i.id, i.uuid, i.line, i.name, i.digest, i.state, i.talks, i.totals, i.refused, i.first_day, i.last_day, i.made_at," \
  " i.shown_at"

constexpr db::Sql kAll{"import.all", "select " ONTHAAL_IMPORT " from talk_import i order by i.id desc"};
constexpr db::Sql kOfLine{"import.of_line",
                          "select " ONTHAAL_IMPORT " from talk_import i where i.line = :line order by i.id desc"};
constexpr db::Sql kFind{"import.find", "select " ONTHAAL_IMPORT " from talk_import i where i.uuid = :uuid"};
constexpr db::Sql kFindShown{"import.find_shown",
                             "select " ONTHAAL_IMPORT
                             " from talk_import i where i.line = :line and i.state = 'shown' and i.digest = :digest"};
constexpr db::Sql kInsert{"import.insert",
                          "insert into talk_import (uuid, line, name, digest, state, made_at) values"
                          " (:uuid, :line, :name, :digest, 'staged', :now) returning id"};
constexpr db::Sql kDrop{"import.drop",
                        "delete from talk_import where id = :id and state <> 'shown' and shown_at is null"};
constexpr db::Sql kAddTalks{"import.add_talks",
                            "update talk_import set talks = talks + :talks,"
                            " first_day = case when first_day < :first then first_day else :first end,"
                            " last_day = case when last_day > :last then last_day else :last end"
                            " where id = :id and state = 'staged'"};
constexpr db::Sql kAddTotals{"import.add_totals",
                             "update talk_import set totals = totals + :totals where id = :id and state = 'staged'"};
constexpr db::Sql kShow{"import.show",
                        "update talk_import set state = 'shown', refused = :refused, shown_at = :now"
                        " where id = :id and state = 'staged'"};
constexpr db::Sql kWithdraw{"import.withdraw",
                            "update talk_import set state = 'withdrawn' where id = :id and state <> 'withdrawn'"};
constexpr db::Sql kBeside{"import.find_beside",
                          "select " ONTHAAL_IMPORT
                          " from talk_import i where i.line = :line and i.state = 'shown' and i.talks > 0"
                          " and i.first_day <= :last and i.last_day >= :first and i.id <> :id and i.id <> :replaces"
                          " order by i.id limit 1"};
constexpr db::Sql kSameTotal{
    "import.find_same_total",
    "select " ONTHAAL_IMPORT
    " from talk_import i where i.line = :line and i.state = 'shown' and i.id <> :id and i.id <> :replaces and exists"
    " (select 1 from yearly_total t join yearly_total mine on mine.import = :id and mine.year = t.year"
    " and mine.figure = t.figure where t.import = i.id) order by i.id limit 1"};
// One list each, put side by side by the caller: joined, a plan made for a small table compares every two days.
constexpr db::Sql kDays{"import.days", "select day from sheet where import = :id and import > 0 order by day"};
constexpr db::Sql kOwnDays{"import.own_days",
                           "select day, 0 from sheet where line = :line and import = 0 and day >= :first and"
                           " day <= :last union all select day, 1 from sheet_stale where line = :line and day >= :first"
                           " and day <= :last order by 1, 2"};
constexpr db::Sql kLeft{"import.find_left",
                        "select " ONTHAAL_IMPORT
                        " from talk_import i where i.line = :line and i.state <> 'shown'"
                        " and (:only = 0 or i.id = :only) and (i.shown_at is null"
                        " or exists (select 1 from sheet s where s.import = i.id and s.import > 0)"
                        " or exists (select 1 from yearly_total t where t.import = i.id)) order by i.id limit 1"};
constexpr db::Sql kTerms{"import.terms", "select kind, code, id from term where line = :line order by id"};
// One that has gone is known by its name as long as no other has it.
constexpr db::Sql kCentres{"import.centres",
                           "select p.name, p.town, p.id from place p where p.line = :line and p.kind = 'centre'"
                           " and (p.is_gone = 0 or not exists (select 1 from place o where o.line = p.line"
                           " and o.kind = p.kind and o.name = p.name and o.id <> p.id"
                           " and (o.is_gone = 0 or o.id > p.id))) order by p.id"};
constexpr db::Sql kPartners{"import.partners",
                            "select p.name, p.id from partner p where p.line = :line and (p.is_gone = 0 or not exists"
                            " (select 1 from partner o where o.line = p.line and o.name = p.name and o.id <> p.id"
                            " and (o.is_gone = 0 or o.id > p.id))) order by p.id"};
#undef ONTHAAL_IMPORT

constexpr std::array<std::string_view, 3> kStates{"staged", "shown", "withdrawn"};

std::int64_t number(hours::Day day) {
  return day.time_since_epoch().count();
}

std::optional<hours::Day> maybe_day(const db::Row& row, std::size_t column) {
  const auto value = row.maybe_integer(column);
  if (!value) return std::nullopt;
  return hours::Day(date::days(static_cast<int>(*value)));
}

Import import_of(const db::Row& row) {
  const auto* const state = std::ranges::find(kStates, row.text(5));
  return {.id = row.integer(0),
          .uuid = row.uuid(1),
          .line = {row.integer(2)},
          .name = row.text(3),
          .digest = row.text(4),
          .state = static_cast<State>(state - kStates.begin()),
          .talks = row.integer(6),
          .totals = row.integer(7),
          .refused = row.integer(8),
          .first_day = maybe_day(row, 9),
          .last_day = maybe_day(row, 10),
          .made_at = row.integer(11),
          .shown_at = row.maybe_integer(12)};
}

std::optional<Import> maybe(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return import_of(rows[0]);
}

}  // namespace

std::vector<Import> all(db::Connection& db, std::optional<LineId> line) {
  std::vector<Import> found;
  for (const db::Row row : line ? db.run(kOfLine, {{"line", *line}}) : db.run(kAll, {}))
    found.push_back(import_of(row));
  return found;
}

std::optional<Import> find(db::Connection& db, const Uuid& uuid) {
  return maybe(db.run(kFind, {{"uuid", uuid}}));
}

std::optional<Import> find_shown(db::Connection& db, LineId line, std::string_view digest) {
  return maybe(db.run(kFindShown, {{"line", line}, {"digest", db::Bytes{digest}}}));
}

Import insert(Tx& tx, LineId line, const NewImport& wanted) {
  Import made{.uuid = tx.new_uuid(), .line = line, .name = wanted.name, .digest = wanted.digest, .made_at = tx.now};
  made.id = tx.db
                .run(kInsert, {{"uuid", made.uuid},
                               {"line", line},
                               {"name", made.name},
                               {"digest", db::Bytes{made.digest}},
                               {"now", made.made_at}})[0]
                .integer(0);
  return made;
}

void drop(db::Connection& db, std::int64_t import) {
  db.run(kDrop, {{"id", import}});
}

bool add_talks(db::Connection& db, std::int64_t import, std::int64_t talks, hours::Day first, hours::Day last) {
  return db.run(kAddTalks, {{"id", import}, {"talks", talks}, {"first", number(first)}, {"last", number(last)}})
             .changed() > 0;
}

bool add_totals(db::Connection& db, std::int64_t import, std::int64_t totals) {
  return db.run(kAddTotals, {{"id", import}, {"totals", totals}}).changed() > 0;
}

bool show(Tx& tx, std::int64_t import, std::int64_t refused) {
  return tx.db.run(kShow, {{"id", import}, {"refused", refused}, {"now", tx.now}}).changed() > 0;
}

bool withdraw(db::Connection& db, std::int64_t import) {
  return db.run(kWithdraw, {{"id", import}}).changed() > 0;
}

std::optional<Import> find_beside(db::Connection& db, const Import& import, std::optional<std::int64_t> replaces) {
  if (!import.first_day || !import.last_day) return std::nullopt;
  return maybe(db.run(kBeside, {{"line", import.line},
                                {"id", import.id},
                                {"replaces", replaces.value_or(0)},
                                {"first", number(*import.first_day)},
                                {"last", number(*import.last_day)}}));
}

std::optional<Import> find_same_total(db::Connection& db, const Import& import, std::optional<std::int64_t> replaces) {
  return maybe(db.run(kSameTotal, {{"line", import.line}, {"id", import.id}, {"replaces", replaces.value_or(0)}}));
}

std::vector<OwnDay> own_days(db::Connection& db, const Import& import) {
  if (!import.first_day || !import.last_day) return {};
  std::map<std::int64_t, bool> own;
  for (const db::Row row : db.run(
           kOwnDays, {{"line", import.line}, {"first", number(*import.first_day)}, {"last", number(*import.last_day)}}))
    own[row.integer(0)] = row.integer(1) > 0;
  if (own.empty()) return {};
  std::vector<OwnDay> days;
  for (const db::Row row : db.run(kDays, {{"id", import.id}}))
    if (const auto found = own.find(row.integer(0)); found != own.end())
      days.push_back({hours::Day(date::days(static_cast<int>(found->first))), found->second});
  return days;
}

std::optional<Import> find_left(db::Connection& db, LineId line, std::optional<std::int64_t> only) {
  return maybe(db.run(kLeft, {{"line", line}, {"only", only.value_or(0)}}));
}

std::vector<Named> names(db::Connection& db, LineId line) {
  std::vector<Named> all;
  for (const db::Row row : db.run(kTerms, {{"line", line}})) all.push_back({row.text(0), row.text(1), row.integer(2)});
  for (const db::Row row : db.run(kCentres, {{"line", line}})) {
    all.push_back({"centre", row.text(0), row.integer(2)});
    if (const auto town = row.maybe_text(1)) all.push_back({"centre", row.text(0) + ", " + *town, row.integer(2)});
  }
  for (const db::Row row : db.run(kPartners, {{"line", line}})) all.push_back({"partner", row.text(0), row.integer(1)});
  return all;
}

}  // namespace onthaal::imports::store
