#include "platform/http/answer.h"

#include <algorithm>
#include <charconv>

#include "core/text.h"
#include "platform/http/evidence.h"
#include "platform/json.h"
#include "platform/live/open_session.h"
#include "platform/log.h"

namespace onthaal::http {

namespace beast_http = net::beast::http;

namespace {

std::string_view header(const Message& message, std::string_view name) {
  const auto found = message.find(name);
  return found == message.end() ? std::string_view{} : std::string_view(found->value());
}

std::optional<Verb> verb_of(const Message& message) {
  switch (message.method()) {
    case beast_http::verb::get:
    case beast_http::verb::head:
      return Verb::get;
    case beast_http::verb::post:
      return Verb::post;
    case beast_http::verb::put:
      return Verb::put;
    case beast_http::verb::delete_:
      return Verb::del;
    default:
      return std::nullopt;
  }
}

Answer reply_answer(Reply reply) {
  Answer answer{.status = reply.status,
                .headers = std::move(reply.headers),
                .body = std::move(reply.body),
                .download = std::move(reply.download)};
  answer.headers.emplace_back("Cache-Control", "no-store");
  const auto is_typed = [](const auto& each) { return each.first == "Content-Type"; };
  if (!answer.body.empty() && std::ranges::none_of(answer.headers, is_typed))
    answer.headers.emplace_back("Content-Type", "application/json");
  return answer;
}

Answer answer_of(Result<Reply> reply) {
  return reply ? reply_answer(std::move(*reply)) : error_answer(reply.error());
}

bool accepts_brotli(const Message& message) {
  for (const auto& [coding, parameters] : beast_http::ext_list(header(message, "Accept-Encoding"))) {
    if (ascii_lower(coding) != "br") continue;
    for (const auto& [name, value] : parameters)
      if (ascii_lower(name) == "q") return value.find_first_not_of("0.") != value.npos;
    return true;
  }
  return false;
}

Answer page_answer(const Message& message, const Pages::File& file) {
  Answer answer;
  answer.headers = {{"Cache-Control", std::string(file.cache)}, {"ETag", file.etag}, {"Vary", "Accept-Encoding"}};
  if (header(message, "If-None-Match").find(file.etag) != std::string_view::npos) {
    answer.status = 304;
    return answer;
  }
  answer.headers.emplace_back("Content-Type", std::string(file.type));
  const bool is_packed = !file.brotli.empty() && accepts_brotli(message);
  if (is_packed) answer.headers.emplace_back("Content-Encoding", "br");
  answer.content = is_packed ? file.brotli : file.content;
  return answer;
}

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = -1;
  const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || stop != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

// Whether whoever holds that secret may send one more request now.
bool spend(House& house, Asker asker) {
  return house.allowances.spend(asker, std::chrono::steady_clock::now());
}

Answer too_many_answer() {
  const Error error{Code::too_many, "too many requests a second", {}};
  return reply_answer({.status = error_row(error.code).http_status,
                       .body = json::error_body(error),
                       .headers = {{"Retry-After", "1"}}});
}

// The long poll of docs/protocol.md. True when the path was one of its own.
bool answer_poll(House& house, const Message& message, Verb verb, const std::string& path,
                 const std::function<void(Answer)>& done) {
  if (path == "/api/live" && verb == Verb::post) {
    done(answer_of(house.poll.open(message.body(), staff_cookie(message))));
    return true;
  }
  if (path != "/api/live/frames") return false;
  const std::string_view session = header(message, "Onthaal-Session");
  if (house.poll.has(session) && !spend(house, asker_of(session))) {
    done(too_many_answer());
    return true;
  }
  if (verb == Verb::post) {
    done(answer_of(house.poll.push(session, message.body())));
  } else if (verb == Verb::get) {
    const auto after = number_of(header(message, "Onthaal-After"));
    if (after)
      house.poll.pull(session, *after, [done](Result<Reply> reply) { done(answer_of(std::move(reply))); });
    else
      done(error_answer({Code::invalid, "a header is wrong", {{"Onthaal-After", "not_a_number"}}}));
  } else {
    done(error_answer({Code::method_not_allowed, "GET or POST", {}}));
  }
  return true;
}

// The line of a header that the nearest proxy wrote.
std::string_view last_header(const Message& message, std::string_view name) {
  std::string_view last;
  const auto [first, end] = message.equal_range(name);
  for (auto each = first; each != end; ++each) last = each->value();
  return last;
}

// HEAD reads, and does no more: for headers alone no file is made, and nothing is written, not in the log either.
Result<Work> only_read(Work work) {
  if (std::holds_alternative<Reply>(work)) return work;
  auto* read = std::get_if<Read>(&work);
  if (read == nullptr) return fail(Code::method_not_allowed, "GET: for HEAD that is too much");
  return Read{read->name,
              [run = std::move(read->run)](const Snapshot& snapshot) -> Result<Work> {
                auto next = run(snapshot);
                if (!next) return next;
                return only_read(*std::move(next));
              },
              read->lane};
}

// One request on its way through a route: who asks, what is parsed, what is done.
struct Call {
  House& house;
  const Message& message;
  std::string peer;
  Router::Match match;
  std::function<void(Answer)> done;

