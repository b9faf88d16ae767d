#include "features/accounts/accounts.h"
#include "features/notices/notices_store.h"
#include "features/notices/notices_tell.h"
#include "platform/json.h"

namespace onthaal::notices {
namespace {

constexpr std::int64_t kMaxListed = 200;
constexpr Millis kReaderShown = 7 * kDay;  // to the newest, who sees it not away

std::string notice(const store::Listed& notice) {
  json::Out out;
  out.uuid("notice", notice.uuid).text("kind", notice.kind);
  if (notice.conversation)
    out.uuid("conversation", *notice.conversation);
  else
    out.raw("conversation", "null");
  out.maybe_text("alias", notice.alias);
  if (notice.number)
    out.integer("number", *notice.number);
  else
    out.raw("number", "null");
  return out.time("at", notice.at).boolean("seen", notice.is_seen).str();
}

std::string json_of(const std::vector<store::Listed>& listed) {
  std::vector<std::string> items;
  for (const store::Listed& each : listed) items.push_back(notice(each));
  return json::list(items);
}

Result<Work> list_notices(const http::Request& request) {
  return Read{
      "notices.list", [actor = request.actor, slug = request.parts.at(0)](const Snapshot& snapshot) -> Result<Work> {
        const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
        if (!line) return std::unexpected(line.error());
        return Reply{200,
                     json::Out()
                         .raw("notices", json_of(store::list(snapshot.db, line->id, snapshot.now - kDay, kMaxListed)))
                         .str()};
      }};
}

Result<Work> see_notice(const http::Request& request) {
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return fail(Code::not_found, "no such notice");
  return Act{"notices.see", [actor = request.actor, slug = request.parts.at(0), uuid = *uuid](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               const auto found = store::find(tx.db, line->id, uuid);
               if (!found) return fail(Code::not_found, "no such notice");
               const StaffId me = std::get<Staff>(actor).staff;
               if (found->kind == store::name_of(Kind::legal))
                 return fail(Code::conflict, "it goes when somebody answers");
               if (found->kind == store::name_of(Kind::reader) && found->at > tx.now - kReaderShown &&
                   accounts::is_handled_after(tx.db, me, found->at - 1))
                 return fail(Code::conflict, "it is for those who were here before");
               if (store::see(tx, line->id, uuid, me)) tell(tx, line->id);
               return Reply{204, ""};
             }};
}

}  // namespace

std::string unseen(const Snapshot& snapshot, LineId line) {
  return json_of(store::unseen(snapshot.db, line, kMaxListed));
}

http::Routes routes() {
  return {
      {http::Verb::get, "/api/lines/{slug}/notices", list_notices},
      {http::Verb::post, "/api/lines/{slug}/notices/{notice}/seen", see_notice},
  };
}

}  // namespace onthaal::notices
