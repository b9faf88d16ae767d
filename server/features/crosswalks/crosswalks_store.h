#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/act/tx.h"

namespace onthaal::crosswalks::store {

struct Version {
  std::int64_t number;
  Millis made_at;
  std::optional<std::string> made_by;  // alias; nothing: it was shipped
};
std::vector<Version> versions(db::Connection& db, LineId line, std::string_view target);  // the newest first
std::int64_t newest(db::Connection& db, LineId line, std::string_view target);            // 0: none
std::vector<LineId> lines_without(db::Connection& db, std::string_view target);

struct Mapping {
  TermId term;
  std::string domain, category;
  bool operator==(const Mapping&) const = default;
};
std::vector<Mapping> mappings(db::Connection& db, LineId line, std::string_view target, std::int64_t version);

// False when there is a version of that number.
bool add(Tx& tx, LineId line, std::string_view target, std::int64_t version, std::optional<StaffId> by,
         const std::vector<Mapping>& mappings);

// Themes and outcomes of the line, those that have ended too.
struct Term {
  TermId id;
  bool is_theme;
  std::string code, label_nl, label_en;
  std::optional<std::string> valid_until;
};
std::vector<Term> terms(db::Connection& db, LineId line);

}  // namespace onthaal::crosswalks::store
