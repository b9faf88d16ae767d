#include <algorithm>

#include "features/accounts/accounts.h"
#include "features/measures/measures.h"
#include "features/measures/measures_store.h"
#include "features/terms/terms.h"
#include "platform/http/query.h"
#include "platform/json.h"

namespace onthaal::measures {
namespace {

constexpr std::size_t kMaxThemes = 50;
constexpr std::int64_t kMaxYears = 200;

std::vector<std::string> read_names(http::QueryReader& read) {
  std::vector<std::string> asked;
  const std::string text = read.required("tables");
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t comma = rest.find(',');
    std::string name(rest.substr(0, comma));
    rest.remove_prefix(comma == rest.npos ? rest.size() : comma + 1);
    const bool is_known = std::ranges::find(names(), name) != names().end();
    if (!is_known || std::ranges::find(asked, name) != asked.end()) {
      read.mistake("tables", "not_allowed");
      break;
    }
    asked.push_back(std::move(name));
  }
  if (text.ends_with(',')) read.mistake("tables", "not_allowed");
  return asked;
}

Day read_day(http::QueryReader& read, std::string_view field) {
  const auto day = hours::parse_day(read.required(field));
  if (!day) read.mistake(field, "not_allowed");
  return day.value_or(Day{});
}

// The index of the value in `allowed`.
std::optional<std::size_t> read_choice(http::QueryReader& read, std::string_view field,
                                       std::initializer_list<std::string_view> allowed) {
  const auto text = read.maybe(field);
  if (!text) return std::nullopt;
  const auto* const found = std::ranges::find(allowed, *text);
  if (found == allowed.end()) read.mistake(field, "not_allowed");
  return static_cast<std::size_t>(found - allowed.begin());
}

void read_years(http::QueryReader& read, Asked& asked) {
  if (read.maybe("years") == "all") {
    asked.years = std::nullopt;
  } else if (const auto years = read.maybe_integer("years", 0, kMaxYears)) {
    asked.years = static_cast<int>(*years);
  }
}

Result<Asked> parse_asked(const http::Query& query) {
  http::QueryReader read(query);
  Asked asked{.names = read_names(read), .filter = {.from = read_day(read, "from"), .until = read_day(read, "until")}};
  if (asked.filter.until < asked.filter.from) read.mistake("until", "too_small");
  if (const auto who = read_choice(read, "who", {"unknown", "pupil", "parent", "teacher", "other"}))
    asked.filter.who = static_cast<sheets::Who>(*who);
  asked.filter.themes = read.each("theme", kMaxThemes);
  if (const auto centre = read.maybe("centre")) {
    asked.filter.centre = Uuid::parse(*centre);
    if (!asked.filter.centre) read.mistake("centre", "not_a_uuid");
  }
  if (const auto version = read_choice(read, "definition", {"1", "2"}))
    asked.filter.version = static_cast<int>(*version) + 1;
  read_years(read, asked);
  if (const auto language = read_choice(read, "language", {"nl", "en"}))
    asked.language = static_cast<Language>(*language);
  return read.done(std::move(asked));
}

Error not_there(std::string field) {
  return {Code::invalid, "the line has no such one", {{std::move(field), "not_allowed"}}};
}

Result<Work> show(const Snapshot& snapshot, const Actor& actor, const std::string& slug, const Asked& asked) {
  const auto line = accounts::access_line_as_coordinator(snapshot.db, actor, slug);
  if (!line) return std::unexpected(line.error());
  for (const std::string& theme : asked.filter.themes)
    if (!terms::find(snapshot.db, line->id, terms::Kind::theme, theme)) return std::unexpected(not_there("theme"));
  if (asked.filter.centre && !store::find_centre(snapshot.db, line->id, *asked.filter.centre))
    return std::unexpected(not_there("centre"));
  std::vector<std::string> bodies;
  for (const Table& table : tables(snapshot, line->id, asked)) bodies.push_back(json_of(table));
  return Reply{.body = json::Out().raw("tables", json::list(bodies)).str()};
}

Result<Work> figures(const http::Request& request) {
  auto asked = parse_asked(request.query);
  if (!asked) return std::unexpected(asked.error());
  return Read{"measures.figures",
              [actor = request.actor, slug = request.parts.at(0), asked = *std::move(asked)](const Snapshot& snapshot) {
                return show(snapshot, actor, slug, asked);
              },
              ReadLane::figures};
}

}  // namespace

http::Routes routes() {
  return {{http::Verb::get, "/api/lines/{slug}/figures", figures}};
}

}  // namespace onthaal::measures
