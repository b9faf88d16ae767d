#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/cases/cases.h"
#include "platform/act/jobs.h"
#include "platform/http/route.h"

// Who reads a talk that has ended, what for, and who may see that: the transcript behind a purpose, the seal that the
// law can break, the monthly list, and the log of the house. Nothing of this ever reaches the visitor's stream.
namespace onthaal::readings {

using cases::Purpose;

struct Settings {
  Millis second_person = 7 * kDay;    // for so long nobody else had the account of either of the two in hand
  std::int64_t most_readings = 5000;  // that the list of a month tells
};

// How long the two who broke a seal read the talk; and by when somebody else confirms what one did in an emergency.
inline constexpr Millis kOpenFor = 7 * kDay;
inline constexpr Millis kConfirmWithin = kDay;

// Whether the law opened this talk to this person now: confirmed by two, or within a day of an emergency. One of the
// two must be this person.
bool is_open_by_law(db::Connection& db, ConversationId conversation, StaffId staff, Millis now);
// Two different people opened it, whoever asks: what a legal export needs.
bool is_confirmed_by_two(db::Connection& db, ConversationId conversation, Millis now);

http::Routes routes(const Settings& settings = {});

// On the first of the month each line's coordinators are told that the list of the month before is there; and what is
// asked of them by law is told until it is answered.
std::vector<jobs::JobKind> jobs();
void schedule_jobs(Tx& tx);  // at every start

}  // namespace onthaal::readings
