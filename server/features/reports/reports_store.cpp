#include "features/reports/reports_store.h"

namespace onthaal::reports::store {
namespace {

constexpr db::Sql kTexts{"report.texts",
                         "select t.chapter, t.number, t.at, s.alias, t.text from report_text t left join staff s on"
                         " s.id = t.staff where t.line = :line and t.year = :year and t.number = (select max(n.number)"
                         " from report_text n where n.line = :line and n.year = :year and n.chapter = t.chapter)"};
constexpr db::Sql kVersions{"report.versions",
                            "select t.chapter, t.number, t.at, s.alias, t.text from report_text t left join staff s"
                            " on s.id = t.staff where t.line = :line and t.year = :year and t.chapter = :chapter"
                            " order by t.number desc limit 50"};
// One after the newest there is.
constexpr db::Sql kInsertText{
    "report.insert_text",
    "insert into report_text (line, year, chapter, number, text, at, staff) select l.id, :year, :chapter, :number,"
    " :text, :at, :staff from line l where l.id = :line and :number = (select coalesce(max(t.number), 0) + 1 from"
    " report_text t where t.line = :line and t.year = :year and t.chapter = :chapter)"
    " on conflict (line, year, chapter, number) do nothing returning id"};

constexpr db::Sql kQuotes{"report.quotes",
                          "select q.uuid, q.year, q.chapter, r.uuid, q.text, q.about, q.at, s.alias from report_quote q"
                          " join rating r on r.id = q.rating left join staff s on s.id = q.staff"
                          " where q.line = :line and q.year = :year order by q.id"};
constexpr db::Sql kQuoted{"report.quoted",
                          "select r.uuid from report_quote q join rating r on r.id = q.rating where q.line = :line"};
constexpr db::Sql kInsertQuote{
    "report.insert_quote",
    "insert into report_quote (uuid, line, year, chapter, rating, text, about, at, staff) values (:uuid, :line, :year,"
    " :chapter, :rating, :text, :about, :at, :staff) on conflict (rating) do nothing returning id"};
constexpr db::Sql kFindQuote{"report.find_quote",
                             "select q.id, r.uuid from report_quote q join rating r on r.id = q.rating"
                             " where q.uuid = :uuid and q.line = :line and q.year = :year"};
constexpr db::Sql kRemoveQuote{"report.remove_quote", "delete from report_quote where id = :id"};
constexpr db::Sql kTakeBack{"report.take_back",
                            "delete from report_quote where rating = (select r.id from rating r where r.conversation ="
                            " :talk) returning line, year, (select r.uuid from rating r where r.conversation = :talk)"};

Text text_of(const db::Row& row) {
  return {row.integer(1), row.integer(2), row.maybe_text(3), row.text(4)};
}

}  // namespace

std::map<std::string, Text, std::less<>> texts(db::Connection& db, LineId line, std::string_view year) {
  std::map<std::string, Text, std::less<>> found;
  for (const db::Row row : db.run(kTexts, {{"line", line}, {"year", year}})) found.emplace(row.text(0), text_of(row));
  return found;
}

std::vector<Text> versions(db::Connection& db, const Which& which) {
  std::vector<Text> found;
  for (const db::Row row : db.run(kVersions, {{"line", which.line}, {"year", which.year}, {"chapter", which.chapter}}))
    found.push_back(text_of(row));
  return found;
}

std::optional<Text> newest(db::Connection& db, const Which& which) {
  auto all = texts(db, which.line, which.year);
  const auto found = all.find(which.chapter);
  return found == all.end() ? std::nullopt : std::optional(std::move(found->second));
}

bool insert(Tx& tx, const Which& which, std::int64_t number, std::string_view text, StaffId staff) {
  return !tx.db
              .run(kInsertText, {{"line", which.line},
                                 {"year", which.year},
                                 {"chapter", which.chapter},
                                 {"number", number},
                                 {"text", text},
                                 {"at", tx.now},
                                 {"staff", staff}})
              .empty();
}

std::vector<Quote> quotes(db::Connection& db, LineId line, std::string_view year) {
  std::vector<Quote> found;
  for (const db::Row row : db.run(kQuotes, {{"line", line}, {"year", year}}))
    found.push_back({.uuid = row.uuid(0),
                     .year = row.text(1),
                     .chapter = row.text(2),
                     .rating = row.uuid(3),
                     .text = row.text(4),
                     .about = row.text(5),
                     .at = row.integer(6),
                     .by = row.maybe_text(7)});
  return found;
}

std::set<Uuid> quoted(db::Connection& db, LineId line) {
  std::set<Uuid> found;
  for (const db::Row row : db.run(kQuoted, {{"line", line}})) found.insert(row.uuid(0));
  return found;
}

bool insert(Tx& tx, LineId line, const Quote& quote, std::int64_t rating, StaffId staff) {
  return !tx.db
              .run(kInsertQuote, {{"uuid", quote.uuid},
                                  {"line", line},
                                  {"year", quote.year},
                                  {"chapter", quote.chapter},
                                  {"rating", rating},
                                  {"text", quote.text},
                                  {"about", quote.about},
                                  {"at", tx.now},
                                  {"staff", staff}})
              .empty();
}

std::optional<Uuid> remove(Tx& tx, LineId line, std::string_view year, const Uuid& quote) {
  const db::Rows rows = tx.db.run(kFindQuote, {{"uuid", quote}, {"line", line}, {"year", year}});
  if (rows.empty()) return std::nullopt;
  tx.db.run(kRemoveQuote, {{"id", rows[0].integer(0)}});
  return rows[0].uuid(1);
}

std::optional<Quoted> take_back(Tx& tx, ConversationId talk) {
  const db::Rows rows = tx.db.run(kTakeBack, {{"talk", talk}});
  if (rows.empty()) return std::nullopt;
  return Quoted{{rows[0].integer(0)}, rows[0].text(1), rows[0].uuid(2)};
}

}  // namespace onthaal::reports::store
