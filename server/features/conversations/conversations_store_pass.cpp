#include "features/conversations/conversations_store.h"

// Waiting for a colleague, or for somebody medical.
namespace onthaal::conversations {
namespace store {
namespace {

constexpr db::Sql kInsertPass{"pass.insert",
                              "insert into pass (conversation, from_staff, to_staff, reason, state, made_at) values"
                              " (:id, :from, :to, :reason, 'waiting', :now)"};
constexpr db::Sql kEndPass{"pass.end",
                           "update pass set state = :state, ended_at = :now where conversation = :id and"
                           " state = 'waiting'"};
constexpr db::Sql kLatestPass{"pass.latest",
                              "select from_staff, to_staff, state, made_at from pass where conversation = :id"
                              " order by id desc limit 1"};
constexpr db::Sql kCountPasses{"pass.count",
                               "select count(*) from pass p join conversation c on c.id = p.conversation where"
                               " c.line = :line and p.made_at >= :from and p.made_at < :until"};
constexpr db::Sql kRelease{"conversation.release",
                           "update conversation set for_staff = null where id = :id and state = 'waiting' and"
                           " for_staff is not null returning id"};
constexpr db::Sql kSetWants{"conversation.set_wants",
                            "update conversation set wants = :wants where id = :id and state = 'waiting' returning id"};
constexpr db::Sql kWarn{"conversation.warn",
                        "update conversation set warned_at = :now where id = :id and state = 'waiting' and"
                        " warned_at is null returning id"};
constexpr db::Sql kSetUnattended{"conversation.set_unattended",
                                 "update conversation set unattended_at = :at where id = :id and state = 'waiting' and"
                                 " case when unattended_at is null then 1 else 0 end = :on returning id"};

constexpr db::Sql kKeepFor{"conversation.keep_for",
                           "update conversation set kept_for = :staff where id = :id and state = 'waiting' and"
                           " front = 0 and wants is null returning id"};
constexpr db::Sql kStopKeeping{"conversation.stop_keeping",
                               "update conversation set kept_for = null where id = :id and kept_for is not null"
                               " returning id"};
constexpr db::Sql kKeptFor{"conversation.kept_for",
                           "select c.id, c.uuid, c.line, l.uuid from conversation c join line l on l.id = c.line where"
                           " c.queue = :line and c.state = 'waiting' and c.kept_for = :staff order by c.id"};

}  // namespace

void insert_pass(Tx& tx, ConversationId id, StaffId from, StaffId to, std::string_view reason) {
  tx.db.run(kInsertPass, {{"id", id}, {"from", from}, {"to", to}, {"reason", reason}, {"now", tx.now}});
}

void end_pass(Tx& tx, ConversationId id, std::string_view state) {
  tx.db.run(kEndPass, {{"id", id}, {"state", state}, {"now", tx.now}});
}

bool release(Tx& tx, ConversationId id) {
  return !tx.db.run(kRelease, {{"id", id}}).empty();
}

bool set_wants(Tx& tx, ConversationId id, const std::optional<std::string>& wants) {
  return !tx.db.run(kSetWants, {{"id", id}, {"wants", wants}}).empty();
}

bool warn(Tx& tx, ConversationId id) {
  return !tx.db.run(kWarn, {{"id", id}, {"now", tx.now}}).empty();
}

bool set_unattended(Tx& tx, ConversationId id, bool is_unattended) {
  const auto at = is_unattended ? std::optional(tx.now) : std::nullopt;
  return !tx.db.run(kSetUnattended, {{"id", id}, {"at", at}, {"on", is_unattended}}).empty();
}

}  // namespace store

bool keep_for(Tx& tx, ConversationId id, StaffId staff) {
  return !tx.db.run(store::kKeepFor, {{"id", id}, {"staff", staff}}).empty();
}

bool stop_keeping(Tx& tx, ConversationId id) {
  return !tx.db.run(store::kStopKeeping, {{"id", id}}).empty();
}

std::vector<Subject> kept_for(db::Connection& db, LineId line, StaffId staff) {
  std::vector<Subject> all;
  for (const db::Row row : db.run(store::kKeptFor, {{"line", line}, {"staff", staff}}))
    all.push_back({{row.integer(0)}, row.uuid(1), {row.integer(2)}, row.uuid(3)});
  return all;
}

std::optional<Passed> latest_pass(db::Connection& db, ConversationId id) {
  const db::Rows rows = db.run(store::kLatestPass, {{"id", id}});
  if (rows.empty()) return std::nullopt;
  return Passed{{rows[0].integer(0)}, {rows[0].integer(1)}, rows[0].text(2), rows[0].integer(3)};
}

std::int64_t count_passes(db::Connection& db, LineId line, Millis from, Millis until) {
  return db.run(store::kCountPasses, {{"line", line}, {"from", from}, {"until", until}})[0].integer(0);
}

}  // namespace onthaal::conversations
