#pragma once

#include "features/appointments/appointments.h"
#include "platform/act/tx.h"

namespace onthaal::appointments::store {

bool has_second_talks(db::Connection& db, LineId line);
void set_second_talks(Tx& tx, LineId line, bool on);

struct Worker {
  StaffId id;
  Uuid uuid;
  std::string alias;
};
struct Slot {
  std::int64_t id;
  Uuid uuid;
  LineId line;
  Millis starts_at;
  Millis ends_at;
  std::optional<Worker> worker;  // nothing: whoever is on duty
  bool is_free;
};
std::optional<Slot> find_slot(db::Connection& db, const Uuid& uuid);
std::vector<Slot> slots(db::Connection& db, LineId line, Millis ends_after);  // in order of time
// Those that begin after `from`; those of this worker first, then in order of time; at most 60.
std::vector<Slot> free_slots(db::Connection& db, LineId line, Millis from, std::optional<StaffId> first);
struct NewSlot {
  LineId line;
  Millis starts_at;
  Millis ends_at;
  std::optional<StaffId> worker;
};
bool insert_slot(Tx& tx, const NewSlot& slot);  // false: it overlaps one of the same worker
bool drop_slot(Tx& tx, const Slot& slot);       // false: it is booked
// The moments ahead of this worker: free ones go, booked ones are of whoever is on duty. The line of each booked one.
std::vector<LineId> release_slots(Tx& tx, StaffId worker);

struct Appointment {
  std::int64_t id;
  Uuid uuid;
  Slot slot;
  std::int64_t key;
  std::string nickname;             // sealed
  std::optional<std::string> note;  // sealed
  std::string language;             // register
  std::string state;
  Uuid offered_in;
  std::optional<VisitId> visit;
  std::optional<ConversationId> conversation;
  std::optional<std::int64_t> partner;
  StaffId made_by;
  std::int64_t moves;
  LineId offered_on;  // the line of that talk
  std::optional<Uuid> partner_uuid;
};
std::optional<Appointment> find(db::Connection& db, const Uuid& uuid);
std::optional<Appointment> find(db::Connection& db, std::int64_t id);
std::optional<Appointment> find_by_code(db::Connection& db, std::string_view hash);
std::optional<Appointment> coded_in(db::Connection& db, ConversationId conversation);  // the latest that has a code
std::optional<Appointment> latest_in(db::Connection& db, ConversationId conversation);
std::optional<Appointment> opened_as(db::Connection& db, ConversationId conversation);
std::vector<Appointment> from(db::Connection& db, LineId line, Millis from);  // booked, opened or missed; by time

// One that was booked, or whose talk is open, in a slot that begins until `begins_by` and ends after `ends_after`.
bool is_expected(db::Connection& db, LineId line, Millis begins_by, Millis ends_after);

struct NewAppointment {
  Uuid uuid;
  std::int64_t slot;
  std::int64_t key;
  std::string nickname;
  std::optional<std::string> note;
  std::string_view language;
  ConversationId offered_in;
  std::optional<std::int64_t> partner;
  StaffId made_by;
};
bool insert(Tx& tx, const NewAppointment& appointment);  // false: an offer is open in that talk

// Conditional: false when somebody was first.
bool change(Tx& tx, std::int64_t id, std::string_view from, std::string_view to);
bool book(Tx& tx, const Appointment& appointment);                  // while it is offered, and its slot free and ahead
bool move(Tx& tx, const Appointment& appointment, const Slot& to);  // booked or missed, to one that is free and ahead
bool cancel(Tx& tx, std::int64_t id);                               // booked or missed
bool open(Tx& tx, std::int64_t id, VisitId visit);
void set_conversation(Tx& tx, std::int64_t id, const Uuid& conversation);
std::optional<std::string> code_of(db::Connection& db, std::int64_t id);  // its hash
bool put_code(Tx& tx, std::int64_t id, std::string_view hash);            // false: another has this code
void destroy(Tx& tx, const Appointment& appointment);                     // its words, and its code

}  // namespace onthaal::appointments::store
