#include "features/terms/terms_wire.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "platform/json.h"

namespace onthaal::terms::wire {
namespace {

constexpr std::array<std::string_view, 4> kDomains{"PSF", "PGZ", "L&S", "OLB"};

bool is_code(std::string_view text) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return std::ranges::all_of(text, allowed) && text.front() >= 'a' && text.front() <= 'z';
}

// "2026-11-22", a day that exists.
bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [&](std::size_t at, std::size_t size) {
    unsigned value = 0;
    const char* const end = text.data() + at + size;
    return std::from_chars(text.data() + at, end, value).ptr == end ? value : 0;
  };
  const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(number(0, 4))),
                                        std::chrono::month(number(5, 2)), std::chrono::day(number(8, 2))};
  return day.ok() && day.year() > std::chrono::year(0);
}

std::string read_day(json::Reader& read, std::string_view field) {
  std::string day = read.text(field, 1, 10);
  if (day.empty() || is_day(day)) return day;
  read.mistake(field, "not_allowed");
  return {};
}

std::vector<std::string> read_domains(json::Reader& read) {
  std::vector<std::string> domains;
  for (const auto& item : read.array("domains", kDomains.size())) {
    const std::string domain = item.is_string() ? std::string(item.get_string()) : std::string();
    const bool is_known = std::ranges::find(kDomains, domain) != kDomains.end();
    if (is_known && std::ranges::find(domains, domain) == domains.end())
      domains.push_back(domain);
    else
      read.mistake("domains", "not_allowed");
  }
  return domains;
}

std::string domains_json(const std::vector<std::string>& domains) {
  std::vector<std::string> items;
  for (const std::string& domain : domains) json::append_quoted(items.emplace_back(), domain);
  return json::list(items);
}

}  // namespace

Result<store::NewTerm> parse_term(const boost::json::object& data) {
  json::Reader read(data);
  store::NewTerm term{.kind = static_cast<Kind>(read.choice("kind", {"theme", "outcome", "source", "topic"})),
                      .code = read.text("code", 1, 40),
                      .label = lines::read_label(read, "label", 100),
                      .domains = read_domains(read),
                      .is_heavy = read.boolean("heavy"),
                      .valid_from = read_day(read, "from"),
                      .valid_until = read.maybe_text("until", 1, 10)};
  if (!term.code.empty() && !is_code(term.code)) read.mistake("code", "not_allowed");
  if (const auto& until = term.valid_until; until && !is_day(*until))
    read.mistake("until", "not_allowed");
  else if (until && *until < term.valid_from)
    read.mistake("until", "too_small");
  return read.done(std::move(term));
}

std::string term(const Term& term) {
  return json::Out()
      .uuid("term", term.uuid)
      .text("code", term.code)
      .raw("label", lines::label_json(term.label))
      .raw("domains", domains_json(term.domains))
      .boolean("heavy", term.is_heavy)
      .text("from", term.valid_from)
      .maybe_text("until", term.valid_until)
      .str();
}

std::string terms(const std::vector<Term>& terms) {
  const auto of_kind = [&](Kind kind) {
    std::vector<std::string> items;
    for (const Term& each : terms)
      if (each.kind == kind) items.push_back(term(each));
    return json::list(items);
  };
  return json::Out()
      .raw("themes", of_kind(Kind::theme))
      .raw("outcomes", of_kind(Kind::outcome))
      .raw("sources", of_kind(Kind::source))
      .raw("topics", of_kind(Kind::topic))
      .str();
}

std::string choices(const std::vector<Term>& terms) {
  std::vector<std::string> items;
  for (const Term& each : terms)
    items.push_back(json::Out().text("code", each.code).raw("label", lines::label_json(each.label)).str());
  return json::list(items);
}

}  // namespace onthaal::terms::wire
