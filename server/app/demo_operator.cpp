#include "app/demo_operator.h"

#include <algorithm>

#include "platform/json.h"

namespace onthaal::app::demo {
namespace {

constexpr double kCharactersASecond = 7;  // with a keyboard
constexpr double kSilence = 240;
constexpr double kTypingIsSaid = 4;  // real seconds between two signals
constexpr double kAliveIsSaid = 10;  // and between two signs of a person

}  // namespace

Operator::Operator(Stage& stage, Login login, double comes_after)
    : stage_(stage), login_(std::move(login)), at_(stage.after(comes_after)) {}

void Operator::turn() {
  if (page_)
    for (const auto& frame : page_->turn()) hear(frame);
  tell_alive();
  if (step_ == Step::talking) return talk();
  if (step_ == Step::gone || Stage::now() < at_ || (page_ && !page_->is_connected())) return;
  switch (step_) {
    case Step::coming:
      return come();
    case Step::free:
      return look_at_queue();
    case Step::registering:
      return fill_in();
    case Step::pausing:
      return end_pause();
    case Step::leaving:
      return leave();
    case Step::taking:
    case Step::talking:
    case Step::gone:
      return;
  }
}

void Operator::come() {
  at_ = stage_.after(30);  // where it does not succeed
  const auto session = stage_.ask("POST", "/api/session", {},
                                  json::Out().text("login", login_.login).text("password", login_.password).str());
  if (!session) throw net::BrokenError("log in as " + login_.login + ": " + stage_.refusal);
  const std::string cookie = stage_.set_cookie.substr(0, stage_.set_cookie.find(';'));
  who_ = {{"Cookie", cookie}};
  staff_ = text_at(*session, "staff");
  for (const auto& line : session->at("lines").as_array())
    if (text_at(line.as_object(), "slug") == stage_.slug) line_ = text_at(line.as_object(), "line");
  line_stream_ = "line:" + line_;
  const auto terms = stage_.ask("GET", "/api/lines/" + stage_.slug + "/terms", who_);
  if (line_.empty() || !terms) throw net::BrokenError(login_.login + " does not answer on " + stage_.slug);
  terms_ = *terms;
  page_ = std::make_unique<Page>(stage_, Caller{stage_.origin, "", cookie});
  page_->follow(line_stream_);
  set_duty("online");
  step_ = Step::free;
  at_ = stage_.after(3);
}

void Operator::tell_alive() {
  const bool is_there = page_ && page_->is_connected() && step_ != Step::leaving && step_ != Step::gone;
  if (!is_there || std::chrono::duration<double>(Stage::now() - alive_at_).count() < kAliveIsSaid) return;
  alive_at_ = Stage::now();
  page_->command("duty.alive", "{}");
}

void Operator::set_duty(std::string_view state) {
  page_->command("duty.set", json::Out().text("line", line_).text("state", state).str());
}

void Operator::look_at_queue() {
  if (!to_register_.empty()) {
    step_ = Step::registering;
    at_ = stage_.after(stage_.spread(10, 20));
    return;
  }
  if (stage_.is_closing) return set_duty("off"), void(step_ = Step::leaving);
  const bool is_somebody = std::ranges::any_of(waiting_, [](const auto& each) { return !each.second; });
  if (!is_somebody) return;
  take_ = page_->command("queue.take", json::Out().text("line", line_).str());
  step_ = Step::taking;
}

void Operator::begin_talk(const std::string& conversation) {
  conversation_ = conversation;
  stream_ = "conversation:" + conversation;
  page_->follow(stream_);
  step_ = Step::talking;
  answers_ = 0;
  wanted_ = static_cast<int>(stage_.spread(6, 11));
  is_closing_ = has_asked_ = false;
  heard_at_ = Stage::now();
  ends_at_.reset(), says_at_.reset(), breaks_at_.reset();
  if (stage_.has_luck(0.08)) breaks_at_ = stage_.after(stage_.spread(30, 200));
  speak(stage_.pick(answers().greetings));
}

void Operator::speak(std::string_view text) {
  said_ = text;
  says_at_ = stage_.after(3 + static_cast<double>(text.size()) / kCharactersASecond);
}

void Operator::talk() {
  if (breaks_at_ && Stage::now() > *breaks_at_) {
    breaks_at_.reset();
    page_->drop(stage_.spread(3, 10));
  }
  if (says_at_ && Stage::now() > *says_at_) {
    says_at_.reset();
    page_->command("message.post", json::Out().text("conversation", conversation_).text("text", said_).str(), stream_);
    heard_at_ = std::max(heard_at_, Stage::now());
  } else if (says_at_ && std::chrono::duration<double>(Stage::now() - signalled_at_).count() > kTypingIsSaid) {
    signalled_at_ = Stage::now();
    page_->signal(stream_, "typing", R"({"on":true})");
  }
  if (ends_at_ && Stage::now() > *ends_at_) {
    ends_at_.reset();
    page_->command("conversation.end", json::Out().text("conversation", conversation_).text("closing", "normal").str(),
                   stream_);
    return;
  }
  const bool is_silent = !says_at_ && !ends_at_ && stage_.since(heard_at_) > kSilence;
  if (is_silent && !has_asked_) return has_asked_ = true, speak(answers().still_there[0]);
  if ((is_silent || stage_.is_closing) && !ends_at_ && !is_closing_) {
    is_closing_ = true;
    speak(stage_.pick(answers().goodbyes));
    ends_at_ = stage_.after(stage_.is_closing ? 30 : 60);
  }
}

// What comes while one types is answered together.
void Operator::answer() {
  if (says_at_ || is_closing_) return;
  ++answers_;
  if (answers_ < wanted_) {
    std::string text(stage_.pick(answers().sympathies));
    if (stage_.has_luck(0.8)) text += " " + std::string(stage_.pick(answers().questions));
    return speak(text);
  }
  is_closing_ = true;
  speak(stage_.pick(answers().closings));
  ends_at_ = *says_at_ + stage_.real(stage_.spread(40, 90));
}

void Operator::talk_is_over() {
  if (step_ != Step::talking) return;
  ++stage_.tally.finished;
  page_->follow(stream_);  // as a whole, to see that everything is there
  step_ = Step::free;
  at_ = stage_.after(3);
  if (std::ranges::find(to_register_, conversation_) == to_register_.end()) to_register_.push_back(conversation_);
}

std::string Operator::registration(const boost::json::object& draft, Registers when) {
  boost::json::object data = draft;
  data.erase("conversation");
  data.erase("nickname");
  const auto some_code = [&](const char* kind) {
    return boost::json::array{text_at(stage_.pick(terms_.at(kind).as_array()).as_object(), "code")};
  };
  data["state"] = when == Registers::now ? "done" : "later";
  if (data["who"].is_null()) data["who"] = "pupil";
  if (data["themes"].as_array().empty()) data["themes"] = some_code("themes");
  if (data["outcomes"].as_array().empty()) data["outcomes"] = some_code("outcomes");
  if (stage_.has_luck(0.5)) data["note"] = stage_.pick(answers().notes);
  return boost::json::serialize(data);
}

void Operator::fill_in() {
  if (to_register_.empty()) return void(step_ = Step::free);
  const std::string conversation = to_register_.front();
  const std::string path = "/api/registrations/" + conversation;
  const auto draft = stage_.ask("GET", path, who_);
  if (!draft) throw net::BrokenError("GET " + path + ": " + stage_.refusal);
  const bool is_postponed = text_at(*draft, "state") == "open" && !stage_.is_closing && stage_.has_luck(0.1);
  if (text_at(*draft, "state") != "done") {
    if (!stage_.ask("PUT", path, who_, registration(*draft, is_postponed ? Registers::later : Registers::now)))
      throw net::BrokenError("PUT " + path + ": " + stage_.refusal);
  }
  to_register_.erase(to_register_.begin());
  page_->leave("conversation:" + conversation);
  if (is_postponed)
    to_register_.push_back(conversation);
  else
    ++stage_.tally.registered;
  step_ = Step::free;
  at_ = stage_.after(stage_.spread(2, 8));
  if (stage_.is_closing || !stage_.has_luck(0.1)) return;
  set_duty("paused");
  step_ = Step::pausing;
  at_ = stage_.after(stage_.spread(60, 150));
}

void Operator::end_pause() {
  set_duty("online");
  step_ = Step::free;
}

void Operator::leave() {
  if (!page_->has_sent_all()) return;
  page_->close();
  stage_.ask("DELETE", "/api/session", who_);
  step_ = Step::gone;
}

void Operator::hear(const boost::json::object& frame) {
  const std::string id = text_at(frame, "id");
  const std::string type = text_at(frame, "type");
  if (step_ == Step::taking && !take_.empty() && id == take_ && type == "error") {
    const std::string code = text_at(frame, "code");
    if (code == "busy" || code == "timeout") return;
    step_ = Step::free;  // a colleague was first
    at_ = stage_.after(4);
  } else if (step_ == Step::taking && id == take_ && frame.contains("data")) {
    ++stage_.tally.taken;
    const std::string conversation = text_at(frame.at("data").as_object(), "conversation");
    waiting_.erase(conversation);
    begin_talk(conversation);
  }
  if (text_at(frame, "stream") == line_stream_) hear_line(frame);
  if (!stream_.empty() && text_at(frame, "stream") == stream_) hear_talk(frame);
}

void Operator::hear_line(const boost::json::object& frame) {
  const std::string type = text_at(frame, "type");
  if (type == "event" && frame.at("data").is_object())
    return hear_line_event(text_at(frame, "event"), frame.at("data").as_object());
  if (type != "snapshot") return;
  const auto& state = frame.at("state").as_object();
  waiting_.clear();
  for (const auto& each : state.at("waiting").as_array())
    waiting_[text_at(each.as_object(), "conversation")] = each.as_object().at("away").as_bool();
  for (const auto& each : state.at("registrations").as_array()) {
    const std::string conversation = text_at(each.as_object(), "conversation");
    if (std::ranges::find(to_register_, conversation) == to_register_.end()) to_register_.push_back(conversation);
  }
  for (const auto& each : state.at("mine").as_array())
    if (step_ == Step::free) begin_talk(text_at(each.as_object(), "conversation"));
}

void Operator::hear_line_event(const std::string& event, const boost::json::object& data) {
  const std::string conversation = text_at(data, "conversation");
  if (event == "conversation.waiting" || event == "conversation.away") {
    if (waiting_.empty() && step_ == Step::free) at_ = std::max(at_, stage_.after(stage_.spread(3, 12)));
    waiting_[conversation] = data.at("away").as_bool();
    if (event == "conversation.waiting" && conversation == conversation_ && step_ == Step::talking) {
      step_ = Step::free;  // it was given back
      at_ = stage_.after(3);
    }
  } else if (event == "conversation.taken" || event == "conversation.gone") {
    waiting_.erase(conversation);
  }
}

void Operator::hear_talk(const boost::json::object& frame) {
  const std::string type = text_at(frame, "type");
  if (type == "event" && frame.at("data").is_object())
    hear_talk_event(text_at(frame, "event"), frame.at("data").as_object());
  if (type != "snapshot") return;
  const auto& state = frame.at("state").as_object();
  if (text_at(state, "state") == "ended") {
    page_->audit(stream_, state);
    talk_is_over();
  }
}

void Operator::hear_talk_event(const std::string& event, const boost::json::object& data) {
  if (event == "conversation.ended") return talk_is_over();
  if (event != "message.posted" || text_at(data, "from") != "visitor" || step_ != Step::talking) return;
  heard_at_ = Stage::now();
  has_asked_ = false;
  const std::string text = text_at(data, "text");
  if (is_goodbye(text) && !ends_at_) {
    is_closing_ = true;
    speak(stage_.pick(answers().goodbyes));
    ends_at_ = *says_at_ + stage_.real(stage_.spread(10, 30));
    return;
  }
  answer();
}

}  // namespace onthaal::app::demo
