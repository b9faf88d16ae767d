#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "features/conversations/conversations.h"
#include "features/visits/visits.h"
#include "platform/act/jobs.h"
#include "platform/control.h"
#include "platform/http/route.h"

// What is kept, for how long, and that it goes. The one place that knows every table in which something of a person
// stands (retention_store_kept.h). Deleting words destroys their key and empties the rows in which they stood.
namespace onthaal::retention {

struct Kind {
  std::string_view name;  // "words": the words of talks
  std::int64_t days;      // as it is shipped
  std::int64_t least;     // what a line may choose; the same as `most` where it may not
  std::int64_t most;
};
std::span<const Kind> kinds();

// How long a line keeps it. Words are kept as long as the line said before there were periods, and never longer than a
// year; what is written about a talk goes with its words at the latest.
std::int64_t days_of(db::Connection& db, LineId line, std::string_view kind);
std::int64_t words_days(db::Connection& db, LineId line);

// The words of one talk: in its stream and its case, its nickname and question, the note and the rating, whatever was
// written about it. Gone at once, whatever its length: the rows of a long one are emptied by a job, soon. False where
// that was done before. It must have ended.
enum class By : std::uint8_t { period, visitor };
bool forget(Tx& tx, ConversationId id, By by);

// Of a talk that a restore brought back: it ends where it went on, and its words go once more. False where it is not
// there, or its words were gone.
Result<bool> delete_again(Tx& tx, const conversations::Conversations& conversations, const Uuid& talk, By by);

// `conversations` outlives the routes.
http::Routes routes(const conversations::Conversations& conversations, const visits::Settings& settings);

// For the machine's own administrator: retention.show {"line"}; retention.purge {"line"}: one slice of what is due,
// answered with {"deleted","is_more"}; talk.export {"conversation"}: what
// was said, once two people opened it by law, to be sealed before it is written anywhere, and the entry of the audit
// that it was begun; then talk.export {"conversation","begun"}, with the number of that entry: the file is written.
control::Commands control_commands();

std::vector<jobs::JobKind> jobs();
void schedule_jobs(Tx& tx);  // at every start

}  // namespace onthaal::retention
