#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/act/work.h"
#include "platform/control.h"
#include "platform/http/route.h"
#include "platform/json.h"

// A line is one chat service with its own team. Its slug is its address: `/<slug>`.
namespace onthaal::lines {

struct Line {
  LineId id;
  Uuid uuid;
  std::string slug;
  std::string name;
};

// A text in the three registers of a page.
struct Label {
  std::string nl, nl_u, en;
};
// {"nl","nl-u","en"}, each of 1 to `max` characters.
Label read_label(json::Reader& read, std::string_view field, std::size_t max);
std::string label_json(const Label& label);

// What a coordinator sets. Kept as JSON in the line's row; what is not there has the value that stands here.
struct Settings {
  std::int64_t revision = 1;
  std::int64_t talk_minutes = 45;                    // a guide: nothing ends by itself
  std::int64_t notice_minutes = 10;                  // before the guide is over
  std::int64_t grace_minutes = 30;                   // how long a return code serves after the visitor was last there
  std::int64_t kept_days = 90;                       // of the words, where features/retention knows no other period
  std::int64_t capacity = 1;                         // talks at once, of an operator who has no number of their own
  std::int64_t max_waiting = 30;                     // then the line is full
  std::int64_t long_wait_minutes = 15;               // from then on coordinators see that somebody waits too long
  std::vector<std::pair<std::string, Label>> texts;  // welcome, answered_by, closed, goodbye, boundary
  std::vector<std::string> who = {"pupil", "parent", "teacher", "other"};
  bool asks_age = true;
  bool asks_gender = true;
  bool asks_question = true;
  bool asks_source = true;
  std::vector<std::string> trusted_hosts;
};
// Throws when the line is not there.
Settings settings_of(db::Connection& db, LineId line);
void set_settings(Tx& tx, const Line& line, const Settings& settings);  // of the revision that it has
bool is_open(db::Connection& db, LineId line);                          // the switch

struct NewLine {
  std::string slug;  // is_slug()
  std::string name;  // 1-80 characters
};

// [a-z0-9-]{2,40}, and not a word that the pages or the server themselves answer to.
bool is_slug(std::string_view text);

NewLine read_new_line(json::Reader& read);  // {"slug","name"}
// What line.add answers: {"line","slug","name"}.
std::string line_json(const Line& line);

// `conflict` when the slug is taken.
Result<Line> create(Tx& tx, const NewLine& line);

std::optional<Line> find(db::Connection& db, LineId id);
std::optional<Line> find(db::Connection& db, const Uuid& uuid);
std::optional<Line> find_by_slug(db::Connection& db, std::string_view slug);
std::vector<Line> all(db::Connection& db);  // by slug

// Whether visitors are let in, and its JSON: OPENING of docs/protocol.md.
struct Opening {
  bool is_open;
  bool is_full;
  std::string json;
};

// What lines need to know of others, given by the wiring: accounts and terms stand above lines.
struct Outside {
  std::function<bool(db::Connection&, const Actor&, LineId)> is_coordinator;
  // The parts of GET /api/lines/{slug} that others keep, as JSON: `topics` and `sources` for the intake (lists of
  // {"code","label"}), `help` and `self_help` (lists of cards), and whether the line is open.
  std::function<std::string(const Snapshot&, LineId)> topics, sources, help, self_help;
  std::function<Opening(const Snapshot&, LineId)> opening;
  // The switch was used.
  std::function<void(Tx&, const Line&, bool is_open, const Author&)> switched;
  // How long the words of its talks are kept, unless the line set it itself (features/retention).
  std::function<std::int64_t(db::Connection&, LineId)> kept_days;
  std::int64_t most_talks = 2;  // the largest capacity that a coordinator may set
};
// `outside` outlives the routes.
http::Routes routes(const Outside& outside);

// For the machine's own administrator: line.list {}. (line.add, which fills the line with what the features above ship,
// is the app's.)
control::Commands control_commands();

}  // namespace onthaal::lines
