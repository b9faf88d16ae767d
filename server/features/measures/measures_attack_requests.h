#pragma once

#include "features/measures/measures_guesses.h"
#include "features/measures/measures_world.h"

// All that the tables of one answer show of what came in, and of the talks that it became, by day and by who.
namespace onthaal::measures {

struct RequestsWorld {
  bool has_centre, is_whole_year, has_appointments;
  std::uint32_t imports = 0;  // in four
};

class RequestsAttack {
 public:
  RequestsAttack(Made& made, const RequestsWorld& world, const Guesses::Numbers& truth)
      : made_(made), world_(world), guesses_(truth) {
    add_up();
    look_at_requests();
    look_at_years();
    look_at_talks();
  }
  Guesses& guesses() { return guesses_; }

 private:
  void see(const std::string& name, const Row& row) {
    guesses_.know(name, row.n);
    if (row.is_withheld) guesses_.know_at_least(name, 1);
  }

  // What everybody knows of how these numbers hang together; and whether the line makes appointments.
  void add_up() {
    guesses_.add({{"requests", -1}, {"taken", 1}, {"left", 1}, {"refused", 1}, {"open", 1}});
    guesses_.add({{"taken", -1}, {"talks", 1}, {"uncounted", 1}});
    guesses_.add({{"taken", -1}, {"waited", 1}, {"second", 1}, {"second_uncounted", 1}});
    guesses_.add({{"came", -1}, {"waited", 1}, {"talks_only", -1}, {"left", 1}, {"left_second", -1}});
    guesses_.add({{"talks_only", -1}, {"second_unknown", 1}, {"uncounted_import", 1}});
    guesses_.add({{"requests", -1}, {"half_hours", 1}, {"second", 1}, {"other_second", 1}});
    guesses_.add({{"talks", -1}, {"pupil", 1}, {"parent", 1}, {"unknown", 1}});
    guesses_.add({{"both", -1}, {"pupil", 1}, {"parent", 1}});
    guesses_.add({{"year", -1}, {"month.09", 1}, {"month.10", 1}, {"month.11", 1}});
    guesses_.add({{"talks", -1}, {"month.09", 1}, {"month.10", 1}});
    guesses_.know_within("raters", "talks");
    if (world_.is_whole_year) guesses_.know("month.11", 0);
    if (world_.is_whole_year) guesses_.add({{"taken", -1}, {"taken_in_year", 1}});
    if (world_.imports == 0) guesses_.know("talks_only", 0);
    if (world_.imports == 4) guesses_.add({{"taken", -1}, {"talks_only", 1}});
    if (world_.has_appointments) return;
    for (const char* name : {"second", "second_uncounted", "left_second", "other_second"}) guesses_.know(name, 0);
  }

  void look_at_requests() {
    for (const Row& row : made_.table("volume").rows) see(row.keys.front().code, row);
    guesses_.know("waited", n_of(made_.table("wait"), {"mean"}));
    for (const Row& row : made_.table("abandoned_by_wait").rows) {
      if (row.keys.front().code != "all") continue;
      guesses_.know("came", row.base);
      if (row.n) guesses_.add({{"left", 1}, {"left_second", -1}}, *row.n);
    }
    Guesses::Numbers half_hours{{"half_hours", -1}};
    for (const Row& row : made_.table("busy").rows) {
      const std::string name = "busy." + row.keys[0].code + row.keys[1].code;
      see(name, row);
      half_hours[name] = 1;
    }
    if (half_hours.size() > 1) guesses_.add(half_hours);
  }

  void look_at_years() {
    for (const auto& [table, name] : {std::pair("talks_by_year", "year"), {"talks_so_far", "talks"}})
      for (const Row& row : made_.table(table).rows)
        if (row.keys[0].code == "2022-2023") see(name, row);
    for (const Row& row : made_.table("talks_by_month").rows)
      if (row.keys[0].code == "2022-2023") see("month." + row.keys[1].code, row);
    for (const Row& row : made_.table("talks_definitions").rows)
      if (row.keys[0].code == "2022-2023" && row.keys[1].code != "unknown")
        see(row.keys[1].code == "1" ? "taken_in_year" : "year", row);
  }

  void look_at_talks() {
    for (const Row& row : made_.table("talks_by_who").rows) {
      see(row.keys[0].code, row);
      guesses_.know("both", row.base);
    }
    const Table window = made_.table("theme_window"), given = made_.table("stars_given"), stars = made_.table("stars");
    for (const std::string name : {"talks", "pupil", "parent", "unknown"}) {
      const std::string code = name == "talks" ? "all" : name;
      if (const Row* row = find_row(window, {"talks", code})) see(name, *row);
      if (const Row* row = find_row(given, {code})) guesses_.know(name, row->base);
    }
    for (const Table* table : {&given, &stars})
      if (const Row* row = find_row(*table, {"all"})) see("raters", *row);
    for (const Row& row : made_.table("stars_spread").rows) guesses_.know("raters", row.base);
  }

  Made& made_;
  const RequestsWorld& world_;
  Guesses guesses_;
};

}  // namespace onthaal::measures
