#include "app/demo_visitor.h"

#include "core/text.h"
#include "features/visits/visits.h"
#include "platform/json.h"
#include "platform/seal.h"

namespace onthaal::app::demo {
namespace {

constexpr double kCharactersASecond = 5;  // on a phone
constexpr double kReadASecond = 20;
constexpr double kSilence = 180;     // then one asks whether anybody is there
constexpr double kPatience = 600;    // then one goes
constexpr double kTypingIsSaid = 4;  // real seconds between two signals

std::string new_token() {
  std::string bytes(32, '\0');
  seal::system_random().fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  return base64url(bytes);
}

bool offers(const boost::json::object& line, std::string_view topic) {
  for (const auto& each : line.at("intake").at("topics").as_array())
    if (text_at(each.as_object(), "code") == topic) return true;
  return false;
}

}  // namespace

Visitor::Visitor(Stage& stage, const Person& person, double comes_after)
    : stage_(stage), person_(person), token_(new_token()), at_(stage.after(comes_after)) {}

void Visitor::turn() {
  if (page_)
    for (const auto& frame : page_->turn()) hear(frame);
  switch (step_) {
    case Step::coming:
      return come();
    case Step::asking:
      return ask_in();
    case Step::waiting:
      return wait();
    case Step::talking:
      return talk();
    case Step::looking_back:
      return look_back();
    case Step::rating:
      return rate();
    case Step::gone:
      return;
  }
}

void Visitor::come() {
  if (stage_.is_closing) step_ = Step::gone;
  if (Stage::now() < at_ || step_ == Step::gone) return;
  ++stage_.tally.came;
  at_ = stage_.after(stage_.spread(5, 20));  // reads the welcome
  gives_up_at_ = stage_.after(kPatience);
  step_ = Step::asking;
}

std::string Visitor::proof() {
  const auto asked = stage_.ask("POST", "/api/lines/" + stage_.slug + "/challenges", {});
  if (!asked || asked->at("bits").as_int64() == 0) return {};
  const std::string challenge = text_at(*asked, "challenge");
  std::vector<std::string> solutions;
  for (const std::int64_t solution :
       visits::solve(challenge, asked->at("puzzles").as_int64(), asked->at("bits").as_int64()))
    solutions.push_back(std::to_string(solution));
  return json::Out().text("challenge", challenge).raw("solutions", json::list(solutions)).str();
}

void Visitor::ask_in() {
  if (Stage::now() < at_) return;
  at_ = stage_.after(20);
  if (stage_.is_closing || Stage::now() > *gives_up_at_) {
    ++stage_.tally.refused;
    step_ = Step::gone;
    return;
  }
  const auto line = stage_.ask("GET", "/api/lines/" + stage_.slug, {});
  if (!line) return;
  json::Out body;
  body.text("token", token_).text("nickname", person_.nickname).text("register", person_.language);
  body.text("device", person_.device).text("who", person_.who);
  if (offers(*line, person_.topic)) body.text("topic", person_.topic);
  if (const std::string solved = proof(); !solved.empty()) body.raw("proof", solved);
  const auto started = stage_.ask("POST", "/api/lines/" + stage_.slug + "/visits", {}, body.str());
  if (!started) {  // closed, full, too many: comes again in a while; whoever finds it closed waits for it to open
    if (stage_.refusal == "closed") gives_up_at_ = stage_.after(kPatience);
    return;
  }
  ++stage_.tally.requested;
  conversation_ = text_at(*started, "conversation");
  stream_ = "conversation:" + conversation_;
  page_ = std::make_unique<Page>(stage_, Caller{stage_.origin, token_, ""});
  page_->follow(stream_);
  step_ = Step::waiting;
  at_ = stage_.after(15);
  gives_up_at_.reset();
  if (stage_.has_luck(0.12)) gives_up_at_ = stage_.after(stage_.spread(180, 600));
  if (stage_.has_luck(0.1)) breaks_at_ = stage_.after(stage_.spread(5, 60));
}

// Some fill in the form while they wait, a few have had enough.
void Visitor::wait() {
  break_off_now_and_then();
  if (stage_.is_closing || (gives_up_at_ && Stage::now() > *gives_up_at_)) return end();
  if (has_asked_ || Stage::now() < at_) return;
  has_asked_ = true;
  if (!stage_.has_luck(0.6)) return;
  json::Out intake;
  intake.text("conversation", conversation_).integer("age", person_.age);
  if (person_.who == "pupil") intake.text("gender", person_.gender);
  if (!person_.question.empty()) intake.text("question", person_.question);
  page_->command("intake.give", intake.str(), stream_);
}

void Visitor::talk() {
  break_off_now_and_then();
  const bool is_over = goes_at_ && Stage::now() > *goes_at_;
  if (is_over || (stage_.is_closing && !goes_at_)) {
    if (!is_over && line_ > 0) say(visitor_has_to_go());
    types_at_.reset(), says_at_.reset();
    if (is_over) return end();
    goes_at_ = stage_.after(20);
    return;
  }
  if (types_at_ && Stage::now() > *types_at_) type();
  if (says_at_ && Stage::now() > *says_at_) {
    types_at_.reset(), says_at_.reset();
    say(person_.says[line_++]);
    const bool is_last = line_ == person_.says.size();
    if (is_last) goes_at_ = stage_.after(stage_.spread(30, 120));
    if (!is_last && stage_.has_luck(0.3)) think_of_next("");
  }
  const double silent = stage_.since(heard_at_);
  if (!says_at_ && !has_ended_ && silent > kSilence && line_ < person_.says.size()) {
    say(visitor_is_anybody_there());
    heard_at_ = Stage::now();
    if (!goes_at_) goes_at_ = stage_.after(kPatience);
  }
}

void Visitor::break_off_now_and_then() {
  if (!breaks_at_ || Stage::now() < *breaks_at_) return;
  breaks_at_.reset();
  page_->drop(stage_.has_luck(0.2) ? stage_.spread(150, 250) : stage_.spread(5, 70));
}

void Visitor::look_back() {
  if (Stage::now() < at_ || !page_->has_sent_all()) return;
  if (stage_.has_luck(0.5))
    page_->command("intake.give", json::Out().text("conversation", conversation_).text("source", "smartschool").str(),
                   stream_);
  at_ = stage_.after(stage_.spread(10, 40));
  step_ = Step::rating;
}

void Visitor::rate() {
  if (Stage::now() < at_ || !page_->has_sent_all()) return;
  if (line_ > 2 && stage_.has_luck(0.6)) {
    json::Out body;
    body.integer("stars", person_.stars).boolean("may_quote", stage_.has_luck(0.3));
    if (!person_.review.empty()) body.text("text", person_.review);
    if (stage_.ask("PUT", "/api/visit/rating", {{"Authorization", "Bearer " + token_}}, body.str()))
      ++stage_.tally.ratings;
  }
  page_->close();
  step_ = Step::gone;
}

void Visitor::hear(const boost::json::object& frame) {
  if (text_at(frame, "stream") != stream_) return;
  const std::string type = text_at(frame, "type");
  if (type == "event" && frame.contains("data") && frame.at("data").is_object())
    hear_event(text_at(frame, "event"), frame.at("data").as_object());
  if (type != "snapshot") return;
  const auto& state = frame.at("state").as_object();
  const std::string now = text_at(state, "state");
  if (now == "active" && step_ == Step::waiting) hear_event("conversation.accepted", {});
  if (now != "ended" && now != "left") return;
  page_->audit(stream_, state);
  if (step_ == Step::waiting || step_ == Step::talking) hear_event("conversation.ended", state);
}

void Visitor::hear_event(const std::string& event, const boost::json::object& data) {
  heard_at_ = Stage::now();
  if (event == "conversation.accepted") {
    step_ = Step::talking;
    gives_up_at_.reset();
    if (stage_.has_luck(0.25)) breaks_at_ = stage_.after(stage_.spread(20, 300));
    think_of_next("");
  } else if (event == "conversation.given_back") {
    step_ = Step::waiting;
    types_at_.reset(), says_at_.reset();
  } else if (event == "conversation.ended") {
    const bool is_removed = text_at(data, "by") == "lost" || text_at(data, "ended_by") == "lost";
    ++(text_at(data, "state") == "ended" ? stage_.tally.ended : is_removed ? stage_.tally.removed : stage_.tally.left);
    step_ = Step::looking_back;
    at_ = stage_.after(5);
    page_->follow(stream_);  // as a whole, to see that everything is there
  } else if (event == "message.posted" && text_at(data, "from") == "operator" && step_ == Step::talking) {
    think_of_next(text_at(data, "text"));
  }
}

// Reads what came, then types; what comes meanwhile is read with it.
void Visitor::think_of_next(std::string_view heard) {
  if (says_at_ || line_ >= person_.says.size()) return;
  const double reads = 2 + static_cast<double>(heard.size()) / kReadASecond + stage_.spread(0, 6);
  const double types = static_cast<double>(person_.says[line_].size()) / kCharactersASecond;
  types_at_ = stage_.after(reads);
  says_at_ = *types_at_ + stage_.real(1 + types);
}

void Visitor::type() {
  if (std::chrono::duration<double>(Stage::now() - signalled_at_).count() < kTypingIsSaid) return;
  signalled_at_ = Stage::now();
  page_->signal(stream_, "typing", R"({"on":true})");
}

// Now and then the network goes just when something was sent.
void Visitor::say(std::string_view text) {
  page_->command("message.post", json::Out().text("conversation", conversation_).text("text", text).str(), stream_);
  if (stage_.has_luck(0.02)) page_->drop(stage_.spread(3, 20));
}

void Visitor::end() {
  if (has_ended_) return;
  has_ended_ = true;
  page_->command("conversation.end", json::Out().text("conversation", conversation_).str(), stream_);
}

}  // namespace onthaal::app::demo
