#pragma once

#include <cmath>

#include "features/measures/measures_guesses.h"
#include "features/measures/measures_world.h"

// All that the tables of one answer show of people: who they are, their age, gender and device, their stars, and what
// else is told by who. The period is the school year 2022-2023.
namespace onthaal::measures {

class PeopleAttack {
 public:
  PeopleAttack(Made& made, const Guesses::Numbers& truth) : made_(made), guesses_(truth) {
    add_up("talks");
    look_at_classes();
    look_at_traits();
    look_at_means();
    look_at_terms();
  }
  Guesses& guesses() { return guesses_; }
  // Names of numbers that some table withholds.
  const std::set<std::string>& withheld() const { return withheld_; }

 private:
  static constexpr std::array<std::string_view, 6> kAllWho{"all", "pupil", "parent", "teacher", "other", "unknown"};
  static std::string of(std::string_view what, std::string_view who) {
    return std::string(what) + "." + std::string(who);
  }

  // Everybody is all classes together.
  void add_up(const std::string& what) {
    Guesses::Numbers terms;
    for (const std::string_view who : kAllWho) terms[of(what, who)] = who == "all" ? -1 : 1;
    guesses_.add(terms);
  }
  // A number that is withheld is no zero, but of a class that is withheld.
  void see(const std::string& name, const Row& row) {
    guesses_.know(name, row.n);
    if (!row.is_withheld) return;
    const bool is_of_hidden = withheld_.contains(of("talks", name.substr(name.rfind('.') + 1)));
    if (name.starts_with("talks.") || !is_of_hidden) guesses_.know_at_least(name, 1);
    withheld_.insert(name);
  }
  // Of everybody and of each class. A class that is not there has nobody, unless it is withheld, or all are (always
  // there are pupils or parents).
  void see_by_who(const Table& table, std::vector<std::string> codes, const std::string& what,
                  const std::string& base) {
    add_up(what);
    add_up(base);
    codes.emplace_back();
    const bool has_classes = std::ranges::any_of(table.rows, [&](const Row& row) {
      const std::string& who = row.keys.back().code;
      const bool is_here = codes.size() == 1 || row.keys[codes.size() - 2].code == codes[codes.size() - 2];
      return is_here && (who == "pupil" || who == "parent");
    });
    for (const std::string_view who : kAllWho) {
      codes.back() = who;
      guesses_.know_within(of(what, who), of(base, who));
      if (!base.ends_with("_any_theme")) guesses_.know_within(of(base, who), of("talks", who));
      const Row* row = find_row(table, codes);
      if (row) see(of(what, who), *row);
      if (row) guesses_.know(of(base, who), row->base);
      if (!row && has_classes && who != "all" && !withheld_.contains(of("talks", who))) guesses_.know(of(base, who), 0);
    }
  }
  // Rows that add up to their base, and with what stands beside it to all. Of a table that is withheld as a whole it is
  // known which rows there could be.
  void see_rows(const std::string& name, const std::string& base, const std::string& all,
                const std::vector<std::string>& codes) {
    const Table table = made_.table(name);
    Guesses::Numbers of_base{{base, -1}}, of_all{{base, 1}, {all, -1}};
    const auto add = [&](const std::string& code) {
      (code == "unknown" || code == "unsaid" ? of_all : of_base)[of(name, code)] = 1;
    };
    for (const Row& row : table.rows) {
      add(row.keys.front().code);
      see(of(name, row.keys.front().code), row);
      guesses_.know(base, row.base);
    }
    for (const std::string& code : codes) {
      add(code);
      if (table.rows.empty()) withheld_.insert(of(name, code));
      if (!table.rows.empty() && !find_row(table, {code})) guesses_.know(of(name, code), 0);
    }
    guesses_.add(of_base);
    if (base != all) guesses_.add(of_all);
  }

