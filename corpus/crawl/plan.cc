#include "corpus/crawl/plan.h"

#include <algorithm>

namespace samestory::crawl {
namespace {

constexpr uint64_t kBlock = 256;

// Most events have a report or two beside the first; one in ten was carried by five to sixty outlets.
std::vector<uint32_t> MadeQuantiles() {
  std::vector<uint32_t> made(1024);
  for (uint32_t i = 0; i < made.size(); ++i) {
    if (i >= 922) {
      made[i] = static_cast<uint32_t>(5 * PowerOfTwo(3.6 * (i - 922) / 102));
    } else {
      made[i] = i < 480 ? 1 : i < 720 ? 2 : i < 850 ? 3 : 4;
    }
  }
  return made;
}

double Made(const Settings& s) { return s.copies + s.edits + s.cuts + s.furniture + s.rewrites; }

double MeanMade(const std::vector<uint32_t>& made) {
  uint64_t sum = 0;
  for (const uint32_t m : made) sum += m;
  return static_cast<double>(sum) / static_cast<double>(made.size());
}

uint32_t Of32Bits(double share) { return static_cast<uint32_t>(std::clamp(share, 0.0, 1.0) * 4294967295.0); }

}  // namespace

const char* Plan::Complaint(const Settings& s) {
  for (const double share : {s.copies, s.edits, s.cuts, s.furniture, s.rewrites, s.stubs}) {
    if (!(share >= 0 && share <= 1)) return "a share is not between 0 and 1";
  }
  if (Made(s) * (1 + 1 / MeanMade(MadeQuantiles())) + s.stubs > 1) {
    return "the shares and the originals they are made from are more than all articles";
  }
  return nullptr;
}

Plan::Plan(const Settings& s)
    : articles_(s.articles),
      seed_(s.seed),
      slot_of_(s.articles, Mix64(s.seed ^ 0x91ac)),
      made_(MadeQuantiles()) {
  const double made = Made(s), events = made / MeanMade(made_);
  const double families = 1 - made;
  until_ = {Of32Bits(events / families), Of32Bits((events + s.stubs) / families)};
  double sum = 0;
  const std::array<double, 5> roles = {s.copies, s.edits, s.cuts, s.furniture, s.rewrites};
  for (size_t i = 0; i < roles.size(); ++i) {
    sum += roles[i];
    role_until_[i] = made > 0 ? Of32Bits(sum / made) : UINT32_MAX;
  }
}

Plan::Family Plan::FamilyAt(uint64_t slot) const {
  const uint64_t key = CombineHash(Mix64(seed_), slot);
  Random random(key);
  const auto draw = static_cast<uint32_t>(random.Next());
  if (draw >= until_[0]) return {key, draw < until_[1] ? FamilyKind::kStub : FamilyKind::kSingle, 1};
  const uint64_t end = std::min(articles_, (slot / kBlock + 1) * kBlock);
  const uint64_t size = std::min<uint64_t>(1 + made_[random.Below(1024)], end - slot);
  return {key, size > 1 ? FamilyKind::kEvent : FamilyKind::kSingle, static_cast<uint32_t>(size)};
}

Kind Plan::RoleKind(const Family& family, uint32_t role) const {
  if (family.kind == FamilyKind::kStub) return Kind::kStub;
  if (family.kind == FamilyKind::kSingle) return Kind::kSingle;
  if (role == 0) return Kind::kOriginal;
  const auto draw = static_cast<uint32_t>(CombineHash(family.key, role) >> 32);
  constexpr Kind kKinds[] = {Kind::kCopy, Kind::kEdit, Kind::kCut, Kind::kFurniture, Kind::kRewrite};
  size_t i = 0;
  while (i + 1 < role_until_.size() && draw >= role_until_[i]) ++i;
  return kKinds[i];
}

Place Plan::At(uint64_t article) const {
  const uint64_t slot = slot_of_(article);
  uint64_t start = slot / kBlock * kBlock;
  Family family = FamilyAt(start);
  while (start + family.size <= slot) {
    start += family.size;
    family = FamilyAt(start);
  }
  const auto role = static_cast<uint32_t>(slot - start);
  Place place{slot, start, family.key, role, role, RoleKind(family, role)};
  if (place.kind == Kind::kRewrite) {
    place.origin_role = 0;
  } else if (role > 0) {
    // A copy is made from the original or from a rewrite before it, every other time from the original.
    std::vector<uint32_t> reports = {0};
    for (uint32_t earlier = 1; earlier < role; ++earlier) {
      if (RoleKind(family, earlier) == Kind::kRewrite) reports.push_back(earlier);
    }
    Random random(CombineHash(family.key, 0x0419 + (uint64_t{role} << 32)));
    if (random.Chance(0.5))
      place.origin_role = reports[random.Below(static_cast<uint32_t>(reports.size()))];
    else
      place.origin_role = 0;
  }
  return place;
}

}  // namespace samestory::crawl
