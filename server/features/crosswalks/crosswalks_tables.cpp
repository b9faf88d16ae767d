#include "features/crosswalks/crosswalks_tables.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "core/csv.h"

namespace onthaal::crosswalks {

std::string_view figures();  // figures.txt

namespace {

using measures::Language;

struct Words {
  std::string title, text, base;
};

const std::vector<std::vector<std::string>>& all_words() {
  static const auto all = [] {
    std::vector<std::vector<std::string>> read;
    for (const auto& [_, cells] : csv::parse(figures()).value().rows) read.push_back(cells);
    return read;
  }();
  return all;
}

Words words_of(std::string_view name, Language language) {
  const std::size_t first = language == Language::nl ? 1 : 2;
  for (const auto& cells : all_words())
    if (cells[0] == name) return {cells[first], cells[first + 2], cells[first + 4]};
  throw std::logic_error("no such table");
}

struct Named {
  std::string_view code, nl, en;
};
constexpr std::array<Named, 19> kNamed{{
    {"counselling", "Hulpgesprek", "Counselling contact"},
    {"left", "Ging weg voor iemand opnam", "Left before anybody took it"},
    {"refused", "Weggestuurd bij het sluiten", "Sent away at closing"},
    {"fake", "Vermoedelijke nepoproep", "Suspected fake call"},
    {"abusive", "Beëindigd na een grens", "Ended after a boundary"},
    {"no_dialogue", "Geen dialoog", "No dialogue"},
    {"broken_off", "Afgebroken voor er een thema was", "Broken off before there was a theme"},
    {"child", "Een kind over zichzelf", "A child about itself"},
    {"about_child", "Iemand over een kind", "Somebody about a child"},
    {"other", "Iemand anders", "Somebody else"},
    {"unknown", "Niet bekend", "Not known"},
    {"f", "Meisje", "Girl"},
    {"m", "Jongen", "Boy"},
    {"x", "X", "X"},
    {"chat", "Chat", "Chat"},
    {"unmapped", "Zonder categorie", "Without a category"},
    {"contact", "Contact", "Contact"},
    {"domain", "Domein", "Domain"},
    {"category", "Categorie", "Category"},
}};

std::vector<measures::Dimension> dimensions(std::string_view table, const auto& word) {
  if (table == "chi_reasons" || table == "chi_actions")
    return {{"domain", word("Domein", "Domain")}, {"category", word("Categorie", "Category")}};
  if (table == "chi_domains") return {{"domain", word("Domein", "Domain")}};
  if (table == "chi_ages") return {{"age", word("Leeftijd", "Age")}};
  if (table == "chi_genders") return {{"gender", "Gender"}};
  if (table == "chi_about") return {{"who", word("Wie", "Who")}};
  if (table == "chi_methods") return {{"method", word("Kanaal", "Method")}};
  return {{"contact", word("Contact", "Contact")}};
}

bool is_crossed(std::string_view table) {
  return table == "chi_genders" || table == "chi_ages";
}

// From the most, and what is withheld by name, that its place does not tell; ages by age; what is without a category,
// or not known, after all others.
auto rank(std::string_view table, const measures::Row& row) {
  const std::string& code = row.keys.front().code;
  const bool is_last = code == "unmapped" || code == "unknown" || code == "all";
  const std::int64_t place = table == "chi_ages" && !is_last ? std::stoll(code) : -row.n.value_or(0);
  return std::tuple(is_last, place, row.keys.back().code);
}

}  // namespace

Made::Made(const Snapshot& snapshot, LineId line, const wire::Asked& asked) : asked_(asked), now_(snapshot.now) {
  for (const store::Term& term : store::terms(snapshot.db, line))
    terms_.emplace(term.code, asked.language == Language::nl ? term.label_nl : term.label_en);
}

std::string Made::word(const char* nl, const char* en) const {
  return asked_.language == Language::nl ? nl : en;
}

std::string Made::label(std::string_view table, const std::string& code) const {
  const auto found = std::ranges::find(kNamed, code, &Named::code);
  if (found != kNamed.end()) return std::string(asked_.language == Language::nl ? found->nl : found->en);
  const auto term = terms_.find(code);
  return table != "chi_ages" && term != terms_.end() ? term->second : code;
}

measures::Row Made::row(std::string_view table, const Tally::Keys& keys, std::int64_t n, std::int64_t base) const {
  measures::Row row{.n = n, .base = base};
  if (base > 0) row.value = static_cast<double>(n) / static_cast<double>(base);
  for (const std::string& code : keys) row.keys.push_back({code, label(table, code)});
  return row;
}

// 8.281, or 8,281.
std::string Made::number(std::int64_t n) const {
  std::string text = std::to_string(n);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, word(".", ","));
  return text;
}

// Of a table where nothing less would help not even the classes are told.
void Made::withhold(measures::Table& table) const {
  if (measures::withhold_small(table)) return;
  measures::Row all{.is_withheld = true};
  all.keys.push_back({"all", word("Alle", "All")});
  table.rows = {all};
}

std::string Made::says(const std::vector<measures::Row>& rows) const {
  const auto most = std::ranges::max_element(rows, {}, [](const measures::Row& each) { return each.n.value_or(0); });
  if (most == rows.end()) return word("In deze periode was er niets te tellen.", "There was nothing to count.");
  if (!most->n) return word("In deze periode zijn het er te weinig om te tonen.", "These are too few to show.");
  return word("Het vaakst: ", "Most often: ") + most->keys.back().label + " (" + number(*most->n) +
         (most->base ? word(" van ", " of ") + number(*most->base) : "") + ").";
}

measures::Table Made::table(std::string_view name, const Tally& tally) const {
  const Words words = words_of(name, asked_.language);
  measures::Table table{.name = std::string(name),
                        .title = words.title,
                        .unit = measures::Unit::share,
                        .definition = {.name = std::string(name),
                                       .version = 1,
                                       .text = words.text,
                                       .base = words.base,
                                       .filter = "",
                                       .valid_from = std::nullopt,
                                       .valid_until = std::nullopt},
                        .filter = {.from = asked_.from, .until = asked_.until},
                        .dimensions = dimensions(name, [this](const char* nl, const char* en) { return word(nl, en); }),
                        .computed_at = now_};
  for (const auto& [keys, n] : tally.counts) table.rows.push_back(row(name, keys, n, tally.base));
  if (is_crossed(name)) withhold(table);
  std::ranges::sort(table.rows, {}, [&](const measures::Row& each) { return rank(name, each); });
  table.says = says(table.rows);
  return table;
}

}  // namespace onthaal::crosswalks
