#include "platform/control.h"

namespace onthaal::control {
namespace {

// Rolls back what was not committed, also when something throws.
class Transaction {
 public:
  explicit Transaction(db::Connection& connection) : connection_(connection) {}
  ~Transaction() {
    if (connection_.in_transaction()) connection_.rollback();
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

 private:
  db::Connection& connection_;
};

}  // namespace

Result<Reply> run_alone(Work work, db::Connection& connection, const Clock& clock, Random& random,
                        const seal::Keyring& keys) {
  for (;;) {
    if (auto* reply = std::get_if<Reply>(&work)) return std::move(*reply);
    const Transaction transaction(connection);
    if (const auto* act = std::get_if<Act>(&work)) {
      connection.begin_write();
      std::vector<Effect> effects;
      Tx tx{connection, clock.now(), random, keys, effects};
      auto reply = act->run(tx);
      if (reply) connection.commit();
      return reply;
    }
    auto next = [&]() -> Result<Work> {
      if (const auto* prepare = std::get_if<Prepare>(&work)) return prepare->run();
      if (const auto* chore = std::get_if<Chore>(&work)) return chore->run(std::stop_token{});
      connection.begin_snapshot();
      return std::get<Read>(work).run(Snapshot{connection, clock.now(), keys});
    }();
    if (!next) return std::unexpected(std::move(next.error()));
    work = *std::move(next);
  }
}

}  // namespace onthaal::control
