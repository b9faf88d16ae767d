#include "features/plans/plans_words.h"

namespace onthaal::plans {
namespace {

constexpr seal::Kind kKind = seal::Kind::plan;

}  // namespace

SealedWords seal_words(Tx& tx, const streams::Sealing& sealing, const wire::Words& words) {
  SealedWords sealed{seal::seal(sealing.key, kKind, sealing.owner, 0, words.text, tx.random), std::nullopt};
  if (words.moments) sealed.moments = seal::seal(sealing.key, kKind, sealing.owner, 1, *words.moments, tx.random);
  return sealed;
}

std::optional<wire::Words> open_words(const Snapshot& snapshot, const store::Plan& plan) {
  const auto sealing = streams::find_sealing(snapshot.db, snapshot.keys, plan.key);
  auto text = sealing ? seal::open(sealing->key, kKind, plan.uuid, 0, plan.text) : std::nullopt;
  if (!text) return std::nullopt;
  wire::Words words{*std::move(text), std::nullopt};
  if (plan.moments) words.moments = seal::open(sealing->key, kKind, plan.uuid, 1, *plan.moments);
  return words;
}

void tell_line(Tx& tx, const Actor& actor, LineId line) {
  streams::append(tx, streams::key("line", line.value), lines::find(tx.db, line).value().uuid,
                  {"plans.changed", author_of(actor), std::nullopt, "{}"}, nullptr);
}

}  // namespace onthaal::plans
