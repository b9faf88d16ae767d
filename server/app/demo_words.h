#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

// What simulated people write: invented, in the Flemish of a pupil of 14, of a parent, and of who answers them.
namespace onthaal::app::demo {

struct Person {
  std::string_view who, language, device, nickname, topic, gender;
  std::int64_t age;
  std::string_view question;
  std::vector<std::string_view> says;  // one after the other; the last one is a goodbye
  std::int64_t stars;
  std::string_view review;  // may be empty
};
std::span<const Person> people();

struct Answers {
  std::span<const std::string_view> greetings, questions, sympathies, closings, goodbyes, still_there, notes;
};
const Answers& answers();
// What a visitor asks who hears nothing for a while, and says who has to go.
std::string_view visitor_is_anybody_there();
std::string_view visitor_has_to_go();
// Whether somebody takes leave with these words.
bool is_goodbye(std::string_view text);

// Names of operators beyond the demo team, for as many as are asked.
std::span<const std::string_view> operator_names();

}  // namespace onthaal::app::demo
