#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "features/audit/audit.h"
#include "features/backups/backups_thin.h"
#include "platform/act/jobs.h"
#include "platform/act/work.h"
#include "platform/control.h"
#include "platform/db/copy.h"
#include "platform/http/route.h"
#include "platform/sealed_file.h"

// Copies of the whole database, sealed to a public key: the server makes backups that it cannot read. A backup is a
// sealed file of kind `backup`: the length of the manifest, 8 bytes, big endian | the manifest, JSON | the database, as
// platform/db/copy.h writes it. Beside it, in the clear, `NAME.json` tells what it is and the SHA-256 of the file. It
// never holds a master key.
namespace onthaal::backups {

struct Settings {
  std::string url;             // of the database
  std::filesystem::path data;  // where a copy is made before it is sealed
  std::filesystem::path dir;   // where backups are kept; empty: there are none
  std::filesystem::path to;    // the public key
  Millis every = 0;            // 0: not by itself
  Keep keep;
  bool verifies = true;  // looks at each one again once it is written
  db::Tools tools;
};

struct Table {
  std::string name;
  std::int64_t rows;
  std::int64_t bytes;
};
// A master key, as the database names it.
struct KeyName {
  std::int64_t number;
  std::string fingerprint;
};
struct Manifest {
  std::string version;  // of the program
  std::string schema;   // the last migration
  std::string engine;
  Millis made_at = 0;
  Millis took = 0;
  std::vector<Table> tables;
  std::int64_t bytes = 0;  // of the database in it
  std::string sha256;
  audit::Head head;
  std::vector<KeyName> master_keys;  // that its words need
};
// What anybody may know of a backup who sees the file.
struct Label {
  std::string name;  // "onthaal-20261122T160000Z.backup"
  std::string version;
  std::string schema;
  std::string engine;
  Millis made_at = 0;
  Millis took = 0;
  std::int64_t bytes = 0;  // of the file
  std::string sha256;      // of the file
  std::string to;          // fingerprint of the public key
};

std::string label_json(const Label& label);
std::string manifest_json(const Manifest& manifest);

// The name that the database has for its last migration; empty for an empty database.
std::string schema_of(db::Connection& db);
std::vector<Table> tables_of(db::Connection& db);  // by name

// Makes one, when nobody else makes one out of that data folder, and throws away what need not be kept. In any thread;
// reads the database on connections of its own. `invalid`: the settings or the key, `not_found`: the folder is gone,
// `busy`: no room, `restart`: it was stopped.
Result<Label> make(const Settings& settings, Millis now, const std::stop_token& stop = {});
// Before the schema changes to `of`: a copy in the data folder, sealed where there is a key,
// `before-0010-20261122T160000Z.db` (`.dump`, `.backup`). None takes the place of another; of each schema the last two
// are kept.
Result<std::filesystem::path> keep_before(const Settings& settings, std::string_view of, Millis now);
// Throws away what is no longer to be kept: backups, copies from before a migration in the data folder, and what a
// crash left of one that was being made.
void clean(const Settings& settings, Millis now);
// In the folder; the newest first. Files without a label are not listed.
Result<std::vector<Label>> list(const std::filesystem::path& dir);
// Of the newest in the folder, which may be some seconds ahead; not of one that a wrong clock made.
std::optional<Millis> last_made(const std::filesystem::path& dir, Millis now);

// One whose label is not there, cannot be read or tells of another. Not thinned like the others, and none of these
// becomes older either.
struct Unlabelled {
  std::string name;
  Millis made_at;  // as its name says, or no later than it was written
};
std::vector<Unlabelled> find_unlabelled(const std::filesystem::path& dir, Millis now);

// Without the key: whether the file is what its label says.
Result<Label> verify(const std::filesystem::path& file);
// With the key: whether all of it opens, and holds what its manifest says.
Result<Manifest> verify(const std::filesystem::path& file, const seal::KeyPair& keys);
// The same, and the database in it goes to this new file.
Result<Manifest> open(const std::filesystem::path& file, const seal::KeyPair& keys, const std::filesystem::path& to);

// What was deleted of late, and who was shut out, beside the backups: a restore does it again, and names whose way in
// is another since. Sealed like them; it says only which, who and when, and it has an HMAC of the house, because to a
// public key anybody can seal.
struct Deletion {
  Uuid talk;
  Millis at;
  bool is_by_visitor;  // else its time had come
};
// Somebody who may not log in any more, or not as before.
struct Departure {
  Uuid staff;
  Millis at;
};
struct Deletions {
  Millis from;
  Millis until;  // nothing is known here of what came later
  std::vector<Deletion> talks;
  std::vector<Departure> people;
  std::vector<Departure> changed;  // a password, a second factor, a role, an address: by whomever
};
inline constexpr std::string_view kDeletionsFile = "onthaal-deleted.sealed";
// Never older than a backup beside it, whoever made that one meanwhile. Waits while somebody else writes it; `restart`
// when a stop was asked for.
Result<void> write_deletions(const Settings& settings, const seal::Keyring& keys, Millis now,
                             const std::stop_token& stop = {});
// Does not wait: `busy`.
Result<void> try_write_deletions(const Settings& settings, const seal::Keyring& keys, Millis now);
// `not_found` when there is none, `invalid` when it is damaged or of another house.
Result<Deletions> read_deletions(const std::filesystem::path& file, const seal::KeyPair& opens,
                                 const seal::Keyring& keys);

// The last deletion or departure that should be in it by now, when it was not written since.
inline constexpr Millis kToldWithin = 30 * kMinute;
std::optional<Millis> find_untold(db::Connection& db, const Settings& settings, Millis now);
// It was not written with the newest backup, which can then not be put back as it lies.
bool is_list_behind(const std::filesystem::path& dir);

// What was recorded of them.
struct State {
  std::optional<audit::Recorded> made;    // the last good one
  std::optional<audit::Recorded> failed;  // the last that failed, where that is later
  bool is_late = false;  // none was made for twice the time in between; by command: for eight days, or ever
};
State state(db::Connection& db, const Settings& settings, Millis now);

// GET /api/house/backups: for administrators and auditors; GET /api/lines/{slug}/backups: for coordinators. The
// settings are held by reference.
http::Routes routes(const Settings& settings);
std::vector<jobs::JobKind> jobs(const Settings& settings);
void schedule_jobs(Tx& tx, const Settings& settings);  // at every start
//   backup.record LABEL: one was made by the command line.
control::Commands control_commands();

}  // namespace onthaal::backups
