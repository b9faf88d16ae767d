#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/conversations/conversations.h"
#include "features/lines/lines.h"
#include "platform/act/jobs.h"
#include "platform/http/route.h"
#include "platform/live/command.h"

// A talk goes on with somebody of another line (doorverwijzen): on this server as a second conversation of the same
// visit, or elsewhere by a link. Only after the visitor said yes to exactly what goes along: nickname and theme, and a
// summary word for word where there was a separate yes to it. The first talk stays as it is until the other operator
// has greeted; notes, marks, plans and tokens never travel.
namespace onthaal::handovers {

using PartnerId = Id<struct PartnerTag>;
using HandoverId = Id<struct HandoverTag>;

// A line that talks are handed to.
struct Partner {
  PartnerId id;
  Uuid uuid;
  std::string name;
  std::optional<std::string> about;
  lines::Label privacy;          // the rules of that line
  std::optional<LineId> target;  // on this server
  std::optional<std::string> target_slug;
  std::optional<std::string> url;  // elsewhere
  std::int64_t take_minutes;       // how long a second talk waits to be taken
};
// Nothing when the line has no such partner (any more).
std::optional<Partner> find_partner(db::Connection& db, LineId line, const Uuid& partner);
std::vector<Partner> partners(db::Connection& db, LineId line);  // in their order

// For appointments: a moment at a partner was booked out of this talk. Counted; nothing else follows from it.
HandoverId record_booked(Tx& tx, ConversationId conversation, PartnerId partner, StaffId made_by);

struct Ask {
  Uuid conversation;
  Uuid partner;
  std::optional<std::string> theme;  // a code
  std::optional<Redacted<std::string>> summary;
};
struct Answer {
  Uuid handover;
  bool is_yes;
  bool with_summary;
};
// The owner asks the visitor. `conflict`: one is open, or nobody of the other line is there for it.
Result<Reply> ask(Tx& tx, const live::Envelope& envelope, const Ask& ask);
// The visitor says yes or no. With a yes, a second conversation waits in front on the other line.
Result<Reply> answer(Tx& tx, const conversations::Conversations& conversations, const live::Envelope& envelope,
                     const Answer& answer);
// The owner, and until it is taken the visitor too. The first talk goes on.
Result<Reply> withdraw(Tx& tx, const conversations::Conversations& conversations, const live::Envelope& envelope,
                       const Uuid& handover);

// What follows from what happens to either talk, after what `hooks` do already. Both outlive the tables of
// `conversations`.
void follow(conversations::ConversationHooks& hooks, const conversations::Conversations& conversations);

// For the doctor: hand-overs that say something else than their two talks, or that nothing would ever end. A second
// talk is open exactly as long as its hand-over is, and the first one until it is greeted. Empty when all is well.
std::vector<Uuid> find_odd(db::Connection& db);

// The partners that Onthaal knows of, for a new line: they are links.
void ship(Tx& tx, LineId line);
// The same ones as lines of this server, for trying: each says itself that it is not the real one.
struct Example {
  lines::NewLine line;
  std::string about;
  std::int64_t kept_days;
  std::vector<std::string> themes;  // codes of those that Onthaal ships; empty: all
  lines::Label welcome, privacy;
};
std::vector<Example> examples();
// Talks of `line` can be handed to `target`, made after the example. Nothing new where they can already.
void add_example(Tx& tx, LineId line, const Example& example, LineId target);

live::Commands commands(const conversations::Conversations& conversations);
http::Routes routes();
std::vector<jobs::JobKind> jobs(const conversations::Conversations& conversations);

}  // namespace onthaal::handovers
