#pragma once

#include "features/appointments/appointments_store.h"
#include "features/hours/hours.h"
#include "platform/json.h"

namespace onthaal::appointments::wire {

Result<Offer> parse_offer(const boost::json::object& data);
Result<Answer> parse_answer(const boost::json::object& data);
Result<Uuid> parse_withdraw(const boost::json::object& data);

struct NewSlots {
  hours::LocalTime begins;
  std::int64_t minutes;
  std::optional<Uuid> worker;
  std::int64_t weeks;
};
Result<NewSlots> parse_slots(const boost::json::object& data);
Result<bool> parse_second_talks(const boost::json::object& data);

// What stands in it, opened.
struct Words {
  std::string nickname;
  std::optional<std::string> note;
};
enum class There : std::uint8_t { worker, others, nobody };

std::string offered(const Uuid& appointment, std::string_view state, const store::Slot& slot, std::string_view line,
                    const std::optional<std::string>& privacy, const std::optional<std::string>& note);
std::string changed(const Uuid& appointment, std::string_view state);
std::string code(std::string_view code);
std::string opened(const Uuid& conversation, const lines::Line& line, std::string_view language);
std::string page(const store::Appointment& appointment, const lines::Line& line, const Words& words, There there,
                 const std::vector<store::Slot>& free, Millis now);
std::string slots(bool has_second_talks, const std::vector<store::Slot>& slots);
// At partners: `partners` are those that stand below.
struct Elsewhere {
  Uuid partner;
  std::string name;
  std::vector<store::Slot> free;
};
std::string elsewhere(const std::vector<Elsewhere>& all);
std::string listed(const store::Appointment& appointment, const std::optional<Words>& words, bool with_note);
std::string agreed_note(const store::Appointment& appointment, const Words& words);

}  // namespace onthaal::appointments::wire
