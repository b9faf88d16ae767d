#include "platform/live/frame.h"

#include <algorithm>

#include "core/clock.h"
#include "platform/json.h"

namespace onthaal::live {

namespace {

constexpr std::size_t kMaxSubscriptions = 32;
constexpr std::int64_t kMaxNumber = std::int64_t{1} << 53;  // what JavaScript counts exactly

Frame frame(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

StreamName stream_of(json::Reader& read) {
  const std::string text = read.text("stream", 1, 80);
  if (auto name = parse_stream_name(text)) return *name;
  if (!text.empty()) read.mistake("stream", "not_allowed");
  return {};
}

SubscribeFrame subscribe_of(json::Reader& read) {
  return {.stream = stream_of(read), .after = read.maybe_integer("after", 0, kMaxNumber)};
}

Result<ClientFrame> parse_hello(json::Reader read) {
  HelloFrame hello;
  hello.version = read.integer("version", 0, 1000);
  if (auto token = read.maybe_text("token", 1, 100)) hello.token = Redacted<std::string>(std::move(*token));
  std::size_t index = 0;
  for (const boost::json::value& item : read.array_or_empty("subscribe", kMaxSubscriptions)) {
    const std::string place = "subscribe." + std::to_string(index++);
    if (!item.is_object()) {
      read.mistake(place, "not_an_object");
      continue;
    }
    json::Reader inner(item.get_object(), place + ".");
    hello.subscribe.push_back(subscribe_of(inner));
    if (auto error = inner.finished()) return std::unexpected(std::move(*error));
  }
  return read.done(ClientFrame(std::move(hello)));
}

Result<ClientFrame> parse_command(boost::json::object& frame, json::Reader read) {
  CommandFrame command;
  command.name = read.text("command", 1, 60);
  command.id = read.uuid("id");
  command.again = read.boolean_or("again", false);
  command.after = read.maybe_integer("after", 0, kMaxNumber).value_or(0);
  read.object("data");
  if (auto error = read.finished()) return std::unexpected(std::move(*error));
  command.data = std::move(frame.at("data").as_object());
  return command;
}

Result<ClientFrame> parse_signal(json::Reader read) {
  SignalFrame signal;
  signal.stream = stream_of(read);
  const std::string name = read.text("signal", 1, 40);
  json::Reader data(read.object("data"), "data.");
  if (auto error = read.finished()) return std::unexpected(std::move(*error));
  const auto& known = signal.stream.of().signals;
  const auto kind = std::ranges::find(known, name, &streams::SignalKind::name);
  if (kind == known.end()) return signal;
  signal.kind = &*kind;
  switch (kind->carries) {
    case streams::SignalKind::Carries::on:
      signal.value = data.boolean("on") ? 1 : 0;
      break;
    case streams::SignalKind::Carries::number:
      signal.value = data.integer("number", 0, kMaxNumber);
      break;
  }
  return data.done(ClientFrame(signal));
}

}  // namespace

std::string StreamName::text() const {
  std::string text(of().name);
  text += ':';
  text += uuid.text();
  return text;
}

std::optional<StreamName> parse_stream_name(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto uuid = Uuid::parse(text.substr(colon + 1));
  if (!uuid) return std::nullopt;
  const auto& kinds = streams::kinds();
  for (std::size_t kind = 0; kind < kinds.size(); ++kind)
    if (kinds[kind].name == text.substr(0, colon)) return StreamName{static_cast<std::int32_t>(kind), *uuid};
  return std::nullopt;
}

Result<ClientFrame> parse_frame(std::string_view bytes) {
  auto object = json::parse(bytes);
  if (!object) return std::unexpected(std::move(object.error()));
  return parse_frame(std::move(*object));
}

Result<ClientFrame> parse_frame(boost::json::object object) {
  json::Reader read(object);
  const std::size_t type = read.choice("type", {"command", "signal", "ping", "subscribe", "unsubscribe", "hello"});
  if (const auto* name = object.if_contains("type"); !name || !name->is_string())
    return fail(Code::malformed, "a frame has a type");
  switch (type) {
    case 0:
      return parse_command(object, std::move(read));
    case 1:
      return parse_signal(std::move(read));
    case 2:
      return read.done(ClientFrame(PingFrame{}));
    case 3: {
      SubscribeFrame subscribe = subscribe_of(read);
      return read.done(ClientFrame(subscribe));
    }
    case 4: {
      UnsubscribeFrame unsubscribe{stream_of(read)};
      return read.done(ClientFrame(unsubscribe));
    }
    default:
      return parse_hello(std::move(read));
  }
}

Frame hello_frame(std::int64_t now) {
  return frame(json::Out()
                   .text("type", "hello")
                   .integer("version", kVersion)
                   .text("server", ONTHAAL_VERSION)
                   .time("time", now)
                   .str());
}

Frame pong_frame() {
  static const Frame pong = frame(R"({"type":"pong"})");
  return pong;
}

Frame bye_frame(Code code) {
  return frame(json::Out().text("type", "bye").text("code", error_row(code).name).str());
}

Frame ack_frame(const Uuid& id, std::optional<std::int64_t> number, std::string_view data) {
  json::Out out;
  out.text("type", "ack").uuid("id", id);
  if (number) out.integer("number", *number);
  if (!data.empty()) out.raw("data", data);
  return frame(std::move(out).str());
}

namespace {

// {"type":"error", ...who, ...the error's own fields}
Frame error_with(json::Out out, const Error& error) {
  std::string text = std::move(out).str();
  const std::string body = json::error_body(error);
  text.back() = ',';
  text.append(body, 1);
  return frame(std::move(text));
}

}  // namespace

Frame command_error_frame(const Uuid& id, const Error& error) {
  return error_with(std::move(json::Out().text("type", "error").uuid("id", id)), error);
}
Frame stream_error_frame(const StreamName& stream, const Error& error) {
  return error_with(std::move(json::Out().text("type", "error").text("stream", stream.text())), error);
}
Frame error_frame(const Error& error) {
  return error_with(std::move(json::Out().text("type", "error")), error);
}

Frame snapshot_frame(const StreamName& stream, std::int64_t number, std::string_view state) {
  return frame(json::Out()
                   .text("type", "snapshot")
                   .text("stream", stream.text())
                   .integer("number", number)
                   .raw("state", state)
                   .str());
}

Frame ended_frame(const StreamName& stream, Code code) {
  return frame(
      json::Out().text("type", "ended").text("stream", stream.text()).text("code", error_row(code).name).str());
}

Frame signal_frame(const StreamName& stream, std::string_view signal, std::string_view data) {
  return frame(
      json::Out().text("type", "signal").text("stream", stream.text()).text("signal", signal).raw("data", data).str());
}

}  // namespace onthaal::live
