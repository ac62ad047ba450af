#include "engine/pipeline/catalog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <tuple>

namespace samestory {
namespace {

using ::testing::ElementsAre;

std::string RandomString(std::mt19937_64& random) {
  static const std::vector<std::string> kParts{"a", "/", "Hải Tân", ".jsonl", "~", "日", "", "0"};
  std::string out;
  for (uint64_t i = random() % 5; i > 0; --i) out += kParts[random() % kParts.size()];
  return out;
}

Catalog RandomCatalog(std::mt19937_64& random) {
  Catalog catalog;
  for (uint64_t i = 1 + random() % 4; i > 0; --i) {
    CatalogFile file;
    file.input = {RandomString(random),
                  RandomString(random),
                  RandomString(random),
                  RandomString(random),
                  static_cast<Format>(random() % 4),
                  static_cast<Compression>(random() % 2)};
    file.size_bytes = random() >> random() % 64;
    file.content_hash = RandomString(random);
    catalog.files.push_back(file);
  }
  for (uint64_t i = random() % 3; i > 0; --i) catalog.sources.push_back(RandomString(random));
  for (uint64_t i = random() % 8; i > 0; --i) {
    CatalogEntry entry;
    entry.id = RandomString(random);
    entry.path = RandomString(random);
    entry.source = static_cast<uint32_t>(random() % catalog.sources.size());
    entry.file = static_cast<uint32_t>(random() % catalog.files.size());
    entry.sketch = static_cast<uint32_t>(random() % 1000);
    entry.text_hash = random();
    if (random() % 2 == 0) {
      Date date;
      date.unix_seconds = static_cast<int64_t>(random() % 315'537'897'600) - 62'135'596'800;
      date.offset_minutes = static_cast<int16_t>(static_cast<int>(random() % 2161) - 1080);
      date.has_offset = random() % 2 == 0;
      date.precision = static_cast<Date::Precision>(random() % 3);
      entry.date = date;
    }
    entry.language = "vi";
    entry.location = {random() >> random() % 64, random() >> random() % 64, random() % 100};
    if (random() % 2 == 0) {
      entry.kept = {static_cast<uint32_t>(random()), static_cast<uint32_t>(random()),
                    static_cast<uint32_t>(random())};
    }
    catalog.entries.push_back(entry);
  }
  for (uint64_t i = random() % 4; i > 0; --i) {
    catalog.incidents.push_back(
        {static_cast<Incident::Kind>(random() % 4), RandomString(random), RandomString(random)});
  }
  uint64_t offset = 0;
  for (uint64_t i = random() % 4; i > 0; --i) catalog.kept_offsets.push_back(offset += random() % 100'000);
  catalog.background = RandomString(random);
  catalog.kept_hash = RandomString(random);
  return catalog;
}

void ExpectEqual(const Catalog& x, const Catalog& y) {
  const auto file = [](const CatalogFile& f) {
    return std::tie(f.input.disk_path, f.input.input, f.input.name, f.input.outlet, f.input.format,
                    f.input.compression, f.size_bytes, f.content_hash);
  };
  const auto entry = [](const CatalogEntry& e) {
    return std::tie(e.id, e.path, e.source, e.file, e.sketch, e.text_hash, e.date, e.language,
                    e.location.offset_bytes, e.location.size_bytes, e.location.line, e.kept.block,
                    e.kept.offset, e.kept.size_bytes);
  };
  const auto incident = [](const Incident& i) { return std::tie(i.kind, i.place, i.reason); };
  const auto equal = [](const auto& a, const auto& b, const auto& fields) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](const auto& p, const auto& q) { return fields(p) == fields(q); });
  };
  EXPECT_TRUE(equal(x.files, y.files, file));
  EXPECT_EQ(x.sources, y.sources);
  EXPECT_TRUE(equal(x.entries, y.entries, entry));
  EXPECT_TRUE(equal(x.incidents, y.incidents, incident));
  EXPECT_EQ(x.kept_offsets, y.kept_offsets);
  EXPECT_EQ(x.background, y.background);
  EXPECT_EQ(x.kept_hash, y.kept_hash);
}

// What the rest of the program takes for granted.
void ExpectInRange(const Catalog& catalog) {
  ASSERT_FALSE(catalog.sources.empty());
  for (const CatalogEntry& entry : catalog.entries) {
    ASSERT_LT(entry.source, catalog.sources.size());
    ASSERT_LT(entry.file, catalog.files.size());
    if (!entry.date) continue;
    ASSERT_LE(std::abs(entry.date->unix_seconds), int64_t{300'000'000'000});
    ASSERT_LE(std::abs(entry.date->offset_minutes), 18 * 60);
    EXPECT_LE(FormatDate(*entry.date).size(), 30u);
  }
  for (const Incident& incident : catalog.incidents) ASSERT_LE(incident.kind, Incident::Kind::kRepeated);
  ASSERT_TRUE(std::is_sorted(catalog.kept_offsets.begin(), catalog.kept_offsets.end()));
}

TEST(CatalogCodec, ComesBackAsItWentIn) {
  std::mt19937_64 random(61);
  for (int i = 0; i < 300; ++i) {
    const Catalog catalog = RandomCatalog(random);
    const absl::StatusOr<Catalog> again = DecodeCatalog(EncodeCatalog(catalog));
    ASSERT_TRUE(again.ok()) << again.status();
    ExpectEqual(catalog, *again);
  }
  ASSERT_TRUE(DecodeCatalog(EncodeCatalog(Catalog{})).ok());
}

TEST(CatalogCodec, EveryCutIsAnError) {
  std::mt19937_64 random(62);
  for (int i = 0; i < 30; ++i) {
    const std::string bytes = EncodeCatalog(RandomCatalog(random));
    for (size_t size = 0; size < bytes.size(); ++size) {
      EXPECT_EQ(DecodeCatalog(bytes.substr(0, size)).status().code(), absl::StatusCode::kDataLoss) << size;
    }
    EXPECT_FALSE(DecodeCatalog(bytes + '\0').ok());
  }
}

TEST(CatalogCodec, ChangedBytesAreAnErrorOrACatalog) {
  std::mt19937_64 random(63);
  size_t errors = 0;
  for (int i = 0; i < 20'000; ++i) {
    static std::string bytes;
    if (i % 100 == 0) bytes = EncodeCatalog(RandomCatalog(random));
    std::string changed = bytes;
    for (uint64_t flips = 1 + random() % 3; flips > 0; --flips) {
      changed[random() % changed.size()] = static_cast<char>(random());
    }
    const absl::StatusOr<Catalog> catalog = DecodeCatalog(changed);
    errors += !catalog.ok();
    if (catalog.ok()) ExpectInRange(*catalog);
  }
  EXPECT_GT(errors, 0u);
}

TEST(CatalogCodec, RandomBytesAndHugeCountsAreErrors) {
  std::mt19937_64 random(64);
  for (int i = 0; i < 2000; ++i) {
    std::string bytes(random() % 60, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    const absl::StatusOr<Catalog> catalog = DecodeCatalog(bytes);
    if (catalog.ok()) ExpectInRange(*catalog);
  }
  EXPECT_FALSE(DecodeCatalog("\xff\xff\xff\xff\xff\xff\xff\xff\x7f").ok());
  EXPECT_FALSE(DecodeCatalog(std::string(7, '\0')).ok()) << "without the source that is not known";
}

CatalogEntry Entry(std::string id, uint32_t sketch, uint64_t text_hash) {
  CatalogEntry entry;
  entry.id = std::move(id);
  entry.sketch = sketch;
  entry.text_hash = text_hash;
  return entry;
}

Catalog Finished(std::vector<CatalogEntry> entries) {
  Catalog catalog;
  catalog.files.resize(1);
  catalog.entries = std::move(entries);
  FinishCatalog(&catalog);
  return catalog;
}

std::vector<std::pair<std::string, uint32_t>> IdsAndSketches(const Catalog& catalog) {
  std::vector<std::pair<std::string, uint32_t>> result;
  for (const CatalogEntry& entry : catalog.entries) result.emplace_back(entry.id, entry.sketch);
  return result;
}

TEST(FinishCatalog, TheSameTextCountsOnceAnotherIsRenamed) {
  const Catalog catalog =
      Finished({Entry("b", 0, 1), Entry("a", 1, 7), Entry("b", 2, 2), Entry("b", 3, 1), Entry("b", 4, 2)});
  EXPECT_THAT(IdsAndSketches(catalog),
              ElementsAre(std::pair("a", 1u), std::pair("b", 0u), std::pair("b~0000000000000002", 2u)));
  EXPECT_EQ(catalog.CountIncidents(Incident::Kind::kRepeated), 2u);
  EXPECT_EQ(catalog.CountIncidents(Incident::Kind::kMended), 1u);
}

TEST(FinishCatalog, EqualTextsUnderDifferentIdsAreTwoArticles) {
  EXPECT_EQ(Finished({Entry("a", 0, 1), Entry("b", 1, 1)}).entries.size(), 2u);
}

TEST(FinishCatalog, TheFirstReadKeepsItsIdWhateverTheOrderOfEntries) {
  EXPECT_THAT(IdsAndSketches(Finished({Entry("a", 9, 1), Entry("a", 3, 2)})),
              ElementsAre(std::pair("a", 3u), std::pair("a~0000000000000001", 9u)));
}

TEST(FinishCatalog, ANewIdThatIsTakenIsToldApartToo) {
  // As where a catalog that was finished before meets another.
  const Catalog same = Finished({Entry("a", 0, 1), Entry("a~0000000000000002", 1, 2), Entry("a", 2, 2)});
  EXPECT_THAT(IdsAndSketches(same), ElementsAre(std::pair("a", 0u), std::pair("a~0000000000000002", 1u)));
  const Catalog other = Finished({Entry("a", 0, 1), Entry("a~0000000000000002", 1, 3), Entry("a", 2, 2)});
  EXPECT_THAT(IdsAndSketches(other), ElementsAre(std::pair("a", 0u), std::pair("a~0000000000000002", 1u),
                                                 std::pair("a~0000000000000002~0000000000000002", 2u)));
}

TEST(FinishCatalog, FinishedTwiceIsFinished) {
  Catalog catalog = Finished({Entry("a", 0, 1), Entry("a", 1, 2), Entry("c", 2, 2), Entry("a", 3, 3)});
  const auto before = IdsAndSketches(catalog);
  const size_t incidents = catalog.incidents.size();
  FinishCatalog(&catalog);
  EXPECT_EQ(IdsAndSketches(catalog), before);
  EXPECT_EQ(catalog.incidents.size(), incidents);
}

}  // namespace
}  // namespace samestory
