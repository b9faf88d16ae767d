#include "features/flags/flags_store.h"

namespace onthaal::flags::store {
namespace {

// The columns of a talk. A real one is recorded as such: not a fake call, not broken off, and nobody suspects it.
#define ONTHAAL_TALK                                                                                                   \
  "select c.id, c.uuid, c.line, l.uuid, c.visit, c.key, c.first_accepted_at,"                                          \
  " case when f.state = 'confirmed' then 1 else 0 end,"                                                                \
  " case when r.state = 'done' and r.is_fake = 0 and r.is_broken_off = 0"                                              \
  " and coalesce(f.state, 'withdrawn') in ('withdrawn', 'rejected') then 1 else 0 end, c.is_second from conversation " \
  "c"                                                                                                                  \
  " join line l on l.id = c.line left join flag f on f.conversation = c.id left join registration r"                   \
  " on r.conversation = c.id"
#define ONTHAAL_FLAG                                                                                            \
  "select f.id, f.uuid, c.uuid, c.line, l.uuid, c.key, f.state, f.made_by, s.uuid, s.alias, f.made_at, f.why,"  \
  " f.question, f.answer from flag f join conversation c on c.id = f.conversation join line l on l.id = c.line" \
  " join staff s on s.id = f.made_by"
// The second person is not who marked it, and read the talk since.
#define ONTHAAL_HAS_READ                                                                        \
  " exists (select 1 from reading r where r.conversation = flag.conversation and r.staff = :by" \
  " and r.purpose = 'flag' and r.at >= flag.made_at)"
#define ONTHAAL_MAY_DECIDE " id = :id and state in ('suspected', 'asked_back') and made_by <> :by and" ONTHAAL_HAS_READ

constexpr db::Sql kTalk{"flag.talk", ONTHAAL_TALK " where c.id = :id"};
constexpr db::Sql kTalkOfLine{"flag.talk_of_line", ONTHAAL_TALK " where c.uuid = :conversation and c.line = :line"};
constexpr db::Sql kOwnTalk{"flag.own_talk", ONTHAAL_TALK
                           " where c.uuid = :conversation and c.last_operator = :staff and exists"
                           " (select 1 from staff_role o where o.staff = :staff and o.line = c.line"
                           " and o.role in ('operator', 'coordinator'))"};
constexpr db::Sql kFind{"flag.find", ONTHAAL_FLAG " where c.uuid = :conversation"};
constexpr db::Sql kFindOfLine{"flag.find_of_line", ONTHAAL_FLAG " where f.uuid = :flag and c.line = :line"};
constexpr db::Sql kToReview{"flag.to_review", ONTHAAL_FLAG
                            " where c.line = :line and (f.state in ('suspected', 'asked_back')"
                            " or (f.state <> 'withdrawn' and f.decided_at > :since))"
                            " order by coalesce(f.decided_at, 0), f.made_at, f.id"};
constexpr db::Sql kAskedBack{
    "flag.asked_back", ONTHAAL_FLAG " where f.made_by = :staff and f.state = 'asked_back' order by f.made_at, f.id"};
constexpr db::Sql kCountConfirmed{"flag.count_confirmed",
                                  "select count(*) from flag f join conversation c on c.id = f.conversation"
                                  " where f.state = 'confirmed' and c.line = :line and f.decided_at > :since"};
constexpr db::Sql kInsert{"flag.insert",
                          "insert into flag (uuid, conversation, line, state, made_by, made_at, why) values (:uuid,"
                          " :conversation, (select line from conversation where id = :conversation), 'suspected',"
                          " :made_by, :now, :why)"};
constexpr db::Sql kMarkAgain{"flag.mark_again",
                             "update flag set state = case state when 'withdrawn' then 'suspected' else state end,"
                             " made_by = :made_by, made_at = case state when 'withdrawn' then :now else made_at end,"
                             " why = :why where id = :id and (state = 'withdrawn'"
                             " or (state in ('suspected', 'asked_back') and made_by = :made_by))"};
constexpr db::Sql kWithdraw{
    "flag.withdraw", "update flag set state = 'withdrawn' where id = :id and state in ('suspected', 'asked_back')"};
constexpr db::Sql kAnswer{
    "flag.answer", "update flag set state = 'suspected', answer = :answer where id = :id and state = 'asked_back'"};
constexpr db::Sql kAskBack{"flag.ask_back",
                           "update flag set state = 'asked_back', question = :question, answer = null"
                           " where" ONTHAAL_MAY_DECIDE};
constexpr db::Sql kDecide{"flag.decide",
                          "update flag set state = :state, decided_by = :by, decided_at = :now"
                          " where" ONTHAAL_MAY_DECIDE};
constexpr db::Sql kHasRead{"flag.has_read", "select 1 from flag where id = :id and" ONTHAAL_HAS_READ};
constexpr db::Sql kOften{"line.frequent", "select frequent_talks, frequent_days from line where id = :line"};
constexpr db::Sql kSetOften{"line.set_frequent",
                            "update line set frequent_talks = :talks, frequent_days = :days where id = :line"};

std::optional<Talk> talk_of(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  const db::Row row = rows[0];
  return Talk{.subject = {{row.integer(0)}, row.uuid(1), {row.integer(2)}, row.uuid(3)},
              .visit = {row.integer(4)},
              .key = row.integer(5),
              .accepted_at = row.maybe_integer(6),
              .is_confirmed = row.integer(7) != 0,
              .is_real = row.integer(8) != 0,
              .is_second = row.integer(9) != 0};
}

Flag flag_of(const db::Row& row) {
  return {.id = row.integer(0),
          .uuid = row.uuid(1),
          .conversation = row.uuid(2),
          .line = {row.integer(3)},
          .line_uuid = row.uuid(4),
          .key = row.integer(5),
          .state = row.text(6),
          .made_by = {row.integer(7)},
          .made_by_uuid = row.uuid(8),
          .alias = row.text(9),
          .made_at = row.integer(10),
          .why = row.text(11),
          .question = row.maybe_text(12),
          .answer = row.maybe_text(13)};
}

std::optional<Flag> first(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return flag_of(rows[0]);
}

std::vector<Flag> list(const db::Rows& rows) {
  std::vector<Flag> all;
  for (const db::Row row : rows) all.push_back(flag_of(row));
  return all;
}

}  // namespace

std::optional<Talk> find_talk(db::Connection& db, ConversationId id) {
  return talk_of(db.run(kTalk, {{"id", id}}));
}

std::optional<Talk> find_talk(db::Connection& db, LineId line, const Uuid& conversation) {
  return talk_of(db.run(kTalkOfLine, {{"line", line}, {"conversation", conversation}}));
}

std::optional<Talk> find_own_talk(db::Connection& db, const Uuid& conversation, StaffId staff) {
  return talk_of(db.run(kOwnTalk, {{"conversation", conversation}, {"staff", staff}}));
}

std::optional<Flag> find(db::Connection& db, const Uuid& conversation) {
  return first(db.run(kFind, {{"conversation", conversation}}));
}

std::optional<Flag> find(db::Connection& db, LineId line, const Uuid& flag) {
  return first(db.run(kFindOfLine, {{"line", line}, {"flag", flag}}));
}

std::vector<Flag> to_review(db::Connection& db, LineId line, Millis decided_since) {
  return list(db.run(kToReview, {{"line", line}, {"since", decided_since}}));
}

std::vector<Flag> asked_back(db::Connection& db, StaffId made_by) {
  return list(db.run(kAskedBack, {{"staff", made_by}}));
}

std::int64_t count_confirmed(db::Connection& db, LineId line, Millis decided_since) {
  return db.run(kCountConfirmed, {{"line", line}, {"since", decided_since}})[0].integer(0);
}

void insert(Tx& tx, const NewFlag& flag) {
  tx.db.run(kInsert, {{"uuid", flag.uuid},
                      {"conversation", flag.conversation},
                      {"made_by", flag.made_by},
                      {"now", tx.now},
                      {"why", db::Bytes{flag.why}}});
}

bool mark_again(Tx& tx, std::int64_t id, StaffId made_by, std::string_view why) {
  return tx.db.run(kMarkAgain, {{"id", id}, {"made_by", made_by}, {"now", tx.now}, {"why", db::Bytes{why}}}).changed() >
         0;
}

bool withdraw(Tx& tx, std::int64_t id) {
  return tx.db.run(kWithdraw, {{"id", id}}).changed() > 0;
}

bool answer(Tx& tx, std::int64_t id, std::string_view answer) {
  return tx.db.run(kAnswer, {{"id", id}, {"answer", db::Bytes{answer}}}).changed() > 0;
}

bool ask_back(Tx& tx, std::int64_t id, StaffId by, std::string_view question) {
  return tx.db.run(kAskBack, {{"id", id}, {"by", by}, {"question", db::Bytes{question}}}).changed() > 0;
}

bool decide(Tx& tx, std::int64_t id, StaffId by, std::string_view state) {
  return tx.db.run(kDecide, {{"id", id}, {"by", by}, {"state", state}, {"now", tx.now}}).changed() > 0;
}

bool has_read(db::Connection& db, std::int64_t id, StaffId staff) {
  return !db.run(kHasRead, {{"id", id}, {"by", staff}}).empty();
}

Often often(db::Connection& db, LineId line) {
  const db::Rows rows = db.run(kOften, {{"line", line}});
  return {rows[0].integer(0), rows[0].integer(1)};
}

void set_often(Tx& tx, LineId line, const Often& often) {
  tx.db.run(kSetOften, {{"line", line}, {"talks", often.talks}, {"days", often.days}});
}

}  // namespace onthaal::flags::store
