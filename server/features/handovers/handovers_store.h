#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/handovers/handovers.h"

namespace onthaal::handovers::store {

// What a coordinator writes.
struct NewPartner {
  std::string name;
  std::optional<std::string> about;
  lines::Label privacy;
  std::optional<LineId> target;
  std::optional<std::string> url;
  std::int64_t take_minutes;
};
std::vector<Partner> partners(db::Connection& db, LineId line);  // in their order
std::optional<Partner> find_partner(db::Connection& db, LineId line, const Uuid& uuid);
Uuid insert_partner(Tx& tx, LineId line, const NewPartner& partner);
// Whether it was there.
bool update_partner(db::Connection& db, LineId line, const Uuid& uuid, const NewPartner& partner);
bool drop_partner(db::Connection& db, LineId line, const Uuid& uuid);

struct Counted {
  Uuid partner;
  std::string name;
  std::int64_t asked, refused, agreed, greeted, not_taken, booked, linked;
};
// Of what was asked in that time; partners that are gone too, where there is something to count.
std::vector<Counted> counted(db::Connection& db, LineId line, Millis from, Millis until);

enum class State : std::uint8_t { asked, refused, agreed, taken, greeted, booked, linked, not_taken, withdrawn };
std::string_view state_name(State state);
inline bool is_open(State state) {
  return state == State::asked || state == State::agreed || state == State::taken;
}

struct Handover {
  HandoverId id;
  Uuid uuid;
  ConversationId first;
  Uuid first_uuid;
  std::string kind;  // live, booked, link
  State state;
  std::optional<TermId> theme;
  std::optional<std::string> summary;  // sealed with the key of the first talk
  bool with_summary;
  std::optional<ConversationId> second;
  std::optional<Uuid> second_uuid;
  std::optional<std::string> passed;  // sealed with the key of the second talk
  std::optional<Millis> take_until;
  std::string partner;  // its name, and what else the visitor is shown of it
  lines::Label privacy;
  std::optional<LineId> target;
  std::optional<std::string> url;
  std::int64_t take_minutes;
  std::string line;  // the name of the first talk's line
};
std::optional<Handover> find(db::Connection& db, const Uuid& uuid);
std::optional<Handover> find(db::Connection& db, HandoverId id);
std::optional<Handover> find_of_second(db::Connection& db, ConversationId second);
std::vector<Handover> of_first(db::Connection& db, ConversationId first);  // the latest first; no bookings
void set_summary(Tx& tx, HandoverId id, std::string_view sealed);
void set_passed(Tx& tx, HandoverId id, std::string_view sealed);
std::vector<Handover> asked_of(db::Connection& db, LineId line, const Uuid& partner);  // not answered yet

struct NewHandover {
  Uuid uuid;
  ConversationId first;
  PartnerId partner;
  std::string_view kind;
  State state;
  StaffId made_by;
  std::optional<TermId> theme = std::nullopt;
  std::optional<std::string> summary = std::nullopt;  // sealed
};
// Nothing: one is open.
std::optional<HandoverId> insert(Tx& tx, const NewHandover& handover);

// Each is conditional: false where the state was no longer the old one.
bool answer(Tx& tx, HandoverId id, State to, bool with_summary);
bool take(Tx& tx, HandoverId id);
bool put_back(Tx& tx, HandoverId id, Millis take_until);  // taken, and waits again
bool end(Tx& tx, HandoverId id, State from, State to);
// The second talk that was taken is greeted: which one.
std::optional<HandoverId> greet(Tx& tx, ConversationId second);

// After answer(agreed), in the same act.
void set_second(Tx& tx, HandoverId id, ConversationId second, const std::optional<std::string>& passed,
                Millis take_until);

}  // namespace onthaal::handovers::store
