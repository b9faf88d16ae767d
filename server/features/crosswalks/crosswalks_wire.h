#pragma once

#include <boost/json.hpp>

#include "features/crosswalks/crosswalks_categories.h"
#include "features/crosswalks/crosswalks_store.h"
#include "features/measures/measures.h"
#include "platform/http/query.h"

namespace onthaal::crosswalks::wire {

struct Mapped {
  std::string code;
  Category category;
};
struct Change {
  std::int64_t version;  // that was changed: `conflict` where it is not the newest
  std::vector<Mapped> mappings;
};
Result<Change> parse_change(const boost::json::object& data);

std::string crosswalk(db::Connection& db, const lines::Line& line, std::int64_t version);

enum class Format : std::uint8_t { json, csv, xlsx };
std::string_view name_of(Format format);
struct Asked {
  hours::Day from, until;  // whole months; the last day
  Format format = Format::json;
  measures::Language language = measures::Language::nl;
};
Result<Asked> parse_asked(const http::Query& query);

}  // namespace onthaal::crosswalks::wire
