#include "features/audit/audit.h"

#include "features/audit/audit_store.h"

namespace onthaal::audit {
namespace {

constexpr std::int64_t kPage = 500;

// Each field behind its length, so that no two entries give the same text; what is absent has none.
void put(std::string& text, std::string_view field) {
  text += std::to_string(field.size());
  text += ':';
  text += field;
}
void put(std::string& text, std::int64_t number) {
  put(text, std::to_string(number));
}
template <class Tag>
void put(std::string& text, const std::optional<Id<Tag>>& id) {
  if (id)
    put(text, id->value);
  else
    text += '-';
}

std::string hash_of(const seal::Keyring& keys, std::string_view before, const Recorded& entry) {
  std::string text = "audit:";
  put(text, before);
  put(text, entry.number);
  put(text, entry.at);
  put(text, entry.what);
  put(text, entry.staff);
  put(text, entry.line);
  if (entry.about)
    put(text, entry.about->view());
  else
    text += '-';
  put(text, entry.data);
  return keys.index(text);
}

}  // namespace

std::int64_t record(Tx& tx, const Entry& entry) {
  const Head before = head(tx.db);
  const Recorded row{.number = before.number + 1,
                     .at = tx.now,
                     .what = std::string(entry.what),
                     .staff = entry.staff,
                     .line = entry.line,
                     .about = entry.about,
                     .data = entry.data};
  store::insert(tx.db, row, hash_of(tx.keys, before.hash, row));
  return row.number;
}

std::vector<Recorded> find(db::Connection& db, const Wanted& wanted) {
  return store::find(db, wanted);
}

std::vector<Recorded> about(db::Connection& db, const Uuid& about) {
  return store::about(db, about);
}

Head head(db::Connection& db) {
  const auto last = store::last(db);
  return last ? Head{last->entry.number, last->hash} : Head{};
}

std::optional<std::int64_t> find_break(db::Connection& db, const seal::Keyring& keys) {
  Head at;
  for (;;) {
    const auto page = store::after(db, at.number, kPage);
    if (page.empty()) return std::nullopt;
    for (const auto& [entry, hash] : page) {
      const std::int64_t expected = at.number + 1;
      if (entry.number != expected || !seal::is_same(hash, hash_of(keys, at.hash, entry))) return expected;
      at = {entry.number, hash};
    }
  }
}

bool holds(db::Connection& db, const Head& earlier) {
  if (earlier.number == 0) return true;
  const auto row = store::after(db, earlier.number - 1, 1);
  return !row.empty() && row[0].entry.number == earlier.number && seal::is_same(row[0].hash, earlier.hash);
}

}  // namespace onthaal::audit
