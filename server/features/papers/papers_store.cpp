#include "features/papers/papers_store.h"

namespace onthaal::papers::store {
namespace {

constexpr db::Sql kEditions{"paper.editions",
                            "select number, at from paper_shipped where name = :name and language = :language"
                            " order by number desc"};
constexpr db::Sql kShippedText{"paper.shipped_text",
                               "select text from paper_shipped where name = :name and language = :language"
                               " and number = :number"};
constexpr db::Sql kInsertEdition{"paper.insert_edition",
                                 "insert into paper_shipped (name, language, number, text, at)"
                                 " values (:name, :language, :number, :text, :at)"};
constexpr db::Sql kVersions{"paper.versions",
                            "select number, shipped, at, staff from paper where line = :line and name = :name"
                            " and language = :language order by number desc"};
constexpr db::Sql kText{"paper.text",
                        "select text from paper where line = :line and name = :name and language = :language and"
                        " number = :number"};
// One after the newest there is.
constexpr db::Sql kInsert{
    "paper.insert",
    "insert into paper (line, name, language, number, shipped, text, at, staff) select l.id, :name,"
    " :language, :number, :shipped, :text, :at, :staff from line l where l.id = :line and :number = (select"
    " coalesce(max(p.number), 0) + 1 from paper p where p.line = :line and p.name = :name and"
    " p.language = :language) on conflict (line, name, language, number) do nothing returning id"};

std::optional<std::string> first_text(const db::Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional(rows[0].text(0));
}

}  // namespace

std::vector<Edition> editions(db::Connection& db, const Which& which) {
  std::vector<Edition> found;
  for (const db::Row row : db.run(kEditions, {{"name", which.name}, {"language", which.language}}))
    found.push_back({row.integer(0), row.integer(1)});
  return found;
}

std::optional<std::string> shipped_text(db::Connection& db, const Which& which, std::int64_t number) {
  return first_text(db.run(kShippedText, {{"name", which.name}, {"language", which.language}, {"number", number}}));
}

void insert_edition(Tx& tx, const Which& which, const Edition& edition, std::string_view text) {
  tx.db.run(kInsertEdition, {{"name", which.name},
                             {"language", which.language},
                             {"number", edition.number},
                             {"text", text},
                             {"at", edition.at}});
}

std::vector<Version> versions(db::Connection& db, LineId line, const Which& which) {
  std::vector<Version> found;
  for (const db::Row row : db.run(kVersions, {{"line", line}, {"name", which.name}, {"language", which.language}}))
    found.push_back({row.integer(0), row.integer(1), row.integer(2), {row.integer(3)}});
  return found;
}

std::optional<std::string> text(db::Connection& db, LineId line, const Which& which, std::int64_t number) {
  return first_text(
      db.run(kText, {{"line", line}, {"name", which.name}, {"language", which.language}, {"number", number}}));
}

bool insert(Tx& tx, LineId line, const Which& which, const Version& version, std::string_view text) {
  return !tx.db
              .run(kInsert, {{"line", line},
                             {"name", which.name},
                             {"language", which.language},
                             {"number", version.number},
                             {"shipped", version.shipped},
                             {"text", text},
                             {"at", version.at},
                             {"staff", version.staff}})
              .empty();
}

}  // namespace onthaal::papers::store
