#pragma once

#include <filesystem>

#include "platform/http/route.h"

// One row a talk, for who wants to count otherwise than the dashboard does: without words, without who answered, and
// coarse in what could tell one talk from another (docs/extract.md). Whole months only, and within a month the rows are
// in the order of their cells: a row says nothing of its day. Coordinators only, and each is written in the log.
namespace onthaal::extracts {

// `folder`: where a file is while it is made, without a name.
http::Routes routes(const std::filesystem::path& folder);

}  // namespace onthaal::extracts
