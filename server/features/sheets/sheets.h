#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "features/hours/hours.h"
#include "platform/act/jobs.h"
#include "platform/act/tx.h"

// What figures are counted from: a record of each talk, without its words, packed into a sheet for each line and day.
// Of a line's own talks the rows are the truth: a day that changed is counted from them until its sheet is made again.
// Zone of days: Europe/Brussels.
namespace onthaal::sheets {

using hours::Day;

enum class Course : std::uint8_t { open, left, refused, talk };  // waits or goes on; talk: accepted, and ended
enum class Who : std::uint8_t { unknown, pupil, parent, teacher, other };
enum class Gender : std::uint8_t { unknown, f, m, x, unsaid };
enum class Device : std::uint8_t { unknown, phone, tablet, computer, mobile };  // mobile: a phone or a tablet
enum class Known : std::uint8_t { unknown, no, yes };
constexpr Known known(bool is_so) {
  return is_so ? Known::yes : Known::no;
}
enum class Handed : std::uint8_t { unknown, no, live, booked, link };  // to another line, and it came to that

struct Talk {
  std::int64_t import = 0;   // the import it came with; 0: of this server
  std::uint32_t second = 0;  // of the local day, when it was asked for
  Course course = Course::open;
  bool has_untaken = false;  // requests that nobody took were kept as well, where this one comes from
  Known by_appointment = Known::unknown;
  // As the operator recorded it, else as the visitor told it.
  Who who = Who::unknown;
  std::optional<std::uint8_t> age;
  Gender gender = Gender::unknown;
  Device device = Device::unknown;
  std::optional<std::uint32_t> wait;      // seconds until it was first taken, or until who waited left
  std::optional<std::uint32_t> duration;  // seconds from then until its end
  std::optional<std::uint32_t> visitor_messages, operator_messages;
  Known dialogue = Known::unknown;    // both sides wrote
  Known registered = Known::unknown;  // the operator finished recording it
  Known fake = Known::unknown, boundary = Known::unknown, broken_off = Known::unknown;  // recorded
  std::optional<std::uint8_t> stars;                                                    // 1 to 5; 0: none were given
  std::optional<std::uint32_t> breaks;  // how often the visitor's connection was lost
  std::int64_t operator_ = 0;          // whose it was last: a staff key; of an import, a number of its own; 0: nobody's
  std::int64_t source = 0, topic = 0;  // term keys; 0: not told
  std::int64_t centre = 0;             // a place key; 0: unknown
  Handed handed = Handed::unknown;
  std::int64_t partner = 0;                    // a partner key, when it was handed over
  std::vector<std::int64_t> themes, outcomes;  // term keys, the main theme first

  bool operator==(const Talk&) const = default;
};

// The bytes of a sheet and back. `second` may be in any order. Throws std::runtime_error on bytes that pack() did not
// make. From the first release on unpack() reads every format that pack() ever wrote: of an import the sheet is all
// there is. Who changes what is packed of a talk's rows, or how, marks all days stale in a migration.
std::string pack(std::span<const Talk> talks);
void unpack(std::string_view body, const std::function<void(const Talk&)>& talk);

// Every talk asked for on these days (`until`: the last one), day by day: own ones, and those of shown imports. The
// talk is only there during the call. Of a sheet that is damaged the rows are read; throws std::runtime_error where it
// is an import's. Both are in the log.
void each(db::Connection& db, LineId line, Day from, Day until, const std::function<void(Day, const Talk&)>& talk);
// The days of the first and the last talk; nothing where there is none.
struct Extent {
  Day first, last;
};
std::optional<Extent> extent(db::Connection& db, LineId line);

// How many talks asked for on these days have ended, and in how many of those both sides wrote: without reading each.
struct Tally {
  std::int64_t talks = 0, dialogues = 0;
  void add(const Talk& talk);
  bool operator==(const Tally&) const = default;
};
Tally tally(db::Connection& db, LineId line, Day from, Day until);

// A figure of a year without rows, as it was published.
struct Total {
  std::string year;    // 2017-2018
  std::string figure;  // a stable name of docs/measures.md
  std::optional<std::int64_t> n, base;
  std::optional<std::int64_t> value;  // millionths
  std::string source;
};
std::vector<Total> totals(db::Connection& db, LineId line);  // of shown imports
// The imports that are shown: who reads in several snapshots reads the same talks as long as this is the same.
std::vector<std::int64_t> imports(db::Connection& db, LineId line);

// For imports: what is staged under one is not counted before the import's state is `shown`. Adding to a day that the
// import has already is a mistake.
void stage(Tx& tx, LineId line, std::int64_t import, Day day, std::int64_t talks, std::string_view body);
void stage(Tx& tx, LineId line, std::int64_t import, const Total& total);
// A slice of what an import staged or showed goes; false once nothing is left.
bool remove(Tx& tx, std::int64_t import, std::int64_t most);

// The talk that was asked for at that moment changed: its day is counted from the rows until it is packed again.
void touch(Tx& tx, LineId line, Millis requested_at);
// The same, where only the talk is known.
void touch(Tx& tx, ConversationId conversation);

// For the doctor: days whose sheet says something else than the rows, or is missing; and those of shown imports that
// cannot be read, or hold something else than was counted. Empty when all is well.
struct Wrong {
  LineId line;
  Day day;
  std::optional<Uuid> import;
};
std::vector<Wrong> find_wrong(db::Connection& db);

std::vector<jobs::JobKind> jobs();
void schedule_jobs(Tx& tx);  // at every start

}  // namespace onthaal::sheets
