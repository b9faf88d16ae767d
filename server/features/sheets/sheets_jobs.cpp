#include <charconv>

#include "features/sheets/sheets_store.h"
#include "platform/log.h"

// A day is packed when it is well over; what changes later in it is counted from the rows until it is packed again. And
// each night the sheets of the last weeks are held against their rows.
namespace onthaal::sheets {
namespace {

constexpr std::string_view kPack = "sheets.pack";
constexpr std::string_view kVerify = "sheets.verify";
constexpr std::string_view kAll = "all";
constexpr Millis kEvery = 10 * kMinute;
constexpr Millis kWellOver = 3 * kHour;
constexpr date::days kVerified{45};

void pack_one(Tx& tx, const jobs::Job& job) {
  const auto due = store::first_stale(tx.db, hours::day_of(tx.now - kWellOver));
  if (due) store::put_own(tx.db, due->line, due->day, store::talks_of(tx.db, due->line, due->day));
  jobs::later(tx, kPack, job.key, due ? tx.now : tx.now + kEvery);
}

// Four in the morning, when hardly anybody chats.
Millis next_night(Millis now) {
  const auto night = [](Day day) {
    return hours::utc_of(hours::LocalTime(day) + std::chrono::hours(4), hours::Edge::begin);
  };
  const Day today = hours::day_of(now);
  return night(today) > now ? night(today) : night(today + date::days(1));
}

// The job's data is the line and the day that it was at: "3 20780"; at the beginning nothing.
store::Due place_of(const std::string& data) {
  store::Due at{};
  int day = 0;
  const char* end = data.data() + data.size();
  const auto line = std::from_chars(data.data(), end, at.line.value);
  if (line.ptr != end) std::from_chars(line.ptr + 1, end, day);
  at.day = Day(date::days(day));
  return at;
}

// A change that nobody told of: mended, and said in the log, because a figure was wrong until now.
void verify_one(Tx& tx, const jobs::Job& job) {
  const auto next = store::next_own_day(tx.db, place_of(job.data), hours::day_of(tx.now) - kVerified);
  if (!next) return jobs::later(tx, kVerify, job.key, next_night(tx.now));
  const auto talks = store::talks_of(tx.db, next->line, next->day);
  if (pack(talks) != store::own_body(tx.db, next->line, next->day)) {
    log::warning("sheets.differed", {{"line", next->line.value}, {"day", next->day.time_since_epoch().count()}});
    store::put_own(tx.db, next->line, next->day, talks);
  }
  jobs::later(tx, kVerify, job.key, tx.now,
              std::to_string(next->line.value) + " " + std::to_string(next->day.time_since_epoch().count()));
}

}  // namespace

std::vector<jobs::JobKind> jobs() {
  return {{kPack, pack_one}, {kVerify, verify_one}};
}

void schedule_jobs(Tx& tx) {
  jobs::later(tx, kPack, kAll, tx.now);
  jobs::later(tx, kVerify, kAll, next_night(tx.now));
}

}  // namespace onthaal::sheets
