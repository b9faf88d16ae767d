#include "features/keys/keys_wire.h"

#include <algorithm>

#include "core/text.h"
#include "features/keys/keys_store.h"
#include "platform/json.h"

namespace onthaal::keys::wire {
namespace {

constexpr Millis kPatience = kDay;       // a vault may be away for a while before the delay is told
constexpr Millis kPromised = 60 * kDay;  // to visitors: until a deletion has reached every backup
constexpr Millis kShown =
    90 * kDay;  // after that, nobody needs to know of a destroyed key or a copy that opens nothing

// When it is due to be destroyed; nothing while it wraps.
std::optional<Millis> destroy_at(const store::Master& row, const Settings& settings) {
  if (!row.replaced_at) return std::nullopt;
  return *row.replaced_at + settings.destroy_after;
}

std::optional<Millis> replace_at(const store::Master& newest, const Settings& settings) {
  if (settings.replace_after == 0) return std::nullopt;
  return newest.created_at + settings.replace_after;
}

bool is_shown(const store::Master& row, Millis now) {
  return !row.destroyed_at || now - *row.destroyed_at < kShown;
}

std::string key_json(const store::Master& row, std::int64_t living, const Settings& settings) {
  return json::Out()
      .integer("number", row.number)
      .text("fingerprint", row.fingerprint)
      .time("created_at", row.created_at)
      .maybe_time("replaced_at", row.replaced_at)
      .maybe_time("destroy_at", row.destroyed_at ? std::nullopt : destroy_at(row, settings))
      .maybe_time("destroyed_at", row.destroyed_at)
      .integer("living", living)
      .str();
}

// `opens`: "all": all that lives; "backups": data of its time; "deleted": what was deleted since, so it is to be
// destroyed.
std::string escrow_json(const store::Escrow& escrow, const std::vector<store::Master>& rows) {
  return json::Out()
      .time("made_at", escrow.made_at)
      .integer("newest", escrow.newest)
      .text("recipient", escrow.recipient)
      .boolean("is_automatic", escrow.file.has_value())
      .text("opens", store::holds_destroyed(escrow, rows)  ? "deleted"
                     : escrow.newest == rows.back().number ? "all"
                                                           : "backups")
      .str();
}

bool is_escrow_shown(const store::Escrow& escrow, const std::vector<store::Master>& rows, Millis now) {
  const auto row = std::ranges::find(rows, escrow.newest, &store::Master::number);
  return row != rows.end() && is_shown(*row, now);
}

}  // namespace

std::vector<std::string> warnings(db::Connection& db, const Settings& settings, Millis now) {
  std::vector<std::string> found;
  for (const store::Trouble& trouble : store::troubles(db)) found.push_back(trouble.kind);
  const auto rows = store::all(db);
  if (rows.empty()) return found;
  const auto escrows = store::escrows(db);
  if (escrows.empty())
    found.emplace_back("no_escrow");
  else if (std::ranges::none_of(escrows, [&](const auto& each) { return each.newest == rows.back().number; }))
    found.emplace_back("old_escrow");
  if (settings.writes_copies() && settings.is_beside_backups) found.emplace_back("beside_backups");
  const auto due = replace_at(rows.back(), settings);
  if (!due)
    found.emplace_back("never_replaced");
  else if (now > *due + kPatience)
    found.emplace_back("overdue");
  else if (settings.replace_after + settings.destroy_after > kPromised)
    found.emplace_back("too_slow");
  for (const store::Master& row : rows)
    if (row.replaced_at && !row.retired_at && now > *row.replaced_at + kPatience) {
      found.emplace_back("not_retired");
      break;
    }
  return found;
}

std::string status(db::Connection& db, const Settings& settings, Millis now) {
  const auto rows = store::all(db);
  const auto living = store::living(db);
  std::vector<std::string> keys, escrows, told;
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    if (!is_shown(*row, now)) continue;
    const auto count = living.find(row->number);
    keys.push_back(key_json(*row, count == living.end() ? 0 : count->second, settings));
  }
  const auto known = store::escrows(db);
  for (auto each = known.rbegin(); each != known.rend(); ++each)
    if (is_escrow_shown(*each, rows, now)) escrows.push_back(escrow_json(*each, rows));
  for (const std::string& warning : warnings(db, settings, now)) json::append_quoted(told.emplace_back(), warning);
  return json::Out()
      .text("place", settings.place.is_command() ? "command" : "file")
      .integer("replace_days", settings.replace_after / kDay)
      .integer("destroy_days", settings.destroy_after / kDay)
      .maybe_time("replace_at", rows.empty() ? std::nullopt : replace_at(rows.back(), settings))
      .boolean("is_escrow_automatic", settings.writes_copies())
      .raw("keys", json::list(keys))
      .raw("escrows", json::list(escrows))
      .raw("warnings", json::list(told))
      .str();
}

Result<seal::PublicKey> parse_escrow(const boost::json::object& data) {
  json::Reader read(data);
  const auto bytes = from_hex(read.text("public_key", 64, 64));
  if (!bytes) read.mistake("public_key", "not_allowed");
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  return seal::PublicKey(std::span<const std::uint8_t, 32>(reinterpret_cast<const std::uint8_t*>(bytes->data()), 32));
}

Result<Escrowed> parse_escrowed(const boost::json::object& data) {
  json::Reader read(data);
  Escrowed escrowed{.newest = read.integer("newest", 1, 1'000'000),
                    .held = read.integer("held", 1, 1'000'000),
                    .recipient = read.text("recipient", 16, 16)};
  return read.done(std::move(escrowed));
}

Result<std::string> escrow(const seal::PublicKey& to, std::string_view ring) {
  const auto held = seal::Keyring::parse(ring, "the ring");
  if (!held) return std::unexpected(held.error());
  const auto sealed = seal::seal_whole(to, kSealedAs, ring);
  if (!sealed) return std::unexpected(sealed.error());
  return json::Out()
      .text("sealed", base64url(*sealed))
      .integer("newest", held->newest())
      .integer("held", std::ssize(held->masters()))
      .text("recipient", to.fingerprint())
      .str();
}

}  // namespace onthaal::keys::wire
