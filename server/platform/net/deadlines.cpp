#include "platform/net/deadlines.h"

namespace onthaal::net {

void Deadlines::add(Deadlined& one) {
  one.place_ = all_.size();
  all_.push_back(&one);
}

void Deadlines::remove(Deadlined& one) {
  all_.back()->place_ = one.place_;
  all_[one.place_] = all_.back();
  all_.pop_back();
}

void Deadlines::tick(Deadlined::Time now) {
  std::vector<Deadlined*> late;
  for (Deadlined* one : all_)
    if (one->deadline < now) late.push_back(one);
  for (Deadlined* one : late) {
    one->deadline = Deadlined::Time::max();
    one->cut();
  }
}

}  // namespace onthaal::net
