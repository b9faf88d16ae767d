#include "features/keys/keys_store.h"

#include <algorithm>

namespace onthaal::keys::store {
namespace {

constexpr db::Sql kAll{"master_key.all",
                       "select number, fingerprint, created_at, replaced_at, retired_at, destroyed_at from master_key"
                       " order by number"};
constexpr db::Sql kInsert{"master_key.insert",
                          "insert into master_key (number, fingerprint, created_at)"
                          " values (:number, :fingerprint, :created)"};
constexpr db::Sql kReplaced{"master_key.replaced",
                            "update master_key set replaced_at = :at where number = :number and replaced_at is null"};
constexpr db::Sql kRetired{"master_key.retired",
                           "update master_key set retired_at = :at where number = :number and retired_at is null"};
constexpr db::Sql kDestroyed{
    "master_key.destroyed", "update master_key set destroyed_at = :at where number = :number and destroyed_at is null"};

constexpr db::Sql kLiving{"master_key.living",
                          "select master, count(*) from (select master from seal_key where wrapped is not null"
                          " union all select master from trace_key where wrapped is not null) held group by master"};
constexpr db::Sql kHasLiving{"master_key.has_living",
                             "select 1 where exists (select 1 from seal_key where wrapped is not null and"
                             " master = :number) or exists (select 1 from trace_key where wrapped is not null and"
                             " master = :number)"};

struct Statements {
  db::Sql under, rewrap, bury;
};
constexpr Statements kSealKey{{"seal_key.under",
                               "select id, uuid, wrapped from seal_key where wrapped is not null and master = :master"
                               " and id > :after order by id limit :limit"},
                              {"seal_key.rewrap",
                               "update seal_key set master = :master, wrapped = :wrapped where id = :id and wrapped is"
                               " not null"},
                              {"seal_key.bury", "update seal_key set wrapped = null where id = :id"}};
constexpr Statements kTraceKey{{"trace_key.under",
                                "select id, uuid, wrapped from trace_key where wrapped is not null and"
                                " master = :master and id > :after order by id limit :limit"},
                               {"trace_key.rewrap",
                                "update trace_key set master = :master, wrapped = :wrapped where id = :id and wrapped"
                                " is not null"},
                               {"trace_key.bury", "update trace_key set wrapped = null where id = :id"}};

const Statements& statements(Table table) {
  return table == Table::seal_key ? kSealKey : kTraceKey;
}

constexpr db::Sql kEscrows{"key_escrow.all",
                           "select id, newest, held, recipient, made_at, file from key_escrow where removed_at is null"
                           " order by made_at, id"};
constexpr db::Sql kInsertEscrow{"key_escrow.insert",
                                "insert into key_escrow (newest, held, recipient, made_at, file)"
                                " values (:newest, :held, :recipient, :made, :file)"};
constexpr db::Sql kRemoved{"key_escrow.removed", "update key_escrow set removed_at = :at where id = :id"};

constexpr db::Sql kTroubles{"key_trouble.all", "select kind, since from key_trouble order by since, kind"};
constexpr db::Sql kInsertTrouble{"key_trouble.insert",
                                 "insert into key_trouble (kind, since) values (:kind, :now) on conflict do nothing"
                                 " returning kind"};
constexpr db::Sql kMended{"key_trouble.mended", "delete from key_trouble where kind <> :kind"};

}  // namespace

std::vector<Master> all(db::Connection& db) {
  std::vector<Master> found;
  for (const db::Row row : db.run(kAll))
    found.push_back({.number = row.integer(0),
                     .fingerprint = row.text(1),
                     .created_at = row.integer(2),
                     .replaced_at = row.maybe_integer(3),
                     .retired_at = row.maybe_integer(4),
                     .destroyed_at = row.maybe_integer(5)});
  return found;
}

void insert(db::Connection& db, const seal::MasterKey& key) {
  db.run(kInsert, {{"number", key.number}, {"fingerprint", key.fingerprint}, {"created", key.created_at}});
}

void set_replaced(db::Connection& db, std::int64_t number, Millis at) {
  db.run(kReplaced, {{"number", number}, {"at", at}});
}

void set_retired(db::Connection& db, std::int64_t number, Millis at) {
  db.run(kRetired, {{"number", number}, {"at", at}});
}

void set_destroyed(db::Connection& db, std::int64_t number, Millis at) {
  db.run(kDestroyed, {{"number", number}, {"at", at}});
}

std::map<std::int64_t, std::int64_t> living(db::Connection& db) {
  std::map<std::int64_t, std::int64_t> found;
  for (const db::Row row : db.run(kLiving)) found[row.integer(0)] = row.integer(1);
  return found;
}

bool has_living(db::Connection& db, std::int64_t master) {
  return !db.run(kHasLiving, {{"number", master}}).empty();
}

std::vector<Key> under(db::Connection& db, Table table, std::int64_t master, std::int64_t after, std::int64_t limit) {
  std::vector<Key> found;
  for (const db::Row row : db.run(statements(table).under, {{"master", master}, {"after", after}, {"limit", limit}}))
    found.push_back({row.integer(0), row.uuid(1), row.text(2)});
  return found;
}

void rewrap(db::Connection& db, Table table, std::int64_t id, const seal::Wrapped& wrapped) {
  db.run(statements(table).rewrap, {{"id", id}, {"master", wrapped.master}, {"wrapped", db::Bytes{wrapped.bytes}}});
}

void bury(db::Connection& db, Table table, std::int64_t id) {
  db.run(statements(table).bury, {{"id", id}});
}

// Of the keys up to its newest one, it held all that lived.
bool holds_destroyed(const Escrow& escrow, const std::vector<Master>& masters) {
  const auto living = std::ranges::count_if(
      masters, [&](const Master& each) { return each.number <= escrow.newest && !each.destroyed_at; });
  return escrow.held > living;
}

std::vector<Escrow> escrows(db::Connection& db) {
  std::vector<Escrow> found;
  for (const db::Row row : db.run(kEscrows))
    found.push_back({.id = row.integer(0),
                     .newest = row.integer(1),
                     .held = row.integer(2),
                     .recipient = row.text(3),
                     .made_at = row.integer(4),
                     .file = row.maybe_text(5)});
  return found;
}

void insert_escrow(db::Connection& db, const Escrow& escrow) {
  db.run(kInsertEscrow, {{"newest", escrow.newest},
                         {"held", escrow.held},
                         {"recipient", escrow.recipient},
                         {"made", escrow.made_at},
                         {"file", escrow.file}});
}

void set_removed(db::Connection& db, std::int64_t id, Millis at) {
  db.run(kRemoved, {{"id", id}, {"at", at}});
}

std::vector<Trouble> troubles(db::Connection& db) {
  std::vector<Trouble> found;
  for (const db::Row row : db.run(kTroubles)) found.push_back({row.text(0), row.integer(1)});
  return found;
}

bool insert_trouble(db::Connection& db, std::string_view kind, Millis now) {
  return !db.run(kInsertTrouble, {{"kind", kind}, {"now", now}}).empty();
}

void delete_troubles_but(db::Connection& db, std::string_view kind) {
  db.run(kMended, {{"kind", kind}});
}

}  // namespace onthaal::keys::store
