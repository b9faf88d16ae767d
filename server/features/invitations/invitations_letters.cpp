#include "features/invitations/invitations_letters.h"

#include <fmt/format.h>

namespace onthaal::invitations::letters {
namespace {

mails::Letter letter(const std::string& to, std::string subject, std::string text) {
  return {Redacted<std::string>(to), Redacted<std::string>(std::move(subject)), Redacted<std::string>(std::move(text))};
}

}  // namespace

mails::Letter invitation(const std::string& to, const Invited& invited) {
  return letter(
      to, fmt::format("Uitnodiging voor {}", invited.line),
      fmt::format("Dag {0}\n\n"
                  "{1} nodigt je uit om mee te werken aan {2}. Kies je naam om aan te melden en je wachtwoord:"
                  "\n\n{3}\n\n"
                  "De link werkt één keer en blijft 7 dagen geldig. Ken je {2} niet? Dan hoef je niets te doen."
                  "\n\n--\n\n"
                  "Hello {0}\n\n"
                  "{1} invites you to work with {2}. Choose your log-in name and your password with the link"
                  " above. It works once, within 7 days. You don't know {2}? Then there is nothing to do.\n",
                  invited.name, invited.by, invited.line, invited.link));
}

mails::Letter new_password(const std::string& to, const std::string& name, const std::string& link) {
  return letter(
      to, "Een nieuw wachtwoord kiezen",
      fmt::format("Dag {0}\n\n"
                  "Iemand vroeg om een nieuw wachtwoord voor je account. Was jij dat? Kies het hier:\n\n"
                  "{1}\n\n"
                  "De link werkt één keer en blijft één uur geldig. Was jij het niet? Dan hoef je niets te doen:"
                  " je wachtwoord blijft wat het was."
                  "\n\n--\n\n"
                  "Hello {0}\n\n"
                  "Somebody asked for a new password for your account. If it was you, choose it with the link"
                  " above: it works once, within an hour. If not, there is nothing to do.\n",
                  name, link));
}

}  // namespace onthaal::invitations::letters
