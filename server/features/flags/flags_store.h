#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/flags/flags.h"

namespace onthaal::flags::store {

// A talk, and what standing it has among those of the same person.
struct Talk {
  conversations::Subject subject;
  VisitId visit;
  std::int64_t key;
  std::optional<Millis> accepted_at;  // for the first time
  bool is_confirmed;                  // a fake call, read again
  bool is_real;                       // recorded as anything else
  bool is_second;                     // by appointment: it was asked for, and is not counted as often
};
std::optional<Talk> find_talk(db::Connection& db, ConversationId id);
std::optional<Talk> find_talk(db::Connection& db, LineId line, const Uuid& conversation);
// One that this person has or had last, with a role on its line still.
std::optional<Talk> find_own_talk(db::Connection& db, const Uuid& conversation, StaffId staff);

struct Flag {
  std::int64_t id;
  Uuid uuid;
  Uuid conversation;
  LineId line;
  Uuid line_uuid;
  std::int64_t key;   // in seal_key, of the talk
  std::string state;  // suspected, asked_back, confirmed, rejected, withdrawn
  StaffId made_by;
  Uuid made_by_uuid;
  std::string alias;
  Millis made_at;
  std::string why;  // sealed, as those that follow
  std::optional<std::string> question;
  std::optional<std::string> answer;
};
std::optional<Flag> find(db::Connection& db, const Uuid& conversation);
std::optional<Flag> find(db::Connection& db, LineId line, const Uuid& flag);
// Those that wait for a decision, and those decided since then: the oldest that wait first.
std::vector<Flag> to_review(db::Connection& db, LineId line, Millis decided_since);
std::vector<Flag> asked_back(db::Connection& db, StaffId made_by);
std::int64_t count_confirmed(db::Connection& db, LineId line, Millis decided_since);

struct NewFlag {
  Uuid uuid;
  ConversationId conversation;
  StaffId made_by;
  std::string why;  // sealed
};
void insert(Tx& tx, const NewFlag& flag);
// Conditional, all of them: false when it was decided already, or is in another state than this needs.
bool mark_again(Tx& tx, std::int64_t id, StaffId made_by, std::string_view why);
bool withdraw(Tx& tx, std::int64_t id);
bool answer(Tx& tx, std::int64_t id, std::string_view answer);
bool ask_back(Tx& tx, std::int64_t id, StaffId by, std::string_view question);
bool decide(Tx& tx, std::int64_t id, StaffId by, std::string_view state);
// Whether somebody read the talk since it was marked, to decide; ask_back() and decide() need it.
bool has_read(db::Connection& db, std::int64_t id, StaffId staff);

// What the line calls often: so many talks in so many days.
struct Often {
  std::int64_t talks;
  std::int64_t days;
};
Often often(db::Connection& db, LineId line);
void set_often(Tx& tx, LineId line, const Often& often);

}  // namespace onthaal::flags::store
