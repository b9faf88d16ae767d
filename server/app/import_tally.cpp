#include "app/import_tally.h"

#include <algorithm>

#include "features/measures/measures.h"
#include "platform/json.h"

namespace onthaal::app {

void Tally::add(hours::Day day, const sheets::Talk& talk) {
  first_ = talks_ == 0 ? day : std::min(first_, day);
  last_ = talks_ == 0 ? day : std::max(last_, day);
  ++talks_;
  ++courses_.at(static_cast<std::size_t>(talk.course));
  ++whos_.at(static_cast<std::size_t>(talk.who));
  with_theme_ += talk.themes.empty() ? 0 : 1;
  with_outcome_ += talk.outcomes.empty() ? 0 : 1;
  with_duration_ += talk.duration ? 1 : 0;
  with_stars_ += talk.stars.value_or(0) > 0 ? 1 : 0;
  with_dialogue_ += talk.dialogue == sheets::Known::yes ? 1 : 0;
  without_dialogue_ += talk.course == sheets::Course::talk && !measures::is_talk_on(day, talk) ? 1 : 0;
  operators_ = std::max(operators_, talk.operator_);
}

std::string Tally::json() const {
  json::Out out;
  out.text("first_day", talks_ == 0 ? "" : hours::day_text(first_));
  out.text("last_day", talks_ == 0 ? "" : hours::day_text(last_));
  out.integer("talks", courses_[3]).integer("left", courses_[1]).integer("refused_requests", courses_[2]);
  out.integer("pupil", whos_[1]).integer("parent", whos_[2]).integer("teacher", whos_[3]);
  out.integer("other", whos_[4]).integer("unknown", whos_[0]);
  out.integer("with_dialogue", with_dialogue_).integer("without_dialogue_since_2022", without_dialogue_);
  out.integer("with_theme", with_theme_);
  out.integer("with_outcome", with_outcome_).integer("with_duration", with_duration_);
  return out.integer("with_stars", with_stars_).integer("operators", operators_).str();
}

}  // namespace onthaal::app
