#include "features/backups/backups.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "features/backups/backups_file.h"
#include "features/backups/backups_store.h"
#include "features/backups/backups_turn.h"
#include "features/backups/backups_wire.h"
#include "platform/durable_file.h"
#include "platform/json.h"
#include "platform/log.h"

namespace onthaal::backups {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kPrefix = "onthaal-";
constexpr std::string_view kEnding = ".backup";
constexpr std::string_view kPartial = ".partial";
constexpr std::string_view kLabel = ".json";
constexpr std::string_view kBefore = "before-";
constexpr std::size_t kKeptBefore = 2;  // of each schema
constexpr std::string_view kCopy = "backup.copy";
constexpr Millis kLateByCommand = 8 * kDay;
constexpr Millis kSecond = 1000;
constexpr Millis kMostAhead = 10 * kMinute;  // more than those who wait for a turn need; else a clock was wrong
constexpr std::size_t kLongestLabel = 4096;

// "20261122T160000Z"
std::string stamp(Millis at) {
  std::string text;
  const std::string time = iso_time(at);
  for (const char c : time.substr(0, time.find('.')))
    if (c != '-' && c != ':') text += c;
  return text + "Z";
}
// "onthaal-20261122T160000Z.backup"
std::string name_at(Millis at) {
  return std::string(kPrefix) + stamp(at) + std::string(kEnding);
}
constexpr std::size_t kAround = kPrefix.size() + kEnding.size();
bool is_backup(std::string_view name) {
  return name.size() >= kAround && name.starts_with(kPrefix) && name.ends_with(kEnding);
}

// Of "20261122T160000Z".
std::optional<Millis> time_of(std::string_view stamp) {
  constexpr std::size_t kLength = 16;
  if (stamp.size() != kLength) return std::nullopt;
  std::string time(stamp);
  for (const std::size_t at : {13U, 11U}) time.insert(at, ":");
  for (const std::size_t at : {6U, 4U}) time.insert(at, "-");
  return parse_iso_time(time);
}

fs::path label_of(const fs::path& file) {
  return file.string() + std::string(kLabel);
}

Result<Label> read_label(const fs::path& file) {
  auto reading = files::Reading::open(label_of(file));
  if (!reading) return std::unexpected(reading.error());
  const auto text = reading->read_up_to(kLongestLabel);
  if (!text) return std::unexpected(text.error());
  const auto data = json::parse(*text);
  auto label = data ? wire::parse_label(*data) : std::unexpected(data.error());
  if (!label) return fail(Code::invalid, label_of(file).string() + " is not the label of a backup");
  return label;
}

// Gone with its owner: a copy that is not sealed, under a name of its own.
struct Copy {
  explicit Copy(const fs::path& data) : file(data / (std::string(kCopy) + "." + std::to_string(::getpid()))) {}
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;
  ~Copy() {
    std::error_code unimportant;
    fs::remove(file, unimportant);
  }
  fs::path file;
};

Result<Manifest> copy(const Settings& settings, const fs::path& file, Millis now, const std::stop_token& stop) {
  const auto began = std::chrono::steady_clock::now();
  Manifest manifest{.version = ONTHAAL_VERSION,
                    .schema = {},
                    .engine = std::string(db::name_of(db::engine_of(settings.url))),
                    .made_at = now,
                    .took = 0,
                    .tables = {},
                    .bytes = 0,
                    .sha256 = {},
                    .head = {},
                    .master_keys = {}};
  const auto copied = db::copy_to(file, settings.url, settings.tools, stop, [&](db::Connection& db) {
    manifest.schema = store::last_migration(db);
    manifest.tables = store::tables(db);
    manifest.master_keys = store::master_keys(db);
    const bool has_log = std::ranges::any_of(manifest.tables, [](const Table& each) { return each.name == "audit"; });
    if (has_log) manifest.head = audit::head(db);
  });
  if (!copied) return std::unexpected(copied.error());
  if (manifest.schema.empty()) return fail(Code::invalid, "the database is empty");
  const auto sum = files::sum_of(file);
  if (!sum) return std::unexpected(sum.error());
  manifest.bytes = sum->bytes;
  manifest.sha256 = sum->sha256;
  manifest.took =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began).count();
  return manifest;
}

