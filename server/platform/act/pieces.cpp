#include "platform/act/pieces.h"

#include <typeinfo>

#include "platform/log.h"

namespace onthaal {
namespace {

// Of what was thrown only the type is told: its words may be anybody's. To be called while it is handled.
void log_thrown(const char* event, const char* kind, const char* name) {
  try {
    throw;
  } catch (const std::exception& error) {
    log::error(event, {{kind, log::ours(name)}, {"type", log::ours(typeid(error).name())}});
  } catch (...) {
    log::error(event, {{kind, log::ours(name)}});
  }
}

}  // namespace

Result<Work> prepare(const Prepare& piece) {
  try {
    return piece.run();
  } catch (...) {
    log_thrown("prepare.failed", "prepare", piece.name);
    return fail(Code::internal, "it failed; nothing was changed");
  }
}

Result<Work> do_chore(const Chore& piece, const std::stop_token& stop) {
  try {
    return piece.run(stop);
  } catch (...) {
    log_thrown("chore.failed", "chore", piece.name);
    return fail(Code::internal, "it failed; nothing was changed");
  }
}

Result<Work> Reader::read(const Read& piece, std::chrono::milliseconds limit) {
  ++counters_.reads;
  Result<Work> next = fail(Code::internal, "it could not be read");
  try {
    if (!db_) db_ = db::connect(settings_.url, db::Access::read);
    db_->set_deadline(db::Deadline{std::chrono::steady_clock::now() + limit});
    db_->begin_snapshot();
    next = piece.run(Snapshot{*db_, clock_.now(), keys_});
  } catch (const db::InterruptedError&) {
    ++counters_.interrupted;
    log::warning("read.slow", {{"read", log::ours(piece.name)}});
    next = fail(Code::busy, "it took too long");
  } catch (const db::ConnectionLostError& error) {
    log::error("db.lost", {{"read", log::ours(piece.name)}, {"error", log::ours(error.what())}});
    db_.reset();
    next = fail(Code::busy, "the connection to the database was lost");
  } catch (const db::DbError& error) {
    log::error("read.failed", {{"read", log::ours(piece.name)}, {"error", log::ours(error.what())}});
    if (!db_) next = fail(Code::busy, "the database cannot be reached");
  } catch (...) {
    log_thrown("read.failed", "read", piece.name);
  }
  if (db_) db_->rollback();
  return next;
}

}  // namespace onthaal
