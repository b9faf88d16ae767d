#include <algorithm>
#include <map>
#include <tuple>

#include "features/extracts/extracts_file.h"
#include "platform/workbook.h"

namespace onthaal::extracts {
namespace {

using workbook::Look;
using Counts = std::map<std::string, std::int64_t, std::less<>>;

// What is counted on the second sheet, and drawn: a busy one from the most, the others in their order.
enum class Order : std::uint8_t { by_key, by_count };
struct Counted {
  Column column;
  Order order;
  std::optional<workbook::ChartKind> chart;
  std::uint32_t most = 60;
};
constexpr std::array<Counted, 14> kCounted{{
    {Column::month, Order::by_key, workbook::ChartKind::columns, 1200},
    {Column::kind, Order::by_count, std::nullopt},
    {Column::who, Order::by_count, workbook::ChartKind::bars},
    {Column::age_band, Order::by_key, workbook::ChartKind::columns},
    {Column::gender, Order::by_count, std::nullopt},
    {Column::device, Order::by_count, std::nullopt},
    {Column::weekday, Order::by_key, workbook::ChartKind::columns},
    {Column::half_hour, Order::by_key, workbook::ChartKind::columns},
    {Column::themes, Order::by_count, workbook::ChartKind::bars},
    {Column::domains, Order::by_count, std::nullopt},
    {Column::outcomes, Order::by_count, workbook::ChartKind::bars},
    {Column::source, Order::by_count, workbook::ChartKind::bars},
    {Column::stars, Order::by_key, workbook::ChartKind::columns},
    {Column::origin, Order::by_key, std::nullopt},
}};
constexpr std::uint32_t kChartRows = 18;
constexpr std::uint32_t kMostDrawn = 48;

// How a band is told in words: the youngest first.
constexpr std::array<std::string_view, 6> kBands{"9_or_younger", "10_to_11", "12_to_13",
                                                 "14_to_15",     "16_to_17", "18_or_older"};

std::size_t place_of(std::string_view key) {
  return static_cast<std::size_t>(std::ranges::find(kBands, key) - kBands.begin());
}

std::vector<std::pair<std::string, std::int64_t>> ordered(const Counts& counts, Order order) {
  std::vector<std::pair<std::string, std::int64_t>> all(counts.begin(), counts.end());
  std::ranges::sort(all, [&](const auto& one, const auto& other) {
    if (order == Order::by_count) return std::tie(other.second, one.first) < std::tie(one.second, other.first);
    return std::pair(place_of(one.first), one.first) < std::pair(place_of(other.first), other.first);
  });
  return all;
}

class Book : public File {
 public:
  Book(const wire::Meta& meta, const std::filesystem::path& folder)
      : meta_(meta),
        book_("Onthaal: " + meta.line, workbook::Size::large, folder),
        rows_(book_.add(word("Gesprekken", "Conversations"))),
        counts_(book_.add(word("Tellingen", "Counts"))),
        notes_(book_.add(word("Uitleg", "What it means"))) {
    for (std::uint16_t column = 0; column < kColumns; ++column) {
      const About& about = columns()[column];
      rows_.width(column, about.kind == Kind::list ? 34.0 : 15.0);
      rows_.set(0, column, about.label(meta_.asked.language), Look::heading);
    }
    rows_.freeze(0);
  }

  Result<void> add(std::span<const Row> rows) override {
    if (count_ + static_cast<std::int64_t>(rows.size()) > kMostBookRows)
      return fail(Code::too_large, "more rows than a workbook is good for: take CSV or JSON lines");
    for (const Row& row : rows) add(row);
    return {};
  }

  Result<std::shared_ptr<Download>> finish() override {
    if (count_ > 0) rows_.filter(0, static_cast<std::uint32_t>(count_), kColumns - 1);
    write_counts();
    write_notes();
    return book_.finish();
  }

 private:
  std::string word(const char* nl, const char* en) const {
    return meta_.asked.language == measures::Language::nl ? nl : en;
  }

  void add(const Row& row) {
    const auto line = static_cast<std::uint32_t>(++count_);
    for (std::uint16_t column = 0; column < kColumns; ++column)
      std::visit([&](const auto& value) { rows_.set(line, column, value); }, row[column]);
    for (std::size_t index = 0; index < kCounted.size(); ++index) note(kCounted[index], row, tallies_[index]);
  }

