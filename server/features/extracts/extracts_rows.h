#pragma once

#include <map>
#include <set>

#include "features/extracts/extracts_columns.h"
#include "features/sheets/sheets.h"

namespace onthaal::extracts {

// What the keys in a talk are called, and all texts of an extract's rows: each once, at a place that does not change.
class Words {
 public:
  struct Term {
    std::string_view code;
    std::vector<std::string> domains;
  };
  const Term& term(db::Connection& db, std::int64_t id);
  std::string_view place(db::Connection& db, std::int64_t id);
  std::string_view partner(db::Connection& db, std::int64_t id);
  std::string_view keep(std::string text) { return *texts_.insert(std::move(text)).first; }

 private:
  std::map<std::int64_t, Term> terms_;
  std::map<std::int64_t, std::string_view> places_, partners_;
  std::set<std::string> texts_;
};

inline constexpr std::uint32_t kLongestWait = 120;  // minutes: as much, or more
inline constexpr std::uint32_t kLongestTalk = 180;

Row row_of(db::Connection& db, Words& words, hours::Day day, const sheets::Talk& talk);

}  // namespace onthaal::extracts
