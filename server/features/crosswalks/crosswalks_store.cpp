#include "features/crosswalks/crosswalks_store.h"

namespace onthaal::crosswalks::store {
namespace {

constexpr db::Sql kVersions{"crosswalk.versions",
                            "select v.version, v.made_at, s.alias from crosswalk_version v"
                            " left join staff s on s.id = v.made_by where v.line = :line and v.target = :target"
                            " order by v.version desc"};
constexpr db::Sql kNewest{
    "crosswalk.newest",
    "select coalesce(max(version), 0) from crosswalk_version where line = :line and target = :target"};
constexpr db::Sql kLinesWithout{"crosswalk.lines_without",
                                "select l.id from line l where not exists (select 1 from crosswalk_version v"
                                " where v.line = l.id and v.target = :target) order by l.id"};
constexpr db::Sql kMappings{"crosswalk.mappings",
                            "select term, domain, category from crosswalk where line = :line and target = :target"
                            " and version = :version order by term"};
constexpr db::Sql kAddVersion{"crosswalk.add_version",
                              "insert into crosswalk_version (line, target, version, made_at, made_by)"
                              " values (:line, :target, :version, :now, :by) on conflict do nothing"};
constexpr db::Sql kAdd{"crosswalk.add",
                       "insert into crosswalk (line, target, version, term, domain, category)"
                       " values (:line, :target, :version, :term, :domain, :category)"};
constexpr db::Sql kTerms{"crosswalk.terms",
                         "select id, case when kind = 'theme' then 1 else 0 end, code, label_nl, label_en, valid_until"
                         " from term where line = :line and kind in ('theme', 'outcome') order by kind desc, position"};

}  // namespace

std::vector<Version> versions(db::Connection& db, LineId line, std::string_view target) {
  std::vector<Version> all;
  for (const db::Row row : db.run(kVersions, {{"line", line}, {"target", target}}))
    all.push_back({row.integer(0), row.integer(1), row.maybe_text(2)});
  return all;
}

std::int64_t newest(db::Connection& db, LineId line, std::string_view target) {
  return db.run(kNewest, {{"line", line}, {"target", target}})[0].integer(0);
}

std::vector<LineId> lines_without(db::Connection& db, std::string_view target) {
  std::vector<LineId> all;
  for (const db::Row row : db.run(kLinesWithout, {{"target", target}})) all.push_back({row.integer(0)});
  return all;
}

std::vector<Mapping> mappings(db::Connection& db, LineId line, std::string_view target, std::int64_t version) {
  std::vector<Mapping> all;
  for (const db::Row row : db.run(kMappings, {{"line", line}, {"target", target}, {"version", version}}))
    all.push_back({{row.integer(0)}, row.text(1), row.text(2)});
  return all;
}

bool add(Tx& tx, LineId line, std::string_view target, std::int64_t version, std::optional<StaffId> by,
         const std::vector<Mapping>& mappings) {
  const db::Rows added =
      tx.db.run(kAddVersion, {{"line", line}, {"target", target}, {"version", version}, {"now", tx.now}, {"by", by}});
  if (added.changed() == 0) return false;
  for (const Mapping& each : mappings)
    tx.db.run(kAdd, {{"line", line},
                     {"target", target},
                     {"version", version},
                     {"term", each.term},
                     {"domain", each.domain},
                     {"category", each.category}});
  return true;
}

std::vector<Term> terms(db::Connection& db, LineId line) {
  std::vector<Term> all;
  for (const db::Row row : db.run(kTerms, {{"line", line}}))
    all.push_back({{row.integer(0)}, row.integer(1) != 0, row.text(2), row.text(3), row.text(4), row.maybe_text(5)});
  return all;
}

}  // namespace onthaal::crosswalks::store
