#include "features/flags/flags_marks.h"

#include "features/accounts/accounts.h"
#include "platform/json.h"
#include "platform/streams/streams.h"

namespace onthaal::flags {
namespace {

// The numbers under which the words of one flag are sealed.
enum class Word : std::uint8_t { why = 1, question = 2, answer = 3 };

std::optional<std::string> open(const streams::Sealing& sealing, const Uuid& flag, Word word,
                                const std::optional<std::string>& sealed) {
  if (!sealed) return std::nullopt;
  return seal::open(sealing.key, seal::Kind::flag, flag, static_cast<std::int64_t>(word), *sealed);
}

Result<std::string> seal(Tx& tx, std::int64_t key, const Uuid& flag, Word word, const Redacted<std::string>& words) {
  const auto sealing = streams::find_sealing(tx.db, tx.keys, key);
  if (!sealing) return fail(Code::closed, "its words were destroyed");
  return seal::seal(sealing->key, seal::Kind::flag, flag, static_cast<std::int64_t>(word), words.reveal(), tx.random);
}

std::unexpected<Error> not_found() {
  return fail(Code::not_found, "no such flag");
}
std::unexpected<Error> decided() {
  return fail(Code::conflict, "it is decided, or in another state");
}

// Whom it concerns looks again: the coordinators, and who marked it. Says nothing of which talk.
store::Flag told(Tx& tx, const Actor& actor, const Uuid& conversation) {
  store::Flag flag = store::find(tx.db, conversation).value();
  streams::append(
      tx, streams::key("line", flag.line.value), flag.line_uuid,
      {"flag.changed", author_of(actor), std::nullopt, json::Out().uuid("operator", flag.made_by_uuid).str()}, nullptr);
  return flag;
}

}  // namespace

Words words_of(const Snapshot& snapshot, const store::Flag& flag) {
  const auto sealing = streams::find_sealing(snapshot.db, snapshot.keys, flag.key);
  if (!sealing) return {};
  return {open(*sealing, flag.uuid, Word::why, flag.why), open(*sealing, flag.uuid, Word::question, flag.question),
          open(*sealing, flag.uuid, Word::answer, flag.answer)};
}

Result<store::Flag> mark(Tx& tx, const Actor& actor, const Uuid& conversation, const Redacted<std::string>& why) {
  const auto* staff = std::get_if<Staff>(&actor);
  const auto talk = staff != nullptr ? store::find_own_talk(tx.db, conversation, staff->staff) : std::nullopt;
  if (!talk) return not_found();
  const auto old = store::find(tx.db, conversation);
  const Uuid uuid = old ? old->uuid : tx.new_uuid();
  const auto sealed = seal(tx, talk->key, uuid, Word::why, why);
  if (!sealed) return std::unexpected(sealed.error());
  if (!old)
    store::insert(tx, {uuid, talk->subject.id, staff->staff, *sealed});
  else if (!store::mark_again(tx, old->id, staff->staff, *sealed))
    return decided();
  return told(tx, actor, conversation);
}

Result<store::Flag> access_mark(db::Connection& db, const Actor& actor, const Uuid& conversation) {
  const auto* staff = std::get_if<Staff>(&actor);
  auto flag = staff != nullptr ? store::find(db, conversation) : std::nullopt;
  if (!flag || flag->made_by != staff->staff || !accounts::is_on_team(db, staff->staff, flag->line)) return not_found();
  return *std::move(flag);
}

Result<std::optional<store::Flag>> find_mark(db::Connection& db, const Actor& actor, const Uuid& conversation) {
  auto flag = access_mark(db, actor, conversation);
  if (flag) return *std::move(flag);
  const auto* staff = std::get_if<Staff>(&actor);
  if (staff == nullptr || !store::find_own_talk(db, conversation, staff->staff)) return not_found();
  return std::nullopt;
}

Result<store::Flag> withdraw(Tx& tx, const Actor& actor, const Uuid& conversation) {
  const auto flag = access_mark(tx.db, actor, conversation);
  if (!flag) return std::unexpected(flag.error());
  if (flag->state == "withdrawn") return *flag;
  if (!store::withdraw(tx, flag->id)) return decided();
  return told(tx, actor, conversation);
}

Result<store::Flag> answer(Tx& tx, const Actor& actor, const Uuid& conversation, const Redacted<std::string>& answer) {
  const auto flag = access_mark(tx.db, actor, conversation);
  if (!flag) return std::unexpected(flag.error());
  const auto sealed = seal(tx, flag->key, flag->uuid, Word::answer, answer);
  if (!sealed) return std::unexpected(sealed.error());
  if (!store::answer(tx, flag->id, *sealed)) return decided();
  return told(tx, actor, conversation);
}

Result<store::Flag> access_flag(db::Connection& db, const Actor& actor, std::string_view slug, const Uuid& flag) {
  const auto line = accounts::access_line_as_coordinator(db, actor, slug);
  auto found = line ? store::find(db, line->id, flag) : std::nullopt;
  if (!found || found->state == "withdrawn") return not_found();
  return *std::move(found);
}

Result<store::Flag> decide(Tx& tx, const Actor& actor, const store::Flag& flag, const Decide& decide) {
  const StaffId by = std::get<Staff>(actor).staff;
  if (flag.made_by != by && !store::has_read(tx.db, flag.id, by)) return fail(Code::conflict, "read the talk first");
  if (decide.decision != "asked_back") {
    if (!store::decide(tx, flag.id, by, decide.decision)) return decided();
    return told(tx, actor, flag.conversation);
  }
  const auto sealed = seal(tx, flag.key, flag.uuid, Word::question, decide.question);
  if (!sealed) return std::unexpected(sealed.error());
  if (!store::ask_back(tx, flag.id, by, *sealed)) return decided();
  return told(tx, actor, flag.conversation);
}

}  // namespace onthaal::flags
