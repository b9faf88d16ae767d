#pragma once

#include "features/conversations/conversations.h"
#include "features/lines/lines.h"

namespace onthaal::queue::wire {

Result<Uuid> parse_take(const boost::json::object& data);

// The data of the line's events; `waiting` is also an item of its state.
std::string waiting(const conversations::Named& named);
std::string taken(const Uuid& conversation, const Uuid& staff, std::string_view alias);
std::string gone(const Uuid& conversation);
// Which conversation an event `conversation.taken` of ours is about.
Uuid parse_taken(const std::string& data);

std::string conversation(const Uuid& conversation);  // the answer to queue.take
std::string state(const lines::Line& line, const std::vector<conversations::Named>& waiting,
                  const std::vector<conversations::Named>& mine);
std::string place(std::size_t place);

}  // namespace onthaal::queue::wire
