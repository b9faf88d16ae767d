#include "features/terms/terms_store.h"

#include <array>

#include "core/split.h"

namespace onthaal::terms::store {
namespace {

#define COLUMNS "id, uuid, kind, code, label_nl, label_nl_u, label_en, domains, is_heavy, valid_from, valid_until"

constexpr db::Sql kInsert{
    "term.insert",
    "insert into term (uuid, line, kind, code, label_nl, label_nl_u, label_en, domains, is_heavy, valid_from,"
    " valid_until, position) values (:uuid, :line, :kind, :code, :nl, :nl_u, :en, :domains, :is_heavy, :valid_from,"
    " :valid_until, (select coalesce(max(position), -1) + 1 from term where line = :line and kind = :kind))"
    " on conflict (line, kind, code) do nothing returning " COLUMNS};
constexpr db::Sql kUpdate{
    "term.update",
    "update term set label_nl = :nl, label_nl_u = :nl_u, label_en = :en, domains = :domains, is_heavy = :is_heavy,"
    " valid_from = :valid_from, valid_until = :valid_until where id = :id returning " COLUMNS};
constexpr db::Sql kAll{"term.all", "select " COLUMNS " from term where line = :line order by kind, position"};
constexpr db::Sql kOfDay{"term.of_day", "select " COLUMNS
                                        " from term where line = :line and kind = :kind and valid_from <= :day"
                                        " and (valid_until is null or valid_until >= :day) order by position"};
constexpr db::Sql kFind{"term.find",
                        "select " COLUMNS " from term where line = :line and kind = :kind and code = :code"};
constexpr db::Sql kFindByUuid{"term.find_by_uuid", "select " COLUMNS " from term where line = :line and uuid = :uuid"};
constexpr db::Sql kFindById{"term.find_by_id", "select " COLUMNS " from term where id = :id"};

#undef COLUMNS

constexpr std::array<std::string_view, 4> kKinds{"theme", "outcome", "source", "topic"};

std::string joined(const std::vector<std::string>& domains) {
  std::string text;
  for (const std::string& domain : domains) text += (text.empty() ? "" : ",") + domain;
  return text;
}

Term term_of(const db::Row& row) {
  std::size_t kind = 0;
  while (kKinds[kind] != row.text(2)) ++kind;
  return {.id = {row.integer(0)},
          .uuid = row.uuid(1),
          .kind = static_cast<Kind>(kind),
          .code = row.text(3),
          .label = {row.text(4), row.text(5), row.text(6)},
          .domains = split(row.text(7), ','),
          .is_heavy = row.integer(8) != 0,
          .valid_from = row.text(9),
          .valid_until = row.maybe_text(10)};
}

std::optional<Term> first(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return term_of(rows[0]);
}

std::vector<Term> list(const db::Rows& rows) {
  std::vector<Term> terms;
  for (const db::Row row : rows) terms.push_back(term_of(row));
  return terms;
}

}  // namespace

std::string_view kind_name(Kind kind) {
  return kKinds.at(static_cast<std::size_t>(kind));
}

std::optional<Term> insert(Tx& tx, LineId line, const NewTerm& term) {
  return first(tx.db.run(kInsert, {{"uuid", tx.new_uuid()},
                                   {"line", line},
                                   {"kind", kind_name(term.kind)},
                                   {"code", term.code},
                                   {"nl", term.label.nl},
                                   {"nl_u", term.label.nl_u},
                                   {"en", term.label.en},
                                   {"domains", joined(term.domains)},
                                   {"is_heavy", term.is_heavy},
                                   {"valid_from", term.valid_from},
                                   {"valid_until", term.valid_until}}));
}

std::optional<Term> update(db::Connection& db, TermId id, const NewTerm& term) {
  return first(db.run(kUpdate, {{"id", id},
                                {"nl", term.label.nl},
                                {"nl_u", term.label.nl_u},
                                {"en", term.label.en},
                                {"domains", joined(term.domains)},
                                {"is_heavy", term.is_heavy},
                                {"valid_from", term.valid_from},
                                {"valid_until", term.valid_until}}));
}

std::vector<Term> all(db::Connection& db, LineId line) {
  return list(db.run(kAll, {{"line", line}}));
}

std::vector<Term> of_day(db::Connection& db, LineId line, Kind kind, std::string_view day) {
  return list(db.run(kOfDay, {{"line", line}, {"kind", kind_name(kind)}, {"day", day}}));
}

std::optional<Term> find(db::Connection& db, LineId line, Kind kind, std::string_view code) {
  return first(db.run(kFind, {{"line", line}, {"kind", kind_name(kind)}, {"code", code}}));
}

std::optional<Term> find(db::Connection& db, LineId line, const Uuid& uuid) {
  return first(db.run(kFindByUuid, {{"line", line}, {"uuid", uuid}}));
}

std::optional<Term> find(db::Connection& db, TermId id) {
  return first(db.run(kFindById, {{"id", id}}));
}

}  // namespace onthaal::terms::store
