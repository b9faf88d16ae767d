#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/act/work.h"
#include "platform/control.h"
#include "platform/http/route.h"

// A line is one chat service with its own team. Its slug is its address: `/<slug>`.
namespace onthaal::lines {

struct Line {
  LineId id;
  Uuid uuid;
  std::string slug;
  std::string name;
};

struct NewLine {
  std::string slug;  // is_slug()
  std::string name;  // 1-80 characters
};

// [a-z0-9-]{2,40}, and not a word that the pages or the server themselves answer to.
bool is_slug(std::string_view text);

// `conflict` when the slug is taken.
Result<Line> create(Tx& tx, const NewLine& line);

std::optional<Line> find(db::Connection& db, LineId id);
std::optional<Line> find(db::Connection& db, const Uuid& uuid);
std::optional<Line> find_by_slug(db::Connection& db, std::string_view slug);
std::vector<Line> all(db::Connection& db);  // by slug

http::Routes routes();

// For the machine's own administrator: line.add {"slug","name"}, line.list {}.
control::Commands control_commands();

}  // namespace onthaal::lines
