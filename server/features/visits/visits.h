#pragma once

#include <string_view>

#include "features/conversations/conversations.h"
#include "platform/http/route.h"

// One stay of a visitor: one token, one page. The visitor's page makes the token, the server keeps its SHA-256.
namespace onthaal::visits {

struct Started {
  Uuid conversation;
  bool is_new;
};
struct Start {
  Redacted<std::string> token;  // 43 characters: 32 bytes as base64url
  std::string slug;             // of the line
  Redacted<std::string> nickname;
  std::string_view language;  // register
};
// A visit and its conversation, which waits. The same token again answers the conversation that there is, whatever else
// the retry says: a lost answer leaves no ghost. `not_found` when there is no such line.
Result<Started> start(Tx& tx, const conversations::Conversations& conversations, const Start& start);

// Who a token is: Visitor, or Nobody.
Actor find_visitor(const Snapshot& snapshot, std::string_view token);

http::Routes routes(const conversations::Conversations& conversations);

}  // namespace onthaal::visits
