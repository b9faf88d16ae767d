#include "features/visits/visits.h"
#include "features/visits/visits_proof.h"
#include "features/visits/visits_store.h"
#include "features/visits/visits_wire.h"
#include "platform/json.h"

namespace onthaal::visits {
namespace {

constexpr std::size_t kDigits = 16;
constexpr std::int64_t kMostWrong = 300;  // in a minute, on the whole server

// Bytes of 250 and more are thrown away, so that every digit is as likely; 240, where there are eight.
char random_digit(Random& random, std::uint8_t digits) {
  for (;;) {
    std::uint8_t byte = 0;
    random.fill({&byte, 1});
    if (byte < 250 / digits * digits) return static_cast<char>('0' + byte % digits);
  }
}

std::string random_code(Random& random, CodeKind kind) {
  std::string code;
  switch (kind) {
    case CodeKind::returning:
      code = random_digit(random, 8);
      break;
    case CodeKind::appointment:
      code = '8';
      break;
    case CodeKind::plan:
      code = '9';
      break;
  }
  while (code.size() < kDigits) code += random_digit(random, 10);
  return code;
}

bool is_open(const conversations::Summary& conversation) {
  return conversation.state == "waiting" || conversation.state == "active";
}

// The conversation that a code leads to, while it serves.
std::optional<conversations::Summary> find_served(Tx& tx, VisitId visit) {
  const auto conversation = conversations::latest_of_visit(tx.db, visit);
  if (!conversation || !is_open(*conversation)) return std::nullopt;
  const Millis grace = lines::settings_of(tx.db, conversation->line).grace_minutes * kMinute;
  const auto lost_at = conversations::visitor_lost_at(tx.db, visit);
  if (lost_at && tx.now - *lost_at > grace) return std::nullopt;
  return conversation;
}

Reply returned(Tx& tx, const conversations::Summary& conversation) {
  return {200, wire::returned(conversation, lines::find(tx.db, conversation.line).value())};
}

// Answered as a reply and not as a refusal: a refused act is rolled back, and this one has to be remembered.
Reply refuse(Tx& tx) {
  store::count_wrong_code(tx);
  const Error error{Code::not_found, "no such code", {}};
  return {error_row(error.code).http_status, json::error_body(error)};
}

Result<void> admit(Tx& tx, const Settings& settings, const std::optional<Proven>& proof) {
  const std::int64_t wrong = store::wrong_codes(tx.db, tx.now);
  if (wrong >= kMostWrong) return fail(Code::too_many, "many wrong codes; try again in a while");
  if (proof && !store::spend(tx, *proof)) return proof::refused("the challenge was used before");
  if (proof || settings.puzzle_bits == 0) return {};
  const auto started = store::started_since(tx.db, tx.now - kMinute);
  if (started.unproven + wrong >= settings.unproven_per_minute)
    return fail(Code::too_many, "many come without a proof of work; try again in a while");
  return {};
}

Result<std::optional<Proven>> prove(const Snapshot& snapshot, const Settings& settings, const CodeTry& tried) {
  if (!tried.claim) return std::nullopt;
  const std::int64_t wrong = store::wrong_codes(snapshot.db, snapshot.now);
  const std::int64_t bits = proof::bits_asked(settings, {.visits = 0, .wrong_codes = wrong});
  return proof::check(snapshot.keys, snapshot.now, *tried.claim, {.line = std::nullopt, .bits = bits});
}

}  // namespace

std::string code_hash(const seal::Keyring& keys, std::string_view code) {
  return keys.index("visits.code:" + std::string(code));
}

std::string new_code(Tx& tx, CodeKind kind, const std::function<bool(const std::string& hash)>& put) {
  for (;;) {
    std::string code = random_code(tx.random, kind);
    if (put(code_hash(tx.keys, code))) return code;
  }
}

Work try_code(const char* name, const Settings& settings, const CodeTry& tried, CodeAct act) {
  return Read{
      "codes.prove", [=, act = std::move(act)](const Snapshot& snapshot) -> Result<Work> {
        const auto proven = prove(snapshot, settings, tried);
        if (!proven) return std::unexpected(proven.error());
        return Act{name,
                   [=, proof = *proven, hash = code_hash(snapshot.keys, tried.code.reveal())](Tx& tx) -> Result<Reply> {
                     if (const auto admitted = admit(tx, settings, proof); !admitted)
                       return std::unexpected(admitted.error());
                     auto reply = act(tx, hash);
                     if (!reply) return std::unexpected(std::move(reply.error()));
                     return *reply ? **std::move(reply) : refuse(tx);
                   }};
      }};
}

Result<std::string> make_code(Tx& tx, VisitId visit) {
  const auto conversation = conversations::latest_of_visit(tx.db, visit);
  if (!conversation || conversation->is_forgotten) return fail(Code::closed, "its words are gone");
  return new_code(tx, CodeKind::returning, [&](const std::string& hash) {
    if (store::find_by_code(tx.db, hash)) return false;
    store::void_code(tx, visit);
    store::put_code(tx, visit, hash);
    store::add_code(tx, visit, hash);
    return true;
  });
}

void add_code(Tx& tx, VisitId visit, const std::string& hash) {
  store::add_code(tx, visit, hash);
}

void share_codes(Tx& tx, VisitId from, VisitId with) {
  store::share_codes(tx, from, with);
}

void drop_code(Tx& tx, const std::string& hash) {
  store::drop_code(tx, hash);
}

std::vector<VisitId> visits_of(db::Connection& db, const std::string& hash) {
  return store::visits_of(db, hash);
}

Result<Reply> come_back(Tx& tx, const Settings& settings, const Return& back) {
  const std::string token_hash = seal::token_hash(back.token.reveal());
  const auto owner = store::find(tx.db, token_hash);
  std::optional<VisitId> visit;
  std::optional<conversations::Summary> conversation;
  for (const VisitId each : store::visits_of(tx.db, code_hash(tx.keys, back.code.reveal()))) {
    if (conversation) break;
    conversation = find_served(tx, each);
    visit = each;
  }
  // The answer was lost and this is a retry: it needs no second proof.
  if (conversation && owner == visit) return returned(tx, *conversation);
  if (const auto admitted = admit(tx, settings, back.proof); !admitted) return std::unexpected(admitted.error());
  if (!conversation) return refuse(tx);
  if (owner) return std::unexpected(Error{Code::invalid, "a token of another visit", {{"token", "not_allowed"}}});
  store::insert_token(tx, *visit, token_hash);
  return returned(tx, *conversation);
}

}  // namespace onthaal::visits
