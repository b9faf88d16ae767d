#include <array>

#include "core/csv_cell.h"
#include "features/crosswalks/crosswalks_count.h"
#include "platform/json.h"
#include "platform/workbook.h"

namespace onthaal::crosswalks {
namespace {

using workbook::Look;
constexpr char kSeparator = ',';

std::string share_text(const measures::Row& row) {
  return row.value ? fmt::format("{:.6f}", *row.value) : std::string();
}

void append(std::string& text, const std::vector<std::string>& cells) {
  for (std::size_t column = 0; column < cells.size(); ++column) {
    if (column > 0) text += kSeparator;
    text += csv::cell(cells[column], kSeparator);
  }
  text += "\r\n";
}

std::string text_of(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : std::string();
}

std::string key_of(const measures::Row& row, std::size_t at, bool is_code) {
  if (at >= row.keys.size()) return {};
  return is_code ? row.keys[at].code : row.keys[at].label;
}

class Book {
 public:
  explicit Book(const Figures& figures) : figures_(figures), book_("Onthaal: " + figures.line.name) {}

  Result<std::string> made() {
    write_notes();
    for (const measures::Table& table : figures_.tables) write(table);
    return book_.bytes();
  }

 private:
  std::string word(const char* nl, const char* en) const {
    return figures_.asked.language == measures::Language::nl ? nl : en;
  }

  void write_notes() {
    workbook::Sheet& sheet = book_.add(word("Uitleg", "What it means"));
    sheet.width(0, 28);
    sheet.width(1, 100);
    sheet.set(0, 0, word("Cijfers voor Child Helpline International", "Figures for Child Helpline International"),
              Look::title);
    std::uint32_t line = 2;
    const auto note = [&](std::string_view name, std::string_view text) {
      sheet.set(line, 0, name, Look::heading);
      sheet.set(line++, 1, text, Look::note);
    };
    note(word("Chatlijn", "Line"), figures_.line.name);
    note(word("Periode", "Period"),
         hours::day_text(figures_.asked.from) + word(" tot en met ", " to ") + hours::day_text(figures_.asked.until));
    note(word("Berekend op", "Computed at"), iso_time(figures_.tables.front().computed_at));
    note(word("Versie van de omzetting", "Version of the crosswalk"),
         std::to_string(figures_.version.number) + " (" + iso_time(figures_.version.made_at).substr(0, 10) + ")");
    note(word("Verborgen", "Withheld"),
         word("Getallen van 1 tot 4 naar gender of leeftijd, en andere waarmee iemand ze zou kunnen uitrekenen.",
              "Numbers of 1 to 4 by gender or age, and others from which they could be computed."));
    for (const measures::Table& table : figures_.tables)
      note(table.title, table.definition.text + " " + word("Aandeel van: ", "Share of: ") + table.definition.base);
  }

  void write(const measures::Table& table) {
    workbook::Sheet& sheet = book_.add(table.title);
    const auto columns = static_cast<std::uint16_t>(table.dimensions.size());
    for (std::uint16_t column = 0; column < columns; ++column) {
      sheet.width(column, 44);
      sheet.set(0, column, table.dimensions[column].label, Look::heading);
    }
    const std::array<std::string, 4> told{word("Aantal", "Number"), word("Van", "Of"), word("Aandeel", "Share"),
                                          word("Noot", "Note")};
    for (std::uint16_t column = 0; column < told.size(); ++column)
      sheet.set(0, static_cast<std::uint16_t>(columns + column), told[column], Look::heading);
    sheet.freeze(0);
    std::uint32_t line = 0;
    for (const measures::Row& row : table.rows) {
      ++line;
      for (std::uint16_t column = 0; column < columns; ++column)
        sheet.set(line, column, std::string_view(row.keys.at(column).label));
      if (row.n) sheet.set(line, columns, *row.n);
      if (row.base) sheet.set(line, static_cast<std::uint16_t>(columns + 1), *row.base);
      if (row.is_withheld) sheet.set(line, static_cast<std::uint16_t>(columns + 3), word("verborgen", "withheld"));
      if (row.value) sheet.set(line, static_cast<std::uint16_t>(columns + 2), workbook::Share{*row.value});
    }
    if (line > 1) draw(sheet, table, std::min(line, 20U), columns);
  }

  void draw(workbook::Sheet& sheet, const measures::Table& table, std::uint32_t last, std::uint16_t columns) {
    const auto labels = static_cast<std::uint16_t>(columns - 1);
    sheet.add({.kind = workbook::ChartKind::bars,
               .title = table.title,
               .categories = {1, last, labels},
               .series = {{word("Aandeel", "Share"), {1, last, static_cast<std::uint16_t>(columns + 2)}}},
               .is_share = true,
               .row = 1,
               .column = static_cast<std::uint16_t>(columns + 5)});
  }

  const Figures& figures_;
  workbook::Book book_;
};

}  // namespace

std::string json_of(const Figures& figures) {
  std::vector<std::string> tables;
  for (const measures::Table& table : figures.tables) tables.push_back(measures::json_of(table));
  const std::string crosswalk = json::Out()
                                    .text("target", kChi)
                                    .integer("version", figures.version.number)
                                    .time("made_at", figures.version.made_at)
                                    .maybe_text("made_by", figures.version.made_by)
                                    .str();
  return json::Out().raw("crosswalk", crosswalk).raw("tables", json::list(tables)).str();
}

std::string csv_of(const Figures& figures) {
  std::string text;
  append(text, {"table", "key_1", "label_1", "key_2", "label_2", "n", "base", "share", "from", "until",
                "definition_version", "crosswalk_version", "computed_at", "note"});
  for (const measures::Table& table : figures.tables)
    for (const measures::Row& row : table.rows)
      append(text,
             {table.name, key_of(row, 0, true), key_of(row, 0, false), key_of(row, 1, true), key_of(row, 1, false),
              text_of(row.n), text_of(row.base), share_text(row), hours::day_text(table.filter.from),
              hours::day_text(table.filter.until), std::to_string(table.definition.version),
              std::to_string(figures.version.number), iso_time(table.computed_at), row.is_withheld ? "withheld" : ""});
  return text;
}

Result<std::string> book_of(const Figures& figures) {
  return Book(figures).made();
}

}  // namespace onthaal::crosswalks