  void look_at_classes() {
    const Filter& filter = made_.asked.filter;
    for (const std::string_view who : kAllWho) {
      if (filter.who && who != "all" && who != name_of(*filter.who)) guesses_.know(of("talks", who), 0);
      if (!filter.themes.empty()) guesses_.add({{of("themed", who), 1}, {of("talks", who), -1}});
    }
    guesses_.add({{"both", -1}, {"talks.pupil", 1}, {"talks.parent", 1}});
    for (const Row& row : made_.table("talks_by_who").rows) {
      see(of("talks", row.keys.front().code), row);
      guesses_.know("both", row.base);
    }
    see_by_who(made_.table("theme_window"), {"talks"}, "talks", "talks_of_any_theme");
    const Table by_year = made_.table("theme_by_year");
    if (filter.themes.size() > 1) see_by_who(by_year, {"2022-2023", "any"}, "talks", "themed_of_any_theme");
    for (const std::string& theme : filter.themes) {
      see_by_who(by_year, {"2022-2023", theme}, of("themes", theme), "themed_of_any_theme");
      for (const std::string_view who : kAllWho) {
        const std::string name = of(of("themes", theme), who);
        guesses_.know_within(name, of("talks", who));
        if (filter.themes.size() == 1) guesses_.know_within(of("talks", who), name);
      }
    }
    for (const auto& [name, code] : {std::pair("volume", "talks"),
                                     {"talks_by_year", "2022-2023"},
                                     {"centres", "c"},
                                     {"operators_summary", "mean"}})
      for (const Row& row : made_.table(name).rows)
        if (row.keys.front().code == code) see("talks.all", row);
    see_rows("operators", "talks.all", "talks.all", {});
  }
  void look_at_traits() {
    see_rows("ages", "aged.pupil", "talks.pupil", {"12", "13", "14", "15", "16", "17", "unknown"});
    see_rows("genders", "gendered", "talks.pupil", {"f", "m", "x", "unsaid", "unknown"});
    see_rows("devices", "with_device.all", "talks.all", {"phone", "tablet", "mobile", "computer", "unknown"});
    see_by_who(made_.table("mobile"), {}, "mobile", "with_device");
    guesses_.add({{"mobile.all", -1}, {"devices.phone", 1}, {"devices.tablet", 1}, {"devices.mobile", 1}});
  }
  // The sum that a mean is of: what is in tenths can be rounded.
  void see_sum(const std::string& sum, const Row* row) {
    if (!row || !row->value || !row->n) return;
    const double n = static_cast<double>(*row->n), tenths = *row->value * 10;
    const double about = std::abs(tenths - std::round(tenths)) < 1e-9 ? 0.05 : 0;
    guesses_.add({{sum, 1}}, std::llround(std::ceil((*row->value - about) * n - 1e-6)),
                 std::llround(std::floor((*row->value + about) * n + 1e-6)));
  }
  void see_means(const Table& table, const std::vector<std::string>& front, const std::string& what) {
    see_by_who(table, front, what, what);
    for (const std::string_view who : kAllWho) {
      std::vector<std::string> codes = front;
      codes.emplace_back(who);
      see_sum(of(what + "_sum", who), find_row(table, codes));
    }
  }
  void look_at_means() {
    for (const char* sum : {"aged_sum", "rated_sum"}) add_up(sum);
    const Table window = made_.table("theme_window");
    see_means(made_.table("mean_age"), {}, "aged");
    see_means(window, {"age"}, "aged");
    see_means(made_.table("stars"), {}, "rated");
    see_means(window, {"stars"}, "rated");
    see_by_who(window, {"duration"}, "lasted", "lasted");
    see_by_who(made_.table("duration"), {"mean"}, "lasted", "lasted");
    Guesses::Numbers ages{{"aged_sum.pupil", -1}}, stars{{"rated_sum.all", -1}};
    for (int age = 12; age <= 17; ++age) ages[of("ages", std::to_string(age))] = age;
    for (int star = 1; star <= 5; ++star) stars[of("stars_spread", std::to_string(star))] = star;
    guesses_.add(ages);
    guesses_.add(stars);
    for (const std::string_view who : kAllWho) {
      guesses_.know_within(of("rated", who), of("rated_sum", who));
      guesses_.add({{of("rated", who), 5}, {of("rated_sum", who), -1}}, 0, 100'000);
    }
  }
  void look_at_terms() {
    see_by_who(made_.table("stars_given"), {}, "rated", "may_have_rated");
    see_rows("stars_spread", "rated.all", "rated.all", {"1", "2", "3", "4", "5"});
    see_by_who(made_.table("broken_off"), {}, "broken_off", "with_ending");
    for (const auto& [table, base] : {std::pair<std::string, std::string>("outcomes", "with_outcome"),
                                      {"sources", "with_source"},
                                      {"themes", "themed"},
                                      {"themes_by_domain", "themed"}}) {
      add_up(base);
      std::map<std::string, Guesses::Numbers> all;
      for (const Row& row : made_.table(table).rows) {
        const std::string& who = row.keys.back().code;
        const std::string name = of(of(table, row.keys.front().code), who);
        see(name, row);
        guesses_.know(of(base, who), row.base);
        guesses_.know_within(name, of(base, who));
        guesses_.know_within(of(base, who), of("talks", who));
        all[who][name] = 1;
      }
      for (auto& [who, names] : all) {
        names[of(base, who)] = -1;
        if (table == "sources") guesses_.add(names);
      }
    }
  }

  Made& made_;
  Guesses guesses_;
  std::set<std::string> withheld_;
};

}  // namespace onthaal::measures
