#include "features/registrations/registrations_wire.h"

namespace onthaal::registrations {
namespace {

Result<Uuid> conversation_of(const http::Request& request) {
  const auto uuid = Uuid::parse(request.parts.at(0));
  if (!uuid) return fail(Code::not_found, "no such registration");
  return *uuid;
}

std::string shown(db::Connection& db, const seal::Keyring& keys, const store::Registration& registration) {
  std::optional<std::string> nickname, note;
  const Uuid& owner = registration.conversation.uuid;
  if (const auto sealing = streams::find_sealing(db, keys, registration.key)) {
    nickname = seal::open(sealing->key, seal::Kind::nickname, owner, 0, registration.nickname);
    if (registration.note) note = seal::open(sealing->key, seal::Kind::note, owner, 0, *registration.note);
  }
  return wire::registration(registration, nickname, note);
}

Result<Work> show_registration(const http::Request& request) {
  const auto conversation = conversation_of(request);
  if (!conversation) return std::unexpected(conversation.error());
  return Read{"registrations.show",
              [actor = request.actor, conversation = *conversation](const Snapshot& snapshot) -> Result<Work> {
                const auto registration = access(snapshot.db, actor, conversation);
                if (!registration) return std::unexpected(registration.error());
                return Reply{200, shown(snapshot.db, snapshot.keys, *registration)};
              }};
}

Result<Work> save_registration(const http::Request& request, const RegistrationHooks& hooks) {
  const auto conversation = conversation_of(request);
  if (!conversation) return std::unexpected(conversation.error());
  const auto body = json::parse(request.body);
  if (!body) return std::unexpected(body.error());
  auto parsed = wire::parse_save(*body);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  return Act{"registrations.save",
             [actor = request.actor, conversation = *conversation, parsed = *std::move(parsed),
              &hooks](Tx& tx) -> Result<Reply> {
               const auto saved = save(tx, actor, conversation, parsed, hooks);
               if (!saved) return std::unexpected(saved.error());
               return Reply{200, shown(tx.db, tx.keys, *saved)};
             }};
}

}  // namespace

std::optional<std::string> registration_of(const Snapshot& snapshot, const Uuid& conversation) {
  const auto staff = store::find_staff(snapshot.db, conversation);
  const auto registration = staff ? store::find(snapshot.db, conversation, *staff) : std::nullopt;
  if (!registration) return std::nullopt;
  return shown(snapshot.db, snapshot.keys, *registration);
}

http::Routes routes(const RegistrationHooks& hooks) {
  return {
      {http::Verb::get, "/api/registrations/{conversation}", show_registration},
      {http::Verb::put, "/api/registrations/{conversation}",
       [&hooks](const http::Request& request) { return save_registration(request, hooks); }},
  };
}

}  // namespace onthaal::registrations
