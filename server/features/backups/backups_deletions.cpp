#include <algorithm>
#include <charconv>
#include <chrono>

#include "core/text.h"
#include "features/backups/backups.h"
#include "features/backups/backups_store.h"
#include "features/backups/backups_turn.h"
#include "platform/durable_file.h"
#include "platform/files.h"

// The list of what was deleted: a sealed file of kind `deleted`. Its text is a line each: `onthaal-deleted 1` | from
// and until, in ms | UUID, ms and who, of each talk | UUID, ms and `left`, of each person who may not log in any more;
// `changed`, who gets in otherwise | `mac` and the HMAC, under the index key of the house, of all before.
namespace onthaal::backups {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kKind = "deleted";
constexpr std::string_view kFirst = "onthaal-deleted 1\n";
constexpr std::string_view kMac = "mac ";

std::string text_of(const Deletions& deletions, const seal::Keyring& keys) {
  std::string text(kFirst);
  text += std::to_string(deletions.from) + " " + std::to_string(deletions.until) + "\n";
  for (const Deletion& each : deletions.talks)
    text += each.talk.text() + " " + std::to_string(each.at) + (each.is_by_visitor ? " visitor\n" : " period\n");
  for (const Departure& each : deletions.people) text += each.staff.text() + " " + std::to_string(each.at) + " left\n";
  for (const Departure& each : deletions.changed)
    text += each.staff.text() + " " + std::to_string(each.at) + " changed\n";
  return text + std::string(kMac) + hex(keys.index(text)) + "\n";
}

// The next word of a line, and the line without it.
std::string_view take_word(std::string_view& line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}
std::optional<Millis> take_time(std::string_view& line) {
  const std::string_view word = take_word(line);
  Millis at = 0;
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), at);
  if (problem != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return at;
}
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

bool add_line(Deletions& deletions, std::string_view line) {
  const auto uuid = Uuid::parse(take_word(line));
  const auto at = take_time(line);
  if (!uuid || !at) return false;
  if (line == "left")
    deletions.people.push_back({.staff = *uuid, .at = *at});
  else if (line == "changed")
    deletions.changed.push_back({.staff = *uuid, .at = *at});
  else if (line == "visitor" || line == "period")
    deletions.talks.push_back({.talk = *uuid, .at = *at, .is_by_visitor = line == "visitor"});
  else
    return false;
  return true;
}

std::optional<Deletions> parse(std::string_view text, const seal::Keyring& keys) {
  const std::size_t mac = text.rfind(kMac);
  if (mac == text.npos || !text.starts_with(kFirst)) return std::nullopt;
  std::string_view last = text.substr(mac + kMac.size());
  if (!seal::is_same(take_line(last), hex(keys.index(std::string(text.substr(0, mac))))) || !last.empty())
    return std::nullopt;
  text = text.substr(kFirst.size(), mac - kFirst.size());
  std::string_view times = take_line(text);
  const auto from = take_time(times), until = take_time(times);
  if (!from || !until) return std::nullopt;
  Deletions deletions{.from = *from, .until = *until, .talks = {}, .people = {}, .changed = {}};
  while (!text.empty())
    if (!add_line(deletions, take_line(text))) return std::nullopt;
  return deletions;
}

Result<std::string> read_whole(const fs::path& file) {
  auto reading = files::Reading::open(file);
  if (!reading) return std::unexpected(reading.error());
  std::error_code problem;
  return reading->read_up_to(static_cast<std::size_t>(fs::file_size(file, problem)));
}

Result<seal::PublicKey> recipient(const Settings& settings) {
  auto to = seal::read_public_key(settings.to);
  if (!to) return std::unexpected(Error{Code::invalid, to.error().detail, {}});
  return to;
}

Result<void> write(const Settings& settings, const seal::PublicKey& to, const seal::Keyring& keys, Millis now,
                   const Turn&) {
  const Millis until = std::max(now, last_made(settings.dir, now).value_or(now));
  Deletions deletions{.from = now - kOldest - kDay, .until = until, .talks = {}, .people = {}, .changed = {}};
  try {
    const auto db = db::connect(settings.url, db::Access::read);
    deletions.talks = store::deletions(*db, deletions.from);
    deletions.people = store::departures(*db, deletions.from);
    deletions.changed = store::changed_people(*db, deletions.from);
  } catch (const db::DbError& error) {
    return fail(Code::internal, error.what());
  }
  const auto sealed = seal::seal_whole(to, kKind, text_of(deletions, keys));
  if (!sealed) return std::unexpected(sealed.error());
  return durable_file::replace(settings.dir / kDeletionsFile, *sealed);
}

}  // namespace

Result<void> write_deletions(const Settings& settings, const seal::Keyring& keys, Millis now,
                             const std::stop_token& stop) {
  const auto to = recipient(settings);
  if (!to) return std::unexpected(to.error());
  const auto turn = Turn::wait(settings.to, stop);
  if (!turn) return std::unexpected(turn.error());
  return write(settings, *to, keys, now, *turn);
}

Result<void> try_write_deletions(const Settings& settings, const seal::Keyring& keys, Millis now) {
  const auto to = recipient(settings);
  if (!to) return std::unexpected(to.error());
  const auto turn = Turn::take_if_free(settings.to);
  if (!turn) return fail(Code::busy, "somebody else writes it");
  return write(settings, *to, keys, now, *turn);
}

std::optional<Millis> find_untold(db::Connection& db, const Settings& settings, Millis now) {
  if (settings.dir.empty() || settings.to.empty()) return std::nullopt;
  const auto last = store::last_deletion(db, now - kToldWithin);
  if (!last) return std::nullopt;
  std::error_code problem;
  const auto written = fs::last_write_time(settings.dir / kDeletionsFile, problem);
  const auto deleted = std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(*last));
  if (!problem && std::chrono::file_clock::to_sys(written) >= deleted) return std::nullopt;
  return last;
}

Result<Deletions> read_deletions(const fs::path& file, const seal::KeyPair& opens, const seal::Keyring& keys) {
  const auto sealed = read_whole(file);
  if (!sealed) return std::unexpected(sealed.error());
  const auto text = seal::open_whole(opens, kKind, *sealed);
  if (!text) return fail(text.error().code, file.string() + ": " + text.error().detail);
  auto deletions = parse(*text, keys);
  if (!deletions) return fail(Code::invalid, file.string() + " was not written by this house");
  return *std::move(deletions);
}

}  // namespace onthaal::backups
