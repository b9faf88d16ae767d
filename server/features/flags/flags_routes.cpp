#include "features/accounts/accounts.h"
#include "features/cases/cases.h"
#include "features/flags/flags_wire.h"
#include "features/registrations/registrations.h"
#include "platform/json.h"

namespace onthaal::flags {
namespace {

constexpr Millis kDecidedShown = 30 * kDay;
constexpr Millis kYear = 365 * kDay;

Snapshot snapshot_of(Tx& tx) {
  return {tx.db, tx.now, tx.keys};
}

Result<Uuid> uuid_of(const http::Request& request, std::size_t part) {
  const auto uuid = Uuid::parse(request.parts.at(part));
  if (!uuid) return fail(Code::not_found, "no such talk or flag");
  return *uuid;
}

std::string reviewed(const Snapshot& snapshot, const Actor& actor, const store::Flag& flag) {
  const bool is_mine = flag.made_by == std::get<Staff>(actor).staff;
  return wire::flag({flag, words_of(snapshot, flag), is_mine});
}

// What an operator does with a talk of their own.
using Change = std::function<Result<store::Flag>(Tx&, const Actor&, const Uuid& conversation)>;
Result<Work> change_mark(const char* name, const http::Request& request, Change change) {
  const auto conversation = uuid_of(request, 0);
  if (!conversation) return std::unexpected(conversation.error());
  return Act{
      name, [actor = request.actor, conversation = *conversation, change = std::move(change)](Tx& tx) -> Result<Reply> {
        const auto flag = change(tx, actor, conversation);
        if (!flag) return std::unexpected(flag.error());
        return Reply{200, wire::mark(*flag, words_of(snapshot_of(tx), *flag))};
      }};
}

Result<Work> put_mark(const http::Request& request) {
  auto why = wire::parse_words(request.body, "why");
  if (!why) return std::unexpected(std::move(why.error()));
  return change_mark("flags.mark", request, [why = *std::move(why)](Tx& tx, const Actor& actor, const Uuid& uuid) {
    return mark(tx, actor, uuid, why);
  });
}

Result<Work> put_answer(const http::Request& request) {
  auto words = wire::parse_words(request.body, "answer");
  if (!words) return std::unexpected(std::move(words.error()));
  return change_mark("flags.answer", request,
                     [words = *std::move(words)](Tx& tx, const Actor& actor, const Uuid& uuid) {
                       return answer(tx, actor, uuid, words);
                     });
}

Result<Work> drop_mark(const http::Request& request) {
  return change_mark("flags.withdraw", request, withdraw);
}

Result<Work> show_mark(const http::Request& request) {
  const auto conversation = uuid_of(request, 0);
  if (!conversation) return std::unexpected(conversation.error());
  return Read{"flags.show",
              [actor = request.actor, conversation = *conversation](const Snapshot& snapshot) -> Result<Work> {
                const auto flag = find_mark(snapshot.db, actor, conversation);
                if (!flag) return std::unexpected(flag.error());
                const std::string mark = *flag ? wire::mark(**flag, words_of(snapshot, **flag)) : "null";
                return Reply{200, json::Out().raw("mark", mark).str()};
              }};
}

Result<Work> list_asked_back(const http::Request& request) {
  const auto* staff = std::get_if<Staff>(&request.actor);
  if (staff == nullptr) return fail(Code::unauthenticated, "no session");
  return Read{"flags.asked_back", [staff = staff->staff](const Snapshot& snapshot) -> Result<Work> {
                std::vector<std::string> items;
                for (const store::Flag& flag : store::asked_back(snapshot.db, staff))
                  if (accounts::is_on_team(snapshot.db, staff, flag.line))
                    items.push_back(wire::mark(flag, words_of(snapshot, flag)));
                return Reply{200, json::Out().raw("flags", json::list(items)).str()};
              }};
}

Result<Work> list_flags(const http::Request& request) {
  return Read{
      "flags.list", [actor = request.actor, slug = request.parts.at(0)](const Snapshot& snapshot) -> Result<Work> {
        const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
        if (!line) return std::unexpected(line.error());
        std::vector<std::string> items;
        for (const store::Flag& flag : store::to_review(snapshot.db, line->id, snapshot.now - kDecidedShown))
          items.push_back(reviewed(snapshot, actor, flag));
        const auto confirmed = store::count_confirmed(snapshot.db, line->id, snapshot.now - kYear);
        return Reply{200, json::Out().raw("flags", json::list(items)).integer("confirmed_this_year", confirmed).str()};
      }};
}

// The talk is read in a snapshot, and kept as read before it is told.
Work tell_talk(const Snapshot& snapshot, const Actor& actor, const store::Talk& talk, cases::Purpose purpose) {
  std::string body =
      json::Out()
          .raw("messages", conversations::messages_of(snapshot, talk.subject.id))
          .raw("registration", registrations::registration_of(snapshot, talk.subject.uuid).value_or("null"))
          .str();
  return Act{"flags.read",
             [staff = std::get<Staff>(actor).staff, id = talk.subject.id, purpose,
              body = std::move(body)](Tx& tx) -> Result<Reply> {
               cases::record_reading(tx, id, staff, purpose);
               return Reply{200, body};
             }};
}

Result<Work> read_flagged(const http::Request& request) {
  const auto uuid = uuid_of(request, 1);
  if (!uuid) return std::unexpected(uuid.error());
  return Read{
      "flags.talk",
      [actor = request.actor, slug = request.parts.at(0), uuid = *uuid](const Snapshot& snapshot) -> Result<Work> {
        const auto flag = access_flag(snapshot.db, actor, slug, uuid);
        if (!flag) return std::unexpected(flag.error());
        const auto talk = store::find_talk(snapshot.db, flag->line, flag->conversation);
        return tell_talk(snapshot, actor, talk.value(), cases::Purpose::flag);
      }};
}

Result<Work> decide_flag(const http::Request& request) {
  const auto uuid = uuid_of(request, 1);
  if (!uuid) return std::unexpected(uuid.error());
  auto parsed = wire::parse_decide(request.body);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  return Act{"flags.decide",
             [actor = request.actor, slug = request.parts.at(0), uuid = *uuid,
              parsed = *std::move(parsed)](Tx& tx) -> Result<Reply> {
               const auto flag = access_flag(tx.db, actor, slug, uuid);
               if (!flag) return std::unexpected(flag.error());
               const auto after = decide(tx, actor, *flag, parsed);
               if (!after) return std::unexpected(after.error());
               return Reply{200, reviewed(snapshot_of(tx), actor, *after)};
             }};
}

std::string frequent(const Snapshot& snapshot, LineId line) {
  return wire::frequent(store::often(snapshot.db, line), frequent_of(snapshot, line));
}

Result<Work> list_frequent(const http::Request& request) {
  return Read{"flags.frequent",
              [actor = request.actor, slug = request.parts.at(0)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, frequent(snapshot, line->id)};
              }};
}

Result<Work> put_frequent(const http::Request& request) {
  const auto often = wire::parse_often(request.body);
  if (!often) return std::unexpected(often.error());
  return Act{"flags.set_frequent",
             [actor = request.actor, slug = request.parts.at(0), often = *often](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               store::set_often(tx, line->id, often);
               return Reply{200, frequent(snapshot_of(tx), line->id)};
             }};
}

Result<Work> read_frequent(const http::Request& request) {
  const auto uuid = uuid_of(request, 1);
  if (!uuid) return std::unexpected(uuid.error());
  return Read{
      "flags.frequent_talk",
      [actor = request.actor, slug = request.parts.at(0), uuid = *uuid](const Snapshot& snapshot) -> Result<Work> {
        const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
        if (!line) return std::unexpected(line.error());
        const auto talk = store::find_talk(snapshot.db, line->id, uuid);
        if (!talk || !is_of_frequent(snapshot, *talk)) return fail(Code::not_found, "no such talk");
        // Its operator did not ask for it: one that runs is looked along with, so that they see it.
        if (conversations::find_talk(snapshot, uuid).value().is_open) return fail(Code::conflict, "it has not ended");
        return tell_talk(snapshot, actor, *talk, cases::Purpose::frequent);
      }};
}

}  // namespace

http::Routes routes() {
  using http::Verb;
  return {
      {Verb::get, "/api/flags", list_asked_back},
      {Verb::get, "/api/flags/{conversation}", show_mark},
      {Verb::put, "/api/flags/{conversation}", put_mark},
      {Verb::del, "/api/flags/{conversation}", drop_mark},
      {Verb::put, "/api/flags/{conversation}/answer", put_answer},
      {Verb::get, "/api/lines/{slug}/flags", list_flags},
      {Verb::get, "/api/lines/{slug}/flags/{flag}/talk", read_flagged},
      {Verb::post, "/api/lines/{slug}/flags/{flag}/decision", decide_flag},
      {Verb::get, "/api/lines/{slug}/frequent", list_frequent},
      {Verb::put, "/api/lines/{slug}/frequent", put_frequent},
      {Verb::get, "/api/lines/{slug}/frequent/{conversation}/talk", read_frequent},
  };
}

}  // namespace onthaal::flags
