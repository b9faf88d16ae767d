#pragma once

#include "features/conversations/conversations_store.h"

namespace onthaal::conversations::wire {

Result<Post> parse_post(const boost::json::object& data);
Result<Uuid> parse_end(const boost::json::object& data);

// The data of the events.
std::string requested(std::string_view nickname);
std::string accepted(std::string_view alias);
std::string posted(std::string_view from, const std::optional<std::string>& alias, std::string_view text);
std::string ended(std::string_view by, std::string_view state);

// The state of a snapshot. `me` is "visitor" or "operator"; the place is the visitor's alone.
std::string state(const store::Shown& shown, std::string_view me, const std::optional<std::string>& nickname,
                  const std::vector<streams::Event>& events);

}  // namespace onthaal::conversations::wire
