#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/lines/lines.h"
#include "features/sheets/sheets.h"
#include "platform/act/work.h"
#include "platform/http/route.h"

// What is counted of a line's talks: every figure with its numerator, base, filter, definition and time of computing.
// A measure is a named definition with a time of validity (measures.csv, docs/measures.md); a table is a measure set
// out along one or more dimensions. Shares have the base that the definition names; what is unknown is a class of its
// own. Cells that could point at a person are withheld, with others beside them so that they cannot be computed.
namespace onthaal::measures {

using hours::Day;

enum class Language : std::uint8_t { nl, en };

struct Filter {
  Day from, until;  // the last day
  std::optional<sheets::Who> who;
  std::vector<std::string> themes;  // codes: talks with any of them
  std::optional<Uuid> centre;
  // Which definition of a talk counts: nothing, the one that was in force on the day of the talk.
  std::optional<int> version;
};

// The school year in which a day is, and back: "2021-2022" is 1 September 2021 to 31 August 2022.
std::string year_of(Day day);
struct Period {
  Day from, until;
  bool operator==(const Period&) const = default;
};
std::optional<Period> parse_year(std::string_view text);
// From the first day of the month in which it begins, to the last of that in which it ends.
Period whole_months(Period period);

// What a value is: of a share 0 to 1, of a duration seconds; people and counts may be means.
enum class Unit : std::uint8_t { count, share, seconds, years, stars, hours, people };

// The definition as it was counted with, in words.
struct Definition {
  std::string name;  // stable
  int version;
  std::string text, base, filter;  // what counts; of what it is a share or a mean; what is left out. May be empty
  std::optional<std::string> valid_from, valid_until;  // 2022-09-01; the last day
};

struct Key {
  std::string code;   // stable: pupil, 2021-2022, pesten
  std::string label;  // in the language asked for
};
struct Row {
  std::vector<Key> keys;  // one for each dimension
  // Nothing where it is unknown (an imported total), withheld, or without meaning (a class beside the base). Of a mean
  // `n` and `base` are how many it was taken of.
  std::optional<std::int64_t> n, base;
  std::optional<double> value;  // of a count the count
  bool is_withheld = false;
  std::optional<std::string> source;  // of a total from before: where it was published
  std::optional<Unit> unit;           // where it is another than the table's
  // Where it is of other days than the table's: which, and the definition as it was counted with then.
  std::optional<Period> period = std::nullopt;
  std::optional<Definition> definition = std::nullopt;
};
struct Dimension {
  std::string code;  // theme, who, year, month, half_hour, ...
  std::string label;
};
struct Table {
  std::string name;   // stable: themes
  std::string title;  // "Waarover ging het?"
  std::string says;   // one sentence that says what it shows
  Unit unit;
  Definition definition;
  Filter filter;  // as far as this table heeds it
  std::vector<Dimension> dimensions;
  std::vector<Row> rows;
  std::vector<std::string> breaks;       // days within the table on which the definition changed: do not compare across
  std::vector<Definition> earlier = {};  // as it was counted with until each of them
  Millis computed_at;
};

// The names of all tables that tables() can give, in the order of docs/measures.md.
const std::vector<std::string>& names();

// Some tables over one reading of the talks. `years`: how many school years before the period those that compare look
// back; nothing: to the first. Throws std::logic_error on a name that is not one of names(). A theme or a centre that
// the line has not is had by no talk.
struct Asked {
  std::vector<std::string> names;
  Filter filter;
  std::optional<int> years = 10;
  Language language = Language::nl;
  // Themes, outcomes and sources that nobody had, too, and of themes more than the ten first: to look one up.
  bool has_all_terms = false;
};
std::vector<Table> tables(const Snapshot& snapshot, LineId line, const Asked& asked);

// For a table that others make, along traits of a person that are crossed, whose rows add up to their base, which is
// shown elsewhere: withholds its small numbers as those of measures.csv. False: nothing of it can be shown.
[[nodiscard]] bool withhold_small(Table& table);

// Whether a request of that day is a talk, by the definition of the day.
bool is_talk_on(Day day, const sheets::Talk& talk);
// What a table's definition says over the days of the filter. Throws std::logic_error on a name that is none.
Definition definition_of(std::string_view table, const Filter& filter, Language language);
// The key of a centre of the line, by its id outside.
std::optional<std::int64_t> find_centre(db::Connection& db, LineId line, const Uuid& centre);

// Every one that it was counted with, the oldest first.
std::vector<Definition> definitions_of(const Table& table);

// A table as it goes over the wire (docs/protocol.md), and all its figures under stable names ("themes.pesten.pupil"),
// for a file.
std::string json_of(const Table& table);
std::string json_of(const Filter& filter);
std::string json_of(const Definition& definition);
struct Figure {
  std::string name;
  const Table* table;
  const Row* row;
};
std::vector<Figure> figures_of(const std::vector<Table>& tables);  // which outlive them
std::string_view name_of(Unit unit);
std::string_view name_of(sheets::Who who);  // "pupil"

// For imports: the unit of yearly totals that go by that name ("fake_by_year", "theme_by_year.pesten.pupil"): a table
// through the years, and its keys but for the year. Nothing where no table shows them. `has_theme`: the line, by code.
std::optional<Unit> unit_of_totals(std::string_view figure, const std::function<bool(std::string_view)>& has_theme);

// "?tables=themes,wait&from=2021-09-01&until=2022-08-31&who=pupil&theme=pesten&theme=...&centre=UUID&definition=1&
// years=10&language=nl", for those who may see figures of the line: its coordinators.
http::Routes routes();

}  // namespace onthaal::measures