// It is on the disk as it was written, and its label leads to it.
Result<void> look_again(const fs::path& file, const Label& written, const Copy& copy, const Settings& settings) {
  const auto verified = verify(file);
  if (!verified) return std::unexpected(verified.error());
  if (verified->sha256 != written.sha256) return fail(Code::internal, file.string() + " is another one than was made");
  if (db::engine_of(settings.url) != db::Engine::sqlite) return {};
  const std::string damage = db::damage_in(copy.file);
  if (!damage.empty()) return fail(Code::internal, "the database is damaged: " + damage);
  return {};
}

void drop(const fs::path& file) {
  std::error_code unimportant;
  fs::remove(file, unimportant);
  fs::remove(label_of(file), unimportant);
}

// Since it was written.
Millis age_of(const fs::directory_entry& file) {
  std::error_code problem;
  const auto written = file.last_write_time(problem);
  if (problem) return 0;
  return std::chrono::duration_cast<std::chrono::milliseconds>(fs::file_time_type::clock::now() - written).count();
}
bool is_old(const fs::directory_entry& file, Millis most) {
  return age_of(file) > most;
}

std::vector<fs::directory_entry> files_in(const fs::path& folder) {
  std::error_code problem;
  std::vector<fs::directory_entry> all;
  for (fs::directory_iterator each(folder, problem), end; !problem && each != end; each.increment(problem))
    all.push_back(*each);
  return all;
}

// What a crash left of one that was being made. Whoever has the turn is the only one who makes any of this house.
void remove_leftovers(const Settings& settings, const Turn&) {
  std::error_code unimportant;
  for (const auto& each : files_in(settings.data)) {
    const std::string name = each.path().filename().string();
    if (name.starts_with(kCopy) || (name.starts_with(kBefore) && name.ends_with(kPartial)))
      fs::remove(each.path(), unimportant);
  }
  if (settings.dir.empty()) return;
  for (const auto& each : files_in(settings.dir)) {
    const std::string name = each.path().filename().string();
    // Another house may have its backups here, and write this one now.
    if (name.starts_with(kPrefix) && name.ends_with(std::string(kEnding) + std::string(kPartial)) &&
        is_old(each, kHour))
      fs::remove(each.path(), unimportant);
  }
}

void thin(const Settings& settings, Millis now, std::string_view just_made) {
  const auto all = list(settings.dir);
  if (settings.dir.empty() || !all) return;
  for (const Unlabelled& each : find_unlabelled(settings.dir, now))
    if (now - each.made_at > kOldest) drop(settings.dir / each.name);
  std::vector<Millis> made;
  for (const Label& each : *all) made.push_back(each.made_at);
  const auto gone = to_drop(std::move(made), settings.keep, now);
  for (const Label& each : *all)
    if (each.name != just_made && std::ranges::find(gone, each.made_at) != gone.end()) drop(settings.dir / each.name);
}

// One that fails is begun again and again: the last copies of each schema are enough.
void thin_before(const Settings& settings, std::string_view name) {
  std::vector<fs::path> all;
  for (const auto& each : files_in(settings.data)) {
    const std::string found = each.path().filename().string();
    if (found.starts_with(name) && !found.ends_with(kPartial) && !found.ends_with(kLabel)) all.push_back(each.path());
  }
  std::ranges::sort(all, std::greater<>());  // by the time in their names
  for (std::size_t each = kKeptBefore; each < all.size(); ++each) drop(all[each]);
}

// Before anything is begun.
Result<void> check_able(const Settings& settings) {
  try {
    if (std::string why = db::copy_problem(settings.url, settings.tools); !why.empty())
      return fail(Code::invalid, std::move(why));
  } catch (const db::DbError& error) {
    return fail(Code::internal, error.what());
  }
  return {};
}

