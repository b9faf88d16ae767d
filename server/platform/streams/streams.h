#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/act/tx.h"
#include "platform/act/work.h"

// A stream is an append-only list of events with consecutive numbers from 1, written in the transaction of the act and
// sent after its commit. Names on the wire: "conversation:UUID". Event tables have the columns of docs/architecture.md.
namespace onthaal::streams {

// What an actor may do with a stream, and as what it is present there.
struct Door {
  std::int64_t id;  // key in the database
  // "visitor", "operator": shown in presence and signals. Empty: shown to nobody, sends no signal, is told every one.
  std::string_view label;
};

// "typing" carries {"on":true} from anybody to anybody; "seen" {"number":12} from the visitor, to the operator only.
struct SignalKind {
  enum class Carries : std::uint8_t { on, number };
  std::string_view name;
  Carries carries = Carries::on;
  std::string_view from = {};  // a label; empty: any
  std::string_view to = {};    // a label; empty: any
};

// One kind of stream: its name, its table, who may come in, what its state is.
struct StreamKind {
  std::string_view name;   // "conversation"
  std::string_view table;  // "conversation_event"
  // As what its words are sealed: so that one stream's event never opens as another's, under the same key and number.
  seal::Kind sealed_as = seal::Kind::event;
  // The labels whose presence is shown ("visitor", "operator"): the signal "presence" goes to the others when one comes
  // or goes. Empty: nobody's.
  std::vector<std::string_view> labels;
  // Signals that a subscriber with a label may send to the others.
  std::vector<SignalKind> signals;
  std::function<Result<Door>(const Snapshot&, const Actor&, const Uuid&)> door;
  // The JSON of the snapshot's `state`, and only what this actor may see.
  std::function<Result<std::string>(const Snapshot&, const Actor&, std::int64_t id)> state;
  // The first subscriber with a label came, or the last one went. Run as an act of its own, soon and in order; said
  // again where it could not be written, so it must be able to run twice. May be empty.
  std::function<void(Tx&, std::int64_t id, std::string_view label, bool is_there)> present;
  // The same for staff without a label, each person apart: on how many pages does not matter.
  std::function<void(Tx&, std::int64_t id, StaffId, bool is_there)> staff_present = {};
};

// Fixed at start, before anything runs: the index of a kind is StreamKey::kind.
void register_kinds(std::vector<StreamKind> kinds);
const std::vector<StreamKind>& kinds();
StreamKey key(std::string_view kind, std::int64_t id);

// A new event. `data` is the JSON object of its data; it is stored sealed with `key` where one is given (then
// `sealed_by` is the row in seal_key), else plain: plain data holds no words of anybody.
struct Draft {
  std::string_view event;  // "message.posted"
  Author author;
  std::optional<Uuid> command;  // the client's id: how its author recognises it, and a resend is found
  std::string data;
};
struct Sealing {
  std::int64_t id;  // seal_key.id
  Uuid owner;       // seal_key.uuid
  seal::Key key;
};
// Writes the event, adds the Appended effect, returns its number. `stream_uuid` names the stream on the wire.
std::int64_t append(Tx& tx, const StreamKey& stream, const Uuid& stream_uuid, Draft draft, const Sealing* sealing);

// Words are taken out of an event that was written: the one change that is ever made to one. False where there is no
// such event sealed by this key.
bool rewrite(Tx& tx, const StreamKey& stream, std::int64_t number, std::string_view data, const Sealing& sealing);

// The number of the event that this author wrote with this command id after number `after`: how a resend is recognised.
std::optional<std::int64_t> find_command(db::Connection& db, const StreamKey& stream, std::int64_t after,
                                         const Author& author, const Uuid& command);

std::int64_t last_number(db::Connection& db, const StreamKey& stream);

struct Event {
  std::int64_t number;
  Millis at;
  std::string event;
  Author author;
  std::optional<Uuid> command;
  std::optional<std::string> data;  // nothing: the words were destroyed with their key
};
// What follows `after`, at most `limit`, in order.
std::vector<Event> read(const Snapshot& snapshot, const StreamKey& stream, std::int64_t after, std::int64_t limit);

// The frame of an event, as it goes over the wire.
std::string event_frame(const StreamKey& stream, const Uuid& stream_uuid, const Event& event);

// A new key for the words of `owner`, stored wrapped. And a stored one; nothing when it was destroyed.
Sealing make_sealing(Tx& tx, const Uuid& owner);
std::optional<Sealing> find_sealing(db::Connection& db, const seal::Keyring& keys, std::int64_t id);

}  // namespace onthaal::streams
