#pragma once

#include <sqlite3.h>

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace floor_server {

// One message: stored as it came, sent as it came.
struct Message {
  std::int64_t talk;
  std::int64_t author;
  std::shared_ptr<const std::string> frame;  // a whole server frame; the last `size` bytes are the payload
  std::size_t size;
};

// The writer thread: one durable row with an index on (stream, number) for each message, committed in groups.
class Rows {
 public:
  // `wake` becomes readable when something has been committed.
  Rows(const std::string& path, int wake);
  ~Rows();
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  void add(std::vector<Message>& messages);  // takes them
  std::vector<Message> committed();

 private:
  void run();
  std::size_t write(std::vector<Message>& waiting, std::size_t begin);  // one group; gives where the next begins
  void insert(const Message& message);
  void execute(const char* sql);

  sqlite3* db_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  int wake_;
  std::unordered_map<std::int64_t, std::int64_t> numbers_;
  std::mutex mutex_;
  std::condition_variable some_;
  std::vector<Message> queue_, done_;
  bool is_over_ = false;
  std::thread thread_;
};

}  // namespace floor_server