// Never what was just made, also where one of a clock that was wrong seems newer.
void throw_away(const Settings& settings, Millis now, const Turn& turn, std::string_view just_made = {}) {
  thin(settings, now, just_made);
  std::error_code unimportant;
  for (const auto& each : files_in(settings.data))
    if (each.path().filename().string().starts_with(kBefore) && is_old(each, kOldestBefore))
      fs::remove(each.path(), unimportant);
  remove_leftovers(settings, turn);
}

Result<Label> make_file(const Settings& settings, const fs::path& file, Millis now, const Turn& turn,
                        const std::stop_token& stop) {
  const auto to = seal::read_public_key(settings.to);
  if (!to) return std::unexpected(Error{Code::invalid, to.error().detail, {}});
  if (fs::exists(file)) return fail(Code::conflict, file.string() + " is there already");
  const auto began = std::chrono::steady_clock::now();
  remove_leftovers(settings, turn);
  const Copy plain(settings.data);
  const auto manifest = copy(settings, plain.file, now, stop);
  if (!manifest) return std::unexpected(manifest.error());
  const auto sum = file::write(file, *to, *manifest, plain.file, stop);
  if (!sum) return std::unexpected(sum.error());
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
  Label label{.name = file.filename().string(),
              .version = manifest->version,
              .schema = manifest->schema,
              .engine = manifest->engine,
              .made_at = now,
              .took = took.count(),
              .bytes = sum->bytes,
              .sha256 = sum->sha256,
              .to = to->fingerprint()};
  auto kept = durable_file::make(label_of(file), wire::label(label) + "\n");
  if (kept && settings.verifies) kept = look_again(file, label, plain, settings);
  if (kept) return label;
  drop(file);
  return std::unexpected(kept.error());
}

}  // namespace

std::string schema_of(db::Connection& db) {
  return store::last_migration(db);
}

std::string label_json(const Label& label) {
  return wire::label(label);
}

std::string manifest_json(const Manifest& manifest) {
  return wire::manifest(manifest);
}

std::vector<Table> tables_of(db::Connection& db) {
  return store::tables(db);
}

Result<Label> make(const Settings& settings, Millis now, const std::stop_token& stop) {
  if (settings.dir.empty() || settings.to.empty())
    return fail(Code::invalid,
                "backup.dir and backup.to must be set: `onthaal backup key` makes the keys; the secret one is kept "
                "elsewhere");
  if (!fs::is_directory(settings.dir)) return fail(Code::not_found, settings.dir.string() + " is not there");
  if (auto able = check_able(settings); !able) return std::unexpected(able.error());
  const auto turn = Turn::wait(settings.data, stop);
  if (!turn) return std::unexpected(turn.error());
  // Each is named by its second, and comes after those that were made before: who waited may need the next one.
  const auto last = last_made(settings.dir, now);
  Millis at = last ? std::max(now, *last + kSecond) : now;
  while (fs::exists(settings.dir / name_at(at))) at += kSecond;
  auto label = make_file(settings, settings.dir / name_at(at), at, *turn, stop);
  if (label) throw_away(settings, now, *turn, label->name);
  return label;
}

Result<fs::path> keep_before(const Settings& settings, std::string_view of, Millis now) {
  if (auto able = check_able(settings); !able) return std::unexpected(able.error());
  const auto turn = Turn::wait(settings.data, {});
  if (!turn) return std::unexpected(turn.error());
  const std::string name = std::string(kBefore) + std::string(of) + "-";
  const bool is_sqlite = db::engine_of(settings.url) == db::Engine::sqlite;
  const std::string_view ending = !settings.to.empty() ? kEnding : is_sqlite ? ".db" : ".dump";
  fs::path file;
  for (Millis at = now; file.empty() || fs::exists(file); at += kSecond)
    file = settings.data / (name + stamp(at) + std::string(ending));
  if (settings.to.empty()) {
    const fs::path partial = file.string() + std::string(kPartial);
    auto kept = db::copy_to(partial, settings.url, settings.tools, {}, [](db::Connection&) {});
    if (kept) kept = files::rename_new(partial, file);
    if (!kept) return std::unexpected(kept.error());
  } else if (auto made = make_file(settings, file, now, *turn, {}); !made) {
    return std::unexpected(made.error());
  }
  thin_before(settings, name);
  return file;
}

