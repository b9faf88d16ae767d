#pragma once

#include <span>
#include <string_view>

#include "platform/db/db.h"

namespace onthaal::retention {

// What there is of a kind: its rows on a line, how old each is, and how those that are too old go.
struct Kept {
  std::string_view kind;
  db::Sql count;   // :line, :before, :in_7_days, :in_30_days; :later where it goes with the words
  db::Sql remove;  // :line, :before, :limit; without text: by hand, in retention_store.cpp
};
const Kept& kept_of(std::string_view kind);
bool goes_with_words(std::string_view kind);  // of its talk, at the latest

// Every table of the database, and what is said of it on the page: the kind with which it goes, "stays" (with why), or
// nothing of a person. A test holds this list against the schema.
struct Table {
  std::string_view name;
  std::string_view kept;
};
std::span<const Table> tables();

}  // namespace onthaal::retention
