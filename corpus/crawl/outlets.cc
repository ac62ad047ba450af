#include "corpus/crawl/outlets.h"

#include <algorithm>
#include <set>

namespace samestory::crawl {
namespace {

std::string Domain(uint64_t key) {
  static constexpr const char* kSyllables[] = {"ban", "tin", "sao", "nam",  "lan", "post", "her",
                                               "ald", "mor", "day", "viet", "son", "kin",  "ter",
                                               "val", "ora", "qua", "ren",  "lu",  "mi"};
  Random random(key);
  std::string name;
  for (uint32_t i = 3 + random.Below(2); i > 0; --i)
    name.append(kSyllables[random.Below(std::size(kSyllables))]);
  return name.append(".example");
}

}  // namespace

Outlets::Outlets(const Settings& settings) {
  double total = 0;
  for (const auto& [name, share] : settings.languages) total += share;
  std::set<std::string> taken;
  for (uint64_t language = 0; language < settings.languages.size(); ++language) {
    const double share = settings.languages[language].second / total;
    const auto count = std::max(3u, static_cast<uint32_t>(share * settings.outlets + 0.5));
    std::vector<Outlet> outlets;
    for (uint64_t key = CombineHash(settings.seed ^ 0x0071e7, language); outlets.size() < count;
         key = Mix64(key)) {
      std::string domain = Domain(key);
      if (taken.insert(domain).second) outlets.push_back({key, std::move(domain)});
    }
    outlets_.push_back(std::move(outlets));
    sizes_.push_back(ZipfTable(count, 3));
  }
}

const Outlet& Outlets::Draw(size_t language, uint64_t bits) const {
  return outlets_[language][sizes_[language].Draw(bits)];
}

}  // namespace samestory::crawl
