#include "features/hours/hours_wire.h"

#include "features/hours/hours_time.h"

namespace onthaal::hours::wire {
namespace {

constexpr std::size_t kMaxStretches = 6;

std::optional<Day> read_day(json::Reader& read, std::string_view field) {
  const std::string text = read.text(field, 1, 10);
  const auto day = parse_day(text);
  if (!day && !text.empty()) read.mistake(field, "not_allowed");
  return day;
}

std::optional<Day> read_maybe_day(json::Reader& read, std::string_view field) {
  const auto text = read.maybe_text(field, 1, 10);
  const auto day = parse_day(text.value_or(""));
  if (text && !day) read.mistake(field, "not_allowed");
  return day;
}

std::optional<LocalTime> read_local(json::Reader& read, std::string_view field, bool is_given) {
  const auto text = is_given ? read.text(field, 1, 16) : read.maybe_text(field, 1, 16);
  const auto time = parse_local(text.value_or(""));
  if (text && !text->empty() && !time) read.mistake(field, "not_allowed");
  return time;
}

Days read_days(json::Reader& read) {
  return read.choice("days", {"school", "holiday"}) == 0 ? Days::school : Days::holiday;
}

std::vector<Stretch> read_stretches(json::Reader& read, std::string_view weekday) {
  std::vector<Stretch> stretches;
  for (const auto& item : read.array_or_empty(weekday, kMaxStretches)) {
    const auto stretch = item.is_string() ? parse_stretch(item.get_string()) : std::nullopt;
    if (!stretch) {
      read.mistake(weekday, "not_allowed");
      return {};
    }
    stretches.push_back(*stretch);
  }
  if (!are_in_order(stretches)) read.mistake(weekday, "not_allowed");
  return stretches;
}

Week read_week(json::Reader& read) {
  json::Reader inner(read.object("week"), "week");
  Week week;
  for (std::size_t day = 0; day < kWeekdays.size(); ++day) week[day] = read_stretches(inner, kWeekdays[day]);
  read.take_mistakes(inner);
  return week;
}

std::string texts(const std::vector<std::string>& texts) {
  std::vector<std::string> items;
  for (const std::string& each : texts) json::append_quoted(items.emplace_back(), each);
  return json::list(items);
}

std::string stretches(const std::vector<Stretch>& stretches) {
  std::vector<std::string> items;
  for (const Stretch& each : stretches) items.push_back(stretch_text(each));
  return texts(items);
}

std::optional<std::string> maybe_text(const std::optional<Day>& day) {
  if (!day) return std::nullopt;
  return day_text(*day);
}

std::string_view because_name(Because because) {
  switch (because) {
    case Because::always:
      return "always";
    case Because::regime:
      return "regime";
    case Because::no_regime:
      return "no_regime";
    case Because::public_holiday:
      return "public_holiday";
    case Because::decree:
      return "decree";
    case Because::exception:
      return "exception";
  }
  return "";
}

std::string day(const DayPlan& plan) {
  const bool is_feast = plan.holiday && plan.holiday->feast != Feast::none;
  std::vector<Stretch> open;
  for (const Span& each : plan.open) open.push_back(stretch_of(plan.day, each));
  json::Out out;
  out.text("date", day_text(plan.day))
      .raw("stretches", stretches(open))
      .integer("minutes", plan.minutes())
      .text("kind", is_feast ? "public_holiday" : days_name(plan.days));
  if (plan.holiday)
    out.text("holiday", plan.holiday->name);
  else
    out.raw("holiday", "null");
  out.text("because", because_name(plan.because));
  if (plan.regime)
    out.uuid("regime", *plan.regime);
  else
    out.raw("regime", "null");
  return out.raw("reasons", texts(plan.reasons)).maybe_text("set_as", plan.set_as).str();
}

template <class T>
std::string list(const std::vector<T>& all, std::string (*one)(const T&)) {
  std::vector<std::string> items;
  for (const T& each : all) items.push_back(one(each));
  return json::list(items);
}

}  // namespace

Result<Settings> parse_settings(const boost::json::object& data) {
  json::Reader read(data);
  const Settings settings{.closes_public_holidays = read.boolean("closes_public_holidays"),
                          .closes_decree = read.boolean("closes_decree"),
                          .run_out_minutes = read.integer("run_out_minutes", 0, 240),
                          .warn_minutes = read.integer("warn_minutes", 0, 60)};
  if (settings.warn_minutes > settings.run_out_minutes) read.mistake("warn_minutes", "too_large");
  return read.done(settings);
}

Result<Regime> parse_regime(const boost::json::object& data) {
  json::Reader read(data);
  Regime regime{};
  regime.days = read_days(read);
  regime.week = read_week(read);
  regime.valid_from = read_day(read, "from").value_or(Day());
  regime.valid_until = read_maybe_day(read, "until");
  if (regime.valid_until && *regime.valid_until < regime.valid_from) read.mistake("until", "too_small");
  return read.done(std::move(regime));
}

Result<Exception> parse_exception(const boost::json::object& data, LocalTime now) {
  json::Reader read(data);
  Exception exception{};
  exception.is_open = read.choice("kind", {"open", "closed"}) == 0;
  exception.starts_at = read_local(read, "starts_at", false).value_or(now);
  const auto ends_at = read_local(read, "ends_at", true);
  exception.ends_at = ends_at.value_or(now);
  exception.reason = read.text("reason", 1, 200);
  if (ends_at && (*ends_at <= exception.starts_at || *ends_at <= now)) read.mistake("ends_at", "too_small");
  return read.done(std::move(exception));
}

Result<Override> parse_override(const boost::json::object& data) {
  json::Reader read(data);
  Override days{};
  days.days = read_days(read);
  days.first_day = read_day(read, "first_day").value_or(Day());
  const auto last_day = read_day(read, "last_day");
  days.last_day = last_day.value_or(days.first_day);
  days.reason = read.text("reason", 1, 200);
  if (last_day && *last_day < days.first_day) read.mistake("last_day", "too_small");
  return read.done(std::move(days));
}

std::string_view days_name(Days days) {
  return days == Days::school ? "school" : "holiday";
}

std::string week(const Week& week) {
  json::Out out;
  for (std::size_t day = 0; day < kWeekdays.size(); ++day) out.raw(kWeekdays[day], stretches(week[day]));
  return out.str();
}

Week kept_week(std::string_view text) {
  const boost::json::object kept = json::parse(text).value();
  json::Reader read(kept);
  Week week;
  for (std::size_t day = 0; day < kWeekdays.size(); ++day) week[day] = read_stretches(read, kWeekdays[day]);
  return week;
}

std::string hours(const Rules& rules) {
  return json::Out()
      .raw("regimes", list(rules.regimes, regime))
      .raw("exceptions", list(rules.exceptions, exception))
      .raw("overrides", list(rules.overrides, holiday_override))
      .boolean("closes_public_holidays", rules.settings.closes_public_holidays)
      .boolean("closes_decree", rules.settings.closes_decree)
      .integer("run_out_minutes", rules.settings.run_out_minutes)
      .integer("warn_minutes", rules.settings.warn_minutes)
      .str();
}

std::string regime(const Regime& regime) {
  return json::Out()
      .uuid("regime", regime.uuid)
      .text("days", days_name(regime.days))
      .raw("week", week(regime.week))
      .text("from", day_text(regime.valid_from))
      .maybe_text("until", maybe_text(regime.valid_until))
      .str();
}

std::string exception(const Exception& exception) {
  return json::Out()
      .uuid("exception", exception.uuid)
      .text("kind", exception.is_open ? "open" : "closed")
      .text("starts_at", local_text(exception.starts_at))
      .text("ends_at", local_text(exception.ends_at))
      .text("reason", exception.reason)
      .maybe_text("made_by", exception.made_by)
      .time("made_at", exception.made_at)
      .str();
}

std::string holiday_override(const Override& days) {
  return json::Out()
      .uuid("override", days.uuid)
      .text("days", days_name(days.days))
      .text("first_day", day_text(days.first_day))
      .text("last_day", day_text(days.last_day))
      .text("reason", days.reason)
      .str();
}

std::string calendar(const std::vector<DayPlan>& days) {
  std::int64_t open_days = 0, minutes = 0;
  for (const DayPlan& each : days) {
    open_days += each.open.empty() ? 0 : 1;
    minutes += each.minutes();
  }
  return json::Out().raw("days", list(days, day)).integer("open_days", open_days).integer("minutes", minutes).str();
}

}  // namespace onthaal::hours::wire
