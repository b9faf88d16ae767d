#include "features/sheets/sheets.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "features/sheets/sheets_store.h"
#include "platform/log.h"

namespace onthaal::sheets {
namespace {

// So many days are in memory at once.
constexpr date::days kAtOnce{366};

// A day's talks, in memory that the next one uses again.
class Room {
 public:
  // False when not all of them can be read.
  bool take(const store::Sheet& sheet) {
    count_ = 0;
    const auto keep = [&](const Talk& talk) {
      if (count_ == talks_.size()) talks_.emplace_back();
      talks_[count_] = talk;
      talks_[count_++].import = sheet.import;
    };
    try {
      unpack(sheet.body, keep);
    } catch (const std::runtime_error&) {
      return false;
    }
    return std::cmp_equal(count_, sheet.talks);
  }
  std::span<const Talk> talks() const { return std::span(talks_).first(count_); }

 private:
  std::vector<Talk> talks_;
  std::size_t count_ = 0;
};

void each_of(db::Connection& db, LineId line, Day from, Day until, const std::function<void(Day, const Talk&)>& talk) {
  const auto stale = store::stale(db, line, from, until);
  auto next = stale.begin();
  Room room;
  const auto own_rows_until = [&](Day day) {
    for (; next != stale.end() && *next <= day; ++next)
      for (const Talk& each : store::talks_of(db, line, *next)) talk(*next, each);
  };
  for (const store::Sheet& sheet : store::sheets(db, line, from, until)) {
    own_rows_until(sheet.day);
    if (sheet.import == 0 && std::ranges::binary_search(stale, sheet.day)) continue;
    if (room.take(sheet)) {
      for (const Talk& each : room.talks()) talk(sheet.day, each);
      continue;
    }
    log::error("sheets.damaged",
               {{"line", line.value}, {"day", sheet.day.time_since_epoch().count()}, {"import", sheet.import}});
    if (sheet.import != 0) throw std::runtime_error("a sheet of an import is damaged, and there are no rows of it");
    for (const Talk& each : store::talks_of(db, line, sheet.day)) talk(sheet.day, each);
  }
  own_rows_until(until);
}

}  // namespace

void each(db::Connection& db, LineId line, Day from, Day until, const std::function<void(Day, const Talk&)>& talk) {
  const auto there = extent(db, line);
  if (!there) return;
  until = std::min(until, there->last);
  for (Day day = std::max(from, there->first); day <= until; day += kAtOnce)
    each_of(db, line, day, std::min(until, day + kAtOnce - date::days(1)), talk);
}

std::optional<Extent> extent(db::Connection& db, LineId line) {
  auto all = store::imported_extent(db, line);
  if (const auto own = store::own_extent(db, line)) {
    const Day first = hours::day_of(own->first);
    const Day last = hours::day_of(own->second);
    all = all ? Extent{std::min(all->first, first), std::max(all->last, last)} : Extent{first, last};
  }
  return all;
}

void Tally::add(const Talk& talk) {
  if (talk.course != Course::talk) return;
  ++talks;
  dialogues += talk.dialogue == Known::yes;
}

Tally tally(db::Connection& db, LineId line, Day from, Day until) {
  Tally tally = store::tally(db, line, from, until);
  for (const Day day : store::stale(db, line, from, until))
    for (const Talk& each : store::talks_of(db, line, day)) tally.add(each);
  return tally;
}

std::vector<Total> totals(db::Connection& db, LineId line) {
  return store::totals(db, line);
}

std::vector<std::int64_t> imports(db::Connection& db, LineId line) {
  return store::imports(db, line);
}

void stage(Tx& tx, LineId line, std::int64_t import, Day day, std::int64_t talks, std::string_view body) {
  store::add(tx.db, line, import, day, talks, body);
}

void stage(Tx& tx, LineId line, std::int64_t import, const Total& total) {
  store::add(tx.db, line, import, total);
}

bool remove(Tx& tx, std::int64_t import, std::int64_t most) {
  return store::remove(tx.db, import, most) > 0;
}

void touch(Tx& tx, LineId line, Millis requested_at) {
  store::set_stale(tx.db, line, hours::day_of(requested_at));
}

void touch(Tx& tx, ConversationId conversation) {
  if (const auto asked = store::asked(tx.db, conversation)) touch(tx, asked->line, asked->at);
}

}  // namespace onthaal::sheets
