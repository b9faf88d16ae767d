#include <algorithm>

#include "features/conversations/conversations_access.h"
#include "platform/json.h"

// What is counted of a talk once it ended: the numbers of the reports come from here, when its words are long gone.
namespace onthaal::conversations {
namespace {

constexpr std::string_view kCount = "conversations.count";
constexpr std::int64_t kSlice = 300;

// Runs of anything but white space.
std::int64_t count_words(std::string_view text) {
  std::int64_t words = 0;
  bool was_space = true;
  for (const char c : text) {
    const bool is_space = c == ' ' || (c >= '\t' && c <= '\r');
    words += was_space && !is_space;
    was_space = is_space;
  }
  return words;
}

std::int64_t words_in(const streams::Event& event) {
  if (!event.data) return 0;
  const auto data = json::parse(*event.data).value();
  return count_words(std::string_view(data.at("text").as_string()));
}

void add(store::Counted& counted, const streams::Event& event) {
  if (event.event != "message.posted") return;
  if (event.author.kind == Author::Kind::visitor) {
    ++counted.messages_visitor;
    counted.words_visitor += words_in(event);
    return;
  }
  if (!counted.first_answer_at) counted.first_answer_at = event.at;
  ++counted.messages_operator;
  counted.words_operator += words_in(event);
}

// In slices; the job's data is the number up to which was counted.
void count(Tx& tx, const jobs::Job& job, const ConversationHooks& hooks) {
  const ConversationId id{std::stoll(job.key)};
  const auto events =
      streams::read({tx.db, tx.now, tx.keys}, streams::key("conversation", id.value), std::stoll(job.data), kSlice);
  store::Counted counted;
  for (const streams::Event& event : events) add(counted, event);
  store::add_counted(tx, id, counted);
  if (hooks.counted) hooks.counted(tx, id);
  if (std::ssize(events) == kSlice) jobs::later(tx, kCount, job.key, tx.now, std::to_string(events.back().number));
}

}  // namespace

void count_later(Tx& tx, ConversationId id) {
  jobs::later(tx, kCount, std::to_string(id.value), tx.now, "0");
}

std::vector<jobs::JobKind> Conversations::jobs() const {
  return {grace_job(), pass_job(), {kCount, [this](Tx& tx, const jobs::Job& job) { count(tx, job, hooks_); }}};
}

}  // namespace onthaal::conversations