// Whoever has the turn meanwhile does it afterwards.
void clean(const Settings& settings, Millis now) {
  if (const auto turn = Turn::take_if_free(settings.data)) throw_away(settings, now, *turn);
}

Result<std::vector<Label>> list(const fs::path& dir) {
  std::error_code problem;
  fs::directory_iterator files(dir, problem);
  if (problem) return fail(Code::not_found, dir.string() + " cannot be read: " + problem.message());
  std::vector<Label> all;
  for (const auto& each : files) {
    const std::string name = each.path().filename().string();
    if (!is_backup(name)) continue;
    if (auto label = read_label(each.path()); label && label->name == name) all.push_back(*std::move(label));
  }
  std::ranges::sort(all, std::greater<>(), &Label::made_at);
  return all;
}

std::optional<Millis> last_made(const fs::path& dir, Millis now) {
  const auto all = list(dir);
  if (!all) return std::nullopt;
  const auto last = std::ranges::find_if(*all, [&](const Label& each) { return each.made_at <= now + kMostAhead; });
  return last == all->end() ? std::nullopt : std::optional(last->made_at);
}

bool is_list_behind(const fs::path& dir) {
  const auto all = list(dir);
  if (!all || all->empty()) return false;
  std::error_code problem;
  const fs::directory_entry label(label_of(dir / all->front().name), problem);
  const fs::directory_entry told(dir / kDeletionsFile, problem);
  const Millis age = age_of(label);
  return age > kToldWithin && (!told.exists(problem) || age_of(told) > age + kMinute);
}

std::vector<Unlabelled> find_unlabelled(const fs::path& dir, Millis now) {
  std::vector<Unlabelled> all;
  for (const auto& each : files_in(dir)) {
    const std::string name = each.path().filename().string();
    if (!is_backup(name)) continue;
    if (const auto label = read_label(each.path()); label && label->name == name) continue;
    const std::string_view stamp = std::string_view(name).substr(kPrefix.size(), name.size() - kAround);
    const Millis written = now - age_of(each);
    all.push_back({name, std::min(time_of(stamp).value_or(written), written)});
  }
  std::ranges::sort(all, {}, &Unlabelled::name);
  return all;
}

Result<Label> verify(const fs::path& file) {
  auto label = read_label(file);
  if (!label) return label;
  const auto sum = files::sum_of(file);
  if (!sum) return std::unexpected(sum.error());
  if (sum->bytes != label->bytes || sum->sha256 != label->sha256)
    return fail(Code::invalid, file.string() + " is not what its label says: it was cut, or changed");
  return label;
}

Result<Manifest> verify(const fs::path& file, const seal::KeyPair& keys) {
  return file::read(file, keys, [](std::string_view) { return Result<void>{}; });
}

Result<Manifest> open(const fs::path& file, const seal::KeyPair& keys, const fs::path& to) {
  auto draft = files::Draft::open(to);
  if (!draft) return std::unexpected(draft.error());
  auto manifest = file::read(file, keys, [&](std::string_view bytes) { return draft->write(bytes); });
  if (!manifest) return manifest;
  if (auto kept = draft->keep(); !kept) return std::unexpected(kept.error());
  return manifest;
}

State state(db::Connection& db, const Settings& settings, Millis now) {
  const auto last = [&](std::string_view what) -> std::optional<audit::Recorded> {
    auto found = audit::find(db, {.what = what, .limit = 1});
    return found.empty() ? std::nullopt : std::optional(std::move(found[0]));
  };
  State state{.made = last("backup.made"), .failed = last("backup.failed")};
  if (state.made && state.failed && state.failed->number < state.made->number) state.failed.reset();
  state.is_late = settings.every > 0 ? !state.made || now - state.made->at > 2 * settings.every
                                     : !settings.dir.empty() && (!state.made || now - state.made->at > kLateByCommand);
  return state;
}

}  // namespace onthaal::backups
