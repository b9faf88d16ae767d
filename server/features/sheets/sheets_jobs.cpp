#include <fmt/format.h>

#include <sstream>

#include "features/sheets/sheets_store.h"
#include "platform/log.h"

// A day is packed when it is well over; what changes later in it is counted from the rows until it is packed again. And
// each night some of all sheets are held against their rows, where the night before stopped.
namespace onthaal::sheets {
namespace {

constexpr std::string_view kPack = "sheets.pack";
constexpr std::string_view kVerify = "sheets.verify";
constexpr std::string_view kAll = "all";
constexpr Millis kEvery = 10 * kMinute;
constexpr Millis kWellOver = 3 * kHour;
constexpr int kEachNight = 1000;

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

// The job's data: the line and the day that it was at, and how many it did this night: "3 20780 12". At the beginning
// nothing.
struct Place {
  store::Due at{};
  int done = 0;
};
Place place_of(const std::string& data) {
  Place place;
  std::int64_t line = 0;
  int day = 0;
  std::istringstream(data) >> line >> day >> place.done;
  place.at = {{line}, Day(date::days(day))};
  return place;
}

std::string text_of(const Place& place) {
  return fmt::format("{} {} {}", place.at.line.value, place.at.day.time_since_epoch().count(), place.done);
}

// A change that nobody told of, or a sheet that is not there: mended, and said in the log, because a figure was wrong
// until now. What is stale is packed anyhow.
void mend(db::Connection& db, const store::Due& due) {
  if (!store::stale(db, due.line, due.day, due.day).empty()) return;
  const auto talks = store::talks_of(db, due.line, due.day);
  if (is_right(db, due, talks)) return;
  log::warning("sheets.differed", {{"line", due.line.value}, {"day", due.day.time_since_epoch().count()}});
  store::put_own(db, due.line, due.day, talks);
}

void verify_one(Tx& tx, const jobs::Job& job) {
  const Place place = place_of(job.data);
  const auto next = store::next_own_day(tx.db, place.at);
  if (!next) return jobs::later(tx, kVerify, job.key, next_night(tx.now));
  if (place.done >= kEachNight) return jobs::later(tx, kVerify, job.key, next_night(tx.now), text_of({place.at, 0}));
  mend(tx.db, *next);
  jobs::later(tx, kVerify, job.key, tx.now, text_of({*next, place.done + 1}));
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
