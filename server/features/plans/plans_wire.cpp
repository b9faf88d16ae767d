#include "features/plans/plans_wire.h"

namespace onthaal::plans::wire {
namespace {

constexpr std::size_t kLongestText = 2000;
constexpr std::size_t kLongestMoments = 300;

std::optional<std::string> alias_of(const std::optional<store::Worker>& worker) {
  return worker ? std::optional(worker->alias) : std::nullopt;
}

json::Out words_of(const Words& words, const std::optional<std::string>& with) {
  json::Out out;
  out.text("text", words.text).maybe_text("moments", words.moments).maybe_text("with", with);
  return out;
}

}  // namespace

Result<Offer> parse_offer(const boost::json::object& data) {
  json::Reader read(data, "data");
  Offer offer{.conversation = read.uuid("conversation"),
              .text = read.words("text", 1, kLongestText),
              .moments = read.maybe_words("moments", 1, kLongestMoments),
              .same_worker = read.boolean("same_worker")};
  return read.done(std::move(offer));
}

Result<Answer> parse_answer(const boost::json::object& data) {
  json::Reader read(data, "data");
  const Answer answer{.plan = read.uuid("plan"), .is_yes = read.boolean("yes")};
  return read.done(answer);
}

Result<Uuid> parse_withdraw(const boost::json::object& data) {
  json::Reader read(data, "data");
  return read.done(read.uuid("plan"));
}

Result<Change> parse_change(const boost::json::object& data) {
  json::Reader read(data);
  Change change{.text = read.words("text", 1, kLongestText),
                .moments = read.maybe_words("moments", 1, kLongestMoments),
                .worker = std::nullopt};
  if (const auto worker = read.maybe_text("worker", 36, 36)) {
    change.worker = Uuid::parse(*worker);
    if (!change.worker) read.mistake("worker", "not_a_uuid");
  }
  return read.done(std::move(change));
}

std::string offered(const Uuid& plan, std::string_view state, const Words& words,
                    const std::optional<std::string>& with) {
  return json::Out()
      .uuid("plan", plan)
      .text("state", state)
      .text("text", words.text)
      .maybe_text("moments", words.moments)
      .maybe_text("with", with)
      .str();
}

std::string changed(const Uuid& plan, std::string_view state) {
  return json::Out().uuid("plan", plan).text("state", state).str();
}

std::string code(std::string_view code) {
  return json::Out().text("code", code).str();
}

std::string brought(const store::Plan& plan, const Words& words) {
  return words_of(words, alias_of(plan.worker)).str();
}

std::string page(const store::Plan& plan, const lines::Line& line, const Words& words) {
  return words_of(words, alias_of(plan.worker))
      .raw("line", json::Out().text("slug", line.slug).text("name", line.name).str())
      .str();
}

std::string plan(const store::Plan& plan, const Words& words) {
  const std::string worker =
      plan.worker ? json::Out().uuid("staff", plan.worker->uuid).text("alias", plan.worker->alias).str() : "null";
  return json::Out()
      .uuid("plan", plan.uuid)
      .text("state", plan.state)
      .text("text", words.text)
      .maybe_text("moments", words.moments)
      .raw("worker", worker)
      .text("made_by", plan.made_by)
      .time("made_at", plan.made_at)
      .time("changed_at", plan.changed_at)
      .integer("talks", plan.talks)
      .str();
}

}  // namespace onthaal::plans::wire
