#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/demo_page.h"
#include "app/demo_words.h"

namespace onthaal::app::demo {

// A simulated visitor: reads the welcome, solves the puzzles, waits, tells a story as somebody types it, loses the
// connection now and then, says what it was worth, and goes.
class Visitor {
 public:
  Visitor(Stage& stage, const Person& person, double comes_after);

  void turn();
  bool is_gone() const { return step_ == Step::gone; }
  bool is_waiting() const { return step_ == Step::waiting; }
  bool is_talking() const { return step_ == Step::talking; }

 private:
  enum class Step : std::uint8_t { coming, asking, waiting, talking, looking_back, rating, gone };

  void come();
  void ask_in();
  std::string proof();
  void wait();
  void talk();
  void look_back();
  void rate();
  void hear(const boost::json::object& frame);
  void hear_event(const std::string& event, const boost::json::object& data);
  void think_of_next(std::string_view heard);
  void say(std::string_view text);
  void type();
  void end();
  void break_off_now_and_then();

  Stage& stage_;
  const Person& person_;
  const std::string token_;
  std::unique_ptr<Page> page_;
  std::string conversation_, stream_;
  Step step_ = Step::coming;
  Moment at_;                                 // when the next thing of this step is done
  std::optional<Moment> types_at_, says_at_;  // the next line of the story
  Moment signalled_at_{}, heard_at_{};
  std::optional<Moment> gives_up_at_, breaks_at_, goes_at_;
  std::size_t line_ = 0;
  bool has_asked_ = false, has_ended_ = false;
};

}  // namespace onthaal::app::demo
