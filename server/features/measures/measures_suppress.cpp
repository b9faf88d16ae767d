#include "features/measures/measures_suppress.h"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

namespace onthaal::measures::suppress {
namespace {

// Sums as nodes and cells as edges of a network: a cell that grows by one takes one from where it ends and gives one to
// where it begins. What is in one sum only ends, or begins, outside (node 0), where nothing has to add up. So the
// withheld numbers can change together exactly along a cycle: a cell grows forwards, and shrinks backwards.
struct Edge {
  std::size_t from = 0, to = 0;
};

class Network {
 public:
  Network(std::size_t cells, const std::vector<Sum>& sums) : edges_(cells), places_(cells), signs_(sums.size(), 0) {
    for (std::size_t i = 0; i < sums.size(); ++i) {
      for (const std::size_t cell : sums[i].cells) put(cell, {i, 1});
      put(sums[i].total, {i, -1});
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
      if (signs_[i] == 0) orient(i, sums);
    for (std::size_t cell = 0; cell < cells; ++cell)
      for (const Place& place : places_[cell])
        (place.sign * signs_[place.sum] > 0 ? edges_[cell].from : edges_[cell].to) = place.sum + 1;
  }
  const std::vector<Edge>& edges() const { return edges_; }

 private:
  struct Place {
    std::size_t sum;
    int sign;  // 1: a part; -1: the total
  };
  void put(std::size_t cell, Place place) {
    places_.at(cell).push_back(place);
    if (places_[cell].size() > 2) throw std::logic_error("a number is in more than two sums");
  }
  // Gives the sums that meet signs with which each cell leaves one and enters the other.
  void orient(std::size_t first, const std::vector<Sum>& sums) {
    signs_[first] = 1;
    std::vector<std::size_t> todo{first};
    while (!todo.empty()) {
      const std::size_t sum = todo.back();
      todo.pop_back();
      for (const std::size_t cell : sums[sum].cells) meet(cell, sum, todo);
      meet(sums[sum].total, sum, todo);
    }
  }
  void meet(std::size_t cell, std::size_t sum, std::vector<std::size_t>& todo) {
    if (places_[cell].size() < 2) return;
    const bool is_first = places_[cell][0].sum == sum;
    const Place& here = places_[cell][is_first ? 0 : 1];
    const Place& there = places_[cell][is_first ? 1 : 0];
    const int sign = -here.sign * signs_[sum] * there.sign;
    if (signs_[there.sum] == 0) todo.push_back(there.sum);
    if (signs_[there.sum] == -sign) throw std::logic_error("these sums do not meet as rows and columns do");
    signs_[there.sum] = sign;
  }

  std::vector<Edge> edges_;
  std::vector<std::vector<Place>> places_;
  std::vector<int> signs_;
};

bool can_grow(const Cell& cell) {
  return cell.n < cell.most;
}
bool can_shrink(const Cell& cell) {
  return cell.n > 1;
}

// Whether others can change so that one more leaves `from`, and arrives at `to`.
bool can_reach(const std::vector<Cell>& cells, const std::vector<Edge>& edges, std::size_t without, std::size_t from,
               std::size_t to) {
  std::vector<std::size_t> reached{from};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (reached[i] == to) return true;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      if (cell == without || !cells[cell].is_withheld) continue;
      const auto go = [&](std::size_t there) {
        if (std::ranges::find(reached, there) == reached.end()) reached.push_back(there);
      };
      if (edges[cell].from == reached[i] && can_grow(cells[cell])) go(edges[cell].to);
      if (edges[cell].to == reached[i] && can_shrink(cells[cell])) go(edges[cell].from);
    }
  }
  return false;
}

bool is_safe(const std::vector<Cell>& cells, const std::vector<Edge>& edges, std::size_t cell) {
  const Edge& edge = edges[cell];
  return (can_grow(cells[cell]) && can_reach(cells, edges, cell, edge.to, edge.from)) ||
         (can_shrink(cells[cell]) && can_reach(cells, edges, cell, edge.from, edge.to));
}

bool can_go(const Cell& cell) {
  return !cell.is_withheld && !cell.is_fixed && cell.n > 0;
}

// What hides it best: beside it, not zero, the smallest; as a rule a total only when there is nothing else.
std::optional<std::size_t> companion(const std::vector<Cell>& cells, const std::vector<Sum>& sums, std::size_t cell) {
  std::optional<std::size_t> part, total;
  const auto offer = [&](std::optional<std::size_t>& best, std::size_t other) {
    if (other == cell || !can_go(cells[other])) return;
    if (!best || (cells[other].is_first && !cells[*best].is_first)) best = other;
    if (cells[other].is_first == cells[*best].is_first && cells[other].n < cells[*best].n) best = other;
  };
  for (const Sum& sum : sums) {
    if (sum.total != cell && std::ranges::find(sum.cells, cell) == sum.cells.end()) continue;
    if (sum.is_total_first && sum.total != cell && can_go(cells[sum.total])) return sum.total;
    for (const std::size_t other : sum.cells) offer(part, other);
    offer(total, sum.total);
  }
  return part ? part : total;
}

// Nothing beside it is left, but further on: of all that it adds up with in the end, the smallest first.
std::optional<std::size_t> anything(const std::vector<Cell>& cells, const std::vector<Sum>& sums, std::size_t cell) {
  std::set<std::size_t> near{cell};
  for (std::size_t before = 0; before != near.size();) {
    before = near.size();
    for (const Sum& sum : sums) {
      const auto is_near = [&](std::size_t other) { return near.contains(other); };
      if (!is_near(sum.total) && std::ranges::none_of(sum.cells, is_near)) continue;
      near.insert(sum.total);
      near.insert(sum.cells.begin(), sum.cells.end());
    }
  }
  std::optional<std::size_t> best;
  for (const std::size_t i : near)
    if (can_go(cells[i]) && (!best || cells[i].n < cells[*best].n)) best = i;
  return best;
}

}  // namespace

bool is_safe(const std::vector<Cell>& cells, const std::vector<Sum>& sums, std::size_t cell) {
  return is_safe(cells, Network(cells.size(), sums).edges(), cell);
}

bool protect(std::vector<Cell>& cells, const std::vector<Sum>& sums) {
  const Network network(cells.size(), sums);
  const auto is_open = [&](std::size_t cell) {
    return cells[cell].is_withheld && !is_safe(cells, network.edges(), cell);
  };
  bool are_safe = true;
  for (std::size_t cell = 0; cell < cells.size(); ++cell)
    while (is_open(cell)) {
      auto more = companion(cells, sums, cell);
      if (!more) more = anything(cells, sums, cell);
      if (!more) are_safe = false;
      if (!more) break;
      cells[*more].is_withheld = true;
      if (*more < cell) cell = 0;
    }
  return are_safe;
}

}  // namespace onthaal::measures::suppress
