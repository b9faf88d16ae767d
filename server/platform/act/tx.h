#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/clock.h"
#include "core/random.h"
#include "platform/actor.h"
#include "platform/db/db.h"
#include "platform/seal.h"

namespace onthaal {

// A stream inside the server: the kind is an index in the table of stream kinds, the id a key in the database.
struct StreamKey {
  std::int32_t kind = 0;
  std::int64_t id = 0;
  bool operator==(const StreamKey&) const = default;
};

// What is done in memory after the commit, in the order in which the acts wrote it; nothing of it when they roll back.
struct Appended {  // an event for the subscribers; `frame` is the whole frame as it goes over the wire
  StreamKey stream;
  std::int64_t number;
  std::shared_ptr<const std::string> frame;
  std::optional<Uuid> command;
  Uuid stream_uuid;
};
struct Revoked {  // this actor lost access to the stream
  StreamKey stream;
  Actor actor;
  Uuid stream_uuid;
};
struct ActorClosed {  // logged out, or disabled: all sockets of this actor close
  Actor actor;
};
struct Touched {  // signals that are computed from rows are to be computed again, soon
  std::string_view what;
  std::int64_t id;
};
// Work that goes on after the commit: what may take long, or speaks with the world outside. Lost when the process ends
// before it: whoever needs it again keeps a job until the work's own act says that it is done.
struct FollowUp;
struct Followed {
  std::shared_ptr<const FollowUp> work;
};
using Effect = std::variant<Appended, Revoked, ActorClosed, Touched, Followed>;

// What an act has to work with. Everything that can differ between two runs is in here, so an act can be run again.
struct Tx {
  db::Connection& db;
  const Millis now;
  Random& random;
  const seal::Keyring& keys;
  std::vector<Effect>& effects;
  // Where jobs::later() notes when the writer has to wake for it.
  std::optional<Millis>* job_due = nullptr;

  Uuid new_uuid() const { return Uuid::v7(now, random); }
};

// What a view has: one consistent state, read only.
struct Snapshot {
  db::Connection& db;
  const Millis now;
  const seal::Keyring& keys;
};

}  // namespace onthaal
