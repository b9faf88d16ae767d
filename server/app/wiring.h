#pragma once

#include <vector>

#include "features/accounts/accounts.h"
#include "features/backups/backups.h"
#include "features/cases/cases.h"
#include "features/conversations/conversations.h"
#include "features/duty/duty.h"
#include "features/factors/factors.h"
#include "features/hours/hours.h"
#include "features/invitations/invitations.h"
#include "features/lines/lines.h"
#include "features/overviews/overviews.h"
#include "features/ratings/ratings.h"
#include "features/registrations/registrations.h"
#include "features/sign_ons/sign_ons.h"
#include "features/visits/visits.h"
#include "platform/act/jobs.h"
#include "platform/config.h"
#include "platform/http/route.h"
#include "platform/live/command.h"

namespace onthaal::app {

// All features, connected: who reacts to what, and the tables of routes, commands, streams and jobs. The tables point
// into this object.
class Wiring {
 public:
  explicit Wiring(const config::Config& config);

  http::Routes routes() const;
  live::Commands commands() const;
  std::vector<live::Watch> watches() const;
  live::Doors doors() const;
  std::vector<jobs::JobKind> jobs() const;
  const conversations::Conversations& conversations() const { return conversations_; }
  const accounts::Hooks& staff_hooks() const { return staff_hooks_; }
  const hours::HoursHooks& hours_hooks() const { return hours_hooks_; }

  void begin(Tx& tx) const;  // at every start, before anything else is written

 private:
  const config::Config& config_;
  lines::Outside outside_lines_;
  conversations::Conversations conversations_;
  duty::Duty duty_;
  cases::Cases cases_;
  hours::HoursHooks hours_hooks_;
  factors::Settings factors_settings_;
  accounts::Hooks staff_hooks_;
  invitations::Settings invitations_settings_;
  sign_ons::SignOns sign_ons_;
  registrations::RegistrationHooks registration_hooks_;
  ratings::RatingHooks rating_hooks_;
  visits::Settings visits_settings_;
  overviews::Overviews overviews_;
  backups::Settings backups_;
};

}  // namespace onthaal::app
