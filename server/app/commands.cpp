#include "app/commands.h"

#include <chrono>
#include <thread>

#include "app/wiring.h"
#include "features/accounts/accounts.h"
#include "features/backups/backups.h"
#include "features/crosswalks/crosswalks.h"
#include "features/displays/displays.h"
#include "features/factors/factors.h"
#include "features/guides/guides.h"
#include "features/handovers/handovers.h"
#include "features/imports/imports.h"
#include "features/lines/lines.h"
#include "features/phrases/phrases.h"
#include "features/places/places.h"
#include "features/reports/reports.h"
#include "features/retention/retention.h"
#include "features/terms/terms.h"
#include "platform/db/copy.h"
#include "platform/json.h"

namespace onthaal::app {

namespace {

// A new line begins with what Onthaal ships, unless it is asked for bare.
Result<Reply> make_line(Tx& tx, const lines::NewLine& wanted, bool is_bare) {
  const auto line = lines::create(tx, wanted);
  if (!line) return std::unexpected(line.error());
  if (!is_bare) {
    terms::ship(tx, line->id);
    crosswalks::ship(tx, line->id);
    phrases::ship(tx, line->id);
    places::ship(tx, line->id);
    guides::ship(tx, line->id);
    handovers::ship(tx, line->id);
  }
  return Reply{201, lines::line_json(*line)};
}

Result<Work> add_line(const boost::json::object& data) {
  json::Reader read(data);
  const lines::NewLine line = lines::read_new_line(read);
  const bool is_bare = read.boolean_or("bare", false);
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  return Act{"lines.create", [=](Tx& tx) { return make_line(tx, line, is_bare); }};
}

// The partners that are shipped, as lines of this server. A line of that name that is something else stays as it is.
Result<Reply> make_examples(Tx& tx, const lines::Line& line) {
  std::vector<std::string> made;
  for (const handovers::Example& example : handovers::examples()) {
    auto there = lines::find_by_slug(tx.db, example.line.slug);
    if (there && there->name != example.line.name) continue;
    if (!there) {
      there = lines::create(tx, example.line).value();
      auto settings = lines::settings_of(tx.db, there->id);
      settings.kept_days = example.kept_days;
      settings.texts = {{"welcome", example.welcome}};
      lines::set_settings(tx, *there, settings);
      terms::ship(tx, there->id, example.themes);
      crosswalks::ship(tx, there->id);
      phrases::ship(tx, there->id);
      places::ship(tx, there->id);
      guides::ship(tx, there->id);
    }
    handovers::add_example(tx, line.id, example, there->id);
    made.push_back(json::Out().text("slug", there->slug).text("name", there->name).str());
  }
  return Reply{200, json::Out().raw("lines", json::list(made)).str()};
}

Result<Work> ship_partners(const boost::json::object& data) {
  json::Reader read(data);
  const std::string slug = read.text("line", 2, 40);
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  return Act{"partners.ship", [slug](Tx& tx) -> Result<Reply> {
               const auto line = lines::find_by_slug(tx.db, slug);
               if (!line) return std::unexpected(Error{Code::invalid, "no such line", {{"line", "not_allowed"}}});
               return make_examples(tx, *line);
             }};
}

constexpr std::string_view kMakesHouse = "line.add";

// Whatever else finds no house was meant for another folder, or for the database of other settings; so was the first
// line, where there are keys already.
Result<void> check_there(const config::Config& config, std::string_view command) {
  if (!db::is_empty(config.database.url)) return {};
  const bool has_keys = std::filesystem::exists(config.key_file());
  if (command == kMakesHouse && !has_keys) return {};
  const std::string where = "there is nothing in " + config::without_password(config.database.url) + " yet";
  if (has_keys)
    return fail(Code::not_found, where + ", but there are keys: " + config.key_file().string() +
                                     ". Is database.url the one of the server (onthaal config show)? `onthaal "
                                     "migrate` makes a new database for them");
  return fail(Code::not_found,
              where + ": is it the right --data, or --config? `onthaal line add` makes the first line there");
}

// A server that has no room for a moment has changed nothing: ask again.
std::optional<Result<std::string>> ask_server(const std::filesystem::path& socket, std::string_view command,
                                              const std::string& args) {
  constexpr int kTries = 5;
  for (int tries = 1;; ++tries) {
    auto answer = control::ask(socket, command, args);
    const bool is_busy = answer && !*answer && answer->error().code == Code::busy;
    if (!is_busy || tries == kTries) return answer;
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
}

}  // namespace

control::Commands control_commands(const accounts::Hooks& staff_hooks, const hours::HoursHooks& hours_hooks,
                                   const keys::Settings& key_settings) {
  control::Commands all{{kMakesHouse, add_line}, {"partners.ship", ship_partners}};
  for (const auto& more :
       {lines::control_commands(), accounts::control_commands(staff_hooks), factors::control_commands(staff_hooks),
        places::control_commands(), hours::control_commands(hours_hooks), displays::control_commands(),
        backups::control_commands(), retention::control_commands(), imports::control_commands(),
        reports::control_commands(), keys::control_commands(key_settings)})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

Result<std::string> Door::ask(std::string_view command, const std::string& args) {
  if (!alone_) {
    if (auto answer = ask_server(config_.control_socket(), command, args)) return *std::move(answer);
    if (auto there = check_there(config_, command); !there) return std::unexpected(there.error());
    auto house = open_house(config_, system_clock(), seal::system_random());
    if (!house) return std::unexpected(std::move(house.error()));
    alone_.emplace(*std::move(house), db::connect(config_.database.url, db::Access::write));
    if (!alone_->connection->claim_writing()) return fail(Code::busy, "another server writes to the database");
  }
  return run_alone(command, args);
}

Result<std::string> Door::run_alone(std::string_view command, const std::string& args) {
  const auto parsed = json::parse(args);
  if (!parsed) return std::unexpected(parsed.error());
  const Wiring wiring(config_);
  auto work = control::parse(app::control_commands(wiring.staff_hooks(), wiring.hours_hooks(), key_settings(config_)),
                             command, *parsed);
  if (!work) return std::unexpected(std::move(work.error()));
  auto reply = control::run_alone(*std::move(work), *alone_->connection, system_clock(), seal::system_random(),
                                  alone_->house.keys);
  if (!reply) return std::unexpected(std::move(reply.error()));
  return std::move(reply->body);
}

}  // namespace onthaal::app
