#pragma once

#include "features/registrations/registrations.h"

namespace onthaal::registrations::store {

// What the operator fills in; the words of the note apart.
struct Form {
  std::string state;  // open, later, done
  std::optional<std::string> who;
  std::optional<std::int64_t> age;
  std::optional<std::string> gender;
  std::optional<std::string> source;  // a code
  std::vector<std::string> themes;    // codes, the main one first
  std::vector<std::string> outcomes;  // codes
  bool is_broken_off = false;
  bool is_boundary = false;
  bool is_fake = false;
};

struct Registration {
  conversations::Subject conversation;
  Uuid operator_uuid;
  std::int64_t key;
  std::string nickname;             // sealed
  std::optional<std::string> note;  // sealed
  Form form;
};
// Whose it is.
std::optional<StaffId> find_staff(db::Connection& db, const Uuid& conversation);
// Of a talk that this person had.
std::optional<Registration> find(db::Connection& db, const Uuid& conversation, StaffId staff);

// Nothing where there is one already.
struct Begun {
  conversations::Intake intake;
  bool is_broken_off;
  std::optional<TermId> outcome;
};
void insert(Tx& tx, ConversationId conversation, StaffId staff, const Begun& begun);

// The form with its codes found.
struct Filled {
  const Form& form;
  std::optional<TermId> source;
  std::vector<TermId> themes;
  std::vector<TermId> outcomes;
  std::optional<std::string> note;  // sealed
};
std::optional<std::string> find_note(db::Connection& db, ConversationId conversation);  // sealed
void set_note(Tx& tx, ConversationId conversation, std::string_view sealed);
// False when it is done, and would no longer be.
bool save(Tx& tx, ConversationId conversation, const Filled& filled);

struct Listed {
  Uuid conversation;
  std::int64_t key;
  std::string nickname;  // sealed
  Millis ended_at;
  std::string state;
};
std::vector<Listed> pending_of(db::Connection& db, LineId line, StaffId staff);

}  // namespace onthaal::registrations::store
