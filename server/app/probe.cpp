#include "app/probe.h"

#include <algorithm>
#include <utility>

#include "core/clock.h"
#include "core/text.h"
#include "features/visits/visits.h"
#include "platform/json.h"
#include "platform/seal.h"

namespace onthaal::app {
namespace {

using boost::json::object;
using net::BrokenError;

constexpr std::chrono::seconds kPatience{10};

std::string new_token() {
  std::array<std::uint8_t, 32> bytes;
  seal::system_random().fill(bytes);
  return base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::string new_id() {
  return Uuid::v7(system_clock().now(), seal::system_random()).text();
}

object parsed(const net::Answer& answer, int status, const std::string& what) {
  if (answer.status != status)
    throw BrokenError(what + " answered " + std::to_string(answer.status) + " " + answer.body);
  auto body = json::parse(answer.body);
  if (!body) throw BrokenError(what + ": " + body.error().detail);
  return *std::move(body);
}

std::string text_at(const object& from, std::string_view key) {
  const auto* value = from.if_contains(key);
  if (value == nullptr || !value->is_string()) throw BrokenError("an answer without " + std::string(key));
  return std::string(value->get_string());
}

const object& object_at(const object& from, std::string_view key) {
  const auto* value = from.if_contains(key);
  if (value == nullptr || !value->is_object()) throw BrokenError("an answer without " + std::string(key));
  return value->get_object();
}

void require(bool holds, const std::string& what) {
  if (!holds) throw BrokenError(what);
}

// The talk of one visitor and one operator, step by step.
class Talk {
 public:
  Talk(const Probe& probe, Transport transport, const Told& told)
      : probe_(probe), transport_(transport), told_(told), http_(probe.url, kPatience) {}

  ~Talk() { tidy_up(); }

  void run() {
    step("health", [&] { parsed(http_.ask("GET", "/api/health", {}, ""), 200, "GET /api/health"); });
    step("log in", [&] { log_in(); });
    step("connect operator", [&] { connect_operator(); });
    step("go on duty", [&] { go_on_duty(); });
    step("puzzles", [&] { solve(); });
    step("visit", [&] { visit(); });
    step("connect visitor", [&] { connect_visitor(); });
    step("take", [&] { take(); });
    step("visitor writes", [&] { write(*visitor_, *operator_, "Dag, is daar iemand?"); });
    step("operator writes", [&] { write(*operator_, *visitor_, "Ja, vertel maar. 🙂"); });
    step("drop and resume", [&] { drop_and_resume(); });
    step("send again", [&] { send_again(); });
    step("end", [&] { end(); });
    step("register", [&] { do_registration(); });
    step("go off duty", [&] { go_off_duty(*operator_); });
    step("log out", [&] { log_out(); });
  }

 private:
  template <class Act>
  void step(const std::string& name, Act act) {
    const auto start = std::chrono::steady_clock::now();
    try {
      act();
    } catch (const ClosedError&) {
      throw;
    } catch (const std::exception& error) {
      throw BrokenError(name + ": " + error.what());
    }
    const auto took = std::chrono::steady_clock::now() - start;
    told_({name, std::chrono::duration_cast<std::chrono::microseconds>(took)});
  }

  net::Headers page() const { return {{"Origin", probe_.origin}}; }
  net::Headers staff_page() const { return {{"Origin", probe_.origin}, {"Cookie", cookie_}}; }

  void log_in() {
    const std::string body = json::Out().text("login", probe_.login).text("password", probe_.password.reveal()).str();
    const auto answer = http_.ask("POST", "/api/session", page(), body);
    const object session = parsed(answer, 200, "POST /api/session");
    const std::string cookie = answer.header("Set-Cookie");
    cookie_ = cookie.substr(0, cookie.find(';'));
    staff_ = text_at(session, "staff");
    for (const auto& item : session.at("lines").as_array()) {
      const object& line = item.as_object();
      const bool answers =
          std::ranges::any_of(line.at("roles").as_array(), [](const auto& role) { return role == "operator"; });
      if (!answers || (!probe_.line.empty() && text_at(line, "slug") != probe_.line)) continue;
      slug_ = text_at(line, "slug");
      line_ = text_at(line, "line");
      return;
    }
    throw BrokenError(probe_.login + " does not answer on " + (probe_.line.empty() ? "any line" : probe_.line));
  }

  void solve() {
    const std::string path = "/api/lines/" + slug_ + "/challenges";
    const object asked = parsed(http_.ask("POST", path, page(), ""), 201, "POST " + path);
    const std::string challenge = text_at(asked, "challenge");
    std::vector<std::string> solutions;
    for (const std::int64_t each :
         visits::solve(challenge, asked.at("puzzles").as_int64(), asked.at("bits").as_int64()))
      solutions.push_back(std::to_string(each));
    proof_ = json::Out().text("challenge", challenge).raw("solutions", json::list(solutions)).str();
  }

  void visit() {
    const std::string path = "/api/lines/" + slug_ + "/visits";
    json::Out body;
    body.text("token", token_).text("nickname", "probe").text("register", "nl");
    const std::string without = json::Out(body).str();
    const std::string with = body.raw("proof", proof_).str();
    const object first = parsed(http_.ask("POST", path, page(), with), 201, "POST " + path);
    conversation_ = text_at(first, "conversation");
    is_talking_ = true;
    const object again = parsed(http_.ask("POST", path, page(), without), 200, "the same POST " + path + " again");
    require(text_at(again, "conversation") == conversation_, "the same token began a second conversation");
    stream_ = "conversation:" + conversation_;
  }

  void connect_visitor() {
    visitor_.emplace(probe_.url, transport_, Caller{probe_.origin, token_, ""});
    visitor_->connect({{stream_, std::nullopt}});
  }

  // All that keeps somebody from being let in and taken is known before anybody comes.
  void connect_operator() {
    operator_.emplace(probe_.url, transport_, Caller{probe_.origin, "", cookie_});
    operator_->connect({});
    const object line = look_at_line();
    const object& opening = object_at(line, "opening");
    const auto& why = opening.at("why");
    if (why == "switched_off") throw ClosedError("line " + slug_ + " is switched off");
    if (why == "hours") {
      const auto& next = opening.at("next");
      const std::string when = next.is_string() ? ", and opens at " + text_at(opening, "next") : "";
      throw ClosedError("line " + slug_ + " is closed by its hours" + when);
    }
    if (!line.at("waiting").as_array().empty()) refuse_for_people();
    const auto open = std::ranges::count_if(line.at("registrations").as_array(),
                                            [](const auto& each) { return each.as_object().at("state") == "open"; });
    const auto busy = static_cast<std::int64_t>(line.at("mine").as_array().size()) + open;
    require(busy < line.at("capacity").as_int64(),
            probe_.login + " has no room: as many talks and registrations are open as one may have");
    for (const auto& each : line.at("team").as_array())
      if (text_at(each.as_object(), "staff") == staff_) duty_before_ = text_at(each.as_object(), "state");
  }

  object look_at_line() { return object_at(operator_->subscribe("line:" + line_), "state"); }

  [[noreturn]] void refuse_for_people() const {
    throw BrokenError("somebody waits on line " + slug_ + ": probe it when nobody does, or a line of its own");
  }

  std::string about() const { return json::Out().text("conversation", conversation_).str(); }

  // Whoever is already there stays so.
  void go_on_duty() {
    is_on_duty_ = true;
    set_duty(*operator_, "online");
    if (object_at(look_at_line(), "opening").at("full").as_bool())
      throw ClosedError("line " + slug_ + " lets nobody in any more, so close to its closing time");
  }

  void go_off_duty(LiveClient& page) {
    set_duty(page, duty_before_);
    is_on_duty_ = false;
  }

  void set_duty(LiveClient& page, const std::string& state) {
    const std::string id = new_id();
    page.command("duty.set", id, json::Out().text("line", line_).text("state", state).str());
    page.wait_for_answer(id);
  }

  // On a line with people in it nobody is taken by mistake.
  void take() {
    const object line = look_at_line();
    const auto& waiting = line.at("waiting").as_array();
    if (waiting.size() != 1 || text_at(waiting.front().as_object(), "conversation") != conversation_)
      refuse_for_people();
    is_taken_ = true;
    const std::string id = new_id();
    operator_->command("queue.take", id, json::Out().text("line", line_).str());
    const auto ack = operator_->wait_for_ack(id);
    require(text_at(object_at(ack, "data"), "conversation") == conversation_, "another conversation was taken");
    visitor_->wait_for_event(stream_, "conversation.accepted");
    const auto snapshot = operator_->subscribe(stream_);
    require(object_at(snapshot, "state").at("state") == "active", "the conversation that was taken is not active");
  }

  // Sends, and waits until both sides have it.
  void write(LiveClient& from, LiveClient& to, const std::string& text) {
    const std::string id = new_id();
    from.command("message.post", id, message(text));
    expect(from, id, text);
    expect(to, id, text);
  }

  std::string message(const std::string& text) const {
    return json::Out().text("conversation", conversation_).text("text", text).str();
  }

  std::int64_t expect(LiveClient& side, const std::string& id, const std::string& text) {
    const auto event = side.wait_for_event(stream_, "message.posted");
    require(text_at(event, "id") == id && text_at(object_at(event, "data"), "text") == text, "another message came");
    return event.at("number").as_int64();
  }

  // What is written while the visitor is away is there, in order, when he is back.
  void drop_and_resume() {
    const std::int64_t known = visitor_->last(stream_);
    visitor_->drop();
    const std::string ids[] = {new_id(), new_id(), new_id()};
    for (const std::string& id : ids) operator_->command("message.post", id, message("Ben je er nog? " + id));
    for (const std::string& id : ids) expect(*operator_, id, "Ben je er nog? " + id);
    visitor_->connect({{stream_, known}});
    for (const std::string& id : ids) expect(*visitor_, id, "Ben je er nog? " + id);
  }

  // A message whose acknowledgement was lost is sent again: it is there once.
  void send_again() {
    const std::string id = new_id();
    const std::int64_t known = visitor_->last(stream_);
    visitor_->command("message.post", id, message("Ik was even weg."));
    const std::int64_t number = expect(*operator_, id, "Ik was even weg.");
    visitor_->drop();
    visitor_->connect({});
    visitor_->command("message.post", id, message("Ik was even weg."), std::to_string(known));
    require(visitor_->wait_for_ack(id).at("number") == number, "the resend was acknowledged with another number");
    visitor_->drop();
    visitor_->connect({{stream_, known}});
    require(expect(*visitor_, id, "Ik was even weg.") == number, "the event came back with another number");
    write(*visitor_, *operator_, "Daar ben ik weer.");
    require(operator_->last(stream_) == number + 1, "the resend was written twice");
  }

  void end() {
    operator_->command("conversation.end", new_id(), about());
    visitor_->wait_for_event(stream_, "conversation.ended");
    is_talking_ = false;
    operator_->wait_for_event(stream_, "conversation.ended");
    const auto state =
        parsed(http_.ask("GET", "/api/visit", {{"Authorization", "Bearer " + token_}}, ""), 200, "GET /api/visit");
    require(text_at(state, "state") == "ended", "the visit does not say that the conversation ended");
  }

  // As what it was: a test.
  void do_registration() {
    const std::string path = "/api/registrations/" + conversation_;
    const object draft = parsed(http_.ask("GET", path, staff_page(), ""), 200, "GET " + path);
    require(text_at(draft, "state") == "open", "the registration of the talk is not open");
    object done = draft;
    done.erase("conversation");
    done.erase("nickname");
    done["state"] = "done";
    done["fake"] = true;
    parsed(http_.ask("PUT", path, staff_page(), boost::json::serialize(done)), 200, "PUT " + path);
    is_taken_ = false;
  }

  // Only this session: to log out as a page does ends one's duty everywhere.
  void log_out() {
    const std::string path = "/api/account/sessions";
    const object all = parsed(http_.ask("GET", path, staff_page(), ""), 200, "GET " + path);
    std::string own;
    for (const auto& each : all.at("sessions").as_array())
      if (each.as_object().at("own").as_bool()) own = path + "/" + text_at(each.as_object(), "session");
    const auto answer = http_.ask("DELETE", own, staff_page(), "");
    require(answer.status == 204, "DELETE " + own + " answered " + std::to_string(answer.status));
    const std::string cookie = std::exchange(cookie_, "");
    const auto after = http_.ask("GET", "/api/session", {{"Cookie", cookie}}, "");
    require(after.status == 401, "the session lives on after the log-out");
  }

  // What is left where it broke. Each thing on its own, as far as the server lets us.
  void tidy_up() {
    if (is_talking_)
      try_doors({probe_.origin, token_, ""}, [&](LiveClient& page) {
        const std::string id = new_id();
        page.command("conversation.end", id, about());
        page.wait_for_answer(id);
      });
    if (is_taken_) attempt([&] { do_registration(); });
    if (is_on_duty_) try_doors({probe_.origin, "", cookie_}, [&](LiveClient& page) { go_off_duty(page); });
    if (!cookie_.empty()) attempt([&] { log_out(); });
  }

  template <class Act>
  static bool attempt(Act act) {
    try {
      act();
      return true;
    } catch (const std::exception&) {
      return false;
    }
  }

  // It may be this very door that broke.
  template <class Act>
  void try_doors(const Caller& caller, Act act) const {
    for (const Transport door : {Transport::long_poll, Transport::web_socket})
      if (attempt([&] {
            LiveClient page(probe_.url, door, caller);
            page.connect({});
            act(page);
          }))
        return;
  }

  const Probe& probe_;
  Transport transport_;
  const Told& told_;
  net::HttpClient http_;
  std::string cookie_, staff_, slug_, line_, proof_, conversation_, stream_;
  std::string duty_before_ = "off";
  bool is_talking_ = false, is_taken_ = false, is_on_duty_ = false;
  const std::string token_ = new_token();
  std::optional<LiveClient> visitor_, operator_;
};

}  // namespace

void probe(const Probe& probe, Transport transport, const Told& told) {
  Talk(probe, transport, told).run();
}

}  // namespace onthaal::app
