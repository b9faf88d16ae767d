#include "features/retention/retention_store_kept.h"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

#include "features/retention/retention.h"

namespace onthaal::retention {
namespace {

// What is counted on a line: all, and those older than three moments. What has no age does not go by time.
#define ONTHAAL_COUNT(age, from)                                                                     \
  "select count(*), count(case when d.age < :before then 1 end), count(case when d.age < :in_7_days" \
  " then 1 end), count(case when d.age < :in_30_days then 1 end) from (select " age " as age from " from ") d"
// What goes with the words of its talk at the latest: `:later` says by how much it may be younger than those.
#define ONTHAAL_WITH_WORDS(age) "case when c.ended_at + :later < " age " then c.ended_at + :later else " age " end"

constexpr std::array kAll{
    Kept{"words",
         {"retention.count_words",
          ONTHAAL_COUNT("t.ended_at",
                        "conversation t where t.line = :line and t.is_forgotten = 0 and t.ended_at is not null")},
         {"", ""}},
    Kept{"notes",
         {"retention.count_notes",
          ONTHAAL_COUNT(ONTHAAL_WITH_WORDS("t.opened_at"),
                        "registration t join conversation c on c.id = t.conversation where t.line = :line"
                        " and t.note is not null")},
         {"retention.remove_notes",
          "update registration set note = null where conversation in (select t.conversation from registration t"
          " where t.line = :line and t.note is not null and t.opened_at < :before order by t.opened_at limit :limit)"}},
    Kept{"ratings",
         {"retention.count_ratings",
          ONTHAAL_COUNT(ONTHAAL_WITH_WORDS("t.at"),
                        "rating t join conversation c on c.id = t.conversation where t.line = :line and t.text is not"
                        " null and length(t.text) > 0")},
         {"retention.remove_ratings",
          "update rating set text = :empty where id in (select t.id from rating t where t.line = :line"
          " and t.text is not null and length(t.text) > 0 and t.at < :before order by t.at limit :limit)"}},
    // Once the words of all its talks are gone, on the line where the last of them are; where those of another line are
    // there still, it stays.
    Kept{"visits",
         {"retention.count_visits",
          ONTHAAL_COUNT("case when not exists (select 1 from conversation o where o.visit = t.id and o.is_forgotten = 0"
                        " and (o.line <> :line or o.ended_at is null)) and (t.last_line = :line or exists (select 1"
                        " from conversation o where o.visit = t.id and o.is_forgotten = 0))"
                        " then (select max(o.ended_at) from conversation o where o.visit = t.id) end",
                        "visit t where t.is_forgotten = 0 and exists (select 1 from conversation c where c.visit = t.id"
                        " and c.line = :line)")},
         {"", ""}},
    // A cross join: so that SQLite begins with the keys, whatever it knows of the tables.
    Kept{
        "traces",
        {"retention.count_traces",
         ONTHAAL_COUNT("k.made_at",
                       "visit_trace t join trace_key k on k.id = t.trace_key where exists (select 1 from conversation c"
                       " where c.visit = t.visit and c.line = :line)")},
        {"retention.remove_traces",
         "delete from visit_trace where (visit, trace_key) in (select t.visit, t.trace_key from trace_key k"
         " cross join visit_trace t where k.made_at < :before and t.trace_key = k.id and exists (select 1"
         " from conversation c where c.visit = t.visit and c.line = :line) limit :limit)"}},
    Kept{"marks",
         {"retention.count_marks", ONTHAAL_COUNT("t.made_at", "flag t where t.line = :line")},
         {"retention.remove_marks",
          "delete from flag where id in (select t.id from flag t where t.line = :line and t.made_at < :before"
          " order by t.made_at limit :limit)"}},
    Kept{"plans",
         {"retention.count_plans", ONTHAAL_COUNT("t.used_at", "plan t where t.line = :line and t.state = 'active'")},
         {"", ""}},
    Kept{"appointments",
         {"retention.count_appointments",
          ONTHAAL_COUNT("case when k.wrapped is null then s.ends_at end",
                        "appointment t join appointment_slot s on s.id = t.slot and s.line = :line"
                        " join seal_key k on k.id = t.key")},
         {"", ""}},
    Kept{"readings",
         {"retention.count_readings", ONTHAAL_COUNT("t.at", "reading t where t.line = :line")},
         {"retention.remove_readings",
          "delete from reading where id in (select t.id from reading t where t.line = :line and t.at < :before"
          " order by t.at limit :limit)"}},
    Kept{"looking_along",
         {"retention.count_looking_along",
          ONTHAAL_COUNT("t.left_at",
                        "coach t join conversation c on c.id = t.conversation and c.line = :line"
                        " where t.left_at is not null")},
         {"retention.remove_looking_along",
          "delete from coach where id in (select t.id from coach t where t.left_at < :before and exists (select 1"
          " from conversation c where c.id = t.conversation and c.line = :line) order by t.left_at limit :limit)"}},
    Kept{"refusals",
         {"retention.count_refusals", ONTHAAL_COUNT("t.made_at", "visit_refusal t where t.line = :line")},
         {"retention.remove_refusals",
          "delete from visit_refusal where id in (select t.id from visit_refusal t where t.line = :line and t.made_at "
          "< :before"
          " order by t.made_at limit :limit)"}},
    Kept{"notices",
         {"retention.count_notices",
          ONTHAAL_COUNT("t.seen_at", "notice t where t.line = :line and t.seen_at is not null")},
         {"retention.remove_notices",
          "delete from notice where id in (select t.id from notice t where t.line = :line and t.seen_at < :before"
          " order by t.seen_at limit :limit)"}},
    // From the oldest on, and the last one stays: its number is the next one's.
    Kept{"line_events",
         {"retention.count_line_events",
          ONTHAAL_COUNT("case when t.number < (select max(m.number) from line_event m where m.stream = :line)"
                        " then t.at end",
                        "line_event t where t.stream = :line")},
         {"retention.remove_line_events",
          "delete from line_event where stream = :line and at < :before and number < coalesce((select e.number from"
          " line_event e where e.stream = :line order by e.number limit 1 offset :limit),"
          " (select max(m.number) from line_event m where m.stream = :line))"}},
};
#undef ONTHAAL_WITH_WORDS
#undef ONTHAAL_COUNT

// What stays forever of a talk: its row (line, times, who it was by their own word, age, gender, theme, how it ended,
// how many messages and words), that there was an event and when, the registration without its note, the stars; the
// same packed in a sheet; and what it allowed to be quoted, until its visitor deletes the talk.
constexpr std::string_view kStays = "stays";
constexpr std::string_view kNobody = "";  // nothing of a visitor: texts and settings of the line, staff

constexpr std::array kTables{
    Table{"answered_challenge", kNobody},
    Table{"appointment", "appointments"},
    Table{"appointment_slot", "appointments"},
    Table{"audit", kStays},
    Table{"briefing", kNobody},
    Table{"case_event", "words"},
    Table{"coach", "looking_along"},
    Table{"code_try", kNobody},
    Table{"conversation", "words"},
    Table{"conversation_event", "words"},
    Table{"crosswalk", kNobody},
    Table{"crosswalk_version", kNobody},
    Table{"deletion_code", "visits"},
    Table{"display", kNobody},
    Table{"duty", kNobody},
    Table{"duty_half_hour", kNobody},
    Table{"escalation", "words"},
    Table{"flag", "marks"},
    Table{"guide", kNobody},
    Table{"handover", "words"},
    Table{"holiday_override", kNobody},
    Table{"invitation", kNobody},
    Table{"job", kNobody},
    Table{"key_escrow", kNobody},
    Table{"key_trouble", kNobody},
    Table{"line", kNobody},
    Table{"line_event", "line_events"},
    Table{"line_second_factor", kNobody},
    Table{"login_try", kNobody},
    Table{"mail", kNobody},
    Table{"master_key", kNobody},
    Table{"migration", kNobody},
    Table{"notice", "notices"},
    Table{"opening_exception", kNobody},
    Table{"opening_regime", kNobody},
    Table{"paper", kNobody},
    Table{"paper_shipped", kNobody},
    Table{"partner", kNobody},
    Table{"pass", kStays},
    Table{"passkey", kNobody},
    Table{"password_link", kNobody},
    Table{"phrase", kNobody},
    Table{"place", kNobody},
    Table{"plan", "plans"},
    Table{"rating", "ratings"},
    Table{"reading", "readings"},
    Table{"recovery_code", kNobody},
    Table{"refusal", kStays},
    Table{"registration", "notes"},
    Table{"registration_outcome", kStays},
    Table{"registration_theme", kStays},
    Table{"report_quote", kStays},
    Table{"report_text", kNobody},
    Table{"retention_period", kNobody},
    Table{"retention_sweep", kNobody},
    Table{"seal_break", "words"},
    Table{"seal_key", "words"},
    Table{"sheet", kStays},
    Table{"sheet_stale", kNobody},
    Table{"sign_on", kNobody},
    Table{"sign_on_spent", kNobody},
    Table{"spent_challenge", kNobody},
    Table{"staff", kNobody},
    Table{"staff_email", kNobody},
    Table{"staff_role", kNobody},
    Table{"staff_session", kNobody},
    Table{"talk_import", kNobody},
    Table{"term", kNobody},
    Table{"ticket", kNobody},
    Table{"totp", kNobody},
    Table{"trace_key", "traces"},
    Table{"visit", "visits"},
    Table{"visit_refusal", "refusals"},
    Table{"visit_token", "visits"},
    Table{"visit_trace", "traces"},
    Table{"yearly_total", kNobody},
};

// Fixed ones are what the program needs, and no line may keep longer.
constexpr std::array kKinds{
    Kind{"words", 90, 1, 365},        Kind{"notes", 90, 1, 365},
    Kind{"ratings", 90, 1, 365},      Kind{"visits", 90, 90, 90},
    Kind{"traces", 60, 60, 60},       Kind{"marks", 730, 180, 1825},
    Kind{"plans", 365, 30, 730},      Kind{"appointments", 365, 30, 730},
    Kind{"readings", 730, 365, 1825}, Kind{"looking_along", 365, 365, 365},
    Kind{"refusals", 365, 365, 365},  Kind{"notices", 30, 30, 30},
    Kind{"line_events", 2, 2, 2},
};

}  // namespace

const Kept& kept_of(std::string_view kind) {
  const auto found = std::ranges::find(kAll, kind, &Kept::kind);
  if (found == kAll.end()) throw std::logic_error("no such kind of what is kept");
  return *found;
}

bool goes_with_words(std::string_view kind) {
  return kind == "notes" || kind == "ratings";
}

std::span<const Table> tables() {
  return kTables;
}

std::span<const Kind> kinds() {
  return kKinds;
}

}  // namespace onthaal::retention
