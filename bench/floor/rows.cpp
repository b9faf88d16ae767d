#include "floor/rows.h"

#include <unistd.h>

#include <chrono>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace floor_server {
namespace {

constexpr std::size_t kGroup = 60;
constexpr std::chrono::milliseconds kGroupTime{2};

std::int64_t now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace

Rows::Rows(const std::string& path, int wake) : wake_(wake) {
  if (sqlite3_open(path.c_str(), &db_) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db_));
  execute("pragma journal_mode=wal");
  execute("pragma synchronous=full");
  execute("pragma wal_autocheckpoint=16384");
  execute(
      "create table conversation_event (id integer primary key, stream int not null, number int not null,"
      " at int not null, event text not null, author_kind int not null, author int not null, command blob,"
      " sealed_by int, body blob not null) strict");
  execute("create unique index conversation_event_number on conversation_event (stream, number)");
  sqlite3_prepare_v2(db_,
                     "insert into conversation_event (stream, number, at, event, author_kind, author, body)"
                     " values (?1, ?2, ?3, 'message.posted', ?4, ?4, ?5)",
                     -1, &insert_, nullptr);
  thread_ = std::thread([this] { run(); });
}

Rows::~Rows() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  some_.notify_one();
  thread_.join();
  sqlite3_finalize(insert_);
  sqlite3_close(db_);
}

void Rows::execute(const char* sql) {
  if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db_));
}

void Rows::add(std::vector<Message>& messages) {
  if (messages.empty()) return;
  bool was_empty;
  {
    const std::lock_guard lock(mutex_);
    was_empty = queue_.empty();
    queue_.insert(queue_.end(), std::move_iterator(messages.begin()), std::move_iterator(messages.end()));
  }
  if (was_empty) some_.notify_one();
  messages.clear();
}

std::vector<Message> Rows::committed() {
  const std::lock_guard lock(mutex_);
  return std::exchange(done_, {});
}

void Rows::run() {
  std::vector<Message> waiting;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      some_.wait(lock, [this] { return is_over_ || !queue_.empty(); });
      if (is_over_) return;
      waiting.swap(queue_);
    }
    for (std::size_t begin = 0; begin < waiting.size();) {
      begin = write(waiting, begin);
    }
    waiting.clear();
  }
}

std::size_t Rows::write(std::vector<Message>& waiting, std::size_t begin) {
  const auto limit = std::chrono::steady_clock::now() + kGroupTime;
  execute("begin immediate");
  std::size_t end = begin;
  while (end < waiting.size() && end - begin < kGroup && std::chrono::steady_clock::now() < limit) {
    insert(waiting[end++]);
  }
  execute("commit");
  {
    const std::lock_guard lock(mutex_);
    const auto from = waiting.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto to = waiting.begin() + static_cast<std::ptrdiff_t>(end);
    done_.insert(done_.end(), std::move_iterator(from), std::move_iterator(to));
  }
  const std::uint64_t one = 1;
  if (::write(wake_, &one, sizeof one) < 0) throw std::runtime_error("eventfd");
  return end;
}

void Rows::insert(const Message& message) {
  const std::string& frame = *message.frame;
  sqlite3_bind_int64(insert_, 1, message.talk);
  sqlite3_bind_int64(insert_, 2, ++numbers_[message.talk]);
  sqlite3_bind_int64(insert_, 3, now_ms());
  sqlite3_bind_int64(insert_, 4, message.author);
  sqlite3_bind_blob64(insert_, 5, frame.data() + frame.size() - message.size, message.size, SQLITE_STATIC);
  const int result = sqlite3_step(insert_);
  sqlite3_reset(insert_);
  if (result != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
}

}  // namespace floor_server
