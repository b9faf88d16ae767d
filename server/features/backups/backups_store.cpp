#include "features/backups/backups_store.h"

#include <algorithm>
#include <map>

namespace onthaal::backups::store {
namespace {

// What an engine knows of its own tables, each in its own words.
constexpr db::Sql kSqliteTables{"backup.sqlite_tables",
                                "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'"
                                " order by name"};
constexpr db::Sql kSqliteSizes{"backup.sqlite_sizes",
                               "select s.tbl_name, cast(sum(d.pgsize) as integer) from dbstat d"
                               " join sqlite_schema s on s.name = d.name where d.aggregate group by s.tbl_name"};
constexpr db::Sql kPostgresTables{"backup.postgres_tables",
                                  "select tablename from pg_tables where schemaname = current_schema()"
                                  " order by tablename"};
constexpr db::Sql kPostgresSizes{"backup.postgres_sizes",
                                 "select tablename, pg_total_relation_size(quote_ident(schemaname) || '.' ||"
                                 " quote_ident(tablename)) from pg_tables where schemaname = current_schema()"};

constexpr db::Sql kMasterKeys{"backup.master_keys",
                              "select number, fingerprint from master_key where number in"
                              " (select master from seal_key where wrapped is not null union"
                              " select master from trace_key where wrapped is not null)"
                              " or number = (select max(number) from master_key) order by number"};
constexpr db::Sql kDeletions{"backup.deletions",
                             "select uuid, forgotten_at, forgotten_by from conversation where forgotten_at >= :from"
                             " order by forgotten_at"};
constexpr db::Sql kDepartures{"backup.departures",
                              "select s.uuid, max(a.at) from staff s join audit a on a.about = s.uuid"
                              " where s.state = 'disabled' and a.what = 'staff.disabled' and a.at >= :from"
                              " group by s.uuid order by 2"};
#define ONTHAAL_CHANGED                                                                                 \
  "'role.given', 'role.taken', 'password.changed', 'password.reset', 'factor.added', 'factor.removed'," \
  " 'recovery_codes.made', 'email.changed', 'sign_on.linked'"
constexpr db::Sql kChanged{"backup.changed",
                           "select s.uuid, max(a.at) from staff s join audit a on a.about = s.uuid"
                           " where s.state <> 'disabled' and a.at >= :from and a.what in (" ONTHAAL_CHANGED
                           ") group by s.uuid order by 2"};
constexpr db::Sql kHasDeletion{"backup.has_deletion", "select 1 from conversation where forgotten_at >= :from limit 1"};
constexpr db::Sql kHasDeparture{"backup.has_departure",
                                "select 1 from staff s join audit a on a.about = s.uuid"
                                " where a.what in ('staff.disabled', 'staff.enabled', " ONTHAAL_CHANGED
                                ") and a.at >= :from limit 1"};
#undef ONTHAAL_CHANGED
constexpr db::Sql kLastDeletion{"backup.last_deletion",
                                "select max(forgotten_at) from conversation where forgotten_at <= :until"};
constexpr db::Sql kLastDeparture{"backup.last_departure",
                                 "select max(a.at) from staff s join audit a on a.about = s.uuid"
                                 " where s.state = 'disabled' and a.what = 'staff.disabled' and a.at <= :until"};
constexpr db::Sql kLastMigration{"backup.last_migration", "select name from migration order by number desc limit 1"};

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::vector<std::string> names(db::Connection& db) {
  std::vector<std::string> all;
  for (const db::Row row : db.run(db.engine() == db::Engine::sqlite ? kSqliteTables : kPostgresTables))
    all.push_back(row.text(0));
  return all;
}

std::vector<Departure> people(db::Connection& db, const db::Sql& sql, Millis from) {
  std::vector<Departure> all;
  for (const db::Row row : db.run(sql, {{"from", from}})) all.push_back({.staff = row.uuid(0), .at = row.integer(1)});
  return all;
}

}  // namespace

std::vector<Table> tables(db::Connection& db) {
  std::map<std::string, std::int64_t> sizes;
  for (const db::Row row : db.run(db.engine() == db::Engine::sqlite ? kSqliteSizes : kPostgresSizes))
    sizes[row.text(0)] = row.integer(1);
  std::vector<Table> all;
  for (const std::string& name : names(db)) {
    const std::string statement = "backup.count." + name, text = "select count(*) from \"" + name + "\"";
    all.push_back({name, db.run({statement, text})[0].integer(0), sizes[name]});
  }
  return all;
}

std::vector<KeyName> master_keys(db::Connection& db) {
  if (!has(names(db), "trace_key")) return {};
  std::vector<KeyName> all;
  for (const db::Row row : db.run(kMasterKeys)) all.push_back({row.integer(0), row.text(1)});
  return all;
}

std::vector<Deletion> deletions(db::Connection& db, Millis from) {
  std::vector<Deletion> all;
  for (const db::Row row : db.run(kDeletions, {{"from", from}}))
    all.push_back({.talk = row.uuid(0), .at = row.integer(1), .is_by_visitor = row.maybe_text(2) == "visitor"});
  return all;
}

std::vector<Departure> departures(db::Connection& db, Millis from) {
  return people(db, kDepartures, from);
}

std::vector<Departure> changed_people(db::Connection& db, Millis from) {
  return people(db, kChanged, from);
}

bool has_deletion(db::Connection& db, Millis from) {
  return !db.run(kHasDeletion, {{"from", from}}).empty() || !db.run(kHasDeparture, {{"from", from}}).empty();
}

std::optional<Millis> last_deletion(db::Connection& db, Millis until) {
  return std::max(db.run(kLastDeletion, {{"until", until}})[0].maybe_integer(0),
                  db.run(kLastDeparture, {{"until", until}})[0].maybe_integer(0));
}

std::string last_migration(db::Connection& db) {
  if (!has(names(db), "migration")) return "";
  const db::Rows rows = db.run(kLastMigration);
  return rows.empty() ? "" : rows[0].text(0);
}

}  // namespace onthaal::backups::store
