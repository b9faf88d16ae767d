#include "features/hours/hours_store.h"

#include "features/hours/hours_time.h"
#include "features/hours/hours_wire.h"
#include "platform/json.h"

namespace onthaal::hours::store {
namespace {

constexpr db::Sql kSettings{"hours.settings",
                            "select closes_public_holidays, closes_decree, run_out_minutes, warn_minutes from line"
                            " where id = :line"};
constexpr db::Sql kSetSettings{"hours.set_settings",
                               "update line set closes_public_holidays = :public, closes_decree = :decree,"
                               " run_out_minutes = :run_out, warn_minutes = :warn where id = :line"};
constexpr db::Sql kRegimes{"hours.regimes",
                           "select uuid, days, week, valid_from, valid_until from opening_regime"
                           " where line = :line and is_gone = 0 order by valid_from desc, id desc"};
constexpr db::Sql kInsertRegime{"hours.insert_regime",
                                "insert into opening_regime (uuid, line, days, week, valid_from, valid_until)"
                                " values (:uuid, :line, :days, :week, :from, :until)"};
constexpr db::Sql kUpdateRegime{"hours.update_regime",
                                "update opening_regime set days = :days, week = :week, valid_from = :from,"
                                " valid_until = :until where line = :line and uuid = :uuid and is_gone = 0"};
constexpr db::Sql kDropRegime{"hours.drop_regime",
                              "update opening_regime set is_gone = 1"
                              " where line = :line and uuid = :uuid and is_gone = 0"};
constexpr db::Sql kExceptions{"hours.exceptions",
                              "select e.uuid, e.kind, e.starts_at, e.ends_at, e.reason, s.alias, e.made_at"
                              " from opening_exception e left join staff s on s.id = e.made_by"
                              " where e.line = :line and e.is_gone = 0 and e.ends_at >= :from order by e.id"};
constexpr db::Sql kInsertException{"hours.insert_exception",
                                   "insert into opening_exception (uuid, line, kind, starts_at, ends_at, reason,"
                                   " made_by, made_at) values (:uuid, :line, :kind, :starts, :ends, :reason, :by,"
                                   " :now)"};
constexpr db::Sql kDropException{"hours.drop_exception",
                                 "update opening_exception set is_gone = 1 where line = :line and uuid = :uuid"};
constexpr db::Sql kEndException{"hours.end_exception",
                                "update opening_exception set ends_at = :ends where line = :line and uuid = :uuid"};
constexpr db::Sql kOverrides{"hours.overrides",
                             "select uuid, days, first_day, last_day, reason from holiday_override"
                             " where line = :line and is_gone = 0 order by id"};
constexpr db::Sql kInsertOverride{"hours.insert_override",
                                  "insert into holiday_override (uuid, line, days, first_day, last_day, reason,"
                                  " made_by, made_at) values (:uuid, :line, :days, :first, :last, :reason, :by, :now)"};
constexpr db::Sql kDropOverride{"hours.drop_override",
                                "update holiday_override set is_gone = 1"
                                " where line = :line and uuid = :uuid and is_gone = 0"};
constexpr db::Sql kHasAny{"hours.has_any",
                          "select 1 from opening_regime where line = :line and is_gone = 0"
                          " union all select 1 from holiday_override where line = :line and is_gone = 0 limit 1"};

Days days_of(std::string_view text) {
  return text == "school" ? Days::school : Days::holiday;
}

std::optional<Day> maybe_day(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  return parse_day(*text);
}

std::optional<std::string> maybe_text(const std::optional<Day>& day) {
  if (!day) return std::nullopt;
  return day_text(*day);
}

}  // namespace

Settings settings(db::Connection& db, LineId line) {
  const db::Rows rows = db.run(kSettings, {{"line", line}});
  return {.closes_public_holidays = rows[0].integer(0) != 0,
          .closes_decree = rows[0].integer(1) != 0,
          .run_out_minutes = rows[0].integer(2),
          .warn_minutes = rows[0].integer(3)};
}

void set_settings(db::Connection& db, LineId line, const Settings& settings) {
  db.run(kSetSettings, {{"line", line},
                        {"public", settings.closes_public_holidays},
                        {"decree", settings.closes_decree},
                        {"run_out", settings.run_out_minutes},
                        {"warn", settings.warn_minutes}});
}

Rules rules_from(db::Connection& db, LineId line, Day day) {
  Rules rules{.settings = settings(db, line), .regimes = {}, .exceptions = {}, .overrides = {}};
  for (const db::Row row : db.run(kRegimes, {{"line", line}}))
    rules.regimes.push_back({.uuid = row.uuid(0),
                             .days = days_of(row.text(1)),
                             .week = wire::kept_week(row.text(2)),
                             .valid_from = parse_day(row.text(3)).value(),
                             .valid_until = maybe_day(row.maybe_text(4))});
  for (const db::Row row : db.run(kExceptions, {{"line", line}, {"from", day_text(day)}}))
    rules.exceptions.push_back({.uuid = row.uuid(0),
                                .is_open = row.text(1) == "open",
                                .starts_at = parse_local(row.text(2)).value(),
                                .ends_at = parse_local(row.text(3)).value(),
                                .reason = row.text(4),
                                .made_by = row.maybe_text(5),
                                .made_at = row.integer(6)});
  for (const db::Row row : db.run(kOverrides, {{"line", line}}))
    rules.overrides.push_back({.uuid = row.uuid(0),
                               .days = days_of(row.text(1)),
                               .first_day = parse_day(row.text(2)).value(),
                               .last_day = parse_day(row.text(3)).value(),
                               .reason = row.text(4)});
  return rules;
}

bool has_any(db::Connection& db, LineId line) {
  return !db.run(kHasAny, {{"line", line}}).empty();
}

Uuid insert(Tx& tx, LineId line, const Regime& regime) {
  const Uuid uuid = tx.new_uuid();
  tx.db.run(kInsertRegime, {{"uuid", uuid},
                            {"line", line},
                            {"days", wire::days_name(regime.days)},
                            {"week", wire::week(regime.week)},
                            {"from", day_text(regime.valid_from)},
                            {"until", maybe_text(regime.valid_until)}});
  return uuid;
}

Uuid insert(Tx& tx, LineId line, const Exception& exception, std::optional<StaffId> made_by) {
  const Uuid uuid = tx.new_uuid();
  tx.db.run(kInsertException, {{"uuid", uuid},
                               {"line", line},
                               {"kind", exception.is_open ? "open" : "closed"},
                               {"starts", local_text(exception.starts_at)},
                               {"ends", local_text(exception.ends_at)},
                               {"reason", exception.reason},
                               {"by", made_by},
                               {"now", tx.now}});
  return uuid;
}

Uuid insert(Tx& tx, LineId line, const Override& days, std::optional<StaffId> made_by) {
  const Uuid uuid = tx.new_uuid();
  tx.db.run(kInsertOverride, {{"uuid", uuid},
                              {"line", line},
                              {"days", wire::days_name(days.days)},
                              {"first", day_text(days.first_day)},
                              {"last", day_text(days.last_day)},
                              {"reason", days.reason},
                              {"by", made_by},
                              {"now", tx.now}});
  return uuid;
}

bool update(db::Connection& db, LineId line, const Regime& regime) {
  return db.run(kUpdateRegime, {{"line", line},
                                {"uuid", regime.uuid},
                                {"days", wire::days_name(regime.days)},
                                {"week", wire::week(regime.week)},
                                {"from", day_text(regime.valid_from)},
                                {"until", maybe_text(regime.valid_until)}})
             .changed() > 0;
}

bool drop_regime(db::Connection& db, LineId line, const Uuid& uuid) {
  return db.run(kDropRegime, {{"line", line}, {"uuid", uuid}}).changed() > 0;
}

bool drop_override(db::Connection& db, LineId line, const Uuid& uuid) {
  return db.run(kDropOverride, {{"line", line}, {"uuid", uuid}}).changed() > 0;
}

void drop_exception(db::Connection& db, LineId line, const Uuid& uuid) {
  db.run(kDropException, {{"line", line}, {"uuid", uuid}});
}

void end_exception(db::Connection& db, LineId line, const Uuid& uuid, LocalTime ends_at) {
  db.run(kEndException, {{"line", line}, {"uuid", uuid}, {"ends", local_text(ends_at)}});
}

}  // namespace onthaal::hours::store
