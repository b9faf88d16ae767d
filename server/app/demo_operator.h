#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/demo_page.h"
#include "app/demo_words.h"

namespace onthaal::app::demo {

struct Login {
  std::string login, password;
};

// A simulated operator: logs in, goes on duty, takes who waits first, greets, answers, says goodbye, ends, fills in the
// registration, pauses now and then, and goes home with nothing left open.
class Operator {
 public:
  Operator(Stage& stage, Login login, double comes_after);

  void turn();
  bool is_gone() const { return step_ == Step::gone; }
  bool is_talking() const { return step_ == Step::talking; }

 private:
  enum class Step : std::uint8_t { coming, free, taking, talking, registering, pausing, leaving, gone };
  enum class Registers : std::uint8_t { now, later };

  void come();
  void look_at_queue();
  void talk();
  void answer();
  void speak(std::string_view text);
  void fill_in();
  void end_pause();
  void leave();
  void tell_alive();
  void set_duty(std::string_view state);
  void begin_talk(const std::string& conversation);
  void hear(const boost::json::object& frame);
  void hear_line(const boost::json::object& frame);
  void hear_line_event(const std::string& event, const boost::json::object& data);
  void hear_talk(const boost::json::object& frame);
  void hear_talk_event(const std::string& event, const boost::json::object& data);
  void talk_is_over();
  std::string registration(const boost::json::object& draft, Registers when);

  Stage& stage_;
  const Login login_;
  net::Headers who_;
  std::unique_ptr<Page> page_;
  std::string line_, line_stream_, staff_, take_;
  boost::json::object terms_;
  Step step_ = Step::coming;
  Moment at_;
  std::map<std::string, bool> waiting_;  // conversation, away
  std::vector<std::string> to_register_;

  // of the talk
  std::string conversation_, stream_;
  std::optional<Moment> says_at_, ends_at_, breaks_at_;
  Moment heard_at_{}, signalled_at_{}, alive_at_{};
  std::string said_;  // what is being typed
  int answers_ = 0, wanted_ = 0;
  bool is_closing_ = false, has_asked_ = false;
};

}  // namespace onthaal::app::demo
