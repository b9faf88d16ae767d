#pragma once

#include "features/measures/measures_suppress.h"
#include "features/measures/measures_tables.h"

// The classes of who as what adds up: pupils and parents together are the base of their shares, and with the others
// everybody. Every table has them so, that all withhold the same classes of the same numbers.
namespace onthaal::measures {

// Whether something else that is asked for shows how many there are in all, under the same filter. If so, classes of
// who are withheld beside small ones; else it is the total that one does best without.
bool are_totals_shown(const Context& context);

// Adds both sums of the cells at `places`, in the order of kWhoInOrder, and of that of everybody. Gives where the base
// of the two stands.
std::size_t add_classes(std::vector<suppress::Cell>& cells, std::vector<suppress::Sum>& sums,
                        const std::array<std::optional<std::size_t>, kClasses>& places, std::size_t total,
                        bool is_total_first);

// Those too small in this period, and those beside them: withheld wherever they could be taken from what another table
// shows of everybody, or of pupils and parents together.
struct HiddenClasses {
  std::set<std::string, std::less<>> codes;
  bool has_base = false;  // of pupils and parents together
  bool has_pupils = false;
};
HiddenClasses hidden_classes(const Context& context);

// Between a larger and a smaller one it would be known how many it is: of each class those withheld come last, by name.
void lose_rank(const Context& context, Draft& draft);

}  // namespace onthaal::measures
