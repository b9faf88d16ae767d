#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/act/tx.h"

namespace onthaal::keys::store {

struct Master {
  std::int64_t number;
  std::string fingerprint;
  Millis created_at;
  std::optional<Millis> replaced_at;   // since then another one wraps
  std::optional<Millis> retired_at;    // since then nothing lives under it
  std::optional<Millis> destroyed_at;  // since then it is not in the ring
};
std::vector<Master> all(db::Connection& db);  // the newest last
void insert(db::Connection& db, const seal::MasterKey& key);
void set_replaced(db::Connection& db, std::int64_t number, Millis at);
void set_retired(db::Connection& db, std::int64_t number, Millis at);
void set_destroyed(db::Connection& db, std::int64_t number, Millis at);

// How many keys live under each master key that has some.
std::map<std::int64_t, std::int64_t> living(db::Connection& db);
bool has_living(db::Connection& db, std::int64_t master);

// Tables whose rows hold a key under a master key.
enum class Table : std::uint8_t { seal_key, trace_key };
struct Key {
  std::int64_t id;
  Uuid uuid;
  std::string wrapped;
};
std::vector<Key> under(db::Connection& db, Table table, std::int64_t master, std::int64_t after, std::int64_t limit);
void rewrap(db::Connection& db, Table table, std::int64_t id, const seal::Wrapped& wrapped);
void bury(db::Connection& db, Table table, std::int64_t id);

struct Escrow {
  std::int64_t id;
  std::int64_t newest;
  std::int64_t held;  // how many keys are in it
  std::string recipient;
  Millis made_at;
  std::optional<std::string> file;  // whole path, where it was written by itself
};
// A key in it was destroyed since: with a backup of then, it opens what was deleted.
bool holds_destroyed(const Escrow& escrow, const std::vector<Master>& masters);
std::vector<Escrow> escrows(db::Connection& db);               // those not removed, the newest last
void insert_escrow(db::Connection& db, const Escrow& escrow);  // `id` is given by the database
void set_removed(db::Connection& db, std::int64_t id, Millis at);

struct Trouble {
  std::string kind;
  Millis since;
};
std::vector<Trouble> troubles(db::Connection& db);
bool insert_trouble(db::Connection& db, std::string_view kind, Millis now);  // false when it was known
void delete_troubles_but(db::Connection& db, std::string_view kind);

}  // namespace onthaal::keys::store
