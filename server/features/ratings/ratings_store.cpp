#include "features/ratings/ratings_store.h"

namespace onthaal::ratings::store {
namespace {

constexpr db::Sql kLatest{"rating.latest",
                          "select id, uuid, key, case when accepted_at is not null and ended_at is not null then 1"
                          " else 0 end from conversation where visit = :visit order by id desc limit 1"};
constexpr db::Sql kPut{
    "rating.put",
    "insert into rating (uuid, conversation, line, stars, text, may_quote, at) values (:uuid, :conversation,"
    " (select line from conversation where id = :conversation), :stars, :text, :may_quote, :now) on conflict"
    " (conversation) do update set stars = excluded.stars, text = excluded.text,"
    " may_quote = excluded.may_quote, at = excluded.at where rating.read_at is null returning id"};
constexpr db::Sql kTakeBack{"rating.take_back",
                            "update rating set may_quote = 0 where may_quote = 1 and conversation in"
                            " (select id from conversation where visit = :visit) returning conversation"};
constexpr db::Sql kUnread{"rating.unread",
                          "select r.uuid, r.at, r.stars, r.text, r.may_quote, c.who, c.key, c.uuid from rating r"
                          " join conversation c on c.id = r.conversation"
                          " join seal_key k on k.id = c.key and k.wrapped is not null"
                          " where c.line = :line and r.read_at is null and r.text is not null and length(r.text) > 0"
                          " order by r.at, r.id limit :limit"};
#define ONTHAAL_QUOTABLE                                                                                      \
  " from rating r join conversation c on c.id = r.conversation join seal_key k on k.id = c.key and k.wrapped" \
  " is not null where r.line = :line and r.text is not null and length(r.text) > 0 and r.may_quote = 1"
constexpr db::Sql kQuotable{
    "rating.quotable",
    "select r.uuid, r.at, r.stars, r.text, r.may_quote, c.who, c.key, c.uuid" ONTHAAL_QUOTABLE
    " and c.requested_at >= :from and c.requested_at < :until order by r.at desc, r.id desc limit :limit"};
constexpr db::Sql kFindQuotable{"rating.find_quotable",
                                "select r.id, c.requested_at" ONTHAAL_QUOTABLE " and r.uuid = :rating"};
#undef ONTHAAL_QUOTABLE
constexpr db::Sql kStars{"rating.stars",
                         "select r.stars, count(*) from rating r join conversation c on c.id = r.conversation"
                         " where c.line = :line group by r.stars"};
constexpr db::Sql kFind{"rating.find",
                        "select r.id from rating r join conversation c on c.id = r.conversation"
                        " where r.uuid = :rating and c.line = :line and r.text is not null"};
constexpr db::Sql kMarkRead{"rating.mark_read",
                            "update rating set read_at = :now, read_by = :staff where id = :id and read_at is null"};

std::vector<Text> texts(const db::Rows& rows) {
  std::vector<Text> all;
  for (const db::Row row : rows)
    all.push_back({.rating = row.uuid(0),
                   .at = row.integer(1),
                   .stars = row.maybe_integer(2),
                   .text = row.text(3),
                   .may_quote = row.integer(4) != 0,
                   .who = row.maybe_text(5),
                   .key = row.integer(6),
                   .conversation = row.uuid(7)});
  return all;
}

}  // namespace

std::optional<Latest> find_latest(db::Connection& db, VisitId visit) {
  const db::Rows rows = db.run(kLatest, {{"visit", visit}});
  if (rows.empty()) return std::nullopt;
  return Latest{{rows[0].integer(0)}, rows[0].uuid(1), rows[0].integer(2), rows[0].integer(3) != 0};
}

bool put(Tx& tx, const NewRating& rating) {
  return !tx.db
              .run(kPut, {{"uuid", tx.new_uuid()},
                          {"conversation", rating.conversation},
                          {"stars", rating.stars},
                          {"text", rating.text ? std::optional(db::Bytes{*rating.text}) : std::nullopt},
                          {"may_quote", rating.may_quote},
                          {"now", tx.now}})
              .empty();
}

std::vector<ConversationId> take_back(Tx& tx, VisitId visit) {
  std::vector<ConversationId> talks;
  for (const db::Row row : tx.db.run(kTakeBack, {{"visit", visit}})) talks.push_back({row.integer(0)});
  return talks;
}

std::vector<Text> unread(db::Connection& db, LineId line, std::int64_t limit) {
  return texts(db.run(kUnread, {{"line", line}, {"limit", limit}}));
}

std::vector<Text> quotable(db::Connection& db, LineId line, const Span& talks, std::int64_t limit) {
  return texts(db.run(kQuotable, {{"line", line}, {"from", talks.from}, {"until", talks.until}, {"limit", limit}}));
}

std::optional<Found> find_quotable(db::Connection& db, LineId line, const Uuid& rating) {
  const db::Rows rows = db.run(kFindQuotable, {{"line", line}, {"rating", rating}});
  return rows.empty() ? std::nullopt : std::optional(Found{rows[0].integer(0), rows[0].integer(1)});
}

Figures figures(db::Connection& db, LineId line) {
  Figures figures;
  std::int64_t stars = 0;
  std::int64_t given = 0;
  for (const db::Row row : db.run(kStars, {{"line", line}})) {
    figures.raters += row.integer(1);
    if (row.is_null(0)) continue;
    stars += row.integer(0) * row.integer(1);
    given += row.integer(1);
  }
  if (given > 0) figures.mean = static_cast<double>(stars) / static_cast<double>(given);
  return figures;
}

bool mark_read(Tx& tx, LineId line, const Uuid& rating, StaffId staff) {
  const db::Rows rows = tx.db.run(kFind, {{"rating", rating}, {"line", line}});
  if (rows.empty()) return false;
  tx.db.run(kMarkRead, {{"id", rows[0].integer(0)}, {"staff", staff}, {"now", tx.now}});
  return true;
}

}  // namespace onthaal::ratings::store
