#pragma once

#include <gtest/gtest.h>

#include <type_traits>
#include <utility>
#include <vector>

#include "platform/act/tx.h"
#include "platform/act/work.h"
#include "support/clock.h"
#include "support/database.h"
#include "support/random.h"

namespace onthaal::support {

// Master keys made once per test program.
const seal::Keyring& test_keys();

// What acts and views need, on one thread: a fresh database, a fixed clock, seeded randomness, keys.
//
//   class LinesTest : public support::StoreTest {};
//   ONTHAAL_ON_BOTH_ENGINES(LinesTest);
//   TEST_P(LinesTest, MakesALine) {
//     const LineId line = world.act([](Tx& tx) { return lines::make_line(tx, "clbchat", "CLBch@t"); });
//     EXPECT_EQ(world.view([](const Snapshot& snapshot) { return lines::count(snapshot); }), 1);
//   }
class World {
 public:
  explicit World(db::Engine engine);

  Database database;
  FixedClock clock;
  SeededRandom random;
  const seal::Keyring& keys;
  std::vector<Effect> effects;  // of the last act; empty when it threw or was refused

  // Runs it in its own transaction, as the engine does: committed, or rolled back when it throws or gives an Error.
  template <class Run>
  auto act(Run&& run) {
    Transaction transaction(*this);
    if constexpr (std::is_void_v<std::invoke_result_t<Run, Tx&>>) {
      run(transaction.tx());
      transaction.keep();
    } else {
      auto result = run(transaction.tx());
      if (!is_refused(result)) transaction.keep();
      return result;
    }
  }

  // Runs it on one consistent, read-only state.
  template <class Run>
  auto view(Run&& run) {
    View view(*this);
    return run(view.snapshot());
  }

  // Follows a piece of Work to its Reply, as the engine does. `effects` are those of its act.
  Result<Reply> finish(Work work);

 private:
  class Transaction {
   public:
    explicit Transaction(World& world);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Tx& tx() { return tx_; }
    void keep();

   private:
    World& world_;
    Tx tx_;
  };
  class View {
   public:
    explicit View(World& world);
    ~View();
    View(const View&) = delete;
    View& operator=(const View&) = delete;
    const Snapshot& snapshot() const { return snapshot_; }

   private:
    Snapshot snapshot_;
  };

  template <class T>
  static bool is_refused(const T&) {
    return false;
  }
  template <class T>
  static bool is_refused(const Result<T>& result) {
    return !result.has_value();
  }

  db::Connection& reader();
  std::unique_ptr<db::Connection> reader_;
};

// A test with a world, on either engine.
class StoreTest : public testing::TestWithParam<db::Engine> {
 protected:
  World world{GetParam()};
};

}  // namespace onthaal::support
