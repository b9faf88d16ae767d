#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "app/cli.h"
#include "app/commands.h"
#include "app/house.h"
#include "core/text.h"
#include "platform/control.h"
#include "platform/db/copy.h"
#include "platform/durable_file.h"
#include "platform/json.h"
#include "platform/sealed_file.h"

namespace onthaal::app {
namespace {

struct Given {
  std::string to;
  std::string out;
  std::string from;
  std::string secret;
};

std::string text(const boost::json::value& value) {
  return std::string(value.as_string());
}
std::string day(const boost::json::value& time) {
  return text(time).substr(0, 10);
}

Result<boost::json::object> ask(const config::Config& config, std::string_view command,
                                const std::string& args = "{}") {
  const auto answer = Door(config).ask(command, args);
  if (!answer) return std::unexpected(answer.error());
  return json::parse(*answer);
}

std::string_view meaning(const std::string& warning) {
  if (warning == "no_escrow") return "there is no copy of the keys: who loses them loses every word";
  if (warning == "old_escrow") return "the copies of the keys are of before the last replacement: make a new one";
  if (warning == "gone") return "the keys are not where they are kept: onthaal keys put-back";
  if (warning == "changed") return "other keys are kept there than those in use: onthaal keys put-back";
  if (warning == "unreadable") return "the keys cannot be read where they are kept: see the server's log";
  if (warning == "not_replaced") return "the key could not be replaced: see the server's log";
  if (warning == "not_escrowed") return "a copy of the keys could not be written: see the server's log";
  if (warning == "copy_left") return "a copy that holds a destroyed key could not be removed: see the server's log";
  if (warning == "beside_backups") return "copies of the keys lie with the backups: whoever finds one has the other";
  if (warning == "too_slow") return "the keys live longer than the 60 days of the promise";
  if (warning == "overdue") return "the key should have been replaced by now";
  if (warning == "never_replaced") return "the key is never replaced: what is deleted stays readable in backups";
  if (warning == "not_retired") return "keys under an old master key do not open: onthaal doctor";
  return warning;
}

void print_key(const boost::json::object& key, const boost::json::value& replace_at) {
  std::string state;
  if (!key.at("destroyed_at").is_null())
    state = "destroyed on " + day(key.at("destroyed_at"));
  else if (!key.at("replaced_at").is_null())
    state = fmt::format("replaced on {}; to be destroyed on {}", day(key.at("replaced_at")), day(key.at("destroy_at")));
  else
    state = replace_at.is_null() ? "in use" : "in use; to be replaced on " + day(replace_at);
  const std::int64_t living = key.at("living").as_int64();
  std::cout << fmt::format("{:>4}  {}  since {}  {:>7} {}  {}\n", key.at("number").as_int64(),
                           text(key.at("fingerprint")), day(key.at("created_at")), living, living == 1 ? "key" : "keys",
                           state);
}

int list(const Cli& cli) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto status = ask(*config, "keys.list");
  if (!status) return tell(status.error());
  if (cli.as_json) {
    std::cout << boost::json::serialize(*status) << "\n";
    return kOk;
  }
  for (const auto& key : status->at("keys").as_array()) print_key(key.as_object(), status->at("replace_at"));
  for (const auto& copy : status->at("escrows").as_array()) {
    const std::string opens = text(copy.at("opens"));
    std::cout << fmt::format("copy of {}, sealed to {}, up to key {}: {}\n", day(copy.at("made_at")),
                             text(copy.at("recipient")), copy.at("newest").as_int64(),
                             opens == "all"       ? "opens all that lives"
                             : opens == "backups" ? "opens backups of its time"
                                                  : "opens what was deleted since; destroy it");
  }
  for (const auto& warning : status->at("warnings").as_array()) std::cout << "! " << meaning(text(warning)) << "\n";
  return kOk;
}

int replace(const Cli& cli) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto done = ask(*config, "keys.replace");
  if (!done) return tell(done.error());
  std::cout << fmt::format("Master key {} is in use. {}\n", done->at("newest").as_int64(),
                           key_settings(*config).writes_copies()
                               ? "The server makes a copy of it by itself."
                               : "Copies of the keys are old now: onthaal keys escrow");
  return kOk;
}

int put_back(const Cli& cli) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto done = ask(*config, "keys.put_back");
  if (!done) return tell(done.error());
  std::cout << fmt::format("The keys up to number {} are where they are kept.\n", done->at("newest").as_int64());
  return kOk;
}

// Gone with its owner, unless it is known of.
struct Copy {
  explicit Copy(std::string at) : file(std::move(at)) {}
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;
  ~Copy() {
    std::error_code unimportant;
    if (!is_known) std::filesystem::remove(file, unimportant);
  }
  std::string file;
  bool is_known = false;
};

// The copy is written down as one only when it is safely on disk; one that is not written down does not stay.
Result<std::int64_t> write_escrow(const config::Config& config, const Given& given) {
  const auto to = seal::read_public_key(given.to);
  if (!to) return std::unexpected(to.error());
  const std::string hex_key = hex({reinterpret_cast<const char*>(to->bytes().data()), to->bytes().size()});
  const auto answer = ask(config, "keys.escrow", json::Out().text("public_key", hex_key).str());
  if (!answer) return std::unexpected(answer.error());
  const auto sealed = from_base64url(text(answer->at("sealed")));
  if (!sealed) return fail(Code::internal, "the server's answer cannot be read");
  if (auto written = durable_file::make(given.out, *sealed); !written) return std::unexpected(written.error());
  Copy copy(given.out);
  const std::int64_t newest = answer->at("newest").as_int64();
  const auto noted = ask(config, "keys.escrowed",
                         json::Out()
                             .integer("newest", newest)
                             .integer("held", answer->at("held").as_int64())
                             .text("recipient", text(answer->at("recipient")))
                             .str());
  if (!noted) return std::unexpected(noted.error());
  copy.is_known = true;
  return newest;
}

