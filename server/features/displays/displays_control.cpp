#include "features/displays/displays_wire.h"
#include "platform/json.h"

namespace onthaal::displays {
namespace {

Result<Work> list(const boost::json::object& data) {
  json::Reader read(data);
  auto slug = read.done(read.text("line", 1, 40));
  if (!slug) return std::unexpected(std::move(slug.error()));
  return Read{"display.list", [slug = *std::move(slug)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = lines::find_by_slug(snapshot.db, slug);
                if (!line) return fail(Code::not_found, "no such line");
                return Reply{200, wire::displays(store::all(snapshot.db, line->id, snapshot.now))};
              }};
}

Result<Work> revoke(const boost::json::object& data) {
  json::Reader read(data);
  const auto uuid = read.done(read.uuid("display"));
  if (!uuid) return std::unexpected(uuid.error());
  return Act{"display.revoke", [uuid = *uuid](Tx& tx) -> Result<Reply> {
               if (!store::drop(tx.db, std::nullopt, uuid)) return fail(Code::not_found, "no such display");
               return Reply{204, ""};
             }};
}

}  // namespace

control::Commands control_commands() {
  return {{"display.list", list}, {"display.revoke", revoke}};
}

}  // namespace onthaal::displays
