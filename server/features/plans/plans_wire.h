#pragma once

#include "features/plans/plans_store.h"
#include "platform/json.h"

namespace onthaal::plans::wire {

Result<Offer> parse_offer(const boost::json::object& data);
Result<Answer> parse_answer(const boost::json::object& data);
Result<Uuid> parse_withdraw(const boost::json::object& data);
struct Change {
  Redacted<std::string> text;
  std::optional<Redacted<std::string>> moments;
  std::optional<Uuid> worker;
};
Result<Change> parse_change(const boost::json::object& data);

// What stands in it, opened.
struct Words {
  std::string text;
  std::optional<std::string> moments;
};
std::string offered(const Uuid& plan, std::string_view state, const Words& words,
                    const std::optional<std::string>& with);
std::string changed(const Uuid& plan, std::string_view state);
std::string code(std::string_view code);
std::string brought(const store::Plan& plan, const Words& words);
std::string page(const store::Plan& plan, const lines::Line& line, const Words& words);
std::string plan(const store::Plan& plan, const Words& words);

}  // namespace onthaal::plans::wire
