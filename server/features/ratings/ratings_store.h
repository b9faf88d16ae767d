#pragma once

#include "features/ratings/ratings.h"

namespace onthaal::ratings::store {

// The latest conversation of a visit.
struct Latest {
  ConversationId id;
  Uuid uuid;
  std::int64_t key;
  bool was_talk;  // accepted, and ended since
};
std::optional<Latest> find_latest(db::Connection& db, VisitId visit);

struct NewRating {
  ConversationId conversation;
  std::optional<std::int64_t> stars;
  std::optional<std::string> text;  // sealed
  bool may_quote;
};
// Replaces the one that there is; false when somebody has read it.
bool put(Tx& tx, const NewRating& rating);
// Nothing of that visit may be quoted any more: the talks of which the rating could be.
std::vector<ConversationId> take_back(Tx& tx, VisitId visit);

struct Text {
  Uuid rating;
  Millis at;
  std::optional<std::int64_t> stars;
  std::string text;  // sealed
  bool may_quote;
  std::optional<std::string> who;
  std::int64_t key;
  Uuid conversation;
};
// Oldest first, at most `limit`; those whose words were destroyed left out.
std::vector<Text> unread(db::Connection& db, LineId line, std::int64_t limit);

// Of talks of that time, the ones that may be quoted: the newest first.
std::vector<Text> quotable(db::Connection& db, LineId line, const Span& talks, std::int64_t limit);
struct Found {
  std::int64_t key;
  Millis talk_at;
};
std::optional<Found> find_quotable(db::Connection& db, LineId line, const Uuid& rating);

struct Figures {
  std::int64_t raters = 0;
  std::optional<double> mean;  // of the stars
};
Figures figures(db::Connection& db, LineId line);

// False when the line has no such text. Reading again changes nothing.
bool mark_read(Tx& tx, LineId line, const Uuid& rating, StaffId staff);

}  // namespace onthaal::ratings::store