  void start(const std::shared_ptr<Call>& self) {
    const std::string cookie = staff_cookie(message);
    const auto bearer = bearer_of(message);
    if (cookie.empty() && !bearer) return enter(self, Nobody{});
    const Asker asker = asker_of(bearer ? std::string_view(bearer->reveal()) : cookie);
    if (!spend(house, asker)) return done(too_many_answer());
    auto found = std::make_shared<Actor>();
    // What a page asks by itself, with nobody at it, keeps no session open.
    const bool is_use = house.doors.staff_used && header(message, "Onthaal-Unattended").empty();
    Read who{"http.who",
             [doors = &house.doors, cookie, bearer, found, is_use](const Snapshot& snapshot) -> Result<Work> {
               *found = bearer ? doors->visitor(snapshot, bearer->reveal()) : doors->staff(snapshot, cookie);
               if (const auto* staff = std::get_if<Staff>(found.get()); staff != nullptr && is_use)
                 if (auto used = doors->staff_used(snapshot, *staff)) return *std::move(used);
               return Reply{};
             }};
    auto known = [self, found, asker](Result<Reply> reply) {
      // Who it is was found before that was written: while nothing can be written, staff still read.
      if (!reply && !std::holds_alternative<Staff>(*found)) return self->done(error_answer(reply.error()));
      self->house.hub.askers().found(asker, *found);
      if (std::holds_alternative<Nobody>(*found)) self->house.allowances.forget(asker);
      self->enter(self, *found);
    };
    house.engine.run(std::move(who), std::move(known), house.hub.askers().share_of(asker));
  }

  Redacted<std::string> evidence() const {
    const std::string_view client = house.origins.client_of(peer, last_header(message, "X-Forwarded-For"));
    return evidence_of(client, header(message, "User-Agent"));
  }

  void enter(const std::shared_ptr<Call>& self, const Actor& actor) {
    const Request request{.actor = actor,
                          .parts = match.parts,
                          .query = match.query,
                          .body = message.body(),
                          .evidence = evidence(),
                          .origin = header(message, "Origin")};
    auto work = parse_guarded([&] { return match.route->parse(request); });
    if (work && message.method() == beast_http::verb::head) work = only_read(*std::move(work));
    if (!work) return done(error_answer(work.error()));
    auto answered = [self](Result<Reply> reply) { self->done(answer_of(std::move(reply))); };
    house.engine.run(live::while_open(*std::move(work), house.doors, actor), std::move(answered), asker_of(actor));
  }
};

Result<void> check_change(const House& house, const Message& message, const Origins::Asked& asked) {
  if (!house.origins.allow(asked)) return fail(Code::bad_origin, "the Origin is not one of ours");
  const std::string type = ascii_lower(header(message, "Content-Type"));
  if (!message.body().empty() && !type.starts_with("application/json"))
    return fail(Code::malformed, "the body must be application/json");
  return {};
}

}  // namespace

std::string staff_cookie(const Message& message) {
  static constexpr std::string_view kName = "__Host-onthaal=";
  std::string_view rest = header(message, "Cookie");
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view pair = trimmed(rest.substr(0, end));
    if (pair.starts_with(kName)) return std::string(pair.substr(kName.size()));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

std::optional<Redacted<std::string>> bearer_of(const Message& message) {
  const std::string_view value = header(message, "Authorization");
  if (!ascii_lower(value.substr(0, 7)).starts_with("bearer ")) return std::nullopt;
  return Redacted<std::string>(std::string(trimmed(value.substr(7))));
}

Origins::Asked asked_by(const Message& message, std::string_view peer) {
  return {.origin = header(message, "Origin"),
          .peer = peer,
          .forwarded_proto = header(message, "X-Forwarded-Proto"),
          .forwarded_host = header(message, "X-Forwarded-Host")};
}

Answer error_answer(const Error& error) {
  Answer answer = reply_answer({.status = error_row(error.code).http_status, .body = json::error_body(error)});
  if (error.code == Code::too_many)
    answer.headers.emplace_back("Retry-After", "60");  // tries are counted by the minute
  if (error.code == Code::busy || error.code == Code::restart) answer.headers.emplace_back("Retry-After", "5");
  return answer;
}

void answer(House& house, const Message& message, std::string_view peer, std::function<void(Answer)> done) {
  auto target = parse_target(std::string_view(message.target()));
  if (!target) return done(error_answer(target.error()));
  const auto verb = verb_of(message);
  if (!verb) return done(error_answer({Code::method_not_allowed, "GET, HEAD, POST, PUT or DELETE", {}}));
  const std::string path = target->path();
  if (path == "/live") return done(error_answer({Code::malformed, "here one asks for a WebSocket", {}}));
  const bool is_api = path.starts_with("/api/");
  if (!is_api) {
    const Pages::File* file = house.pages.find(path);
    if (!file) return done(error_answer({Code::not_found, "no such page", {}}));
    if (*verb != Verb::get) return done(error_answer({Code::method_not_allowed, "GET or HEAD", {}}));
    return done(page_answer(message, *file));
  }
  if (*verb != Verb::get)
    if (auto checked = check_change(house, message, asked_by(message, peer)); !checked)
      return done(error_answer(checked.error()));
  if (answer_poll(house, message, *verb, path, done)) return;
  auto match = house.router.find(*verb, *target);
  if (!match) return done(error_answer(match.error()));
  const auto call = std::make_shared<Call>(house, message, std::string(peer), std::move(*match), std::move(done));
  call->start(call);
}

}  // namespace onthaal::http
