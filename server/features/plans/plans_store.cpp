#include "features/plans/plans_store.h"

namespace onthaal::plans::store {
namespace {

#define ONTHAAL_PLAN_COLUMNS                                                                                \
  "select p.id, p.uuid, p.line, p.key, p.text, p.moments, w.id, w.uuid, w.alias, p.state, o.uuid, m.alias," \
  " p.made_at, p.changed_at, (select count(*) from conversation t where t.plan = p.id) from plan p"         \
  " join conversation o on o.id = p.offered_in join staff m on m.id = p.made_by"                            \
  " left join staff w on w.id = p.worker "

constexpr db::Sql kFind{"plan.find", ONTHAAL_PLAN_COLUMNS "where p.uuid = :uuid"};
constexpr db::Sql kFindByCode{"plan.find_by_code",
                              ONTHAAL_PLAN_COLUMNS "where p.code_hash = :hash and p.state = 'active'"};
constexpr db::Sql kLatestIn{"plan.latest_in",
                            ONTHAAL_PLAN_COLUMNS "where p.offered_in = :conversation order by p.id desc limit 1"};
constexpr db::Sql kBroughtTo{"plan.brought_to", ONTHAAL_PLAN_COLUMNS
                             "join conversation c on c.plan = p.id where c.id = :conversation and p.state = 'active'"};
constexpr db::Sql kActive{"plan.active",
                          ONTHAAL_PLAN_COLUMNS "where p.line = :line and p.state = 'active' order by p.id desc"};
#undef ONTHAAL_PLAN_COLUMNS

constexpr db::Sql kInsert{
    "plan.insert",
    "insert into plan (uuid, line, key, text, moments, worker, state, offered_in, made_by, made_at, changed_at,"
    " used_at) values (:uuid, :line, :key, :text, :moments, :worker, 'offered', :offered_in, :made_by, :now, :now, "
    ":now)"
    " on conflict do nothing returning id"};
constexpr db::Sql kMove{
    "plan.move",
    "update plan set state = :to, changed_at = :now, used_at = :now where id = :id and state = :from returning id"};
constexpr db::Sql kHasCode{"plan.has_code", "select 1 from plan where code_hash = :hash"};
constexpr db::Sql kPutCode{"plan.put_code",
                           "update plan set code_hash = :hash where id = :id and state = 'active' returning id"};
constexpr db::Sql kChange{"plan.change",
                          "update plan set text = :text, moments = :moments, worker = :worker, changed_at = :now,"
                          " used_at = :now"
                          " where id = :id and state = 'active' returning id"};
constexpr db::Sql kVoid{"plan.void", "update plan set code_hash = null, text = :empty, moments = null where id = :id"};
constexpr db::Sql kDestroyKey{"plan.destroy_key", "update seal_key set wrapped = null where id = :key"};
constexpr db::Sql kBring{"plan.bring", "update conversation set plan = :plan where id = :conversation"};
constexpr db::Sql kUse{"plan.use", "update plan set used_at = :now where id = :plan"};

Plan plan_of(const db::Row& row) {
  return {.id = row.integer(0),
          .uuid = row.uuid(1),
          .line = {row.integer(2)},
          .key = row.integer(3),
          .text = row.text(4),
          .moments = row.maybe_text(5),
          .worker = row.is_null(6) ? std::nullopt : std::optional(Worker{{row.integer(6)}, row.uuid(7), row.text(8)}),
          .state = row.text(9),
          .offered_in = row.uuid(10),
          .made_by = row.text(11),
          .made_at = row.integer(12),
          .changed_at = row.integer(13),
          .talks = row.integer(14)};
}

std::optional<Plan> first(const db::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return plan_of(rows[0]);
}

std::optional<db::Bytes> bytes_of(const std::optional<std::string>& words) {
  if (!words) return std::nullopt;
  return db::Bytes{*words};
}

}  // namespace

std::optional<Plan> find(db::Connection& db, const Uuid& uuid) {
  return first(db.run(kFind, {{"uuid", uuid}}));
}

std::optional<Plan> find_by_code(db::Connection& db, std::string_view hash) {
  return first(db.run(kFindByCode, {{"hash", db::Bytes{hash}}}));
}

std::optional<Plan> latest_in(db::Connection& db, ConversationId conversation) {
  return first(db.run(kLatestIn, {{"conversation", conversation}}));
}

std::optional<Plan> brought_to(db::Connection& db, ConversationId conversation) {
  return first(db.run(kBroughtTo, {{"conversation", conversation}}));
}

std::vector<Plan> active(db::Connection& db, LineId line) {
  std::vector<Plan> all;
  for (const db::Row row : db.run(kActive, {{"line", line}})) all.push_back(plan_of(row));
  return all;
}

bool insert(Tx& tx, const NewPlan& plan) {
  return !tx.db
              .run(kInsert, {{"uuid", plan.uuid},
                             {"line", plan.line},
                             {"key", plan.key},
                             {"text", db::Bytes{plan.text}},
                             {"moments", bytes_of(plan.moments)},
                             {"worker", plan.worker},
                             {"offered_in", plan.offered_in},
                             {"made_by", plan.made_by},
                             {"now", tx.now}})
              .empty();
}

bool move(Tx& tx, const Plan& plan, std::string_view from, std::string_view to) {
  return !tx.db.run(kMove, {{"id", plan.id}, {"from", from}, {"to", to}, {"now", tx.now}}).empty();
}

bool put_code(Tx& tx, const Plan& plan, std::string_view hash) {
  if (!tx.db.run(kHasCode, {{"hash", db::Bytes{hash}}}).empty()) return false;
  return !tx.db.run(kPutCode, {{"id", plan.id}, {"hash", db::Bytes{hash}}}).empty();
}

bool change(Tx& tx, const Plan& plan, const Changed& changed) {
  return !tx.db
              .run(kChange, {{"id", plan.id},
                             {"text", db::Bytes{changed.text}},
                             {"moments", bytes_of(changed.moments)},
                             {"worker", changed.worker},
                             {"now", tx.now}})
              .empty();
}

void destroy(Tx& tx, const Plan& plan) {
  tx.db.run(kVoid, {{"id", plan.id}, {"empty", db::Bytes{""}}});
  tx.db.run(kDestroyKey, {{"key", plan.key}});
}

void bring(Tx& tx, ConversationId conversation, const Plan& plan) {
  tx.db.run(kBring, {{"conversation", conversation}, {"plan", plan.id}});
  tx.db.run(kUse, {{"plan", plan.id}, {"now", tx.now}});
}

}  // namespace onthaal::plans::store
