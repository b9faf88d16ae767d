#include "features/crosswalks/crosswalks_wire.h"

#include <algorithm>
#include <array>
#include <set>

#include "platform/json.h"

namespace onthaal::crosswalks::wire {
namespace {

constexpr std::array<std::string_view, 3> kFormats{"json", "csv", "xlsx"};
constexpr std::array<std::string_view, 2> kLanguages{"nl", "en"};
constexpr std::size_t kMostMappings = 500;

std::string field(std::size_t index, std::string_view name) {
  return "mappings." + std::to_string(index) + (name.empty() ? "" : ".") + std::string(name);
}

std::optional<Mapped> read_mapping(json::Reader& outer, const boost::json::value& value, std::size_t index) {
  if (!value.is_object()) {
    outer.mistake(field(index, ""), "not_an_object");
    return std::nullopt;
  }
  json::Reader read(value.as_object(), field(index, ""));
  const auto kind = read.choice("kind", {"theme", "outcome"}) == 0 ? terms::Kind::theme : terms::Kind::outcome;
  Mapped mapped{.code = read.text("code", 1, 40),
                .category = {kind, read.text("domain", 1, 120), read.text("category", 1, 120)}};
  const bool is_said = !mapped.category.domain.empty() && !mapped.category.category.empty();
  if (is_said && !is_category(mapped.category)) read.mistake("category", "not_allowed");
  const auto error = read.finished();
  if (!error) return mapped;
  for (const FieldError& each : error->fields) outer.mistake(each.field, each.problem);
  return std::nullopt;
}

std::string term_json(const store::Term& term, const store::Mapping* mapping) {
  json::Out out;
  out.text("kind", term.is_theme ? "theme" : "outcome")
      .text("code", term.code)
      .raw("label", json::Out().text("nl", term.label_nl).text("en", term.label_en).str())
      .maybe_text("until", term.valid_until)
      .maybe_text("domain", mapping ? std::optional(mapping->domain) : std::nullopt)
      .maybe_text("category", mapping ? std::optional(mapping->category) : std::nullopt);
  return out.str();
}

}  // namespace

Result<Change> parse_change(const boost::json::object& data) {
  json::Reader read(data);
  Change change{.version = read.integer("version", 0, 1'000'000), .mappings = {}};
  std::set<std::pair<terms::Kind, std::string>> seen;
  std::size_t index = 0;
  for (const boost::json::value& value : read.array("mappings", kMostMappings)) {
    auto mapped = read_mapping(read, value, index);
    if (mapped && !seen.emplace(mapped->category.kind, mapped->code).second)
      read.mistake(field(index, "code"), "repeated");
    if (mapped) change.mappings.push_back(*std::move(mapped));
    ++index;
  }
  return read.done(std::move(change));
}

std::string crosswalk(db::Connection& db, const lines::Line& line, std::int64_t version) {
  const auto mappings = store::mappings(db, line.id, kChi, version);
  std::vector<std::string> versions, terms, known;
  for (const store::Version& each : store::versions(db, line.id, kChi))
    versions.push_back(json::Out()
                           .integer("version", each.number)
                           .time("made_at", each.made_at)
                           .maybe_text("made_by", each.made_by)
                           .str());
  for (const store::Term& term : store::terms(db, line.id)) {
    const auto found = std::ranges::find(mappings, term.id, &store::Mapping::term);
    terms.push_back(term_json(term, found == mappings.end() ? nullptr : &*found));
  }
  for (const Category& each : categories())
    known.push_back(json::Out()
                        .text("kind", crosswalks::name_of(each.kind))
                        .text("domain", each.domain)
                        .text("category", each.category)
                        .str());
  return json::Out()
      .text("target", kChi)
      .integer("version", version)
      .raw("terms", json::list(terms))
      .raw("categories", json::list(known))
      .raw("versions", json::list(versions))
      .str();
}

std::string_view name_of(Format format) {
  return kFormats.at(static_cast<std::size_t>(format));
}

Result<Asked> parse_asked(const http::Query& query) {
  http::QueryReader read(query);
  const hours::Day from = read.required("from", hours::parse_day);
  const hours::Day until = read.required("until", hours::parse_day);
  if (until < from) read.mistake("until", "too_small");
  const auto months = measures::whole_months({from, until});
  Asked asked{.from = months.from, .until = months.until};
  asked.format = static_cast<Format>(read.choice("format", kFormats));
  asked.language = static_cast<measures::Language>(read.choice("language", kLanguages));
  return read.done(asked);
}

}  // namespace onthaal::crosswalks::wire