  static void note(const Counted& what, const Row& row, Counts& tally) {
    const Value& value = at(row, what.column);
    if (const auto* number = std::get_if<std::int64_t>(&value)) ++tally[std::to_string(*number)];
    const auto* text = std::get_if<std::string_view>(&value);
    if (text == nullptr) return;
    const auto add = [&](std::string_view key) {
      const auto found = tally.find(key);
      ++(found == tally.end() ? tally[std::string(key)] : found->second);
    };
    if (columns()[static_cast<std::size_t>(what.column)].kind != Kind::list) return add(*text);
    for (const std::string_view part : parts_of(*text)) add(part);
  }

  void write_counts() {
    counts_.width(0, 34);
    counts_.width(1, 10);
    counts_.set(0, 0, word("Rijen", "Rows"), Look::heading);
    counts_.set(0, 1, count_);
    counts_.freeze(0);
    std::uint32_t line = 2;
    for (std::size_t index = 0; index < kCounted.size(); ++index) line = write_tally(line, index);
  }

  // The row after it.
  std::uint32_t write_tally(std::uint32_t line, std::size_t index) {
    const Counted& what = kCounted[index];
    const About& about = columns()[static_cast<std::size_t>(what.column)];
    auto counted = ordered(tallies_[index], what.order);
    if (counted.size() > what.most) counted.resize(what.most);
    counts_.set(line, 0, about.label(meta_.asked.language), Look::heading);
    counts_.set(line, 1, word("Aantal", "Number"), Look::heading);
    const std::uint32_t first = line + 1;
    for (const auto& [key, number] : counted) {
      counts_.set(++line, 0, std::string_view(key));
      counts_.set(line, 1, number);
    }
    if (!what.chart || counted.empty()) return line + 2;
    // Of bars the most are drawn; of a course through time the newest.
    const std::uint32_t drawn =
        std::min(static_cast<std::uint32_t>(counted.size()), what.order == Order::by_count ? 15 : kMostDrawn);
    const std::uint32_t from = what.order == Order::by_count ? first : line + 1 - drawn;
    const std::uint32_t last = from + drawn - 1;
    counts_.add({.kind = *what.chart,
                 .title = about.label(meta_.asked.language),
                 .categories = {from, last, 0},
                 .series = {{word("Aantal", "Number"), {from, last, 1}}},
                 .row = first - 1,
                 .column = 3});
    return std::max(line + 2, first + kChartRows + drawn / 2);
  }

  void write_notes() {
    notes_.width(0, 28);
    notes_.width(1, 100);
    notes_.set(0, 0, word("Eén rij per gesprek", "One row a conversation"), Look::title);
    std::uint32_t line = 2;
    const auto note = [&](std::string_view name, std::string_view text) {
      notes_.set(line, 0, name, Look::heading);
      notes_.set(line++, 1, text, Look::note);
    };
    note(word("Chatlijn", "Line"), meta_.line);
    note(word("Periode", "Period"),
         hours::day_text(meta_.asked.from) + word(" tot en met ", " to ") + hours::day_text(meta_.asked.until));
    note(word("Berekend op", "Computed at"), iso_time(meta_.computed_at));
    note(word("Filter", "Filter"), wire::header(meta_, count_));
    for (const measures::Definition& each : meta_.definitions)
      note(each.name + " " + std::to_string(each.version), each.text);
    note(
        word("Vertrouwelijk", "Confidential"),
        word("Zonder woorden en zonder namen, en toch kan één rij over iemand gaan die je kent. Bewaar dit bestand niet"
             " langer dan nodig, en geef het niet door. Wie het maakte, staat in het logboek.",
             "Without words and without names; still, a row can be about somebody whom you know. Keep this file no"
             " longer than needed, and do not pass it on. Who made it stands in the log."));
    ++line;
    for (const About& column : columns())
      note(column.label(meta_.asked.language) + " (" + column.name + ")", column.says(meta_.asked.language));
  }

  wire::Meta meta_;
  workbook::Book book_;
  workbook::Sheet& rows_;
  workbook::Sheet& counts_;
  workbook::Sheet& notes_;
  std::int64_t count_ = 0;
  std::array<Counts, kCounted.size()> tallies_;
};

}  // namespace

Result<std::unique_ptr<File>> make_book(const wire::Meta& meta, const std::filesystem::path& folder) {
  return std::make_unique<Book>(meta, folder);
}

}  // namespace onthaal::extracts
