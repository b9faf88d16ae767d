#include <algorithm>
#include <charconv>

#include "features/backups/backups.h"
#include "features/backups/backups_store.h"
#include "features/backups/backups_wire.h"
#include "platform/json.h"
#include "platform/log.h"

namespace onthaal::backups {
namespace {

constexpr std::string_view kMake = "backups.make";
constexpr std::string_view kClean = "backups.clean";
constexpr std::string_view kTell = "backups.tell_deletions";
constexpr Millis kAgain = kHour;
constexpr Millis kTellEvery = 5 * kMinute;
// Where nothing says what became of it: the process died in between, the queue was full.
constexpr Millis kTellAgain = 15 * kMinute;

std::string_view reason(Code code) {
  if (code == Code::busy) return "no_room";
  if (code == Code::not_found) return "not_there";
  if (code == Code::invalid) return "settings";
  return "failed";
}

Result<Reply> record(Tx& tx, const Label& label) {
  audit::record(tx, {.what = "backup.made", .data = wire::entry(label)});
  return Reply{200, wire::label(label)};
}

// Sooner than the next one would be, but no row in the log every minute.
Result<Reply> record_failure(Tx& tx, Code code) {
  audit::record(tx, {.what = "backup.failed", .data = json::Out().text("reason", reason(code)).str()});
  jobs::later(tx, kMake, "all", tx.now + kAgain);
  return Reply{};
}

void log_untold(const Error& error) {
  log::error("backup.deletions_not_written", {{"error", log::ours(error.detail)}});
}

Chore make_chore(const Settings& settings, const seal::Keyring& keys, Millis now) {
  return {"backups.make", [settings, keys, now](const std::stop_token& stop) -> Result<Work> {
            auto made = make(settings, now, stop);
            if (made) {
              if (const auto told = write_deletions(settings, keys, made->made_at, stop); !told)
                log_untold(told.error());
              log::info("backup.made", {{"name", log::ours(made->name)}, {"bytes", made->bytes}, {"ms", made->took}});
              return Act{"backups.record", [label = *std::move(made)](Tx& tx) { return record(tx, label); }};
            }
            if (made.error().code == Code::restart) return Reply{};
            clean(settings, now);
            log::error("backup.failed", {{"error", log::ours(made.error().detail)}});
            return Act{"backups.fail", [code = made.error().code](Tx& tx) { return record_failure(tx, code); }};
          }};
}

// Nothing becomes too old, and nothing of a crash stays, because backups were switched off.
Chore clean_chore(const Settings& settings, Millis now) {
  return {"backups.clean", [settings, now](const std::stop_token&) -> Result<Work> {
            clean(settings, now);
            return Reply{};
          }};
}

// The job's data is until when it was told. Not behind a backup, which may take long.
Prepare prepare_telling(const Settings& settings, const seal::Keyring& keys, Millis now, const std::string& told) {
  return {.name = "backups.tell_deletions",
          .run = [settings, keys, now, told]() -> Result<Work> {
            const auto written = try_write_deletions(settings, keys, now);
            if (!written && written.error().code != Code::busy) log_untold(written.error());
            const std::string until = written ? std::to_string(now) : told;
            return Act{"backups.told", [until](Tx& tx) -> Result<Reply> {
                         jobs::later(tx, kTell, "all", tx.now + kTellEvery, until);
                         return Reply{};
                       }};
          },
          .lane = Lane::waits};
}

void run_make(Tx& tx, const jobs::Job& job, const Settings& settings) {
  if (settings.every == 0) return;
  jobs::later(tx, kMake, job.key, tx.now + settings.every);
  tx.effects.emplace_back(follow_with(make_chore(settings, tx.keys, tx.now)));
}

void run_clean(Tx& tx, const jobs::Job& job, const Settings& settings) {
  jobs::later(tx, kClean, job.key, tx.now + kDay);
  tx.effects.emplace_back(follow_with(clean_chore(settings, tx.now)));
}

// Written when something was deleted since: so that little of it is lost with the machine.
void run_tell(Tx& tx, const jobs::Job& job, const Settings& settings) {
  if (settings.dir.empty() || settings.to.empty()) return;
  Millis told = 0;
  std::from_chars(job.data.data(), job.data.data() + job.data.size(), told);
  if (!store::has_deletion(tx.db, told)) return jobs::later(tx, kTell, job.key, tx.now + kTellEvery, job.data);
  // Only a sooner one takes the place of this one.
  jobs::later(tx, kTell, job.key, tx.now + kTellAgain, job.data);
  tx.effects.emplace_back(follow_with(prepare_telling(settings, tx.keys, tx.now, job.data)));
}

Result<Work> record_made(const boost::json::object& data) {
  auto label = wire::parse_label(data);
  if (!label) return std::unexpected(std::move(label.error()));
  return Act{"backups.record", [label = *std::move(label)](Tx& tx) { return record(tx, label); }};
}

}  // namespace

std::vector<jobs::JobKind> jobs(const Settings& settings) {
  const auto with = [&](auto run) { return [settings, run](Tx& tx, const jobs::Job& job) { run(tx, job, settings); }; };
  return {{kMake, with(run_make)}, {kClean, with(run_clean)}, {kTell, with(run_tell)}};
}

// A backup that a stop interrupted is made at the next start.
void schedule_jobs(Tx& tx, const Settings& settings) {
  jobs::later(tx, kClean, "all", tx.now);
  jobs::later(tx, kTell, "all", tx.now);
  if (settings.every == 0) return;
  const State now = state(tx.db, settings, tx.now);
  jobs::later(tx, kMake, "all", now.made ? std::max(tx.now, now.made->at + settings.every) : tx.now);
}

control::Commands control_commands() {
  return {{"backup.record", record_made}};
}

}  // namespace onthaal::backups
