#include "platform/live/presences.h"

#include "platform/streams/streams.h"

namespace onthaal::live {

namespace {

// What fails by a mistake of ours fails again: not at every tick.
constexpr std::chrono::minutes kPauseAfterMistake{1};

const streams::StreamKind& kind_of(std::int32_t kind) {
  return streams::kinds()[static_cast<std::size_t>(kind)];
}

}  // namespace

Presences::Presences(const Clock& clock, Engine& engine, StaffPresent staff)
    : clock_(clock), engine_(engine), staff_(std::move(staff)) {}

void Presences::set(const StreamKey& stream, std::string_view label, bool is_there) {
  if (kind_of(stream.kind).present) want({stream.kind, stream.id, label}, is_there);
}

void Presences::set(const StreamKey& stream, StaffId staff, bool is_there) {
  if (kind_of(stream.kind).staff_present) want({stream.kind, stream.id, {}, staff}, is_there);
}

void Presences::set(StaffId staff, bool is_there) {
  if (staff_) want({kStaff, staff.value, {}}, is_there);
}

void Presences::want(const Key& key, bool is_there) {
  Wish& wish = wishes_[key];
  wish.is_there = is_there;
  if (!wish.is_running) run(key, wish);
}

void Presences::run(const Key& key, Wish& wish) {
  wish.is_running = true;
  engine_.run(Act{"live.present",
                  [staff = staff_, key, is_there = wish.is_there](Tx& tx) -> Result<Reply> {
                    if (key.kind == kStaff)
                      staff(tx, {key.id}, is_there);
                    else if (key.staff.value != 0)
                      kind_of(key.kind).staff_present(tx, key.id, key.staff, is_there);
                    else
                      kind_of(key.kind).present(tx, key.id, key.label, is_there);
                    return Reply{};
                  }},
              [this, key, said = wish.is_there](const Result<Reply>& reply) { finished(key, said, reply); });
}

void Presences::finished(const Key& key, bool said, const Result<Reply>& reply) {
  const auto place = wishes_.find(key);
  Wish& wish = place->second;
  wish.is_running = false;
  const bool is_stopping = !reply && reply.error().code == Code::restart;
  if (is_stopping || (reply && wish.is_there == said))
    wishes_.erase(place);
  else if (reply)
    run(key, wish);
  else
    wish.again_at =
        clock_.steady() + (reply.error().code == Code::internal ? kPauseAfterMistake : std::chrono::minutes{0});
}

void Presences::tick() {
  const auto now = clock_.steady();
  for (auto& [key, wish] : wishes_)
    if (!wish.is_running && now >= wish.again_at) run(key, wish);
}

}  // namespace onthaal::live
