#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.h"

// What both engines do with the text of a statement and the names of its parameters. Inside platform/db only.
namespace onthaal::db {

// Replaces {id} {int} {bytes} {strict} {for_update} by what the engine writes there.
std::string expand(std::string_view text, Engine engine);

// `:name` becomes $1, $2, ...; each name once. Quoted text, comments and casts (`::`) stay as they are.
struct Numbered {
  std::string text;
  std::vector<std::string> names;
};
Numbered number_parameters(std::string_view text);

// Finds the place of each argument among the names of a statement's parameters. The order of the arguments is nearly
// always the same from call to call, so the last one is tried first.
class Parameters {
 public:
  explicit Parameters(std::vector<std::string> names) : names_(std::move(names)) {}

  // Calls bind(index from 0, value) for each. Throws std::logic_error unless the arguments are exactly the parameters.
  template <class Bind>
  void bind(const Sql& sql, Args args, Bind&& bind) {
    if (args.size() != names_.size()) mismatch(sql, "has another number of parameters");
    if (places_.size() != args.size()) places_.assign(args.size(), 0);
    std::uint64_t bound = 0;
    std::size_t position = 0;
    for (const Arg& arg : args) {
      std::size_t& place = places_[position++];
      if (names_[place] != arg.name) place = find(sql, arg.name);
      if ((bound >> place & 1) != 0) mismatch(sql, "is given a parameter twice");
      bound |= std::uint64_t{1} << place;
      bind(place, arg.value);
    }
  }

 private:
  std::size_t find(const Sql& sql, std::string_view name) const;
  [[noreturn]] static void mismatch(const Sql& sql, std::string_view problem);

  std::vector<std::string> names_;
  std::vector<std::size_t> places_;
};

[[noreturn]] void refuse_other_text(const Sql& sql);

std::unique_ptr<Connection> connect_sqlite(const std::string& path, Access access);
std::unique_ptr<Connection> connect_postgres(const std::string& url, Access access);

inline constexpr std::string_view kSqlitePrefix = "sqlite://";
bool is_sqlite(const std::string& url);  // throws DbError when it is neither
std::string sqlite_path(const std::string& url);

}  // namespace onthaal::db
