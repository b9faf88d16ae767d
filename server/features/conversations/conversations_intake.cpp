#include "features/conversations/conversations_access.h"
#include "features/conversations/conversations_wire.h"
#include "features/terms/terms.h"

namespace onthaal::conversations {
namespace {

std::optional<std::string> code_of(Tx& tx, const std::optional<TermId>& term) {
  if (!term) return std::nullopt;
  return terms::find(tx.db, *term).value().code;
}

}  // namespace

Result<Reply> Conversations::give_intake(Tx& tx, const live::Envelope& envelope, const GiveIntake& given) const {
  const auto current = access_as_visitor(tx, envelope.actor, given.conversation);
  if (!current) return std::unexpected(current.error());
  const Subject& subject = current->subject;
  if (const auto number = find_resend(tx, envelope, subject)) return numbered(number);
  const auto sealing = store::sealing_of(*current, tx.keys);
  if (!sealing) return fail(Code::closed, "its words were destroyed");

  store::FullIntake intake = store::full_intake(tx.db, subject.id);
  std::optional<std::string> question;
  if (intake.question) question = seal::open(sealing->key, seal::Kind::question, subject.uuid, 0, *intake.question);
  if (given.age) intake.age = *given.age;
  if (given.gender) intake.gender = *given.gender;
  if (given.source) {
    intake.source.reset();
    if (const auto& code = *given.source) {
      const auto term = terms::find(tx.db, subject.line, terms::Kind::source, *code);
      if (!term) return std::unexpected(Error{Code::invalid, "", {{"data.source", "not_allowed"}}});
      intake.source = term->id;
    }
  }
  if (given.question) {
    const auto& words = *given.question;
    question = words && !words->reveal().empty() ? std::optional(words->reveal()) : std::nullopt;
    intake.question.reset();
    if (question)
      intake.question = seal::seal(sealing->key, seal::Kind::question, subject.uuid, 0, *question, tx.random);
  }
  store::set_intake(tx, subject.id, intake);
  const std::string data = wire::given({intake.age, intake.gender, question, code_of(tx, intake.source)});
  const auto number =
      append(tx, subject, &*sealing, {"intake.given", onthaal::author_of(envelope.actor), envelope.id, data});
  return numbered(number);
}

}  // namespace onthaal::conversations
