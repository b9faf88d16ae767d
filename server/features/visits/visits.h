#pragma once

#include <string_view>
#include <vector>

#include "features/conversations/conversations.h"
#include "platform/act/jobs.h"
#include "platform/http/route.h"
#include "platform/json.h"

// One stay of a visitor: one token a device, one page. The visitor's page makes the token, the server keeps its
// SHA-256.
namespace onthaal::visits {

namespace proof {
struct Claim {
  std::string challenge;
  std::vector<std::int64_t> solutions;
};
}  // namespace proof

struct Settings {
  std::int64_t puzzle_bits = 10;          // of the proof of work, at rest; 0: none is asked
  std::int64_t unproven_per_minute = 20;  // visits that may start without a proof
};

// A challenge that was solved, and not yet spent.
struct Proven {
  std::string nonce;
  Millis expires_at;
};

struct Start {
  Redacted<std::string> token;  // 43 characters: 32 bytes as base64url
  std::string slug;             // of the line
  Redacted<std::string> nickname;
  std::string_view language;  // register
  std::optional<std::string> device = std::nullopt;
  std::optional<std::string> who = std::nullopt;
  std::optional<std::string> topic = std::nullopt;  // a code
  std::optional<Proven> proof = std::nullopt;
  std::optional<std::string> earlier = std::nullopt;  // the hash of the token that this page had before
  Redacted<std::string> evidence = {};
};
// A visit and its conversation, which waits. The same token again answers the conversation that there is, whatever else
// the retry says: a lost answer leaves no ghost. `not_found` when there is no such line. Closed and full are counted,
// and so answered as a reply: a refused act is rolled back.
Result<Reply> start(Tx& tx, const conversations::Conversations& conversations, const Settings& settings,
                    const Start& start);

struct Return {
  Redacted<std::string> code;  // 16 digits
  Redacted<std::string> token;
  std::optional<Proven> proof = std::nullopt;
};
// The token belongs to the visit of the code from now on. Wrong and too late look the same, and are counted.
Result<Reply> come_back(Tx& tx, const Settings& settings, const Return& back);

// All codes have 16 digits; the first says what for: 8 and 9 are these, the others a return.
enum class CodeKind : std::uint8_t { returning, appointment, plan };
// `put` keeps the hash of the new code; false: there is such a code already, and another one is made.
std::string new_code(Tx& tx, CodeKind kind, const std::function<bool(const std::string& hash)>& put);
// What is kept of a code.
std::string code_hash(const seal::Keyring& keys, std::string_view code);

// A visitor needs one code. Each that a visit has, of return or of an appointment, brings back while the talk is open,
// leads to what was agreed in it, and deletes it as long as its words are kept (features/retention).
void add_code(Tx& tx, VisitId visit, const std::string& hash);
void share_codes(Tx& tx, VisitId from, VisitId with);
void drop_code(Tx& tx, const std::string& hash);
std::vector<VisitId> visits_of(db::Connection& db, const std::string& hash);  // the latest first

// For codes of other kinds: tried as a return code is, with the same proof of work, and counted with them.
struct CodeTry {
  Redacted<std::string> code;
  std::optional<proof::Claim> claim;
};
CodeTry read_code_try(json::Reader& read);  // "code" and "proof"
// `act` is given the code's hash; with nothing it says that there is no such code.
using CodeAct = std::function<Result<std::optional<Reply>>(Tx&, const std::string& hash)>;
Work try_code(const char* name, const Settings& settings, const CodeTry& tried, CodeAct act);

// For a talk that does not begin at the welcome page.
Redacted<std::string> read_token(json::Reader& read);                           // "token"
std::optional<VisitId> find_visit(db::Connection& db, std::string_view token);  // by any of its tokens
// Nothing: the token is somebody's. Recognised later as any other (features/traces).
std::optional<VisitId> make_visit(Tx& tx, const Redacted<std::string>& token, const Redacted<std::string>& evidence);
bool join_visit(Tx& tx, VisitId visit, const Redacted<std::string>& token);  // false: it is another visit's

// A new return code; the one before is void. Once the talk ended it serves to delete it. `closed` when its words are
// gone.
Result<std::string> make_code(Tx& tx, VisitId visit);

// Who a token is: Visitor, or Nobody.
Actor find_visitor(const Snapshot& snapshot, std::string_view token);

// Who was not let in since then.
struct Refusals {
  std::int64_t closed;
  std::int64_t full;
};
Refusals refusals_since(db::Connection& db, LineId line, Millis from);

// A coordinator does not let in a visit for a while, after an abusive talk; nor a page that had that visit before. No
// device and no network is ever refused.
http::Routes refusal_routes();

// The numbers that solve a challenge, for those who visit by program.
std::vector<std::int64_t> solve(std::string_view challenge, std::int64_t puzzles, std::int64_t bits);

// `random` makes the nonces of challenges, on readers.
http::Routes routes(const conversations::Conversations& conversations, const Settings& settings, Random& random);

// Spent challenges, counted codes and visits that were not let in, of long ago, are forgotten.
std::vector<jobs::JobKind> jobs();
void schedule_jobs(Tx& tx);  // at every start

}  // namespace onthaal::visits
