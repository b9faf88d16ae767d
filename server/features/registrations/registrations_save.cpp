#include "features/registrations/registrations_save.h"

#include <algorithm>

#include "features/accounts/accounts.h"
#include "features/terms/terms.h"

namespace onthaal::registrations {
namespace {

bool is_of_day(const terms::Term& term, std::string_view day) {
  return term.valid_from <= day && (!term.valid_until || day <= *term.valid_until);
}

// Codes to terms of the line: those of today, and those that the registration has already.
class Chooser {
 public:
  Chooser(Tx& tx, LineId line) : tx_(tx), line_(line), day_(terms::day_of(tx.now)) {}

  std::vector<TermId> choose(std::string_view field, terms::Kind kind, const std::vector<std::string>& codes,
                             const std::vector<std::string>& had) {
    std::vector<TermId> chosen;
    for (const std::string& code : codes) {
      const auto term = terms::find(tx_.db, line_, kind, code);
      const bool can_be = term && (is_of_day(*term, day_) || std::ranges::find(had, code) != had.end());
      if (can_be && std::ranges::find(chosen, term->id) == chosen.end())
        chosen.push_back(term->id);
      else
        mistake(field, "not_allowed");
    }
    return chosen;
  }
  void mistake(std::string_view field, std::string_view problem) {
    const FieldError error{std::string(field), std::string(problem)};
    if (std::ranges::find(mistakes_, error) == mistakes_.end()) mistakes_.push_back(error);
  }
  std::vector<FieldError> mistakes() && { return std::move(mistakes_); }

 private:
  Tx& tx_;
  LineId line_;
  std::string day_;
  std::vector<FieldError> mistakes_;
};

std::vector<std::string> as_list(const std::optional<std::string>& code) {
  if (!code) return {};
  return {*code};
}

Result<store::Filled> fill(Tx& tx, const Save& save, const store::Registration& old) {
  Chooser chooser(tx, old.conversation.line);
  const store::Form& form = save.form;
  const auto source = chooser.choose("source", terms::Kind::source, as_list(form.source), as_list(old.form.source));
  store::Filled filled{.form = form,
                       .source = source.empty() ? std::nullopt : std::optional(source.front()),
                       .themes = chooser.choose("themes", terms::Kind::theme, form.themes, old.form.themes),
                       .outcomes = chooser.choose("outcomes", terms::Kind::outcome, form.outcomes, old.form.outcomes),
                       .note = std::nullopt};
  if (form.state == "done" && !form.is_fake && !form.is_broken_off) {
    if (form.themes.empty()) chooser.mistake("themes", "required");
    if (form.outcomes.empty()) chooser.mistake("outcomes", "required");
  }
  if (auto mistakes = std::move(chooser).mistakes(); !mistakes.empty())
    return std::unexpected(Error{Code::invalid, "a field is wrong", std::move(mistakes)});
  if (save.note) {
    const auto sealing = streams::find_sealing(tx.db, tx.keys, old.key);
    if (!sealing) return fail(Code::closed, "its words were destroyed");
    filled.note = seal::seal(sealing->key, seal::Kind::note, old.conversation.uuid, 0, save.note->reveal(), tx.random);
  }
  return filled;
}

}  // namespace

Result<store::Registration> access(db::Connection& db, const Actor& actor, const Uuid& conversation) {
  if (const auto* staff = std::get_if<Staff>(&actor); staff != nullptr)
    if (auto found = store::find(db, conversation, staff->staff);
        found && accounts::is_on_team(db, staff->staff, found->conversation.line))
      return *std::move(found);
  return fail(Code::not_found, "no such registration");
}

Result<store::Registration> save(Tx& tx, const Actor& actor, const Uuid& conversation, const Save& save,
                                 const RegistrationHooks& hooks) {
  const auto old = access(tx.db, actor, conversation);
  if (!old) return std::unexpected(old.error());
  const auto filled = fill(tx, save, *old);
  if (!filled) return std::unexpected(filled.error());
  if (!store::save(tx, old->conversation.id, *filled)) return fail(Code::conflict, "it is done already");
  if (hooks.changed && save.form.state != old->form.state)
    hooks.changed(tx, {old->conversation, old->operator_uuid, save.form.state, author_of(actor)});
  if (hooks.saved) hooks.saved(tx, old->conversation);
  return access(tx.db, actor, conversation);
}

}  // namespace onthaal::registrations
