#pragma once

#include "features/readings/readings.h"

namespace onthaal::readings::store {

// A talk that has ended, without a word of it.
struct Ended {
  ConversationId id;
  Uuid uuid;
  Millis accepted_at;
  Millis ended_at;
  std::string alias;  // who had it last
  StaffId owner;
  bool is_destroyed;
  std::int64_t readings;
};
struct Span {
  Millis from, until;
};
// Those that somebody took, the latest first; of one operator where one is given.
std::vector<Ended> ended(db::Connection& db, LineId line, const Span& span, std::optional<StaffId> owner,
                         std::int64_t limit);
std::vector<std::string> themes(db::Connection& db, ConversationId conversation);  // labels, the main one first

struct Talk {
  conversations::Subject subject;
  std::optional<StaffId> owner;
  std::string alias;
  std::optional<Millis> accepted_at;
  std::optional<Millis> ended_at;
  std::int64_t key;
  bool is_destroyed;
};
std::optional<Talk> find_talk(db::Connection& db, const Uuid& conversation);

struct Break {
  std::int64_t id;
  Uuid uuid;
  ConversationId conversation;
  Uuid conversation_uuid;
  LineId line;
  std::int64_t key;
  bool is_emergency;
  std::string why;  // sealed
  StaffId asked_by;
  std::string asked_alias;
  Millis asked_at;
  std::string state;  // asked, confirmed, refused
  std::optional<StaffId> answered_by;
  std::optional<std::string> answered_alias;
  std::optional<Millis> answered_at;
  std::optional<Millis> open_until;
};
struct NewBreak {
  Uuid uuid;
  ConversationId conversation;
  bool is_emergency;
  std::string why;  // sealed
  StaffId asked_by;
  std::optional<Millis> open_until;
};
bool insert(Tx& tx, const NewBreak& broken);  // false while one is asked already
bool answer(Tx& tx, std::int64_t id, bool is_confirmed, StaffId by, std::optional<Millis> open_until);
std::optional<Break> find_break(db::Connection& db, const Uuid& uuid);
std::vector<Break> breaks_of(db::Connection& db, LineId line, std::int64_t limit);  // the latest first
std::vector<Break> breaks_to_see(db::Connection& db,
                                 Millis answered_since);  // of the house: open ones and refused ones
bool is_open_by_law(db::Connection& db, ConversationId conversation, StaffId staff, Millis now);
bool is_open_for(db::Connection& db, ConversationId conversation, StaffId staff, Purpose purpose, Millis now);
bool was_refused(db::Connection& db, ConversationId conversation);  // the last that was asked
bool is_confirmed_by_two(db::Connection& db, ConversationId conversation, Millis now);

// Whom a line in the log is of or about. A name can be changed afterwards, a login never.
struct Person {
  std::string name;
  std::string login;
};
std::optional<Person> person(db::Connection& db, StaffId staff);
std::optional<Person> person(db::Connection& db, const Uuid& staff);

}  // namespace onthaal::readings::store
