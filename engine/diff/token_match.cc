#include "engine/diff/token_match.h"

#include <algorithm>
#include <dtl/dtl.hpp>

#include "absl/container/flat_hash_map.h"

namespace samestory {
namespace {

using Tokens = std::span<const uint32_t>;

constexpr uint64_t kDtlPoints = 2'000'000;  // dtl::MAX_CORDINATES_SIZE
constexpr uint64_t kPiecePoints = 65'536;   // beyond the bound: what one stretch between anchors may cost
constexpr size_t kPieceTokens = 256;

// Whether the O(NP) search ends within `max_points` points. The same walk as dtl's, without keeping the path:
// it costs at most what is allowed, and dtl has no such question to ask.
bool SearchFits(Tokens a, Tokens b, uint64_t max_points) {
  if ((a.size() + 1) * (b.size() + 1) <= max_points) return true;
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() >= max_points) return false;
  const int64_t m = static_cast<int64_t>(a.size()), n = static_cast<int64_t>(b.size());
  const int64_t delta = n - m, offset = m + 1;
  std::vector<int64_t> furthest(a.size() + b.size() + 3, -1);
  const auto snake = [&](int64_t k) {
    int64_t y = std::max(furthest[k - 1 + offset] + 1, furthest[k + 1 + offset]);
    int64_t x = y - k;
    while (x < m && y < n && a[x] == b[y]) ++x, ++y;
    furthest[k + offset] = y;
  };
  uint64_t points = 0;
  for (int64_t p = 0; furthest[delta + offset] != n; ++p) {
    points += static_cast<uint64_t>(delta + 2 * p + 1);
    if (points > max_points) return false;
    for (int64_t k = -p; k < delta; ++k) snake(k);
    for (int64_t k = delta + p; k > delta; --k) snake(k);
    snake(delta);
  }
  return true;
}

class Matcher {
 public:
  Matcher(Tokens a, Tokens b, uint64_t max_points, bool* degraded)
      : a_(a), b_(b), max_points_(std::min(max_points, kDtlPoints)), degraded_(degraded) {}

  std::vector<TokenMatch> Run() {
    Trimmed({0, a_.size(), 0, b_.size()}, [this](const Box& box) {
      if (SearchFits(SideA(box), SideB(box), max_points_)) {
        Exact(box);
      } else {
        *degraded_ = true;
        ByAnchors(box);
      }
    });
    return std::move(matches_);
  }

 private:
  struct Box {
    size_t a_begin, a_end, b_begin, b_end;
    bool Empty() const { return a_begin == a_end || b_begin == b_end; }
  };

  Tokens SideA(const Box& box) const { return a_.subspan(box.a_begin, box.a_end - box.a_begin); }
  Tokens SideB(const Box& box) const { return b_.subspan(box.b_begin, box.b_end - box.b_begin); }

  void Match(size_t a, size_t b) { matches_.push_back({static_cast<uint32_t>(a), static_cast<uint32_t>(b)}); }

  // Matches what is equal at both ends and leaves the rest, if any, to `inner`.
  template <typename Inner>
  void Trimmed(Box box, const Inner& inner) {
    while (!box.Empty() && a_[box.a_begin] == b_[box.b_begin]) Match(box.a_begin++, box.b_begin++);
    size_t tail = 0;
    while (!box.Empty() && a_[box.a_end - 1] == b_[box.b_end - 1]) --box.a_end, --box.b_end, ++tail;
    if (!box.Empty()) inner(box);
    for (size_t k = 0; k < tail; ++k) Match(box.a_end + k, box.b_end + k);
  }

  void Exact(const Box& box) {
    const std::vector<uint32_t> a(SideA(box).begin(), SideA(box).end()),
        b(SideB(box).begin(), SideB(box).end());
    dtl::Diff<uint32_t, std::vector<uint32_t>> diff(a, b);
    diff.compose();
    size_t i = box.a_begin, j = box.b_begin;
    for (const auto& step : diff.getSes().getSequence()) {
      if (step.second.type == dtl::SES_COMMON) {
        Match(i++, j++);
      } else {
        ++(step.second.type == dtl::SES_DELETE ? i : j);
      }
    }
  }

  // The longest increasing sequence of tokens that occur once in both sides (Cohen's patience diff).
  std::vector<TokenMatch> Anchors(const Box& box) const {
    struct Seen {
      uint32_t in_a = 0, in_b = 0, at_b = 0;
    };
    absl::flat_hash_map<uint32_t, Seen> seen;
    for (const uint32_t token : SideA(box)) ++seen[token].in_a;
    for (size_t j = box.b_begin; j < box.b_end; ++j) {
      Seen& entry = seen[b_[j]];
      ++entry.in_b;
      entry.at_b = static_cast<uint32_t>(j);
    }
    std::vector<TokenMatch> unique;
    for (size_t i = box.a_begin; i < box.a_end; ++i) {
      const Seen& entry = seen[a_[i]];
      if (entry.in_a == 1 && entry.in_b == 1) unique.push_back({static_cast<uint32_t>(i), entry.at_b});
    }
    std::vector<size_t> tails, before(unique.size());  // of the best chain of each length; predecessor + 1
    for (size_t k = 0; k < unique.size(); ++k) {
      const auto at = std::partition_point(tails.begin(), tails.end(),
                                           [&](size_t tail) { return unique[tail].b < unique[k].b; });
      before[k] = at == tails.begin() ? 0 : *(at - 1) + 1;
      if (at == tails.end()) {
        tails.push_back(k);
      } else {
        *at = k;
      }
    }
    std::vector<TokenMatch> chain;
    for (size_t k = tails.empty() ? 0 : tails.back() + 1; k > 0; k = before[k - 1])
      chain.push_back(unique[k - 1]);
    std::reverse(chain.begin(), chain.end());
    return chain;
  }

  void ByAnchors(const Box& box) {
    Box gap = {box.a_begin, box.a_begin, box.b_begin, box.b_begin};
    for (const TokenMatch& anchor : Anchors(box)) {
      gap.a_end = anchor.a, gap.b_end = anchor.b;
      Gap(gap);
      Match(anchor.a, anchor.b);
      gap.a_begin = anchor.a + 1, gap.b_begin = anchor.b + 1;
    }
    gap.a_end = box.a_end, gap.b_end = box.b_end;
    Gap(gap);
  }

  void Gap(const Box& gap) {
    Trimmed(gap, [this](const Box& box) {
      if (SearchFits(SideA(box), SideB(box), std::min(max_points_, kPiecePoints))) {
        Exact(box);
      } else {
        ByPieces(box);
      }
    });
  }

  // Cuts both sides into as many pieces, in proportion.
  void ByPieces(const Box& box) {
    const size_t m = box.a_end - box.a_begin, n = box.b_end - box.b_begin;
    const size_t pieces = std::max(m, n) / kPieceTokens + 1;
    for (size_t k = 0; k < pieces; ++k) {
      Trimmed({box.a_begin + m * k / pieces, box.a_begin + m * (k + 1) / pieces, box.b_begin + n * k / pieces,
               box.b_begin + n * (k + 1) / pieces},
              [this](const Box& piece) { Exact(piece); });
    }
  }

  Tokens a_, b_;
  uint64_t max_points_;
  bool* degraded_;
  std::vector<TokenMatch> matches_;
};

}  // namespace

std::vector<TokenMatch> MatchTokens(std::span<const uint32_t> a, std::span<const uint32_t> b,
                                    uint64_t max_points, bool* degraded) {
  return Matcher(a, b, max_points, degraded).Run();
}

}  // namespace samestory
