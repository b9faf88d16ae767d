#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "app/cli.h"
#include "app/commands.h"
#include "platform/durable_file.h"
#include "platform/json.h"
#include "platform/sealed_file.h"

namespace onthaal::app {
namespace {

constexpr std::string_view kSealedAs = "talk";

struct Given {
  std::string conversation;
  std::string to;
  std::string file;
  std::string key;
};

Result<std::string> write_sealed(Door& door, const Given& given, const seal::PublicKey& to) {
  auto answer = door.ask("talk.export", json::Out().text("conversation", given.conversation).str());
  if (!answer) return answer;
  const auto sealed = seal::seal_whole(to, kSealedAs, *answer);
  if (!sealed) return std::unexpected(sealed.error());
  if (const auto written = durable_file::replace(given.file, *sealed); !written)
    return std::unexpected(written.error());
  return answer;
}

// Sealed before it is written: no copy in the clear is ever on this disk. The log says that a talk was handed out once
// the file is there; where nothing was, it goes.
int export_talk(const Cli& cli, const Given& given) {
  const auto config = load(cli);
  if (!config) return kUsage;
  const auto to = seal::read_public_key(given.to);
  if (!to) return tell(to.error());
  if (const auto begun = durable_file::make(given.file, ""); !begun) return tell(begun.error());
  Door door(*config);
  const auto answer = write_sealed(door, given, *to);
  if (!answer) {
    std::error_code unimportant;
    std::filesystem::remove(given.file, unimportant);
    return tell(answer.error());
  }
  const auto told = json::parse(*answer).value();
  const auto& entry = told.at("audit").as_object();
  const auto done = door.ask(
      "talk.export",
      json::Out().text("conversation", given.conversation).integer("begun", entry.at("number").as_int64()).str());
  if (!done) {
    std::cerr << given.file << " is written, and the log says only that it was begun: do not hand it out, remove it\n";
    return tell(done.error());
  }
  if (cli.as_json)
    std::cout << json::Out()
                     .text("file", given.file)
                     .text("sealed_to", to->fingerprint())
                     .raw("audit", boost::json::serialize(entry))
                     .str()
              << "\n";
  else
    std::cout << fmt::format("{}: sealed to {}; entries {} and {} of the log.\n", given.file, to->fingerprint(),
                             entry.at("number").as_int64(), json::parse(*done).value().at("number").as_int64());
  return kOk;
}

// With something else where its lines end.
std::string with_breaks(std::string_view text, std::string_view as) {
  std::string all;
  while (!text.empty()) {
    std::size_t size = 0;
    for (const std::string_view end : {"\n", "\u2028", "\u2029"})
      if (text.starts_with(end)) size = end.size();
    all += size > 0 ? as : text.substr(0, 1);
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return all;
}

std::string name_of(const boost::json::object& message, const boost::json::value& visitor) {
  const bool is_visitor = message.at("from").as_string() == "visitor";
  const auto& name = is_visitor ? visitor : message.at("alias");
  if (name.is_null()) return is_visitor ? "visitor" : "operator";
  return with_breaks(name.as_string(), " ") + (is_visitor ? " (visitor)" : "");
}

// For people; the JSON of the same is for programs. Nothing that was said looks like an entry of its own.
std::string readable(const boost::json::object& talk) {
  std::string text = fmt::format("{}, conversation {}\nEach line of what was said begins with |\n\n",
                                 std::string_view(talk.at("line_name").as_string()),
                                 std::string_view(talk.at("conversation").as_string()));
  for (const auto& each : talk.at("messages").as_array()) {
    const auto& message = each.as_object();
    text +=
        fmt::format("{}  {}\n", std::string_view(message.at("at").as_string()), name_of(message, talk.at("nickname")));
    const auto* said = message.at("text").if_string();
    text += said != nullptr ? "| " + with_breaks(*said, "\n| ") : "(gone)";
    if (const auto* card = message.at("card").if_object())
      text += fmt::format("\n[{}]", std::string_view(card->at("name").as_string()));
    text += "\n\n";
  }
  return text;
}

int open_export(const Cli& cli, const Given& given) {
  const auto pair = seal::read_secret_key(given.key);
  if (!pair) return tell(pair.error());
  std::ifstream file(given.file, std::ios::binary);
  const std::string sealed{std::istreambuf_iterator<char>(file), {}};
  const auto opened = seal::open_whole(*pair, kSealedAs, sealed);
  return print_answer(cli, opened, [](const boost::json::object& told) { std::cout << readable(told); });
}

}  // namespace

void add_export(CLI::App& app, Cli& cli) {
  auto& group = *app.add_subcommand("export", "A conversation that the law asks for, once two people opened it");
  group.require_subcommand(1);
  auto given = std::make_shared<Given>();
  auto& made = add_command(group, cli, "talk", "Write it to a file, sealed to a public key",
                           "onthaal export talk --conversation 0193a1b2-... --to court.public --out talk.sealed");
  add_json(made, cli);
  made.add_option("--conversation", given->conversation, "As the request names it")->required()->option_text("ID");
  made.add_option("--to", given->to, "The public key of who receives it (onthaal backup key makes a pair)")
      ->required()
      ->option_text("FILE");
  made.add_option("--out", given->file, "The sealed file; must not exist")->required()->option_text("FILE");
  made.callback([&cli, given] { cli.run = [&cli, given] { return export_talk(cli, *given); }; });
  auto& opened = add_command(group, cli, "open", "Read such a file, where the secret key is",
                             "onthaal export open --key court.secret --in talk.sealed");
  add_json(opened, cli);
  opened.add_option("--key", given->key, "The secret key")->required()->option_text("FILE");
  opened.add_option("--in", given->file, "The sealed file")->required()->option_text("FILE");
  opened.callback([&cli, given] { cli.run = [&cli, given] { return open_export(cli, *given); }; });
}

}  // namespace onthaal::app
