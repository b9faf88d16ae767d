#include "features/crosswalks/crosswalks_count.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "features/crosswalks/crosswalks_tables.h"
#include "features/sheets/sheets.h"

namespace onthaal::crosswalks {
namespace {

using sheets::Course;
using sheets::Known;
using sheets::Talk;
using sheets::Who;

constexpr std::string_view kUnmapped = "unmapped";

// The first class that fits.
std::string_view contact_of(const Talk& talk) {
  if (talk.course == Course::left) return "left";
  if (talk.course == Course::refused) return "refused";
  if (talk.fake == Known::yes) return "fake";
  if (talk.boundary == Known::yes) return "abusive";
  if (talk.dialogue == Known::no) return "no_dialogue";
  if (talk.broken_off == Known::yes && talk.themes.empty()) return "broken_off";
  return "counselling";
}

std::string_view about_of(Who who) {
  switch (who) {
    case Who::pupil:
      return "child";
    case Who::parent:
    case Who::teacher:
      return "about_child";
    case Who::other:
      return "other";
    case Who::unknown:
      return "unknown";
  }
  return "unknown";
}

std::string_view gender_of(sheets::Gender gender) {
  switch (gender) {
    case sheets::Gender::f:
      return "f";
    case sheets::Gender::m:
      return "m";
    case sheets::Gender::x:
      return "x";
    case sheets::Gender::unknown:
    case sheets::Gender::unsaid:
      return "unknown";
  }
  return "unknown";
}

// Where a theme or an outcome leads to: a category, or nowhere, under its own code.
class Ways {
 public:
  Ways(db::Connection& db, LineId line, std::int64_t version) {
    for (const store::Term& term : store::terms(db, line))
      ways_.emplace(term.id.value, Way{std::string(kUnmapped), term.code});
    for (const store::Mapping& each : store::mappings(db, line, kChi, version))
      ways_[each.term.value] = {each.domain, each.category};
  }
  using Way = std::pair<std::string, std::string>;
  // Each once, however many terms lead there.
  std::set<Way> of(const std::vector<std::int64_t>& terms) const {
    std::set<Way> ways;
    for (const std::int64_t term : terms)
      if (const auto found = ways_.find(term); found != ways_.end()) ways.insert(found->second);
    return ways;
  }

 private:
  std::unordered_map<std::int64_t, Way> ways_;
};

struct Counts {
  Tally contacts, domains, reasons, about, genders, ages, methods, actions;

  void add(const Talk& talk, const Ways& ways) {
    if (talk.course == Course::open) return;
    const std::string_view contact = contact_of(talk);
    contacts.add({contact});
    if (contact != "counselling") return;
    methods.add({"chat"});
    about.add({about_of(talk.who)});
    if (talk.who == Who::pupil) genders.add({gender_of(talk.gender)});
    if (talk.who == Who::pupil || talk.who == Who::parent)
      ages.add({talk.age ? std::to_string(*talk.age) : std::string("unknown")});
    add_ways(talk, ways);
  }

 private:
  void add_ways(const Talk& talk, const Ways& ways) {
    if (const auto led = ways.of(talk.themes); !led.empty()) {
      std::set<std::string> in;
      for (const auto& [domain, category] : led) {
        reasons.note({domain, category});
        in.insert(domain);
      }
      for (const std::string& domain : in) domains.note({domain});
      ++reasons.base;
      ++domains.base;
    }
    if (const auto led = ways.of(talk.outcomes); !led.empty()) {
      for (const auto& [domain, category] : led) actions.note({domain, category});
      ++actions.base;
    }
  }
};

}  // namespace

Figures count(const Snapshot& snapshot, const lines::Line& line, const wire::Asked& asked) {
  const auto versions = store::versions(snapshot.db, line.id, kChi);
  Figures figures{.line = line,
                  .version = versions.empty() ? store::Version{0, 0, std::nullopt} : versions.front(),
                  .asked = asked,
                  .tables = {}};
  const Ways ways(snapshot.db, line.id, figures.version.number);
  Counts counts;
  sheets::each(snapshot.db, line.id, asked.from, asked.until,
               [&](hours::Day, const Talk& talk) { counts.add(talk, ways); });
  const Made made(snapshot, line.id, asked);
  figures.tables = {made.table("chi_contacts", counts.contacts), made.table("chi_domains", counts.domains),
                    made.table("chi_reasons", counts.reasons),   made.table("chi_about", counts.about),
                    made.table("chi_genders", counts.genders),   made.table("chi_ages", counts.ages),
                    made.table("chi_methods", counts.methods),   made.table("chi_actions", counts.actions)};
  return figures;
}

}  // namespace onthaal::crosswalks