int escrow(const Cli& cli, const Given& given) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto newest = write_escrow(*config, given);
  if (!newest) return tell(newest.error());
  const auto status = ask(*config, "keys.list");
  if (!status) return tell(status.error());
  const auto& replace_at = status->at("replace_at");
  std::cout << fmt::format("The master keys up to number {} are in {}, for who has the secret key only.\n", *newest,
                           given.out);
  if (replace_at.is_null())
    std::cout << "They open all that lives until the master key is replaced.\n";
  else
    std::cout << fmt::format(
        "They open all that lives until the next replacement (due on {}). Make a new copy then, and destroy this one "
        "when `onthaal keys list` says so.\n",
        day(replace_at));
  return kOk;
}

Result<seal::Keyring> open_escrow(const Given& given) {
  const auto pair = seal::read_secret_key(given.secret);
  if (!pair) return std::unexpected(pair.error());
  std::ifstream in(given.from, std::ios::binary);
  if (!in) return fail(Code::not_found, given.from + " cannot be read");
  const std::string sealed(std::istreambuf_iterator<char>(in), {});
  auto opened = seal::open_whole(*pair, keys::kSealedAs, sealed);
  if (!opened) return fail(opened.error().code, given.from + ": " + opened.error().detail);
  auto ring = seal::Keyring::parse(*opened, given.from);
  seal::wipe(*opened);
  return ring;
}

// Keys that are not this database's are not stored; what is stored stays, whatever fails afterwards.
Result<void> put_in_place(const config::Config& config, const seal::Keyring& ring, const std::string& from) {
  if (auto made = make_data_folder(config); !made) return made;
  auto lock = db::try_lock(config.database.url);
  if (!lock) return fail(Code::busy, "a server or command is using the database: stop it first");
  const seal::KeyPlace place = key_settings(config).place;
  const auto there = place.load();
  if (there) return fail(Code::conflict, place.name() + " holds keys already: put them away first");
  if (there.error().code != Code::not_found) return std::unexpected(there.error());
  if (db::is_empty(config.database.url)) return place.store(ring);
  const auto connection = db::connect(config.database.url, db::Access::write);
  if (auto migrated = bring_up_to_date(config, *connection, system_clock()); !migrated)
    return std::unexpected(migrated.error());
  if (const std::string why = keys::find_stranger(*connection, ring); !why.empty())
    return fail(Code::conflict, from + " holds keys that are not this database's: " + why);
  if (auto stored = place.store(ring); !stored) return stored;
  const auto house = open_house(config, system_clock(), seal::system_random(), std::move(lock));
  if (!house) return std::unexpected(house.error());
  const Act act{"keys.restored", [&](Tx& tx) -> Result<Reply> {
                  keys::record_restored(tx, ring);
                  return Reply{};
                }};
  const auto told = control::run_alone(act, *connection, system_clock(), seal::system_random(), house->keys);
  if (!told) return std::unexpected(told.error());
  return {};
}

int restore(const Cli& cli, const Given& given) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto ring = open_escrow(given);
  if (!ring) return tell(ring.error());
  if (const auto put = put_in_place(*config, *ring, given.from); !put) return tell(put.error());
  std::cout << fmt::format("The master keys up to number {} are in {}.\n", ring->newest(),
                           key_settings(*config).place.name());
  return kOk;
}

}  // namespace

void add_keys(CLI::App& app, Cli& cli) {
  auto& group = *app.add_subcommand("keys", "The master keys, under which all words are sealed");
  group.require_subcommand(1);
  auto given = std::make_shared<Given>();

  auto& listed = add_command(
      group, cli, "list", "Since when each is in use, how much is under it, when it is destroyed", "onthaal keys list");
  add_json(listed, cli);
  listed.callback([&cli] { cli.run = [&cli] { return list(cli); }; });

  auto& replaced = add_command(group, cli, "replace", "Make a new master key now; what lives is wrapped anew under it",
                               "onthaal keys replace");
  replaced.callback([&cli] { cli.run = [&cli] { return replace(cli); }; });

  auto& putting = add_command(group, cli, "put-back", "Write the keys in use where they are kept, after they got lost",
                              "onthaal keys put-back");
  putting.callback([&cli] { cli.run = [&cli] { return put_back(cli); }; });

  auto& escrowed = add_command(group, cli, "escrow", "A copy of the master keys that only a secret key opens",
                               "onthaal keys escrow --to escrow.pub --out keys-2026-11.sealed");
  escrowed.add_option("--to", given->to, "File with the public key")->required()->option_text("FILE");
  escrowed.add_option("--out", given->out, "File to make")->required()->option_text("FILE");
  escrowed.callback([&cli, given] { cli.run = [&cli, given] { return escrow(cli, *given); }; });

  auto& restored = add_command(group, cli, "restore", "Put the master keys back from such a copy; no server may run",
                               "onthaal keys restore --from keys-2026-11.sealed --secret escrow.key");
  restored.add_option("--from", given->from, "The copy")->required()->option_text("FILE");
  restored.add_option("--secret", given->secret, "File with the secret key")->required()->option_text("FILE");
  restored.callback([&cli, given] { cli.run = [&cli, given] { return restore(cli, *given); }; });
}

}  // namespace onthaal::app
