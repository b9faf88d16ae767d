#include "core/text.h"
#include "features/accounts/accounts.h"
#include "features/displays/displays_wire.h"
#include "platform/seal.h"

namespace onthaal::displays {
namespace {

constexpr Millis kLasts = 365 * kDay;
constexpr Millis kUseToldEvery = kMinute;

Result<Work> list_displays(const http::Request& request) {
  return Read{"displays.list",
              [actor = request.actor, slug = request.parts.at(0)](const Snapshot& snapshot) -> Result<Work> {
                const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
                if (!line) return std::unexpected(line.error());
                return Reply{200, wire::displays(store::all(snapshot.db, line->id, snapshot.now))};
              }};
}

Result<Work> make_display(const http::Request& request) {
  auto name = wire::parse_name(request.body);
  if (!name) return std::unexpected(std::move(name.error()));
  return Act{"displays.make",
             [actor = request.actor, slug = request.parts.at(0), name = *std::move(name)](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               store::drop_expired(tx);
               std::string bytes(32, '\0');
               tx.random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
               const std::string token = base64url(bytes);
               const Uuid display = store::insert(tx, {.line = line->id,
                                                       .name = name,
                                                       .token_hash = seal::token_hash(token),
                                                       .made_by = std::get<Staff>(actor).staff,
                                                       .expires_at = tx.now + kLasts});
               return Reply{201, wire::made(display, token)};
             }};
}

Result<Work> revoke_display(const http::Request& request) {
  const auto uuid = Uuid::parse(request.parts.at(1));
  if (!uuid) return fail(Code::not_found, "no such display");
  return Act{"displays.revoke",
             [actor = request.actor, slug = request.parts.at(0), uuid = *uuid](Tx& tx) -> Result<Reply> {
               const auto line = accounts::access_line_as_coordinator(tx.db, actor, slug);
               if (!line) return std::unexpected(line.error());
               if (!store::drop(tx.db, line->id, uuid)) return fail(Code::not_found, "no such display");
               return Reply{204, ""};
             }};
}

// A screen asks every few seconds: only now and then it is written down that it did.
Result<Work> show_board(const overviews::Overviews& overviews, const http::Request& request) {
  auto token = wire::parse_token(request.body);
  if (!token) return std::unexpected(std::move(token.error()));
  return Read{"displays.board",
              [&overviews, hash = seal::token_hash(token->reveal())](const Snapshot& snapshot) -> Result<Work> {
                const auto display = store::find(snapshot.db, hash, snapshot.now);
                const auto line = display ? lines::find(snapshot.db, display->line) : std::nullopt;
                if (!line) return fail(Code::not_found, "no such display");
                const Reply board{200, wire::board(snapshot, *line, overviews)};
                if (display->used_at && snapshot.now - *display->used_at < kUseToldEvery) return board;
                return Act{"displays.use", [id = display->id, board](Tx& tx) -> Result<Reply> {
                             store::use(tx, id);
                             return board;
                           }};
              }};
}

}  // namespace

http::Routes routes(const overviews::Overviews& overviews) {
  return {
      {http::Verb::get, "/api/lines/{slug}/displays", list_displays},
      {http::Verb::post, "/api/lines/{slug}/displays", make_display},
      {http::Verb::del, "/api/lines/{slug}/displays/{display}", revoke_display},
      {http::Verb::post, "/api/board",
       [&overviews](const http::Request& request) { return show_board(overviews, request); }},
  };
}

}  // namespace onthaal::displays
