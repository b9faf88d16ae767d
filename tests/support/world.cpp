#include "support/world.h"

namespace onthaal::support {

const seal::Keyring& test_keys() {
  static const seal::Keyring keys = [] {
    const TempFolder folder;
    SeededRandom random(7);
    const std::filesystem::path file = folder.path() / "master.key";
    if (const auto made = seal::Keyring::create(file, 0, random); !made) throw std::runtime_error(made.error().detail);
    auto read = seal::Keyring::read(file);
    if (!read) throw std::runtime_error(read.error().detail);
    return std::move(*read);
  }();
  return keys;
}

World::World(db::Engine engine) : database(engine), keys(test_keys()) {}

db::Connection& World::reader() {
  if (!reader_) reader_ = database.connect(db::Access::read);
  return *reader_;
}

World::Transaction::Transaction(World& world)
    : world_(world), tx_{world.database.connection(), world.clock.now(), world.random, world.keys, world.effects} {
  world_.effects.clear();
  tx_.db.begin_write();
}

void World::Transaction::keep() {
  tx_.db.commit();
}

World::Transaction::~Transaction() {
  if (!tx_.db.in_transaction()) return;
  tx_.db.rollback();
  world_.effects.clear();
}

World::View::View(World& world) : snapshot_{world.reader(), world.clock.now(), world.keys} {
  snapshot_.db.begin_snapshot();
}

World::View::~View() {
  snapshot_.db.rollback();
}

Result<Reply> World::finish(Work work) {
  for (;;) {
    if (Reply* reply = std::get_if<Reply>(&work)) return std::move(*reply);
    if (const Act* last = std::get_if<Act>(&work)) return act(last->run);
    const Read* read = std::get_if<Read>(&work);
    const auto* chore = std::get_if<Chore>(&work);
    Result<Work> next = read ? view(read->run) : chore ? chore->run(std::stop_token{}) : std::get<Prepare>(work).run();
    if (!next) return std::unexpected(std::move(next.error()));
    work = std::move(*next);
  }
}

}  // namespace onthaal::support
