#pragma once

#include <string>

#include "features/mails/mails.h"

// What staff read in their mail, in Dutch and in English: nothing of a visitor, and no more of staff than they must
// know.
namespace onthaal::invitations::letters {

struct Invited {
  std::string name;
  std::string by;
  std::string line;
  std::string link;
};
mails::Letter invitation(const std::string& to, const Invited& invited);
mails::Letter new_password(const std::string& to, const std::string& name, const std::string& link);

}  // namespace onthaal::invitations::letters
