#include "features/accounts/accounts.h"
#include "features/audit/audit.h"
#include "features/keys/keys_jobs.h"
#include "features/keys/keys_wire.h"
#include "platform/json.h"

namespace onthaal::keys {
namespace {

// Who keeps the house can do something about it; who runs a line answers for what its visitors were promised.
Result<Work> show(const Settings& settings, const http::Request& request) {
  return Read{"keys.show", [actor = request.actor, settings](const Snapshot& snapshot) -> Result<Work> {
                using accounts::Role;
                const auto staff = accounts::access_house(snapshot.db, actor, {Role::administrator, Role::auditor});
                if (!staff) return std::unexpected(staff.error());
                return Reply{200, wire::status(snapshot.db, settings, snapshot.now)};
              }};
}

Result<Work> show_to_line(const Settings& settings, const http::Request& request) {
  return Read{"keys.show",
              [actor = request.actor, slug = request.parts.at(0), settings](const Snapshot& snapshot) -> Result<Work> {
                const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, wire::status(snapshot.db, settings, snapshot.now)};
              }};
}

Result<Work> list(const Settings& settings, const boost::json::object& data) {
  json::Reader read(data);
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  return Read{"keys.list", [settings](const Snapshot& snapshot) -> Result<Work> {
                return Reply{200, wire::status(snapshot.db, settings, snapshot.now)};
              }};
}

Result<Work> replace(const Settings& settings, const boost::json::object& data) {
  json::Reader read(data);
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  return Read{"keys.replace", [settings](const Snapshot& snapshot) -> Result<Work> {
                Plan wanted = plan(snapshot.db, snapshot.keys, settings, snapshot.now);
                wanted.replaces = true;
                return carry_out(settings, std::move(wanted), Must::succeed);
              }};
}

// The server holds the ring in memory for as long as it runs: the way back when the file is gone.
Result<Work> put_back(const Settings& settings, const boost::json::object& data) {
  json::Reader read(data);
  if (auto error = read.finished()) return std::unexpected(*std::move(error));
  return Read{"keys.put_back", [settings](const Snapshot& snapshot) -> Result<Work> {
                return Prepare{
                    .name = "keys.put_back",
                    .run = [settings, ring = snapshot.keys]() -> Result<Work> {
                      const auto kept =
                          settings.place.change([&](const Result<seal::Keyring>& now) -> Result<seal::Keyring> {
                            if (now && ring.is_within(*now)) return *now;
                            if (now && !now->is_within(ring))
                              return fail(Code::conflict, settings.place.name() + " holds keys of another house");
                            return ring;
                          });
                      if (!kept) return std::unexpected(kept.error());
                      return Reply{200, json::Out().integer("newest", kept->newest()).str()};
                    },
                    .lane = Lane::waits};
              }};
}

// Sealed before it leaves the server; whoever asked says with keys.escrowed that the copy is safely kept.
Result<Work> make_escrow(const boost::json::object& data) {
  const auto to = wire::parse_escrow(data);
  if (!to) return std::unexpected(to.error());
  return Read{"keys.escrow", [to = *to](const Snapshot& snapshot) -> Result<Work> {
                std::string text = snapshot.keys.text();
                auto escrow = wire::escrow(to, text);
                seal::wipe(text);
                if (!escrow) return std::unexpected(std::move(escrow.error()));
                return Reply{200, *std::move(escrow)};
              }};
}

Result<Work> note_escrow(const boost::json::object& data) {
  const auto escrowed = wire::parse_escrowed(data);
  if (!escrowed) return std::unexpected(escrowed.error());
  return Act{
      "keys.escrowed", [escrowed = *escrowed](Tx& tx) -> Result<Reply> {
        store::insert_escrow(tx.db, {.id = 0,
                                     .newest = escrowed.newest,
                                     .held = escrowed.held,
                                     .recipient = escrowed.recipient,
                                     .made_at = tx.now,
                                     .file = std::nullopt});
        audit::record(
            tx, {.what = "keys.escrowed",
                 .data = json::Out().integer("newest", escrowed.newest).text("recipient", escrowed.recipient).str()});
        return Reply{200, "{}"};
      }};
}

}  // namespace

http::Routes routes(const Settings& settings) {
  const auto with = [&settings](auto parse) {
    return [settings, parse](const http::Request& request) { return parse(settings, request); };
  };
  return {{http::Verb::get, "/api/house/keys", with(show)},
          {http::Verb::get, "/api/lines/{slug}/keys", with(show_to_line)}};
}

control::Commands control_commands(const Settings& settings) {
  const auto with = [&settings](auto parse) {
    return [settings, parse](const boost::json::object& data) { return parse(settings, data); };
  };
  return {{"keys.list", with(list)},
          {"keys.replace", with(replace)},
          {"keys.put_back", with(put_back)},
          {"keys.escrow", make_escrow},
          {"keys.escrowed", note_escrow}};
}

}  // namespace onthaal::keys
